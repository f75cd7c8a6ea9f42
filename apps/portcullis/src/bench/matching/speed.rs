//! Time and space on a large synthetic list.

use std::{
    cell::Cell,
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use pc_demo_data::{
    DEFAULT_SEED,
    population::{Asked, Dated, Mix, Population},
};
use pc_name_match::{Index, IndexBuilder, Query, QueryOptions};
use rayon::prelude::*;

use crate::bench::{line, memory, millis, seconds};

/// Queries of each mix.
const QUERIES: u64 = 20_000;
/// A mix is measured at most so long.
const LONGEST: Duration = Duration::from_secs(20);

/// Measures on a list of `entries`.
pub fn run(entries: u64) {
    let population = Population::new(DEFAULT_SEED);
    println!("\n{entries} synthetic entries");
    let index = build(population, entries);
    compare(population, entries);
    let ask = |mix, dated| {
        let asked = (0..QUERIES).map(|n| population.traveler(mix, dated, entries, n));
        asked.collect::<Vec<Asked>>()
    };
    let (p50, p99) = goals(entries);
    let mixture = ask(Mix::Travelers, Dated::Mostly);
    times(&index, "one query", &mixture, &format!("{p50} / {p99} ms"));
    times(&index, "  with date of birth", &ask(Mix::Travelers, Dated::Yes), "-");
    times(&index, "  without", &ask(Mix::Travelers, Dated::No), "-");
    times(&index, "  all with the commonest names, no date", &ask(Mix::Common, Dated::No), "-");
    times(&index, "  all listed people", &ask(Mix::Listed, Dated::Mostly), "-");
    found(&index, &mixture);
    throughput(&index, &mixture);
    manifest(&index, population);
    line("peak memory of the whole measurement", &memory("VmHWM"), "-");
}

/// p50 and p99 of one query, in milliseconds, that a list of this length is to reach.
fn goals(entries: u64) -> (&'static str, &'static str) {
    match entries {
        10_000_000 => ("0.3", "2"),
        30_000_000 => ("0.6", "5"),
        _ => ("-", "-"),
    }
}

fn build(population: Population, entries: u64) -> Index {
    let (making, names) = (Cell::new(Duration::ZERO), Cell::new(0_u64));
    let mut subjects = population.subjects(0..entries);
    let timed = std::iter::from_fn(|| {
        let started = Instant::now();
        let subject = subjects.next()?;
        making.set(making.get() + started.elapsed());
        names.set(names.get() + subject.names.len() as u64);
        let label = format!("SYN\t{}", subject.key);
        Some((subject, label))
    });
    let started = Instant::now();
    let mut builder = IndexBuilder::default();
    builder.extend(timed);
    let index = builder.finish();
    let goal = if entries == 10_000_000 { "90 s" } else { "-" };
    let names = names.get() as f64 / entries as f64;
    line(&format!("build, {names:.2} names an entry"), &seconds(started.elapsed()), goal);
    line("  of that, making the entries up (one core)", &seconds(making.get()), "-");
    let each = |bytes: usize| format!("{:.1}", bytes as f64 / entries as f64);
    line("bytes an entry to find it", &each(index.index_bytes()), "120");
    line("bytes an entry with what it says", &each(index.bytes().len()), "270");
    open(&index);
    index
}

/// A snapshot on disk, read into memory and opened; checked whole; asked for the first time.
fn open(index: &Index) {
    let path = std::env::temp_dir().join(format!("portcullis-bench-{}.snap", std::process::id()));
    if let Err(error) = std::fs::write(&path, index.bytes()) {
        println!("the snapshot could not be written ({error}): opening is skipped");
        return;
    }
    let started = Instant::now();
    let read = std::fs::read(&path);
    let reading = started.elapsed();
    let _ = std::fs::remove_file(&path);
    let Ok(bytes) = read else { return };
    let bytes: Arc<dyn AsRef<[u8]> + Send + Sync> = Arc::new(bytes);
    let started = Instant::now();
    let Ok(opened) = Index::from_bytes(bytes) else { return };
    line("open, its bytes at hand", &millis(started.elapsed()), "50 ms");
    let query = Population::new(1).traveler(Mix::Clean, Dated::Yes, 0, 1).query;
    let started = Instant::now();
    black_box(opened.query(&query, &QueryOptions::default()));
    line("  first query after that", &millis(started.elapsed()), "30 ms");
    let started = Instant::now();
    let whole = opened.verify().is_ok();
    let verdict = if whole { "" } else { ": DAMAGED" };
    line(&format!("  checking every checksum{verdict}"), &millis(started.elapsed()), "-");
    line("  reading the file into memory (mapping it needs none of this)", &millis(reading), "-");
}

fn times(index: &Index, what: &str, asked: &[Asked], goal: &str) {
    // The first tenth warms the caches.
    for asked in &asked[..asked.len() / 10] {
        black_box(index.query(&asked.query, &QueryOptions::default()));
    }
    let (mut times, mut hits) = (Vec::with_capacity(asked.len()), 0);
    let begun = Instant::now();
    for asked in asked {
        let started = Instant::now();
        hits += black_box(index.query(&asked.query, &QueryOptions::default())).len();
        times.push(started.elapsed());
        if begun.elapsed() > LONGEST {
            break;
        }
    }
    let hits = hits as f64 / times.len() as f64;
    line(&format!("{what}, p50 / p99 / p99.9 ({hits:.1} hits)"), &shares(&mut times.clone()), goal);
    // The same ones again: what a query costs when its words were met before and nobody else has the processor.
    for _ in 0..2 {
        let begun = Instant::now();
        for (best, asked) in times.iter_mut().zip(asked) {
            let started = Instant::now();
            black_box(index.query(&asked.query, &QueryOptions::default()));
            *best = started.elapsed().min(*best);
            if begun.elapsed() > LONGEST / 2 {
                break;
            }
        }
    }
    line("    the best of three goes each", &shares(&mut times), "-");
}

fn shares(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |share: usize| times[(times.len() - 1) * share / 1000].as_secs_f64() * 1e3;
    format!("{:.2} / {:.2} / {:.2} ms", at(500), at(990), at(999))
}

/// Of the listed people, how many come out first, and at all.
fn found(index: &Index, asked: &[Asked]) {
    let listed: Vec<&Asked> = asked.iter().filter(|a| a.source.is_some()).take(2000).collect();
    let place = |asked: &&Asked| {
        let found = index.query(&asked.query, &QueryOptions::default());
        found.iter().position(|m| Some(m.key) == asked.source)
    };
    let places: Vec<Option<usize>> = listed.par_iter().map(place).collect();
    let (all, of) = (places.iter().flatten().count() as u64, listed.len() as u64);
    let first = places.iter().filter(|p| **p == Some(0)).count() as u64;
    line(
        "listed people among the first 20 / the very first",
        &format!("{} / {}", super::percent(all, of), super::percent(first, of)),
        "-",
    );
}

fn throughput(index: &Index, asked: &[Asked]) {
    let asked = &asked[..asked.len() / 10];
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let (started, before) = (Instant::now(), processor());
    asked.par_iter().for_each(|a| {
        black_box(index.query(&a.query, &QueryOptions::default()).len());
    });
    let (took, used) = (started.elapsed().as_secs_f64(), processor() - before);
    let rate = |seconds: f64| format!("{:.0}", asked.len() as f64 / seconds.max(0.01));
    line(
        &format!("queries a second and core, {cores} cores busy"),
        &rate(took * cores as f64),
        "2000 (at 10 million)",
    );
    line("  a second of processor time", &rate(used), "-");
}

/// The seconds that this process had a processor, from the kernel (hundredths).
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold blanks; user and system time are fields 14 and 15.
    let fields = text.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = fields.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<f64>().ok()).sum();
    ticks / 100.0
}

