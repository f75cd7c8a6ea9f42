//! Airports and ports: codes, names, countries, time zones.
//!
//! The table is in the program (`data/`, which has its source and licence), and so is the time-zone database: every
//! node gives the same answer without a network and without files of the operating system.

mod time;

use pc_kernel::Country;
use serde::Serialize;

pub use time::{local_to_utc, utc_to_local, zone_local_to_utc, zone_utc_to_local};

/// One line an airport, ordered by code: code, name, city, country, zone, separated by tabs.
static TABLE: &str = include_str!("../data/airports.tsv");

/// An airport.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Place {
    /// IATA code, three characters.
    pub code: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The city it serves; may be empty.
    pub city: &'static str,
    /// The country it is in.
    pub country: Country,
    /// Its IANA time zone, e.g. `Europe/Vilnius`.
    pub zone: &'static str,
}

/// The airport with an IATA code, in any case; `None` when the table has none.
pub fn lookup(code: &str) -> Option<Place> {
    let code: [u8; 3] = code.trim().as_bytes().try_into().ok()?;
    let code = code.map(|b| b.to_ascii_uppercase());
    let (mut low, mut high) = (0, TABLE.len());
    // INVARIANT: low and high are at line starts (or the end), and the line looked for starts in low..high.
    while low < high {
        let middle = low + (high - low) / 2;
        let start = TABLE.as_bytes()[..middle].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let line = TABLE[start..].split('\n').next()?;
        match line.as_bytes().get(..3)?.cmp(&code) {
            std::cmp::Ordering::Equal => return place(line),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

/// Every airport, by code.
pub fn all() -> impl Iterator<Item = Place> {
    TABLE.lines().filter_map(place)
}

fn place(line: &'static str) -> Option<Place> {
    let mut fields = line.split('\t');
    let (code, name, city) = (fields.next()?, fields.next()?, fields.next()?);
    Some(Place { code, name, city, country: Country::parse(fields.next()?)?, zone: fields.next()? })
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZoneDatabase;

    use super::*;

    #[test]
    fn every_line_is_sound_and_found_by_its_code() {
        let zones = TimeZoneDatabase::bundled();
        let mut before = "";
        let mut count = 0;
        for line in TABLE.lines() {
            let place = place(line).unwrap_or_else(|| panic!("{line}"));
            assert!(place.code > before, "{} after {before}", place.code);
            assert!(
                place.code.len() == 3
                    && place.code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            );
            assert!(!place.name.is_empty() && zones.get(place.zone).is_ok(), "{line}");
            assert_eq!(lookup(place.code), Some(place));
            before = place.code;
            count += 1;
        }
        assert_eq!(all().count(), count);
        assert!(count > 7000);
    }

    #[test]
    fn known_places_are_known_and_others_are_not() {
        let place = lookup(" vno ").unwrap();
        assert_eq!((place.city, place.country.as_str(), place.zone), ("Vilnius", "LTU", "Europe/Vilnius"));
        for code in ["", "V", "QQQ", "VNOX", "🛬", "\n\n\n", "\tAA", "ZZZZ"] {
            assert_eq!(lookup(code), None, "{code:?}");
        }
    }
}
