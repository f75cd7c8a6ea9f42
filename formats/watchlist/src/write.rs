use std::io::{self, Write};

use pc_kernel::{DocumentKind, PartialDate};
use serde::Serialize;

use crate::{Entry, NameKind, Schema};

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    list: &'a str,
    schema: Schema,
    names: Vec<LineName<'a>>,
    gender: Option<char>,
    dob: &'a [PartialDate],
    nat: Vec<&'a str>,
    docs: Vec<LineDocument<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    remarks: Option<&'a str>,
}

#[derive(Serialize)]
struct LineName<'a> {
    v: &'a str,
    k: NameKind,
}

#[derive(Serialize)]
struct LineDocument<'a> {
    t: &'a str,
    n: &'a str,
    c: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    x: Option<PartialDate>,
}

/// Writes one entry as one line, its end included.
pub fn write_jsonl(out: &mut impl Write, entry: &Entry) -> io::Result<()> {
    let line = Line {
        id: &entry.id,
        list: &entry.list,
        schema: entry.schema,
        names: entry.names.iter().map(|name| LineName { v: &name.value, k: name.kind }).collect(),
        gender: entry.gender.map(pc_kernel::Gender::letter),
        dob: &entry.births,
        nat: entry.nationalities.iter().map(pc_kernel::Country::as_str).collect(),
        docs: entry
            .documents
            .iter()
            .map(|document| LineDocument {
                t: document.stated.as_deref().unwrap_or(match document.kind {
                    DocumentKind::Passport => "Passport",
                    DocumentKind::Visa => "Visa",
                    DocumentKind::Identity => "Identity card",
                    DocumentKind::Residence => "Residence permit",
                    DocumentKind::Crew => "Crew certificate",
                    DocumentKind::Other => "Other",
                    DocumentKind::Unknown => "",
                }),
                n: &document.number,
                c: document.issuer.as_ref().map(pc_kernel::Country::as_str),
                x: document.expiry,
            })
            .collect(),
        remarks: entry.remarks.as_deref(),
    };
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}
