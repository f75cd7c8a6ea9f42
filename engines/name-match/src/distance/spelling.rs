//! What differences of spelling cost within one script.

use super::{cost, costs::Costs};
use crate::form::class;

/// What it costs to leave a letter out, in hundredths of a letter: within, and as the
/// last letter. Letters that are not here (digits) cost 100.
///
/// The costs here and in [`EXCHANGES`] were learned by logistic regression on the operations that align pairs of
/// single names labelled by people as one name or two (half of the pairs; see `examples/quality/main.rs`), then rounded to five.
const OMISSIONS: [(u8, [u32; 2]); 20] = [
    (b'A', [45, 50]),
    (b'B', [140, 80]),
    (b'D', [55, 75]),
    (b'F', [125, 80]),
    (b'G', [120, 70]),
    (b'H', [60, 60]),
    (b'I', [45, 30]),
    (b'J', [105, 80]),
    (b'K', [125, 105]),
    (b'L', [80, 115]),
    (b'M', [90, 90]),
    (b'N', [105, 100]),
    (b'P', [120, 80]),
    (b'R', [110, 125]),
    (b'S', [125, 40]),
    (b'T', [70, 85]),
    (b'U', [60, 55]),
    (b'V', [140, 80]),
    (b'X', [115, 80]),
    (b'Z', [110, 65]),
];

/// What it costs to read one sound for another, where it is not what [`exchange`] says of their kinds. The second
/// line is not learned: sounds that transliterations from Arabic, Cyrillic, Greek and Hebrew write either way.
const EXCHANGES: [(&[u8; 2], u32); 23] = [
    (b"AU", 25),
    (b"BP", 20),
    (b"GK", 20),
    (b"SZ", 20),
    (b"IU", 75),
    (b"FP", 105),
    (b"IK", 105),
    (b"IL", 120),
    (b"KX", 65),
    (b"LT", 75),
    (b"MN", 55),
    (b"NR", 90),
    (b"RS", 120),
    (b"TZ", 125),
    (b"BV", 100),
    (b"DZ", 70),
    (b"GH", 60),
    (b"GJ", 60),
    (b"HK", 80),
    (b"IJ", 45),
    (b"JX", 35),
    (b"JZ", 60),
    (b"UV", 50),
];

/// What it costs that two names begin with different sounds: a different first sound is a different name more often than a
/// slip, unless the two are near.
const OTHER_START: u8 = cost(60);

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'A' | b'I' | b'U')
}

/// What it costs to read one sound for another, in hundredths of a letter.
const fn exchange(a: u8, b: u8) -> u32 {
    let mut at = 0;
    while at < EXCHANGES.len() {
        let (pair, cost) = EXCHANGES[at];
        if (a == pair[0] && b == pair[1]) || (a == pair[1] && b == pair[0]) {
            return cost;
        }
        at += 1;
    }
    match (class(a), class(b)) {
        _ if a == b => 0,
        _ if is_vowel(a) && is_vowel(b) => 35,
        _ if is_vowel(a) || is_vowel(b) => 115,
        (Some(x), Some(y)) if x == y => 30,
        _ => 155,
    }
}

/// What it costs to leave a sound out, within a word and as its last letter.
const fn omission(letter: u8) -> [u32; 2] {
    let mut at = 0;
    while at < OMISSIONS.len() {
        if OMISSIONS[at].0 == letter {
            return OMISSIONS[at].1;
        }
        at += 1;
    }
    [100, 100]
}

/// [`exchange`] and [`omission`] for every pair of letters: folds hold capitals and digits only.
pub static COSTS: Costs = {
    let mut exchanges = [[cost(155); 32]; 32];
    let mut omissions = [[cost(100); 2]; 32];
    // One digit for another: their place is shared.
    exchanges[31][31] = cost(100);
    let mut a = 0;
    while a < 26 {
        let [within, last] = omission(b'A' + a as u8);
        omissions[a] = [cost(within), cost(last)];
        let mut b = 0;
        while b < 26 {
            exchanges[a][b] = cost(exchange(b'A' + a as u8, b'A' + b as u8));
            b += 1;
        }
        a += 1;
    }
    Costs { exchange: exchanges, omission: [omissions, omissions], other_start: OTHER_START, across: false }
};

/// The least that it costs to be rid of a letter that the other word does not hold: left out at the better place, or
/// exchanged. By [`place`](super::costs::place).
pub static LEAST: [u8; 32] = {
    let mut least = [cost(100); 32];
    let mut a = 0;
    while a < 26 {
        let [within, last] = COSTS.omission[0][a];
        least[a] = if within < last { within } else { last };
        let mut b = 0;
        while b < 26 {
            let cost = COSTS.exchange[a][b];
            if a != b && cost < least[a] {
                least[a] = cost;
            }
            b += 1;
        }
        a += 1;
    }
    least
};
