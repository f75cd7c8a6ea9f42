//! What a supervisor should look into, from a flight's state and the time alone.

use jiff::{SignedDuration, Timestamp};

use crate::model::{Attention, Flight, ManifestState};

/// A passenger list is due this long before departure (19 CFR 122.49a(b)(2): 30 minutes before the doors are secured
/// for batch transmissions; departure stands in for the doors, which no message states).
pub const DUE_BEFORE_DEPARTURE: SignedDuration = SignedDuration::from_mins(30);

/// A list older than this at departure, with nothing newer, is stale.
pub const STALE_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// How long before it is due a list's absence is worth a look.
const LOOK_AHEAD: SignedDuration = SignedDuration::from_mins(60);

/// What is wrong with `flight`'s passenger list at `now`; `None` when nothing is, or when no time is known.
pub fn attention(flight: &Flight, now: Timestamp) -> Option<Attention> {
    if flight.cancelled {
        return None;
    }
    let departure = flight.departure.as_ref().or(flight.arrival.as_ref())?.sort_key();
    let due = departure - DUE_BEFORE_DEPARTURE;
    match flight.manifest_state() {
        ManifestState::Missing => (now >= due - LOOK_AHEAD).then_some(Attention::Missing),
        ManifestState::Received | ManifestState::Closed => {
            let late = flight.manifest.passengers_first.is_some_and(|first| first > due);
            let newest = flight.manifest.last_message_at.or(flight.manifest.passengers_at)?;
            if late {
                Some(Attention::Late)
            } else if now >= due && departure.duration_since(newest) > STALE_AFTER {
                Some(Attention::Stale)
            } else {
                None
            }
        }
        ManifestState::Cancelled => None,
    }
}
