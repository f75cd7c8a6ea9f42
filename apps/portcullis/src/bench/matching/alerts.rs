//! Alerts on travelers who are on no list.

use pc_demo_data::{
    DEFAULT_SEED,
    population::{Dated, Mix, Population},
};
use pc_name_match::{Index, Query, QueryOptions, Subject};
use rayon::prelude::*;

use super::shared::Shared;
use crate::bench::line;

/// Entries of the list.
pub const ENTRIES: u64 = 20_000;

/// A list of [`ENTRIES`]: the real persons where there are any, filled up with synthetic ones.
pub fn list(real: Vec<Subject>) -> Index {
    let population = Population::new(DEFAULT_SEED);
    let first = real.iter().map(|s| s.key).max().unwrap_or_default() + 1;
    let more = ENTRIES.saturating_sub(real.len() as u64);
    let synthetic = population.subjects(0..more).map(|mut subject| {
        subject.key += first;
        subject
    });
    Index::build(real.into_iter().chain(synthetic))
}

/// How many of the queries give at least one match.
pub fn alerted(index: &Index, queries: &[Query]) -> u64 {
    let is_alerted = |query: &&Query| !index.query(query, &QueryOptions::default()).is_empty();
    queries.par_iter().filter(is_alerted).count() as u64
}

/// Measures.
pub fn run(shared: Option<&Shared>) -> anyhow::Result<()> {
    if let Some(shared) = shared {
        let index = list(shared.persons()?);
        rows("travelers of the shared file, real list filled up", &index, shared.travelers(true)?);
    }
    let index = list(Vec::new());
    let population = Population::new(DEFAULT_SEED + 1);
    let travelers = (0..20_000).map(|n| population.traveler(Mix::Clean, Dated::Yes, 0, n).query);
    rows("synthetic travelers, synthetic list", &index, travelers.collect());
    Ok(())
}

fn rows(what: &str, index: &Index, mut queries: Vec<Query>) {
    let count = queries.len() as f64;
    let rate = |alerts: u64| format!("{:.2}", 1000.0 * alerts as f64 / count);
    let dated = alerted(index, &queries);
    for query in &mut queries {
        query.birth = None;
    }
    let undated = alerted(index, &queries);
    let entries = index.len();
    println!("{} {what}, {entries} entries:", queries.len());
    line("  alerts per 1,000, with date of birth", &rate(dated), "at most 2");
    line("  alerts per 1,000, without", &rate(undated), "-");
}
