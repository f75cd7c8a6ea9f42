use std::collections::{HashMap, HashSet};

use jiff::{SignedDuration, Timestamp};

use crate::TimedMessage;
use crate::dice::Dice;
use crate::flaws::Flaw;
use crate::flights::{Flight, csv, day_number, week, zone};
use crate::people::{Traveler, aboard};
use crate::plants::{self, Plant};
use crate::ports::HOME_ZONE;
use crate::traffic::{Story, about, first_list_at};
use crate::watchlist::{watchlist, watchlist_update};

/// How much of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A day with a few flights: for tests.
    Small,
    /// About 60 flights a day for a week, today some 40 more.
    Demo,
}

/// The figures of a size.
pub(crate) struct Plan {
    pub rotations: usize,
    pub charters: usize,
    /// Days from today.
    pub days: std::ops::RangeInclusive<i64>,
    /// Entries of the watchlist.
    pub entries: usize,
}

impl Size {
    pub(crate) fn plan(self) -> Plan {
        match self {
            Self::Small => Plan { rotations: 3, charters: 12, days: 0..=0, entries: 200 },
            Self::Demo => Plan { rotations: 35, charters: 20, days: -2..=4, entries: 1500 },
        }
    }
}

/// How far ahead of now messages are made: flights after that have a place in the schedule only.
const HORIZON: SignedDuration = SignedDuration::from_hours(12);

/// A synthetic agency around a moment.
#[derive(Debug, Clone)]
pub struct Agency {
    /// The seed it came from.
    pub seed: u64,
    /// The moment it is built around.
    pub now: Timestamp,
    /// The flights in order of their time at the agency's ports.
    pub flights: Vec<Flight>,
    /// The messages in order of time, from two days ago to half a day ahead.
    pub messages: Vec<TimedMessage>,
    /// Who was planted where.
    pub plants: Vec<Plant>,
    entries: usize,
}

impl Agency {
    /// The agency of `seed` around `now`: the same for the same two.
    pub fn generate(seed: u64, now: Timestamp, size: Size) -> Self {
        let flights = week(seed, now, size);
        let mut plants = plant(seed, now, &flights);
        let stories = stories(seed, now, &flights, &plants);
        let mut messages = Vec::new();
        for (index, flight) in flights.iter().enumerate() {
            if first_list_at(flight) > now + HORIZON {
                continue;
            }
            let day = flight.departure().date();
            let mut people = aboard(seed, index, flight, day);
            let mut steady = Vec::new();
            for plant in plants.iter_mut().filter(|p| p.flight == index) {
                seat(&mut people, &mut plant.traveler, &mut steady);
            }
            about(seed, index, flight, &people, &steady, stories[index], &mut messages);
        }
        messages.retain(|m| m.at <= now + HORIZON);
        messages.sort_by(|a, b| (a.at, &a.file_name).cmp(&(b.at, &b.file_name)));
        Self { seed, now, flights, messages, plants, entries: size.plan().entries }
    }

    /// The schedule: `carrier,number,from,to,departure,arrival`, local times at each port.
    pub fn schedule_csv(&self) -> String {
        csv(&self.flights)
    }

    /// The watchlist of this agency, one entry a line.
    pub fn watchlist(&self) -> String {
        watchlist(self.seed, self.entries)
    }

    /// The watchlist's next edition: some entries added, changed, removed.
    pub fn watchlist_update(&self) -> String {
        watchlist_update(self.seed, self.entries)
    }
}

/// Puts the planted traveler in the place of a passenger who travels alone or with others, and keeps the seat.
fn seat(people: &mut [Traveler], planted: &mut Traveler, steady: &mut Vec<String>) {
    let free = |p: &Traveler| !p.crew && !p.infant && !steady.contains(&p.reference);
    let candidates: Vec<usize> = (0..people.len()).filter(|i| free(&people[*i])).collect();
    let Some(at) = candidates.get(candidates.len() * (steady.len() * 3 + 2) / 11 % candidates.len().max(1))
    else {
        return;
    };
    let place = &mut people[*at];
    planted.reference.clone_from(&place.reference);
    planted.seat.clone_from(&place.seat);
    // In the party's place: a reservation stays a run of neighbours with one locator.
    planted.locator.clone_from(&place.locator);
    *place = planted.clone();
    steady.push(planted.reference.clone());
}

