//! Prints what a query costs against a synthetic list of 20,000 subjects: `cargo run -p pc-name-match --example
//! latency [subjects]`. Names are made of syllables and drawn with the skew that names have.

use std::{fmt::Write as _, time::Instant};

use pc_kernel::{Gender, PartialDate, Rng, SeededRng};
use pc_name_match::{
    Index, IndexBuilder, Match, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName,
};

const GIVEN: [&str; 40] = [
    "MOHAMED",
    "ALI",
    "AHMED",
    "HASSAN",
    "IBRAHIM",
    "JOSE",
    "MARIA",
    "JUAN",
    "CARLOS",
    "JOHN",
    "ALEKSANDR",
    "SERGEI",
    "DMITRI",
    "OLGA",
    "FATIMA",
    "YUSUF",
    "OMAR",
    "KHALID",
    "ABDULLAH",
    "MUSTAFA",
    "ANNA",
    "PETER",
    "MICHAEL",
    "DAVID",
    "LUIS",
    "MIGUEL",
    "PEDRO",
    "AMIR",
    "REZA",
    "HUSSEIN",
    "MAHMOUD",
    "SALIM",
    "IVAN",
    "NIKOLAI",
    "ELENA",
    "WEI",
    "MIN",
    "JAMAL",
    "KARIM",
    "ROSA",
];
const SYLLABLES: [&str; 48] = [
    "BA", "RI", "KO", "MA", "NO", "TA", "SHE", "LI", "DU", "VA", "ZE", "GO", "HA", "JI", "FE", "PO", "RA",
    "SI", "TU", "WE", "YA", "KHA", "AL", "EN", "OR", "IM", "US", "AN", "ED", "IR", "OV", "ES", "IN", "AR",
    "EZ", "UK", "SKI", "DI", "MO", "LA", "NE", "BU", "CHE", "DO", "GRA", "STO", "TRE", "LO",
];

struct Names<'a>(&'a SeededRng);

impl Names<'_> {
    /// A number under `bound`: half of them evenly, half of them with small ones far more often, so that the
    /// commonest of 2,000 given names has some 5 %, as in a mixed population.
    fn skewed(&self, bound: u64) -> u64 {
        if self.0.below(2) == 0 {
            return self.0.below(bound);
        }
        let unit = self.0.below(1 << 20) as f64 / f64::from(1 << 20);
        ((bound as f64).powf(unit) - 1.0) as u64
    }

    fn surname(&self) -> String {
        built(self.skewed(200_000), 3)
    }

    fn given(&self) -> String {
        let place = self.skewed(2_000);
        GIVEN.get(place as usize).map_or_else(|| built(place, 2), |name| (*name).to_owned())
    }

    fn birth(&self) -> PartialDate {
        let text =
            format!("{}-{:02}-{:02}", 1940 + self.0.below(65), 1 + self.0.below(12), 1 + self.0.below(28));
        text.parse().expect("date")
    }
}

fn made(names: &Names<'_>, rng: &SeededRng, key: u64) -> Subject {
    Subject {
        key,
        kind: SubjectKind::Person,
        names: (0..=rng.below(4))
            .map(|_| SubjectName {
                value: format!("{}, {} {}", names.surname(), names.given(), names.given()),
                strength: NameStrength::Aka,
            })
            .collect(),
        gender: Some(if rng.below(2) == 0 { Gender::F } else { Gender::M }),
        births: vec![names.birth()],
        nationalities: Vec::new(),
        documents: Vec::new(),
    }
}

/// The list, made anew.
fn subjects(count: u64) -> impl Iterator<Item = Subject> {
    let rng = SeededRng::new(7);
    (0..count).map(move |key| made(&Names(&rng), &rng, key))
}

fn built(place: u64, least: u64) -> String {
    let mut seed = (place + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 16;
    let mut name = String::new();
    for _ in 0..least + seed % 3 {
        name.push_str(SYLLABLES[(seed / 7 % 48) as usize]);
        seed /= 48;
    }
    name
}

/// The processor time of this thread, in nanoseconds: other work on the machine does not count.
fn processor() -> u64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as u64 * 1_000_000_000 + time.tv_nsec as u64
}

