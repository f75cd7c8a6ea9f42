//! What a message does to the people of a flight.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use pc_events::{TravelerDropped, TravelerListed};
use pc_kernel::{FlightId, GenericUuid, Ids, MessageId, Role, Span, TravelerId, Warning};
use pc_manifest::{Function, Message as Stated, Person};
use pc_store::{Record, Scan, Snapshot, SnapshotExt, WriteSet};

use crate::{
    MovementError,
    model::{Feed, Flight, Listing, Traveler, TravelerState, name_key},
    rules::pairing,
};

/// A flight being worked on, with as many of its travelers as the message can touch.
#[derive(Debug)]
pub(super) struct FlightWork {
    pub flight: Flight,
    pub version: u64,
    pub travelers: HashMap<TravelerId, TravelerWork>,
    pub all_loaded: bool,
    /// Everybody that this transmission has named so far, by the function of the message.
    pub named: HashSet<(Function, TravelerId)>,
}

#[derive(Debug)]
pub(super) struct TravelerWork {
    traveler: Traveler,
    version: u64,
    /// Facts as screening last saw them; `None` when it never did.
    before: Option<pc_events::PersonFacts>,
    dirty: bool,
    dropped: bool,
}

/// Everything one transmission works on.
#[derive(Debug, Default)]
pub(super) struct Working {
    pub flights: HashMap<String, FlightWork>,
}

/// What a message did.
#[derive(Debug, Default)]
pub(super) struct Applied {
    pub added: u32,
    pub changed: u32,
    pub dropped: u32,
    pub unchanged: u32,
    pub warnings: Vec<Warning>,
}

impl Applied {
    pub fn add(&mut self, other: &Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.dropped += other.dropped;
        self.unchanged += other.unchanged;
        self.warnings.extend(other.warnings.iter().cloned());
    }
}

/// Whether a message of this function can touch anybody on the flight, so that all of them must be loaded: a list says
/// by its silence who is not on it, and a change may correct the very name under which it would be looked up. A
/// reservation touches its own locator and names only, and is by far the most frequent.
fn concerns_everybody(function: Function) -> bool {
    function != Function::Reservations
}

/// Whether a message of this function speaks of the flight itself; people in it are not listed by it.
fn concerns_the_flight_only(function: Function) -> bool {
    matches!(function, Function::FlightCancelled | Function::FlightChanged | Function::MasterCrewList)
}

fn other(feed: Feed) -> Feed {
    if feed == Feed::Apis { Feed::Pnr } else { Feed::Apis }
}

fn feed(message: &Stated) -> Feed {
    if message.function == Function::Reservations { Feed::Pnr } else { Feed::Apis }
}

/// The person without the places in the bytes: what counts as said.
fn said(person: &Person) -> Person {
    Person { sources: Vec::new(), span: Span::default(), ..person.clone() }
}

impl Working {
    /// Loads the travelers that `message` can touch.
    pub async fn load_travelers(
        &mut self,
        view: &dyn Snapshot,
        flight: FlightId,
        message: &Stated,
    ) -> Result<(), MovementError> {
        let Some(work) = self.flights.values_mut().find(|w| w.flight.id == flight) else { return Ok(()) };
        if work.version == 0 || work.all_loaded {
            return Ok(());
        }
        let id = flight.into_untyped_uuid();
        let mut scans = Vec::new();
        if concerns_everybody(message.function) {
            work.all_loaded = true;
            scans.push(Scan::all::<Traveler>("by_rank").prefix([id.into()]));
        } else {
            let locators: HashSet<_> = message.persons.iter().filter_map(|p| p.locator.as_ref()).collect();
            let names: HashSet<_> = message.persons.iter().map(|p| name_key(&p.surname, &p.given)).collect();
            scans.extend(
                locators
                    .into_iter()
                    .map(|l| Scan::all::<Traveler>("by_locator").prefix([id.into(), l.clone().into()])),
            );
            scans.extend(
                names
                    .into_iter()
                    .map(|n| Scan::all::<Traveler>("by_name").prefix([id.into(), n.into()]).limit(50)),
            );
        }
        for scan in scans {
            for stored in view.load_all::<Traveler>(scan).await? {
                let before = stored.record.facts();
                work.travelers.entry(stored.record.id).or_insert(TravelerWork {
                    traveler: stored.record,
                    version: stored.version,
                    before,
                    dirty: false,
                    dropped: false,
                });
            }
        }
        Ok(())
    }

