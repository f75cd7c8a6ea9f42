//! Writes the synthetic agency as files.

mod files;

use std::fmt::Write as _;
use std::{error::Error, fs, path::PathBuf};

use clap::Parser;
use jiff::Timestamp;
use pc_demo_data::{Agency, DEFAULT_SEED, Size, load_profile, population::Population, watchlist};
use pc_kernel::{Clock, SystemClock};

/// Writes a synthetic agency: schedule.csv, watchlist.jsonl, watchlist-update.jsonl, messages/, messages.csv
#[derive(Parser)]
#[command(name = "pc-demo-data")]
struct Options {
    /// Folder to write into
    #[arg(long)]
    out: PathBuf,
    /// The same seed and moment give the same agency
    #[arg(long, default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// The moment to build it around, e.g. 2026-06-01T09:00:00Z; default: the present
    #[arg(long)]
    now: Option<Timestamp>,
    /// A few flights only
    #[arg(long)]
    small: bool,
    /// The lists and the schedule only, no messages
    #[arg(long)]
    lists_only: bool,
    /// Also write a watchlist of so many entries
    #[arg(long)]
    list: Option<usize>,
    /// Instead: a large list of so many entries as by culture (population.jsonl), and a tenth as many travelers to ask
    /// about (travelers.csv)
    #[arg(long, value_name = "ENTRIES")]
    population: Option<u64>,
    /// Also write the first so many messages of the load profile
    #[arg(long)]
    load: Option<usize>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    if let Some(entries) = options.population {
        fs::create_dir_all(&options.out)?;
        return Ok(files::write(Population::new(options.seed), entries, &options.out)?);
    }
    let now = options.now.unwrap_or_else(|| SystemClock.now());
    let size = if options.small { Size::Small } else { Size::Demo };
    let agency = Agency::generate(options.seed, now, size);
    fs::create_dir_all(&options.out)?;
    fs::write(options.out.join("schedule.csv"), agency.schedule_csv())?;
    fs::write(options.out.join("watchlist.jsonl"), agency.watchlist())?;
    fs::write(options.out.join("watchlist-update.jsonl"), agency.watchlist_update())?;
    if options.lists_only {
        return Ok(());
    }
    let messages = options.out.join("messages");
    fs::create_dir_all(&messages)?;
    let mut index = String::from("at,file,bytes,flaw\n");
    for m in &agency.messages {
        fs::write(messages.join(&m.file_name), &m.bytes)?;
        writeln!(index, "{},{},{},{}", m.at, m.file_name, m.bytes.len(), m.flaw.unwrap_or_default())?;
    }
    fs::write(options.out.join("messages.csv"), index)?;
    if let Some(n) = options.list {
        fs::write(options.out.join(format!("watchlist-{n}.jsonl")), watchlist(options.seed, n))?;
    }
    if let Some(n) = options.load {
        let folder = options.out.join("load");
        fs::create_dir_all(&folder)?;
        for m in load_profile(options.seed).take(n) {
            fs::write(folder.join(&m.file_name), &m.bytes)?;
        }
    }
    println!(
        "{}: {} flights, {} messages, {} planted travelers",
        options.out.display(),
        agency.flights.len(),
        agency.messages.len(),
        agency.plants.len()
    );
    Ok(())
}
