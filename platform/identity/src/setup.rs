use std::borrow::Cow;

use pc_access::Role;
use pc_store::{
    Actor, Audit, CommitError, Record as _, Snapshot, SnapshotExt as _, StoreError, Versioned, WriteSet,
};

use crate::{
    Account, AccountError, AccountNote, HashedPassword, Identity, Opened, Setup, SignInError, Token, events,
    names::normal_name, records::SETUP_ID, sign_in::wait, token,
};

/// The limiter's key of the setup form; no account can have this name.
const KEY: &str = "\0setup";

impl Identity {
    /// The one-time secret to print when there is no account yet, `None` when there is one. Each call makes the secret
    /// of earlier calls worthless, so that a secret lost with its terminal is not a danger.
    pub async fn prepare_setup(&self) -> Result<Option<Token>, CommitError> {
        let view = self.store.snapshot().await?;
        if any_account(view.as_ref()).await? {
            return Ok(None);
        }
        let earlier = view.load::<Setup>(SETUP_ID).await?;
        let now = self.clock.now();
        let secret = Token::new(self.rng.as_ref());
        let mut set = WriteSet::new(Audit {
            actor: Actor::System(Cow::Borrowed("setup")),
            purpose: "administration".into(),
            cause: Some("start without accounts".to_owned()),
            at: now,
        });
        let setup = Setup { secret: token::stored_form(secret.reveal()), made: now };
        set.put(&setup, earlier.map_or(0, |e| e.version))?;
        self.store.commit(set).await?;
        Ok(Some(secret))
    }

    /// Whether the first account is still to be made.
    pub async fn setup_needed(&self) -> Result<bool, StoreError> {
        let view = self.store.snapshot().await?;
        Ok(view.load::<Setup>(SETUP_ID).await?.is_some() && !any_account(view.as_ref()).await?)
    }

    /// Whether `secret` is the one that was printed. Ask before the slow work of hashing the password.
    pub async fn check_setup(&self, secret: &str, address: &str, cause: &str) -> Result<(), SignInError> {
        self.limiter.attempt(KEY, address, self.clock.now()).map_err(wait)?;
        if self.pending(secret).await?.is_none() {
            self.refuse(None, address.to_owned(), cause).await?;
            return Err(SignInError::Refused);
        }
        self.limiter.succeeded(KEY, address);
        Ok(())
    }

    /// Makes the first account, an administrator's, and signs it in. The secret is gone in the same commit.
    pub async fn complete_setup(
        &self,
        secret: &str,
        name: &str,
        password: HashedPassword,
        address: &str,
        cause: &str,
    ) -> Result<Opened, SignInError> {
        let name = normal_name(name)?;
        let Some(setup) = self.pending(secret).await? else { return Err(SignInError::Refused) };
        let account = Account {
            id: self.ids().uuid(),
            display: name.clone(),
            name,
            roles: vec![Role::Administrator],
            disabled: false,
            password: password.0,
            password_set: self.clock.now(),
        };
        let mut set = WriteSet::new(self.audit_of(&account, cause));
        set.delete(&setup);
        set.insert(&account)?;
        set.insert(&AccountNote::made(self.ids().uuid(), &account))?;
        let event = events::AccountCreated { account: account.id, roles: account.roles.clone() };
        set.event(&event, account.subject())?;
        let taken = AccountError::Taken(account.name.clone());
        let opened = self.open(&mut set, account, address)?;
        match self.store.commit(set).await {
            Ok(_) => Ok(opened),
            Err(CommitError::Duplicate { .. }) => Err(taken.into()),
            // The secret was used at the same moment.
            Err(error) if error.is_conflict() => Err(SignInError::Refused),
            Err(error) => Err(error.into()),
        }
    }

    async fn pending(&self, secret: &str) -> Result<Option<Versioned<Setup>>, StoreError> {
        let view = self.store.snapshot().await?;
        if any_account(view.as_ref()).await? {
            return Ok(None);
        }
        let setup = view.load::<Setup>(SETUP_ID).await?;
        Ok(setup.filter(|s| token::same(&s.record.secret, &token::stored_form(secret))))
    }
}

async fn any_account(view: &dyn Snapshot) -> Result<bool, StoreError> {
    Ok(view.count(Account::KIND, "name", &[]).await? > 0)
}
