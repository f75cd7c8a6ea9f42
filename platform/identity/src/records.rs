use std::fmt;

use jiff::Timestamp;
use pc_access::Role;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A user of this agency.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: Uuid,
    /// What they sign in with: lower case, unique.
    pub name: String,
    /// What people call them.
    pub display: String,
    /// What they are.
    pub roles: Vec<Role>,
    /// Whether they are locked out.
    pub disabled: bool,
    /// Argon2id, as a PHC string.
    pub password: String,
    /// When the password was last set.
    pub password_set: Timestamp,
}

impl fmt::Debug for Account {
    /// Without the password's hash: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("id", &self.id)
            .field("disabled", &self.disabled)
            .finish_non_exhaustive()
    }
}

impl Record for Account {
    const KIND: &'static KindSchema = &KindSchema {
        name: "account",
        schema: 1,
        owner: Owner::Hub,
        columns: &[
            Column { name: "name", kind: ColumnKind::Text },
            Column { name: "disabled", kind: ColumnKind::Integer },
        ],
        indexes: &[Index { name: "name", columns: &["name"], unique: true }],
    };

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.name.as_str().into(), i64::from(self.disabled).into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new("account", self.id))
    }
}

/// Somebody is signed in somewhere. The token that proves it is not here: only its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Who.
    pub account: Uuid,
    /// SHA-256 of the token, hexadecimal.
    pub token: String,
    /// Since when.
    pub started: Timestamp,
    /// When it was last seen in use; written at most every [`TOUCH`](crate::TOUCH).
    pub seen: Timestamp,
}

impl Record for Session {
    const KIND: &'static KindSchema = &KindSchema {
        name: "session",
        schema: 1,
        owner: Owner::Node,
        columns: &[
            Column { name: "token", kind: ColumnKind::Text },
            Column { name: "account", kind: ColumnKind::Text },
            Column { name: "seen", kind: ColumnKind::Integer },
        ],
        indexes: &[
            Index { name: "token", columns: &["token"], unique: true },
            Index { name: "account", columns: &["account"], unique: false },
            Index { name: "seen", columns: &["seen"], unique: false },
        ],
    };

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.token.as_str().into(), self.account.into(), self.seen.into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new("account", self.account))
    }
}

/// The one-time secret by which the first administrator's account is made. There is one such record at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// SHA-256 of the secret, hexadecimal.
    pub secret: String,
    /// When it was printed.
    pub made: Timestamp,
}

/// The id of the one [`Setup`] record.
pub(crate) const SETUP_ID: Uuid = Uuid::from_u128(0x5e7u128);

impl Record for Setup {
    const KIND: &'static KindSchema =
        &KindSchema { name: "setup", schema: 1, owner: Owner::Hub, columns: &[], indexes: &[] };

    fn id(&self) -> Uuid {
        SETUP_ID
    }

    fn values(&self) -> Vec<Value> {
        Vec::new()
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
