//! What the routes send.

use jiff::{Timestamp, civil::DateTime};
use pc_kernel::GenericUuid;
use pc_subject::{Agreement, Candidate, Category, Feature, Field, Journey, Part, Reading, Subject};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a stretch of the text was taken.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectWord {
    /// `name`, `birth`, `gender`, `nationality`, `document` (or a plate) or `plate`.
    #[schema(value_type = String)]
    field: Field,
    /// As typed.
    text: String,
    /// As read: a date as `YYYY-MM-DD`, a country as three letters.
    value: String,
}

/// How the text was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectReading {
    name: Option<String>,
    birth: Option<String>,
    gender: Option<String>,
    nationality: Option<String>,
    /// Numbers of documents, plates and registrations, each an alternative.
    documents: Vec<String>,
    /// How each stretch was taken, in the order of the text.
    words: Vec<SubjectWord>,
    /// What could also have been meant, and how to say so.
    notes: Vec<String>,
}

impl From<&Reading> for SubjectReading {
    fn from(r: &Reading) -> Self {
        let word = |w: &pc_subject::Word| SubjectWord {
            field: w.field,
            text: w.text.clone(),
            value: w.value.clone(),
        };
        Self {
            name: Some(r.name.clone()).filter(|n| !n.is_empty()),
            birth: r.birth.map(|b| b.to_string()),
            gender: r.gender.map(|g| g.letter().to_string()),
            nationality: r.nationality.map(|n| n.to_string()),
            documents: r.documents.iter().map(|d| d.number.clone()).collect(),
            words: r.words.iter().map(word).collect(),
            notes: r.notes.clone(),
        }
    }
}

/// What was looked through.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectSource {
    /// `lists` or `travelers`.
    #[schema(value_type = String)]
    pub name: &'static str,
    /// `current`, `behind` (something newer is known and not looked through yet), `building` or `unavailable`.
    #[schema(value_type = String)]
    pub state: &'static str,
    /// What is behind, or why it did not answer.
    pub detail: Option<String>,
    /// How many entries or people were looked through.
    pub among: Option<usize>,
    /// The data are those of this instant.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub as_of: Option<Timestamp>,
}

/// A document of a candidate.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectDocument {
    #[schema(value_type = String)]
    kind: pc_kernel::DocumentKind,
    number: String,
    issuer: Option<String>,
}

/// A name of a candidate.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectName {
    value: String,
    /// `primary`, `aka`, `weak` or `orig`.
    #[schema(value_type = String)]
    kind: pc_subject::NameKind,
}

/// One part of a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectPart {
    /// `name`, `surname`, `given`, `birth`, `gender`, `nationality` or `document`.
    #[schema(value_type = String)]
    feature: Feature,
    /// `agree`, `near`, `differ` or `unknown`.
    #[schema(value_type = String)]
    agreement: Agreement,
    /// Evidence in natural log-odds: positive for, negative against.
    weight: f32,
    /// In words.
    text: String,
}

impl From<&Part> for SubjectPart {
    fn from(p: &Part) -> Self {
        Self { feature: p.feature, agreement: p.agreement, weight: p.weight, text: p.text.clone() }
    }
}

/// Where an entry stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectListing {
    /// Short name of the list.
    list: String,
    /// The list's own id.
    external_id: String,
    /// `Person`, `Organization`, `Vessel`, `Aircraft`, `Vehicle` or `Other`.
    #[schema(value_type = String)]
    schema: pc_subject::Schema,
    /// What an officer does: `detain`, `refuse_entry`, `refer`, `inform` or `document`; null where the list does not say.
    #[schema(value_type = Option<String>)]
    category: Option<Category>,
    /// Whether that is grave: to detain, or to refuse entry.
    grave: bool,
    /// What an officer should read.
    remarks: Option<String>,
}

/// A hit of a traveler.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectHit {
    id: Uuid,
    /// `new`, `in_review`, `possible`, `confirmed` or `not_a_match`.
    state: &'static str,
    score: f32,
    /// What an officer does: `detain`, `refuse_entry`, `refer`, `inform` or `document`; null where the list does not say.
    #[schema(value_type = Option<String>)]
    category: Option<Category>,
    /// Whether that is grave, to detain or to refuse entry, and the hit still applies.
    grave: bool,
    /// It no longer applies.
    stale: bool,
}

/// The flight of a traveler.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectJourney {
    flight_id: Uuid,
    carrier: String,
    number: String,
    from: Option<String>,
    to: Option<String>,
    /// Local at this agency's port.
    #[schema(value_type = Option<String>)]
    at: Option<DateTime>,
    /// IANA zone of that time.
    zone: Option<String>,
    /// Whether the person is still listed.
    listed: bool,
    /// `passenger` or `crew`.
    #[schema(value_type = String)]
    role: pc_kernel::Role,
    /// Hits, highest score first; of a candidate only those that still apply.
    hits: Vec<SubjectHit>,
}

