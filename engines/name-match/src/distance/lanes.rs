//! One word against several others of one length at once, each in a lane of its own.

use std::array::from_fn;

use bytemuck::cast;
use wide::{u8x16, u16x8};

use super::{ALIKE, Costs, LETTERS, SWAP, omissions, place, too_far};
use crate::text::MAX_LETTERS;

/// Words that are compared at once.
pub const LANES: usize = 16;
/// Columns that are turned from rows of costs at once.
const TURNED: usize = 8;

/// A word in a lane, or a row of costs: what a letter of the others costs to leave out, and to read for each letter of the
/// word.
type Row = [u8x16; 2];
const _: () = assert!(MAX_LETTERS < size_of::<Row>());

/// The words in the lanes.
#[derive(Debug, Clone, Copy, Default)]
pub struct Batch([Row; LANES]);

impl Batch {
    /// Puts a word into a lane. What stands after its letters does not matter.
    pub fn set(&mut self, lane: usize, letters: &[u8; MAX_LETTERS]) {
        bytemuck::bytes_of_mut(&mut self.0[lane % LANES])[..MAX_LETTERS].copy_from_slice(letters);
    }
}

/// Rows of costs: the lower six bits tell capitals and digits apart.
const ROWS: usize = 64;

fn row_of(letter: u8) -> usize {
    usize::from(letter) % ROWS
}

/// A letter of the word.
#[derive(Debug, Clone, Copy, Default)]
struct Column {
    letter: u8x16,
    /// What it costs to leave out.
    leave: u8x16,
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
    columns: [Column; MAX_LETTERS],
    /// By the others' letter, within their words, and as the last.
    rows: [[Row; ROWS]; 2],
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
            columns: [Column::default(); MAX_LETTERS],
            rows: [[[u8x16::ZERO; 2]; ROWS]; 2],
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
        let leave = omissions(fold, &costs.omission[usize::from(!is_far)]);
        for ((column, &letter), leave) in self.columns.iter_mut().zip(fold).zip(leave) {
            *column = Column { letter: u8x16::splat(letter), leave: u8x16::splat(leave) };
        }
        let [within, as_last] = &mut self.rows;
        for other in LETTERS.bytes().chain(b'0'..=b'9') {
            let theirs = place(other);
            let mut row = [0; size_of::<Row>()];
            for (cost, &letter) in row[1..].iter_mut().zip(fold) {
                let (a, b) = if is_far { (place(letter), theirs) } else { (theirs, place(letter)) };
                *cost = if letter == other { 0 } else { costs.exchange[a][b] };
            }
            let leave = costs.omission[usize::from(is_far)][theirs];
            for (rows, leave) in [&mut *within, &mut *as_last].into_iter().zip(leave) {
                row[0] = leave;
                rows[row_of(other)] = cast(row);
            }
        }
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
        let rows = from_fn(|lane| &words.0[lane]);
        let letters: [[u8x16; TURNED]; MAX_LETTERS / TURNED] =
            from_fn(|part| if part * TURNED < length { turned(&rows, part) } else { Default::default() });
        let firsts = letters[0][0].to_array();
        let mut previous = u8x16::ZERO;
        for (at, &now) in letters.as_flattened().iter().enumerate().take(length) {
            (reached, before, earlier) = (earlier, reached, before);
            let rows = &self.rows[usize::from(at + 1 == length)];
            let letters = now.to_array();
            let rows: [&Row; LANES] = from_fn(|lane| &rows[row_of(letters[lane])]);
            let mut swaps = u8x16::ZERO;
            for pair in columns.windows(2) {
                swaps |= now.simd_eq(pair[0].letter) & previous.simd_eq(pair[1].letter);
            }
            let may_swap = swaps.any();
            let mut costs = turned(&rows, 0);
            let ([leave, ..], mut corner) = (costs, before[0]);
            let mut left = corner.saturating_add(leave);
            reached[0] = left;
            let cells = before[1..].iter().zip(&mut reached[1..]);
            let mut cells = columns.iter().zip(cells).enumerate();
            // The first column is what it costs to leave the letter out.
            let mut first = 1;
            for part in 1.. {
                for &cost in &costs[first..] {
                    let Some((at, (column, (&above, cell)))) = cells.next() else { break };
                    let read = corner.saturating_add(cost);
                    left = left.saturating_add(column.leave).min(above.saturating_add(leave)).min(read);
                    if may_swap && at > 0 {
                        let swapped = now.simd_eq(columns[at - 1].letter) & previous.simd_eq(column.letter);
                        let swap = earlier[at - 1].saturating_add(u8x16::splat(SWAP));
                        left = left.min(swap | !swapped);
                    }
                    (*cell, corner) = (left, above);
                }
                if columns.len() < part * TURNED {
                    break;
                }
                (costs, first) = (turned(&rows, part), 0);
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

/// The columns of these rows that are in one part of them.
fn turned(rows: &[&Row; LANES], part: usize) -> [u8x16; TURNED] {
    let pairs = from_fn(|at| {
        let (a, b) = (rows[2 * at][part / 2 % 2], rows[2 * at + 1][part / 2 % 2]);
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
                    words.set(lane, &letters);
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
