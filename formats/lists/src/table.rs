//! Rows of a CSV file under a header, one at a time.

use std::{
    collections::HashMap,
    io::{self, BufRead},
};

use csv::{ByteRecord, ReaderBuilder, StringRecord};
use pc_kernel::Warning;

use crate::{
    end::{CUT, MARK, Marked},
    quotes,
};

/// What separates fields, by what the header line holds most of outside of quotes.
pub(crate) fn delimiter(line: &str) -> u8 {
    let count = |wanted: char| {
        let mut quoted = false;
        let outside = line.chars().filter(|&c| {
            quoted ^= c == '"';
            c == wanted && !quoted
        });
        outside.count()
    };
    // The first of equals counts, so a comma before the rest.
    let best = ['|', '\t', ';', ','].into_iter().max_by_key(|c| count(*c)).unwrap_or(',');
    u8::try_from(best).unwrap_or(b',')
}

/// Lower case, letters and digits only: how names of columns are compared.
pub(crate) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The fields of one line of a header.
pub(crate) fn header_of(line: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line.as_bytes());
    let mut row = ByteRecord::new();
    match reader.read_byte_record(&mut row) {
        Ok(true) => row.iter().map(|field| text(field).trim().to_owned()).collect(),
        _ => Vec::new(),
    }
}

/// A file's rows.
pub(crate) struct Table<R> {
    reader: csv::Reader<Marked<R>>,
    delimiter: char,
    header: Vec<String>,
    /// Where each column stands, by its plain name; of two of one name the first.
    columns: HashMap<String, usize>,
    /// Bytes and lines before what the CSV reader sees.
    before: (usize, u64),
    /// Lines end with CR and LF; the reader counts the LF to the row after.
    crlf: bool,
    row: ByteRecord,
    /// The row that was read last: whether it is the last one is known after it.
    held: Option<Row>,
    behind: Behind,
    /// The fewest fields of a row before it, and of a whole one.
    least: (usize, usize),
    /// Every whole file ends with the end of a line.
    strict: bool,
    done: bool,
}

/// What stands behind the row that was read last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// Nothing was met yet.
    Unknown,
    /// A blank row.
    Blank,
    /// The mark behind the end: no quotation mark is open there.
    Mark,
    /// The same, after a blank row.
    BlankAndMark,
}

/// How much of a row there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// Values are missing: it says nothing against what is known.
    Short,
    /// It is no row, or the file was cut off in it: it says nothing.
    Broken,
}

/// A row, or what is wrong with it.
pub(crate) struct Row {
    fields: StringRecord,
    /// Byte offset of its first field.
    pub(crate) offset: usize,
    /// Its line, from 1.
    pub(crate) line: u64,
    /// That it has more or fewer fields than the header, or is broken.
    pub(crate) odd: Option<Warning>,
    /// How much of it there is.
    pub(crate) extent: Extent,
}

