use std::{borrow::Cow, sync::Arc};

use axum::{extract::FromRequestParts, http::request::Parts};
use jiff::Timestamp;
use pc_access::Role;
use pc_identity::Active;
use pc_kernel::{AccountId, GenericUuid as _};
use pc_store::{Actor, Audit};

use crate::Problem;

/// Who is calling: put there by the guard, taken by handlers as an argument.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// Its sign-in name.
    pub name: String,
    /// Its name for people.
    pub display: String,
    /// Its roles.
    pub roles: Arc<[Role]>,
    /// Why they look, as they said in `X-Purpose`.
    pub purpose: Option<String>,
}

impl Caller {
    pub(crate) fn new(active: &Active, purpose: Option<String>) -> Self {
        Self {
            account: AccountId::from_untyped_uuid(active.account.id),
            name: active.account.name.clone(),
            display: active.account.display.clone(),
            roles: active.account.roles.as_slice().into(),
            purpose,
        }
    }

    /// The caller as the store's audit rows name them.
    pub fn actor(&self) -> Actor {
        Actor::Account { id: self.account.into_untyped_uuid(), name: self.name.clone() }
    }

    /// The audit row of a write: what for (`review`, `administration`, …), when, and what led to it, e.g.
    /// `POST /api/v1/hits/{id}/decision` with the id in its place.
    pub fn audit(
        &self,
        purpose: impl Into<Cow<'static, str>>,
        at: Timestamp,
        cause: impl Into<String>,
    ) -> Audit {
        Audit { actor: self.actor(), purpose: purpose.into(), cause: Some(cause.into()), at }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Self>().cloned();
        caller.ok_or_else(|| Problem::unauthorized("sign in first"))
    }
}
