use axum::extract::State;
use pc_screening::{Hit, queries, queries::Which};
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Path, Problem, Web};
use uuid::Uuid;

use crate::shapes::HitDetail;

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
pub async fn hit_read(State(web): State<Web>, Path(id): Path<Uuid>) -> ApiResult<Json<HitDetail>> {
    Ok(Json(detail(&web, id).await?))
}

/// The hit `id` as it is now.
pub async fn detail(web: &Web, id: Uuid) -> ApiResult<HitDetail> {
    let view = web.store.snapshot().await?;
    let hit = view.load::<Hit>(id).await?.ok_or_else(|| Problem::not_found("hit"))?;
    let open = view.scan(&queries::hits(Which::Open, None, None, 2)).await?;
    let next = open.records.iter().map(|r| r.id).find(|other| *other != id);
    Ok(HitDetail::of(&hit, next))
}
