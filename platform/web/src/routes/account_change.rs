use axum::extract::State;
use pc_access::Role;
use pc_identity::AccountChange;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::account::{AccountView, hashed};
use crate::{ApiResult, Caller, Json, Path, Problem, Web};

/// What to change; what is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountPatch {
    /// What people call them.
    display: Option<String>,
    /// What they are: at least one.
    roles: Option<Vec<Role>>,
    /// Whether they are locked out.
    disabled: Option<bool>,
    /// A new password.
    #[schema(min_length = 12, max_length = 256, format = Password)]
    password: Option<String>,
}

/// Changes an account. Locking it out and giving it a new password end its sessions at once.
#[utoipa::path(
    patch, path = "/accounts/{id}", tag = "accounts", operation_id = "account_change",
    params(("id" = Uuid, Path)),
    request_body = AccountPatch,
    responses(
        (status = 200, body = AccountView),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, body = Problem, content_type = "application/problem+json",
            description = "Changed meanwhile, or the last administrator"),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("account:manage")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn change(
    caller: Caller,
    State(web): State<Web>,
    Path(id): Path<Uuid>,
    Json(body): Json<AccountPatch>,
) -> ApiResult<Json<AccountView>> {
    let password = match &body.password {
        Some(password) => {
            let account = web.identity.account(id).await?.ok_or_else(|| Problem::not_found("account"))?;
            Some(hashed(&web, &account.record.name, password).await?)
        }
        None => None,
    };
    let audit = caller.audit("administration", web.now(), format!("PATCH /api/v1/accounts/{id}"));
    let change =
        AccountChange { display: body.display, roles: body.roles, disabled: body.disabled, password };
    Ok(Json(web.identity.change_account(id, change, audit).await?.into()))
}
