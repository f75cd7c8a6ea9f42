//! What the routes send.

use jiff::{Timestamp, civil::DateTime};
use pc_kernel::GenericUuid;
use pc_screening::{Category, EntryNow, HistoryLine as Line, Hit, HitState, Reason, rules::told::told};
use pc_store::Versioned;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::comparison::{Compared, compare};

/// A local time at this agency's port.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlightTime {
    #[schema(value_type = String)]
    local: DateTime,
    /// IANA zone; null when not known.
    zone: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    utc: Option<Timestamp>,
}

/// The flight of a hit.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitFlight {
    id: Uuid,
    carrier: String,
    number: String,
    /// IATA code.
    from: Option<String>,
    /// IATA code.
    to: Option<String>,
    at: Option<FlightTime>,
}

/// The traveler of a hit, in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitTraveler {
    id: Uuid,
    surname: String,
    given: String,
    birth: Option<String>,
    nationality: Option<String>,
    /// `passenger` or `crew`.
    #[schema(value_type = String)]
    role: pc_kernel::Role,
}

/// The entry of a hit, in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitEntry {
    id: Uuid,
    /// Short name of the list.
    list: String,
    /// The list's own id.
    external_id: String,
    /// The primary name.
    name: String,
    /// What an officer does: `detain`, `refuse_entry`, `refer`, `inform` or `document`; null where the list does not say.
    #[schema(value_type = Option<String>)]
    category: Option<Category>,
    /// Whether that is grave: to detain, or to refuse entry.
    grave: bool,
    /// `active`; or why the entry does not count: `removed` from its list, `ended`, `expired`, `not_begun`. Of a hit
    /// that applies as of the last look at the traveler, of one that no longer does as it is now; null where the entry
    /// is not known any more.
    #[schema(value_type = Option<String>)]
    state: Option<&'static str>,
    /// Where `expired`, until when it counted; where `not_begun`, from when on it counts.
    #[schema(value_type = Option<String>, format = DateTime)]
    state_at: Option<Timestamp>,
}

/// Who looks at a hit, or has decided on it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Reviewer {
    id: Uuid,
    name: String,
}

/// A hit, in short.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitSummary {
    id: Uuid,
    /// Send it back with a decision.
    version: u64,
    /// 0 to 1.
    score: f32,
    /// `new`, `in_review`, `possible`, `confirmed` or `not_a_match`.
    state: String,
    /// Decided at an earlier meeting of the same person and entry.
    carried: bool,
    flight: HitFlight,
    traveler: HitTraveler,
    entry: HitEntry,
    reviewer: Option<Reviewer>,
    #[schema(value_type = String, format = DateTime)]
    created: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    updated: Timestamp,
    /// It no longer applies.
    stale: bool,
    /// Why, in words; where the entry does not count, how so as it is now.
    stale_reason: Option<String>,
}

impl HitSummary {
    /// A hit whose entry is `now` so.
    pub fn of(v: &Versioned<Hit>, now: Option<EntryNow>) -> Self {
        let (h, f) = (&v.record, &v.record.flight);
        let told = told(h, now);
        Self {
            id: h.id.into_untyped_uuid(),
            version: v.version,
            score: h.score,
            state: h.state.name().to_owned(),
            carried: matches!(h.state, HitState::Decided { carried: true, .. }),
            flight: HitFlight {
                id: f.id.into_untyped_uuid(),
                carrier: f.carrier.clone(),
                number: f.number.clone(),
                from: f.from.clone(),
                to: f.to.clone(),
                at: f.at_local.map(|local| FlightTime { local, zone: f.at_zone.clone(), utc: f.at }),
            },
            traveler: HitTraveler {
                id: h.traveler.into_untyped_uuid(),
                surname: h.person.surname.clone(),
                given: h.person.given.clone(),
                birth: h.person.birth.map(|b| b.to_string()),
                nationality: h.person.nationality.map(|n| n.to_string()),
                role: h.person.role,
            },
            entry: HitEntry {
                id: h.entry.into_untyped_uuid(),
                list: h.listed.list.clone(),
                external_id: h.listed.id.clone(),
                name: h.listed.names.first().map(|n| n.value.clone()).unwrap_or_default(),
                category: told.category,
                grave: told.category.is_some_and(Category::grave),
                state: told.state,
                state_at: told.state_at,
            },
            reviewer: h
                .state
                .reviewer()
                .map(|r| Reviewer { id: r.id.into_untyped_uuid(), name: r.name.clone() }),
            created: v.created,
            updated: v.updated,
            stale: h.stale.is_some(),
            stale_reason: told.stale,
        }
    }
}