    /// Applies `message` to the flight of `key`. A list may come in several messages of one transmission: only the
    /// `last` of them says by its silence who is not on it.
    pub fn apply(
        &mut self,
        key: &str,
        message: &Stated,
        last: bool,
        id: MessageId,
        at: Timestamp,
        ids: &Ids<'_>,
    ) -> Applied {
        let mut applied = Applied::default();
        let Some(work) = self.flights.get_mut(key) else { return applied };
        match message.function {
            Function::FlightCancelled => work.flight.cancelled = true,
            // A carrier that sends a list again operates again.
            Function::PassengerList | Function::OnBoard => work.flight.cancelled = false,
            _ => {}
        }
        if concerns_the_flight_only(message.function) {
            return applied;
        }
        let feed = feed(message);
        let mut known: Vec<TravelerId> = work.travelers.keys().copied().collect();
        known.sort_unstable();
        // A listing is compared by this feed's own words where it has them, else by the other feed's.
        let persons: Vec<Person> = known
            .iter()
            .filter_map(|t| {
                let t = &work.travelers[t].traveler;
                t.listing(feed).or_else(|| t.primary()).map(|l| l.person.clone())
            })
            .collect();
        let pairs = pairing::pair(&persons, &message.persons);
        for (person, pair) in message.persons.iter().zip(pairs) {
            let found = pair.map(|index| known[index]);
            work.named.extend(found.map(|t| (message.function, t)));
            work.person(message, feed, person, found, id, at, ids, &mut applied);
        }
        if last {
            work.others(message, feed, &known, id, at, &mut applied);
        }
        applied
    }

    /// Notes on the flight that a message came.
    pub fn note_message(&mut self, key: &str, message: &Stated, at: Timestamp) {
        let Some(FlightWork { flight, .. }) = self.flights.get_mut(key) else { return };
        let manifest = &mut flight.manifest;
        manifest.last_message_at = Some(at);
        manifest.warnings += u32::try_from(message.warnings.len()).unwrap_or(u32::MAX);
        if message.refused.is_some() {
            manifest.refused += 1;
            return;
        }
        manifest.messages += 1;
        match message.function {
            Function::CrewList => manifest.crew_at = Some(at),
            Function::OnBoard | Function::NotOnBoard => manifest.closed_at = Some(at),
            Function::PassengerList | Function::Change | Function::Unknown if !message.persons.is_empty() => {
                if message.persons.iter().any(|p| p.role == Role::Passenger) {
                    manifest.passengers_first.get_or_insert(at);
                    manifest.passengers_at = Some(at);
                } else {
                    manifest.crew_at = Some(at);
                }
            }
            _ => {}
        }
    }

    /// Writes what changed: flights, travelers, and the events that tell other domains.
    pub fn write(self, set: &mut WriteSet) -> Result<(), MovementError> {
        let mut flights: Vec<_> = self.flights.into_values().collect();
        flights.sort_by(|a, b| a.flight.key.cmp(&b.flight.key));
        for work in flights {
            set.put(&work.flight, work.version)?;
            let mut travelers: Vec<_> = work.travelers.into_values().filter(|t| t.dirty).collect();
            travelers.sort_by_key(|t| t.traveler.id);
            for t in travelers {
                set.put(&t.traveler, t.version)?;
                let subject = t.traveler.subject();
                if t.dropped {
                    let event = TravelerDropped { traveler: t.traveler.id, flight: work.flight.id };
                    set.event(&event, subject)?;
                    continue;
                }
                let Some(facts) = t.traveler.facts() else { continue };
                if t.before.as_ref() != Some(&facts) {
                    let event = TravelerListed {
                        traveler: t.traveler.id,
                        flight: work.flight.brief(),
                        facts,
                        first: t.version == 0,
                    };
                    set.event(&event, subject)?;
                }
            }
        }
        Ok(())
    }
}

