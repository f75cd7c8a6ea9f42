use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
};
use pc_identity::Password;
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::{SessionView, opened};
use crate::{ApiResult, Json, Problem, Web, client::ClientAddress, cookie::Tls};

const CAUSE: &str = "POST /api/v1/setup";

/// What makes the first account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetupRequest {
    /// The secret that the program printed when it started without accounts.
    secret: String,
    /// The administrator's sign-in name.
    #[schema(min_length = 2, max_length = 64, pattern = "^[a-z0-9._@-]+$")]
    name: String,
    /// Their password.
    #[schema(min_length = 12, max_length = 256, format = Password)]
    password: String,
}

/// Makes the first account, an administrator's, and signs it in. The secret works once.
#[utoipa::path(
    post, path = "/setup", tag = "session", operation_id = "setup_complete",
    request_body = SetupRequest,
    responses(
        (status = 201, body = SessionView),
        (status = 401, body = Problem, content_type = "application/problem+json",
            description = "The secret is wrong or was used"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("public")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn complete(
    State(web): State<Web>,
    ClientAddress(address): ClientAddress,
    tls: Tls,
    Json(body): Json<SetupRequest>,
) -> ApiResult<(StatusCode, HeaderMap, Json<SessionView>)> {
    web.identity.check_setup(&body.secret, &address, CAUSE).await?;
    let password = Password::new(&body.name.to_lowercase(), &body.password)
        .map_err(|e| Problem::unprocessable("password", e.to_string()))?;
    let rng = web.rng.clone();
    let hashed = web.hash(move || password.hash(rng.as_ref())).await?;
    let done = web.identity.complete_setup(&body.secret, &body.name, hashed, &address, CAUSE).await?;
    let (headers, view) = opened(&web, &done, tls);
    Ok((StatusCode::CREATED, headers, view))
}
