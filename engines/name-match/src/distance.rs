//! How far two folds are apart: optimal string alignment with costs by sound.

mod walk;

pub use walk::Walk;

use crate::{
    form::{MIN_SIMILARITY, class},
    text::MAX_LETTERS,
};

/// What it costs to leave a letter out, in hundredths of a consonant in the middle of a word: within, and as the
/// last letter. Letters that are not here (digits) cost 100.
///
/// The costs here and in [`EXCHANGES`] were learned by logistic regression on the operations that align pairs of
/// single names labelled by people as one name or two (half of the pairs; see `examples/quality.rs`), then rounded.
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

/// What it costs that two names begin with different sounds, beside the exchange or omission itself: a different first
/// sound is a different name more often than a slip, unless the two are near.
const OTHER_START: u32 = 60;
const NEAR: u32 = 60;
/// Folds from which on a script's near sounds are forgiven.
const LONG: usize = 6;
/// Two neighbours that change places.
const SWAP: u32 = 55;

/// How the scripts of two words differ: the first may be of another than the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scripts {
    /// Both are of a kind.
    Alike,
    /// The first comes from another script, and not all sounds are told apart in it.
    Other,
    /// The first comes from a script that leaves vowels out.
    Abjad,
}

/// How alike two folds are; nought when they are less alike than counts.
pub fn distance_similarity(a: &[u8], b: &[u8], scripts: Scripts) -> f32 {
    let (short, long) = (a.len().min(b.len()), a.len().max(b.len()));
    if short == 0 || is_too_long(short, long, scripts) {
        return 0.0;
    }
    distance(a, b, scripts, too_far(long)).map_or(0.0, |distance| similarity_of(distance, long))
}

/// How alike two folds are that are so far apart, the longer one so long.
pub fn similarity_of(distance: u32, long: usize) -> f32 {
    (1.0 - scale(long) * distance as f32).clamp(0.0, 0.96)
}

/// Whether two folds of these lengths are too far apart whatever their letters are.
pub fn is_too_long(a: usize, b: usize, scripts: Scripts) -> bool {
    scripts == Scripts::Alike && a.abs_diff(b) * 5 > a.max(b) * 2 + 2
}

/// What a hundredth of a letter counts beside a fold so long. Half a letter's worth of length is added: one slip
/// in a short name weighs more, but not without bound.
const fn scale(long: usize) -> f32 {
    1.5 / (100.0 * (long as f32 + 0.5))
}

/// The first distance (in hundredths) that is too far; the little more is for rounding.
pub fn too_far(long: usize) -> u32 {
    TOO_FAR[long.min(MAX_LETTERS)]
}

static TOO_FAR: [u32; MAX_LETTERS + 1] = {
    let mut far = [0; MAX_LETTERS + 1];
    let mut long = 0;
    while long < far.len() {
        far[long] = ((1.0 - MIN_SIMILARITY) / scale(long)) as u32 + 2;
        long += 1;
    }
    far
};

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

/// How a word was written, as far as its vowels go.
#[derive(Clone, Copy)]
enum Vowels {
    /// It has its own.
    Alike,
    /// Its script writes some that are not heard, or not those that are, and with letters that may be consonants.
    Few,
    /// The other's script does not write them.
    All,
}

/// Sounds that another script may not tell apart, beside those that are near anyway.
const fn across(a: u8, b: u8) -> bool {
    matches!(
        (a, b),
        (b'L', b'R')
            | (b'R', b'L')
            | (b'B', b'V')
            | (b'V', b'B')
            | (b'S' | b'Z' | b'X', b'T')
            | (b'T', b'S' | b'Z' | b'X')
            | (b'F', b'H' | b'P')
            | (b'H' | b'P', b'F')
            | (b'D', b'J' | b'Z')
            | (b'J' | b'Z', b'D')
    )
}