impl FlightWork {
    /// Applies one person of the message.
    #[expect(clippy::too_many_arguments, reason = "one step of apply, split for reading")]
    fn person(
        &mut self,
        message: &Stated,
        feed: Feed,
        person: &Person,
        found: Option<TravelerId>,
        id: MessageId,
        at: Timestamp,
        ids: &Ids<'_>,
        applied: &mut Applied,
    ) {
        let leaves = message.function == Function::Cancellation;
        let state = match message.function {
            Function::OnBoard => TravelerState::OnBoard,
            Function::NotOnBoard => TravelerState::NotOnBoard,
            _ => TravelerState::Listed,
        };
        match found {
            Some(traveler) if leaves => self.drop(traveler, feed, id, at, applied),
            None if leaves || state == TravelerState::NotOnBoard => applied.warnings.push(Warning::new(
                "not-listed",
                person.span.offset as usize,
                "this person is not on the list that the message changes; nothing was done",
            )),
            Some(traveler) => {
                let Some(work) = self.travelers.get_mut(&traveler) else { return };
                let was = work.traveler.state;
                // A close-out repeats names only: it never takes away what the list said.
                let bare = matches!(message.function, Function::OnBoard | Function::NotOnBoard);
                let same_words =
                    work.traveler.listing(feed).is_some_and(|l| bare || said(&l.person) == said(person));
                // A later change keeps the close-out's word on who is on board.
                let keeps = state == TravelerState::Listed && was != TravelerState::Dropped;
                let next = if keeps { was } else { state };
                if same_words && next == was {
                    applied.unchanged += 1;
                    return;
                }
                if !same_words {
                    *work.traveler.listing_mut(feed) = Some(Listing { message: id, person: person.clone() });
                }
                if was == TravelerState::Dropped {
                    // Listed again: screening withdrew its hits and must look anew, and what the other feed said
                    // before the drop counts no more.
                    work.before = None;
                    *work.traveler.listing_mut(other(feed)) = None;
                    self.flight.people.dropped -= 1;
                    *count(&mut self.flight, work.traveler.role()) += 1;
                }
                work.traveler.state = next;
                work.traveler.dropped_by = None;
                work.traveler.changed_at = at;
                (work.dirty, work.dropped) = (true, false);
                applied.changed += 1;
            }
            None => {
                let traveler = Traveler {
                    id: ids.id(),
                    flight: self.flight.id,
                    apis: None,
                    pnr: None,
                    state,
                    listed_by: id,
                    dropped_by: None,
                    changed_at: at,
                    hits: pc_events::HitCounts::default(),
                };
                let mut work =
                    TravelerWork { traveler, version: 0, before: None, dirty: true, dropped: false };
                *work.traveler.listing_mut(feed) = Some(Listing { message: id, person: person.clone() });
                *count(&mut self.flight, person.role) += 1;
                self.named.insert((message.function, work.traveler.id));
                self.travelers.insert(work.traveler.id, work);
                applied.added += 1;
            }
        }
    }

    /// What the silence about `known` people means.
    fn others(
        &mut self,
        message: &Stated,
        feed: Feed,
        known: &[TravelerId],
        id: MessageId,
        at: Timestamp,
        applied: &mut Applied,
    ) {
        let locators: HashSet<_> = message.persons.iter().filter_map(|p| p.locator.as_deref()).collect();
        let unnamed: Vec<_> =
            known.iter().filter(|t| !self.named.contains(&(message.function, **t))).collect();
        for traveler in unnamed {
            let Some(work) = self.travelers.get_mut(traveler) else { continue };
            let t = &work.traveler;
            let listed = t.listing(feed).map(|l| &l.person);
            let role = t.role();
            match message.function {
                Function::PassengerList if listed.is_some() && role == Role::Passenger => {
                    self.drop(*traveler, feed, id, at, applied);
                }
                Function::CrewList if listed.is_some() && role == Role::Crew => {
                    self.drop(*traveler, feed, id, at, applied);
                }
                // A reservation is complete for its own locator and silent about all others.
                Function::Reservations
                    if listed.and_then(|p| p.locator.as_deref()).is_some_and(|l| locators.contains(l)) =>
                {
                    self.drop(*traveler, feed, id, at, applied);
                }
                Function::OnBoard | Function::NotOnBoard if t.state != TravelerState::Dropped => {
                    let names_crew = message.persons.iter().any(|p| p.role == Role::Crew);
                    if role == Role::Crew && !names_crew {
                        continue;
                    }
                    let next = if message.function == Function::OnBoard {
                        TravelerState::NotOnBoard
                    } else {
                        TravelerState::OnBoard
                    };
                    if t.state != next {
                        work.traveler.state = next;
                        work.traveler.changed_at = at;
                        work.dirty = true;
                        applied.changed += 1;
                    }
                }
                _ => {}
            }
        }
    }

    /// Takes `feed`'s listing of a traveler away; the traveler is dropped when no feed lists them any more.
    fn drop(
        &mut self,
        traveler: TravelerId,
        feed: Feed,
        id: MessageId,
        at: Timestamp,
        applied: &mut Applied,
    ) {
        let Some(work) = self.travelers.get_mut(&traveler) else { return };
        if work.traveler.state == TravelerState::Dropped {
            return;
        }
        let other = other(feed);
        work.traveler.changed_at = at;
        work.dirty = true;
        if work.traveler.listing(other).is_some() && work.traveler.listing(feed).is_some() {
            *work.traveler.listing_mut(feed) = None;
            applied.changed += 1;
            return;
        }
        work.traveler.state = TravelerState::Dropped;
        work.traveler.dropped_by = Some(id);
        work.dropped = true;
        applied.dropped += 1;
        let role = work.traveler.role();
        self.flight.people.dropped += 1;
        let listed = count(&mut self.flight, role);
        *listed = listed.saturating_sub(1);
    }
}

fn count(flight: &mut Flight, role: Role) -> &mut u32 {
    match role {
        Role::Passenger => &mut flight.people.passengers,
        Role::Crew => &mut flight.people.crew,
    }
}
