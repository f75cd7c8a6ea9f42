use std::collections::HashMap;

use jiff::Timestamp;
use pc_events::{Category, FlightBrief, PersonFacts};
use pc_kernel::{
    AccountId, ClearanceId, Document, DocumentKind, EntryId, FlightId, Gender, GenericUuid, Role, TravelerId,
};
use pc_watchlist::{Entry, Name, NameKind, Schema};
use uuid::Uuid;

use super::{
    screen::{Known, Screened, matches, screen},
    told::{COUNTS_AGAIN, told},
};
use crate::{
    lookouts::{EntryCard, EntryNow, LookoutIndex},
    model::{Clearance, Decision, Hit, HitState, Lapse, Reason, Reviewer, Verdict},
};

const AT: Timestamp = Timestamp::UNIX_EPOCH;

fn card(name: &str, born: &str, remarks: &str) -> EntryCard {
    let entry = Entry {
        id: "1".to_owned(),
        list: "OWN".to_owned(),
        schema: Schema::Person,
        names: vec![Name { value: name.to_owned(), kind: NameKind::Primary }],
        gender: None,
        births: born.parse().into_iter().collect(),
        nationalities: Vec::new(),
        documents: Vec::new(),
        remarks: Some(remarks.to_owned()),
    };
    let fingerprint = Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{name} {born}").as_bytes());
    EntryCard { id: EntryId::from_untyped_uuid(Uuid::from_u128(1)), fingerprint, entry, category: None }
}

fn facts() -> PersonFacts {
    PersonFacts {
        role: Role::Passenger,
        surname: "TESTANOV".to_owned(),
        given: "IVO".to_owned(),
        birth: "1961-02-28".parse().ok(),
        gender: None,
        nationality: None,
        documents: vec![Document {
            kind: DocumentKind::Passport,
            stated: None,
            number: "AB1234567".to_owned(),
            issuer: None,
            expiry: None,
        }],
    }
}

/// What a look at the traveler changes while the list holds this card.
fn look(card: &EntryCard, known: &[Hit], clearances: &[Clearance]) -> Vec<Hit> {
    look_at(&facts(), card, known, clearances)
}

fn look_at(facts: &PersonFacts, card: &EntryCard, hits: &[Hit], clearances: &[Clearance]) -> Vec<Hit> {
    let known = Known { hits, clearances, lapses: &HashMap::new() };
    look_among(facts, std::slice::from_ref(card), known)
}

fn look_among(facts: &PersonFacts, cards: &[EntryCard], known: Known<'_>) -> Vec<Hit> {
    let flight = FlightBrief {
        id: FlightId::from_untyped_uuid(Uuid::from_u128(7)),
        carrier: "QX".to_owned(),
        number: "1".to_owned(),
        from: None,
        to: None,
        at_local: None,
        at_zone: None,
        at: None,
    };
    let index = LookoutIndex::build(cards.iter().cloned(), AT, 0);
    let found = matches(&index, &[(facts, 20)], 0.7).remove(0);
    let traveler = TravelerId::from_untyped_uuid(Uuid::from_u128(9));
    let person = Screened { traveler, flight: &flight, facts };
    screen(&person, &index, &found, known, AT)
}

fn decided(hit: &Hit, verdict: Verdict) -> (Hit, Clearance) {
    let by = Reviewer { id: AccountId::from_untyped_uuid(Uuid::from_u128(3)), name: "ana".to_owned() };
    let decision = Decision { verdict, reason: Reason::DifferentBirthDate, note: None, by };
    let mut next = hit.clone();
    next.state = HitState::Decided { decision: decision.clone(), carried: false };
    let identity = Clearance::identities(&hit.person).remove(0);
    let clearance = Clearance {
        id: ClearanceId::from_untyped_uuid(Uuid::from_u128(4)),
        identity,
        entry: hit.entry,
        entry_fingerprint: hit.entry_fingerprint,
        traveler: hit.traveler,
        hit: hit.id,
        decision,
        at: AT,
        holds: true,
    };
    (next, clearance)
}

fn last_note(hit: &Hit) -> &str {
    hit.history.last().and_then(|line| line.note.as_deref()).unwrap_or_default()
}

