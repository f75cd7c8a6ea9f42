use std::{
    collections::BTreeSet,
    io::{self, BufRead},
};

use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Warning};
use serde::Deserialize;

use crate::{Entry, Name, NameKind, Schema};

/// What a list reader made of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListRead {
    /// Short name of the format, e.g. `un-xml`; blank where its reader does not say.
    pub format: &'static str,
    /// The list's own date or edition, where it states one: as ISO 8601 where it is a date that can be read.
    pub published: Option<String>,
    /// The file ends too early or cannot be read to its end: that an entry is missing from it says nothing.
    pub cut: bool,
    /// The entries, in the order of the file.
    pub entries: Vec<Entry>,
    /// Ids of the entries of which a part is missing: what is known of them already stays as it is.
    pub partial: BTreeSet<String>,
    /// What was repaired or passed over.
    pub warnings: Vec<Warning>,
}

impl ListRead {
    /// Adds what one line or record gave.
    pub fn push(&mut self, line: Line) {
        if line.partial {
            self.partial.extend(line.entry.as_ref().map(|entry| entry.id.clone()));
        }
        self.entries.extend(line.entry);
        self.warnings.extend(line.warnings);
    }
}

/// What one line of a file gave.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// Its entry; `None` for an unreadable line.
    pub entry: Option<Entry>,
    /// A part of the entry is missing: where it is known already, it stays as it is.
    pub partial: bool,
    /// Byte offset of its beginning.
    pub offset: usize,
    /// Its number, from 1; 0 where that is not known.
    pub number: u64,
    /// What was repaired or passed over in it.
    pub warnings: Vec<Warning>,
}

/// Reads a whole file of the JSON-lines form. Never fails: what cannot be read is a warning.
///
/// A bad line costs only itself, a bad date or country only that value.
pub fn read_jsonl(bytes: &[u8]) -> ListRead {
    let mut read = ListRead::default();
    // Reading from memory cannot fail.
    for line in JsonLines::new(bytes).map_while(Result::ok) {
        read.push(line);
    }
    read
}

/// Reads the JSON-lines form one line at a time, for files larger than memory. Blank lines are passed over.
#[derive(Debug)]
pub struct JsonLines<R> {
    input: R,
    buffer: Vec<u8>,
    offset: usize,
    number: usize,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), offset: 0, number: 0 }
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = io::Result<Line>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let offset = self.offset;
            self.buffer.clear();
            match self.input.read_until(b'\n', &mut self.buffer) {
                Err(error) => return Some(Err(error)),
                Ok(0) => return None,
                Ok(count) => self.offset += count,
            }
            self.number += 1;
            let mut text = self.buffer.as_slice();
            if self.number == 1 {
                text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
            }
            let text = text.trim_ascii();
            if !text.is_empty() {
                return Some(Ok(read_line(text, offset, self.number)));
            }
        }
    }
}

/// A line as written. Every value that can be wrong on its own is a plain string (or a number, which some
/// writers use for years and identifiers).
#[derive(Deserialize)]
struct Raw {
    id: Text,
    list: String,
    schema: Option<String>,
    #[serde(default)]
    names: Vec<RawName>,
    gender: Option<String>,
    #[serde(default)]
    dob: Vec<Text>,
    #[serde(default)]
    nat: Vec<String>,
    #[serde(default)]
    docs: Vec<RawDocument>,
    remarks: Option<String>,
}

#[derive(Deserialize)]
struct RawName {
    v: String,
    k: Option<String>,
}

#[derive(Deserialize)]
struct RawDocument {
    t: Option<String>,
    n: Text,
    c: Option<String>,
    x: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Text(String),
    Number(u64),
}

impl Text {
    fn into_string(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Number(number) => number.to_string(),
        }
    }
}

