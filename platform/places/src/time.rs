use std::sync::LazyLock;

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{TimeZone, TimeZoneDatabase},
};

use crate::lookup;

/// Always the database in the program, never the machine's: hub and edges must agree.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

fn zone(name: &str) -> Option<TimeZone> {
    ZONES.get(name).ok()
}

/// The instant that clocks at an airport show as `local`; `None` for an unknown airport.
///
/// A time that occurs twice is its first occurrence, one that is skipped is as much later as the clocks jump
/// (RFC 5545 §3.3.5).
pub fn local_to_utc(code: &str, local: DateTime) -> Option<Timestamp> {
    zone_local_to_utc(lookup(code)?.zone, local)
}

/// What clocks at an airport show at an instant; `None` for an unknown airport.
pub fn utc_to_local(code: &str, at: Timestamp) -> Option<DateTime> {
    zone_utc_to_local(lookup(code)?.zone, at)
}

/// The same as [`local_to_utc`] for an IANA zone.
pub fn zone_local_to_utc(name: &str, local: DateTime) -> Option<Timestamp> {
    zone(name)?.to_ambiguous_timestamp(local).compatible().ok()
}

/// The same as [`utc_to_local`] for an IANA zone.
pub fn zone_utc_to_local(name: &str, at: Timestamp) -> Option<DateTime> {
    Some(zone(name)?.to_datetime(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_are_turned_into_instants() {
        for (code, local, utc) in [
            ("VNO", "2026-01-15T06:30", "2026-01-15T04:30:00Z"),
            ("VNO", "2026-07-15T06:30", "2026-07-15T03:30:00Z"),
            ("KTM", "2026-07-15T06:30", "2026-07-15T00:45:00Z"),
            ("APW", "2026-07-15T06:30", "2026-07-14T17:30:00Z"),
            // Clocks jump from 03:00 to 04:00: this time is skipped.
            ("VNO", "2026-03-29T03:30", "2026-03-29T01:30:00Z"),
            // Clocks go back from 04:00 to 03:00: this time occurs twice.
            ("VNO", "2026-10-25T03:30", "2026-10-25T00:30:00Z"),
        ] {
            let found = local_to_utc(code, local.parse().unwrap());
            assert_eq!(found, Some(utc.parse().unwrap()), "{code} {local}");
        }
        assert_eq!(local_to_utc("QQQ", "2026-01-15T06:30".parse().unwrap()), None);
        assert_eq!(zone_local_to_utc("Mars/Base", "2026-01-15T06:30".parse().unwrap()), None);
    }

    #[test]
    fn there_and_back_is_the_same_for_every_zone() {
        let local: DateTime = "2026-05-04T12:00".parse().unwrap();
        for place in crate::all() {
            let at = local_to_utc(place.code, local).unwrap();
            assert_eq!(utc_to_local(place.code, at), Some(local), "{}", place.code);
        }
    }
}
