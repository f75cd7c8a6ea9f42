//! The published OFAC SDN files: `sdn.csv` (subjects), `alt.csv` (aliases), `add.csv` (addresses).
//!
//! The layout follows the publisher's `dat_spec.txt`: comma-separated, no header, `-0- ` for an empty field,
//! CRLF line ends and a final 0x1A byte. Birth dates, nationalities, documents, gender and the weak aliases
//! stand as prose in the remarks; see [`remarks`].

mod files;
pub mod remarks;
mod rows;
mod sisters;

use std::collections::HashMap;

use csv::ByteRecord;
use pc_kernel::{Country, Document, DocumentKind, Warning};
use pc_watchlist::{Entry, Name, NameKind, Schema};

use rows::{CUT, Extent, File, Place, is_marked};

pub use files::{SdnFiles, locate};
pub use pc_watchlist::ListRead;

/// The name of the list that every entry carries.
pub const LIST: &str = "OFAC";

/// Reads the files' bytes. `alt` and `add` may be missing (aliases that are is a warning); a bad row costs only itself.
///
/// Entries have the list's entity number as id and come in the order of `sdn`. Files that are not whole are told with the
/// code `file-cut`: one that ends inside of a row or without the publisher's mark, and rows for many entities that `sdn`
/// does not have. Where several are given and none of them has the mark, a tool has left it out.
pub fn read(sdn: &[u8], alt: Option<&[u8]>, add: Option<&[u8]>) -> ListRead {
    let mut read = ListRead::default();
    let sisters = [alt, add];
    let others = || sisters.iter().flatten();
    let marked = others().count() == 0 || is_marked(sdn) || others().any(|bytes| is_marked(bytes));
    let mut places: HashMap<String, (usize, usize)> = HashMap::new();
    let (entries, partial) = (&mut read.entries, &mut read.partial);
    let file = File { name: "sdn.csv", bytes: sdn, columns: 11, marked };
    file.rows(&mut read.warnings, |row, at, warnings| {
        let Some(entry) = entry(row, at, warnings) else { return };
        if let Some((line, first)) = places.get(&entry.id) {
            let first = entries.get(*first).map(name).unwrap_or_default();
            return warnings.push(twice(&entry, at, first, *line));
        }
        if at.extent != Extent::Whole || entry.names.is_empty() {
            partial.insert(entry.id.clone());
        }
        places.insert(entry.id.clone(), (at.line, entries.len()));
        entries.push(entry);
    });
    if let Some(bytes) = alt {
        let file = File { name: "alt.csv", bytes, columns: 4, marked };
        sisters::add(&file, entries, &places, partial, &mut read.warnings, alias);
    }
    if let Some(bytes) = add {
        let file = File { name: "add.csv", bytes, columns: 5, marked };
        sisters::add(&file, entries, &places, partial, &mut read.warnings, |row, entry| {
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
    read.cut = read.warnings.iter().any(|warning| warning.code == CUT);
    read
}

/// A row of `alt.csv`: number, alias number, type, name, remarks.
fn alias(row: &ByteRecord, entry: &mut Entry) {
    let Some(value) = field(row, 3) else { return };
    let weak = field(row, 4).is_some_and(|remark| remark.to_ascii_lowercase().contains("weak"));
    let (value, quoted) = unquote(&value);
    let kind = if weak || quoted { NameKind::Weak } else { NameKind::Aka };
    // The strong aliases go before the weak ones that the remarks gave.
    let place = entry.names.iter().position(|n| n.kind > kind).unwrap_or(entry.names.len());
    if !entry.names.iter().any(|n| n.value == value) {
        entry.names.insert(place, Name { value, kind });
    }
}

fn name(entry: &Entry) -> &str {
    entry.names.first().map_or("nobody", |name| name.value.as_str())
}

fn twice(entry: &Entry, at: Place, first: &str, line: usize) -> Warning {
    let text = format!(
        "sdn.csv, line {}: entity {} stands here for {} and in line {line} for {first}: the first counts and this one was passed over",
        at.line,
        entry.id,
        name(entry)
    );
    Warning::new("duplicate-entity", at.offset, text)
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
///
/// A row that is short or has no name says at least that its entity is listed.
fn entry(row: &ByteRecord, at: Place, warnings: &mut Vec<Warning>) -> Option<Entry> {
    let offset = at.offset;
    if at.extent == Extent::Broken {
        return None;
    }
    let (id, name) = (field(row, 0).unwrap_or_default(), field(row, 1));
    let number = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if at.extent == Extent::Short && !number {
        return None;
    }
    if id.is_empty() || name.is_none() {
        let what = if id.is_empty() {
            "number was passed over"
        } else {
            "name: an entry that is known already stays as it is"
        };
        let text = format!("sdn.csv, line {}: a row without {what}", at.line);
        warnings.push(Warning::new("no-name", offset, text));
    }
    if id.is_empty() {
        return None;
    }
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
        names: name.map(|value| Name { value, kind: NameKind::Primary }).into_iter().collect(),
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
