//! A list that lives: how soon one changed entry is found, in the library.

use std::time::{Duration, Instant};

use pc_demo_data::{DEFAULT_SEED, population::Population};
use pc_name_match::{IndexBuilder, LiveIndex, Query, QueryOptions, Subject};

use crate::bench::{line, millis};

/// Changes measured, one by one.
const CHANGES: u64 = 100;
/// Changes that wait beside the large index already.
const WAITING: [u64; 3] = [0, 2_000, 40_000];

/// Measures on a list of `entries`.
pub fn run(entries: u64) {
    println!("\n{entries} synthetic entries, one of them changed");
    let population = Population::new(DEFAULT_SEED);
    let mut builder = IndexBuilder::default();
    builder.extend(population.subjects(0..entries).map(|subject| (subject, String::new())));
    let base = LiveIndex::new(builder.finish());
    for waiting in WAITING.into_iter().filter(|n| *n <= entries / 10) {
        // They came as they do in life: some at once, most a few at a time.
        let mut live = base.clone();
        for n in 0..waiting / 20 {
            let keys = entries + n * 20..entries + (n + 1) * 20;
            live = live.with(population.subjects(keys).map(|s| (s, String::new())), n * 20..(n + 1) * 20);
        }
        change(&live, population, entries, waiting);
    }
}

fn change(live: &LiveIndex, population: Population, entries: u64, waiting: u64) {
    let mut live = live.clone();
    let mut times: Vec<Duration> = Vec::new();
    let mut found = 0;
    for n in 0..CHANGES {
        let key = entries + waiting + n;
        let subject = population.subject(key);
        let query = itself(&subject);
        let started = Instant::now();
        live = live.with([(subject, String::new())], [waiting + n]);
        let answer = live.query(&query, &QueryOptions::default());
        times.push(started.elapsed());
        found += u64::from(answer.iter().any(|m| m.key == key));
    }
    times.sort_unstable();
    let verdict = if found == CHANGES { "" } else { ": NOT ALL FOUND" };
    let at = |share: usize| millis(times[(times.len() - 1) * share / 100]);
    let what = format!("changed and found, {waiting} changes waiting, p50 / worst{verdict}");
    line(&what, &format!("{} / {}", at(50), at(100)), "50 ms");
}

/// A question by the subject's own name.
fn itself(subject: &Subject) -> Query {
    let name = subject.names.first().map(|name| name.value.clone());
    Query { full: name, birth: subject.births.first().copied(), ..Query::default() }
}
