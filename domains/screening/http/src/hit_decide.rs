use axum::extract::State;
use pc_kernel::{GenericUuid, HitId};
use pc_screening::{Decision, Reason, Reviewer, ScreeningError, Verdict, commands, commands::Step};
use pc_web::{ApiResult, Caller, Json, Path, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Screening, hit_read::detail, shapes::HitDetail};

/// How many times a step is decided again when somebody else wrote to the same flight.
const ATTEMPTS: usize = 10;
/// Longest note, in characters.
const NOTE: usize = 2000;

/// A decision.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DecisionRequest {
    /// The hit's version as it was read: refused with 409 when somebody has changed the hit since.
    version: u64,
    /// `possible`, `confirmed`, `not_a_match`, or `in_review` to take a decision back.
    state: String,
    /// `different_birth_date`, `different_name`, `different_nationality`, `different_document`, `identity_verified`,
    /// `same_person`, `insufficient_data` or `other` (which needs a note).
    #[schema(value_type = String)]
    reason: Reason,
    /// In the analyst's own words.
    note: Option<String>,
}

/// Decides on a hit, with a reason. An earlier decision stays in the history.
#[utoipa::path(
    post, path = "/hits/{id}/decision", tag = "screening", operation_id = "hit_decide",
    params(("id" = Uuid, Path)),
    request_body = DecisionRequest,
    responses((status = 200, body = HitDetail), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("hit:decide")), ("x-personal-data" = json!(false))),
)]
pub async fn hit_decide(
    State(state): State<Screening>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<DecisionRequest>,
) -> ApiResult<Json<HitDetail>> {
    let note = body.note.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    if note.as_ref().is_some_and(|n| n.chars().count() > NOTE) {
        return Err(Problem::unprocessable("note", format!("a note has at most {NOTE} characters")));
    }
    if body.reason == Reason::Other && note.is_none() {
        return Err(Problem::unprocessable("note", "the reason \"other\" needs a note that says which"));
    }
    let verdict = match body.state.as_str() {
        "possible" => Some(Verdict::Possible),
        "confirmed" => Some(Verdict::Confirmed),
        "not_a_match" => Some(Verdict::NotAMatch),
        "in_review" => None,
        other => {
            let detail =
                format!("there is no state {other:?}: possible, confirmed, not_a_match or in_review");
            return Err(Problem::unprocessable("state", detail));
        }
    };
    let step = match verdict {
        Some(verdict) => Step::Decide(Decision { verdict, reason: body.reason, note, by: reviewer(&caller) }),
        None => Step::Reopen { reason: body.reason, note },
    };
    let cause = format!("POST /api/v1/hits/{id}/decision");
    Ok(Json(commit(&state, &caller, id, Some(body.version), step, cause).await?))
}

/// The caller as a reviewer.
pub fn reviewer(caller: &Caller) -> Reviewer {
    Reviewer { id: caller.account, name: caller.name.clone() }
}

/// Commits `step` on hit `id`, and answers with the hit as it is then.
pub async fn commit(
    state: &Screening,
    caller: &Caller,
    id: Uuid,
    version: Option<u64>,
    step: Step,
    cause: String,
) -> ApiResult<HitDetail> {
    let web = &state.web;
    let audit = caller.audit("review", web.now(), cause);
    let hit = HitId::from_untyped_uuid(id);
    let mut attempt = 0;
    loop {
        attempt += 1;
        let view = web.store.snapshot().await?;
        let by = reviewer(caller);
        let set = commands::step(view.as_ref(), hit, version, step.clone(), by, audit.clone()).await;
        drop(view);
        let set = set.map_err(|error| match error {
            ScreeningError::Store(error) => Problem::from(error),
            ScreeningError::NoHit(_) => Problem::not_found("hit"),
            why @ (ScreeningError::Moved { .. } | ScreeningError::Transition { .. }) => {
                Problem::conflict(why.to_string())
            }
        })?;
        match web.store.commit(set).await {
            Ok(_) => return detail(state, id).await,
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
            Err(error) => return Err(error.into()),
        }
    }
}
