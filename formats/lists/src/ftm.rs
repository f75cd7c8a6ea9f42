//! FollowTheMoney entities as JSON lines (`{"id","schema","properties":{…}}`).
//!
//! Persons, organisations, vessels, aircraft and vehicles are subjects. Passports and identity cards are entities of
//! their own that name their `holder`: they become documents of it. Every other schema is passed over.

use std::{
    collections::HashMap,
    io::{self, BufRead},
};

use pc_kernel::{DocumentKind, Warning};
use pc_watchlist::{Line, NameKind, Schema};
use serde::Deserialize;

use crate::draft::{Draft, surname_first};

/// Schemas that describe a subject's papers, addresses and relations; they are no subjects.
const PASSED_OVER: &[&str] = &[
    "Address",
    "Sanction",
    "Passport",
    "Identification",
    "Ownership",
    "Directorship",
    "Membership",
    "Family",
    "Associate",
    "Representation",
    "UnknownLink",
    "Occupancy",
    "Position",
    "Succession",
    "Employment",
    "Debt",
    "Documentation",
    "Note",
    "Event",
    "Security",
    "CryptoWallet",
    "BankAccount",
    "RealEstate",
    "Project",
    "ProjectParticipant",
    "Payment",
    "Contract",
    "ContractAward",
    "Mention",
    "Article",
    "Document",
    "Similar",
    "EconomicActivity",
    "License",
    "Permit",
    "TaxRoll",
    "Call",
    "Message",
    "UserAccount",
    "Trip",
    "Workbook",
];

/// The schema that a FollowTheMoney name stands for, where it is a subject's.
pub(crate) fn schema(name: &str) -> Option<Schema> {
    Some(match name {
        "Person" => Schema::Person,
        "Organization" | "Company" | "LegalEntity" | "PublicBody" => Schema::Organization,
        "Vessel" => Schema::Vessel,
        "Airplane" => Schema::Aircraft,
        "Vehicle" => Schema::Vehicle,
        "Thing" | "Asset" => Schema::Other,
        _ => return None,
    })
}

#[derive(Deserialize)]
struct Raw {
    id: String,
    schema: String,
    #[serde(default)]
    properties: HashMap<String, Vec<serde_json::Value>>,
}

impl Raw {
    /// The values of a property that are text or numbers; nested entities are told by their id.
    fn values(&self, property: &str) -> Vec<String> {
        let values = self.properties.get(property).map_or(&[][..], Vec::as_slice);
        values
            .iter()
            .filter_map(|value| match value {
                serde_json::Value::String(text) => Some(text.clone()),
                serde_json::Value::Number(number) => Some(number.to_string()),
                other => other.get("id").and_then(|id| id.as_str()).map(str::to_owned),
            })
            .collect()
    }
}

/// A paper of somebody.
struct Paper {
    number: String,
    words: String,
    country: String,
    expiry: String,
    passport: bool,
}

/// The papers of a file, by holder. Papers may stand before or after whom they belong to.
#[derive(Default)]
pub(crate) struct Papers(HashMap<String, Vec<Paper>>);

impl Papers {
    /// Reads a whole file for its papers, and shows each line of it to `each`.
    pub(crate) fn read<R: BufRead>(input: R, mut each: impl FnMut(&[u8])) -> io::Result<Self> {
        let mut papers = Self::default();
        let mut lines = Lines::new(input);
        while let Some((line, ..)) = lines.next()? {
            each(line);
            // Most lines are subjects and links: no need to read those twice.
            let told = |words: &[u8]| memchr::memmem::find(line, words).is_some();
            if !told(b"\"Passport\"") && !told(b"\"Identification\"") {
                continue;
            }
            let Ok(raw) = serde_json::from_slice::<Raw>(line) else { continue };
            if raw.schema != "Passport" && raw.schema != "Identification" {
                continue;
            }
            for number in raw.values("number") {
                let first = |property: &str| raw.values(property).into_iter().next().unwrap_or_default();
                for holder in raw.values("holder") {
                    let words = match first("type") {
                        words if words.is_empty() => raw.schema.clone(),
                        words => words,
                    };
                    papers.0.entry(holder).or_default().push(Paper {
                        number: number.clone(),
                        words,
                        country: first("country"),
                        expiry: first("endDate"),
                        passport: raw.schema == "Passport",
                    });
                }
            }
        }
        Ok(papers)
    }
}

/// The file's subjects, one at a time, as entries of `list`.
pub(crate) fn lines<R: BufRead>(
    input: R,
    papers: Papers,
    list: String,
) -> impl Iterator<Item = io::Result<Line>> {
    let mut lines = Lines::new(input);
    std::iter::from_fn(move || match lines.next() {
        Ok(Some((text, offset, number))) => Some(Ok(line(text, offset, number, &papers, &list))),
        Ok(None) => None,
        Err(error) => Some(Err(error)),
    })
}

