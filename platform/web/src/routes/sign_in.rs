use axum::{extract::State, http::HeaderMap};
use pc_identity::MAX_PASSWORD;
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::{SessionView, opened};
use crate::{ApiResult, Json, Problem, Web, client::ClientAddress, cookie::Tls};

/// Who wants to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignInRequest {
    /// The sign-in name.
    name: String,
    /// The password.
    #[schema(format = Password)]
    password: String,
}

/// Signs in. A wrong name, a wrong password and a locked account are refused in the same words and the same time.
#[utoipa::path(
    post, path = "/session", tag = "session", operation_id = "session_open",
    request_body = SignInRequest,
    responses(
        (status = 200, body = SessionView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json",
            description = "Too many failures; `Retry-After` says how long to wait"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("public")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn sign_in(
    State(web): State<Web>,
    ClientAddress(address): ClientAddress,
    tls: Tls,
    Json(body): Json<SignInRequest>,
) -> ApiResult<(HeaderMap, Json<SessionView>)> {
    let attempt = web.identity.begin(&body.name, &address).await?;
    // No password is longer: what is longer is cut, and then wrong.
    let password: String = body.password.chars().take(MAX_PASSWORD + 1).collect();
    let checked = web.hash(move || attempt.check(&password)).await?;
    let done = web.identity.finish(checked, "POST /api/v1/session").await?;
    Ok(opened(&web, &done, tls))
}