impl<R: BufRead> Table<R> {
    /// Reads `input`, passing over `preamble` lines before the header.
    pub(crate) fn open(mut input: R, delimiter: u8, preamble: usize) -> io::Result<Self> {
        let mut before = (0, 0);
        if input.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
            input.consume(3);
            before.0 = 3;
        }
        let mut line = Vec::new();
        for _ in 0..preamble {
            line.clear();
            before.0 += input.read_until(b'\n', &mut line)?;
            before.1 += 1;
        }
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .buffer_capacity(1 << 16)
            .from_reader(Marked::new(input));
        let mut row = ByteRecord::new();
        reader.read_byte_record(&mut row)?;
        let header: Vec<String> = row.iter().map(|field| text(field).trim().to_owned()).collect();
        let mut columns = HashMap::with_capacity(header.len());
        for (place, name) in header.iter().enumerate() {
            columns.entry(plain(name)).or_insert(place);
        }
        let crlf = reader.position().line() == 1 + newlines(&row);
        Ok(Self {
            reader,
            delimiter: char::from(delimiter),
            header,
            columns,
            before,
            crlf,
            row,
            held: None,
            behind: Behind::Unknown,
            least: (usize::MAX, usize::MAX),
            strict: false,
            done: false,
        })
    }

    /// The publisher's files end with the end of a line: one that does not was cut off.
    #[must_use]
    pub(crate) fn strict(self) -> Self {
        Self { strict: true, ..self }
    }

    /// The first column called any of `names`, in their order, however it is spelled.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.columns.get(&plain(name)).copied())
    }

    /// The next row that is not blank.
    pub(crate) fn next(&mut self) -> Option<io::Result<Row>> {
        while !self.done {
            match self.read() {
                Err(error) => return Some(Err(error)),
                Ok(Some(row)) => {
                    if let Some(before) = self.held.replace(row) {
                        let count = before.fields.len();
                        self.least.0 = self.least.0.min(count);
                        if before.extent == Extent::Whole {
                            self.least.1 = self.least.1.min(count);
                        }
                        return Some(Ok(before));
                    }
                }
                Ok(None) => {
                    self.done = true;
                    return self.last().map(Ok);
                }
            }
        }
        None
    }

    fn read(&mut self) -> io::Result<Option<Row>> {
        loop {
            let position = self.reader.position().clone();
            if !self.reader.read_byte_record(&mut self.row)? {
                return Ok(None);
            }
            let began =
                self.row.position().map_or(position.line(), csv::Position::line) + u64::from(self.crlf);
            // Blank lines before the row are the reader's to skip: count back from its end.
            let ended =
                self.reader.position().line().saturating_sub(newlines(&self.row) + u64::from(!self.crlf));
            let line = began.max(ended) + self.before.1;
            let byte = self.row.position().map_or(position.byte(), csv::Position::byte);
            let offset = usize::try_from(byte).unwrap_or(usize::MAX).saturating_add(self.before.0);
            if self.row.len() == 1 && self.row.get(0) == Some(MARK) {
                let blank = self.behind == Behind::Blank;
                self.behind = if blank { Behind::BlankAndMark } else { Behind::Mark };
                continue;
            }
            if self.row.iter().all(|field| matches!(field.trim_ascii(), b"" | b"\x1a")) {
                self.behind = Behind::Blank;
                continue;
            }
            self.behind = Behind::Unknown;
            let lines = newlines(&self.row);
            let fields = StringRecord::from_byte_record(self.row.clone())
                .unwrap_or_else(|error| error.into_byte_record().iter().map(text).collect());
            return Ok(Some(
                self.judge(Row { fields, offset, line, odd: None, extent: Extent::Whole }, lines),
            ));
        }
    }

    /// Says what is odd in `row`, which has `lines` line ends inside of its fields.
    fn judge(&self, mut row: Row, lines: u64) -> Row {
        let (fields, line, wanted) = (&row.fields, row.line, self.header.len());
        let count = fields.len();
        let left = if lines > 0 { quotes::takes_rows(fields, self.delimiter, wanted) } else { None };
        if let Some(extent) = left {
            let end = line + lines;
            let text = if extent == Extent::Broken {
                format!(
                    "that is not closed takes in the rows up to line {end}: they were passed over. Close it, or write it twice where it is part of a value"
                )
            } else {
                format!(
                    "may have taken in rows up to line {end}. The row is taken as it stands, and nothing is removed from the list"
                )
            };
            row.odd = Some(Warning::new(CUT, row.offset, format!("line {line}: a quotation mark {text}")));
            row.extent = extent;
            return row;
        }
        // A separator at the end of each row, or of the header, is common and harmless.
        let extra = fields.iter().skip(wanted).any(|field| !field.trim().is_empty());
        let short = count + 1 < wanted || (count < wanted && quotes::takes_fields(fields, self.delimiter));
        let text = if short {
            row.extent = Extent::Short;
            "values are missing or stand in the wrong columns. What is not there stays as it is in an entry that is known already"
        } else if extra {
            "its values may stand in the wrong columns"
        } else {
            return row;
        };
        let text = format!("line {line}: the row has {count} fields, the header {wanted}: {text}");
        row.odd = Some(Warning::new("odd-row", row.offset, text));
        row
    }

    /// The last row, once it is known that no other follows.
    fn last(&mut self) -> Option<Row> {
        let held = self.held.take();
        if matches!(self.behind, Behind::Unknown | Behind::Blank) {
            // The header's line, where there is no row.
            let row = held.unwrap_or_else(|| Row {
                fields: StringRecord::new(),
                offset: self.before.0,
                line: 1 + self.before.1,
                odd: None,
                extent: Extent::Broken,
            });
            return Some(row.cut("a quotation mark is opened and not closed up to the end of the file"));
        }
        let row = held?;
        let count = row.fields.len();
        let wanted = self.header.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        // Hardly any file is cut off just behind a line end.
        let ends = self.behind == Behind::BlankAndMark || self.reader.get_ref().ends_line();
        let usual = if self.least.1 == usize::MAX { self.least.0 } else { self.least.1 };
        let cut = !ends && (self.strict || count < wanted.min(usual));
        Some(if cut { row.cut("the last row is not whole") } else { row })
    }
}

