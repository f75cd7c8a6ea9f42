//! A day's load, for measuring: made one message at a time, so that it needs no memory.

use jiff::{SignedDuration, Timestamp};

use crate::TimedMessage;
use crate::cultures::{Half, full_name};
use crate::dice::Dice;
use crate::flights::Flight;
use crate::paxlst::{self, Kind};
use crate::people::{Traveler, document, locator, plain, traveler};
use crate::pnrgov;
use crate::ports::{CARRIERS, FOREIGN_PORTS, HOME_PORTS};

/// Flights of the day.
pub const LOAD_FLIGHTS: usize = 80;
/// Reservations of a flight: each is sent in a message of its own.
const PARTIES: usize = 168;
/// Times each reservation is sent: 72, 24, 2 and 1 hours before departure, and at departure.
const PUSHES: [i64; 5] = [72 * 60, 24 * 60, 2 * 60, 60, 0];
const SEATS: usize = 250;
/// Messages of the day: 67,280.
pub const LOAD_MESSAGES: usize = LOAD_FLIGHTS * (PARTIES * PUSHES.len() + 1);

/// Departure of the first flight of the load.
const START: i64 = 1_780_290_000;

/// The messages of [`load_profile`].
#[derive(Debug)]
pub struct Load {
    seed: u64,
    flight: usize,
    /// Position in the flight's messages.
    next: usize,
    of: Flight,
    people: Vec<Traveler>,
}

/// A day of 67,280 messages: 80 flights of 250 seats, for each 168 reservations pushed five times as PNRGOV
/// messages of about 4 kB with one to three people, and the passenger list. The five pushes of a reservation say
/// the same about its people, but for a few whose document is corrected.
pub fn load_profile(seed: u64) -> Load {
    let of = flight(0);
    Load { seed, flight: 0, next: 0, people: people(seed, 0, &of, SEATS, PARTIES), of }
}

fn flight(index: usize) -> Flight {
    let departs = Timestamp::from_second(START + index as i64 * 900).unwrap_or(Timestamp::UNIX_EPOCH);
    let from = FOREIGN_PORTS[index % FOREIGN_PORTS.len()];
    Flight {
        carrier: CARRIERS[index % CARRIERS.len()],
        number: 500 + index as u32,
        from,
        to: HOME_PORTS[index % HOME_PORTS.len()].0,
        departs,
        arrives: departs + SignedDuration::from_mins(i64::from(from.minutes)),
        inbound: true,
        seats: SEATS,
    }
}

/// `seats` people in `parties` of one to three, one in 250 named like somebody on the watchlist.
fn people(seed: u64, index: usize, flight: &Flight, seats: usize, parties: usize) -> Vec<Traveler> {
    let day = flight.departure().date();
    let mut dice = Dice::of(seed, "load", index as u64);
    let mut out = Vec::with_capacity(seats);
    for party in 0..parties {
        // Sizes that add up to the seats: so many in all after this party.
        let size = seats * (party + 1) / parties - seats * party / parties;
        let own = locator(&mut dice);
        for _ in 0..size {
            let of = dice.below(crate::cultures::CULTURES.len());
            let mut person = traveler(&mut dice, of, day, (2, 85));
            if dice.below(250) == 0 {
                let name = full_name(&mut dice, of, person.gender == 'F', Half::Listed);
                person.surname = plain(name.surname.usual());
                person.given = plain(name.given.usual());
            }
            person.locator.clone_from(&own);
            person.seat = format!("{:03}{}", out.len() / 6 + 1, char::from(b"ABCDEF"[out.len() % 6]));
            person.reference = format!("{}{:07}", flight.carrier.code, index * 1000 + out.len());
            out.push(person);
        }
    }
    out
}

impl Iterator for Load {
    type Item = TimedMessage;

    fn next(&mut self) -> Option<TimedMessage> {
        let per_flight = PARTIES * PUSHES.len() + 1;
        if self.next == per_flight {
            self.flight += 1;
            self.next = 0;
            if self.flight < LOAD_FLIGHTS {
                self.of = flight(self.flight);
                self.people = people(self.seed, self.flight, &self.of, SEATS, PARTIES);
            }
        }
        if self.flight >= LOAD_FLIGHTS {
            return None;
        }
        let position = self.next;
        self.next += 1;
        let f = &self.of;
        let mut dice = Dice::of(self.seed, "message", (self.flight * per_flight + position) as u64);
        if position == per_flight - 1 {
            let at = f.departs - SignedDuration::from_mins(45);
            let bytes = paxlst::write(&mut dice, Kind::Passengers, f, &self.people, at, None);
            let file_name = format!("load-{:02}-pax.edi", self.flight);
            return Some(TimedMessage { at, file_name, bytes, flaw: None });
        }
        let (push, party) = (position / PARTIES, position % PARTIES);
        let at =
            f.departs - SignedDuration::from_mins(PUSHES[push]) + SignedDuration::from_secs(party as i64);
        let range = SEATS * party / PARTIES..SEATS * (party + 1) / PARTIES;
        let mut party_people = self.people[range].to_vec();
        if push == 3 && party % 40 == 7 {
            let day = f.departure().date();
            for p in &mut party_people {
                p.document = p.nationality.as_ref().map(|n| document(&mut dice, n, day));
            }
        }
        // What the people themselves take is about 700 bytes each; the rest up to 4 kB is other connections.
        let bulk = 4500_usize.saturating_sub(party_people.len() * 750);
        let bytes = pnrgov::write(&mut dice, f, &party_people, at, None, bulk);
        let file_name = format!("load-{:02}-{push}-{party:03}.edi", self.flight);
        Some(TimedMessage { at, file_name, bytes, flaw: None })
    }
}

/// One list of 400 passengers; another seed gives other people on another flight.
pub fn manifest_400(seed: u64) -> Vec<u8> {
    let of = flight((seed % 80) as usize);
    manifest_of(seed, of).1
}

/// The same, of a flight that departs then, with its passengers.
pub fn manifest_400_at(seed: u64, departs: Timestamp) -> (Vec<Traveler>, Vec<u8>) {
    let of = flight((seed % 80) as usize);
    manifest_of(seed, Flight { departs, arrives: departs + of.arrives.duration_since(of.departs), ..of })
}

fn manifest_of(seed: u64, mut of: Flight) -> (Vec<Traveler>, Vec<u8>) {
    of.number = 2000 + (seed % 7000) as u32;
    let people = people(seed, 7000, &of, 400, 270);
    let mut dice = Dice::of(seed, "manifest", 400);
    let sent = of.departs - SignedDuration::from_mins(60);
    let bytes = paxlst::write(&mut dice, Kind::Passengers, &of, &people, sent, None);
    (people, bytes)
}
