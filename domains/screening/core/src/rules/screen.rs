//! What a new look at a traveler means for the hits that there are.

use jiff::Timestamp;
use pc_events::{FlightBrief, PersonFacts};
use pc_kernel::{EntryId, TravelerId};
use pc_name_match::{Match, Query, QueryOptions, Sought};
use uuid::Uuid;

use crate::{
    lookouts::LookoutIndex,
    model::{Clearance, Hit, HitState, Verdict},
};

/// Name under which the program writes history.
pub const PROGRAM: &str = "screening";

/// The question that `facts` put to the engine.
pub fn query(facts: &PersonFacts) -> Query {
    Query {
        surname: facts.surname.clone(),
        given: facts.given.clone(),
        kind: Sought::Person,
        full: None,
        birth: facts.birth,
        gender: facts.gender,
        nationality: facts.nationality,
        documents: facts.documents.clone(),
    }
}

/// The matches of each of these at or above `threshold`, at most as many as stands beside: the people of a flight together.
pub fn matches(index: &LookoutIndex, people: &[(&PersonFacts, usize)], threshold: f32) -> Vec<Vec<Match>> {
    let asked: Vec<(Query, QueryOptions)> =
        people.iter().map(|(facts, top)| (query(facts), QueryOptions { threshold, top: *top })).collect();
    index.engine().query_all(&asked)
}

/// A traveler to screen.
#[derive(Debug, Clone)]
pub struct Screened<'a> {
    /// The traveler.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: &'a FlightBrief,
    /// What is known.
    pub facts: &'a PersonFacts,
}

/// The hits of one traveler after a new look: those that changed or are new.
pub fn screen(
    person: &Screened<'_>,
    index: &LookoutIndex,
    found: &[Match],
    known: &[Hit],
    clearances: &[Clearance],
    at: Timestamp,
) -> Vec<Hit> {
    let mut changed = Vec::new();
    let mut met: Vec<EntryId> = Vec::new();
    for m in found {
        let Some(card) = index.card(m.key) else { continue };
        met.push(card.id);
        if let Some(hit) = known.iter().find(|h| h.entry == card.id) {
            changed.extend(again(person, m, card.fingerprint, &card.entry, hit, at));
            continue;
        }
        let mut hit = Hit {
            id: Hit::id_of(person.traveler, card.id),
            traveler: person.traveler,
            flight: person.flight.clone(),
            person: person.facts.clone(),
            entry: card.id,
            entry_fingerprint: card.fingerprint,
            listed: card.entry.clone(),
            matched_name: m.name.clone(),
            score: m.score,
            parts: m.parts.clone(),
            state: HitState::New { assigned: None },
            stale: None,
            history: Vec::new(),
        };
        let cleared = clearances
            .iter()
            .find(|c| c.holds && c.entry == card.id && c.entry_fingerprint == card.fingerprint);
        if let Some(clearance) = cleared {
            hit.state = HitState::Decided { decision: clearance.decision.clone(), carried: true };
            let note = format!("carried over: {} decided so on {}", clearance.decision.by.name, clearance.at);
            hit.note(at, PROGRAM, None, Some(clearance.decision.reason), Some(note));
        } else {
            hit.note(at, PROGRAM, None, None, None);
        }
        changed.push(hit);
    }
    for hit in known.iter().filter(|h| !met.contains(&h.entry) && h.stale.is_none()) {
        let removed = index.entry(hit.entry).is_none();
        let why = if removed { "the entry was removed from its list" } else { "the data no longer match" };
        changed.push(withdrawn(hit, why, at));
    }
    changed
}

/// The hit with the note that it no longer applies.
pub fn withdrawn(hit: &Hit, why: &str, at: Timestamp) -> Hit {
    let mut hit = hit.clone();
    hit.stale = Some(why.to_owned());
    let from = Some(hit.state.name().to_owned());
    hit.note(at, PROGRAM, from, None, Some(why.to_owned()));
    hit
}

/// A known hit, matched again; `None` when nothing that matters is new.
fn again(
    person: &Screened<'_>,
    m: &Match,
    fingerprint: Uuid,
    listed: &pc_watchlist::Entry,
    hit: &Hit,
    at: Timestamp,
) -> Option<Hit> {
    let same_person = hit.person == *person.facts;
    let same_entry = hit.entry_fingerprint == fingerprint;
    if same_person && same_entry && hit.stale.is_none() {
        return None;
    }
    let mut next = hit.clone();
    next.flight = person.flight.clone();
    next.person = person.facts.clone();
    next.entry_fingerprint = fingerprint;
    next.listed = listed.clone();
    next.matched_name.clone_from(&m.name);
    next.score = m.score;
    next.parts.clone_from(&m.parts);
    next.stale = None;
    let why = match (same_person, same_entry) {
        (true, true) => "it applies again",
        (false, true) => "what is known of the traveler changed",
        (true, false) => "the entry changed",
        (false, false) => "the traveler and the entry changed",
    };
    let from = hit.state.name().to_owned();
    if !(same_person && same_entry) {
        next.state = next.state.reopen();
    }
    if next.state.name() != from || hit.stale.is_some() {
        next.note(at, PROGRAM, Some(from), None, Some(why.to_owned()));
    }
    Some(next)
}

/// Whether a decision is one that later meetings should know of.
pub fn clears(state: &HitState) -> bool {
    matches!(state, HitState::Decided { decision, .. } if decision.verdict == Verdict::NotAMatch)
}
