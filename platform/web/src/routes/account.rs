use jiff::Timestamp;
use pc_access::Role;
use pc_identity::{Account, HashedPassword, Password};
use pc_store::Versioned;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{ApiResult, Problem, Web};

/// An account, as administrators see it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub(crate) struct AccountView {
    /// Its id.
    id: Uuid,
    /// What they sign in with.
    name: String,
    /// What people call them.
    display: String,
    /// What they are.
    roles: Vec<Role>,
    /// Whether they are locked out.
    disabled: bool,
    /// When it was made.
    created: Timestamp,
}

impl From<Versioned<Account>> for AccountView {
    fn from(account: Versioned<Account>) -> Self {
        let Account { id, name, display, roles, disabled, .. } = account.record;
        Self { id, name, display, roles, disabled, created: account.created }
    }
}

/// Checks a password against the policy and hashes it where blocking is allowed.
pub(crate) async fn hashed(web: &Web, name: &str, password: &str) -> ApiResult<HashedPassword> {
    let accepted = Password::new(&name.to_lowercase(), password)
        .map_err(|e| Problem::unprocessable("password", e.to_string()))?;
    let rng = web.rng.clone();
    web.hash(move || accepted.hash(rng.as_ref())).await
}