/// What one comparison costs, and so what a query would cost that compares with every entry: the yardstick of this
/// machine at this hour.
fn compare(population: Population, entries: u64) {
    let asked: Vec<Asked> =
        (0..200).map(|n| population.traveler(Mix::Travelers, Dated::Mostly, entries, n)).collect();
    let subjects: Vec<_> = population.subjects(0..200.min(entries)).collect();
    let started = Instant::now();
    for asked in &asked {
        for subject in &subjects {
            black_box(pc_name_match::compare(&asked.query, subject).score);
        }
    }
    let each = started.elapsed().as_secs_f64() / (asked.len() * subjects.len()) as f64;
    line("one comparison, nothing prepared", &format!("{:.1} µs", each * 1e6), "-");
    line("  with every entry, one query", &format!("{:.1} s", each * entries as f64), "-");
}

fn manifest(index: &Index, population: Population) {
    let mut times: Vec<Duration> = (0..9)
        .map(|flight| {
            let people = (0..300)
                .map(|n| population.traveler(Mix::Clean, Dated::Yes, 0, 1_000_000 + flight * 300 + n));
            let people: Vec<(Query, QueryOptions)> =
                people.map(|a| (a.query, QueryOptions::default())).collect();
            let started = Instant::now();
            black_box(index.query_all(&people));
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    let (best, median) = (millis(times[0]), millis(times[times.len() / 2]));
    line("300-person manifest, best / median of 9", &format!("{best} / {median}"), "100 ms (at 10 million)");
}
