//! Prints how well the matcher finds and how seldom it cries wolf, on development data that is not part of the
//! project: `PORTCULLIS_SHARED_DATA=… cargo run -p pc-name-match --example quality [dev|test] [show]`.
//!
//! Entries, travelers and pairs fall into the development or the test half by a hash of their identifiers: tuned on
//! one, reported on the other. The digest of everything found, scores to the bit, tells whether a change changed anything.

mod clean;
mod pairs;

use std::{fs, path::PathBuf, time::Instant};

use pc_kernel::{Country, Document, DocumentKind, Gender};
use pc_name_match::{
    DEFAULT_THRESHOLD, Index, Match, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName,
};
use serde_json::Value;

fn main() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let test = arguments.iter().any(|a| a == "test");
    let show = arguments.iter().any(|a| a == "show");
    println!("half: {}", if test { "test" } else { "dev" });
    let subjects = persons(&fs::read_to_string(data.join("lists/ofac_persons.jsonl")).expect("persons"));
    let started = Instant::now();
    let index = Index::build(subjects.iter().cloned());
    println!("{} persons indexed in {:.0?}", index.len(), started.elapsed());
    aliases(&index, &subjects, NameStrength::Aka, test, show);
    aliases(&index, &subjects, NameStrength::Weak, test, false);
    dated(&index, &subjects, test);
    clean::print(
        &index,
        &fs::read_to_string(data.join("queries/negatives_global.csv")).expect("travelers"),
        test,
        show,
    );
    for (what, file) in [("given names", "ancestry_givenname_pairs"), ("surnames", "ancestry_surname_pairs")]
    {
        let csv = fs::read_to_string(data.join(format!("pairs/{file}.csv"))).expect("pairs");
        pairs::print(what, &csv, test);
    }
    println!("digest {:016x}", DIGEST.get());
}

thread_local! {
    static DIGEST: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Asks, and adds what is found to the digest (FNV-1a).
fn ask(index: &Index, query: &Query, options: &QueryOptions) -> Vec<Match> {
    let found = index.query(query, options);
    for Match { key, score, .. } in &found {
        let bytes = key.to_le_bytes().into_iter().chain(score.to_bits().to_le_bytes());
        DIGEST.set(bytes.fold(DIGEST.get(), |sum, b| (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)));
    }
    found
}

fn half(id: u64) -> bool {
    id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 1
}

/// One alias is taken from its record and looked for.
fn aliases(index: &Index, subjects: &[Subject], strength: NameStrength, test: bool, show: bool) {
    let (mut asked, mut found, mut wrong, mut half_found) = (0_u32, 0_u32, 0_u32, 0_u32);
    let (mut micros, mut first) = (0, 0_u32);
    for subject in subjects.iter().filter(|s| half(s.key) == test) {
        for (place, name) in subject.names.iter().enumerate().filter(|(_, n)| n.strength == strength) {
            let mut rest = subject.clone();
            rest.names.remove(place);
            let query = Query { full: Some(name.value.clone()), ..Query::default() };
            let started = Instant::now();
            let all = ask(index, &query, &QueryOptions { threshold: 0.5, top: 50 });
            micros += started.elapsed().as_micros();
            let own = Index::build([rest.clone()]).query(&query, &QueryOptions { threshold: 0.0, top: 1 });
            let own_score = own.first().map_or(0.0, |m| m.score);
            let hardest = all.iter().find(|m| m.key != subject.key);
            asked += 1;
            found += u32::from(own_score >= DEFAULT_THRESHOLD);
            half_found += u32::from(own_score >= 0.5);
            first += u32::from(own_score > hardest.map_or(0.0, |m| m.score));
            wrong += u32::from(hardest.is_some_and(|m| m.score >= DEFAULT_THRESHOLD));
            if show && asked % 23 == 0 {
                if own_score < DEFAULT_THRESHOLD {
                    let names: Vec<&str> = rest.names.iter().map(|n| n.value.as_str()).take(4).collect();
                    println!("  missed {own_score:.2} {} | {names:?}", name.value);
                }
                if let Some(m) = hardest.filter(|m| m.score >= DEFAULT_THRESHOLD) {
                    println!("  wrong {:.2} {} | {}", m.score, name.value, m.name);
                }
            }
        }
    }
    let share = |n: u32| 100.0 * f64::from(n) / f64::from(asked.max(1));
    println!(
        "{strength:?} left out, names only: {asked} asked, {:.1} % at 0.70 ({:.1} % at 0.5), first {:.1} %, hardest wrong at 0.70 {:.1} %; {:.0} µs a query",
        share(found),
        share(half_found),
        share(first),
        share(wrong),
        micros as f64 / f64::from(asked.max(1))
    );
}

/// The same with the date of birth that the record has, and with one of its digits changed.
fn dated(index: &Index, subjects: &[Subject], test: bool) {
    let (mut asked, mut found, mut wrong) = (0_u32, 0_u32, 0_u32);
    for subject in subjects.iter().filter(|s| half(s.key) == test && !s.births.is_empty()) {
        for (place, name) in subject.names.iter().enumerate().filter(|(_, n)| n.strength == NameStrength::Aka)
        {
            let mut rest = subject.clone();
            rest.names.remove(place);
            let query = Query {
                full: Some(name.value.clone()),
                birth: subject.births.first().copied(),
                ..Query::default()
            };
            let own = Index::build([rest]).query(&query, &QueryOptions::default());
            asked += 1;
            found += u32::from(!own.is_empty());
            wrong +=
                u32::from(ask(index, &query, &QueryOptions::default()).iter().any(|m| m.key != subject.key));
        }
    }
    let share = |n: u32| 100.0 * f64::from(n) / f64::from(asked.max(1));
    println!(
        "Aka left out, with birth: {asked} asked, {:.1} % at 0.70, any wrong at 0.70 {:.1} %",
        share(found),
        share(wrong)
    );
}

fn persons(jsonl: &str) -> Vec<Subject> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    jsonl
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .map(|entry| Subject {
            key: text(&entry["id"]).trim_start_matches("OFAC-").parse().unwrap_or_default(),
            kind: SubjectKind::Person,
            names: list(&entry["names"])
                .iter()
                .map(|name| SubjectName {
                    value: text(&name["v"]),
                    strength: match name["k"].as_str() {
                        Some("primary") => NameStrength::Primary,
                        Some("weak") => NameStrength::Weak,
                        _ => NameStrength::Aka,
                    },
                })
                .collect(),
            gender: Gender::parse(entry["gender"].as_str().unwrap_or_default()),
            births: list(&entry["dob"]).iter().filter_map(|d| d.as_str()?.parse().ok()).collect(),
            nationalities: list(&entry["nat"]).iter().filter_map(|c| Country::parse(c.as_str()?)).collect(),
            documents: list(&entry["docs"])
                .iter()
                .map(|document| Document {
                    kind: DocumentKind::Passport,
                    stated: None,
                    number: text(&document["n"]),
                    issuer: Country::parse(document["c"].as_str().unwrap_or_default()),
                    expiry: None,
                })
                .collect(),
        })
        .collect()
}
