//! The development data, which is no part of the project (`PORTCULLIS_SHARED_DATA`).

use std::{fs, io::BufReader, path::PathBuf};

use anyhow::Context;
use jiff::civil::date;
use pc_name_match::{Query, Subject};

use crate::commands::table::{Dates, Table, country, gender};

/// Where the data are.
pub struct Shared(PathBuf);

impl Shared {
    /// The folder of `PORTCULLIS_SHARED_DATA`; without it, says which rows are left out.
    pub fn find() -> Option<Self> {
        let folder = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from).filter(|f| f.is_dir());
        if folder.is_none() {
            println!("PORTCULLIS_SHARED_DATA names no folder: the rows that need its data are skipped");
        }
        folder.map(Self)
    }

    /// A file's text.
    pub fn text(&self, name: &str) -> anyhow::Result<String> {
        let path = self.0.join(name);
        fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
    }

    /// The persons of the real list; the key is their number in it.
    pub fn persons(&self) -> anyhow::Result<Vec<Subject>> {
        let read = pc_watchlist::read_jsonl(self.text("lists/ofac_persons.jsonl")?.as_bytes());
        let number = |id: &str| id.trim_start_matches("OFAC-").parse().unwrap_or_default();
        Ok(read.entries.iter().map(|entry| pc_screening::subject(number(&entry.id), entry)).collect())
    }

    /// Clean travelers of one half.
    pub fn travelers(&self, test: bool) -> anyhow::Result<Vec<Query>> {
        let text = self.text("queries/negatives_global.csv")?;
        let columns = ["first_name", "middle_name", "last_name", "gender", "date_of_birth", "nationality"];
        let (table, _) = Table::new(BufReader::new(text.as_bytes()), &columns)?;
        let dates = Dates { today: date(2026, 1, 1), month_first: false };
        let mut queries = Vec::new();
        for row in table {
            let row = row?;
            let Ok(cells) = row.cells else { continue };
            if half(row.number) == test {
                queries.push(Query {
                    surname: cells[2].clone(),
                    given: format!("{} {}", cells[0], cells[1]).trim().to_owned(),
                    birth: dates.birth(&cells[4]).ok().and_then(|(date, _)| date),
                    gender: gender(&cells[3]).ok().flatten(),
                    nationality: country(&cells[5]).ok().flatten(),
                    ..Query::default()
                });
            }
        }
        Ok(queries)
    }
}

/// Which half something belongs to: weights are tuned on the half `false`, figures are of the half `true`.
pub fn half(number: u64) -> bool {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 63 == 1
}
