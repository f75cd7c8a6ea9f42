use axum::extract::State;
use pc_screening::{EntryNow, Hit, queries, queries::Which};
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Path, Problem};
use uuid::Uuid;

use crate::{Screening, shapes::HitDetail};

/// One hit with everything an analyst needs.
#[utoipa::path(
    get, path = "/hits/{id}", tag = "screening", operation_id = "hit_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = HitDetail), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("hit:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("review")),
    ),
)]
pub async fn hit_read(State(state): State<Screening>, Path(id): Path<Uuid>) -> ApiResult<Json<HitDetail>> {
    Ok(Json(detail(&state, id).await?))
}

/// The hit `id` as it is now.
pub async fn detail(state: &Screening, id: Uuid) -> ApiResult<HitDetail> {
    let view = state.web.store.snapshot().await?;
    let hit = view.load::<Hit>(id).await?.ok_or_else(|| Problem::not_found("hit"))?;
    let now = EntryNow::of(&hit.record, state.lookouts.as_ref(), view.as_ref()).await?;
    let open = view.scan(&queries::hits(Which::Open, None, None, 2)).await?;
    let next = open.records.iter().map(|r| r.id).find(|other| *other != id);
    Ok(HitDetail::of(&hit, now, next))
}
