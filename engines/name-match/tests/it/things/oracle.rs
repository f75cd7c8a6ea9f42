//! An index finds every thing that comparing one by one finds: over random lists, and over a larger one whose words are
//! as frequent as in life. `PORTCULLIS_ORACLE=100000` makes it larger.

use pc_kernel::{Country, Rng, SeededRng};
use pc_name_match::{
    Index, IndexBuilder, LiveIndex, Match, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind,
    compare,
};
use proptest::{prelude::*, sample::select};

use super::{code, thing};

const PARTS: [&str; 34] = [
    "EXEMPLAR",
    "EXEMPLER",
    "EXEMP",
    "SAMPLE",
    "LAND",
    "SAMPLELAND",
    "TESTMAN",
    "TRADING",
    "TRADE",
    "BANK",
    "БАНК",
    "NATIONAL",
    "OF",
    "LTD",
    "OOO",
    "SEA",
    "FOOD",
    "SEAFOOD",
    "STAR",
    "1",
    "2",
    "007",
    "12",
    "MV",
    "Экземпляр",
    "田中",
    "ETSC",
    "EST",
    "A",
    "B",
    "PETRO",
    "CHEM",
    "PETROCHEM",
    "CARGO",
];
const CODES: [&str; 10] = [
    "9074729",
    "9074720",
    "9074731",
    "IMO 9074729",
    "UBCD7",
    "AB123CD",
    "AB132CD",
    "А123ВС77",
    "A123BC77",
    "4711",
];
const SOUGHT: [Sought; 6] =
    [Sought::Thing, Sought::Organization, Sought::Vessel, Sought::Aircraft, Sought::Vehicle, Sought::Thing];
const KINDS: [SubjectKind; 6] = [
    SubjectKind::Organization,
    SubjectKind::Vessel,
    SubjectKind::Aircraft,
    SubjectKind::Vehicle,
    SubjectKind::Other,
    SubjectKind::Person,
];

fn name() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&PARTS[..]), 1..6).prop_map(|parts| parts.join(" "))
}

fn codes() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(select(&CODES[..]), 0..3)
}

fn subject() -> impl Strategy<Value = Subject> {
    let names = proptest::collection::vec(name(), 0..3);
    (select(&KINDS[..]), names, codes(), any::<bool>(), any::<bool>()).prop_map(
        |(kind, names, codes, weak, known)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut subject = thing(0, kind, &names, &codes);
            if weak && let Some(name) = subject.names.last_mut() {
                name.strength = NameStrength::Weak;
            }
            subject.nationalities = Country::parse("EGY").filter(|_| known).into_iter().collect();
            subject
        },
    )
}

fn subjects() -> impl Strategy<Value = Vec<Subject>> {
    proptest::collection::vec(subject(), 1..25).prop_map(|mut subjects| {
        (0..).zip(&mut subjects).for_each(|(key, subject)| subject.key = key);
        subjects
    })
}

fn query() -> impl Strategy<Value = Query> {
    (select(&SOUGHT[..]), proptest::option::weighted(0.9, name()), codes(), any::<bool>()).prop_map(
        |(kind, full, codes, known)| Query {
            kind,
            full,
            documents: codes.into_iter().map(code).collect(),
            nationality: Country::parse("EGY").filter(|_| known),
            ..Query::default()
        },
    )
}

/// What comparing one by one finds, best first.
fn truth(query: &Query, subjects: impl Iterator<Item = Subject>, threshold: f32) -> Vec<Match> {
    let mut all: Vec<Match> = subjects.map(|s| compare(query, &s)).filter(|m| m.score >= threshold).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key)));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_index_finds_every_thing_that_comparing_finds(
        subjects in subjects(), query in query(), threshold in select(&[0.15_f32, 0.5, 0.70, 0.85][..]), top in select(&[2, usize::MAX][..])
    ) {
        let mut all = truth(&query, subjects.iter().cloned(), threshold);
        all.truncate(top);
        let options = QueryOptions { threshold, top };
        prop_assert_eq!(&Index::build(subjects.clone()).query(&query, &options), &all);
        let mut turned = subjects;
        turned.reverse();
        prop_assert_eq!(&Index::build(turned).query(&query, &options), &all);
    }

    #[test]
    fn the_score_of_a_thing_is_recomputed_from_its_parts(subjects in subjects(), query in query()) {
        for found in subjects.iter().map(|s| compare(&query, s)) {
            prop_assert!((0.0..=1.0).contains(&found.score));
            prop_assert_eq!(pc_name_match::score_of(&found.parts).to_bits(), found.score.to_bits());
        }
    }

    #[test]
    fn changes_give_what_a_build_of_what_is_left_gives(subjects in subjects(), query in query(), gone in 0_u64..25) {
        let options = QueryOptions { threshold: 0.5, top: 5 };
        let (first, second): (Vec<Subject>, Vec<Subject>) = subjects.into_iter().partition(|s| s.key % 3 > 0);
        let went = first.iter().map(|s| s.key).filter(|key| *key == gone).collect::<Vec<_>>();
        let live = LiveIndex::new(Index::build(first.clone()));
        let live = live.with(second.iter().cloned().map(|s| (s, String::new())), went);
        let left = first.into_iter().filter(|s| s.key != gone).chain(second);
        prop_assert_eq!(live.query(&query, &options), Index::build(left).query(&query, &options));
    }

    #[test]
    fn damaged_bytes_of_things_are_no_fault(
        subjects in subjects(), query in query(), changes in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20)
    ) {
        let index = Index::build(subjects);
        let mut bytes = index.bytes().to_vec();
        // Behind the header, which would be refused.
        let body = 1200.min(bytes.len() - 1);
        for (at, byte) in changes {
            let place = body + at.index(bytes.len() - body);
            bytes[place] = byte;
        }
        if let Ok(opened) = Index::from_bytes(std::sync::Arc::new(bytes)) {
            opened.query(&query, &QueryOptions { threshold: 0.15, top: 3 });
            opened.query(&query, &QueryOptions::default());
        }
    }

    #[test]
    fn no_text_makes_a_query_for_things_panic(asked in "\\PC{0,60}", listed: String, number in "\\PC{0,20}") {
        let query = Query { documents: vec![code(&number)], ..super::called(Sought::Thing, &asked) };
        let subject = thing(1, SubjectKind::Vessel, &[&listed, &asked, &number], &[&listed]);
        Index::build([subject]).query(&query, &QueryOptions { threshold: 0.0, top: 3 });
    }
}

