//! What it costs to read one word for another, letter by letter, in twentieths of a letter.

use std::sync::LazyLock;

use hashbrown::HashMap;

use super::{cost, spelling};
use crate::{dictionary, writing::Writing};

/// The letters of folds, in the order of the table of costs.
pub const LETTERS: &str = "ABDFGHIJKLMNPRSTUVXZ";

/// What leaving a letter out costs: within a word, and as its last.
pub type Omissions = [[u8; 2]; 32];

/// The costs between two kinds of writing, by [`place`]: of the first word's letters, those of the second's.
#[derive(Debug, Clone)]
pub struct Costs {
    pub exchange: [[u8; 32]; 32],
    /// Of the first word's letters, and of the second's.
    pub omission: [Omissions; 2],
    /// That words begin with different sounds, beside the exchange or omission itself.
    pub other_start: u8,
    /// Whether the words come from different scripts.
    pub across: bool,
}

/// Sounds that cost no more than this to exchange are near.
const NEAR: u8 = cost(60);
/// That words of different scripts begin with different sounds.
const OTHER_START_ACROSS: u8 = cost(30);

impl Costs {
    /// Between two words, the one that is farther from Latin letters first.
    pub fn between(far: Writing, near: Writing) -> &'static Self {
        if far == near { &spelling::COSTS } else { &ACROSS[usize::from(far.code()) % Writing::COUNT] }
    }

    /// Between scripts of which nothing is known.
    fn unknown() -> Self {
        let mut exchange = [[cost(155); 32]; 32];
        exchange[31][31] = cost(100);
        let omission = [[[cost(100); 2]; 32]; 2];
        Self { exchange, omission, other_start: OTHER_START_ACROSS, across: true }
    }

    /// What it costs that words begin with these letters.
    pub fn start(&self, a: u8, b: u8) -> u32 {
        let differ = a != b && self.exchange[place(a)][place(b)] > NEAR;
        if differ { self.other_start.into() } else { 0 }
    }
}

/// The place of a letter in tables by letter; digits share one.
pub const fn place(letter: u8) -> usize {
    let place = letter.wrapping_sub(b'A');
    if place < 31 { place as usize } else { 31 }
}

/// By the writing of the word that is not in Latin letters.
static ACROSS: LazyLock<Vec<Costs>> = LazyLock::new(|| {
    let learned = read(dictionary::costs());
    let of = |code: usize| {
        let writing = Writing::of_code(code as u8);
        let names = [writing.name(), writing.other_way().name(), "any".to_owned()];
        let known = names.iter().find_map(|name| learned.get(name.as_str()));
        known.cloned().unwrap_or(Costs { across: true, ..spelling::COSTS })
    };
    (0..Writing::COUNT).map(of).collect()
});

/// The costs of each kind of writing in a table: lines of its name, a letter, what that costs within a word and as the last
/// letter, and what each letter of the other word costs instead; `-` and `.` stand for what the other word's letters cost
/// to leave out within and as the last; all in hundredths.
fn read(table: &str) -> HashMap<&str, Costs> {
    let mut all = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (Some(name), Some(&[letter])) = (fields.next(), fields.next().map(str::as_bytes)) else {
            continue;
        };
        let mut numbers = fields.map(|number| cost(number.parse::<u8>().unwrap_or(100).into()));
        let costs = all.entry(name).or_insert_with(Costs::unknown);
        let own = place(letter);
        if let Some(last) = b"-.".iter().position(|mark| *mark == letter) {
            LETTERS
                .bytes()
                .zip(numbers)
                .for_each(|(other, cost)| costs.omission[1][place(other)][last] = cost);
        } else if let (Some(within), Some(last)) = (numbers.next(), numbers.next()) {
            costs.omission[0][own] = [within, last];
            let others = LETTERS.bytes().zip(numbers).filter(|(other, _)| *other != letter);
            others.for_each(|(other, cost)| costs.exchange[own][place(other)] = cost);
            costs.exchange[own][own] = 0;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{super::cost, Costs, LETTERS, place};
    use crate::{text::Script, writing::Writing};

    #[test]
    fn scripts_have_costs_of_their_own() {
        let of = |script, lossy| Costs::between(Writing::new(script, lossy), Writing::LATIN);
        let (arabic, cyrillic) = (of(Script::Arabic, true), of(Script::Cyrillic, false));
        let (v, u, s) = (place(b'V'), place(b'U'), place(b'S'));
        assert!(arabic.exchange[v][u] < cyrillic.exchange[v][u], "waw is a vowel as well");
        assert!(arabic.omission[1][u][0] < cost(30), "a vowel that Arabic does not write");
        assert!(arabic.omission[1][s][0] > cost(60));
        for letter in LETTERS.bytes() {
            assert_eq!(arabic.exchange[place(letter)][place(letter)], 0);
        }
        assert!(!Costs::between(Writing::LATIN, Writing::LATIN).across);
    }
}
