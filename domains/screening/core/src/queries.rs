//! Queries of screening.

use jiff::Timestamp;
use pc_kernel::{FlightId, GenericUuid};
use pc_store::{Cursor, Scan};

use crate::model::{Hit, ScreenedPerson};

/// Which hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that somebody still has to decide.
    Open,
    /// Those in this state.
    State(&'static str),
    /// All.
    All,
}

/// Hits, highest score first.
pub fn hits(which: Which, flight: Option<FlightId>, after: Option<Cursor>, limit: usize) -> Scan {
    let scan = match (flight, which) {
        (Some(flight), _) => Scan::all::<Hit>("by_flight").prefix([flight.into_untyped_uuid().into()]),
        (None, Which::Open) => Scan::all::<Hit>("by_open").prefix([1_i64.into()]),
        (None, Which::State(state)) => Scan::all::<Hit>("by_state").prefix([state.into()]),
        (None, Which::All) => Scan::all::<Hit>("by_score"),
    };
    scan.after(after).limit(limit)
}

/// People on flights whose time at the port is `from` or later: those whom a changed list may concern.
pub fn listed_since(from: Timestamp, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<ScreenedPerson>("by_flight_time")
        .prefix([1_i64.into()])
        .range(Some(from.into()), None)
        .after(after)
        .limit(limit)
}

/// Everybody on flights whose time at the port is `from` or later, `listed` or dropped since.
pub fn people_since(listed: bool, from: Timestamp, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<ScreenedPerson>("by_flight_time")
        .prefix([i64::from(listed).into()])
        .range(Some(from.into()), None)
        .after(after)
        .limit(limit)
}

/// People whose name, surname first, begins with `key`: see [`ScreenedPerson::name_key`].
pub fn people_named(key: &str, limit: usize) -> Scan {
    let end = format!("{key}\u{10FFFF}");
    Scan::all::<ScreenedPerson>("by_name").range(Some(key.into()), Some(end.into())).limit(limit)
}

/// People who stated the document `number` (as [`pc_kernel::Document::normal_number`] gives it) among their first two.
pub fn people_with_document(number: &str, limit: usize) -> [Scan; 2] {
    ["by_document", "by_further_document"]
        .map(|index| Scan::all::<ScreenedPerson>(index).prefix([number.into()]).limit(limit))
}

/// Hits of one traveler.
pub fn hits_of(traveler: pc_kernel::TravelerId) -> Scan {
    Scan::all::<Hit>("by_traveler").prefix([traveler.into_untyped_uuid().into()])
}

/// Hits on one entry.
pub fn hits_on(entry: pc_kernel::EntryId) -> Scan {
    Scan::all::<Hit>("by_entry").prefix([entry.into_untyped_uuid().into()]).limit(1000)
}
