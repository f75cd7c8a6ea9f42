//! What the matcher promises: what is found, what is not, why, and that nothing depends on order or chance.

mod cases;
mod names;
mod oracle;
mod properties;
mod scores;
mod things;

use pc_kernel::{Country, Document, DocumentKind};
use pc_name_match::{
    Index, Match, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName, compare,
};

/// A person known by primary names.
pub fn person(key: u64, names: &[&str], births: &[&str]) -> Subject {
    Subject {
        key,
        kind: SubjectKind::Person,
        names: names
            .iter()
            .map(|value| SubjectName { value: (*value).to_owned(), strength: NameStrength::Primary })
            .collect(),
        gender: None,
        births: births.iter().map(|b| b.parse().expect("date")).collect(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    }
}

/// A traveler.
pub fn traveler(surname: &str, given: &str, birth: &str) -> Query {
    Query {
        surname: surname.to_owned(),
        given: given.to_owned(),
        birth: birth.parse().ok(),
        ..Query::default()
    }
}

/// A passport.
pub fn passport(number: &str, issuer: &str) -> Document {
    Document {
        kind: DocumentKind::Passport,
        stated: None,
        number: number.to_owned(),
        issuer: Country::parse(issuer),
        expiry: None,
    }
}

/// The score of a pair, the same from the index as from the comparison.
pub fn score(query: &Query, subject: &Subject) -> f32 {
    found(query, subject).score
}

/// The match of a pair, the same from the index as from the comparison.
pub fn found(query: &Query, subject: &Subject) -> Match {
    let direct = compare(query, subject);
    let options = QueryOptions { threshold: 0.70, top: 5 };
    let indexed = Index::build([subject.clone()]).query(query, &options);
    if direct.score >= options.threshold {
        assert_eq!(indexed, std::slice::from_ref(&direct), "the index finds what the comparison finds");
    } else {
        assert_eq!(indexed, []);
    }
    direct
}

/// What names of properties are made of.
pub const PARTS: [&str; 41] = [
    "MOHAMED",
    "ALI",
    "IVO",
    "EXAMPLAR",
    "TESTOV",
    "KARIM",
    "ROSA",
    "SAMPLER",
    "QUENTIN",
    "DAGMAR",
    "LI",
    "WEI",
    "JAN",
    "OSMANI",
    "BERTOLD",
    "YUSUF",
    "ЮСУФ",
    "محمد",
    "ABU",
    "AL",
    "ABDUL",
    "VAN",
    "DR",
    "J",
    "AB",
    "BAS",
    "ABBAS",
    "TEST",
    "TESTOVALI",
    "LIWEI",
    "ALTESTOV",
    "DELAROSA",
    "EXEMPLAR",
    "LEI",
    "NASR",
    "NASRTEST",
    "BILL",
    "WILLIAM",
    "YONGSIK",
    "BINTESTOV",
    "VANSAMPLER",
];

/// The reasons of a match, in one text.
pub fn reasons(found: &Match) -> String {
    found.parts.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("; ")
}
