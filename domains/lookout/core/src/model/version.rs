use jiff::Timestamp;
use pc_kernel::{EntryId, GenericUuid};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ByHand, EntryState, Who};
use crate::{FieldChange, RETENTION};

/// One form of an entry made by hand, kept for ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryVersion {
    /// Identifier, derived from entry and number.
    pub id: Uuid,
    /// The entry.
    pub entry: EntryId,
    /// 1 at first.
    pub version: u32,
    /// `created`, `changed`, `ended`, `begun` or `expired`.
    pub what: String,
    /// What it said.
    pub listed: pc_watchlist::Entry,
    /// And what for.
    pub hand: ByHand,
    /// Whether it counted.
    pub state: EntryState,
    /// Each field that says something else than before.
    pub fields: Vec<FieldChange>,
    /// When.
    pub at: Timestamp,
    /// Who; none where time alone did it.
    pub by: Option<Who>,
    /// Who agreed.
    pub approved_by: Option<Who>,
}

/// Declaration of [`EntryVersion`].
pub static ENTRY_VERSION: KindSchema = KindSchema {
    name: "entry_version",
    schema: 1,
    owner: Owner::AppendOnly,
    columns: &[
        Column { name: "entry_id", kind: ColumnKind::Text },
        Column { name: "number", kind: ColumnKind::Integer },
    ],
    indexes: &[Index { name: "by_entry", columns: &["entry_id", "number"], unique: true }],
};

impl EntryVersion {
    /// The id of version `number` of `entry`.
    pub fn id_of(entry: EntryId, number: u32) -> Uuid {
        Uuid::new_v5(entry.as_untyped_uuid(), &number.to_be_bytes())
    }
}

impl Record for EntryVersion {
    const KIND: &'static KindSchema = &ENTRY_VERSION;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.entry.into_untyped_uuid().into(), i64::from(self.version).into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.entry.into_untyped_uuid()))
    }
}