/// A document on either side.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    #[schema(value_type = String)]
    kind: pc_kernel::DocumentKind,
    stated: Option<String>,
    number: String,
    issuer: Option<String>,
    expiry: Option<String>,
}

impl From<&pc_kernel::Document> for Document {
    fn from(d: &pc_kernel::Document) -> Self {
        Self {
            kind: d.kind,
            stated: d.stated.clone(),
            number: d.number.clone(),
            issuer: d.issuer.map(|c| c.to_string()),
            expiry: d.expiry.map(|e| e.to_string()),
        }
    }
}

/// The traveler as matched.
#[derive(Debug, Serialize, ToSchema)]
pub struct TravelerFull {
    surname: String,
    given: String,
    birth: Option<String>,
    gender: Option<String>,
    nationality: Option<String>,
    documents: Vec<Document>,
}

/// A listed name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedName {
    value: String,
    /// `primary`, `aka`, `weak` or `orig`.
    #[schema(value_type = String)]
    kind: pc_screening::NameKind,
}

/// The entry as matched.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryFull {
    /// `Person`, `Organization`, …
    #[schema(value_type = String)]
    schema: pc_screening::Schema,
    names: Vec<ListedName>,
    gender: Option<String>,
    births: Vec<String>,
    nationalities: Vec<String>,
    documents: Vec<Document>,
    remarks: Option<String>,
}

/// One part of a score.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitPart {
    /// `name`, `surname`, `given`, `birth`, `gender`, `nationality` or `document`.
    #[schema(value_type = String)]
    feature: pc_screening::Feature,
    /// `agree`, `near`, `differ` or `unknown`.
    #[schema(value_type = String)]
    agreement: pc_screening::Agreement,
    /// Evidence in natural log-odds: positive for, negative against.
    weight: f32,
    /// In words.
    text: String,
}

/// One step of a hit's life.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryLine {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    by: String,
    from: Option<String>,
    to: String,
    #[schema(value_type = Option<String>)]
    reason: Option<Reason>,
    note: Option<String>,
}

impl From<&Line> for HistoryLine {
    fn from(l: &Line) -> Self {
        Self {
            at: l.at,
            by: l.by.clone(),
            from: l.from.clone(),
            to: l.to.clone(),
            reason: l.reason,
            note: l.note.clone(),
        }
    }
}

/// A hit with everything an analyst needs. It is a lead for an officer, never a verdict.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitDetail {
    #[serde(flatten)]
    hit: HitSummary,
    parts: Vec<HitPart>,
    /// Traveler and entry field by field.
    comparison: Vec<Compared>,
    traveler_full: TravelerFull,
    entry_full: EntryFull,
    /// The listed name that matched best.
    matched_name: String,
    history: Vec<HistoryLine>,
    /// The next hit that somebody still has to decide, highest score first.
    next_open: Option<Uuid>,
}

impl HitDetail {
    /// `hit` in full, whose entry is `now` so.
    pub fn of(hit: &Versioned<Hit>, now: Option<EntryNow>, next_open: Option<Uuid>) -> Self {
        let (h, p, l) = (&hit.record, &hit.record.person, &hit.record.listed);
        Self {
            hit: HitSummary::of(hit, now),
            parts: h
                .parts
                .iter()
                .map(|p| HitPart {
                    feature: p.feature,
                    agreement: p.agreement,
                    weight: p.weight,
                    text: p.text.clone(),
                })
                .collect(),
            comparison: compare(h),
            traveler_full: TravelerFull {
                surname: p.surname.clone(),
                given: p.given.clone(),
                birth: p.birth.map(|b| b.to_string()),
                gender: p.gender.map(|g| g.letter().to_string()),
                nationality: p.nationality.map(|n| n.to_string()),
                documents: p.documents.iter().map(Document::from).collect(),
            },
            entry_full: EntryFull {
                schema: l.schema,
                names: l.names.iter().map(|n| ListedName { value: n.value.clone(), kind: n.kind }).collect(),
                gender: l.gender.map(|g| g.letter().to_string()),
                births: l.births.iter().map(ToString::to_string).collect(),
                nationalities: l.nationalities.iter().map(ToString::to_string).collect(),
                documents: l.documents.iter().map(Document::from).collect(),
                remarks: l.remarks.clone(),
            },
            matched_name: h.matched_name.clone(),
            history: h.history.iter().map(HistoryLine::from).collect(),
            next_open,
        }
    }
}
