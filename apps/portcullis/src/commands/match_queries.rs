//! `portcullis match`: a file of queries against lists, with no data folder and no server.

use std::{io, path::PathBuf, process::ExitCode};

use anyhow::{Context, bail};
use pc_kernel::{Clock, Document, DocumentKind, SystemClock};
use pc_name_match::{DEFAULT_THRESHOLD, Query, QueryOptions, Sought};
use serde::Serialize;

use super::{
    lists::Lists,
    screen::threshold,
    table::{Dates, Done, Row, Table, answer, country, gender, open, sought},
};

/// What to look for in which lists.
#[derive(clap::Args)]
#[command(
    after_help = "The header of the queries names its columns, in any order: any of id, name, surname, given, birth, gender,
nationality, document, kind, or what else these are called (last name, given name, dob, passport, …). A name goes into `name` whole, or split into `surname` and `given`; in any script.
Without an id, rows are numbered from 1. Several documents are separated by semicolons.

The kind is what is looked for: person, organisation, vessel, aircraft or vehicle. Where it does not stand, a row with a
surname, a given name, a date of birth or a gender is a person, and any other may be anything. Those
that are no person have a `name`, a country in `nationality`, and their registrations, IMO numbers, call signs and
plates in `document`; birth and gender say nothing of them.

Each query gives one line, in the order of the queries:
  {\"id\":\"q1\",\"candidates\":[{\"list\":\"OWN\",\"entry\":\"7\",\"score\":0.93,\"name\":\"…\",\"reasons\":[\"…\"]}]}
A row that cannot be used is told on standard error, with its line and what to do, and gives a line without
candidates. Exit status: 0 when every row could be used, 1 when some could not, 2 for unusable arguments.

Examples:
  portcullis match --list ofac/ --queries travelers.csv > candidates.jsonl
  portcullis match --list own.jsonl --list ofac/sdn.csv --queries - --top 5 --threshold 0.6 < travelers.csv
  portcullis match --list lists.snap --queries travelers.csv
  printf 'name,kind\\nEXEMPLAR TRADING LTD,organisation\\n' | portcullis match --list ofac/ --queries -"
)]
pub struct Args {
    /// A list: a file in any form that can be imported, the folder of the OFAC files, or a snapshot made by `index`.
    #[arg(long, required = true, value_name = "FILE", num_args = 1..)]
    list: Vec<PathBuf>,
    /// Snapshots are used only where they are signed by the node of this public key (`node.pub`).
    #[arg(long, value_name = "FILE")]
    signed_by: Option<PathBuf>,
    /// The queries: comma-separated values in UTF-8; - is standard input.
    #[arg(long, value_name = "FILE.csv")]
    queries: PathBuf,
    /// At most so many candidates a query.
    #[arg(long, default_value_t = 20, value_name = "1 to 1000", value_parser = clap::value_parser!(u16).range(1..=1000))]
    top: u16,
    /// Candidates below this score, 0 to 1, are not told.
    #[arg(long, default_value_t = DEFAULT_THRESHOLD, value_parser = threshold, allow_negative_numbers = true)]
    threshold: f32,
    /// Dates of numbers that do not begin with the year have the month first (02/28/1961).
    #[arg(long)]
    month_first: bool,
    /// How to print.
    #[arg(long, value_enum, default_value = "jsonl")]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One JSON object a line.
    Jsonl,
}

const COLUMNS: [&str; 9] = [
    "id",
    "name|full name|fullname",
    "surname|last name|lastname|family name|familyname",
    "given|given name|given names|first name|firstname|forename|forenames",
    "birth|dob|date of birth|birth date|birthdate|birthday",
    "gender|sex",
    "nationality|citizenship",
    "document|document number|document no|passport|passport number|passport no",
    "kind",
];
/// The places of those of which one is needed: names and documents.
const NEEDED: [usize; 4] = [1, 2, 3, 7];

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a str,
    candidates: Vec<Candidate>,
}

#[derive(Serialize)]
struct Candidate {
    list: String,
    entry: String,
    score: f64,
    name: String,
    reasons: Vec<String>,
}

