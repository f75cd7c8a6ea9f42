use axum::extract::State;
use pc_movement::Flight as Record;
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Path, Problem};
use uuid::Uuid;

use crate::{Movement, shapes::Flight};

/// One flight.
#[utoipa::path(
    get, path = "/flights/{id}", tag = "movement", operation_id = "flight_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Flight), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("flight:read")), ("x-personal-data" = json!(false))),
)]
pub async fn flight_read(State(state): State<Movement>, Path(id): Path<Uuid>) -> ApiResult<Json<Flight>> {
    let view = state.web.store.snapshot().await?;
    let flight = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("flight"))?;
    Ok(Json(Flight::of(&flight.record, state.web.now())))
}
