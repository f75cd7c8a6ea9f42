use pc_name_match::{
    Index, LiveIndex, Match, NameStrength, Query, QueryOptions, Subject, SubjectName, compare, score_of,
};
use proptest::{prelude::*, sample::select};

use crate::{PARTS, person, traveler};

fn name() -> impl Strategy<Value = String> {
    let part = || select(&PARTS[..]);
    let given = |count| proptest::collection::vec(part(), count);
    // Of more than a few words names are told by other bounds.
    (part(), prop_oneof![3 => given(1..4), 1 => given(4..10)])
        .prop_map(|(s, g)| format!("{s}, {}", g.join(" ")))
}

fn birth() -> impl Strategy<Value = String> {
    (1940..2005, 1..13, 1..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

fn subjects() -> impl Strategy<Value = Vec<Subject>> {
    let subject = (proptest::collection::vec(name(), 1..3), proptest::option::of(birth()), any::<bool>());
    proptest::collection::vec(subject, 1..25).prop_map(|subjects| {
        let numbered = subjects.into_iter().enumerate();
        numbered
            .map(|(key, (names, birth, weak))| {
                let mut subject =
                    person(key as u64, &[], &birth.iter().map(String::as_str).collect::<Vec<_>>());
                subject.names = names
                    .into_iter()
                    .map(|value| SubjectName {
                        value,
                        strength: if weak { NameStrength::Weak } else { NameStrength::Aka },
                    })
                    .collect();
                subject
            })
            .collect()
    })
}

fn query() -> impl Strategy<Value = Query> {
    (name(), proptest::option::of(birth())).prop_map(|(name, birth)| Query {
        full: Some(name),
        birth: birth.and_then(|b| b.parse().ok()),
        ..Query::default()
    })
}

proptest! {
    #[test]
    fn what_the_index_finds_is_what_comparing_gives(
        subjects in subjects(), query in query(), threshold in select(&[0.3_f32, 0.70, 0.85][..])
    ) {
        let options = QueryOptions { threshold, top: usize::MAX };
        let found = Index::build(subjects.clone()).query(&query, &options);
        for found in &found {
            let subject = subjects.iter().find(|subject| subject.key == found.key).expect("a subject of the list");
            let direct = compare(&query, subject);
            prop_assert_eq!(found.score.to_bits(), direct.score.to_bits());
            prop_assert_eq!(found, &direct);
            prop_assert!(found.score >= threshold);
        }
        // Strictly: so that no subject is there twice.
        let in_order = |a: &Match, b: &Match| a.score > b.score || (a.score >= b.score && a.key < b.key);
        prop_assert!(found.is_sorted_by(in_order));
    }

    /// The recall contract: whatever comparing one by one would find, the index finds.
    #[test]
    fn the_index_finds_every_subject_that_is_worth_it(
        subjects in subjects(), query in query(), threshold in select(&[0.5_f32, 0.70, 0.85][..])
    ) {
        let options = QueryOptions { threshold, top: usize::MAX };
        let promised: Vec<_> = subjects.iter().map(|s| compare(&query, s)).filter(|m| m.score >= threshold).collect();
        let found = Index::build(subjects).query(&query, &options);
        for promised in &promised {
            prop_assert!(found.contains(promised), "{promised:?}");
        }
        prop_assert_eq!(found.len(), promised.len());
    }

    #[test]
    fn the_order_of_subjects_does_not_matter(subjects in subjects(), query in query(), turn in 0_usize..25) {
        let options = QueryOptions { threshold: 0.3, top: 5 };
        let first = Index::build(subjects.clone()).query(&query, &options);
        let mut turned = subjects;
        let by = turn % turned.len();
        turned.rotate_left(by);
        turned.reverse();
        prop_assert_eq!(Index::build(turned).query(&query, &options), first);
    }

    #[test]
    fn the_score_is_recomputed_from_its_parts(subjects in subjects(), query in query()) {
        for found in subjects.iter().map(|s| compare(&query, s)) {
            prop_assert!((0.0..=1.0).contains(&found.score));
            prop_assert_eq!(score_of(&found.parts).to_bits(), found.score.to_bits());
        }
    }

    #[test]
    fn the_exact_name_with_the_exact_date_scores_highest(
        subjects in subjects(), surname in "[B-DF-HJ-NP-TV-Z][AEIOU][B-DF-HJ-NP-TV-Z]{2}[AEIOU][A-Z]{2}", given in "[A-Z]{4,8}", birth in birth()
    ) {
        let mut subjects = subjects;
        let key = 1000;
        subjects.push(person(key, &[&format!("{surname}, {given}")], &[&birth]));
        let found = Index::build(subjects).query(&traveler(&surname, &given, &birth), &QueryOptions::default());
        prop_assert_eq!(found.first().map(|m| m.key), Some(key));
        prop_assert!(found[0].score >= 0.95, "{}", found[0].score);
    }

    #[test]
    fn no_text_makes_it_panic(surname in "\\PC{0,40}", given in "\\PC{0,40}", full: String, listed: String, other in "\\PC{0,60}") {
        let mut query = traveler(&surname, &given, "1961-02-28");
        query.full = Some(full);
        let subject = person(1, &[&listed, &other, &surname], &["1961"]);
        let direct = compare(&query, &subject);
        prop_assert!((0.0..=1.0).contains(&direct.score));
        Index::build([subject]).query(&query, &QueryOptions { threshold: 0.0, top: 3 });
    }
}

proptest! {
    /// Changes after the build give the same as a build of what is left.
    #[test]
    fn a_living_index_finds_what_one_built_at_once_finds(
        subjects in subjects(), changed in subjects(), gone in proptest::collection::vec(0_u64..25, 0..6), query in query(), merge: bool
    ) {
        let options = QueryOptions { threshold: 0.5, top: 5 };
        let live = LiveIndex::new(Index::build(subjects.clone()));
        let mut left: std::collections::BTreeMap<u64, Subject> = subjects.into_iter().map(|s| (s.key, s)).collect();
        let changed: Vec<Subject> = changed.into_iter().take(7).collect();
        let known: Vec<u64> = changed.iter().map(|s| s.key).filter(|key| left.contains_key(key)).collect();
        let live = live.with(changed.iter().cloned().map(|s| (s, String::new())), known);
        left.extend(changed.into_iter().map(|s| (s.key, s)));
        let gone: std::collections::BTreeSet<u64> = gone.into_iter().filter(|key| left.contains_key(key)).collect();
        let live = live.with([], gone.iter().copied());
        left.retain(|key, _| !gone.contains(key));
        let live = if merge { live.merged() } else { live };
        let once = Index::build(left.values().cloned());
        prop_assert_eq!(live.len(), once.len());
        prop_assert_eq!(live.query(&query, &options), once.query(&query, &options));
    }

    /// Whoever else is asked for at the same time changes nothing.
    #[test]
    fn the_people_of_a_flight_are_found_as_each_by_itself(
        subjects in subjects(), late in subjects(), people in proptest::collection::vec((query(), 1_usize..4), 0..40)
    ) {
        let live = LiveIndex::new(Index::build(subjects));
        let live = live.with(late.into_iter().map(|s| (Subject { key: s.key + 100, ..s }, String::new())), []);
        let asked: Vec<(Query, QueryOptions)> =
            people.into_iter().map(|(query, top)| (query, QueryOptions { threshold: 0.5, top })).collect();
        let each: Vec<_> = asked.iter().map(|(query, options)| live.query(query, options)).collect();
        prop_assert_eq!(live.query_all(&asked), each);
    }

    /// Another entry takes nothing from those that were found.
    #[test]
    fn an_entry_more_never_hides_another(subjects in subjects(), more in subjects(), query in query()) {
        let options = QueryOptions { threshold: 0.5, top: usize::MAX };
        let before = Index::build(subjects.clone()).query(&query, &options);
        let more = more.into_iter().map(|s| Subject { key: s.key + 100, ..s });
        let after = Index::build(subjects.into_iter().chain(more)).query(&query, &options);
        for found in &before {
            prop_assert!(after.contains(found), "{found:?}");
        }
    }

    /// Bytes that are no index, or not all of one, or changed, are refused or give wrong answers; never a fault.
    #[test]
    fn damaged_bytes_are_no_fault(
        subjects in subjects(), query in query(), at: proptest::sample::Index, byte: u8, end in proptest::option::of(any::<proptest::sample::Index>())
    ) {
        let index = Index::build(subjects);
        let mut bytes = index.bytes().to_vec();
        let place = at.index(bytes.len());
        bytes[place] = byte;
        if let Some(end) = end {
            bytes.truncate(end.index(bytes.len()));
        }
        if let Ok(opened) = Index::from_bytes(std::sync::Arc::new(bytes)) {
            let found = opened.query(&query, &QueryOptions::default());
            if opened.verify().is_ok() {
                // What changed is in no section, or did not change.
                prop_assert_eq!(found, index.query(&query, &QueryOptions::default()));
            }
        }
    }
}
