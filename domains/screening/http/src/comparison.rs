//! Traveler and entry, field by field.

use pc_screening::{Agreement, Feature, Hit};
use serde::Serialize;
use utoipa::ToSchema;

/// One field on both sides.
#[derive(Debug, Serialize, ToSchema)]
pub struct Compared {
    /// `surname`, `given`, `birth`, `gender`, `nationality` or `document`.
    field: String,
    /// What the message says.
    traveler: Vec<String>,
    /// What the list says.
    entry: Vec<String>,
    /// `agree`, `near`, `differ` or `unknown`, as the score's parts judge.
    #[schema(value_type = String)]
    agreement: Agreement,
}

/// Every field that either side has.
pub fn compare(hit: &Hit) -> Vec<Compared> {
    let (p, l) = (&hit.person, &hit.listed);
    let text = |value: Option<String>| value.into_iter().filter(|v| !v.is_empty()).collect::<Vec<_>>();
    let documents = |documents: &[pc_kernel::Document]| {
        documents
            .iter()
            .map(|d| format!("{}{}", d.number, d.issuer.map(|i| format!(" ({i})")).unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    let mut rows = names(hit);
    rows.extend([
        (
            "birth",
            Feature::Birth,
            text(p.birth.map(|b| b.to_string())),
            l.births.iter().map(ToString::to_string).collect(),
        ),
        (
            "gender",
            Feature::Gender,
            text(p.gender.map(|g| g.letter().to_string())),
            text(l.gender.map(|g| g.letter().to_string())),
        ),
        (
            "nationality",
            Feature::Nationality,
            text(p.nationality.map(|n| n.to_string())),
            l.nationalities.iter().map(ToString::to_string).collect(),
        ),
        ("document", Feature::Document, documents(&p.documents), documents(&l.documents)),
    ]);
    rows.into_iter()
        .filter(|(.., traveler, entry)| !traveler.is_empty() || !entry.is_empty())
        .map(|(field, feature, traveler, entry)| Compared {
            field: field.to_owned(),
            agreement: judged(hit, feature),
            traveler,
            entry,
        })
        .collect()
}

/// A row before it is judged: field, feature, traveler, entry.
type Row = (&'static str, Feature, Vec<String>, Vec<String>);

/// Surname and given names apart where the list writes them apart (`SURNAME, Given`), else the name whole.
fn names(hit: &Hit) -> Vec<Row> {
    let p = &hit.person;
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    if let Some((surname, given)) = hit.matched_name.split_once(',') {
        return vec![
            ("surname", Feature::Surname, some(&p.surname), some(surname.trim())),
            ("given", Feature::Given, some(&p.given), some(given.trim())),
        ];
    }
    let whole = format!("{}, {}", p.surname, p.given);
    vec![("name", Feature::Name, some(whole.trim_matches([',', ' '])), some(&hit.matched_name))]
}

/// What the parts say of a feature. Where surname and given name are not judged apart, the whole name's parts count,
/// and the other way round.
fn judged(hit: &Hit, feature: Feature) -> Agreement {
    let of = |wanted: &[Feature]| -> Vec<Agreement> {
        hit.parts.iter().filter(|p| wanted.contains(&p.feature)).map(|p| p.agreement).collect()
    };
    let own = of(&[feature]);
    let all = match feature {
        Feature::Name => of(&[Feature::Surname, Feature::Given, Feature::Name]),
        Feature::Surname | Feature::Given if own.is_empty() => of(&[Feature::Name]),
        _ => own,
    };
    [Agreement::Differ, Agreement::Near, Agreement::Agree]
        .into_iter()
        .find(|a| all.contains(a))
        .unwrap_or(Agreement::Unknown)
}
