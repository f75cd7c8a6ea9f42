//! What stands first among candidates.

use pc_events::{FlightBrief, PersonFacts};
use pc_kernel::{EntryId, FlightId, GenericUuid, Role, TravelerId};
use pc_subject::{Candidate, Group, Journey, Listed, Reading, Schema, Subject, floor, order};
use pc_watchlist::{Entry, Name, NameKind};
use proptest::prelude::*;
use uuid::Uuid;

fn entry(id: u128, score: Option<f32>, group: Group) -> Candidate {
    let listed = Entry {
        id: id.to_string(),
        list: "TEST".to_owned(),
        schema: Schema::Person,
        names: vec![Name { value: "TESTANOV, Ivo".to_owned(), kind: NameKind::Primary }],
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
        remarks: None,
    };
    let id = EntryId::from_untyped_uuid(Uuid::from_u128(id));
    let subject = Subject::Entry(Listed { id, entry: listed, category: None });
    Candidate { subject, group, score, matched: "TESTANOV, Ivo".to_owned(), parts: Vec::new() }
}

fn traveler(id: u128, score: Option<f32>, group: Group, at: Option<&str>) -> Candidate {
    let flight = FlightBrief {
        id: FlightId::from_untyped_uuid(Uuid::nil()),
        carrier: "Z9".to_owned(),
        number: "1".to_owned(),
        from: None,
        to: None,
        at_local: None,
        at_zone: None,
        at: at.map(|t| t.parse().unwrap()),
    };
    let facts = PersonFacts {
        role: Role::Passenger,
        surname: "TESTANOV".to_owned(),
        given: "IVO".to_owned(),
        birth: None,
        gender: None,
        nationality: None,
        documents: Vec::new(),
    };
    let traveler = TravelerId::from_untyped_uuid(Uuid::from_u128(id));
    let subject = Subject::Traveler(Journey { traveler, flight, facts, listed: true, hits: Vec::new() });
    Candidate { subject, group, score, matched: "TESTANOV, IVO".to_owned(), parts: Vec::new() }
}

fn ids(candidates: &[Candidate]) -> Vec<u128> {
    let id = |c: &Candidate| match &c.subject {
        Subject::Entry(e) => e.id.into_untyped_uuid().as_u128(),
        Subject::Traveler(j) => j.traveler.into_untyped_uuid().as_u128(),
    };
    candidates.iter().map(id).collect()
}

fn some() -> Vec<Candidate> {
    vec![
        entry(1, Some(0.912), Group::Alert),
        traveler(2, Some(0.914), Group::Alert, None),
        traveler(3, Some(0.99), Group::Alert, None),
        traveler(4, None, Group::Begins, Some("2026-03-02T10:00:00Z")),
        traveler(5, None, Group::Begins, Some("2026-03-01T10:00:00Z")),
        entry(6, None, Group::Begins),
        entry(7, Some(0.69), Group::Near),
        traveler(8, Some(0.51), Group::Near, None),
    ]
}

#[test]
fn nearest_first_lists_before_travelers_later_journeys_before_earlier_ones() {
    let mut all = some();
    all.reverse();
    order(&mut all);
    // 0.912 and 0.914 look the same to whoever reads two digits.
    assert_eq!(ids(&all), [3, 1, 2, 6, 4, 5, 7, 8]);
}

#[test]
fn one_word_is_looked_for_below_what_it_can_ever_be_worth() {
    let of = |text: &str| floor(&Reading::of(text, jiff::civil::date(2026, 11, 22)));
    assert!(of("testanov") < of("testanov ivo"));
    assert!(of("testanov") < of("testanov 1961"));
}

proptest! {
    #[test]
    fn the_order_that_sources_answer_in_does_not_matter(seed in Just(some()).prop_shuffle()) {
        let mut all = seed;
        order(&mut all);
        prop_assert_eq!(ids(&all), [3, 1, 2, 6, 4, 5, 7, 8]);
    }
}
