//! Queries of movement, for its HTTP face and for the program.

use jiff::Timestamp;
use pc_kernel::{FlightId, GenericUuid};
use pc_store::{Cursor, Scan};

use crate::model::{Direction, Flight, Message, Traveler};

/// The board: flights by time at this agency's port.
pub fn board(
    direction: Option<Direction>,
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    after: Option<Cursor>,
    limit: usize,
) -> Scan {
    let scan = match direction {
        Some(d) => Scan::all::<Flight>("by_direction").prefix([d.as_str().into()]),
        None => Scan::all::<Flight>("by_time"),
    };
    scan.range(from.map(Into::into), to.map(Into::into)).after(after).limit(limit)
}

/// People of a flight, those with open hits first.
pub fn travelers(flight: FlightId, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<Traveler>("by_rank").prefix([flight.into_untyped_uuid().into()]).after(after).limit(limit)
}

/// Messages, newest first: of one flight, only the refused, or all.
pub fn messages(
    flight: Option<FlightId>,
    refused: Option<bool>,
    after: Option<Cursor>,
    limit: usize,
) -> Scan {
    let scan = match (flight, refused) {
        (Some(f), _) => Scan::all::<Message>("by_flight").prefix([f.into_untyped_uuid().into()]),
        (None, Some(r)) => Scan::all::<Message>("by_refused").prefix([i64::from(r).into()]),
        (None, None) => Scan::all::<Message>("by_time"),
    };
    scan.reversed().after(after).limit(limit)
}
