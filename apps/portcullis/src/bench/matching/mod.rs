//! The matcher measured: every row of its table of goals.

mod alerts;
mod client;
mod fairness;
mod living;
mod pairs;
mod picture;
mod service;
mod shared;
mod speed;
mod variants;

use std::{fs, path::PathBuf, process::ExitCode};

use anyhow::Context;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    /// Entries of the synthetic list that speed is measured on; several sizes may be given.
    #[arg(long, value_delimiter = ',', default_value = "1000000")]
    entries: Vec<u64>,
    /// Instead: alert rates on clean travelers by the culture and the script of their names, as a table here and as
    /// a page with a picture in the file.
    #[arg(long, num_args = 0..=1, default_missing_value = "match-fairness.html", value_name = "FILE")]
    report: Option<PathBuf>,
    /// Entries of the list of the node that serves, for the part `living`.
    #[arg(long, default_value_t = 100_000, value_name = "ENTRIES")]
    served: usize,
    /// Coming flights of 400 travelers each that the node knows, for the part `living`.
    #[arg(long, default_value_t = 100)]
    flights: u64,
    /// Instead: what is found in other scripts by words that a dictionary was made without, in this folder (made by
    /// `pc-name-dictionary --hold-out 0,REST --out FOLDER`).
    #[arg(long, value_name = "FOLDER", requires = "held_out")]
    dictionary: Option<PathBuf>,
    /// The groups whose number leaves this when it is divided by five are asked.
    #[arg(long, value_name = "REST", requires = "dictionary")]
    held_out: Option<u64>,
    /// One part only.
    #[arg(long, value_enum)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    /// What is found, and the false alerts.
    Quality,
    /// Time and space.
    Speed,
    /// How soon a change of a list is found, and its hits stand on the board.
    Living,
}

/// Measures, and prints each figure beside its goal.
pub async fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let shared = shared::Shared::find();
    if let Some(file) = &args.report {
        fairness::run(shared.as_ref(), file)?;
        return Ok(ExitCode::SUCCESS);
    }
    if let (Some(folder), Some(rest)) = (&args.dictionary, args.held_out) {
        let read = |name| {
            fs::read(folder.join(name)).with_context(|| format!("reading {name} in {}", folder.display()))
        };
        let names = read("names.bin")?;
        let (readings, costs) =
            (String::from_utf8(read("readings.tsv")?)?, String::from_utf8(read("costs.tsv")?)?);
        anyhow::ensure!(
            pc_name_match::set_dictionary(names.leak(), readings.leak())
                && pc_name_match::set_costs(costs.leak()),
            "{} holds no dictionary",
            folder.display()
        );
        variants::held_out(shared.as_ref(), rest)?;
        return Ok(ExitCode::SUCCESS);
    }
    let wanted = |part| args.only.is_none_or(|only| only == part);
    if wanted(Part::Quality) {
        println!(
            "threshold {}; weights were tuned on one half of the data, these are of the other",
            pc_name_match::DEFAULT_THRESHOLD
        );
        variants::run(shared.as_ref())?;
        pairs::run(shared.as_ref())?;
        alerts::run(shared.as_ref())?;
    }
    if wanted(Part::Speed) {
        for entries in &args.entries {
            speed::run(*entries);
        }
    }
    if wanted(Part::Living) {
        for entries in &args.entries {
            living::run(*entries);
        }
        service::run(args.served, args.flights).await?;
    }
    Ok(ExitCode::SUCCESS)
}

/// A share in a hundred, in words.
fn percent(part: u64, of: u64) -> String {
    format!("{:.1} %", 100.0 * part as f64 / of.max(1) as f64)
}
