//! Rows of one of the files, and whether the file is whole.

use std::io::Read;

use csv::{ByteRecord, ReaderBuilder};
use pc_kernel::Warning;

/// The code of the warning that a file is not whole.
pub(crate) const CUT: &str = "file-cut";

/// The end-of-file mark of the publisher's system, alone on the last line.
const END: u8 = 0x1a;

/// Put behind the end: a row of its own, unless a quotation mark is still open there.
const BEHIND: &[u8] = b"\n\x1a\x1a\n";

/// How much of a row there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// It has too few fields.
    Short,
    /// The file was cut off in it, or it has taken in others.
    Broken,
}

/// Where a row stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) offset: usize,
    pub(crate) line: usize,
    pub(crate) extent: Extent,
}

/// One of the files.
#[derive(Debug, Clone, Copy)]
pub(crate) struct File<'a> {
    pub(crate) name: &'static str,
    pub(crate) bytes: &'a [u8],
    /// Fields of a row.
    pub(crate) columns: usize,
    /// The publisher's mark has to stand at its end.
    pub(crate) marked: bool,
}

/// Whether the publisher's mark is at the end of a file.
pub(crate) fn is_marked(bytes: &[u8]) -> bool {
    bytes.trim_ascii_end().last() == Some(&END)
}

impl File<'_> {
    /// Calls `each` with every row and its place. Whether the file is whole; where it is not, a warning says so.
    pub(crate) fn rows(
        &self,
        warnings: &mut Vec<Warning>,
        mut each: impl FnMut(&ByteRecord, Place, &mut Vec<Warning>),
    ) -> bool {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(self.bytes);
        let mut reader =
            ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.chain(BEHIND));
        let mut row = ByteRecord::new();
        let (mut counted, mut line, mut whole) = (0, 1, true);
        loop {
            let offset = position(&reader);
            // From memory the csv reader has nothing left to fail with; treat it as the end.
            if !matches!(reader.read_byte_record(&mut row), Ok(true)) {
                break;
            }
            if row.len() == 1 && row[0].trim_ascii().iter().all(|byte| *byte == END) {
                continue;
            }
            // The end of the line before is the reader's to skip.
            let blank = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let begin = offset + bytes.get(offset..).unwrap_or_default().iter().take_while(blank).count();
            let between = bytes.get(counted..begin).unwrap_or_default();
            line += between.split(|byte| *byte == b'\n').count() - 1;
            counted = begin;
            let (extent, code, why) = self.extent(&row, position(&reader), bytes);
            if extent != Extent::Whole {
                warnings.push(Warning::new(code, offset, format!("{}, line {line}: {why}", self.name)));
            }
            whole &= extent != Extent::Broken;
            each(&row, Place { offset, line, extent }, warnings);
        }
        if whole && self.marked && !is_marked(bytes) {
            let text = format!("{} ends without the publisher's end mark (0x1A): it was cut off", self.name);
            warnings.push(Warning::new(CUT, bytes.len(), text));
            whole = false;
        }
        whole
    }

    /// How much there is of `row`, which ends at `end`; the code and the text of what is to be said of it.
    fn extent(&self, row: &ByteRecord, end: usize, bytes: &[u8]) -> (Extent, &'static str, String) {
        let open = end > bytes.len() + 1;
        if open || (end > bytes.len() && !matches!(bytes.last(), Some(b'\r' | b'\n' | &END))) {
            let why = if open { "a quotation mark is not closed" } else { "the last row is not whole" };
            let text = format!("{why}: the file was cut off, and the row was passed over");
            return (Extent::Broken, CUT, text);
        }
        if takes_rows(row) {
            let text = "a quotation mark that is not closed takes in rows that follow: they were passed over";
            return (Extent::Broken, CUT, text.to_owned());
        }
        if row.len() < self.columns {
            let text = format!(
                "a row of {} fields, {} expected; an entry that is known already stays as it is",
                row.len(),
                self.columns
            );
            return (Extent::Short, "short-row", text);
        }
        (Extent::Whole, "", String::new())
    }
}

fn position<R: Read>(reader: &csv::Reader<R>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Whether a field holds a line that begins as a row does, with a number and a comma.
fn takes_rows(row: &ByteRecord) -> bool {
    row.iter().any(|field| {
        field.split(|byte| *byte == b'\n').skip(1).any(|line| {
            let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
            digits > 0 && matches!(line.get(digits), Some(b',') | None)
        })
    })
}
