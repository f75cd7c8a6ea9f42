//! Prints what queries for organisations, vessels, aircraft and vehicles cost on a long synthetic list:
//! `cargo run --release -p pc-name-match --example things [1000000]`.
//!
//! A name has one or two telling words (of 200,000, the frequent ones as frequent as in life), words of trades and
//! places that a third of all names share, and a legal form; a fifth have an alias. Queries are listed names with a
//! letter wrong, a word left out, a blank more or less; and names of common words only, which are the costly ones.

use std::time::Instant;

use pc_kernel::{Document, DocumentKind, Rng, SeededRng};
use pc_name_match::{
    IndexBuilder, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind, SubjectName,
};

const SYLLABLES: [&str; 40] = [
    "BA", "RI", "KO", "MA", "NO", "TA", "SHE", "LI", "DU", "VA", "ZE", "GO", "HA", "JI", "FE", "PO", "RA",
    "SI", "TU", "WE", "YA", "KHA", "AL", "EN", "OR", "IM", "US", "AN", "ED", "IR", "OV", "ES", "IN", "EZ",
    "UK", "SKI", "MO", "LA", "BEL", "TRON",
];
const COMMON: [&str; 40] = [
    "TRADING",
    "INTERNATIONAL",
    "GROUP",
    "SERVICES",
    "SHIPPING",
    "GENERAL",
    "GLOBAL",
    "BANK",
    "INDUSTRIES",
    "HOLDING",
    "COMPANY",
    "INVESTMENT",
    "PETROLEUM",
    "MARINE",
    "ENGINEERING",
    "NATIONAL",
    "CONSTRUCTION",
    "TECHNOLOGY",
    "OIL",
    "LOGISTICS",
    "TRANSPORT",
    "EXPORT",
    "IMPORT",
    "FOOD",
    "STEEL",
    "ENERGY",
    "STAR",
    "EAST",
    "OCEAN",
    "NEW",
    "FIRST",
    "FOUNDATION",
    "CENTER",
    "INSTITUTE",
    "AVIATION",
    "CARGO",
    "GULF",
    "PACIFIC",
    "ROYAL",
    "UNITED",
];
const FORMS: [&str; 8] = ["LTD", "LLC", "CO., LTD.", "GMBH", "S.A.", "OOO", "FZE", ""];

/// Small numbers far more often than large ones.
fn often_small(rng: &SeededRng, below: u64) -> u64 {
    let share = rng.below(1_000_000) as f64 / 1e6;
    ((below as f64 + 30.0).powf(share) * 30_f64.powf(1.0 - share) - 30.0) as u64
}

fn telling(rng: &SeededRng) -> String {
    let made = SeededRng::new(often_small(rng, 200_000));
    (0..2 + made.below(2)).map(|_| SYLLABLES[made.below(40) as usize]).collect()
}

fn common(rng: &SeededRng) -> String {
    COMMON[often_small(rng, 40) as usize].to_owned()
}

fn name(rng: &SeededRng) -> String {
    let mut words: Vec<String> = Vec::with_capacity(5);
    if rng.below(20) > 0 {
        words.extend((0..=rng.below(2)).map(|_| telling(rng)));
    }
    words.extend((0..rng.below(3)).map(|_| common(rng)));
    if words.is_empty() {
        words.extend([common(rng), common(rng)]);
    }
    words.push(FORMS[rng.below(8) as usize].to_owned());
    words.join(" ").trim_end().to_owned()
}

fn subject(key: u64) -> Subject {
    let rng = SeededRng::new(key + 1);
    let kinds = [
        SubjectKind::Organization,
        SubjectKind::Organization,
        SubjectKind::Organization,
        SubjectKind::Vessel,
    ];
    let names = (0..=u64::from(rng.below(5) == 0))
        .map(|_| SubjectName { value: name(&rng), strength: NameStrength::Primary });
    Subject {
        key,
        kind: kinds[rng.below(4) as usize],
        names: names.collect(),
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: vec![number(&format!("{}", 1_000_000 + rng.below(9_000_000)))],
    }
}

fn number(text: &str) -> Document {
    Document { kind: DocumentKind::Other, stated: None, number: text.to_owned(), issuer: None, expiry: None }
}

fn called(name: String) -> Query {
    Query { kind: Sought::Thing, full: Some(name), ..Query::default() }
}

/// A listed name with a slip.
fn slipped(at: u64, count: u64) -> Query {
    let rng = SeededRng::new(u64::MAX - at);
    let mut name = subject(rng.below(count)).names[0].value.clone();
    let place = rng.below(name.len() as u64) as usize;
    match rng.below(5) {
        0 => name.replace_range(place..=place, "E"),
        1 => _ = name.remove(place),
        2 => name = name.replacen(' ', "", 1),
        3 => name.truncate(name.find(' ').unwrap_or(name.len())),
        _ => {}
    }
    called(name)
}

/// Processor time of this thread, in seconds: others work on the machine too.
fn processor() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let started = Instant::now();
    let mut builder = IndexBuilder::default();
    builder.extend((0..count).map(|key| (subject(key), String::new())));
    let index = builder.finish();
    let bytes = index.index_bytes() as f64 / count as f64;
    println!("{count} things built in {:.1?}, {bytes:.0} bytes each to find them", started.elapsed());
    let few = |seed: u64| SeededRng::new(seed << 20);
    let mixes: [(&str, Vec<Query>, f32); 6] = [
        ("listed names with a slip", (0..2000).map(|at| slipped(at, count)).collect(), 0.70),
        ("the same at 0.5", (0..2000).map(|at| slipped(at, count)).collect(), 0.5),
        (
            "two common words",
            (0..300).map(|at| called(format!("{} {}", common(&few(at)), common(&few(at + 999))))).collect(),
            0.70,
        ),
        ("one common word at 0.15", (0..40).map(|at| called(COMMON[at].to_owned())).collect(), 0.15),
        ("one frequent telling word at 0.15", (0..200).map(|at| called(telling(&few(at)))).collect(), 0.15),
        (
            "a number one digit off",
            (0..300)
                .map(|at| Query {
                    documents: vec![number(&format!("{}", 1_000_003 + at * 29_989))],
                    ..called(String::new())
                })
                .collect(),
            0.5,
        ),
    ];
    for (what, queries, threshold) in mixes {
        let mut times: Vec<f64> = Vec::with_capacity(queries.len());
        let mut found = 0;
        for query in &queries {
            let started = processor();
            found += index.query(query, &QueryOptions { threshold, top: 20 }).len();
            times.push((processor() - started) * 1e3);
        }
        times.sort_by(f64::total_cmp);
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{what}: p50 {:.2}, p99 {:.2}, most {:.2} ms of processor time; {:.1} found",
            at(0.5),
            at(0.99),
            at(1.0),
            found as f64 / queries.len() as f64
        );
    }
}
