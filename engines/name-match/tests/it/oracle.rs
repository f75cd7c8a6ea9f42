//! The recall contract against an oracle that compares one by one. `PORTCULLIS_ORACLE` says how many subjects to take;
//! a million take some minutes in a release build.

use pc_kernel::{PartialDate, Rng, SeededRng};
use pc_name_match::{IndexBuilder, Match, NameStrength, Query, QueryOptions, Subject, SubjectName, compare};

use crate::person;

const SYLLABLES: [&str; 40] = [
    "BA", "RI", "KO", "MA", "NO", "TA", "SHE", "LI", "DU", "VA", "ZE", "GO", "HA", "JI", "FE", "PO", "RA",
    "SI", "TU", "WE", "YA", "KHA", "AL", "EN", "OR", "IM", "US", "AN", "ED", "IR", "OV", "ES", "IN", "EZ",
    "UK", "SKI", "MO", "LA", "ABD", "J",
];
const COMMON: [&str; 16] = [
    "MOHAMED",
    "ALI",
    "JOSE",
    "MARIA",
    "IVAN",
    "ОЛЬГА",
    "محمد",
    "王",
    "小明",
    "김",
    "J",
    "ABDUL",
    "NGUYEN",
    "KHAN",
    "SANG-HO",
    "VAN",
];

/// A word: now and then a common one, else some syllables.
fn word(rng: &SeededRng) -> String {
    if rng.below(3) == 0 {
        return COMMON[rng.below(COMMON.len() as u64) as usize].to_owned();
    }
    // Few different words, so that names meet.
    let made = SeededRng::new(rng.below(3000));
    (0..2 + made.below(2)).map(|_| SYLLABLES[made.below(SYLLABLES.len() as u64) as usize]).collect()
}

fn birth(rng: &SeededRng) -> Option<PartialDate> {
    let (year, month, day) = (1950 + rng.below(40), 1 + rng.below(12), 1 + rng.below(28));
    match rng.below(8) {
        0 => None,
        1 => format!("{year}").parse().ok(),
        2 => format!("c{year}").parse().ok(),
        _ => format!("{year}-{month:02}-{day:02}").parse().ok(),
    }
}

fn name(rng: &SeededRng) -> String {
    let words: Vec<String> = (0..2 + rng.below(2)).map(|_| word(rng)).collect();
    if rng.below(2) == 0 { words.join(" ") } else { format!("{}, {}", words[0], words[1..].join(" ")) }
}

fn subject(key: u64) -> Subject {
    let rng = SeededRng::new(key + 1);
    let mut subject = person(key, &[], &[]);
    let strengths = [NameStrength::Primary, NameStrength::Aka, NameStrength::Aka, NameStrength::Weak];
    subject.names = (0..=rng.below(3))
        .map(|at| SubjectName {
            value: name(&rng),
            strength: strengths[(at as usize + rng.below(2) as usize) % 4],
        })
        .collect();
    // One in eight has a name of many words.
    if key.is_multiple_of(8) {
        let more = SeededRng::new(u64::MAX / 2 - key);
        let words = (0..4 + more.below(5)).map(|_| word(&more));
        subject.names[0].value.extend(words.map(|word| format!(" {word}")));
    }
    subject.births.extend(birth(&rng));
    if rng.below(10) == 0 {
        subject.births.extend(birth(&rng));
    }
    subject
}

/// A query near a subject: a name with a letter changed or a word left out, a date that may be the subject's.
fn query(number: u64, count: u64) -> Query {
    let rng = SeededRng::new(u64::MAX - number);
    let subject = subject(rng.below(count));
    let mut letters: Vec<char> =
        subject.names[rng.below(subject.names.len() as u64) as usize].value.chars().collect();
    let at = rng.below(letters.len() as u64) as usize;
    match rng.below(4) {
        0 => letters[at] = char::from(b'A' + rng.below(26) as u8),
        1 => _ = letters.remove(at),
        2 => letters.retain(|letter| *letter != ' ' || rng.below(2) == 0),
        _ => {}
    }
    let birth = if rng.below(2) == 0 { subject.births.first().copied() } else { birth(&rng) };
    Query {
        full: Some(letters.into_iter().collect()),
        birth: birth.filter(|_| rng.below(3) > 0),
        ..Query::default()
    }
}

#[test]
fn an_index_finds_what_an_oracle_finds() {
    let count: u64 = std::env::var("PORTCULLIS_ORACLE").ok().and_then(|n| n.parse().ok()).unwrap_or(1500);
    let mut builder = IndexBuilder::default();
    builder.extend((0..count).map(|key| (subject(key), String::new())));
    let index = builder.finish();
    let (mut promised, mut missed) = (0, 0);
    let queries = if count > 100_000 { 24 } else { 60 };
    for number in 0..queries {
        let threshold = [0.5, 0.7, 0.7, 0.85][number as usize % 4];
        let query = query(number, count);
        let found = index.query(&query, &QueryOptions { threshold, top: usize::MAX });
        let mut all: Vec<Match> =
            (0..count).map(|key| compare(&query, &subject(key))).filter(|m| m.score >= threshold).collect();
        promised += all.len();
        all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key.cmp(&b.key)));
        missed += all.iter().filter(|m| !found.contains(m)).count();
        assert!(found.iter().all(|m| all.contains(m)), "{query:?}");
        // The best few are those of all.
        let best = index.query(&query, &QueryOptions { threshold, top: 5 });
        let scores = |found: &[Match]| found.iter().take(5).map(|m| m.score.to_bits()).collect::<Vec<_>>();
        assert_eq!(scores(&best), scores(&all), "{query:?}");
    }
    println!("{count} subjects, {queries} queries: {promised} promised, {missed} missed");
    assert!(promised >= 24, "the oracle has something to say: {promised}");
    assert_eq!(missed, 0, "of {promised}");
}
