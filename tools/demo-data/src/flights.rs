//! A week of flights around today.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, civil::DateTime, tz::TimeZone};

use crate::Size;
use crate::dice::Dice;
use crate::ports::{CARRIERS, Carrier, FOREIGN_PORTS, HOME_PORTS, HOME_ZONE, Port};

/// One flight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flight {
    /// Who operates it.
    pub carrier: Carrier,
    /// Its number.
    pub number: u32,
    /// Where it starts.
    pub from: Port,
    /// Where it ends.
    pub to: Port,
    /// When it starts.
    pub departs: Timestamp,
    /// When it ends.
    pub arrives: Timestamp,
    /// Whether it comes into the agency's country.
    pub inbound: bool,
    /// Seats aboard.
    pub seats: usize,
}

impl Flight {
    /// Start, local at the port of departure.
    pub fn departure(&self) -> DateTime {
        self.departs.to_zoned(zone(self.from.zone)).datetime()
    }

    /// End, local at the port of arrival.
    pub fn arrival(&self) -> DateTime {
        self.arrives.to_zoned(zone(self.to.zone)).datetime()
    }

    /// When it is at the agency's port.
    pub fn at_home(&self) -> Timestamp {
        if self.inbound { self.arrives } else { self.departs }
    }

    /// The port abroad.
    pub(crate) fn abroad(&self) -> Port {
        if self.inbound { self.from } else { self.to }
    }

    /// `A7612`.
    pub fn designator(&self) -> String {
        format!("{}{}", self.carrier.code, self.number)
    }
}

/// The zone called `name`; a machine without it (there is none, the tables are compiled in) gets UTC.
pub(crate) fn zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// A daily pair: in from abroad and out again.
struct Rotation {
    carrier: Carrier,
    number: u32,
    home: Port,
    abroad: Port,
    /// Minute of the day when it comes in.
    minute: i64,
    ground: i64,
    seats: usize,
}

impl Rotation {
    fn new(dice: &mut Dice, number: u32, minute: i64) -> Self {
        let home = *dice.weighted(&HOME_PORTS);
        // Short routes fly more often than long ones.
        let reach = if dice.chance(70) { 18 } else { FOREIGN_PORTS.len() };
        let abroad = FOREIGN_PORTS[dice.below(reach)];
        let seats = match abroad.minutes {
            ..100 => *dice.pick(&[34, 50, 50, 72]),
            100..300 => *dice.pick(&[72, 76, 98, 120]),
            _ => *dice.pick(&[120, 150, 180]),
        };
        let carrier = if dice.chance(30) { CARRIERS[0] } else { *dice.pick(&CARRIERS) };
        Self { carrier, number, home, abroad, minute, ground: 5 * dice.range(8, 16), seats }
    }

    fn fly(&self, day: Date, delay: i64, out: &mut Vec<Flight>) {
        let air = SignedDuration::from_mins(i64::from(self.abroad.minutes));
        let Ok(zoned) =
            day.at(0, 0, 0, 0).saturating_add((self.minute + delay).minutes()).to_zoned(zone(HOME_ZONE))
        else {
            return;
        };
        let arrives = zoned.timestamp();
        let leaves = arrives + SignedDuration::from_mins(self.ground);
        let inbound = Flight {
            carrier: self.carrier,
            number: self.number,
            from: self.abroad,
            to: self.home,
            departs: arrives - air,
            arrives,
            inbound: true,
            seats: self.seats,
        };
        let outbound = Flight {
            number: self.number + 1,
            from: self.home,
            to: self.abroad,
            departs: leaves,
            arrives: leaves + air,
            inbound: false,
            ..inbound.clone()
        };
        out.extend([inbound, outbound]);
    }
}

/// The flights of the week, in order of their time at the agency's ports.
pub(crate) fn week(seed: u64, now: Timestamp, size: Size) -> Vec<Flight> {
    let plan = size.plan();
    let local = now.to_zoned(zone(HOME_ZONE));
    let today = local.date();
    let rotations: Vec<Rotation> = (0..plan.rotations as u64)
        .map(|i| {
            let mut dice = Dice::of(seed, "rotation", i);
            // From half past five in the morning to eleven at night.
            let span = (23 * 60 - 330) / 5;
            let minute = 330 + 5 * (i as i64 * span / plan.rotations as i64 + dice.range(0, 2));
            Rotation::new(&mut dice, 100 + 14 * i as u32, minute)
        })
        .collect();
    let mut flights = Vec::new();
    for offset in plan.days.clone() {
        let day = today.saturating_add(offset.days());
        for (i, rotation) in rotations.iter().enumerate() {
            let mut dice = Dice::of(seed, "day", day_number(day) * 1000 + i as u64);
            if dice.chance(86) {
                rotation.fly(day, 0, &mut flights);
            }
        }
    }
    // Charters around this very hour, so that the first screen is busy whatever the time of day.
    let minute = i64::from(local.hour()) * 60 + i64::from(local.minute());
    for i in 0..plan.charters as i64 {
        let mut dice = Dice::of(seed, "charter", i as u64);
        let spread = 600 * i / plan.charters as i64 - 270 + dice.range(-8, 8);
        let rounded = (minute + spread).div_euclid(5) * 5;
        Rotation::new(&mut dice, 7001 + 2 * i as u32, rounded).fly(today, 0, &mut flights);
    }
    flights.sort_by_key(|f| (f.at_home(), f.carrier.code, f.number));
    flights
}

pub(crate) fn day_number(day: Date) -> u64 {
    day.duration_since(jiff::civil::date(2000, 1, 1)).as_hours().unsigned_abs() / 24
}

/// The schedule as a file: local times at each port.
pub(crate) fn csv(flights: &[Flight]) -> String {
    let mut text = String::from("carrier,number,from,to,departure,arrival\n");
    for f in flights {
        let (departure, arrival) = (f.departure(), f.arrival());
        let _ = writeln!(
            text,
            "{},{},{},{},{departure},{arrival}",
            f.carrier.code, f.number, f.from.code, f.to.code
        );
    }
    text
}
