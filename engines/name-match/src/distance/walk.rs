//! One word against many that stand in alphabetical order: what was found for the letters that a word begins with
//! serves all that begin so.

use super::{Costs, SWAP, omissions, place, too_far};
use crate::text::MAX_LETTERS;

/// More than any distance.
const FAR: i16 = 1 << 13;
/// Columns that are reckoned at once.
const LANES: usize = 8;

/// A row of the alignment; before the word's first letter, and after each.
type Row = [i16; MAX_LETTERS + 1];

/// The distances of [`super::distance_similarity`] from one word to many others, the same to the last bit.
#[derive(Debug)]
pub struct Walk {
    word: [u8; MAX_LETTERS],
    length: usize,
    pub costs: &'static Costs,
    /// The word is the one that is farther from Latin letters.
    is_far: bool,
    /// For every letter by [`place`], what it costs to read it for each letter of the word.
    exchange: [[i16; MAX_LETTERS]; 32],
    /// What it costs to leave out all letters up to each letter of the word.
    sums: [i16; MAX_LETTERS],
    /// What it costs to leave out all letters after each letter of the word; beyond the word more than anything.
    tail: [i16; MAX_LETTERS],
    /// The letters that follow each letter of the word.
    after: [u32; 32],
    /// The rows of the letters read so far, and the least in each.
    rows: [Row; MAX_LETTERS + 1],
    least: Row,
    /// So many rows hold for the letters that were read.
    valid: usize,
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
        let mut after = [0; 32];
        for (at, &letter) in fold.iter().enumerate() {
            for (other, of) in exchange.iter_mut().enumerate() {
                let (a, b) = if is_far { (place(letter), other) } else { (other, place(letter)) };
                of[at] = i16::from(costs.exchange[a][b]);
            }
            if place(letter) < 26 {
                exchange[place(letter)][at] = 0;
            }
            if let Some(&next) = fold.get(at + 1) {
                after[place(letter)] |= 1 << place(next);
            }
        }
        let mut rows = [[FAR; MAX_LETTERS + 1]; MAX_LETTERS + 1];
        rows[0][0] = 0;
        for (at, cost) in leave.iter().take(length).enumerate() {
            rows[0][at + 1] = rows[0][at] + cost;
        }
        let mut sums = [FAR; MAX_LETTERS];
        sums[..length].copy_from_slice(&rows[0][1..=length]);
        let mut tail = [FAR; MAX_LETTERS];
        let mut rest = 0;
        for at in (0..length).rev() {
            tail[at] = rest;
            rest += leave[at];
        }
        let least = [0; MAX_LETTERS + 1];
        Self { word, length, costs, is_far, exchange, sums, tail, after, rows, least, valid: 0 }
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

    /// The end of the row after the last letter.
    fn last(&mut self, letters: &[u8], leave: i16) -> i16 {
        let at = letters.len() - 1;
        let (letter, last) = (letters[at], &self.rows[at]);
        let place_of = place(letter);
        let swaps =
            at > 0 && letters[at - 1] != letter && self.after[place_of] >> place(letters[at - 1]) & 1 != 0;
        if swaps || place_of >= 26 {
            self.step(letters, at, leave);
            return self.rows[at + 1][self.length];
        }
        // Whichever letter of the word it answers to: those after that are left out.
        let exchange = &self.exchange[place_of];
        let mut best = [last[0] + leave + self.sums[self.length - 1]; LANES];
        for from in (0..self.length).step_by(LANES) {
            let (Some(exchange), Some(left), Some(above), Some(tail)) = (
                exchange[from..].first_chunk::<LANES>(),
                last[from..].first_chunk::<LANES>(),
                last[from + 1..].first_chunk::<LANES>(),
                self.tail[from..].first_chunk::<LANES>(),
            ) else {
                continue;
            };
            for lane in 0..LANES {
                best[lane] =
                    best[lane].min((left[lane] + exchange[lane]).min(above[lane] + leave) + tail[lane]);
            }
        }
        best.into_iter().fold(FAR, i16::min)
    }

    /// Reckons the row after the letter at a place, and the least in it.
    fn step(&mut self, letters: &[u8], at: usize, leave: i16) {
        let (letter, word) = (letters[at], &self.word[..self.length]);
        let exchange = &self.exchange[place(letter)];
        let (before, after) = self.rows.split_at_mut(at + 1);
        let (Some(last), Some(row)) = (before.last(), after.first_mut()) else { return };
        row[0] = last[0] + leave;
        // Several columns at once, needed or not; then what follows from the column before.
        for from in (0..word.len()).step_by(LANES) {
            let (Some(exchange), Some(left), Some(above), Some(out)) = (
                exchange[from..].first_chunk::<LANES>(),
                last[from..].first_chunk::<LANES>(),
                last[from + 1..].first_chunk::<LANES>(),
                row[from + 1..].first_chunk_mut::<LANES>(),
            ) else {
                return;
            };
            for lane in 0..LANES {
                out[lane] = (left[lane] + exchange[lane]).min(above[lane] + leave);
            }
        }
        if place(letter) >= 26 {
            // Digits share a place: equal ones cost nothing.
            for (column, _) in word.iter().enumerate().filter(|(_, other)| **other == letter) {
                row[column + 1] = last[column].min(last[column + 1] + leave);
            }
        }
        if at > 0 && letters[at - 1] != letter {
            let before_it = letters[at - 1];
            if self.after[place(letter)] >> place(before_it) & 1 != 0 {
                for column in 1..word.len() {
                    if word[column - 1] == letter && word[column] == before_it {
                        row[column + 1] = row[column + 1].min(before[at - 1][column - 1] + SWAP as i16);
                    }
                }
            }
        }
        // What follows from the column before is the least of all before, each with what lies between left out: with the
        // sum of that taken away, the least of the first so many.
        let mut carry = row[0];
        let mut least = [row[0]; LANES];
        for from in (0..word.len()).step_by(LANES) {
            let (Some(out), Some(sums)) =
                (row[from + 1..].first_chunk_mut::<LANES>(), self.sums[from..].first_chunk::<LANES>())
            else {
                return;
            };
            let mut now: [i16; LANES] = std::array::from_fn(|lane| out[lane] - sums[lane]);
            now[0] = now[0].min(carry);
            for by in [1, 2, 4] {
                now = std::array::from_fn(
                    |lane| if lane < by { now[lane] } else { now[lane].min(now[lane - by]) },
                );
            }
            carry = now[LANES - 1];
            for lane in 0..LANES {
                out[lane] = now[lane] + sums[lane];
                least[lane] = least[lane].min(out[lane]);
            }
        }
        let least = least.into_iter().fold(FAR, i16::min);
        self.least[at + 1] = least;
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
