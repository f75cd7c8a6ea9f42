use pc_access::Role;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Account;

/// What was done to an account, committed with it: the journal shows it in words. It never holds a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountNote {
    /// Identifier.
    pub id: Uuid,
    /// The account.
    pub account: Uuid,
    /// What they sign in with.
    pub name: String,
    /// Whether the account was made.
    pub made: bool,
    /// Roles that it has since.
    pub given: Vec<Role>,
    /// Roles that it had before.
    pub taken: Vec<Role>,
    /// What people called them before and call them since, where that changed.
    pub display: Option<(String, String)>,
    /// Whether it was locked out (true) or let in again (false); none where that did not change.
    pub disabled: Option<bool>,
    /// Whether its password was set anew.
    pub password: bool,
}

impl AccountNote {
    /// That `account` was made.
    pub(crate) fn made(id: Uuid, account: &Account) -> Self {
        Self {
            id,
            account: account.id,
            name: account.name.clone(),
            made: true,
            given: account.roles.clone(),
            taken: Vec::new(),
            display: None,
            disabled: None,
            password: false,
        }
    }

    /// What is otherwise in `after` than in `before`.
    pub(crate) fn changed(id: Uuid, before: &Account, after: &Account) -> Self {
        let only = |these: &[Role], others: &[Role]| -> Vec<Role> {
            these.iter().filter(|role| !others.contains(role)).copied().collect()
        };
        let display = before.display != after.display;
        Self {
            id,
            account: after.id,
            name: after.name.clone(),
            made: false,
            given: only(&after.roles, &before.roles),
            taken: only(&before.roles, &after.roles),
            display: display.then(|| (before.display.clone(), after.display.clone())),
            disabled: (before.disabled != after.disabled).then_some(after.disabled),
            password: before.password != after.password,
        }
    }
}

impl Record for AccountNote {
    const KIND: &'static KindSchema = &KindSchema {
        name: "account_note",
        schema: 1,
        owner: Owner::AppendOnly,
        columns: &[Column { name: "account", kind: ColumnKind::Text }],
        indexes: &[Index { name: "account", columns: &["account"], unique: false }],
    };

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.account.into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new("account", self.account))
    }
}
