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
