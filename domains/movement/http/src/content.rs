use axum::extract::State;
use base64::{Engine, engine::general_purpose::STANDARD};
use pc_movement::{Message as Record, model::TRANSMISSION};
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Path, Problem};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Movement;

/// The bytes of a message's transmission, as they came.
#[derive(Debug, Serialize, ToSchema)]
pub struct Content {
    /// The message.
    id: Uuid,
    /// The bytes, base64.
    base64: String,
    /// How many.
    bytes: u64,
}

/// The bytes in which a message stands, as they came.
#[utoipa::path(
    get, path = "/messages/{id}/content", tag = "movement", operation_id = "message_content",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Content), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("message:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening")),
    ),
)]
pub async fn message_content(
    State(state): State<Movement>,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<Content>> {
    let view = state.web.store.snapshot().await?;
    let message = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("message"))?;
    let bytes = view
        .blob(&TRANSMISSION, message.record.transmission)
        .await?
        .ok_or_else(|| Problem::not_found("message's bytes"))?;
    Ok(Json(Content { id, base64: STANDARD.encode(&bytes), bytes: bytes.len() as u64 }))
}
