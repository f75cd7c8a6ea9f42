use std::borrow::Cow;

use aws_lc_rs::digest;
use jiff::SignedDuration;
use pc_store::{Actor, Assert, Audit, CommitError, Record as _, Scan, Subject, Versioned, WriteSet};
use uuid::Uuid;

use crate::{
    Account, Active, Identity, Session, SignInError, Token, events,
    identity::{IDLE, active, by_name},
    names::normal_name,
    password::verify_password,
    token,
};

/// Expired sessions cleared away at each sign-in, at most.
const SWEEP: usize = 100;

/// A sign-in that was let through to the slow step.
pub struct Attempt {
    account: Option<Versioned<Account>>,
    hash: String,
    name: String,
    address: String,
}

/// A sign-in whose password was checked.
pub struct Checked {
    attempt: Attempt,
    matched: bool,
}

/// A session that was just opened: the only moment at which its token is known here.
#[derive(Debug)]
pub struct Opened {
    /// For the cookie.
    pub token: Token,
    /// Who and until when.
    pub active: Active,
}

impl Attempt {
    /// Checks the password: slow on purpose, also for accounts that do not exist. Call it on a thread for blocking work.
    pub fn check(self, password: &str) -> Checked {
        let matched = verify_password(&self.hash, password);
        Checked { attempt: self, matched }
    }
}

impl Identity {
    /// First step of a sign-in: whether the account and the address have an attempt left. Then [`Attempt::check`],
    /// then [`Identity::finish`].
    pub async fn begin(&self, name: &str, address: &str) -> Result<Attempt, SignInError> {
        // A name that no account can have still takes the whole way.
        let name = normal_name(name).unwrap_or_default();
        self.limiter.attempt(&name, address, self.clock.now()).map_err(wait)?;
        let view = self.store.snapshot().await?;
        let account = by_name(view.as_ref(), &name).await?;
        let hash = account.as_ref().map_or_else(|| self.decoy.clone(), |a| a.record.password.clone());
        Ok(Attempt { account, hash, name, address: address.to_owned() })
    }

    /// Last step: opens a session, or refuses. Both are in the journal afterwards, neither with a secret.
    pub async fn finish(&self, checked: Checked, cause: &str) -> Result<Opened, SignInError> {
        let Checked { attempt: Attempt { account, name, address, .. }, matched } = checked;
        let Some(account) = account else {
            self.refuse(None, address, cause).await?;
            return Err(SignInError::Refused);
        };
        if !matched || account.record.disabled {
            self.refuse(Some(&account.record), address, cause).await?;
            return Err(SignInError::Refused);
        }
        let mut set = WriteSet::new(self.audit_of(&account.record, cause));
        // Not locked out and not given another password since it was read.
        set.asserts.push(Assert::Version {
            kind: Account::KIND,
            id: account.record.id,
            version: account.version,
        });
        let opened = self.open(&mut set, account.record, &address)?;
        match self.store.commit(set).await {
            Ok(_) => {}
            Err(error) if error.is_conflict() => return Err(SignInError::Refused),
            Err(error) => return Err(error.into()),
        }
        self.limiter.succeeded(&name, &address);
        self.sweep().await?;
        Ok(opened)
    }

    pub(crate) fn audit_of(&self, account: &Account, cause: &str) -> Audit {
        Audit {
            actor: Actor::Account { id: account.id, name: account.name.clone() },
            purpose: "sign-in".into(),
            cause: Some(cause.to_owned()),
            at: self.clock.now(),
        }
    }

    /// Adds a fresh session of `account` to `set`.
    pub(crate) fn open(
        &self,
        set: &mut WriteSet,
        account: Account,
        address: &str,
    ) -> Result<Opened, CommitError> {
        let now = self.clock.now();
        let token = Token::new(self.rng.as_ref());
        let session = Session {
            id: self.ids().uuid(),
            account: account.id,
            token: token::stored_form(token.reveal()),
            started: now,
            seen: now,
        };
        set.insert(&session)?;
        let event = events::SignedIn { account: account.id, address: address.to_owned() };
        set.event(&event, account.subject())?;
        let session = Versioned { record: session, version: 1, created: now, updated: now };
        let active = active(session, account, token.reveal());
        Ok(Opened { token, active })
    }

    pub(crate) async fn refuse(
        &self,
        account: Option<&Account>,
        address: String,
        cause: &str,
    ) -> Result<(), CommitError> {
        // The address is personal data: sealed under the account's key, or else under one of its own.
        let subject = account.and_then(pc_store::Record::subject).unwrap_or_else(|| of_address(&address));
        // Nobody is signed in, so the actor is the door and not the account that was named at it.
        let mut set = WriteSet::new(Audit {
            actor: Actor::System(Cow::Borrowed("sign-in")),
            purpose: "sign-in".into(),
            cause: Some(format!("{cause} refused")),
            at: self.clock.now(),
        });
        set.event(&events::SignInRefused { account: account.map(|a| a.id), address }, Some(subject))?;
        self.store.commit(set).await.map(drop)
    }

    /// Removes sessions that nobody can use any more.
    async fn sweep(&self) -> Result<(), CommitError> {
        let now = self.clock.now();
        let view = self.store.snapshot().await?;
        let scan = Scan::all::<Session>("seen").range(None, Some((now - IDLE).into())).limit(SWEEP);
        let page = view.scan(&scan).await?;
        if page.records.is_empty() {
            return Ok(());
        }
        let mut set = WriteSet::new(Audit {
            actor: Actor::System(Cow::Borrowed("session")),
            purpose: "session".into(),
            cause: Some("expired".to_owned()),
            at: now,
        });
        for stored in &page.records {
            set.delete(&Versioned::<Session>::read(stored)?);
        }
        match self.store.commit(set).await {
            // Another sign-in swept at the same moment.
            Err(error) if error.is_conflict() => Ok(()),
            other => other.map(drop),
        }
    }
}

/// Whole seconds, rounded up: a wait that is over too early is a lie.
pub(crate) fn wait(duration: SignedDuration) -> SignInError {
    let partial = u64::from(duration.subsec_nanos() > 0);
    SignInError::Wait(u64::try_from(duration.as_secs()).unwrap_or(0) + partial)
}

fn of_address(address: &str) -> Subject {
    let hash = digest::digest(&digest::SHA256, address.as_bytes());
    let id = hash.as_ref().first_chunk::<16>().map_or(Uuid::nil(), |bytes| Uuid::from_bytes(*bytes));
    Subject::new("sign-in", id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_rounded_up() {
        let of = |d| match wait(d) {
            SignInError::Wait(s) => s,
            _ => unreachable!(),
        };
        assert_eq!(of(SignedDuration::from_millis(1)), 1);
        assert_eq!(of(SignedDuration::from_secs(2)), 2);
        assert_eq!(of(SignedDuration::from_millis(2001)), 3);
    }
}
