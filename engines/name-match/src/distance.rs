//! How far two folds are apart: optimal string alignment with costs by sound.

mod costs;
mod lanes;
mod spelling;

pub use costs::{Costs, LETTERS, place};
pub use lanes::{Batch, LANES, Lanes, Packed};
pub use spelling::{COSTS as ALIKE, LEAST};

use crate::{form::MIN_SIMILARITY, text::MAX_LETTERS};
use costs::Omissions;

/// Costs are counted in so many hundredths of a letter, in twentieths, so that they fit in bytes.
const UNIT: u32 = 5;

/// Two neighbours that change places.
const SWAP: u8 = cost(55);

/// A cost that is known in hundredths.
const fn cost(hundredths: u32) -> u8 {
    ((hundredths + UNIT / 2) / UNIT) as u8
}

/// How alike two folds are; nought when they are less alike than counts.
pub fn distance_similarity(a: &[u8], b: &[u8], costs: &Costs) -> f32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short == 0 || is_too_long(short, long, costs) {
        return 0.0;
    }
    let distance = distance(a, b, costs, too_far(long, costs.across));
    distance.map_or(0.0, |distance| similarity_of(distance, long, costs.across))
}

/// How alike two folds are that are so far apart (in twentieths), the longer one so long; `across` says that their scripts differ.
///
/// Half a letter's worth of length is added: one slip in a short name weighs more, but not without bound. Between scripts
/// small differences say little, and some larger ones that it is another name.
pub const fn similarity_of(distance: u32, long: usize, across: bool) -> f32 {
    let letters = 100.0 * (long as f32 + 0.5);
    let distance = (UNIT * distance) as f32;
    let share = distance / letters;
    let alike = if across { 1.0 - 3.0 * share * share } else { 1.0 - 1.5 / letters * distance };
    alike.clamp(0.0, if across { 0.98 } else { 0.96 })
}

/// Whether two folds of these lengths are too far apart whatever their letters are.
pub fn is_too_long(a: usize, b: usize, costs: &Costs) -> bool {
    !costs.across && a.abs_diff(b) * 5 > a.max(b) * 2 + 2
}

/// The first distance that is too far.
pub fn too_far(long: usize, across: bool) -> u32 {
    TOO_FAR[usize::from(across)][long.min(MAX_LETTERS)]
}

static TOO_FAR: [[u32; MAX_LETTERS + 1]; 2] = {
    let mut far = [[0; MAX_LETTERS + 1]; 2];
    let mut long = 0;
    while long <= MAX_LETTERS {
        while similarity_of(far[0][long], long, false) >= MIN_SIMILARITY {
            far[0][long] += 1;
        }
        while similarity_of(far[1][long], long, true) >= MIN_SIMILARITY {
            far[1][long] += 1;
        }
        long += 1;
    }
    // What is more than a byte holds is too far as well.
    assert!(far[0][MAX_LETTERS] < u8::MAX as u32 && far[1][MAX_LETTERS] < u8::MAX as u32);
    far
};

/// What each letter of a word costs to leave out.
fn omissions(word: &[u8], costs: &Omissions) -> [u8; MAX_LETTERS] {
    let mut all = [0; MAX_LETTERS];
    for (at, (cost, &letter)) in all.iter_mut().zip(word).enumerate() {
        let last = usize::from(at + 1 == word.len());
        *cost = costs[place(letter)][last];
    }
    all
}

/// Optimal string alignment with costs by sound; `None` from `too_far` on.
fn distance(a: &[u8], b: &[u8], costs: &Costs, too_far: u32) -> Option<u32> {
    let (a, b) = (&a[..a.len().min(MAX_LETTERS)], &b[..b.len().min(MAX_LETTERS)]);
    let start = costs.start(a[0], b[0]);
    let [leave_a, leave_b] = [omissions(a, &costs.omission[0]), omissions(b, &costs.omission[1])]
        .map(|leave| leave.map(u16::from));
    // The row before the last, and the last one.
    let (mut before, mut last) = ([0_u16; MAX_LETTERS + 1], [0_u16; MAX_LETTERS + 1]);
    let mut places = [0_u8; MAX_LETTERS];
    for (j, &y) in b.iter().enumerate() {
        places[j] = place(y) as u8 & 31;
        last[j + 1] = last[j] + leave_b[j];
    }
    let (mut last_least, mut earlier) = (0, 0);
    for (&x, &leave_x) in a.iter().zip(&leave_a) {
        let exchanges = &costs.exchange[place(x)];
        let mut now = [0_u16; MAX_LETTERS + 1];
        now[0] = last[0] + leave_x;
        let (mut left, mut least, mut previous) = (now[0], now[0], 0);
        for (j, &y) in b.iter().enumerate() {
            let other = if x == y { 0 } else { u16::from(exchanges[usize::from(places[j] & 31)]) };
            let mut best = (last[j] + other).min(last[j + 1] + leave_x).min(left + leave_b[j]);
            // (Where letters are not what they should be, the first may seem to have one before it.)
            if j > 0 && x == previous && y == earlier && x != y {
                best = best.min(before[j - 1] + u16::from(SWAP));
            }
            now[j + 1] = best;
            (left, previous) = (best, y);
            least = least.min(best);
        }
        // An exchange of neighbours reaches back two rows.
        if u32::from(least.min(last_least + u16::from(SWAP))) + start >= too_far {
            return None;
        }
        (before, last, last_least, earlier) = (last, now, least, x);
    }
    let distance = u32::from(last[b.len()]) + start;
    (distance < too_far).then_some(distance)
}
