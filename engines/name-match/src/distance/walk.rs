//! One word against many that stand in alphabetical order: what was found for the letters that a word begins with
//! serves all that begin so.

use wide::i16x8;

use super::{Costs, SWAP, omissions, place, too_far};
use crate::text::MAX_LETTERS;

/// More than any distance.
const FAR: i16 = 1 << 13;
/// Columns that are reckoned at once.
const LANES: usize = 8;

/// A number for each letter of the word, [`LANES`] at a time.
type Row = [i16x8; MAX_LETTERS / LANES];
const _: () = assert!(MAX_LETTERS.is_multiple_of(LANES));

/// The distances of [`super::distance_similarity`] from one word to many others, the same to the last bit.
#[derive(Debug)]
pub struct Walk {
    word: [u8; MAX_LETTERS],
    length: usize,
    pub costs: &'static Costs,
    /// The word is the one that is farther from Latin letters.
    is_far: bool,
    /// For every letter by [`place`], what it costs to read it for each letter of the word.
    exchange: [Row; 32],
    /// What it costs to leave out all letters up to each letter of the word.
    sums: Row,
    /// What it costs to leave out all letters after each letter of the word; beyond the word more than anything.
    tail: Row,
    /// The places of each letter in the word, a bit for each.
    places: [u32; 32],
    /// The rows of the alignment after the letters read so far: before the word's first letter, and after each; and the
    /// least in each.
    edges: [i16; MAX_LETTERS + 1],
    rows: [Row; MAX_LETTERS + 1],
    least: [i16; MAX_LETTERS + 1],
    /// So many rows hold for the letters that were read.
    valid: usize,
}

/// What stands before each of these, the first of them after `before`.
#[expect(clippy::many_single_char_names, reason = "lanes")]
fn shifted(of: i16x8, before: i16) -> i16x8 {
    let [a, b, c, d, e, f, g, _] = of.to_array();
    i16x8::new([before, a, b, c, d, e, f, g])
}

/// The least of each and all before it.
#[expect(clippy::many_single_char_names, reason = "lanes")]
fn least_so_far(of: i16x8) -> i16x8 {
    const F: i16 = i16::MAX;
    let of = of.min(shifted(of, F));
    let [a, b, c, d, e, f, _, _] = of.to_array();
    let of = of.min(i16x8::new([F, F, a, b, c, d, e, f]));
    let [a, b, c, d, _, _, _, _] = of.to_array();
    of.min(i16x8::new([F, F, F, F, a, b, c, d]))
}

fn last_lane(of: i16x8) -> i16 {
    of.to_array()[LANES - 1]
}

impl Walk {
    /// From a fold. `is_far` says that it is the one that is farther from Latin letters, where the scripts differ.
    pub fn new(fold: &[u8], costs: &'static Costs, is_far: bool) -> Self {
        let mut word = [0; MAX_LETTERS];
        let length = fold.len().min(MAX_LETTERS);
        word[..length].copy_from_slice(&fold[..length]);
        let fold = &word[..length];
        let leave = omissions(fold, &costs.omission[usize::from(!is_far)]).map(u16::cast_signed);
        // Beyond the word everything is far.
        let mut exchange = [[FAR; MAX_LETTERS]; 32];
        let mut places = [0; 32];
        for (at, &letter) in fold.iter().enumerate() {
            for (other, of) in exchange.iter_mut().enumerate() {
                let (a, b) = if is_far { (place(letter), other) } else { (other, place(letter)) };
                of[at] = i16::from(costs.exchange[a][b]);
            }
            if place(letter) < 26 {
                exchange[place(letter)][at] = 0;
            }
            places[place(letter)] |= 1 << at;
        }
        let (mut sums, mut tail, mut all) = ([FAR; MAX_LETTERS], [FAR; MAX_LETTERS], 0);
        for at in 0..length {
            all += leave[at];
            sums[at] = all;
        }
        for at in 0..length {
            tail[at] = all - sums[at];
        }
        let (sums, tail, exchange) =
            (bytemuck::cast(sums), bytemuck::cast(tail), exchange.map(bytemuck::cast));
        let mut rows = [[i16x8::splat(FAR); _]; MAX_LETTERS + 1];
        rows[0] = sums;
        let (edges, least) = ([0; MAX_LETTERS + 1], [0; MAX_LETTERS + 1]);
        Self { word, length, costs, is_far, exchange, sums, tail, places, edges, rows, least, valid: 0 }
    }