/// Places the planted travelers on flights whose list is in and which are at our ports around now.
fn plant(seed: u64, now: Timestamp, flights: &[Flight]) -> Vec<Plant> {
    let near = |f: &Flight| f.at_home().duration_since(now).abs();
    let mut candidates: Vec<usize> = (0..flights.len())
        .filter(|i| first_list_at(&flights[*i]) + SignedDuration::from_mins(10) <= now)
        .filter(|i| near(&flights[*i]) <= SignedDuration::from_hours(6))
        .collect();
    // First those still to come, the nearest first: they are what the board opens with.
    candidates.sort_by_key(|i| (flights[*i].at_home() < now, near(&flights[*i])));
    candidates.truncate(18);
    if candidates.is_empty() {
        return Vec::new();
    }
    (0..plants::COUNT)
        .filter_map(|index| {
            // 7 is prime to every number of candidates but its multiples: neighbours of a kind spread out.
            let step = if candidates.len().is_multiple_of(7) { 5 } else { 7 };
            let flight = candidates[index * step % candidates.len()];
            let day = flights[flight].departure().date();
            plants::traveler(seed, index, day).map(|(kind, entry, traveler)| Plant {
                kind,
                entry,
                flight,
                traveler,
            })
        })
        .collect()
}

/// What is special about each flight. Around now every flaw and every story is met at least once, on flights
/// without planted travelers; further off they come by chance.
fn stories(seed: u64, now: Timestamp, flights: &[Flight], plants: &[Plant]) -> Vec<Story> {
    let planted: HashSet<usize> = plants.iter().map(|p| p.flight).collect();
    let today = day_number(now.to_zoned(zone(HOME_ZONE)).date());
    let mut stories: Vec<Story> = flights
        .iter()
        .enumerate()
        .map(|(index, flight)| {
            let mut dice = Dice::of(seed, "story", index as u64 + (today << 20));
            match dice.below(100) {
                _ if planted.contains(&index) => Story::Usual(dice.chance(30).then(|| *dice.pick(&LOOKS))),
                0..2 => Story::Missing,
                2..5 => Story::Late,
                5..6 => Story::Cancelled,
                6..26 => Story::Usual(Some(*dice.pick(&Flaw::READABLE))),
                26..27 if flight.inbound => Story::Usual(Some(Flaw::Garbage)),
                _ => Story::Usual(None),
            }
        })
        .collect();
    let mut near: HashMap<bool, Vec<usize>> = HashMap::new();
    for (index, flight) in flights.iter().enumerate().filter(|(i, _)| !planted.contains(i)) {
        let gone = flight.departs + SignedDuration::from_hours(1) < now;
        if gone || first_list_at(flight) + SignedDuration::from_mins(15) <= now {
            near.entry(gone).or_default().push(index);
        }
    }
    for list in near.values_mut() {
        list.sort_by_key(|i| flights[*i].at_home().duration_since(now).abs());
    }
    // Departed and without a list, or with a late one: visible as such.
    let gone = near.remove(&true).unwrap_or_default();
    let mut special =
        vec![Story::Missing, Story::Late, Story::Missing, Story::Late, Story::Missing, Story::Cancelled];
    let mut flaws = Flaw::READABLE.to_vec();
    flaws.splice(3..3, [Flaw::NoPerson, Flaw::Garbage]);
    special.extend(flaws.into_iter().map(|f| Story::Usual(Some(f))));
    let coming = near.remove(&false).unwrap_or_default();
    // One to come whose list is overdue, one cancelled.
    for (index, story) in
        coming.into_iter().zip([Story::Missing, Story::Usual(Some(Flaw::Garbage)), Story::Cancelled])
    {
        stories[index] = story;
    }
    for (index, story) in gone.into_iter().zip(special) {
        stories[index] = story;
    }
    stories
}

/// Flaws that change how a message looks but nothing of what it says.
const LOOKS: [Flaw; 8] = [
    Flaw::WrongCount,
    Flaw::UnknownQualifier,
    Flaw::CrLf,
    Flaw::BareCr,
    Flaw::WrappedLines,
    Flaw::CustomSeparators,
    Flaw::TypeB,
    Flaw::SyntaxNoise,
];
