use axum::extract::State;
use pc_screening::commands::Step;
use pc_web::{ApiResult, Caller, Json, Path, Problem};
use uuid::Uuid;

use crate::{Screening, hit_decide::commit, shapes::HitDetail};

/// Begins to look at an open hit: it is in review by the caller. A decided one is refused with 409: take the decision
/// back with a reason instead.
#[utoipa::path(
    post, path = "/hits/{id}/claim", tag = "screening", operation_id = "hit_claim",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = HitDetail), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("hit:decide")), ("x-personal-data" = json!(false))),
)]
pub async fn hit_claim(
    State(state): State<Screening>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<HitDetail>> {
    let cause = format!("POST /api/v1/hits/{id}/claim");
    Ok(Json(commit(&state, &caller, id, None, Step::Claim, cause).await?))
}
