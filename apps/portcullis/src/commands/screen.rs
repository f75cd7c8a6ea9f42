//! `portcullis screen`: the main job on files.

mod output;

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use pc_kernel::{Clock, SystemClock};
use pc_name_match::QueryOptions;
use pc_screening::rules::screen::query;

use super::lists::Lists;
use output::{HitOut, MessageOut, Output};

/// What to screen against what.
#[derive(clap::Args)]
#[command(
    after_help = "Exit status: 0 when every message gave at least one person, 1 when some were refused, 2 for unusable \
arguments.

Examples:
  portcullis screen --list ofac/ manifest.edi
  portcullis screen --list ofac/sdn.csv --list own.jsonl --format json inbox/ > result.json"
)]
pub struct Args {
    /// A list: a file in any form that can be imported, the folder of the OFAC files, or a snapshot made by `index`.
    #[arg(long, required = true, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// Snapshots are used only where they are signed by the node of this public key (`node.pub`).
    #[arg(long, value_name = "FILE")]
    signed_by: Option<PathBuf>,
    /// Hits below this score are not told.
    #[arg(long, default_value_t = crate::node::DEFAULT_THRESHOLD, value_parser = threshold)]
    threshold: f32,
    /// How to print.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Message files; folders are walked.
    #[arg(required = true, value_name = "MESSAGE")]
    messages: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// For programs: one JSON document.
    Json,
}

/// A threshold from 0 to 1.
pub fn threshold(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
        _ => Err(format!("{text} is not a number from 0 to 1")),
    }
}

/// Screens.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let clock = SystemClock;
    let files = walk(&args.messages)?;
    if files.is_empty() {
        bail!("no message file was found");
    }
    let lists = Lists::open(&args.list, args.signed_by.as_deref())?;
    let options = QueryOptions { threshold: args.threshold, top: 20 };
    let today = clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let mut progress = Progress::new(files.len());
    let mut output = Output::default();
    for path in &files {
        progress.step();
        let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
        let file = path.display().to_string();
        let interchange = pc_passenger::read_interchange(&bytes, today);
        for message in &interchange.messages {
            let number = output.messages.len();
            output.messages.push(MessageOut::of(&file, message));
            for (person, stated) in message.persons.iter().enumerate() {
                let facts = pc_events::PersonFacts {
                    role: stated.role,
                    surname: stated.surname.clone(),
                    given: stated.given.clone(),
                    birth: stated.birth,
                    gender: stated.gender,
                    nationality: stated.nationality,
                    documents: stated.documents.clone(),
                };
                for met in lists.query(&[query(&facts)], &options) {
                    output.hits.push(HitOut::of(&file, number, person, met));
                }
            }
        }
    }
    progress.end();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    match args.format {
        Format::Json => {
            serde_json::to_writer(&mut out, &output)?;
            writeln!(out)?;
        }
        Format::Table => output.table(&mut out)?,
    }
    out.flush()?;
    let refused = output.messages.iter().any(|m| m.refused.is_some() || m.persons.is_empty());
    Ok(ExitCode::from(u8::from(refused)))
}

/// The files that `paths` name: a folder is walked, in order of name, without hidden files and README files.
pub fn walk(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut files)?;
        } else if path.is_file() {
            files.push(path.clone());
        } else {
            bail!("{} is neither a file nor a folder", path.display());
        }
    }
    Ok(files)
}

fn folder(path: &Path, files: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    let context = || format!("reading the folder {}", path.display());
    let mut entries: Vec<PathBuf> = std::fs::read_dir(path)
        .with_context(context)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()
        .with_context(context)?;
    entries.sort();
    for entry in entries {
        let name = entry.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if entry.is_dir() {
            folder(&entry, files)?;
        } else if !name.to_ascii_uppercase().starts_with("README") {
            files.push(entry);
        }
    }
    Ok(())
}

/// Says on standard error how far it is, once it takes more than two seconds.
struct Progress {
    started: Instant,
    told: Instant,
    done: usize,
    all: usize,
}

impl Progress {
    fn new(all: usize) -> Self {
        let now = Instant::now();
        Self { started: now, told: now, done: 0, all }
    }

    fn step(&mut self) {
        self.done += 1;
        if self.started.elapsed() > Duration::from_secs(2) && self.told.elapsed() > Duration::from_millis(500)
        {
            self.told = Instant::now();
            eprint!("\rscreening file {} of {}", self.done, self.all);
        }
    }

    fn end(&self) {
        if self.told != self.started {
            eprintln!("\rscreened {} files in {:.1} s", self.all, self.started.elapsed().as_secs_f32());
        }
    }
}
