//! How far two folds are apart: optimal string alignment with costs by sound.

use crate::{
    form::{MIN_SIMILARITY, class},
    text::MAX_LETTERS,
};

/// How alike two folds are; nought when they are less alike than counts.
pub fn distance_similarity(a: &[u8], b: &[u8], abjad: bool) -> f32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short == 0 || (!abjad && (long - short) * 5 > long * 2 + 2) {
        return 0.0;
    }
    match distance(a, b, abjad, too_far(long)) {
        Some(distance) => (1.0 - scale(long) * distance as f32).clamp(0.0, 0.95),
        None => 0.0,
    }
}

/// What a hundredth of a letter counts beside a fold so long. Half a letter's worth of length is added: one slip
/// in a short name weighs more, but not without bound.
fn scale(long: usize) -> f32 {
    1.5 / (100.0 * (long as f32 + 0.5))
}

/// The first distance (in hundredths) that is too far; the little more is for rounding.
pub fn too_far(long: usize) -> u32 {
    ((1.0 - MIN_SIMILARITY) / scale(long)) as u32 + 2
}

/// What it costs to read one sound for another, in hundredths of a letter.
pub const fn exchange(a: u8, b: u8) -> u32 {
    if a == b {
        return 0;
    }
    match (a, b) {
        (b'A' | b'I' | b'U', b'A' | b'I' | b'U')
        | (b'U', b'V')
        | (b'V', b'U')
        | (b'I', b'J')
        | (b'J', b'I') => {
            return 40;
        }
        (b'A' | b'I' | b'U', _) | (_, b'A' | b'I' | b'U') => return 120,
        _ => {}
    }
    if let (Some(x), Some(y)) = (class(a), class(b))
        && x == y
    {
        return 40;
    }
    match if a < b { (a, b) } else { (b, a) } {
        (b'G', b'H' | b'J')
        | (b'H', b'K')
        | (b'J', b'X' | b'Z')
        | (b'B', b'V')
        | (b'D', b'Z')
        | (b'S', b'T') => 50,
        (b'M', b'N') | (b'L', b'R') => 80,
        _ => 100,
    }
}

/// What it costs to leave a sound out.
pub const fn omission(letter: u8, abjad: bool) -> u32 {
    match letter {
        b'A' | b'I' | b'U' => {
            if abjad {
                6
            } else {
                45
            }
        }
        b'H' => 50,
        // Letters that stand for long vowels.
        b'V' | b'J' if abjad => 25,
        _ => 100,
    }
}

/// [`exchange`] and [`omission`] for every pair of letters: folds hold capitals and digits only.
struct Costs {
    exchange: [[[u8; 32]; 32]; 2],
    omission: [[u8; 32]; 2],
}

static COSTS: Costs = {
    let mut costs = Costs { exchange: [[[100; 32]; 32]; 2], omission: [[100; 32]; 2] };
    let mut a = 0;
    while a < 26 {
        costs.omission[0][a] = omission(b'A' + a as u8, false) as u8;
        costs.omission[1][a] = omission(b'A' + a as u8, true) as u8;
        let mut b = 0;
        while b < 26 {
            let cost = exchange(b'A' + a as u8, b'A' + b as u8);
            costs.exchange[0][a][b] = cost as u8;
            // Another script has not all sounds: near ones are written alike.
            costs.exchange[1][a][b] = if cost <= 80 { (cost / 2) as u8 } else { cost as u8 };
            b += 1;
        }
        a += 1;
    }
    costs
};

/// Folds from which on another script's near sounds are forgiven.
const LONG: usize = 6;

/// What it costs to leave out a vowel that the other script has written.
const WRITTEN: u32 = 25;

/// What a different first sound costs.
pub const OTHER_START: u32 = 25;

/// The place of a letter in [`COSTS`]; digits share one.
pub fn place(letter: u8) -> usize {
    usize::from(letter.wrapping_sub(b'A').min(31))
}

/// Optimal string alignment with costs by sound, in hundredths; `None` from `too_far` on.
fn distance(a: &[u8], b: &[u8], abjad: bool, too_far: u32) -> Option<u32> {
    let (a, b) = (&a[..a.len().min(MAX_LETTERS)], &b[..b.len().min(MAX_LETTERS)]);
    // A different first sound is a different name more often than a slip.
    let start = match (a.first(), b.first()) {
        (x, y) if x == y => 0,
        // Scripts that have but one of the two.
        (Some(b'L'), Some(b'R')) | (Some(b'R'), Some(b'L')) if abjad => 0,
        _ => OTHER_START,
    };
    let omissions = &COSTS.omission[usize::from(abjad)];
    // Short names differ by too little to forgive it.
    let costs = &COSTS.exchange[usize::from(abjad && a.len().max(b.len()) >= LONG)];
    // The row before the last, the last one, and what each letter of `b` costs, in places: the inner loop is
    // the hottest of the engine.
    let (mut before, mut last) = ([0_u32; MAX_LETTERS + 1], [0_u32; MAX_LETTERS + 1]);
    let mut columns = [(0_u8, 0_u8, 0_u32); MAX_LETTERS];
    let mut sum = 0;
    for (j, &y) in b.iter().enumerate() {
        let cost = u32::from(omissions[place(y)]);
        columns[j] = (y, place(y) as u8 & 31, cost);
        sum += cost;
        last[j + 1] = sum;
    }
    let (mut last_least, mut earlier) = (0, 0);
    for &x in a {
        let leave_x =
            if abjad && matches!(x, b'A' | b'I' | b'U') { WRITTEN } else { u32::from(omissions[place(x)]) };
        let exchanges = &costs[place(x)];
        let mut now = [0_u32; MAX_LETTERS + 1];
        now[0] = last[0] + leave_x;
        let (mut left, mut least, mut previous) = (now[0], now[0], 0);
        for (j, &(y, at, leave_y)) in columns[..b.len()].iter().enumerate() {
            let other = if x == y { 0 } else { u32::from(exchanges[usize::from(at)]) };
            let mut best = (last[j] + other).min(last[j + 1] + leave_x).min(left + leave_y);
            if x == previous && y == earlier && x != y {
                best = best.min(before[j - 1] + 70);
            }
            now[j + 1] = best;
            (left, previous) = (best, y);
            least = least.min(best);
        }
        // An exchange of neighbours reaches back two rows.
        if least.min(last_least + 70) + start >= too_far {
            return None;
        }
        (before, last, last_least, earlier) = (last, now, least, x);
    }
    let distance = last[b.len()] + start;
    (distance < too_far).then_some(distance)
}
