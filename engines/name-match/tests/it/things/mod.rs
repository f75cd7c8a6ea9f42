//! Organisations, vessels, aircraft and vehicles: found by name and by code, by their own rules.

mod cases;
mod oracle;

use pc_kernel::{Document, DocumentKind};
use pc_name_match::{
    Index, Match, NameStrength, Query, QueryOptions, Sought, Subject, SubjectKind, SubjectName, compare,
};

/// A thing known by these names, with these codes.
pub fn thing(key: u64, kind: SubjectKind, names: &[&str], codes: &[&str]) -> Subject {
    let names =
        names.iter().map(|value| SubjectName { value: (*value).to_owned(), strength: NameStrength::Primary });
    Subject {
        key,
        kind,
        names: names.collect(),
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: codes.iter().map(|number| code(number)).collect(),
    }
}

/// A registration.
pub fn code(number: &str) -> Document {
    Document {
        kind: DocumentKind::Other,
        stated: None,
        number: number.to_owned(),
        issuer: None,
        expiry: None,
    }
}

/// What is looked for, by name.
pub fn called(kind: Sought, name: &str) -> Query {
    Query { kind, full: Some(name.to_owned()), ..Query::default() }
}

/// What is looked for, by code.
pub fn numbered(kind: Sought, number: &str) -> Query {
    Query { kind, documents: vec![code(number)], ..Query::default() }
}

/// The match of a pair: the same from the index as from the comparison.
pub fn met(query: &Query, subject: &Subject) -> Match {
    let direct = compare(query, subject);
    let indexed = Index::build([subject.clone()]).query(query, &QueryOptions::default());
    if direct.score >= QueryOptions::default().threshold {
        assert_eq!(indexed, std::slice::from_ref(&direct), "the index finds what the comparison finds");
    } else {
        assert_eq!(indexed, []);
    }
    direct
}
