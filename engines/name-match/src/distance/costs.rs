//! What it costs to read one word for another, letter by letter, in hundredths of a consonant that is exchanged for any.

use std::sync::LazyLock;

use super::spelling;
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
    pub other_start: u32,
    /// Whether the words come from different scripts.
    pub across: bool,
}

/// Sounds that cost no more than this to exchange are near.
const NEAR: u32 = 60;
/// That words of different scripts begin with different sounds.
const OTHER_START_ACROSS: u32 = 30;

impl Costs {
    /// Between two words, the one that is farther from Latin letters first.
    pub fn between(far: Writing, near: Writing) -> &'static Self {
        if far == near { &spelling::COSTS } else { &ACROSS[usize::from(far.code()) % Writing::COUNT] }
    }

    /// What it costs that words begin with these letters.
    pub fn start(&self, a: u8, b: u8) -> u32 {
        let differ = a != b && u32::from(self.exchange[place(a)][place(b)]) > NEAR;
        if differ { self.other_start } else { 0 }
    }
}

/// The place of a letter in tables by letter; digits share one.
pub const fn place(letter: u8) -> usize {
    let place = letter.wrapping_sub(b'A');
    if place < 31 { place as usize } else { 31 }
}

/// By the writing of the word that is not in Latin letters.
static ACROSS: LazyLock<Vec<Costs>> = LazyLock::new(|| {
    let learned = |name: &str| read(dictionary::costs(), name);
    let any = learned("any").unwrap_or(Costs { across: true, ..spelling::COSTS });
    let of = |code: usize| {
        let writing = Writing::of_code(code as u8);
        learned(&writing.name())
            .or_else(|| learned(&writing.other_way().name()))
            .unwrap_or_else(|| any.clone())
    };
    (0..Writing::COUNT).map(of).collect()
});

/// The costs of a kind of writing in a table: lines of its name, a letter, what that costs within a word and as the last
/// letter, and what each letter of the other word costs instead; `-` and `.` stand for what the other word's letters cost
/// to leave out within and as the last.
fn read(table: &str, name: &str) -> Option<Costs> {
    let mut costs = Costs {
        exchange: [[155; 32]; 32],
        omission: [[[100; 2]; 32]; 2],
        other_start: OTHER_START_ACROSS,
        across: true,
    };
    costs.exchange[31][31] = 100;
    let mut known = false;
    for line in table.lines() {
        let mut fields = line.split('\t');
        if fields.next() != Some(name) {
            continue;
        }
        known = true;
        let letter = fields.next()?.bytes().next()?;
        let mut numbers = fields.map(|number| number.parse::<u8>().unwrap_or(100));
        let mut each = |set: &mut dyn FnMut(usize, u8)| {
            LETTERS.bytes().zip(numbers.by_ref()).for_each(|(letter, cost)| set(place(letter), cost));
        };
        match letter {
            b'-' => each(&mut |at, cost| costs.omission[1][at][0] = cost),
            b'.' => each(&mut |at, cost| costs.omission[1][at][1] = cost),
            _ => {
                let own = place(letter);
                costs.omission[0][own] = [numbers.next()?, numbers.next()?];
                for (other, cost) in LETTERS.bytes().zip(numbers) {
                    costs.exchange[own][place(other)] = if other == letter { 0 } else { cost };
                }
            }
        }
    }
    known.then_some(costs)
}

#[cfg(test)]
mod tests {
    use super::{Costs, LETTERS, place};
    use crate::{text::Script, writing::Writing};

    #[test]
    fn scripts_have_costs_of_their_own() {
        let of = |script, lossy| Costs::between(Writing::new(script, lossy), Writing::LATIN);
        let (arabic, cyrillic) = (of(Script::Arabic, true), of(Script::Cyrillic, false));
        let (v, u, s) = (place(b'V'), place(b'U'), place(b'S'));
        assert!(arabic.exchange[v][u] < cyrillic.exchange[v][u], "waw is a vowel as well");
        assert!(arabic.omission[1][u][0] < 30, "a vowel that Arabic does not write");
        assert!(arabic.omission[1][s][0] > 60);
        for letter in LETTERS.bytes() {
            assert_eq!(arabic.exchange[place(letter)][place(letter)], 0);
        }
        assert!(!Costs::between(Writing::LATIN, Writing::LATIN).across);
    }
}
