use jiff::Timestamp;
use pc_kernel::AccountId;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::RETENTION;

/// Somebody whom an inquiry showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// `entry` or `traveler`.
    pub kind: String,
    /// Which.
    pub id: Uuid,
}

/// One stretch of typing: what was asked in the end, and everybody whom it showed on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    /// Identifier.
    pub id: Uuid,
    /// Who asked.
    pub by: AccountId,
    /// The account's name at the time.
    pub by_name: String,
    /// What for.
    pub purpose: String,
    /// The text as it stood last.
    pub text: String,
    /// When the first answer left.
    pub from: Timestamp,
    /// When the last answer left.
    pub to: Timestamp,
    /// Everybody whom the answers showed.
    pub shown: Vec<Shown>,
}

/// Declaration of [`Inquiry`].
pub static INQUIRY: KindSchema = KindSchema {
    name: "inquiry",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "account", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
    ],
    indexes: &[Index { name: "by_account", columns: &["account", "at"], unique: false }],
};

impl Record for Inquiry {
    const KIND: &'static KindSchema = &INQUIRY;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![pc_kernel::GenericUuid::into_untyped_uuid(self.by).into(), self.from.into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.id))
    }
}