impl Row {
    /// The row as one in which the file was cut off.
    fn cut(self, why: &str) -> Self {
        let text =
            format!("line {}: {why}: the file was cut off. What stands there was passed over", self.line);
        Self { odd: Some(Warning::new(CUT, self.offset, text)), extent: Extent::Broken, ..self }
    }

    /// The field of `column`, trimmed; blank where there is none.
    pub(crate) fn get(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.fields.get(column)).map_or("", str::trim)
    }
}

/// Line ends inside of the fields of a row.
fn newlines(row: &ByteRecord) -> u64 {
    row.iter().map(|field| memchr::memchr_iter(b'\n', field).count() as u64).sum()
}

/// A field's text. Bytes that are not UTF-8 are read as Latin-1, as spreadsheets write them.
fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

/// The values of a field that holds several: separated by `separator`, each in double quotes where it holds one.
pub(crate) fn values(field: &str, separator: char) -> Vec<String> {
    let (mut values, mut value, mut quoted) = (Vec::new(), String::new(), false);
    for c in field.chars() {
        if c == '"' {
            quoted = !quoted;
        } else if c == separator && !quoted {
            values.push(std::mem::take(&mut value));
        } else {
            value.push(c);
        }
    }
    values.push(value);
    values.into_iter().map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Table, delimiter, values};

    #[test]
    fn the_delimiter_is_what_the_header_has_most_of() {
        for (line, found) in [
            ("a,b;c,d", b','),
            ("a;b;c", b';'),
            ("a\tb", b'\t'),
            ("a|b|c", b'|'),
            ("\"a;b;c\",d", b','),
            ("a", b','),
        ] {
            assert_eq!(char::from(delimiter(line)), char::from(found), "{line}");
        }
        assert_eq!(values("a; \"b;c\" ;;d", ';'), ["a", "b;c", "d"]);
    }

    #[test]
    fn rows_know_where_they_stand() {
        let file = "\u{feff}Last Updated,1\r\nName 6,Group ID\r\n\r\n\"A\r\nB\",1\r\nC\r\nD,2,3\r\n";
        let mut table = Table::open(file.as_bytes(), b',', 1).unwrap();
        assert_eq!((table.column(&["name6"]), table.column(&["x"])), (Some(0), None));
        let mut rows = Vec::new();
        while let Some(row) = table.next() {
            rows.push(row.unwrap());
        }
        let lines: Vec<u64> = rows.iter().map(|row| row.line).collect();
        assert_eq!(lines, [4, 6, 7]);
        assert!(file[rows[1].offset..].trim_start().starts_with('C'));
        assert!(rows[1].odd.is_none() && rows[2].odd.is_some());
        let mut table = Table::open(&b"a,b\n1,2\n\n\n3,4\n"[..], b',', 0).unwrap();
        let lines: Vec<u64> = std::iter::from_fn(|| table.next()).map(|row| row.unwrap().line).collect();
        assert_eq!(lines, [2, 5]);
        assert_eq!(rows[0].get(Some(0)), "A\r\nB");
    }
}
