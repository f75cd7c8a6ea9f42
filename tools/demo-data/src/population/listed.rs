//! What a list knows of a person.

use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate};
use pc_name_match::{NameStrength, Subject, SubjectKind, SubjectName};

use crate::dice::Dice;
use crate::population::name::Name;
use crate::population::person::Person;

/// Single words by which people are also known.
const BYNAMES: [&str; 24] = [
    "The Ferryman",
    "Doctor",
    "Compass",
    "The Printer",
    "Greytie",
    "Number Nine",
    "The Broker",
    "Captain",
    "The Tailor",
    "Lantern",
    "Abu Salem",
    "Abu Ali",
    "Haji",
    "The Baker",
    "Kuku",
    "Chino",
    "El Flaco",
    "El Rubio",
    "Kolya",
    "Sasha",
    "Mullah",
    "Teacher",
    "Uncle",
    "Tiger",
];

/// The person as entry number `key`.
pub(crate) fn subject(dice: &mut Dice, key: u64, person: &Person) -> Subject {
    let mut births = births(dice, person);
    if !births.is_empty() && dice.below(1000) < 25 {
        births.push(PartialDate::Day(person.birth.saturating_add(jiff::Span::new().years(1))));
    }
    let nation = Country::parse(person.nation);
    let mut nationalities = Vec::new();
    if dice.chance(90) {
        nationalities.extend(nation);
        if dice.chance(4) {
            let second = *dice.weighted(&person.name.of().nations);
            nationalities.extend(Country::parse(second));
        }
    }
    let mut documents = Vec::new();
    if dice.chance(60) {
        documents.push(document(DocumentKind::Passport, person.passport.clone(), nation));
        if dice.chance(15) {
            documents.push(document(DocumentKind::Identity, dice.digits(10), nation));
        }
    }
    let gender = if person.female { Gender::F } else { Gender::M };
    Subject {
        key,
        kind: SubjectKind::Person,
        names: names(dice, person),
        gender: dice.chance(85).then_some(gender),
        births,
        nationalities,
        documents,
    }
}

fn document(kind: DocumentKind, number: String, issuer: Option<Country>) -> Document {
    Document { kind, stated: None, number, issuer, expiry: None }
}

/// 85 in a hundred know the day.
fn births(dice: &mut Dice, person: &Person) -> Vec<PartialDate> {
    let (birth, year) = (person.birth, person.birth.year());
    match dice.below(100) {
        0..85 => vec![PartialDate::Day(birth)],
        85..91 => vec![PartialDate::Year(year)],
        91..92 => vec![PartialDate::Month(year, birth.month())],
        92..94 => vec![PartialDate::Circa(year)],
        94..96 => vec![PartialDate::Range(year - 1, year + 1)],
        _ => Vec::new(),
    }
}

/// The names, the primary first: 2.7 on average.
fn names(dice: &mut Dice, person: &Person) -> Vec<SubjectName> {
    let name = &person.name;
    let (family, given) = name.usual();
    let first = format!("{}, {given}", family.to_uppercase());
    let mut names = vec![SubjectName { value: first, strength: NameStrength::Primary }];
    let more = match dice.below(100) {
        0..25 => 0,
        25..54 => 1,
        54..75 => 2,
        75..86 => 3,
        86..93 => 4,
        93..97 => 6,
        _ => 9,
    };
    for _ in 0..more {
        let (value, strength) = alias(dice, person, &family, &given);
        if names.iter().all(|n| n.value != value) {
            names.push(SubjectName { value, strength });
        }
    }
    names
}

fn alias(dice: &mut Dice, person: &Person, family: &str, given: &str) -> (String, NameStrength) {
    let name = &person.name;
    match dice.below(100) {
        // Another spelling.
        0..46 => {
            let (family, given) = name.respelled(dice, 60);
            (format!("{family}, {given}"), NameStrength::Aka)
        }
        // A word missing, or one more, or another order.
        46..66 => (reordered(dice, name, family, given), NameStrength::Aka),
        66..82 => {
            if let Some(original) = name.original() {
                return (original, NameStrength::Original);
            }
            let (family, given) = name.respelled(dice, 40);
            (format!("{given} {family}"), NameStrength::Aka)
        }
        82..91 => ((*dice.pick(&BYNAMES)).to_owned(), NameStrength::Weak),
        // Wholly another name.
        _ => {
            let other = Name::draw(dice, name.culture, person.female, false).usual();
            (format!("{}, {}", other.0, other.1), NameStrength::Aka)
        }
    }
}

fn reordered(dice: &mut Dice, name: &Name, family: &str, given: &str) -> String {
    match dice.below(3) {
        0 if given.contains(' ') => {
            let kept = given.split(' ').next().unwrap_or(given);
            format!("{family}, {kept}")
        }
        0 | 1 => {
            let extra = name.of().given(dice, false, false);
            format!("{family}, {given} {}", extra.usual())
        }
        _ => format!("{family} {given}"),
    }
}
