//! What differs between two forms of an entry.

use pc_watchlist::Entry;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A field that says something else, each value in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// `names`, `gender`, `births`, `nationalities`, `documents`, `remarks` or `schema`.
    pub field: String,
    /// Before.
    pub before: Vec<String>,
    /// Since.
    pub after: Vec<String>,
}

/// Changes whenever anything that is matched on changes: everything but the remarks.
pub fn fingerprint(entry: &Entry) -> Uuid {
    let mut matched = entry.clone();
    matched.remarks = None;
    let bytes = serde_json::to_vec(&matched).unwrap_or_default();
    Uuid::new_v5(&Uuid::NAMESPACE_OID, &bytes)
}

/// Each field that differs.
pub fn differences(before: &Entry, after: &Entry) -> Vec<FieldChange> {
    fields(before)
        .into_iter()
        .zip(fields(after))
        .filter(|((_, a), (_, b))| a != b)
        .map(|((field, before), (_, after))| FieldChange { field: field.to_owned(), before, after })
        .collect()
}

fn fields(e: &Entry) -> [(&'static str, Vec<String>); 7] {
    [
        ("schema", vec![format!("{:?}", e.schema)]),
        (
            "names",
            e.names
                .iter()
                .map(|n| format!("{} ({})", n.value, format!("{:?}", n.kind).to_lowercase()))
                .collect(),
        ),
        ("gender", e.gender.iter().map(|g| g.letter().to_string()).collect()),
        ("births", e.births.iter().map(ToString::to_string).collect()),
        ("nationalities", e.nationalities.iter().map(ToString::to_string).collect()),
        (
            "documents",
            e.documents
                .iter()
                .map(|d| {
                    let issuer = d.issuer.map(|c| format!(" ({c})")).unwrap_or_default();
                    format!("{} {}{issuer}", d.stated.as_deref().unwrap_or("document"), d.number)
                })
                .collect(),
        ),
        ("remarks", e.remarks.iter().cloned().collect()),
    ]
}
