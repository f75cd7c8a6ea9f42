//! Travelers who are on no list: how often they are alerted, by the script and the rough region of their names.

use std::{collections::BTreeMap, time::Instant};

use pc_kernel::{Country, Gender};
use pc_name_match::{Index, Match, Query, QueryOptions};

use crate::{ask, half};

/// Travelers asked, alerted with and without their date of birth.
type Counts = [u32; 3];

pub fn print(index: &Index, csv: &str, test: bool, show: bool) {
    let (mut all, mut groups) = ([0; 3], BTreeMap::<&str, Counts>::new());
    let (mut micros, mut slowest) = (0, 0);
    for (row, line) in csv.lines().enumerate().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [full, first, middle, last, gender, birth, _, nationality, ..] = fields.as_slice() else {
            continue;
        };
        if half(row as u64) != test {
            continue;
        }
        let mut query = Query {
            surname: (*last).to_owned(),
            given: format!("{first} {middle}"),
            birth: birth.parse().ok(),
            gender: Gender::parse(gender),
            nationality: Country::parse(nationality),
            ..Query::default()
        };
        let started = Instant::now();
        let found = ask(index, &query, &QueryOptions::default());
        let taken = started.elapsed().as_micros();
        micros += taken;
        slowest = slowest.max(taken);
        query.birth = None;
        let dateless = ask(index, &query, &QueryOptions::default());
        if show && let Some(Match { score, name, parts, .. }) = dateless.first() {
            let reasons: Vec<&str> = parts.iter().map(|p| p.text.as_str()).collect();
            println!("  alert {score:.2} {line} | {name} {reasons:?}");
        }
        let group = groups.entry(group(full, last)).or_default();
        for counts in [&mut all, group] {
            counts[0] += 1;
            counts[1] += u32::from(!found.is_empty());
            counts[2] += u32::from(!dateless.is_empty());
        }
    }
    let per_thousand = |part: u32, whole: u32| 1000.0 * f64::from(part) / f64::from(whole.max(1));
    let rates =
        |[asked, dated, dateless]: Counts| (per_thousand(dated, asked), per_thousand(dateless, asked));
    let (dated, dateless) = rates(all);
    println!(
        "clean travelers: {} asked, alerts per 1,000: {dated:.2} with birth, {dateless:.2} without; {:.0} µs a query, slowest {slowest}",
        all[0],
        micros as f64 / f64::from(all[0].max(1))
    );
    for (group, counts) in groups {
        let (dated, dateless) = rates(counts);
        println!("  {group:<28} {:>6} asked, {dated:>5.2} with birth, {dateless:>5.2} without", counts[0]);
    }
}

/// The script of a name, and for Latin letters a rough region by the ending of the family name.
fn group(full: &str, last: &str) -> &'static str {
    let script = |c: char| match c {
        '\u{400}'..='\u{52f}' => Some("Cyrillic"),
        '\u{590}'..='\u{5ff}' => Some("Hebrew"),
        '\u{600}'..='\u{6ff}' => Some("Arabic"),
        '\u{900}'..='\u{97f}' => Some("Devanagari"),
        '\u{e00}'..='\u{e7f}' => Some("Thai"),
        '\u{3040}'..='\u{30ff}' => Some("Kana"),
        '\u{3400}'..='\u{9fff}' => Some("Han"),
        '\u{ac00}'..='\u{d7a3}' => Some("Hangul"),
        _ => None,
    };
    if let Some(script) = full.chars().find_map(script) {
        return script;
    }
    let last = last.to_lowercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| last.ends_with(ending));
    if ends(&["ov", "ova", "ev", "eva", "ski", "ska", "enko", "uk", "ić", "ová", "wicz", "ský", "cki"]) {
        "Latin, eastern Europe"
    } else if ends(&["sen", "sson", "nen", "berg", "ström", "lund", "gren"]) {
        "Latin, northern Europe"
    } else if ends(&[
        "ez", "es", "os", "as", "ado", "ero", "eira", "illa", "ña", "ano", "ino", "etti", "elli", "ini",
    ]) {
        "Latin, Romance ending"
    } else if ends(&["son", "ton", "ley", "er", "man", "ith", "wood", "ford", "s"]) {
        "Latin, English or German"
    } else if ends(&["a", "i", "u", "o"]) {
        "Latin, ending in a vowel"
    } else {
        "Latin, other"
    }
}