/// What it costs to leave a sound out, within a word and as its last letter.
const fn omission(letter: u8, vowels: Vowels) -> [u32; 2] {
    match (vowels, letter) {
        (Vowels::All, b'A' | b'I' | b'U') => return [6, 6],
        (Vowels::Few, b'A' | b'I' | b'U' | b'V') => return [25, 25],
        _ => {}
    }
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
struct Costs {
    /// As they are, and where a script has not all sounds.
    exchange: [[[u8; 32]; 32]; 2],
    omission: [[[u8; 2]; 32]; 3],
}

static COSTS: Costs = {
    let mut costs = Costs { exchange: [[[155; 32]; 32]; 2], omission: [[[100; 2]; 32]; 3] };
    // One digit for another: their place is shared.
    costs.exchange[0][31][31] = 100;
    costs.exchange[1][31][31] = 100;
    let mut a = 0;
    while a < 26 {
        let kinds = [Vowels::Alike, Vowels::Few, Vowels::All];
        let mut kind = 0;
        while kind < kinds.len() {
            let [within, last] = omission(b'A' + a as u8, kinds[kind]);
            costs.omission[kinds[kind] as usize][a] = [within as u8, last as u8];
            kind += 1;
        }
        let mut b = 0;
        while b < 26 {
            let cost = exchange(b'A' + a as u8, b'A' + b as u8);
            costs.exchange[0][a][b] = cost as u8;
            let near = across(b'A' + a as u8, b'A' + b as u8);
            costs.exchange[1][a][b] =
                if near || cost <= 80 { (if cost < 80 { cost } else { 80 } / 2) as u8 } else { cost as u8 };
            b += 1;
        }
        a += 1;
    }
    costs
};

/// The least that it costs to be rid of a letter that the other word does not hold: left out at the better place, or
/// exchanged. By [`place`].
pub static LEAST: [u32; 32] = {
    let mut least = [100; 32];
    let mut a = 0;
    while a < 26 {
        let [within, last] = omission(b'A' + a as u8, Vowels::Alike);
        least[a] = if within < last { within } else { last };
        let mut b = 0;
        while b < 26 {
            let cost = exchange(b'A' + a as u8, b'A' + b as u8);
            if a != b && cost < least[a] {
                least[a] = cost;
            }
            b += 1;
        }
        a += 1;
    }
    least
};

/// The place of a letter in tables by letter; digits share one.
pub fn place(letter: u8) -> usize {
    usize::from(letter.wrapping_sub(b'A').min(31))
}

/// What it costs that words begin with these letters.
pub fn start(a: u8, b: u8) -> u32 {
    if a != b && u32::from(COSTS.exchange[0][place(a)][place(b)]) > NEAR { OTHER_START } else { 0 }
}

/// What each letter of a word costs to leave out.
fn omissions(word: &[u8], vowels: Vowels) -> [u16; MAX_LETTERS] {
    let mut costs = [0; MAX_LETTERS];
    for (at, (cost, &letter)) in costs.iter_mut().zip(word).enumerate() {
        let last = usize::from(at + 1 == word.len());
        *cost = u16::from(COSTS.omission[vowels as usize][place(letter)][last]);
    }
    costs
}

/// Another script has not all sounds: near ones are written alike. Short names differ by too little to forgive it.
fn forgives(short: usize, scripts: Scripts) -> bool {
    scripts != Scripts::Alike && short >= LONG
}

/// How the vowels of two words are written.
fn vowels(scripts: Scripts, forgive: bool) -> (Vowels, Vowels) {
    match scripts {
        Scripts::Other if forgive => (Vowels::Few, Vowels::Alike),
        Scripts::Alike | Scripts::Other => (Vowels::Alike, Vowels::Alike),
        Scripts::Abjad => (Vowels::Few, Vowels::All),
    }
}

/// Optimal string alignment with costs by sound, in hundredths; `None` from `too_far` on.
fn distance(a: &[u8], b: &[u8], scripts: Scripts, too_far: u32) -> Option<u32> {
    let (a, b) = (&a[..a.len().min(MAX_LETTERS)], &b[..b.len().min(MAX_LETTERS)]);
    let start = start(a[0], b[0]);
    let forgive = forgives(a.len().min(b.len()), scripts);
    let (of_a, of_b) = vowels(scripts, forgive);
    let (leave_a, leave_b) = (omissions(a, of_a), omissions(b, of_b));
    // The row before the last, and the last one: the inner loop is the hottest of the engine.
    let (mut before, mut last) = ([0_u16; MAX_LETTERS + 1], [0_u16; MAX_LETTERS + 1]);
    let mut places = [0_u8; MAX_LETTERS];
    for (j, &y) in b.iter().enumerate() {
        places[j] = place(y) as u8 & 31;
        last[j + 1] = last[j] + leave_b[j];
    }
    let (mut last_least, mut earlier) = (0, 0);
    for (&x, &leave_x) in a.iter().zip(&leave_a) {
        let exchanges = &COSTS.exchange[usize::from(forgive)][place(x)];
        let mut now = [0_u16; MAX_LETTERS + 1];
        now[0] = last[0] + leave_x;
        let (mut left, mut least, mut previous) = (now[0], now[0], 0);
        for (j, &y) in b.iter().enumerate() {
            let other = if x == y { 0 } else { u16::from(exchanges[usize::from(places[j] & 31)]) };
            let mut best = (last[j] + other).min(last[j + 1] + leave_x).min(left + leave_b[j]);
            if x == previous && y == earlier && x != y {
                best = best.min(before[j - 1] + SWAP as u16);
            }
            now[j + 1] = best;
            (left, previous) = (best, y);
            least = least.min(best);
        }
        // An exchange of neighbours reaches back two rows.
        if u32::from(least.min(last_least + SWAP as u16)) + start >= too_far {
            return None;
        }
        (before, last, last_least, earlier) = (last, now, least, x);
    }
    let distance = u32::from(last[b.len()]) + start;
    (distance < too_far).then_some(distance)
}
