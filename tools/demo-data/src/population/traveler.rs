//! Travelers to ask about: most are on no list, some are a listed person with what happens to names on the way.

use jiff::civil::Date;
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate};
use pc_name_match::Query;

use crate::dice::Dice;
use crate::people::plain;
use crate::population::person::Person;

/// What happened to a listed person's name on the way into the query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Change {
    /// Nobody of the list.
    Clean,
    /// Nothing.
    Same,
    /// One letter changed, left out, added or exchanged with its neighbour.
    OneEdit,
    /// Two such, in different words where there are several.
    TwoEdits,
    /// A word left out.
    Dropped,
    /// Surname and given names exchanged.
    Swapped,
    /// Another spelling of every word.
    Respelled,
    /// The original script.
    Original,
    /// Cut off as in the machine-readable zone of a card (30 characters).
    Cut,
}

/// The name of `person` after `change`: family name and given names.
pub(crate) fn changed(dice: &mut Dice, person: &Person, change: Change) -> (String, String) {
    let (mut family, mut given) = person.name.usual();
    match change {
        Change::Clean | Change::Same => {}
        Change::OneEdit if dice.chance(50) => edit(dice, &mut family),
        Change::OneEdit => edit(dice, &mut given),
        Change::TwoEdits => {
            edit(dice, &mut family);
            edit(dice, &mut given);
        }
        Change::Dropped => drop(dice, &mut family, &mut given),
        Change::Swapped => std::mem::swap(&mut family, &mut given),
        Change::Respelled => (family, given) = person.name.respelled(dice, 100),
        Change::Original => {
            if let Some(original) = person.name.original() {
                (family, given) = (String::new(), original);
            }
        }
        Change::Cut => {
            (family, given) = (plain(&family), plain(&given));
            family.truncate(20);
            given.truncate(28_usize.saturating_sub(family.len()).max(3));
        }
    }
    (family, given)
}

/// Which change befalls a listed person's name.
pub(crate) fn change(dice: &mut Dice) -> Change {
    match dice.below(100) {
        0..18 => Change::Same,
        18..38 => Change::OneEdit,
        38..47 => Change::TwoEdits,
        47..60 => Change::Dropped,
        60..68 => Change::Swapped,
        68..85 => Change::Respelled,
        85..93 => Change::Original,
        _ => Change::Cut,
    }
}

/// The query about `person`, whose name stands as `(family, given)`.
pub(crate) fn query(
    dice: &mut Dice,
    person: &Person,
    (family, given): (String, String),
    birth: Option<PartialDate>,
) -> Query {
    let mut query = Query {
        birth,
        gender: dice.chance(95).then_some(if person.female { Gender::F } else { Gender::M }),
        nationality: if dice.chance(95) { Country::parse(person.nation) } else { None },
        ..Query::default()
    };
    if dice.chance(80) {
        query.documents.push(Document {
            kind: DocumentKind::Passport,
            stated: None,
            // People renew their passports: three in ten carry the number that a list may know.
            number: if dice.chance(30) {
                person.passport.clone()
            } else {
                crate::people::document_number(dice, person.nation)
            },
            issuer: Country::parse(person.nation),
            expiry: None,
        });
    }
    if family.is_empty() {
        query.full = Some(given);
    } else if dice.chance(20) {
        query.full = Some(format!("{given} {family}"));
    } else {
        (query.surname, query.given) = (family, given);
    }
    query
}

/// The date of birth as it comes into a query: of a hundred listed people four partial, three with day and month
/// exchanged, five with a digit off.
pub(crate) fn birth(dice: &mut Dice, birth: Date, listed: bool) -> PartialDate {
    let (year, month, day) = (birth.year(), birth.month(), birth.day());
    let changed = match dice.below(100) {
        0..4 if listed => return PartialDate::Year(year),
        4..7 if listed => Date::new(year, day, month),
        7..10 if listed => Date::new(year, month, if day % 10 == 9 { day - 1 } else { day + 1 }),
        10..12 if listed => Date::new(year + 1, month, day),
        _ => Ok(birth),
    };
    PartialDate::Day(changed.unwrap_or(birth))
}

fn edit(dice: &mut Dice, text: &mut String) {
    let mut letters: Vec<char> = text.chars().collect();
    // The first letter is seldom wrong.
    let at = if dice.chance(10) { 0 } else { 1 + dice.below(letters.len().saturating_sub(1)) };
    let at = at.min(letters.len().saturating_sub(1));
    let letter = char::from(*dice.pick(b"aeiounrstlmkdhgbpy"));
    match dice.below(4) {
        0 => letters[at] = letter,
        1 if letters.len() > 3 => _ = letters.remove(at),
        2 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters.insert(at, letter),
    }
    *text = letters.into_iter().collect();
}

fn drop(dice: &mut Dice, family: &mut String, given: &mut String) {
    let longer =
        if given.contains(' ') && (dice.chance(70) || !family.contains(' ')) { given } else { family };
    if let Some((kept, _)) = longer.rsplit_once(' ') {
        *longer = kept.to_owned();
    }
}
