//! What this crate tells the journal and other domains.

use pc_access::Role;
use pc_store::EventPayload;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! events {
    ($($event:ident = $name:literal;)*) => {$(
        impl EventPayload for $event {
            const NAME: &'static str = $name;
            const VERSION: u32 = 1;
        }
    )*};
}

events! {
    SignedIn = "identity.signed-in";
    SignInRefused = "identity.sign-in-refused";
    SignedOut = "identity.signed-out";
    AccountCreated = "identity.account-created";
    AccountChanged = "identity.account-changed";
}

/// Somebody signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub account: Uuid,
    /// From which network address.
    pub address: String,
}

/// Somebody tried to sign in and was refused. The name they typed is not kept when no account has it: people type
/// passwords into the wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInRefused {
    /// The account, where there is one.
    pub account: Option<Uuid>,
    /// From which network address.
    pub address: String,
}

/// Somebody signed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedOut {
    /// Who.
    pub account: Uuid,
}

/// An account was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountCreated {
    /// Which.
    pub account: Uuid,
    /// With which roles.
    pub roles: Vec<Role>,
}

/// An account was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChanged {
    /// Which.
    pub account: Uuid,
    /// Its roles now.
    pub roles: Vec<Role>,
    /// Whether it is locked out now.
    pub disabled: bool,
    /// Whether its password was set anew.
    pub password: bool,
}
