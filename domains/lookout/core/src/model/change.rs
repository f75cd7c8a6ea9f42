use pc_kernel::{EntryId, GenericUuid, ImportId};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{FieldChange, RETENTION};

/// What an import did to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It came, or came back.
    Added,
    /// It says something else.
    Changed,
    /// It went.
    Removed,
}

impl ChangeKind {
    /// Its name as stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
        }
    }
}

/// What one import did to one entry that was known before. Entries that an import brought for the first time have no
/// record of this kind: they name the import themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Identifier.
    pub id: Uuid,
    /// The import.
    pub import: ImportId,
    /// The entry.
    pub entry: EntryId,
    /// The list's own id of it.
    pub external_id: String,
    /// Its name.
    pub name: String,
    /// What happened.
    pub change: ChangeKind,
    /// Each field that says something else.
    pub fields: Vec<FieldChange>,
    /// What the list said of it before, where that differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<pc_watchlist::Entry>>,
    /// The import that had changed it last before; without it the change is older than undoing and cannot be undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<ImportId>,
}

/// Declaration of [`Change`].
pub static CHANGE: KindSchema = KindSchema {
    name: "list_change",
    schema: 1,
    owner: Owner::AppendOnly,
    columns: &[
        Column { name: "import_id", kind: ColumnKind::Text },
        Column { name: "change", kind: ColumnKind::Text },
        Column { name: "name", kind: ColumnKind::Text },
    ],
    indexes: &[Index { name: "by_import", columns: &["import_id", "change", "name"], unique: false }],
};

impl Record for Change {
    const KIND: &'static KindSchema = &CHANGE;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.import.into_untyped_uuid().into(), self.change.as_str().into(), self.name.clone().into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.entry.into_untyped_uuid()))
    }
}
