use axum::extract::State;
use jiff::tz::TimeZone;
use pc_kernel::{Country, Gender, PartialDate};
use pc_subject::{Ask, Found, LONGEST, Reading, Unavailable, order, saved};
use pc_web::{ApiResult, Caller, Json, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Desk,
    shapes::{SubjectAnswer, SubjectCandidate, SubjectSource},
};

/// A question from the desk.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SubjectQuestion {
    /// Whatever was typed: a name in any script and order, a date of birth, a document number, a plate, a nationality,
    /// a gender, a scanned machine-readable zone; in any order. At most 300 characters.
    text: String,
    /// The stretch of typing, made up by the client: one for each time somebody begins to type. What its answers show
    /// is written to the journal together.
    stretch: Uuid,
    /// Date of birth, where the client knows it: wins over the text. `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    birth: Option<String>,
    /// `F`, `M` or `X`.
    gender: Option<String>,
    /// A two- or three-letter code.
    nationality: Option<String>,
    /// A document or registration number.
    document: Option<String>,
}

/// Who a typed text may mean: entries of the lists in service and people on recent and coming flights. Leads, never
/// verdicts. Answers each source by its own deadline; one that is not there is said to be missing.
#[utoipa::path(
    post, path = "/subjects/query", tag = "subject", operation_id = "subject_query",
    request_body = SubjectQuestion,
    responses((status = 200, body = SubjectAnswer), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("subject:query")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("subject-query")),
    ),
)]
pub async fn subject_query(
    State(desk): State<Desk>,
    caller: Caller,
    Json(question): Json<SubjectQuestion>,
) -> ApiResult<Json<SubjectAnswer>> {
    if question.text.chars().count() > LONGEST {
        return Err(Problem::unprocessable("text", format!("at most {LONGEST} characters")));
    }
    let today = desk.web.now().to_zoned(TimeZone::UTC).date();
    let reading = Reading::of(&question.text, today).with(
        stated("birth", question.birth.as_deref(), |t| t.parse::<PartialDate>().ok())?,
        stated("gender", question.gender.as_deref(), Gender::parse)?,
        stated("nationality", question.nationality.as_deref(), Country::parse)?,
        question.document.filter(|d| !d.trim().is_empty()),
    );
    let ask = Ask { reading, threshold: desk.threshold };
    let (entries, people) = tokio::join!(desk.sources.entries(&ask), desk.sources.people(&ask));
    let mut candidates = Vec::new();
    let sources = [source("lists", entries, &mut candidates), source("travelers", people, &mut candidates)];
    order(&mut candidates);
    let shown = candidates.iter().map(saved::shown).collect();
    desk.inquiries.cover(&caller, question.stretch, &question.text, shown).await?;
    Ok(Json(SubjectAnswer {
        asked: ask.reading.enough() || ask.reading.day_alone().is_some(),
        reading: (&ask.reading).into(),
        threshold: desk.threshold,
        sources: sources.into(),
        candidates: candidates.iter().map(SubjectCandidate::from).collect(),
    }))
}

fn stated<T>(field: &str, text: Option<&str>, read: impl Fn(&str) -> Option<T>) -> ApiResult<Option<T>> {
    let Some(text) = text.map(str::trim).filter(|t| !t.is_empty()) else { return Ok(None) };
    let wrong = || Problem::unprocessable(field, format!("{text:?} cannot be read"));
    read(text).map(Some).ok_or_else(wrong)
}

fn source(
    name: &'static str,
    answer: Result<Found, Unavailable>,
    candidates: &mut Vec<pc_subject::Candidate>,
) -> SubjectSource {
    match answer {
        Ok(found) => {
            candidates.extend(found.candidates);
            SubjectSource {
                name,
                state: if found.behind.is_some() { "behind" } else { "current" },
                detail: found.behind,
                among: Some(found.among),
                as_of: Some(found.as_of),
            }
        }
        Err(why) => {
            if let Unavailable::Failed(error) = &why {
                tracing::error!(source = name, "a source of the desk failed: {error}");
            }
            let state = if matches!(why, Unavailable::Building) { "building" } else { "unavailable" };
            SubjectSource { name, state, detail: Some(why.to_string()), among: None, as_of: None }
        }
    }
}
