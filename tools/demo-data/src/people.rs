//! Travelers: names, births, documents, parties that share a reservation.

use jiff::{ToSpan, civil::Date};

use crate::cultures::{CULTURES, Half, culture, full_name};
use crate::dice::Dice;
use crate::flights::Flight;

const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LETTERS_AND_DIGITS: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ0123456789";

/// A document of a traveler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TravelDocument {
    /// `P` passport, `I` identity card.
    pub code: &'static str,
    /// Its number.
    pub number: String,
    /// Three letters.
    pub issuer: String,
    /// When it expires.
    pub expiry: Date,
}

/// A traveler as the carrier's system knows them: upper-case plain letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Traveler {
    /// Surname.
    pub surname: String,
    /// Given names.
    pub given: String,
    /// `M` or `F`.
    pub gender: char,
    /// Birth, where the carrier has it.
    pub birth: Option<Date>,
    /// Three letters, where the carrier has it.
    pub nationality: Option<String>,
    /// Primary document.
    pub document: Option<TravelDocument>,
    /// Reservation locator shared by a party.
    pub locator: String,
    /// The carrier's own number of the person, the same in each of its messages.
    pub reference: String,
    /// Seat; empty for infants and crew.
    pub seat: String,
    /// Works aboard.
    pub crew: bool,
    /// Stays in the transit area.
    pub transit: bool,
    /// Under two years: no seat.
    pub infant: bool,
}

/// Folds a name to what carriers' systems keep: A–Z, blanks and hyphens gone as many do.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphabetic() || *c == ' ').collect::<String>().to_ascii_uppercase()
}

/// A document number that looks like one of `nation`.
pub(crate) fn document_number(dice: &mut Dice, nation: &str) -> String {
    let prefix = |dice: &mut Dice, n, digits| dice.text(LETTERS, n) + &dice.digits(digits);
    match nation {
        "LTU" | "EST" => dice.digits(8),
        "RUS" | "GBR" | "USA" => dice.digits(9),
        "DEU" | "FRA" | "NLD" => format!("C{}", dice.text(LETTERS_AND_DIGITS, 8)),
        "POL" | "ITA" | "GRC" | "UKR" => prefix(dice, 2, 7),
        "CHN" => format!("E{}", prefix(dice, 1, 7)),
        "KOR" => format!("M{}", dice.digits(8)),
        "IND" | "TUR" | "EGY" => prefix(dice, 1, 7),
        "ESP" => prefix(dice, 3, 6),
        _ => prefix(dice, 1, 8),
    }
}

/// A birth date for somebody of `low..=high` years on `day`.
pub(crate) fn birth(dice: &mut Dice, day: Date, low: i64, high: i64) -> Date {
    let days = dice.range(low * 365 + 1, high * 365 + 364);
    day.saturating_sub(days.days())
}

/// A document valid on `day`.
pub(crate) fn document(dice: &mut Dice, nation: &str, day: Date) -> TravelDocument {
    let european = ["LTU", "LVA", "POL", "DEU", "FRA", "ITA", "ESP", "SWE", "FIN"].contains(&nation);
    TravelDocument {
        code: if european && dice.chance(35) { "I" } else { "P" },
        number: document_number(dice, nation),
        issuer: nation.to_owned(),
        expiry: day.saturating_add(dice.range(90, 3500).days()),
    }
}

/// One traveler of culture `of`.
pub(crate) fn traveler(dice: &mut Dice, of: usize, day: Date, ages: (i64, i64)) -> Traveler {
    let female = dice.chance(48);
    let name = full_name(dice, of, female, Half::Travelers);
    let nation = (*dice.weighted(&CULTURES[of].nations)).to_owned();
    Traveler {
        surname: plain(name.surname.usual()),
        given: plain(name.given.usual()),
        gender: if female { 'F' } else { 'M' },
        birth: Some(birth(dice, day, ages.0, ages.1)),
        document: Some(document(dice, &nation, day)),
        nationality: Some(nation),
        locator: String::new(),
        reference: String::new(),
        seat: String::new(),
        crew: false,
        transit: false,
        infant: ages.1 < 2,
    }
}

/// A locator.
pub(crate) fn locator(dice: &mut Dice) -> String {
    dice.text(LETTERS, 1) + &dice.text(LETTERS_AND_DIGITS, 5)
}

/// Everybody on `flight`: passengers in parties, then crew. `index` is the flight's place in the week.
pub(crate) fn aboard(seed: u64, index: usize, flight: &Flight, day: Date) -> Vec<Traveler> {
    let mut dice = Dice::of(seed, "aboard", index as u64 + (crate::flights::day_number(day) << 20));
    let wanted = flight.seats * dice.range(55, 96) as usize / 100;
    let mut people: Vec<Traveler> = Vec::with_capacity(wanted + 8);
    while people.len() < wanted {
        let size = *dice.weighted(&[(1, 50), (2, 30), (3, 10), (4, 10)]);
        party(&mut dice, flight, day, size, &mut people);
    }
    people.truncate(wanted);
    for (n, person) in people.iter_mut().filter(|p| !p.infant).enumerate() {
        person.seat = format!("{:03}{}", n / 6 + 1, char::from(b"ABCDEF"[n % 6]));
    }
    let crew = 3 + flight.seats / 40;
    for _ in 0..crew {
        let of = if dice.chance(60) {
            culture("lithuanian")
        } else {
            culture(dice.pick::<&str>(flight.abroad().cultures))
        };
        let mut person = traveler(&mut dice, of, day, (23, 58));
        person.crew = true;
        people.push(person);
    }
    for (n, person) in people.iter_mut().enumerate() {
        person.reference = format!("{}{:07}", flight.carrier.code, (index * 1009 + n * 7) % 10_000_000);
    }
    people
}

fn party(dice: &mut Dice, flight: &Flight, day: Date, size: usize, out: &mut Vec<Traveler>) {
    let of = match dice.below(100) {
        0..38 => culture("lithuanian"),
        38..88 => culture(dice.pick::<&str>(flight.abroad().cultures)),
        _ => dice.below(CULTURES.len()),
    };
    let locator = locator(dice);
    let transit = flight.inbound && dice.chance(3);
    let start = out.len();
    for member in 0..size {
        // The third and fourth of a party are its children; a few of them infants.
        let ages = match member {
            0 | 1 => (19, 82),
            2 => (3, 16),
            _ if dice.chance(25) => (0, 1),
            _ => (2, 12),
        };
        let mut person = traveler(dice, of, day, ages);
        if member > 0 && dice.chance(80) {
            // A family: the same nationality and, where surnames do not change with gender, the same surname.
            person.nationality.clone_from(&out[start].nationality);
            if let (Some(document), Some(nation)) = (&mut person.document, &person.nationality) {
                *document = self::document(dice, nation, day);
            }
            if person.gender == out[start].gender {
                person.surname.clone_from(&out[start].surname);
            }
        }
        person.locator.clone_from(&locator);
        person.transit = transit;
        out.push(person);
    }
}