fn main() {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let rng = SeededRng::new(7);
    let names = Names(&rng);
    let subject = |key: u64| made(&names, &rng, key);
    let mut total = 0;
    let mut listed: Vec<String> = Vec::new();
    let started = Instant::now();
    let mut builder = IndexBuilder::default();
    builder.extend((0..count).map(|key| {
        let subject = subject(key);
        total += subject.names.len();
        if key % (count / 20_000).max(1) == 0 {
            listed.push(subject.names[0].value.clone());
        }
        (subject, String::new())
    }));
    let index = builder.finish();
    println!(
        "{count} subjects, {total} names, made and built in {:.1?}; {} bytes a subject, {} without the subjects",
        started.elapsed(),
        index.bytes().len() / count as usize,
        index.index_bytes() / count as usize
    );
    let show = std::env::args().any(|argument| argument == "show");
    for dated in [true, false] {
        let mut micros: Vec<u128> = Vec::new();
        let mut hits = 0;
        for _ in 0..4_000 {
            let query = Query {
                surname: names.surname(),
                given: format!("{} {}", names.given(), names.given()),
                birth: dated.then(|| names.birth()),
                ..Query::default()
            };
            let started = processor();
            hits += index.query(&query, &QueryOptions::default()).len();
            let taken = (processor() - started) / 1000;
            micros.push(u128::from(taken));
            if show && taken > 5000 {
                println!("  {taken} µs: {} / {}", query.surname, query.given);
            }
        }
        micros.sort_unstable();
        let at = |share: usize| micros[micros.len() * share / 1000];
        println!(
            "{} date of birth: mean {:.0} µs, p50 {}, p90 {}, p99 {}, p99.9 {} µs a query; {hits} hits",
            if dated { "with" } else { "without" },
            micros.iter().sum::<u128>() as f64 / micros.len() as f64,
            at(500),
            at(900),
            at(990),
            at(999),
        );
    }
    if std::env::args().any(|argument| argument == "oracle") {
        oracle(&index, &names, &listed, count);
    }
    for threshold in [0.7, 0.3] {
        let mut digest = 0;
        let mut hits = 0;
        for (place, name) in listed.iter().enumerate().step_by(11) {
            let found = index.query(&altered(&names, place, name), &QueryOptions { threshold, top: 50 });
            hits += found.len();
            for found in &found {
                add(&mut digest, found);
            }
        }
        println!("digest of altered names at {threshold}: {digest:016x}, {hits} hits");
    }
}

/// A listed name with a letter changed or left out or a token more or less, and now and then a date.
fn altered(names: &Names<'_>, place: usize, name: &str) -> Query {
    let mut letters = name.as_bytes().to_vec();
    let at = names.0.below(letters.len() as u64) as usize;
    match names.0.below(4) {
        0 => letters[at] = b'A' + names.0.below(26) as u8,
        1 => _ = letters.remove(at),
        2 => letters.truncate(letters.iter().rposition(|&l| l == b' ').unwrap_or(at)),
        _ => letters.extend(format!(" {}", names.given()).bytes()),
    }
    let full = Some(String::from_utf8_lossy(&letters).into_owned());
    Query { full, birth: place.is_multiple_of(2).then(|| names.birth()), ..Query::default() }
}

/// Adds a match to a digest (FNV-1a).
fn add(digest: &mut u64, found: &Match) {
    let mut text = format!("{} {:08x} {}", found.key, found.score.to_bits(), found.name);
    for part in &found.parts {
        let (weight, words) = (part.weight.to_bits(), &part.text);
        let _ = write!(text, "|{:?} {:?} {weight:08x} {words}", part.feature, part.agreement);
    }
    for byte in text.bytes() {
        *digest = (*digest ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// Compares what the index finds with what comparing one by one finds.
fn oracle(index: &Index, names: &Names<'_>, listed: &[String], count: u64) {
    let all: Vec<Subject> = subjects(count).collect();
    for threshold in [0.7, 0.5, 0.3] {
        let (mut asked, mut promised, mut missed, mut more) = (0, 0, 0, 0);
        for (place, name) in listed.iter().enumerate().step_by(listed.len() / 60) {
            let query = altered(names, place, name);
            let found = index.query(&query, &QueryOptions { threshold, top: usize::MAX });
            let all: Vec<Match> = all
                .iter()
                .map(|s| pc_name_match::compare(&query, s))
                .filter(|m| m.score >= threshold)
                .collect();
            asked += 1;
            promised += all.len();
            for m in all.iter().filter(|m| !found.contains(m)) {
                missed += 1;
                println!("  missed {query:?}: {m:?}");
            }
            more += found.iter().filter(|m| !all.contains(m)).count();
        }
        println!("oracle at {threshold}: {asked} asked, {promised} promised, {missed} missed, {more} more");
    }
}
