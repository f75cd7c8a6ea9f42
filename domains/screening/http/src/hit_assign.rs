use axum::extract::State;
use pc_identity::Account;
use pc_kernel::{AccountId, GenericUuid};
use pc_screening::{Reviewer, commands::Step};
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Caller, Json, Path, Problem};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{Screening, hit_decide::commit, shapes::HitDetail};

/// Who should look.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Assignment {
    /// The account; null gives the hit back to everybody.
    account_id: Option<Uuid>,
}

/// Says who should look at a hit.
#[utoipa::path(
    post, path = "/hits/{id}/assign", tag = "screening", operation_id = "hit_assign",
    params(("id" = Uuid, Path)),
    request_body = Assignment,
    responses((status = 200, body = HitDetail), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("hit:assign")), ("x-personal-data" = json!(false))),
)]
pub async fn hit_assign(
    State(state): State<Screening>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<Assignment>,
) -> ApiResult<Json<HitDetail>> {
    let to = match body.account_id {
        None => None,
        Some(account) => {
            let view = state.web.store.snapshot().await?;
            let found = view.load::<Account>(account).await?;
            let account =
                found.ok_or_else(|| Problem::unprocessable("account_id", "there is no such account"))?;
            Some(Reviewer {
                id: AccountId::from_untyped_uuid(body.account_id.unwrap_or_default()),
                name: account.record.name,
            })
        }
    };
    let cause = format!("POST /api/v1/hits/{id}/assign");
    Ok(Json(commit(&state, &caller, id, None, Step::Assign(to), cause).await?))
}