    /// The next word begins with so many letters of the one before it.
    pub fn turn(&mut self, shared: usize) {
        self.valid = self.valid.min(shared);
    }

    /// The distance to the word turned to last, whose letters these are, in hundredths; `None` where it is too far.
    pub fn distance(&mut self, letters: &[u8]) -> Option<u32> {
        let (&first, mine) = (letters.first()?, self.word.first().filter(|_| self.length > 0)?);
        let start = if self.is_far { self.costs.start(*mine, first) } else { self.costs.start(first, *mine) };
        let most =
            too_far(self.length.max(letters.len()), self.costs.across).cast_signed() - start.cast_signed();
        let last = letters.len() - 1;
        if self.is_dead(self.valid.min(last), most) {
            return None;
        }
        let theirs = &self.costs.omission[usize::from(self.is_far)];
        while self.valid < last {
            let at = self.valid;
            self.step(letters, at, theirs[place(letters[at])][0].into());
            self.valid = at + 1;
            if self.is_dead(at + 1, most) {
                return None;
            }
        }
        // Left out as the last letter it costs something else: of this row only the end is needed.
        let leave = theirs[place(letters[last])][1].into();
        let distance = i32::from(self.last(letters, leave));
        (distance < most).then_some(distance as u32 + start)
    }

    /// Whether nothing that follows a row can be near enough. (An exchange of neighbours reaches back two rows.)
    fn is_dead(&self, at: usize, most: i32) -> bool {
        at > 0 && i32::from(self.least[at].min(self.least[at - 1] + SWAP as i16)) >= most
    }

    /// What it costs to read a letter that is none, a digit, for each of the word: digits share a place, and equal ones
    /// cost nothing.
    fn digit(&self, letter: u8) -> Row {
        let mut costs: [i16; MAX_LETTERS] = bytemuck::cast(self.exchange[place(letter)]);
        for (cost, _) in costs.iter_mut().zip(&self.word).filter(|(_, other)| **other == letter) {
            *cost = 0;
        }
        bytemuck::cast(costs)
    }

    /// What it costs to come to each letter by exchanging it with the one before, where the word has the two letters up
    /// to this place the other way round.
    fn swaps(&self, letters: &[u8], at: usize) -> Option<Row> {
        let (letter, earlier) = (*letters.get(at)?, *letters.get(at.wrapping_sub(1))?);
        // Of digits, which share a place, each is looked at.
        let mut columns = self.places[place(letter)] << 1 & self.places[place(earlier)];
        if columns == 0 || earlier == letter {
            return None;
        }
        let mut costs = [FAR; MAX_LETTERS];
        let row: &[i16; MAX_LETTERS] = bytemuck::cast_ref(&self.rows[at - 1]);
        while columns != 0 {
            let column = columns.trailing_zeros() as usize;
            columns &= columns - 1;
            if self.word[column - 1] == letter && self.word[column] == earlier {
                let before = if column > 1 { row[column - 2] } else { self.edges[at - 1] };
                costs[column] = before + SWAP as i16;
            }
        }
        Some(bytemuck::cast(costs))
    }

