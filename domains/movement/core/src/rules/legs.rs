//! Which of a message's legs are this agency's business.

use pc_manifest::{Leg, Message};

use crate::model::{Agency, Direction, flight_key};

/// The legs that a message's people are listed on: the border legs it names (LOC 125/87 win over LOC 92 pairs);
/// where it names none, the legs that touch this agency's ports; where none does, the first leg.
pub fn listed_legs<'m>(message: &'m Message, agency: &Agency) -> Vec<&'m Leg> {
    // A leg of which only the ports are known is still where its people are going.
    let usable = |leg: &&Leg| {
        !leg.carrier.is_empty() || !leg.number.is_empty() || leg.from.is_some() || leg.to.is_some()
    };
    let border: Vec<_> = message.legs.iter().filter(|leg| leg.border).filter(usable).collect();
    if !border.is_empty() {
        return border;
    }
    let ours: Vec<_> = message
        .legs
        .iter()
        .filter(usable)
        .filter(|leg| agency.owns(leg.to.as_deref()) != agency.owns(leg.from.as_deref()))
        .collect();
    if ours.is_empty() { message.legs.iter().filter(usable).take(1).collect() } else { ours }
}

/// Which way a leg goes. An agency that has not named its ports sees every leg as an arrival.
pub fn direction(agency: &Agency, from: Option<&str>, to: Option<&str>) -> Direction {
    if agency.ports.is_empty() || agency.owns(to) {
        Direction::Arrival
    } else if agency.owns(from) {
        Direction::Departure
    } else {
        Direction::Overflight
    }
}

/// The key of the flight that `leg` is.
pub fn leg_key(leg: &Leg) -> String {
    flight_key(&leg.carrier, &leg.number, leg.from.as_deref(), leg.to.as_deref(), leg.departure, leg.arrival)
}
