use axum::{
    Extension,
    extract::State,
    http::{StatusCode, header},
    response::{AppendHeaders, IntoResponse},
};
use pc_identity::Active;

use crate::{ApiResult, Problem, Web, cookie::clear_session};

/// Signs out: the session is gone from the store, not only from the browser.
#[utoipa::path(
    delete, path = "/session", tag = "session", operation_id = "session_close",
    responses(
        (status = 204, description = "Signed out"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("session:own")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn sign_out(
    State(web): State<Web>,
    Extension(active): Extension<Active>,
) -> ApiResult<impl IntoResponse> {
    web.identity.sign_out(&active, "DELETE /api/v1/session").await?;
    Ok((StatusCode::NO_CONTENT, AppendHeaders([(header::SET_COOKIE, clear_session())])))
}
