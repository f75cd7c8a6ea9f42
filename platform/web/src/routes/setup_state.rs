use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{ApiResult, Json, Problem, Web};

/// Whether the first account is still to be made.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SetupState {
    /// When true, the console asks for the secret that the program printed.
    needed: bool,
}

/// Whether the first account is still to be made.
#[utoipa::path(
    get, path = "/setup", tag = "session", operation_id = "setup_read",
    responses(
        (status = 200, body = SetupState),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("public")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn read(State(web): State<Web>) -> ApiResult<Json<SetupState>> {
    Ok(Json(SetupState { needed: web.identity.setup_needed().await? }))
}
