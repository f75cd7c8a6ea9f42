//! Tables of comma-separated values (RFC 4180), read a row at a time from a file of any size or from a pipe.
//!
//! The reader is our own because of what it must survive: a quotation mark that is never closed costs its own row, not
//! the rest of the file.

mod ordered;
mod progress;
mod split;
#[cfg(test)]
mod tests;
mod values;

use std::{
    collections::VecDeque,
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::ExitCode,
};

use anyhow::{Context, bail};

pub use ordered::Done;
pub use values::{Dates, country, gender, sought};

use ordered::ordered;
use progress::Progress;
use split::{Fault, split};

/// A row is at most so many bytes.
const LONGEST: usize = 1 << 16;
/// Stands for a line that is longer: no text has such bytes.
const TOO_LONG: &[u8] = b"\xff\xfe\xff";
/// A quoted cell goes on over at most so many lines.
const LINES: usize = 32;

/// A table whose columns were found by the names in its first line.
pub struct Table<R> {
    lines: Lines<R>,
    delimiter: char,
    /// The names in its first line, in lower case.
    header: Vec<String>,
    /// The place of each column asked for.
    columns: Vec<Option<usize>>,
    rows: u64,
}

/// One row.
#[derive(Debug)]
pub struct Row {
    /// The line that it begins on, from 1.
    pub line: u64,
    /// Its number among the rows, from 1.
    pub number: u64,
    /// What stands in the first of the columns asked for, as far as it can be told: also of a row with something wrong.
    pub first: String,
    /// The cells of the columns asked for, trimmed, empty where there is none; or what is wrong with the row.
    pub cells: Result<Vec<String>, String>,
    /// Whether more can be read without waiting for whoever writes.
    pub more: bool,
}

impl Row {
    /// What it is called: its first column, or its number where that says nothing.
    pub fn id(&self) -> String {
        if self.first.is_empty() { self.number.to_string() } else { self.first.clone() }
    }
}

/// Works on every row of a table, on all cores, and writes the answers to `out` in the order of the rows. `what` are
/// the rows, for whoever watches. Gives the exit status.
pub fn answer<R: Read + Send>(
    table: Table<R>,
    what: &'static str,
    mut out: impl Write,
    work: impl Fn(io::Result<Row>, &mut Done) + Sync,
) -> anyhow::Result<ExitCode> {
    let mut progress = Progress::new(what);
    let rows = table.map(|row| {
        let more = row.as_ref().is_ok_and(|r| r.more);
        (row, more)
    });
    ordered(rows, work, |done| progress.write(&done, &mut out))?;
    progress.end(&mut out)
}

/// Opens `path`, or standard input where it is `-`.
pub fn open(path: &Path) -> anyhow::Result<BufReader<Box<dyn Read + Send>>> {
    if path.as_os_str() == "-" {
        return Ok(BufReader::new(Box::new(io::stdin())));
    }
    let file = File::open(path).with_context(|| format!("reading {}", path.display()))?;
    if path.is_dir() {
        bail!("{} is a folder: give a file", path.display());
    }
    Ok(BufReader::with_capacity(1 << 18, Box::new(file)))
}

/// The name of a column among its names.
fn own_name(names: &str) -> &str {
    names.split('|').next().unwrap_or(names)
}

/// Whether a cell of the header is one of a column's names, however its words are joined.
fn is_named(names: &str, cell: &str) -> bool {
    let plain =
        |text: &str| text.replace(['_', '-', '.'], " ").split_whitespace().collect::<Vec<_>>().join(" ");
    names.split('|').any(|name| plain(name) == plain(cell))
}

impl<R: Read> Table<R> {
    /// Reads the first line. `names` are the columns that are known, in lower case, each with other names for it behind
    /// bars; what was passed over is told with the table.
    pub fn new(input: BufReader<R>, names: &[&str]) -> anyhow::Result<(Self, Vec<String>)> {
        let known = names.iter().map(|name| own_name(name)).collect::<Vec<_>>().join(",");
        let mut lines = Lines { input, number: 0, ahead: VecDeque::new() };
        let header = loop {
            match lines.next().context("reading the header line")? {
                None => bail!("there is no header line: the first line names the columns ({known})"),
                Some((_, line)) if line == TOO_LONG => {
                    bail!(
                        "the first line is longer than 64 KiB and no header: it names the columns ({known})"
                    )
                }
                Some((_, line)) if line.trim_ascii().is_empty() => {}
                Some((_, line)) => break line,
            }
        };
        if header.starts_with(&[0xFF, 0xFE]) || header.starts_with(&[0xFE, 0xFF]) {
            bail!("this is UTF-16: save it as CSV in UTF-8");
        }
        let header =
            String::from_utf8(header).context("the header line is not UTF-8: save it as CSV in UTF-8")?;
        let header = header.trim_start_matches('\u{feff}');
        let many = |c: char| header.matches(c).count();
        let delimiter = [',', ';', '\t'].into_iter().rev().max_by_key(|c| many(*c)).unwrap_or(',');
        let Ok(header) = split(header, delimiter) else {
            bail!("the header line has a quote that is not closed")
        };
        let header: Vec<String> = header.iter().map(|h| h.trim().to_lowercase()).collect();
        let columns: Vec<Option<usize>> =
            names.iter().map(|name| header.iter().position(|h| is_named(name, h))).collect();
        let mut notes = Vec::new();
        let is_known = |h: &str| names.iter().any(|name| is_named(name, h));
        let ignored: Vec<&str> =
            header.iter().map(String::as_str).filter(|h| !h.is_empty() && !is_known(h)).collect();
        if !ignored.is_empty() {
            notes.push(format!("these columns are ignored: {} (known: {known})", ignored.join(", ")));
        }
        for name in names {
            let places: Vec<&String> = header.iter().filter(|h| is_named(name, h)).collect();
            if let [first, _, ..] = places.as_slice() {
                let name = own_name(name);
                notes.push(format!(
                    "the column {name} is there {} times: the first counts ({first})",
                    places.len()
                ));
            }
        }
        Ok((Self { lines, delimiter, columns, header, rows: 0 }, notes))
    }

