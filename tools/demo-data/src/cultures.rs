//! The name tables (`data/names.txt`) and how a name is put together from them.

use std::sync::LazyLock;

use crate::dice::Dice;

/// One part of a name: its spellings in Latin letters, the usual one first, and its original script.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Part {
    pub latin: Vec<String>,
    pub orig: Option<String>,
}

impl Part {
    pub(crate) fn parse(text: &str) -> Self {
        if text == "-" {
            return Self { latin: vec![String::new()], orig: Some(String::new()) };
        }
        let (latin, orig) = text.split_once('=').map_or((text, None), |(l, o)| (l, Some(o.to_owned())));
        Self { latin: latin.split('/').map(str::to_owned).collect(), orig }
    }

    /// The usual spelling.
    pub(crate) fn usual(&self) -> &str {
        &self.latin[0]
    }

    /// In its own script, or in Latin letters where it has no other.
    fn written(&self) -> &str {
        self.orig.as_deref().unwrap_or(self.usual())
    }

    /// The two joined; the other spellings are those of one side at a time, and of both.
    pub(crate) fn joined(&self, other: &Self, between: &str) -> Self {
        let mut latin = Vec::new();
        for i in 0..self.latin.len().max(other.latin.len()) {
            let left = self.latin.get(i).unwrap_or(&self.latin[0]);
            let right = other.latin.get(i).unwrap_or(&other.latin[0]);
            latin.push(format!("{left}{between}{right}"));
        }
        let orig = (self.orig.is_some() || other.orig.is_some())
            .then(|| format!("{}{between}{}", self.written(), other.written()));
        Self { latin, orig }
    }
}

/// A full name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FullName {
    pub surname: Part,
    pub given: Part,
    /// Index of its culture.
    pub culture: usize,
}

/// Which half of the surnames: travelers and listed people mostly draw from different ones, so that the hits of
/// the demonstration are the planted ones and a few by chance, not hundreds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    Travelers,
    Listed,
}

/// Where people are named alike.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent habits of naming")]
pub(crate) struct Culture {
    pub name: &'static str,
    /// Nationalities and their weights.
    pub nations: Vec<(&'static str, usize)>,
    compound: bool,
    chain: bool,
    two: bool,
    middle: bool,
    /// The surname stands first in the original script.
    pub first: bool,
    male: Vec<Part>,
    female: Vec<Part>,
    stems: Vec<Part>,
    endings: Vec<(Part, Part)>,
}

/// All cultures.
pub(crate) static CULTURES: LazyLock<Vec<Culture>> =
    LazyLock::new(|| parse(include_str!("../data/names.txt")));

/// The index of the culture called `name`.
pub(crate) fn culture(name: &str) -> usize {
    CULTURES.iter().position(|c| c.name == name).unwrap_or_default()
}

fn parse(text: &'static str) -> Vec<Culture> {
    let mut cultures: Vec<Culture> = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(key) = words.next().filter(|w| *w != "#") else { continue };
        if let Some(name) = key.strip_prefix('@') {
            let nations = words.next().unwrap_or_default().split(',');
            let nations = nations.filter_map(|n| n.split_once(':'));
            let flags = words.next().unwrap_or_default();
            cultures.push(Culture {
                name,
                nations: nations.map(|(n, w)| (n, w.parse().unwrap_or(1))).collect(),
                compound: flags.contains("compound"),
                chain: flags.contains("chain"),
                two: flags.contains("two"),
                middle: flags.contains("middle"),
                first: flags.contains("first"),
                male: Vec::new(),
                female: Vec::new(),
                stems: Vec::new(),
                endings: Vec::new(),
            });
            continue;
        }
        let Some(culture) = cultures.last_mut() else { continue };
        match key {
            "m" => culture.male = words.map(Part::parse).collect(),
            "f" => culture.female = words.map(Part::parse).collect(),
            "s" => culture.stems = words.map(Part::parse).collect(),
            "e" => {
                let pair = |w: &str| w.split_once(':').map(|(m, f)| (m.to_owned(), f.to_owned()));
                let one = |w: &str| pair(w).unwrap_or((w.to_owned(), w.to_owned()));
                culture.endings = words.map(one).map(|(m, f)| (Part::parse(&m), Part::parse(&f))).collect();
            }
            _ => {}
        }
    }
    cultures
}

