//! What a new look at a traveler means for the hits that there are.

use std::collections::HashMap;

use jiff::Timestamp;
use pc_events::{Category, FlightBrief, PersonFacts};
use pc_kernel::{EntryId, TravelerId};
use pc_name_match::{Match, Query, QueryOptions, Sought};

use crate::{
    lookouts::{EntryCard, LookoutIndex},
    model::{Clearance, Hit, HitState, Lapse, Verdict},
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

/// What is known of the entries that a traveler meets or met.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The hits that there are.
    pub hits: &'a [Hit],
    /// Earlier decisions on the same person.
    pub clearances: &'a [Clearance],
    /// Why entries that are not in service do not count.
    pub lapses: &'a HashMap<EntryId, Lapse>,
}

/// The hits of one traveler after a new look: those that changed or are new.
pub fn screen(
    person: &Screened<'_>,
    index: &LookoutIndex,
    found: &[Match],
    Known { hits: known, clearances, lapses }: Known<'_>,
    at: Timestamp,
) -> Vec<Hit> {
    let mut changed = Vec::new();
    let mut met: Vec<EntryId> = Vec::new();
    for m in found {
        let Some(card) = index.card(m.key) else { continue };
        met.push(card.id);
        if let Some(hit) = known.iter().find(|h| h.entry == card.id) {
            let cleared = cleared(clearances, card);
            changed.extend(again(person, m, card, hit, cleared, at));
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
            category: card.category,
            matched_name: m.name.clone(),
            score: m.score,
            parts: m.parts.clone(),
            state: HitState::New { assigned: None },
            stale: None,
            lapse: None,
            history: Vec::new(),
        };
        if let Some(clearance) = cleared(clearances, card) {
            carry_over(&mut hit, clearance, None, at);
        } else {
            hit.note(at, PROGRAM, None, None, None);
        }
        changed.push(hit);
    }
    for hit in known.iter().filter(|h| !met.contains(&h.entry) && h.stale.is_none()) {
        let removed = index.entry(hit.entry).is_none();
        let lapse = removed.then(|| lapses.get(&hit.entry).copied().unwrap_or(Lapse::Removed));
        let why = lapse.map_or_else(|| "the data no longer match".to_owned(), |lapse| lapse.to_string());
        changed.push(Hit { lapse, ..withdrawn(hit, &why, at) });
    }
    changed
}

/// The decision that holds for an entry as it stands.
fn cleared<'a>(clearances: &'a [Clearance], card: &EntryCard) -> Option<&'a Clearance> {
    clearances.iter().find(|c| c.holds && c.entry == card.id && c.entry_fingerprint == card.fingerprint)
}

fn carry_over(hit: &mut Hit, clearance: &Clearance, from: Option<String>, at: Timestamp) {
    hit.state = HitState::Decided { decision: clearance.decision.clone(), carried: true };
    let note = format!("carried over: {} decided so on {}", clearance.decision.by.name, clearance.at);
    hit.note(at, PROGRAM, from, Some(clearance.decision.reason), Some(note));
}

/// The hit with the note that it no longer applies.
pub fn withdrawn(hit: &Hit, why: &str, at: Timestamp) -> Hit {
    let mut hit = hit.clone();
    hit.stale = Some(why.to_owned());
    let from = Some(hit.state.name().to_owned());
    hit.note(at, PROGRAM, from, None, Some(why.to_owned()));
    hit
}

/// A known hit, matched again; `None` when nothing is new.
fn again(
    person: &Screened<'_>,
    m: &Match,
    card: &EntryCard,
    hit: &Hit,
    cleared: Option<&Clearance>,
    at: Timestamp,
) -> Option<Hit> {
    let same_person = hit.person == *person.facts;
    let same_entry = hit.entry_fingerprint == card.fingerprint;
    let other_category = recategorised(hit, card);
    let same_words = hit.listed == card.entry && other_category.is_none();
    if same_person && same_entry && same_words && hit.stale.is_none() {
        // A hit that was stored before categories were noted learns its own, and nothing has changed.
        return (hit.category != card.category).then(|| Hit { category: card.category, ..hit.clone() });
    }
    let mut next = hit.clone();
    next.flight = person.flight.clone();
    next.person = person.facts.clone();
    next.entry_fingerprint = card.fingerprint;
    next.listed = card.entry.clone();
    next.category = card.category;
    next.matched_name.clone_from(&m.name);
    next.score = m.score;
    next.parts.clone_from(&m.parts);
    (next.stale, next.lapse) = (None, None);
    let why = match (same_person, same_entry) {
        (true, true) if hit.stale.is_some() => "it applies again",
        // Nothing that is matched on: what is to be done, say.
        (true, true) => "what the list says beside changed",
        (false, true) => "what is known of the traveler changed",
        (true, false) => "the entry changed",
        (false, false) => "the traveler and the entry changed",
    };
    let why = other_category.map_or_else(|| why.to_owned(), |category| format!("{why}; {category}"));
    let from = hit.state.name().to_owned();
    let changed = !(same_person && same_entry);
    if changed {
        next.state = next.state.reopen();
    }
    let decided = matches!(next.state, HitState::Decided { .. });
    if next.state.name() != from || hit.stale.is_some() || decided || !same_words {
        next.note(at, PROGRAM, Some(from), None, Some(why));
    }
    // As it was when it was cleared, and nobody is at it: it is cleared again.
    let entry_only = same_person && !same_entry;
    if let (true, HitState::New { assigned: None }, Some(clearance)) = (entry_only, &next.state, cleared) {
        let from = next.state.name().to_owned();
        carry_over(&mut next, clearance, Some(from), at);
    }
    Some(next)
}

/// In words, that the entry is of another category than it was. Where none was noted before, nothing is known to differ.
fn recategorised(hit: &Hit, card: &EntryCard) -> Option<String> {
    let before = hit.category.filter(|before| card.category != Some(*before))?;
    let now = card.category.map_or("none", Category::words);
    Some(format!("the entry's category was “{}” and is “{now}” now", before.words()))
}

/// Whether a decision is one that later meetings should know of.
pub fn clears(state: &HitState) -> bool {
    matches!(state, HitState::Decided { decision, .. } if decision.verdict == Verdict::NotAMatch)
}