/// Matches.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let Format::Jsonl = args.format;
    let file = args.queries.display().to_string();
    let (table, notes) = Table::new(open(&args.queries)?, &COLUMNS).with_context(|| file.clone())?;
    if !NEEDED.iter().any(|column| table.has(*column)) {
        bail!(
            "{file}, line 1: the header must name at least one of name, surname, given and document, and is {:?}",
            table.header()
        );
    }
    for note in notes {
        eprintln!("{file}: warning: {note}");
    }
    let lists = Lists::open(&args.list, args.signed_by.as_deref())?;
    let options = QueryOptions { threshold: args.threshold, top: usize::from(args.top) };
    let today = SystemClock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let dates = Dates { today, month_first: args.month_first };
    let work = |row: io::Result<Row>, done: &mut Done| {
        let row = match row {
            Ok(row) => row,
            Err(error) => return done.fail(&file, &error),
        };
        let id = row.id();
        let mut candidates = Vec::new();
        let asked = row.cells.and_then(|cells| {
            let mut warn = |text: String| done.say(&file, row.line, &format!("warning: {text}"));
            questions(&cells, dates, &mut warn)
        });
        match asked {
            Ok(queries) => {
                candidates.extend(lists.query(&queries, &options).into_iter().map(|met| Candidate {
                    list: met.list,
                    entry: met.entry,
                    score: rounded(met.found.score),
                    name: met.found.name,
                    reasons: met.found.parts.into_iter().map(|p| p.text).collect(),
                }));
            }
            Err(why) => done.refuse(&file, row.line, &why),
        }
        // Writing into memory cannot fail, and every value has a form in JSON.
        let _ = serde_json::to_writer(&mut done.out, &Answer { id: &id, candidates });
        done.out.push(b'\n');
    };
    let out = io::BufWriter::new(io::stdout().lock());
    answer(table, "queries", out, work)
}

/// Six digits behind the point: more than a score means, enough to keep an order.
pub fn rounded(score: f32) -> f64 {
    (f64::from(score) * 1e6).round() / 1e6
}

/// The question that a row asks; two where nothing in it says whether it is of a person.
fn questions(cells: &[String], dates: Dates, warn: &mut impl FnMut(String)) -> Result<Vec<Query>, String> {
    let [_, name, surname, given, born, sex, nation, papers, kind] = cells else {
        return Err("it cannot be read".to_owned());
    };
    let birth = dates.read(born, "asked", warn);
    let mut known = |error: String| warn(format!("{error}; asked without it"));
    let nationality = country(nation).unwrap_or_else(|e| {
        known(e);
        None
    });
    let kind = sought(kind).unwrap_or_else(|e| {
        known(e);
        None
    });
    let is_open = kind.is_none() && [surname, given, born, sex].iter().all(|cell| cell.trim().is_empty());
    let kind = kind.unwrap_or_default();
    let mut query = Query {
        kind,
        surname: surname.clone(),
        given: given.clone(),
        full: Some(name.clone()).filter(|n| !n.is_empty()),
        birth,
        gender: gender(sex).unwrap_or_else(|e| {
            known(e);
            None
        }),
        nationality,
        ..Query::default()
    };
    for number in papers.split(';').map(str::trim).filter(|n| !n.is_empty()) {
        let mut document = Document {
            kind: DocumentKind::Unknown,
            stated: None,
            number: number.to_owned(),
            issuer: None,
            expiry: None,
        };
        query.documents.push(document.clone());
        // Most documents of people are issued by the country of nationality: that is tried as well.
        if nationality.is_some() && !kind.is_thing() {
            document.issuer = nationality;
            query.documents.push(document);
        }
    }
    if query.full.is_none()
        && query.surname.is_empty()
        && query.given.is_empty()
        && query.documents.is_empty()
    {
        return Err("it has neither a name nor a document: fill in name, or surname and given".to_owned());
    }
    let parts = [name, surname, given];
    let all = parts.map(String::as_str).join(" ");
    if is_open && !all.trim().is_empty() && !all.contains(char::is_alphanumeric) {
        known(format!("{:?} is no name", all.trim()));
    } else if !is_open
        && !kind.is_thing()
        && !all.trim().is_empty()
        && !parts.iter().any(|p| pc_name_match::is_name(p))
    {
        known(format!("{:?} is no name of a person", all.trim()));
    }
    let thing = is_open.then(|| Query { kind: Sought::Thing, ..query.clone() });
    Ok(std::iter::once(query).chain(thing).collect())
}