    /// Whether the table has the `n`-th of the columns asked for.
    pub fn has(&self, n: usize) -> bool {
        self.columns.get(n).is_some_and(Option::is_some)
    }

    /// Its first line, as it was understood.
    pub fn header(&self) -> String {
        self.header.join(",")
    }

    fn row(&mut self) -> io::Result<Option<Row>> {
        let (line, mut text) = loop {
            match self.lines.next()? {
                None => return Ok(None),
                Some((_, text)) if text.trim_ascii().is_empty() => {}
                Some(found) => break found,
            }
        };
        let mut taken = Vec::new();
        let cells = loop {
            let Ok(row) = std::str::from_utf8(&text) else {
                break Err(if text == TOO_LONG {
                    "it is longer than 64 KiB: no row is, is a line break missing?".to_owned()
                } else {
                    "it is not UTF-8: save the file as CSV in UTF-8".to_owned()
                });
            };
            match split(row, self.delimiter) {
                Ok(cells) => break self.pick(&cells),
                Err(Fault::Open) if taken.len() < LINES && text.len() < LONGEST => {
                    // A line that is no text is none of a cell: its own row says so.
                    match self.lines.next()? {
                        Some((number, next)) if std::str::from_utf8(&next).is_ok() => {
                            text.extend_from_slice(&next);
                            taken.push((number, next));
                            continue;
                        }
                        Some(other) => taken.push(other),
                        None => {}
                    }
                }
                Err(_) => {}
            }
            // The lines that were taken for a part of the cell are rows of their own.
            self.lines.back(taken);
            break Err(
                "a quotation mark is not closed: close it, or write it twice where it is meant".to_owned()
            );
        };
        self.rows += 1;
        let more = self.lines.at_hand();
        let first = match &cells {
            Ok(cells) => cells.first().cloned().unwrap_or_default(),
            Err(_) => self.guess(&text),
        };
        Ok(Some(Row { line, number: self.rows, first, cells, more }))
    }

    /// What stands in the first column asked for of a row that cannot be read, where that comes before what is wrong.
    fn guess(&self, text: &[u8]) -> String {
        let text = String::from_utf8_lossy(text);
        let line = text.lines().next().unwrap_or_default();
        let place = self.columns.first().copied().flatten();
        let cell = place.and_then(|place| line.split(self.delimiter).nth(place)).unwrap_or_default();
        let whole = !cell.contains(['"', '\u{fffd}'])
            && !line.split(self.delimiter).take(place.unwrap_or(0)).any(|c| c.contains('"'));
        if whole { cell.trim().to_owned() } else { String::new() }
    }

    fn pick(&self, cells: &[String]) -> Result<Vec<String>, String> {
        if cells.len() > self.header.len() && cells[self.header.len()..].iter().any(|c| !c.trim().is_empty())
        {
            return Err(format!(
                "it has {} cells and the header {}: put cells that hold a comma in quotation marks",
                cells.len(),
                self.header.len()
            ));
        }
        let cell = |at: &Option<usize>| {
            let text = at.and_then(|at| cells.get(at)).map_or("", |c| c.trim());
            // A line break inside a name is a blank.
            if text.contains(['\n', '\r']) {
                text.split_whitespace().collect::<Vec<_>>().join(" ")
            } else {
                text.to_owned()
            }
        };
        Ok(self.columns.iter().map(cell).collect())
    }
}

impl<R: Read> Iterator for Table<R> {
    type Item = io::Result<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        self.row().transpose()
    }
}

/// Lines with their numbers, some of them given back.
struct Lines<R> {
    input: BufReader<R>,
    number: u64,
    ahead: VecDeque<(u64, Vec<u8>)>,
}

impl<R: Read> Lines<R> {
    fn next(&mut self) -> io::Result<Option<(u64, Vec<u8>)>> {
        if let Some(line) = self.ahead.pop_front() {
            return Ok(Some(line));
        }
        let mut line = Vec::new();
        let read = (&mut self.input).take(LONGEST as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(None);
        }
        if read == LONGEST && !line.ends_with(b"\n") {
            // Whatever this is, it is no row.
            self.input.skip_until(b'\n')?;
            line = TOO_LONG.to_vec();
        }
        self.number += 1;
        Ok(Some((self.number, line)))
    }

    fn back(&mut self, lines: Vec<(u64, Vec<u8>)>) {
        for line in lines.into_iter().rev() {
            self.ahead.push_front(line);
        }
    }

    /// Whether a whole line was read already, so that nobody waits for it.
    fn at_hand(&self) -> bool {
        !self.ahead.is_empty() || self.input.buffer().contains(&b'\n')
    }
}
