//! Prints how well names of organisations, vessels and aircraft are found, on development data that is not part of the
//! project: `PORTCULLIS_SHARED_DATA=… cargo run -p pc-name-match --example organizations [dev|test] [show]`.
//!
//! One alias is taken from its record and compared with all other names; entries fall into the development or the test
//! half by a hash of their identifiers.

use std::{fs, path::PathBuf};

use pc_name_match::{DEFAULT_THRESHOLD, OrganizationName};
use serde_json::Value;

struct Entry {
    number: u64,
    names: Vec<(String, OrganizationName, bool)>,
}

fn main() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (test, show) = (arguments.iter().any(|a| a == "test"), arguments.iter().any(|a| a == "show"));
    let text = fs::read_to_string(data.join("lists/ofac_other.jsonl")).expect("organisations");
    let entries: Vec<Entry> =
        text.lines().filter_map(|line| entry(&serde_json::from_str(line).ok()?)).collect();
    let half = |id: u64| (id.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 1) == test;
    for strong in [true, false] {
        let (mut asked, mut found, mut half_found, mut wrong, mut first) =
            (0_u32, 0_u32, 0_u32, 0_u32, 0_u32);
        for own in entries.iter().filter(|entry| half(entry.number)) {
            for (place, (text, name, is_strong)) in own.names.iter().enumerate().skip(1) {
                if *is_strong != strong {
                    continue;
                }
                let best = |entry: &Entry, skip: usize| {
                    let others = entry.names.iter().enumerate().filter(|(at, _)| *at != skip);
                    others.map(|(_, other)| name.compare(&other.1)).max_by(|a, b| a.score.total_cmp(&b.score))
                };
                let mine = best(own, place);
                let score = mine.as_ref().map_or(0.0, |m| m.score);
                let others = entries.iter().filter(|other| other.number != own.number);
                let hardest = others
                    .filter_map(|other| best(other, usize::MAX))
                    .max_by(|a, b| a.score.total_cmp(&b.score));
                let hard = hardest.as_ref().map_or(0.0, |m| m.score);
                asked += 1;
                found += u32::from(score >= DEFAULT_THRESHOLD);
                half_found += u32::from(score >= 0.5);
                wrong += u32::from(hard >= DEFAULT_THRESHOLD);
                first += u32::from(score > hard);
                if show && asked % 11 == 0 {
                    if score < DEFAULT_THRESHOLD {
                        println!(
                            "  missed {score:.2} {text} | {:?}",
                            own.names.iter().map(|n| &n.0).take(4).collect::<Vec<_>>()
                        );
                    }
                    if hard >= DEFAULT_THRESHOLD {
                        println!(
                            "  wrong {hard:.2} {text} | {}",
                            hardest.map(|m| m.name).unwrap_or_default()
                        );
                    }
                }
            }
        }
        let share = |n: u32| 100.0 * f64::from(n) / f64::from(asked.max(1));
        println!(
            "{} alias left out: {asked} asked, {:.1} % at 0.70 ({:.1} % at 0.5), first {:.1} %, hardest wrong at 0.70 {:.1} %",
            if strong { "strong" } else { "weak" },
            share(found),
            share(half_found),
            share(first),
            share(wrong)
        );
    }
}

fn entry(entry: &Value) -> Option<Entry> {
    let names = entry["names"].as_array()?.iter().filter_map(|name| {
        let text = name["v"].as_str()?;
        Some((text.to_owned(), OrganizationName::new(text), name["k"] != "weak"))
    });
    let number = entry["id"].as_str()?.trim_start_matches("OFAC-").parse().ok()?;
    Some(Entry { number, names: names.collect() })
}
