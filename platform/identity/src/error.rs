use pc_store::{CommitError, StoreError};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The name, the password or the secret is wrong, or the account is locked out: which, is not said.
    #[error("the name or the password is wrong")]
    Refused,
    /// Too many failures: wait so many seconds.
    #[error("too many attempts, wait {0} s")]
    Wait(u64),
    /// The account to be made is not acceptable.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The store failed.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for SignInError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The sign-in name is not of the required form.
    #[error("2 to 64 of a-z, 0-9, dot, hyphen, underscore and @")]
    Name,
    /// Another account has the name.
    #[error("an account {0} exists")]
    Taken(String),
    /// The name for people is empty or too long.
    #[error("1 to 100 characters")]
    Display,
    /// No role is given.
    #[error("at least one role")]
    Roles,
    /// There is no such account.
    #[error("there is no such account")]
    Missing,
    /// Nobody would be left to manage accounts.
    #[error("the last administrator who can sign in")]
    LastAdministrator,
    /// The store failed, or somebody else wrote first.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for AccountError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}
