use axum::{extract::State, http::StatusCode};
use pc_access::Role;
use pc_identity::NewAccount;
use serde::Deserialize;
use utoipa::ToSchema;

use super::account::{AccountView, hashed};
use crate::{ApiResult, Caller, Json, Problem, Web};

/// An account to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountRequest {
    /// What they sign in with.
    #[schema(min_length = 2, max_length = 64, pattern = "^[a-z0-9._@-]+$")]
    name: String,
    /// What people call them.
    #[schema(min_length = 1, max_length = 100)]
    display: String,
    /// What they are: at least one.
    #[schema(min_items = 1)]
    roles: Vec<Role>,
    /// Their first password.
    #[schema(min_length = 12, max_length = 256, format = Password)]
    password: String,
}

/// Makes an account. 409 when the name is taken.
#[utoipa::path(
    post, path = "/accounts", tag = "accounts", operation_id = "account_create",
    request_body = AccountRequest,
    responses(
        (status = 201, body = AccountView),
        (status = 409, body = Problem, content_type = "application/problem+json"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("account:manage")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn create(
    caller: Caller,
    State(web): State<Web>,
    Json(body): Json<AccountRequest>,
) -> ApiResult<(StatusCode, Json<AccountView>)> {
    let password = hashed(&web, &body.name, &body.password).await?;
    let audit = caller.audit("administration", web.now(), "POST /api/v1/accounts");
    let new = NewAccount { name: body.name, display: body.display, roles: body.roles, password };
    let account = web.identity.create_account(new, audit).await?;
    Ok((StatusCode::CREATED, Json(account.into())))
}