    /// The end of the row after the last letter.
    fn last(&mut self, letters: &[u8], leave: i16) -> i16 {
        let at = letters.len() - 1;
        let letter = letters[at];
        let end = self.length - 1;
        if place(letter) >= 26 || self.swaps(letters, at).is_some() {
            self.step(letters, at, leave);
            return self.rows[at + 1][end / LANES].to_array()[end % LANES];
        }
        // Whichever letter of the word it answers to: those after that are left out.
        let (exchange, rows) = (&self.exchange[place(letter)], &self.rows[at]);
        let (mut before, mut best) = (self.edges[at], i16x8::splat(FAR));
        for lanes in 0..=end / LANES {
            let above = rows[lanes];
            let read = shifted(above, before) + exchange[lanes];
            best = best.min(read.min(above + i16x8::splat(leave)) + self.tail[lanes]);
            before = last_lane(above);
        }
        // Or to none.
        let all = self.sums[end / LANES].to_array()[end % LANES];
        best.reduce_min().min(self.edges[at] + leave + all)
    }

    /// Reckons the row after the letter at a place, and the least in it.
    fn step(&mut self, letters: &[u8], at: usize, leave: i16) {
        let swaps = self.swaps(letters, at);
        let letter = letters[at];
        let digit;
        let exchange = if place(letter) >= 26 {
            digit = self.digit(letter);
            &digit
        } else {
            &self.exchange[place(letter)]
        };
        let (above, below) = self.rows.split_at_mut(at + 1);
        let (Some(above), Some(row)) = (above.last(), below.first_mut()) else { return };
        let edge = self.edges[at] + leave;
        let (mut before, mut carry, mut least) = (self.edges[at], edge, i16x8::splat(edge));
        for lanes in 0..=(self.length - 1) / LANES {
            // Several columns at once, needed or not.
            let read = shifted(above[lanes], before) + exchange[lanes];
            let mut own = read.min(above[lanes] + i16x8::splat(leave));
            if let Some(swaps) = &swaps {
                own = own.min(swaps[lanes]);
            }
            // What follows from the column before is the least of all before, each with what lies between left out: with
            // the sum of that taken away, the least of the first so many.
            let sums = self.sums[lanes];
            let now = least_so_far((own - sums).min(i16x8::splat(carry)));
            row[lanes] = now + sums;
            least = least.min(row[lanes]);
            (before, carry) = (last_lane(above[lanes]), last_lane(now));
        }
        (self.edges[at + 1], self.least[at + 1]) = (edge, least.reduce_min());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{Costs, distance},
        Walk, too_far,
    };
    use crate::{text::Script, writing::Writing};

    proptest! {
        #[test]
        fn one_after_another_they_are_as_far_as_one_by_one(
            word in "[ABDIKLRSTUZ01]{1,24}", near in proptest::collection::vec((0_usize..24, "[ABDIKLRSTUZ01]{0,2}"), 1..6),
            others in proptest::collection::vec("[ABDIKLRSTUZ01]{1,24}", 1..8),
            is_far: bool, script in proptest::sample::select(&Script::ALL[..]), lossy: bool,
        ) {
            // Words drawn apart are hardly ever near.
            let changed = |(at, by): (usize, String)| {
                let at = at.min(word.len() - 1);
                [&word[..at], &by, &word[(at + 1).min(word.len())..]].concat()
            };
            let mut others: Vec<String> = near.into_iter().map(changed).chain(others).collect();
            others.retain(|other| (1..=24).contains(&other.len()));
            others.sort();
            let costs = Costs::between(Writing::new(script, lossy), Writing::LATIN);
            let mut walk = Walk::new(word.as_bytes(), costs, is_far);
            let mut before = String::new();
            for other in others {
                walk.turn(before.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count());
                let most = too_far(word.len().max(other.len()), costs.across);
                let (a, b) = if is_far { (&word, &other) } else { (&other, &word) };
                let single = distance(a.as_bytes(), b.as_bytes(), costs, most);
                prop_assert_eq!(walk.distance(other.as_bytes()), single, "{} {}", word, other);
                before = other;
            }
        }
    }
}
