//! One word against several others of one length at once, each in a lane of its own.

use std::array::from_fn;

use bytemuck::{cast, cast_mut};
use wide::{ShuffleExt, u8x16, u16x8};

use super::{ALIKE, Costs, SWAP, omissions, place, too_far};
use crate::text::MAX_LETTERS;

/// Words that are compared at once.
pub const LANES: usize = 16;
/// Letters that are turned from words to lanes at once.
const TURNED: usize = 8;

/// The letters of a word, eight in each, the first in the lowest.
pub type Packed = [u64; MAX_LETTERS / 8];

/// The words in the lanes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Batch([[u8x16; 2]; LANES]);

impl Batch {
    /// Puts a word into a lane. What stands after its letters does not matter.
    pub fn set(&mut self, lane: usize, letters: Packed) {
        let own: &mut [u64; 4] = cast_mut(&mut self.0[lane % LANES]);
        own[..letters.len()].copy_from_slice(&letters);
    }
}

/// Costs by the [`place`] of a letter.
type Table = [u8x16; 2];

/// A letter of the word.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    letter: u8x16,
    /// What it costs to leave out.
    leave: u8x16,
    /// What it costs to read the letters of the others for it.
    read: Table,
}

/// The distances of [`super::distance_similarity`] from one word to many others of capitals and digits, the same to the last
/// bit.
#[derive(Debug)]
pub struct Lanes {
    /// What it costs to read the one for the other.
    pub costs: &'static Costs,
    /// The word is the one that is farther from Latin letters.
    is_far: bool,
    first: u8,
    /// How many letters the word has.
    pub length: usize,
    /// Digits share a place, but are not read for each other.
    has_digits: bool,
    columns: [Column; MAX_LETTERS],
    /// What it costs to leave out the letters of the others, within them, and as the last.
    omit: [Table; 2],
    /// What it costs to come to each letter of the word: of this letter of the others, the one before it, and the one
    /// before that.
    reached: [[u8x16; MAX_LETTERS + 1]; 3],
}

impl Default for Lanes {
    fn default() -> Self {
        Self {
            costs: &ALIKE,
            is_far: false,
            first: 0,
            length: 0,
            has_digits: false,
            columns: [Column::default(); MAX_LETTERS],
            omit: [Table::default(); 2],
            reached: [[u8x16::ZERO; MAX_LETTERS + 1]; 3],
        }
    }
}

impl Lanes {
    /// Of a fold. `is_far` says that it is the one that is farther from Latin letters, where the scripts differ.
    pub fn set(&mut self, fold: &[u8], costs: &'static Costs, is_far: bool) {
        let fold = &fold[..fold.len().min(MAX_LETTERS)];
        (self.costs, self.is_far, self.length) = (costs, is_far, fold.len());
        self.first = fold.first().copied().unwrap_or_default();
        self.has_digits = fold.iter().any(u8::is_ascii_digit);
        let leave = omissions(fold, &costs.omission[usize::from(!is_far)]);
        for ((column, &letter), leave) in self.columns.iter_mut().zip(fold).zip(leave) {
            let own = place(letter);
            let mut read: [u8; 32] =
                if is_far { costs.exchange[own] } else { from_fn(|other| costs.exchange[other][own]) };
            if !letter.is_ascii_digit() {
                read[own] = 0;
            }
            *column = Column { letter: u8x16::splat(letter), leave: u8x16::splat(leave), read: cast(read) };
        }
        let theirs = &costs.omission[usize::from(is_far)];
        self.omit = from_fn(|last| cast::<[u8; 32], Table>(from_fn(|other| theirs[other][last])));
    }