fn line(text: &[u8], offset: usize, number: u64, papers: &Papers, list: &str) -> Line {
    let raw: Raw = match serde_json::from_slice(text) {
        Ok(raw) => raw,
        Err(error) => {
            let text = format!("line {number} is not a FollowTheMoney entity and was passed over: {error}");
            return Line { warnings: vec![Warning::new("bad-line", offset, text)], ..Line::default() };
        }
    };
    let Some(kind) = schema(&raw.schema) else {
        if PASSED_OVER.contains(&raw.schema.as_str()) {
            return Line::default();
        }
        let text = format!("line {number}: an entity of the unknown schema {:?} was passed over", raw.schema);
        return Line { warnings: vec![Warning::new("unknown-schema", offset, text)], ..Line::default() };
    };
    let mut draft = Draft::new(list, kind, offset, number);
    draft.entry.id.clone_from(&raw.id);
    for (property, kind) in [
        ("name", NameKind::Primary),
        ("alias", NameKind::Aka),
        ("previousName", NameKind::Aka),
        ("weakAlias", NameKind::Weak),
    ] {
        for name in raw.values(property) {
            draft.name(&name, kind);
        }
    }
    if draft.entry.names.is_empty() {
        let part = |property: &str| raw.values(property).join(" ");
        draft.name(&surname_first(&part("lastName"), &part("firstName")), NameKind::Primary);
    }
    for date in raw.values("birthDate") {
        draft.birth_iso(&date);
    }
    for gender in raw.values("gender") {
        draft.gender(&gender);
    }
    for property in ["nationality", "citizenship", "flag", "jurisdiction", "mainCountry"] {
        for country in raw.values(property) {
            draft.nationality(&country);
        }
    }
    // A country of another sort (birth, residence, address) is better than none.
    if draft.entry.nationalities.is_empty() {
        for country in raw.values("country") {
            draft.nationality(&country);
        }
    }
    documents(&mut draft, &raw, papers);
    for (label, property) in [
        ("Topic", "topics"),
        ("Programme", "program"),
        ("Title", "title"),
        ("Position", "position"),
        ("Birth place", "birthPlace"),
        ("Address", "address"),
        ("", "notes"),
    ] {
        for text in raw.values(property) {
            draft.remark(label, &text);
        }
    }
    draft.finish()
}

fn documents(draft: &mut Draft, raw: &Raw, papers: &Papers) {
    for paper in papers.0.get(&raw.id).into_iter().flatten() {
        let kind = paper.passport.then_some(DocumentKind::Passport);
        let issuer = draft.issuer(&paper.country);
        let expiry = crate::dates::iso(&paper.expiry);
        if let Some(document) = draft.document(&paper.number, &paper.words, kind) {
            document.issuer = document.issuer.or(issuer);
            document.expiry = document.expiry.or(expiry);
        }
    }
    for (property, words, kind) in [
        ("passportNumber", "Passport", DocumentKind::Passport),
        ("idNumber", "Identity number", DocumentKind::Identity),
        ("socialSecurityNumber", "Social security number", DocumentKind::Identity),
        ("imoNumber", "IMO number", DocumentKind::Other),
        ("mmsi", "MMSI", DocumentKind::Other),
        ("callSign", "Call sign", DocumentKind::Other),
        ("registrationNumber", "Registration number", DocumentKind::Other),
        ("serialNumber", "Serial number", DocumentKind::Other),
        ("taxNumber", "Tax number", DocumentKind::Other),
    ] {
        for number in raw.values(property) {
            let known = draft.entry.documents.iter().any(|d| d.number == number && d.kind == kind);
            if !known {
                draft.document(&number, words, Some(kind));
            }
        }
    }
}

/// Lines that are not blank, each with its byte offset and number.
pub(crate) struct Lines<R> {
    input: R,
    buffer: Vec<u8>,
    offset: usize,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), offset: 0, number: 0 }
    }

    pub(crate) fn next(&mut self) -> io::Result<Option<(&[u8], usize, u64)>> {
        loop {
            self.buffer.clear();
            let offset = self.offset;
            let count = self.input.read_until(b'\n', &mut self.buffer)?;
            if count == 0 {
                return Ok(None);
            }
            self.offset += count;
            self.number += 1;
            if self.buffer.iter().any(|b| !b.is_ascii_whitespace()) {
                break Ok(Some((strip(&self.buffer), offset, self.number)));
            }
        }
    }
}

fn strip(line: &[u8]) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii()
}
