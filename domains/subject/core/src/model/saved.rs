use jiff::Timestamp;
use pc_kernel::{AccountId, GenericUuid};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Shown;
use crate::RETENTION;

/// Somebody whom an officer keeps an eye on: a text of the desk that is asked again whenever lists or manifests change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSubject {
    /// Identifier.
    pub id: Uuid,
    /// Whose it is: nobody else sees it.
    pub owner: AccountId,
    /// The account's name at the time.
    pub owner_name: String,
    /// What is asked.
    pub text: String,
    /// Why.
    pub reason: String,
    /// When it was saved.
    pub at: Timestamp,
    /// Not asked any more from then on.
    pub until: Timestamp,
    /// Who was at or above the alert threshold when it was asked last.
    pub found: Vec<Shown>,
    /// When that changed.
    pub changed_at: Timestamp,
    /// Who was there when the owner looked last.
    pub seen: Vec<Shown>,
    /// When the owner looked last.
    pub seen_at: Timestamp,
}

/// Declaration of [`SavedSubject`].
pub static SAVED_SUBJECT: KindSchema = KindSchema {
    name: "saved_subject",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "account", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
        Column { name: "until", kind: ColumnKind::Integer },
    ],
    indexes: &[
        Index { name: "by_account", columns: &["account", "at"], unique: false },
        Index { name: "by_until", columns: &["until"], unique: false },
    ],
};

impl SavedSubject {
    /// Who was found and not seen yet.
    pub fn fresh(&self) -> usize {
        self.found.iter().filter(|f| !self.seen.contains(f)).count()
    }
}

impl Record for SavedSubject {
    const KIND: &'static KindSchema = &SAVED_SUBJECT;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.owner.into_untyped_uuid().into(), self.at.into(), self.until.into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.id))
    }
}
