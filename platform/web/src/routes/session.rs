use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, header},
};
use jiff::Timestamp;
use pc_access::Role;
use pc_identity::{AccountError, Active, Opened, SignInError};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    Json, Problem, Web,
    cookie::{Tls, set_session},
};

/// Who is signed in and what they may do.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionView {
    /// Who.
    account: SessionAccount,
    /// To send as `X-CSRF-Token` with every request that is not a GET.
    csrf: String,
    /// When the session ends unless it is used.
    expires: Timestamp,
    /// What they may do, e.g. `hit:decide`.
    permissions: Vec<&'static str>,
}

/// The account of a session.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SessionAccount {
    /// Its id.
    id: Uuid,
    /// What they sign in with.
    name: String,
    /// What people call them.
    display: String,
    /// What they are.
    roles: Vec<Role>,
}

/// The answer to a new sign-in: the cookie and the session.
pub(crate) fn opened(web: &Web, opened: &Opened, tls: Tls) -> (HeaderMap, Json<SessionView>) {
    let mut headers = HeaderMap::new();
    if let Some(cookie) = set_session(&opened.token, tls) {
        headers.insert(header::SET_COOKIE, cookie);
    }
    (headers, Json(view(web, &opened.active)))
}

fn view(web: &Web, active: &Active) -> SessionView {
    let account = &active.account;
    let permissions = web.access.permissions(&account.roles);
    SessionView {
        account: SessionAccount {
            id: account.id,
            name: account.name.clone(),
            display: account.display.clone(),
            roles: account.roles.clone(),
        },
        csrf: active.csrf.clone(),
        expires: active.expires,
        permissions: permissions.into_iter().map(pc_access::Action::as_str).collect(),
    }
}

/// One's own session. 401 when signed out.
#[utoipa::path(
    get, path = "/session", tag = "session", operation_id = "session_read",
    responses(
        (status = 200, body = SessionView),
        (status = 401, body = Problem, content_type = "application/problem+json"),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("session:own")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn read(State(web): State<Web>, Extension(active): Extension<Active>) -> Json<SessionView> {
    Json(view(&web, &active))
}

impl From<SignInError> for Problem {
    fn from(error: SignInError) -> Self {
        match error {
            SignInError::Refused => Self::unauthorized(error.to_string()),
            SignInError::Wait(seconds) => Self::too_many_requests(seconds),
            SignInError::Account(error) => error.into(),
            SignInError::Commit(error) => error.into(),
        }
    }
}

impl From<AccountError> for Problem {
    fn from(error: AccountError) -> Self {
        let detail = error.to_string();
        match error {
            AccountError::Name => Self::unprocessable("name", detail),
            AccountError::Display => Self::unprocessable("display", detail),
            AccountError::Roles => Self::unprocessable("roles", detail),
            AccountError::Taken(_) => Self::taken("name", detail),
            AccountError::LastAdministrator => Self::conflict("this is the last administrator"),
            AccountError::Missing => Self::not_found("account"),
            AccountError::Commit(error) => error.into(),
        }
    }
}
