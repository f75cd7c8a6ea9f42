//! `portcullis compare`: how alike two names are, pair by pair.

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, bail};
use pc_kernel::{Clock, PartialDate, SystemClock};

use super::{
    match_queries::rounded,
    table::{Dates, Done, Row, Table, answer, open},
};

/// Which pairs.
#[derive(clap::Args)]
#[command(
    after_help = "The header names the columns: id, left, right; optionally left_birth, right_birth and kind (person or
organisation). Names may be in any script. The output has the header id,score and one line for each pair, in
their order; scores are from 0 to 1. A row that cannot be used is told on standard error and has no score.
The question is whether two names are forms of one. That is another than `match` answers, where a common name
says less than a rare one: its scores are not these.
Exit status: 0 when every row could be used, 1 when some could not, 2 for unusable arguments.

Examples:
  portcullis compare pairs.csv > scores.csv
  printf 'id,left,right\\n1,Ivo Testanov,ТЕСТАНОВ Иво\\n' | portcullis compare -"
)]
pub struct Args {
    /// The pairs: comma-separated values in UTF-8; - is standard input.
    #[arg(value_name = "PAIRS.csv")]
    pairs: PathBuf,
    /// Dates of numbers that do not begin with the year have the month first (02/28/1961).
    #[arg(long)]
    month_first: bool,
    /// How to print.
    #[arg(long, value_enum, default_value = "csv")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// Comma-separated values: id,score.
    Csv,
}

const COLUMNS: [&str; 6] = ["id", "left", "right", "left_birth|left dob", "right_birth|right dob", "kind"];

/// Compares.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Format::Csv = args.format;
    let file = args.pairs.display().to_string();
    let (table, notes) = Table::new(open(&args.pairs)?, &COLUMNS).with_context(|| file.clone())?;
    if !(table.has(1) && table.has(2)) {
        bail!("{file}, line 1: the header must name left and right, and is {:?}", table.header());
    }
    for note in notes {
        eprintln!("{file}: warning: {note}");
    }
    let today = SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let dates = Dates { today, month_first: args.month_first };
    let work = |row: io::Result<Row>, done: &mut Done| {
        let row = match row {
            Ok(row) => row,
            Err(error) => return done.fail(&file, &error),
        };
        let id = row.id();
        let score = row.cells.and_then(|cells| {
            let mut warn = |text: String| done.say(&file, row.line, &format!("warning: {text}"));
            pair(&cells, dates, &mut warn)
        });
        let score = match score {
            Ok(score) => rounded(score).to_string(),
            Err(why) => {
                done.refuse(&file, row.line, &why);
                String::new()
            }
        };
        // Writing into memory cannot fail.
        let _ = writeln!(done.out, "{},{score}", quoted(&id));
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    writeln!(out, "id,score")?;
    answer(table, "pairs", out, work)
}

/// The cell as it must be written.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// The score of a row.
fn pair(cells: &[String], dates: Dates, warn: &mut impl FnMut(String)) -> Result<f32, String> {
    let [_, left, right, left_birth, right_birth, kind] = cells else {
        return Err("it cannot be read".to_owned());
    };
    for (name, side) in [(left, "left"), (right, "right")] {
        if name.is_empty() {
            return Err(format!("it has no name in {side}: fill it in"));
        }
    }
    let mut date = |text: &str| dates.read(text, "compared", warn);
    let (left_birth, right_birth) = (date(left_birth), date(right_birth));
    let organization = match kind.to_lowercase().as_str() {
        "" | "person" | "individual" => false,
        "organisation" | "organization" | "org" | "company" | "entity" => true,
        _ => {
            warn(format!("{kind:?} is no kind (person or organisation); compared as a person"));
            false
        }
    };
    Ok(score(left, right, left_birth, right_birth, organization))
}

/// How alike two names are, from 0 to 1: persons', or an organisation's (which was not born).
pub fn score(
    left: &str,
    right: &str,
    left_birth: Option<PartialDate>,
    right_birth: Option<PartialDate>,
    organization: bool,
) -> f32 {
    if organization {
        pc_name_match::compare_organizations(left, right).score
    } else {
        pc_name_match::compare_names(left, right, left_birth, right_birth).score
    }
}