#[test]
fn a_hit_says_what_the_list_says_now() {
    let refer = card("TESTANOV, Ivo", "1961-02-28", "Refer: ask about luggage");
    let hit = look(&refer, &[], &[]).remove(0);
    assert!(look(&refer, std::slice::from_ref(&hit), &[]).is_empty(), "nothing is new");
    let detain = card("TESTANOV, Ivo", "1961-02-28", "Detain: armed");
    let (cleared, clearance) = decided(&hit, Verdict::NotAMatch);
    for known in [hit, cleared] {
        let next = look(&detain, std::slice::from_ref(&known), std::slice::from_ref(&clearance)).remove(0);
        assert_eq!(next.listed.remarks.as_deref(), Some("Detain: armed"));
        assert_eq!((&next.state, last_note(&next)), (&known.state, "what the list says beside changed"));
    }
}

/// The entry in `category`, which its remarks say too.
fn of(category: Category) -> EntryCard {
    EntryCard { category: Some(category), ..card("TESTANOV, Ivo", "1961-02-28", category.words()) }
}

#[test]
fn a_hit_says_what_an_officer_does_and_that_it_changed() {
    let hit = look(&of(Category::Refer), &[], &[]).remove(0);
    assert_eq!(hit.category, Some(Category::Refer));
    assert!(look(&of(Category::Refer), std::slice::from_ref(&hit), &[]).is_empty(), "nothing is new");
    let next = look(&of(Category::Detain), std::slice::from_ref(&hit), &[]).remove(0);
    assert_eq!((next.category, &next.state), (Some(Category::Detain), &hit.state));
    assert_eq!(
        last_note(&next),
        "what the list says beside changed; the entry's category was “Refer to a second line” and is “Detain” now"
    );
}

#[test]
fn a_hit_stored_before_categories_were_noted_is_read_and_learns_its_own() {
    let hit = look(&of(Category::Detain), &[], &[]).remove(0);
    let mut stored = serde_json::to_value(&hit).unwrap();
    assert_eq!(stored.as_object_mut().unwrap().remove("category"), Some("detain".into()));
    let stored: Hit = serde_json::from_value(stored).unwrap();
    assert_eq!((stored.category, stored.lapse), (None, None));
    let learned = look(&of(Category::Detain), &[stored], &[]).remove(0);
    assert_eq!((learned.category, learned.history.len()), (Some(Category::Detain), hit.history.len()));
}

#[test]
fn a_hit_says_why_its_entry_does_not_count() {
    let hit = look(&of(Category::Refer), &[], &[]).remove(0);
    for (lapse, why) in [
        (None, "the entry was removed from its list"),
        (Some(Lapse::Ended), "the entry was ended"),
        (Some(Lapse::Expired { at: AT }), "the entry expired"),
        (Some(Lapse::NotBegun { at: AT }), "the entry does not count yet"),
    ] {
        let lapses: HashMap<_, _> = lapse.iter().map(|lapse| (hit.entry, *lapse)).collect();
        let known = Known { hits: std::slice::from_ref(&hit), clearances: &[], lapses: &lapses };
        let gone = look_among(&facts(), &[], known).remove(0);
        assert_eq!((gone.stale.as_deref(), last_note(&gone)), (Some(why), why));
        assert_eq!(gone.lapsed(), Some(lapse.unwrap_or(Lapse::Removed)));
        // Stored before: only the words tell.
        let stored = Hit { lapse: None, ..gone.clone() };
        assert_eq!(stored.lapsed().is_some(), lapse.is_none());
        let back = look(&of(Category::Refer), &[gone], &[]).remove(0);
        assert_eq!((back.stale.as_deref(), back.lapsed()), (None, None));
    }
    let other = PersonFacts { surname: "QUITEOTHER".to_owned(), documents: Vec::new(), ..facts() };
    let unlike = look_at(&other, &of(Category::Refer), &[hit], &[]).remove(0);
    assert_eq!((unlike.stale.as_deref(), unlike.lapsed()), (Some("the data no longer match"), None));
}

