//! The published OFAC SDN files: `sdn.csv` (subjects), `alt.csv` (aliases), `add.csv` (addresses).
//!
//! The layout follows the publisher's `dat_spec.txt`: comma-separated, no header, `-0- ` for an empty field,
//! CRLF line ends and a final 0x1A byte. Birth dates, nationalities, documents, gender and the weak aliases
//! stand as prose in the remarks; see [`remarks`].

mod files;
pub mod remarks;

use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};
use pc_kernel::{Country, Document, DocumentKind, Warning};
use pc_watchlist::{Entry, Name, NameKind, Schema};

pub use files::{SdnFiles, locate};
pub use pc_watchlist::ListRead;

/// The name of the list that every entry carries.
pub const LIST: &str = "OFAC";

/// Reads the files' bytes. `alt` and `add` may be missing (aliases that are is a warning); a bad row costs only itself.
///
/// Entries have the list's entity number as id and come in the order of `sdn`.
pub fn read(sdn: &[u8], alt: Option<&[u8]>, add: Option<&[u8]>) -> ListRead {
    let mut read = ListRead::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    rows(sdn, "sdn.csv", 11, &mut read.warnings, |row, offset, warnings| {
        let Some(entry) = entry(row, offset, warnings) else { return };
        if places.insert(entry.id.clone(), read.entries.len()).is_some() {
            let text = format!("sdn.csv: entity {} stands twice; both were kept", entry.id);
            warnings.push(Warning::new("duplicate-entity", offset, text));
        }
        read.entries.push(entry);
    });
    let entries = &mut read.entries;
    let orphans = |id: &str, file: &str, offset: usize, warnings: &mut Vec<Warning>| {
        let text = format!("{file}: row for entity {id:?}, which sdn.csv does not have, was passed over");
        warnings.push(Warning::new("orphan-row", offset, text));
    };
    if let Some(alt) = alt {
        rows(alt, "alt.csv", 4, &mut read.warnings, |row, offset, warnings| {
            let id = field(row, 0).unwrap_or_default();
            let Some(entry) = places.get(&id).and_then(|&place| entries.get_mut(place)) else {
                return orphans(&id, "alt.csv", offset, warnings);
            };
            let Some(value) = field(row, 3) else { return };
            let weak = field(row, 4).is_some_and(|remark| remark.to_ascii_lowercase().contains("weak"));
            let (value, quoted) = unquote(&value);
            let kind = if weak || quoted { NameKind::Weak } else { NameKind::Aka };
            // The strong aliases go before the weak ones that the remarks gave.
            let place = entry.names.iter().position(|n| n.kind > kind).unwrap_or(entry.names.len());
            if !entry.names.iter().any(|n| n.value == value) {
                entry.names.insert(place, Name { value, kind });
            }
        });
    }
    if let Some(add) = add {
        rows(add, "add.csv", 5, &mut read.warnings, |row, offset, warnings| {
            let id = field(row, 0).unwrap_or_default();
            let Some(entry) = places.get(&id).and_then(|&place| entries.get_mut(place)) else {
                return orphans(&id, "add.csv", offset, warnings);
            };
            let address: Vec<String> = (2..5).filter_map(|column| field(row, column)).collect();
            if !address.is_empty() {
                add_remark(entry, &format!("Address: {}", address.join(", ")));
            }
        });
    }
    if alt.is_none() && !read.entries.is_empty() {
        let text = "alt.csv was not given: the entries are without the aliases that it holds, also where they had them before";
        read.warnings.insert(0, Warning::new("no-aliases", 0, text));
    }
    read
}

/// Calls `each` with every row of at least `columns` fields and its byte offset.
fn rows(
    bytes: &[u8],
    file: &str,
    columns: usize,
    warnings: &mut Vec<Warning>,
    mut each: impl FnMut(&ByteRecord, usize, &mut Vec<Warning>),
) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut row = ByteRecord::new();
    loop {
        let offset = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        match reader.read_byte_record(&mut row) {
            Ok(true) => {}
            // From memory the csv reader has nothing left to fail with; treat it as the end.
            Ok(false) | Err(_) => return,
        }
        // The end-of-file mark of the publisher's system, alone on the last line.
        if row.len() == 1 && row[0].trim_ascii() == b"\x1a" {
            continue;
        }
        if row.len() < columns {
            let text = format!("{file}: a row of {} fields, {columns} expected, was passed over", row.len());
            warnings.push(Warning::new("short-row", offset, text));
            continue;
        }
        each(&row, offset, warnings);
    }
}

/// A field's text; `None` for `-0- `, blank and absent. Bytes that are not UTF-8 are read as Latin-1, which
/// older editions of the files use.
fn field(row: &ByteRecord, column: usize) -> Option<String> {
    let bytes = row.get(column)?.trim_ascii();
    if bytes.is_empty() || bytes == b"-0-" {
        return None;
    }
    Some(match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&b| char::from(b)).collect(),
    })
}

fn unquote(value: &str) -> (String, bool) {
    for quote in ['\'', '"'] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote))
            && !inner.is_empty()
        {
            return (inner.to_owned(), true);
        }
    }
    (value.to_owned(), false)
}

fn add_remark(entry: &mut Entry, text: &str) {
    let remarks = entry.remarks.get_or_insert_default();
    if !remarks.is_empty() {
        remarks.push('\n');
    }
    remarks.push_str(text);
}

/// One row of `sdn.csv`: number, name, type, programme, title, call sign, vessel type, tonnage, gross
/// registered tonnage, flag, owner, remarks.
fn entry(row: &ByteRecord, offset: usize, warnings: &mut Vec<Warning>) -> Option<Entry> {
    let (Some(id), Some(name)) = (field(row, 0), field(row, 1)) else {
        let text = "sdn.csv: a row without number or name was passed over";
        warnings.push(Warning::new("no-name", offset, text));
        return None;
    };
    let schema = match field(row, 2).map(|kind| kind.to_ascii_lowercase()).as_deref() {
        None => Schema::Organization,
        Some("individual") => Schema::Person,
        Some("vessel") => Schema::Vessel,
        Some("aircraft") => Schema::Aircraft,
        Some(other) => {
            let text = format!("sdn.csv: entity {id} has the unknown type {other:?}; taken as Other");
            warnings.push(Warning::new("unknown-type", offset, text));
            Schema::Other
        }
    };
    let mut entry = Entry {
        id,
        list: LIST.to_owned(),
        schema,
        names: vec![Name { value: name, kind: NameKind::Primary }],
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
        remarks: None,
    };
    for (column, label) in [
        (3, "Programme"),
        (4, "Title"),
        (6, "Vessel type"),
        (7, "Tonnage"),
        (8, "Gross registered tonnage"),
        (9, "Flag"),
        (10, "Owner"),
    ] {
        if let Some(text) = field(row, column) {
            add_remark(&mut entry, &format!("{label}: {text}"));
        }
    }
    if let Some(call_sign) = field(row, 5) {
        entry.documents.push(Document {
            kind: DocumentKind::Other,
            stated: Some("Call sign".to_owned()),
            number: call_sign,
            issuer: None,
            expiry: None,
        });
    }
    if let Some(flag) = field(row, 9).and_then(|flag| Country::parse(&flag)) {
        entry.nationalities.push(flag);
    }
    if let Some(text) = field(row, 11) {
        remarks::read_into(&text, &mut entry, offset, warnings);
        add_remark(&mut entry, &text);
    }
    Some(entry)
}