fn read_line(text: &[u8], offset: usize, number: usize) -> Line {
    let mut line = Line { offset, number: number as u64, ..Line::default() };
    let raw: Raw = match serde_json::from_slice(text) {
        Ok(raw) => raw,
        Err(error) => {
            let text = format!("line {number} is not an entry and was passed over: {error}");
            line.warnings.push(Warning::new("bad-line", offset, text));
            return line;
        }
    };
    let mut warn = |code: &str, text: String| {
        line.warnings.push(Warning::new(code, offset, format!("line {number}: {text}")));
    };
    let id = raw.id.into_string().trim().to_owned();
    if id.is_empty() {
        warn("no-id", "the entry has no id and was passed over".to_owned());
        return line;
    }
    let mut names = Vec::with_capacity(raw.names.len());
    for name in raw.names {
        if name.v.trim().is_empty() {
            warn("empty-name", "an empty name was passed over".to_owned());
            continue;
        }
        let kind = match name.k.as_deref() {
            Some("primary") => NameKind::Primary,
            Some("weak") => NameKind::Weak,
            Some("orig" | "original") => NameKind::Orig,
            // Without a kind, the first name is what the list files the subject under.
            None if names.is_empty() => NameKind::Primary,
            Some("aka") | None => NameKind::Aka,
            Some(other) => {
                warn("unknown-name-kind", format!("name kind {other:?} is not known; taken as aka"));
                NameKind::Aka
            }
        };
        names.push(Name { value: name.v, kind });
    }
    // Stable: names of one kind stay in the order of the file.
    names.sort_by_key(|name| name.kind != NameKind::Primary);
    let schema = match raw.schema.as_deref() {
        Some("Person") | None => Schema::Person,
        Some("Organization" | "Organisation" | "Company" | "LegalEntity" | "PublicBody") => {
            Schema::Organization
        }
        Some("Vessel") => Schema::Vessel,
        Some("Airplane" | "Aircraft") => Schema::Aircraft,
        Some("Vehicle") => Schema::Vehicle,
        Some("Other") => Schema::Other,
        Some(other) => {
            warn("unknown-schema", format!("schema {other:?} is not known; taken as Other"));
            Schema::Other
        }
    };
    let gender = raw.gender.as_deref().filter(|text| !text.trim().is_empty()).and_then(|text| {
        let gender = Gender::parse(text);
        if gender.is_none() {
            warn("bad-gender", format!("gender {text:?} is not known and was left out"));
        }
        gender
    });
    let mut births: Vec<PartialDate> = Vec::with_capacity(raw.dob.len());
    for text in raw.dob {
        let text = text.into_string();
        match text.parse() {
            Ok(date) if !births.contains(&date) => births.push(date),
            Ok(_) => {}
            Err(error) => warn("bad-date", format!("{error}; left out")),
        }
    }
    let mut nationalities: Vec<Country> = Vec::with_capacity(raw.nat.len());
    for text in raw.nat {
        match Country::parse(&text) {
            Some(country) if !nationalities.contains(&country) => nationalities.push(country),
            Some(_) => {}
            None => warn("bad-country", format!("nationality {text:?} is not a country and was left out")),
        }
    }
    let mut documents = Vec::with_capacity(raw.docs.len());
    for document in raw.docs {
        let number = document.n.into_string();
        if number.trim().is_empty() {
            warn("empty-document", "a document without a number was passed over".to_owned());
            continue;
        }
        let issuer = document.c.as_deref().filter(|text| !text.trim().is_empty()).and_then(|text| {
            let country = Country::parse(text);
            if country.is_none() {
                warn("bad-country", format!("issuer {text:?} is not a country and was left out"));
            }
            country
        });
        let expiry = document.x.as_deref().filter(|text| !text.trim().is_empty()).and_then(|text| {
            text.parse().map_err(|error| warn("bad-date", format!("{error}; left out"))).ok()
        });
        let kind = document.t.as_deref().map_or(DocumentKind::Unknown, document_kind);
        documents.push(Document { kind, stated: document.t, number, issuer, expiry });
    }
    if names.is_empty() && documents.is_empty() {
        warn("nothing-to-match", format!("entry {id:?} has neither a name nor a document"));
    }
    line.entry = Some(Entry {
        id,
        list: raw.list,
        schema,
        names,
        gender,
        births,
        nationalities,
        documents,
        remarks: raw.remarks,
    });
    line
}

/// The kind that words or a code of a list stand for.
pub fn document_kind(words: &str) -> DocumentKind {
    let upper = words.to_uppercase();
    let has = |part: &str| upper.contains(part);
    match upper.trim() {
        "" => DocumentKind::Unknown,
        "P" => DocumentKind::Passport,
        "V" => DocumentKind::Visa,
        "I" | "ID" => DocumentKind::Identity,
        _ if has("PASSPORT") => DocumentKind::Passport,
        _ if has("VISA") => DocumentKind::Visa,
        _ if has("RESIDEN") => DocumentKind::Residence,
        _ if has("CREW") || has("SEAFARER") || has("SEAMAN") || has("PILOT") => DocumentKind::Crew,
        _ if ["NATIONAL", "IDENTI", "CEDULA", "ID CARD", "D.N.I", "C.U.R.P", "CURP", "DNI"]
            .iter()
            .any(|w| has(w)) =>
        {
            DocumentKind::Identity
        }
        _ => DocumentKind::Other,
    }
}
