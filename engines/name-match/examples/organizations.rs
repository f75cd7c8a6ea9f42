//! Prints how well names of organisations, vessels and aircraft are found, on development data that is not part of the
//! project: `PORTCULLIS_SHARED_DATA=… cargo run --release -p pc-name-match --example organizations [dev|test] [show]`.
//!
//! One alias is taken from its record and looked for, by name only, among all records of its kind; entries fall into the
//! development or the test half by a hash of their identifiers.

use std::{fs, path::PathBuf, time::Instant};

use pc_name_match::{
    DEFAULT_THRESHOLD, Index, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind, SubjectName,
    compare,
};
use serde_json::Value;

fn main() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (test, show) = (arguments.iter().any(|a| a == "test"), arguments.iter().any(|a| a == "show"));
    let text = fs::read_to_string(data.join("lists/ofac_other.jsonl")).expect("organisations");
    let subjects: Vec<Subject> =
        text.lines().filter_map(|line| subject(&serde_json::from_str(line).ok()?)).collect();
    let index = Index::build(subjects.iter().cloned());
    println!("half: {}; {} subjects", if test { "test" } else { "dev" }, index.len());
    for strength in [NameStrength::Aka, NameStrength::Weak] {
        aliases(&index, &subjects, strength, test, show);
    }
}

fn aliases(index: &Index, subjects: &[Subject], strength: NameStrength, test: bool, show: bool) {
    let half = |id: u64| (id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 1) == test;
    let (mut asked, mut found, mut half_found, mut wrong, mut first) = (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
    let mut micros = 0;
    for own in subjects.iter().filter(|subject| half(subject.key)) {
        for (place, name) in own.names.iter().enumerate().filter(|(_, name)| name.strength == strength) {
            let mut rest = own.clone();
            rest.names.remove(place);
            let query = Query { kind: sought(own.kind), full: Some(name.value.clone()), ..Query::default() };
            let mine = compare(&query, &rest).score;
            let started = Instant::now();
            let all = index.query(&query, &QueryOptions { threshold: 0.5, top: 20 });
            micros += started.elapsed().as_micros();
            let hardest = all.iter().find(|m| m.key != own.key);
            let hard = hardest.map_or(0.0, |m| m.score);
            asked += 1;
            found += u32::from(mine >= DEFAULT_THRESHOLD);
            half_found += u32::from(mine >= 0.5);
            wrong += u32::from(hard >= DEFAULT_THRESHOLD);
            first += u32::from(mine > hard);
            if show && asked % 11 == 0 {
                if mine < DEFAULT_THRESHOLD {
                    let names: Vec<&str> = rest.names.iter().map(|n| n.value.as_str()).take(4).collect();
                    println!("  missed {mine:.2} {} | {names:?}", name.value);
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

fn sought(kind: SubjectKind) -> Sought {
    match kind {
        SubjectKind::Organization => Sought::Organization,
        SubjectKind::Vessel => Sought::Vessel,
        SubjectKind::Aircraft => Sought::Aircraft,
        _ => Sought::Thing,
    }
}

fn subject(entry: &Value) -> Option<Subject> {
    let names = entry["names"].as_array()?.iter().filter_map(|name| {
        let strength = match name["k"].as_str() {
            Some("primary") => NameStrength::Primary,
            Some("weak") => NameStrength::Weak,
            _ => NameStrength::Aka,
        };
        Some(SubjectName { value: name["v"].as_str()?.to_owned(), strength })
    });
    Some(Subject {
        key: entry["id"].as_str()?.trim_start_matches("OFAC-").parse().ok()?,
        kind: match entry["schema"].as_str()? {
            "Vessel" => SubjectKind::Vessel,
            "Aircraft" => SubjectKind::Aircraft,
            _ => SubjectKind::Organization,
        },
        names: names.collect(),
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    })
}
