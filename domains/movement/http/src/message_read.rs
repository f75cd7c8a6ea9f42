use axum::extract::State;
use pc_movement::Message as Record;
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Path, Problem};
use uuid::Uuid;

use crate::{Movement, shapes::Message};

/// One message and what it did.
#[utoipa::path(
    get, path = "/messages/{id}", tag = "movement", operation_id = "message_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Message), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("message:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening")),
    ),
)]
pub async fn message_read(State(state): State<Movement>, Path(id): Path<Uuid>) -> ApiResult<Json<Message>> {
    let view = state.web.store.snapshot().await?;
    let message = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("message"))?;
    Ok(Json(Message::from(&message.record)))
}
