//! Large synthetic lists and the travelers to ask about, with the frequencies that names have.
//!
//! Naive lists draw every name evenly and hide what makes matching hard: people of one culture share few names, and
//! lists lean towards some cultures. Here a person has a culture (seventeen of them, with other weights on the list than
//! among travelers), and the culture gives the words: everyday names with about their real share (Nguyen 38 % of
//! Vietnamese surnames, Kim 21 % of Korean, Wang 7 % of Chinese, Mohammed 9 % of Arabic given names), then a tail of
//! rarer words made of the culture's sounds, falling off as a Zipf–Mandelbrot law. The structure of the name, its
//! aliases, its original script, dates, nationalities and documents follow the culture too.
//!
//! Everything follows from the seed and a number, so that nothing is held: entry 9,999,999 costs the same as entry 0,
//! and a query derived from a listed person makes that person again. Nobody is meant by any of it.

mod culture;
mod listed;
mod name;
mod person;
mod script;
mod sound;
#[cfg(test)]
mod tests;
mod traveler;

use std::ops::Range;

use pc_name_match::{Query, Subject};

pub use traveler::Change;

use crate::dice::Dice;
use culture::{CULTURES, Script};
use person::Person;

/// A synthetic population: a list of any length and the travelers to ask about.
#[derive(Debug, Clone, Copy)]
pub struct Population {
    seed: u64,
}

/// Which travelers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mix {
    /// Seven in ten on no list, three derived from a listed person.
    Travelers,
    /// None on the list.
    Clean,
    /// None on the list, and all with the commonest names of their culture.
    Common,
    /// All derived from a listed person.
    Listed,
}

/// Whether travelers have a date of birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dated {
    /// All.
    Yes,
    /// None.
    No,
    /// Seven in ten.
    Mostly,
}

/// A traveler to ask about.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The question.
    pub query: Query,
    /// The entry that the traveler truly is.
    pub source: Option<u64>,
    /// What happened to the name.
    pub change: Change,
    /// The culture of the name.
    pub culture: &'static str,
    /// The script that the culture writes in.
    pub script: &'static str,
}

impl Population {
    /// The population of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed }
    }

    /// The cultures: each with the script it writes in and its share of the list.
    pub fn cultures() -> Vec<(&'static str, &'static str, f64)> {
        let all: usize = CULTURES.iter().map(|c| c.listed).sum();
        CULTURES.iter().map(|c| (c.name, script_name(c.script), c.listed as f64 / all as f64)).collect()
    }

    fn listed_person(self, key: u64) -> (Person, Dice) {
        let mut dice = Dice::of(self.seed, "listed", key);
        let culture = person::culture(&mut dice, |c| c.listed);
        let female = dice.chance(20);
        let person = Person::draw(&mut dice, culture, female, false);
        (person, dice)
    }

    /// Entry number `key` of the list.
    pub fn subject(self, key: u64) -> Subject {
        let (person, mut dice) = self.listed_person(key);
        listed::subject(&mut dice, key, &person)
    }

    /// The entries of these numbers, one after another.
    pub fn subjects(self, keys: Range<u64>) -> impl Iterator<Item = Subject> {
        keys.map(move |key| self.subject(key))
    }

    /// Traveler number `index` of the mix, for a list of the first `listed` entries.
    pub fn traveler(self, mix: Mix, dated: Dated, listed: u64, index: u64) -> Asked {
        let mut dice = Dice::of(self.seed, "traveler", index);
        let hit = listed > 0
            && match mix {
                Mix::Travelers => dice.chance(30),
                Mix::Listed => true,
                Mix::Clean | Mix::Common => false,
            };
        let source = hit.then(|| dice.next() % listed.max(1));
        let (person, change) = if let Some(key) = source {
            (self.listed_person(key).0, traveler::change(&mut dice))
        } else {
            let culture = person::culture(&mut dice, |c| c.traveling);
            let female = dice.chance(46);
            (Person::draw(&mut dice, culture, female, mix == Mix::Common), Change::Clean)
        };
        asked(&mut dice, &person, change, dated, source)
    }

    /// Clean traveler number `index` of the culture at this place of [`Self::cultures`].
    pub fn traveler_of(self, culture: usize, dated: Dated, index: u64) -> Asked {
        let culture = culture.min(CULTURES.len() - 1);
        let mut dice = Dice::of(self.seed, CULTURES[culture].name, index);
        let female = dice.chance(46);
        let person = Person::draw(&mut dice, culture, female, false);
        asked(&mut dice, &person, Change::Clean, dated, None)
    }
}

fn asked(dice: &mut Dice, person: &Person, change: Change, dated: Dated, source: Option<u64>) -> Asked {
    let name = traveler::changed(dice, person, change);
    let dated = match dated {
        Dated::Yes => true,
        Dated::No => false,
        Dated::Mostly => dice.chance(70),
    };
    let birth = traveler::birth(dice, person.birth, source.is_some());
    let query = traveler::query(dice, person, name, dated.then_some(birth));
    let of = person.name.of();
    Asked { query, source, change, culture: of.name, script: script_name(of.script) }
}

fn script_name(script: Script) -> &'static str {
    match script {
        Script::Latin => "Latin",
        Script::Arabic => "Arabic",
        Script::Cyrillic => "Cyrillic",
        Script::Devanagari => "Devanagari",
        Script::Ethiopic => "Ethiopic",
        Script::Han => "Han",
        Script::Hangul => "Hangul",
    }
}
