//! Local accounts, sessions, one-time administrator secret.
//!
//! **Words.** An *account* is a user with a name, a password (argon2id) and roles. A *session* is one sign-in; its
//! *token* of 256 random bits is in the user's cookie and nowhere else, the store has only its hash. The *setup
//! secret* is printed at the first start and makes the first account: there is no default password.
//!
//! **Invariants.** No secret is stored or journaled in the clear. Every sign-in, successful or not, is in the journal,
//! except those that the limiter did not let through. An account that does not exist takes as long to refuse as one
//! that does. Locking an account out or giving it a new password ends its sessions in the same commit. Somebody can
//! always manage accounts: the last administrator cannot be locked out. What is done to an account is noted in the same
//! commit: an [`AccountNote`].
//!
//! **Events out.** `identity.signed-in`, `identity.sign-in-refused`, `identity.signed-out`,
//! `identity.account-created`, `identity.account-changed`. None in.
//!
//! Nothing here waits for a thread: the two slow steps, [`Attempt::check`] and [`Password::hash`], are plain functions
//! that the caller runs where blocking is allowed.

mod accounts;
mod error;
pub mod events;
mod identity;
mod limit;
mod names;
mod note;
mod password;
mod records;
mod setup;
mod sign_in;
mod token;

use pc_store::{KindSchema, Record as _};

pub use accounts::{AccountChange, NewAccount};
pub use error::{AccountError, SignInError};
pub use identity::{ABSOLUTE, Active, IDLE, Identity, TOUCH};
pub use note::AccountNote;
pub use password::{HashedPassword, MAX_PASSWORD, MIN_PASSWORD, Password, PasswordPolicy};
pub use records::{Account, Session, Setup};
pub use sign_in::{Attempt, Checked, Opened};
pub use token::Token;

/// The record kinds of this crate, to declare when the store is opened.
pub const KINDS: [&KindSchema; 4] = [Account::KIND, AccountNote::KIND, Session::KIND, Setup::KIND];
