//! Any two texts as a name of a list and of a traveler: no fault, a score from 0 to 1 that follows from its parts, and
//! the index finds what comparing finds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pc_name_match::{
    Index, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind, SubjectName, compare,
    compare_names, compare_organizations, score_of,
};

fuzz_target!(|texts: (&str, &str, &str, Option<&str>)| {
    let (listed, surname, given, birth) = texts;
    let subject = Subject {
        key: 1,
        kind: SubjectKind::Other,
        names: vec![SubjectName { value: listed.to_owned(), strength: NameStrength::Primary }],
        gender: None,
        births: birth.and_then(|b| b.parse().ok()).into_iter().collect(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    };
    let query = Query {
        surname: surname.to_owned(),
        given: given.to_owned(),
        birth: subject.births.first().copied(),
        ..Query::default()
    };
    let index = Index::build([subject.clone()]);
    for kind in [Sought::Person, Sought::Thing] {
        let query = Query { kind, ..query.clone() };
        let alone = compare(&query, &subject);
        assert!((0.0..=1.0).contains(&alone.score));
        assert_eq!(score_of(&alone.parts).to_bits(), alone.score.to_bits());
        let found = index.query(&query, &QueryOptions::default());
        assert_eq!(found.len(), usize::from(alone.score >= QueryOptions::default().threshold));
    }
    compare_names(listed, surname, None, None);
    compare_organizations(listed, given);
});
