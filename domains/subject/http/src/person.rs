use axum::extract::State;
use jiff::Timestamp;
use pc_kernel::{GenericUuid, TravelerId};
use pc_subject::{Known, KnownKind, Linked};
use pc_web::{Action, ApiResult, Caller, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Desk,
    shapes::{SubjectDocument, SubjectJourney, documents},
};

/// A journey of what is possibly the same person: linked, never merged.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonJourney {
    /// The traveler on that flight.
    id: Uuid,
    name: String,
    birth: Option<String>,
    nationality: Option<String>,
    documents: Vec<SubjectDocument>,
    journey: SubjectJourney,
    /// Why it is linked; empty for the journey asked about.
    reasons: Vec<String>,
}

impl From<&Linked> for PersonJourney {
    fn from(l: &Linked) -> Self {
        let facts = &l.journey.facts;
        Self {
            id: l.journey.traveler.into_untyped_uuid(),
            name: format!("{}, {}", facts.surname, facts.given).trim_matches([',', ' ']).to_owned(),
            birth: facts.birth.map(|b| b.to_string()),
            nationality: facts.nationality.map(|n| n.to_string()),
            documents: documents(&facts.documents),
            journey: (&l.journey).into(),
            reasons: l.reasons.clone(),
        }
    }
}

/// The journeys of one person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonJourneys {
    /// The journey asked about first, then the others, newest first; at most 50.
    items: Vec<PersonJourney>,
}

/// The traveler's journey and those of what is possibly the same person: the same document number, or the same name
/// and date of birth. Linked with the reason, never merged.
#[utoipa::path(
    get, path = "/travelers/{id}/journeys", tag = "subject", operation_id = "person_journeys",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = PersonJourneys), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("traveler:history")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("person-history")),
    ),
)]
pub async fn person_journeys(
    State(desk): State<Desk>,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PersonJourneys>> {
    let journeys = desk.sources.journeys(TravelerId::from_untyped_uuid(id)).await?;
    if journeys.is_empty() {
        return Err(Problem::not_found("traveler"));
    }
    Ok(Json(PersonJourneys { items: journeys.iter().map(PersonJourney::from).collect() }))
}

/// One thing known of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonStep {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// `journey`, `message`, `hit`, `decision` or `look`.
    #[schema(value_type = String)]
    kind: &'static str,
    /// Who: an account's name, a part of the program, a sender.
    by: Option<String>,
    text: String,
    /// The purpose of a look, the reason of a decision.
    why: Option<String>,
    /// The journey that it belongs to.
    traveler_id: Uuid,
    /// The flight, message or hit to open; for a look, what was looked at.
    opens: Uuid,
}

impl From<Known> for PersonStep {
    fn from(k: Known) -> Self {
        Self {
            at: k.at,
            kind: k.kind.as_str(),
            by: k.by,
            text: k.text,
            why: k.why,
            traveler_id: k.traveler,
            opens: k.opens,
        }
    }
}

/// The last thing of the page before: its instant, and how many of that instant were given.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    at: Timestamp,
    given: usize,
}

/// Everything that the node knows of the person, across linked journeys, newest first. Who looked, and what for, is in
/// it for those who may read the journal.
#[utoipa::path(
    get, path = "/travelers/{id}/history", tag = "subject", operation_id = "person_history",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = PageOf<PersonStep>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("traveler:history")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("person-history")),
    ),
)]
pub async fn person_history(
    State(desk): State<Desk>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<PersonStep>>> {
    let (limit, after) = (page.limit()?, page.cursor_as::<Place>()?);
    let mut all = desk.sources.known(TravelerId::from_untyped_uuid(id)).await?;
    if all.is_empty() {
        return Err(Problem::not_found("traveler"));
    }
    if !desk.web.access.permits(&caller.roles, Action::JournalRead) {
        all.retain(|k| k.kind != KnownKind::Look);
    }
    // What happened since the first page stands before its place, and moves nothing behind it.
    let start = after.map_or(0, |place| all.iter().take_while(|k| k.at > place.at).count() + place.given);
    let items: Vec<Known> = all.iter().skip(start).take(limit).cloned().collect();
    let next = items.last().filter(|_| all.len() > start + items.len()).map(|last| {
        let first = all.iter().take_while(|k| k.at > last.at).count();
        Place { at: last.at, given: start + items.len() - first }
    });
    Ok(Json(PageOf::new(items.into_iter().map(PersonStep::from).collect(), next.as_ref())?))
}
