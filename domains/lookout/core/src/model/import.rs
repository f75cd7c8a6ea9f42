use jiff::Timestamp;
use pc_kernel::{GenericUuid, ImportId, ListId, Warning};
use pc_store::{Actor, Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One file of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRecord {
    /// Its name.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportCounts {
    /// New entries, and removed ones that came back.
    pub added: u32,
    /// Entries that say something else now.
    pub changed: u32,
    /// Entries that the file does not hold any more.
    pub removed: u32,
    /// Entries left alone.
    pub unchanged: u32,
    /// Everything the reader noticed.
    pub warnings: u32,
}

/// One import of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// Identifier.
    pub id: ImportId,
    /// The list.
    pub list: ListId,
    /// Its short name.
    pub list_name: String,
    /// Format of the file.
    pub format: String,
    /// The files; none for an undo.
    pub files: Vec<FileRecord>,
    /// The date or edition that the list states of itself, where it does; imports of before kept it as the list wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The import that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undo_of: Option<ImportId>,
    /// The import that undid this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_by: Option<ImportId>,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Actor,
    /// What it did.
    pub counts: ImportCounts,
    /// The first hundred warnings.
    pub warnings: Vec<Warning>,
    /// A part of it is written, and more is to come.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unfinished: bool,
}

/// Declaration of [`Import`].
pub static IMPORT: KindSchema = KindSchema {
    name: "list_import",
    schema: 1,
    owner: Owner::Hub,
    columns: &[
        Column { name: "list_id", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
    ],
    indexes: &[
        Index { name: "by_list", columns: &["list_id", "at"], unique: false },
        Index { name: "by_time", columns: &["at"], unique: false },
    ],
};

impl Record for Import {
    const KIND: &'static KindSchema = &IMPORT;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![self.list.into_untyped_uuid().into(), self.at.into()]
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
