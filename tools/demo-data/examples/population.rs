//! Shows what a synthetic population is made of: `cargo run --release -p pc-demo-data --example population [entries]`.

use std::collections::HashMap;
use std::time::Instant;

use pc_demo_data::population::{Dated, Mix, Population};

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let population = Population::new(pc_demo_data::DEFAULT_SEED);
    for subject in population.subjects(0..count.min(24)) {
        let names: Vec<&str> = subject.names.iter().map(|n| n.value.as_str()).collect();
        let births: Vec<String> = subject.births.iter().map(ToString::to_string).collect();
        println!("{names:?} {births:?} {:?}", subject.nationalities);
    }
    for index in 0..24 {
        let asked = population.traveler(Mix::Travelers, Dated::Mostly, count, index);
        let (query, change) = (&asked.query, asked.change);
        let full = query.full.as_deref().unwrap_or("-");
        println!("{change:?} {} | {} | {full} {:?}", query.surname, query.given, query.birth);
    }
    let started = Instant::now();
    let (mut words, mut names): (HashMap<String, u32>, usize) = (HashMap::new(), 0);
    for subject in population.subjects(0..count) {
        names += subject.names.len();
        for name in &subject.names {
            for word in name.value.split([' ', ',', '-']).filter(|w| !w.is_empty()) {
                let word = word.to_uppercase();
                *words.entry(word).or_default() += 1;
            }
        }
    }
    let took = started.elapsed();
    let mut common: Vec<(&String, &u32)> = words.iter().collect();
    common.sort_by_key(|(word, n)| (std::cmp::Reverse(**n), *word));
    let all: u32 = words.values().sum();
    println!("{count} entries, {names} names, {all} words, {} different, in {took:.1?}", words.len());
    for (word, n) in common.iter().take(30) {
        print!("{word} {:.2} %, ", 100.0 * f64::from(**n) / f64::from(all));
    }
    println!();
    let started = Instant::now();
    let size: usize = population.subjects(0..count).map(|s| s.names.len()).sum();
    println!("made again, {size} names, in {:.1?}", started.elapsed());
}