#[test]
fn a_hit_that_is_read_tells_of_its_entry_as_it_is_now() {
    let hit = look(&of(Category::Refer), &[], &[]).remove(0);
    let withdrawn = |words: &str, lapse| Hit { stale: Some(words.to_owned()), lapse, ..hit.clone() };
    let expired = withdrawn("the entry expired at 1970-01-01T00:00:00Z", Some(Lapse::Expired { at: AT }));
    let removed = withdrawn("the entry was removed from its list", None);
    let dropped = withdrawn("the traveler was dropped from the flight", None);
    let is = |lapse| Some(EntryNow { lapse, category: None });
    let (ended, begins) = (is(Some(Lapse::Ended)), is(Some(Lapse::NotBegun { at: AT })));
    let (why_ended, why_dropped) = ("the entry was ended", "the traveler was dropped from the flight");
    for (hit, now, state, at, why) in [
        (&hit, is(None), Some("active"), None, None),
        (&hit, None, Some("active"), None, None),
        // Ended after it expired, begun later, or counting again.
        (&expired, ended, Some("ended"), None, Some(why_ended)),
        (&expired, begins, Some("not_begun"), Some(AT), Some("the entry does not count yet")),
        (&expired, is(None), Some("active"), None, Some(COUNTS_AGAIN)),
        (&expired, None, Some("expired"), Some(AT), Some("the entry expired")),
        // Stored when all was called removed.
        (&removed, ended, Some("ended"), None, Some(why_ended)),
        (&removed, None, Some("removed"), None, Some(Lapse::STORED)),
        // It does not apply for another reason, whatever became of the entry.
        (&dropped, ended, Some("ended"), None, Some(why_dropped)),
        (&dropped, is(None), Some("active"), None, Some(why_dropped)),
        (&dropped, None, None, None, Some(why_dropped)),
    ] {
        let told = told(hit, now);
        assert_eq!((told.state, told.state_at, told.stale.as_deref()), (state, at, why), "{:?}", hit.stale);
        assert_eq!(told.category, Some(Category::Refer));
    }
    // Of one time with the state.
    let graver = Some(EntryNow { lapse: None, category: Some(Category::Detain) });
    assert_eq!(told(&expired, graver).category, Some(Category::Detain));
    // Stored before categories were noted.
    let stored = Hit { category: None, ..hit };
    let now = EntryNow { lapse: None, category: Some(Category::Detain) };
    assert_eq!(told(&stored, Some(now)).category, Some(Category::Detain));
    let index = LookoutIndex::build([of(Category::Detain)], AT, 0);
    assert_eq!(index.category(&stored), Some(Category::Detain));
}

#[test]
fn what_was_cleared_is_cleared_again_when_the_entry_is_as_it_was() {
    let first = card("TESTANOV, Ivo", "1961-02-28", "");
    let (cleared, clearance) = decided(&look(&first, &[], &[]).remove(0), Verdict::NotAMatch);
    let clearances = [clearance];
    let wrong = look(&card("TESTANOV, Ivo", "1961-02-27", ""), &[cleared], &clearances).remove(0);
    assert_eq!(wrong.state, HitState::New { assigned: None });
    let back = look(&first, std::slice::from_ref(&wrong), &clearances).remove(0);
    assert!(matches!(&back.state, HitState::Decided { carried: true, .. }), "{:?}", back.state);
    // Not where that decision was ended, or somebody is at it.
    let ended = [Clearance { holds: false, ..clearances[0].clone() }];
    assert!(look(&first, std::slice::from_ref(&wrong), &ended).iter().all(|hit| hit.state.open()));
    let assigned = HitState::New { assigned: Some(clearances[0].decision.by.clone()) };
    let taken = Hit { state: assigned.clone(), ..wrong };
    assert_eq!(look(&first, &[taken], &clearances).remove(0).state, assigned);
}

#[test]
fn a_confirmed_hit_tells_that_the_entry_changed() {
    let (confirmed, _) =
        decided(&look(&card("TESTANOV, Ivo", "1961-02-28", ""), &[], &[]).remove(0), Verdict::Confirmed);
    let next =
        look(&card("TESTANOV, Ivo", "1961-02-27", ""), std::slice::from_ref(&confirmed), &[]).remove(0);
    assert_eq!((&next.state, last_note(&next)), (&confirmed.state, "the entry changed"));
}

#[test]
fn a_traveler_who_changed_is_looked_at_anew() {
    let card = card("TESTANOV, Ivo", "1961-02-28", "");
    let (cleared, clearance) = decided(&look(&card, &[], &[]).remove(0), Verdict::NotAMatch);
    let other = PersonFacts { gender: Some(Gender::M), ..facts() };
    let next = look_at(&other, &card, &[cleared], &[clearance]).remove(0);
    assert_eq!(next.state, HitState::New { assigned: None });
}
