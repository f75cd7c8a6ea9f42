use axum::{
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
};
use pc_movement::IntakeError;
use pc_web::{ApiResult, Caller, Json, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Movement, shapes::Message};

/// What became of a transmission.
#[derive(Debug, Serialize, ToSchema)]
pub struct Receipt {
    /// The name it is kept under.
    file: String,
    /// Each message in it.
    messages: Vec<Message>,
}

/// Takes a transmission in: the raw bytes of one interchange or several. Everything in it is on disk and screened
/// when the answer comes; a refused message is kept and says why.
#[utoipa::path(
    post, path = "/messages", tag = "movement", operation_id = "message_submit",
    params(
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again with the same key, it has no second effect"),
        ("X-File-Name" = Option<String>, Header, description = "A name to keep it under"),
    ),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Receipt), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("message:submit")), ("x-personal-data" = json!(false))),
)]
pub async fn message_submit(
    State(state): State<Movement>,
    caller: Caller,
    headers: HeaderMap,
    body: Bytes,
) -> ApiResult<(StatusCode, Json<Receipt>)> {
    if body.is_empty() {
        return Err(Problem::bad_request("the body is empty: send the message's bytes"));
    }
    let header =
        |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).map(str::trim).filter(|v| !v.is_empty());
    let file: String = header("x-file-name").unwrap_or("transmission").chars().take(200).collect();
    let key = header("idempotency-key").map(|k| format!("{}/{k}", caller.account));
    let audit = caller.audit("screening", state.web.now(), "POST /api/v1/messages");
    let receipt =
        state.intake.take(body.into(), &file, "http", key, audit).await.map_err(|error| match error {
            IntakeError::Commit(error) => Problem::from(error),
            IntakeError::Movement(error) => Problem::internal(error),
        })?;
    let messages = receipt.messages.iter().map(|m| Message::from(&m.message)).collect();
    Ok((StatusCode::CREATED, Json(Receipt { file, messages })))
}
