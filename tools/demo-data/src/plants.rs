//! Travelers planted on purpose: some who truly are on the watchlist, some who only look like it.

use jiff::{ToSpan, civil::Date};

use crate::cultures::{Half, full_name};
use crate::dice::Dice;
use crate::people::{Traveler, document, plain};
use crate::watchlist::subject;

/// How a planted traveler relates to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlantKind {
    /// The person, spelled as listed.
    Exact,
    /// The person, in another spelling of the same name.
    Transliterated,
    /// The person, surname and given names exchanged.
    Swapped,
    /// The person, one digit of the birth date different.
    BirthDigit,
    /// The person, under a listed alias.
    Alias,
    /// The person, by the number of the passport; the name is a misspelling.
    Document,
    /// Another person: the same name, born in another year.
    SameName,
    /// Another person: a similar surname, born in another year.
    SimilarName,
    /// Another person: the same surname and birth date, another given name.
    SameBirth,
}

use PlantKind::{
    Alias, BirthDigit, Document, Exact, SameBirth, SameName, SimilarName, Swapped, Transliterated,
};

impl PlantKind {
    /// Whether it is the listed person.
    pub fn is_same_person(self) -> bool {
        matches!(self, Exact | Transliterated | Swapped | BirthDigit | Alias | Document)
    }
}

/// A planted traveler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plant {
    /// How it relates to the entry.
    pub kind: PlantKind,
    /// The entry's id in the list.
    pub entry: String,
    /// Index into [`crate::Agency::flights`].
    pub flight: usize,
    /// The traveler as in the messages.
    pub traveler: Traveler,
}

const KINDS: [(PlantKind, usize); 9] = [
    (Exact, 6),
    (Transliterated, 5),
    (Swapped, 3),
    (BirthDigit, 3),
    (Alias, 4),
    (Document, 4),
    (SameName, 12),
    (SimilarName, 10),
    (SameBirth, 8),
];

/// How many there are: the first so many entries of every list.
pub(crate) const COUNT: usize = 55;

/// What the `index`-th entry of a list is used for.
pub(crate) fn plan(index: usize) -> Option<PlantKind> {
    let mut left = index;
    for (kind, count) in KINDS {
        if left < count {
            return Some(kind);
        }
        left -= count;
    }
    None
}

/// The traveler planted for the `index`-th entry.
pub(crate) fn traveler(seed: u64, index: usize, day: Date) -> Option<(PlantKind, String, Traveler)> {
    let kind = plan(index)?;
    let s = subject(seed, index);
    let mut dice = Dice::of(seed, "plant", index as u64);
    let (mut surname, mut given) = (s.name.surname.usual().to_owned(), s.name.given.usual().to_owned());
    let mut birth = s.birth;
    match kind {
        Exact => {}
        Transliterated => {
            surname.clone_from(s.name.surname.latin.last()?);
            given.clone_from(s.name.given.latin.last()?);
            if surname == s.name.surname.usual() && given == s.name.given.usual() {
                surname = misspell(&surname);
            }
        }
        Swapped => std::mem::swap(&mut surname, &mut given),
        BirthDigit => birth = one_digit_off(birth),
        Alias => {
            let alias = s.alias.as_ref()?;
            surname = String::from(alias.surname.usual());
            given = String::from(alias.given.usual());
        }
        Document => surname = misspell(&surname),
        SameName => birth = birth.saturating_sub((3650 + dice.range(40, 3000)).days()),
        SimilarName => {
            surname = misspell(&surname);
            birth = birth.saturating_add((dice.range(400, 2400)).days());
        }
        SameBirth => {
            while given == s.name.given.usual() {
                let other = full_name(&mut dice, s.name.culture, s.female, Half::Travelers);
                given = String::from(other.given.usual());
            }
        }
    }
    let mut papers = document(&mut dice, s.nation, day);
    if kind == Document {
        papers.code = "P";
        papers.number = s.passport?;
    }
    let traveler = Traveler {
        surname: plain(&surname),
        given: plain(&given),
        gender: if s.female { 'F' } else { 'M' },
        birth: Some(birth),
        nationality: Some(s.nation.to_owned()),
        document: Some(papers),
        locator: crate::people::locator(&mut dice),
        reference: String::new(),
        seat: String::new(),
        crew: false,
        transit: false,
        infant: false,
    };
    Some((kind, s.id, traveler))
}

/// One letter of the inside doubled or, where it is double already, single.
fn misspell(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = letters.len() / 2;
    if letters.get(at + 1) == letters.get(at) {
        letters.remove(at);
    } else {
        let letter = letters[at];
        letters.insert(at, letter);
    }
    letters.into_iter().collect()
}

/// The day's last digit moved by one, staying in the month.
fn one_digit_off(birth: Date) -> Date {
    if birth.day() % 10 == 9 { birth.yesterday() } else { birth.tomorrow() }.unwrap_or(birth)
}
