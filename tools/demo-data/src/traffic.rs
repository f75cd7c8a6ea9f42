//! Which messages are sent about a flight, and when.

use jiff::{SignedDuration, Timestamp};

use crate::TimedMessage;
use crate::dice::Dice;
use crate::flaws::{Flaw, garbage};
use crate::flights::{Flight, day_number};
use crate::paxlst::{Kind, write};
use crate::people::{Traveler, traveler};
use crate::pnrgov;

/// What is special about a flight's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Story {
    /// As usual, the first list with this flaw if any.
    Usual(Option<Flaw>),
    /// Nothing is ever sent.
    Missing,
    /// The list comes after departure.
    Late,
    /// The list is followed by the cancellation of the flight.
    Cancelled,
}

struct Sender<'a> {
    flight: &'a Flight,
    dice: Dice,
    out: &'a mut Vec<TimedMessage>,
    sent: usize,
}

impl Sender<'_> {
    fn name(&mut self, word: &str) -> String {
        self.sent += 1;
        let f = self.flight;
        let day = f.departure().date();
        format!("{}-{}-{}{}-{word}-{}.edi", f.designator(), day, f.from.code, f.to.code, self.sent)
            .to_lowercase()
    }

    fn push(&mut self, at: Timestamp, word: &str, bytes: Vec<u8>, flaw: Option<&'static str>) {
        let file_name = self.name(word);
        self.out.push(TimedMessage { at, file_name, bytes, flaw });
    }

    fn list(&mut self, kind: Kind, people: &[Traveler], at: Timestamp, flaw: Option<Flaw>) -> Vec<u8> {
        let bytes = write(&mut self.dice, kind, self.flight, people, at, flaw);
        self.push(at, kind.word(), bytes.clone(), flaw.map(Flaw::name));
        bytes
    }
}

/// Minutes before departure when the complete list is due at the latest (a common national rule).
pub(crate) const FIRST_LIST: i64 = 150;

/// When the first list of a usual flight is sent.
pub(crate) fn first_list_at(flight: &Flight) -> Timestamp {
    // Spread over twenty minutes by the flight's number, so that not all come on the hour.
    flight.departs - SignedDuration::from_mins(FIRST_LIST + i64::from(flight.number * 7 % 20))
}

/// All messages about one flight. `steady` people (planted ones) are neither changed nor dropped.
pub(crate) fn about(
    seed: u64,
    index: usize,
    flight: &Flight,
    aboard: &[Traveler],
    steady: &[String],
    story: Story,
    out: &mut Vec<TimedMessage>,
) {
    if story == Story::Missing {
        return;
    }
    let day = flight.departure().date();
    let dice = Dice::of(seed, "traffic", index as u64 + (day_number(day) << 20));
    let mut s = Sender { flight, dice, out, sent: 0 };
    let (crew, mut pax): (Vec<Traveler>, Vec<Traveler>) = aboard.iter().cloned().partition(|p| p.crew);
    let mins = SignedDuration::from_mins;
    let flaw = if let Story::Usual(flaw) = story { flaw } else { None };

    if flight.carrier.habits.reservations && index.is_multiple_of(3) {
        for before in [24 * 60, 3 * 60] {
            let reservations_flaw = s.dice.chance(12).then(|| *s.dice.pick(&Flaw::READABLE[..6]));
            let at = flight.departs - mins(before);
            let bytes = pnrgov::write(&mut s.dice, flight, &pax, at, reservations_flaw, 0);
            s.push(at, "pnr", bytes, reservations_flaw.map(Flaw::name));
        }
    }
    if flaw == Some(Flaw::Garbage) {
        // What came instead of the list; the carrier sends the right one later.
        let bytes = garbage(&mut s.dice);
        s.push(first_list_at(flight) - mins(9), "unreadable", bytes, Some("garbage"));
    }
    let first_at = if story == Story::Late {
        flight.departs + mins(25 + s.dice.range(0, 30))
    } else {
        first_list_at(flight)
    };
    let first = s.list(Kind::Passengers, &pax, first_at, flaw.filter(|f| *f != Flaw::Garbage));
    if story == Story::Late
        && let Some(message) = s.out.last_mut()
    {
        message.flaw = Some("late");
    }
    if s.dice.chance(8) {
        s.push(first_at + mins(3), "pax", first, Some("repeated"));
    }
    s.list(Kind::Crew, &crew, first_at + mins(20), None);
    if story == Story::Late {
        return;
    }
    if story == Story::Cancelled {
        s.list(Kind::FlightCancelled, &[], first_at + mins(60), None);
        return;
    }
    let stays = |p: &Traveler| steady.contains(&p.reference);
    amendments(&mut s, &mut pax, &stays);
    if s.dice.chance(70) {
        let noshow = |n: usize, p: &Traveler| !stays(p) && n % 37 == 11;
        let on: Vec<Traveler> =
            pax.iter().enumerate().filter(|(n, p)| !noshow(*n, p)).map(|(_, p)| p.clone()).collect();
        let at = flight.departs + mins(s.dice.range(4, 12));
        if s.dice.chance(92) {
            s.list(Kind::OnBoard, &on, at, None);
        } else {
            let off: Vec<Traveler> =
                pax.iter().enumerate().filter(|(n, p)| noshow(*n, p)).map(|(_, p)| p.clone()).collect();
            s.list(Kind::NotOnBoard, &off, at, None);
        }
    }
}

/// People corrected, added and dropped between the first list and the close-out.
fn amendments(s: &mut Sender<'_>, pax: &mut Vec<Traveler>, stays: &dyn Fn(&Traveler) -> bool) {
    let flight = s.flight;
    let mins = SignedDuration::from_mins;
    let day = flight.departure().date();
    if s.dice.chance(30) {
        let mut changed = Vec::new();
        for p in pax.iter_mut().filter(|p| !stays(p)).step_by(23).take(3) {
            if let Some(document) = &mut p.document {
                document.number = crate::people::document_number(&mut s.dice, &document.issuer);
            }
            changed.push(p.clone());
        }
        let mut added = traveler(&mut s.dice, 0, day, (20, 70));
        added.locator = crate::people::locator(&mut s.dice);
        added.reference = format!("{}9{}", flight.carrier.code, s.dice.digits(6));
        changed.push(added.clone());
        pax.push(added);
        s.list(Kind::Change, &changed, flight.departs - mins(75), None);
    }
    if s.dice.chance(12) {
        let gone: Vec<Traveler> =
            pax.iter().filter(|p| !stays(p)).skip(4).step_by(29).take(2).cloned().collect();
        pax.retain(|p| !gone.contains(p));
        s.list(Kind::Reduction, &gone, flight.departs - mins(60), None);
    }
    if s.dice.chance(20) {
        // A complete list again: some are no longer on it, some are new.
        let mut n = 0;
        pax.retain(|p| {
            n += 1;
            stays(p) || n % 19 != 5
        });
        let mut added = traveler(&mut s.dice, 0, day, (20, 70));
        added.locator = crate::people::locator(&mut s.dice);
        added.reference = format!("{}8{}", flight.carrier.code, s.dice.digits(6));
        pax.push(added);
        s.list(Kind::Passengers, pax, flight.departs - mins(40), None);
    }
}