impl From<&Journey> for SubjectJourney {
    fn from(j: &Journey) -> Self {
        Self {
            flight_id: j.flight.id.into_untyped_uuid(),
            carrier: j.flight.carrier.clone(),
            number: j.flight.number.clone(),
            from: j.flight.from.clone(),
            to: j.flight.to.clone(),
            at: j.flight.at_local,
            zone: j.flight.at_zone.clone(),
            listed: j.listed,
            role: j.facts.role,
            hits: j
                .hits
                .iter()
                .map(|h| SubjectHit {
                    id: h.id.into_untyped_uuid(),
                    state: h.state,
                    score: h.score,
                    category: h.category,
                    grave: h.grave(),
                    stale: h.stale,
                })
                .collect(),
        }
    }
}

/// Somebody whom the text may mean: a lead, never a verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectCandidate {
    /// `entry` (of a list) or `traveler` (on a flight).
    kind: &'static str,
    /// Of the entry or the traveler.
    id: Uuid,
    /// `alert` (at or above the threshold), `begins` (the name begins so), `born` (on the
    /// day that was all that was asked for) or `near` (below the threshold).
    group: &'static str,
    /// 0 to 1; null where only the beginning of a name was compared, or the day of birth.
    score: Option<f32>,
    name: String,
    /// The name that met the text best.
    matched: String,
    names: Vec<SubjectName>,
    births: Vec<String>,
    gender: Option<String>,
    nationalities: Vec<String>,
    documents: Vec<SubjectDocument>,
    /// The reasons.
    parts: Vec<SubjectPart>,
    /// For an entry.
    listing: Option<SubjectListing>,
    /// For a traveler.
    journey: Option<SubjectJourney>,
}

/// Documents as sent.
pub fn documents(all: &[pc_kernel::Document]) -> Vec<SubjectDocument> {
    let one = |d: &pc_kernel::Document| SubjectDocument {
        kind: d.kind,
        number: d.number.clone(),
        issuer: d.issuer.map(|c| c.to_string()),
    };
    all.iter().map(one).collect()
}

impl From<&Candidate> for SubjectCandidate {
    fn from(c: &Candidate) -> Self {
        let parts = c.parts.iter().map(SubjectPart::from).collect();
        let (group, score, matched) = (c.group.as_str(), c.score, c.matched.clone());
        match &c.subject {
            Subject::Entry(listed) => {
                let e = &listed.entry;
                Self {
                    kind: "entry",
                    id: listed.id.into_untyped_uuid(),
                    group,
                    score,
                    name: e.names.first().map(|n| n.value.clone()).unwrap_or_default(),
                    matched,
                    names: e
                        .names
                        .iter()
                        .map(|n| SubjectName { value: n.value.clone(), kind: n.kind })
                        .collect(),
                    births: e.births.iter().map(ToString::to_string).collect(),
                    gender: e.gender.map(|g| g.letter().to_string()),
                    nationalities: e.nationalities.iter().map(ToString::to_string).collect(),
                    documents: documents(&e.documents),
                    parts,
                    listing: Some(SubjectListing {
                        list: e.list.clone(),
                        external_id: e.id.clone(),
                        schema: e.schema,
                        category: listed.category,
                        grave: listed.category.is_some_and(Category::grave),
                        remarks: e.remarks.clone(),
                    }),
                    journey: None,
                }
            }
            Subject::Traveler(j) => Self {
                kind: "traveler",
                id: j.traveler.into_untyped_uuid(),
                group,
                score,
                name: format!("{}, {}", j.facts.surname, j.facts.given).trim_matches([',', ' ']).to_owned(),
                matched,
                names: Vec::new(),
                births: j.facts.birth.iter().map(ToString::to_string).collect(),
                gender: j.facts.gender.map(|g| g.letter().to_string()),
                nationalities: j.facts.nationality.iter().map(ToString::to_string).collect(),
                documents: documents(&j.facts.documents),
                parts,
                listing: None,
                journey: Some(j.into()),
            },
        }
    }
}

/// The answer to a question from the desk.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubjectAnswer {
    /// False where the text says too little to look for anybody.
    pub asked: bool,
    /// How the text was read.
    pub reading: SubjectReading,
    /// The score at which a traveler is a hit.
    pub threshold: f32,
    /// What was looked through, and how old it is.
    pub sources: Vec<SubjectSource>,
    /// Nearest first: `alert`, then `begins`, `born`, `near`.
    pub candidates: Vec<SubjectCandidate>,
}