const SYLLABLES: [&str; 24] = [
    "BA", "RI", "KO", "MA", "NO", "TA", "SHE", "LI", "DU", "VA", "ZE", "GO", "HA", "FE", "PO", "RA", "SI",
    "TU", "AL", "EN", "OR", "IM", "UK", "TEK",
];
const COMMON: [&str; 16] = [
    "TRADING",
    "BANK",
    "INTERNATIONAL",
    "SHIPPING",
    "GROUP",
    "GLOBAL",
    "SERVICES",
    "PETROLEUM",
    "NATIONAL",
    "GENERAL",
    "STAR",
    "EAST",
    "LTD",
    "LLC",
    "CO",
    "1",
];

/// Common words come as often as in life: a third of all.
fn listed(key: u64) -> Subject {
    let rng = SeededRng::new(key + 1);
    let word = || {
        if rng.below(3) == 0 {
            return COMMON[(rng.below(16) * rng.below(16) / 16) as usize].to_owned();
        }
        let made = SeededRng::new(rng.below(1 + rng.below(4000)));
        (0..2 + made.below(2)).map(|_| SYLLABLES[made.below(24) as usize]).collect()
    };
    let names: Vec<String> = (0..=rng.below(2))
        .map(|_| (0..=rng.below(4)).map(|_| word()).collect::<Vec<_>>().join(" "))
        .collect();
    let number = format!("{}", 1_000_000 + rng.below(9_000_000));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    thing(key, KINDS[rng.below(5) as usize], &names, &[&number])
}

/// A listed name, perhaps with a letter changed, a blank dropped or a word left out.
fn asked(number: u64, count: u64) -> Query {
    let rng = SeededRng::new(u64::MAX - number);
    let subject = listed(rng.below(count));
    let mut name = subject.names[0].value.clone();
    let at = rng.below(name.len() as u64) as usize;
    match rng.below(5) {
        0 => name.replace_range(at..=at, "E"),
        1 => _ = name.remove(at),
        2 => name = name.replacen(' ', "", 1),
        3 => name.truncate(name.find(' ').unwrap_or(name.len())),
        _ => {}
    }
    let documents = subject.documents.into_iter().filter(|_| rng.below(4) == 0).collect();
    Query { documents, ..super::called(SOUGHT[rng.below(6) as usize], &name) }
}

#[test]
fn a_long_list_of_things_is_answered_as_an_oracle_answers() {
    let count: u64 = std::env::var("PORTCULLIS_ORACLE").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    let mut builder = IndexBuilder::default();
    builder.extend((0..count).map(|key| (listed(key), String::new())));
    let index = builder.finish();
    let (mut promised, mut missed) = (0, 0);
    for number in 0..if count > 50_000 { 24 } else { 80 } {
        let threshold = [0.15, 0.5, 0.7, 0.7, 0.85][number as usize % 5];
        let query = asked(number, count);
        let all = truth(&query, (0..count).map(listed), threshold);
        let found = index.query(&query, &QueryOptions { threshold, top: usize::MAX });
        promised += all.len();
        missed += all.iter().filter(|m| !found.contains(m)).count();
        assert!(found.iter().all(|m| all.contains(m)), "{query:?}");
        let best = index.query(&query, &QueryOptions { threshold, top: 5 });
        assert!(best.iter().eq(all.iter().take(5)), "{query:?}");
    }
    println!("{count} things: {promised} promised, {missed} missed");
    assert!(promised >= 100, "the oracle has something to say: {promised}");
    assert_eq!(missed, 0, "of {promised}");
}