    /// The distances to words of so many letters; `None` where one is too far.
    pub fn distances(&mut self, words: &Batch, length: usize) -> [Option<u32>; LANES] {
        if self.length == 0 || length == 0 {
            return [None; LANES];
        }
        let columns = &self.columns[..self.length];
        let [mut reached, mut before, mut earlier] = self.reached.each_mut();
        let mut sum = u8x16::ZERO;
        reached[0] = sum;
        for (cell, column) in reached[1..].iter_mut().zip(columns) {
            sum = sum.saturating_add(column.leave);
            *cell = sum;
        }
        let letters: [[u8x16; TURNED]; MAX_LETTERS / TURNED] =
            from_fn(|part| if part * TURNED < length { turned(words, part) } else { Default::default() });
        let firsts = letters[0][0].to_array();
        let mut previous = u8x16::ZERO;
        for (at, &now) in letters.as_flattened().iter().enumerate().take(length) {
            (reached, before, earlier) = (earlier, reached, before);
            // As `place` does.
            let places = (now - u8x16::splat(b'A')).min(u8x16::splat(31));
            let leave = self.omit[usize::from(at + 1 == length)].shuffle(places);
            let mut swaps = u8x16::ZERO;
            for pair in columns.windows(2) {
                swaps |= now.simd_eq(pair[0].letter) & previous.simd_eq(pair[1].letter);
            }
            let may_swap = swaps.any();
            let mut corner = before[0];
            let mut left = corner.saturating_add(leave);
            reached[0] = left;
            let cells = before[1..].iter().zip(&mut reached[1..]);
            for (at, (column, (&above, cell))) in columns.iter().zip(cells).enumerate() {
                let mut cost = column.read.shuffle(places);
                if self.has_digits {
                    cost &= !now.simd_eq(column.letter);
                }
                let read = corner.saturating_add(cost);
                left = left.saturating_add(column.leave).min(above.saturating_add(leave)).min(read);
                if may_swap && at > 0 {
                    let swapped = now.simd_eq(columns[at - 1].letter) & previous.simd_eq(column.letter);
                    let swap = earlier[at - 1].saturating_add(u8x16::splat(SWAP));
                    left = left.min(swap | !swapped);
                }
                (*cell, corner) = (left, above);
            }
            previous = now;
        }
        let most = too_far(self.length.max(length), self.costs.across);
        let distances = reached[self.length].to_array();
        from_fn(|lane| {
            let (first, own) = (firsts[lane], self.first);
            let start = if self.is_far { self.costs.start(own, first) } else { self.costs.start(first, own) };
            Some(u32::from(distances[lane]) + start).filter(|distance| *distance < most)
        })
    }
}

/// The letters of one part of these words, by their place in them.
fn turned(words: &Batch, part: usize) -> [u8x16; TURNED] {
    let pairs = from_fn(|at| {
        let (a, b) = (words.0[2 * at][part / 2 % 2], words.0[2 * at + 1][part / 2 % 2]);
        cast::<_, u16x8>(if part.is_multiple_of(2) {
            u8x16::unpack_low(a, b)
        } else {
            u8x16::unpack_high(a, b)
        })
    });
    u16x8::transpose(pairs).map(cast)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::{ALIKE, Costs, distance},
        Batch, LANES, Lanes, too_far,
    };
    use crate::{
        text::{MAX_LETTERS, Script},
        writing::Writing,
    };

    proptest! {
        #[test]
        fn several_at_once_are_as_far_as_one_by_one(
            word in "[ABDFGHIJKLMNPRSTUVXZ0-9]{1,24}",
            changes in proptest::collection::vec((0_usize..24, "[ABDFGHIJKLMNPRSTUVXZ0-9]{0,2}"), 1..=LANES),
            is_far: bool, script in proptest::sample::select(&Script::ALL[..]), lossy: bool,
        ) {
            // Words drawn apart are hardly ever near.
            let changed = |(at, by): (usize, String)| {
                let at = at.min(word.len() - 1);
                [&word[..at], &by, &word[(at + 1).min(word.len())..]].concat()
            };
            let others: Vec<String> = changes.into_iter().map(changed).collect();
            let costs = Costs::between(Writing::new(script, lossy), Writing::LATIN);
            let mut lanes = Lanes::default();
            // Used before.
            lanes.set(b"ZIBURKATISULDAZIRBUKATIL", &ALIKE, !is_far);
            lanes.set(word.as_bytes(), costs, is_far);
            for length in 1..=MAX_LETTERS {
                let others: Vec<&String> = others.iter().filter(|other| other.len() == length).collect();
                if others.is_empty() {
                    continue;
                }
                let mut words = Batch::default();
                for lane in 0..LANES {
                    // What follows does not matter.
                    let mut letters = [b'A'; MAX_LETTERS];
                    letters[..length].copy_from_slice(others[lane % others.len()].as_bytes());
                    words.set(lane, bytemuck::cast(letters));
                }
                let most = too_far(word.len().max(length), costs.across);
                for (lane, found) in lanes.distances(&words, length).into_iter().enumerate() {
                    let (own, other) = (word.as_bytes(), others[lane % others.len()].as_bytes());
                    let (a, b) = if is_far { (own, other) } else { (other, own) };
                    prop_assert_eq!(found, distance(a, b, costs, most), "{} {}", word, others[lane % others.len()]);
                }
            }
        }
    }
}