impl Culture {
    fn surname(&self, dice: &mut Dice, female: bool, half: Half) -> Part {
        // Where surnames are few (`first`), the halves differ by the given name instead.
        let stem = if self.first {
            dice.pick(&self.stems)
        } else {
            let odd = usize::from(half == Half::Listed);
            &self.stems[dice.below(self.stems.len() / 2) * 2 + odd]
        };
        let (male_end, female_end) = dice.pick(&self.endings);
        stem.joined(if female { female_end } else { male_end }, "")
    }

    fn given(&self, dice: &mut Dice, female: bool, half: Half) -> Part {
        let names = if female { &self.female } else { &self.male };
        let odd = usize::from(half == Half::Listed);
        let first = if self.first { &names[dice.below(names.len() / 2) * 2 + odd] } else { dice.pick(names) };
        let mut given = if self.compound {
            let second = dice.pick(names);
            let second = if second == first { &names[dice.below(2)] } else { second };
            let mut joined = first.joined(second, "");
            let apart = first.joined(second, " ").latin[0].clone();
            for name in &mut joined.latin {
                *name = capital(name);
            }
            joined.latin.push(apart);
            joined
        } else {
            first.clone()
        };
        if self.chain && dice.chance(45) {
            given = given.joined(dice.pick(&self.male), " ");
        } else if self.middle && dice.chance(30) {
            let second = dice.pick(names);
            if second != first {
                given = given.joined(second, " ");
            }
        }
        given
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |f| f.to_string() + &letters.as_str().to_lowercase())
}

/// A name of `culture`.
pub(crate) fn full_name(dice: &mut Dice, culture: usize, female: bool, half: Half) -> FullName {
    let of = &CULTURES[culture];
    let mut surname = of.surname(dice, female, half);
    if of.two {
        surname = surname.joined(&of.surname(dice, female, half), " ");
    }
    FullName { surname, given: of.given(dice, female, half), culture }
}

#[cfg(test)]
mod tests {
    use super::{CULTURES, Half, full_name};
    use crate::dice::Dice;

    #[test]
    fn every_culture_is_complete_and_spells_in_plain_latin_letters() {
        assert!(CULTURES.len() >= 20);
        for culture in CULTURES.iter() {
            let parts = [&culture.male, &culture.female, &culture.stems];
            assert!(parts.iter().all(|p| p.len() >= 10) && !culture.endings.is_empty(), "{}", culture.name);
            for part in parts.into_iter().flatten() {
                let plain = |s: &String| !s.is_empty() && s.is_ascii();
                assert!(part.latin.iter().all(plain), "{}: {part:?}", culture.name);
            }
            assert!(culture.nations.iter().all(|(n, _)| n.parse::<pc_kernel::Country>().is_ok()));
        }
    }

    #[test]
    fn original_scripts_are_there() {
        let mut seen = [false; 5];
        for culture in 0..CULTURES.len() {
            let name = full_name(&mut Dice::new(7), culture, false, Half::Listed);
            for c in name.given.orig.unwrap_or_default().chars() {
                for (i, range) in [
                    '\u{370}'..='\u{3ff}',
                    '\u{400}'..='\u{4ff}',
                    '\u{600}'..='\u{6ff}',
                    '\u{4e00}'..='\u{9fff}',
                    '\u{ac00}'..='\u{d7a3}',
                ]
                .into_iter()
                .enumerate()
                {
                    seen[i] |= range.contains(&c);
                }
            }
        }
        assert_eq!(seen, [true; 5], "Greek, Cyrillic, Arabic, Han, Hangul");
    }
}
