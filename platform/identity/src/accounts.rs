use pc_access::Role;
use pc_store::{
    Assert, Audit, CommitError, Cursor, Record as _, Scan, SnapshotExt as _, StoreError, Versioned, WriteSet,
};
use uuid::Uuid;

use crate::{
    Account, AccountError, AccountNote, HashedPassword, Identity, Session, events,
    names::{display_name, normal_name},
};

/// An account to make.
pub struct NewAccount {
    /// What they sign in with.
    pub name: String,
    /// What people call them.
    pub display: String,
    /// What they are.
    pub roles: Vec<Role>,
    /// Their first password.
    pub password: HashedPassword,
}

/// What to change of an account; `None` leaves it.
#[derive(Default)]
pub struct AccountChange {
    /// What people call them.
    pub display: Option<String>,
    /// What they are.
    pub roles: Option<Vec<Role>>,
    /// Whether they are locked out.
    pub disabled: Option<bool>,
    /// Their new password.
    pub password: Option<HashedPassword>,
}

impl Identity {
    /// A page of accounts by name.
    pub async fn accounts(
        &self,
        after: Option<Cursor>,
        limit: usize,
    ) -> Result<(Vec<Versioned<Account>>, Option<Cursor>), StoreError> {
        let view = self.store.snapshot().await?;
        let page = view.scan(&Scan::all::<Account>("name").after(after).limit(limit)).await?;
        let accounts = page.records.iter().map(Versioned::read).collect::<Result<_, _>>()?;
        Ok((accounts, page.next))
    }

    /// One account.
    pub async fn account(&self, id: Uuid) -> Result<Option<Versioned<Account>>, StoreError> {
        self.store.snapshot().await?.load(id).await
    }

    /// Makes an account.
    pub async fn create_account(
        &self,
        new: NewAccount,
        audit: Audit,
    ) -> Result<Versioned<Account>, AccountError> {
        let account = Account {
            id: self.ids().uuid(),
            name: normal_name(&new.name)?,
            display: display_name(&new.display)?,
            roles: sorted(new.roles)?,
            disabled: false,
            password: new.password.0,
            password_set: audit.at,
        };
        let at = audit.at;
        let mut set = WriteSet::new(audit);
        set.insert(&account)?;
        set.insert(&AccountNote::made(self.ids().uuid(), &account))?;
        let event = events::AccountCreated { account: account.id, roles: account.roles.clone() };
        set.event(&event, account.subject())?;
        match self.store.commit(set).await {
            Ok(_) => Ok(Versioned { record: account, version: 1, created: at, updated: at }),
            Err(CommitError::Duplicate { .. }) => Err(AccountError::Taken(account.name)),
            Err(error) => Err(error.into()),
        }
    }

    /// Changes an account. A new password, and locking out, end its sessions in the same commit.
    pub async fn change_account(
        &self,
        id: Uuid,
        change: AccountChange,
        audit: Audit,
    ) -> Result<Versioned<Account>, AccountError> {
        let view = self.store.snapshot().await?;
        let before = view.load::<Account>(id).await?.ok_or(AccountError::Missing)?;
        let mut after = before.record.clone();
        if let Some(display) = change.display {
            after.display = display_name(&display)?;
        }
        if let Some(roles) = change.roles {
            after.roles = sorted(roles)?;
        }
        after.disabled = change.disabled.unwrap_or(after.disabled);
        let new_password = change.password.is_some();
        if let Some(password) = change.password {
            (after.password, after.password_set) = (password.0, audit.at);
        }
        let at = audit.at;
        let mut set = WriteSet::new(audit);
        if administers(&before.record) && !administers(&after) {
            let all = view.load_all::<Account>(Scan::all::<Account>("name")).await?;
            let other = all.iter().find(|a| a.record.id != id && administers(&a.record));
            let other = other.ok_or(AccountError::LastAdministrator)?;
            // Two administrators who lock each other out at the same moment: one of them gets a conflict.
            set.asserts.push(Assert::Version {
                kind: Account::KIND,
                id: other.record.id,
                version: other.version,
            });
        }
        set.update(&before, &after)?;
        set.insert(&AccountNote::changed(self.ids().uuid(), &before.record, &after))?;
        if new_password || after.disabled {
            let scan = Scan::all::<Session>("account").prefix([id.into()]);
            for session in view.load_all::<Session>(scan).await? {
                set.delete(&session);
            }
        }
        let event = events::AccountChanged {
            account: id,
            roles: after.roles.clone(),
            disabled: after.disabled,
            password: new_password,
        };
        set.event(&event, after.subject())?;
        self.store.commit(set).await?;
        Ok(Versioned { record: after, version: before.version + 1, created: before.created, updated: at })
    }
}

fn administers(account: &Account) -> bool {
    !account.disabled && account.roles.contains(&Role::Administrator)
}

fn sorted(mut roles: Vec<Role>) -> Result<Vec<Role>, AccountError> {
    roles.sort_unstable();
    roles.dedup();
    if roles.is_empty() { Err(AccountError::Roles) } else { Ok(roles) }
}
