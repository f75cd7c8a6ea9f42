use jiff::Timestamp;
use pc_kernel::{GenericUuid, ImportId, ListId};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A list of lookouts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// Identifier, derived from the name: every node gives a list the same.
    pub id: ListId,
    /// Short name, as entries carry it, e.g. `OFAC`.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// Format of the last file: `ofac-sdn` or `watchlist-jsonl`.
    pub format: String,
    /// Active entries.
    pub entries: u32,
    /// One more whenever something of it changes: with each import that changed something, or more where one is written in
    /// parts. What was read of the list still holds while this is the same.
    pub version: u32,
    /// The last import, also one that changed nothing.
    pub last_import: Option<ImportId>,
    /// When that was.
    pub imported_at: Timestamp,
}

/// Declaration of [`List`].
pub static LIST: KindSchema = KindSchema {
    name: "list",
    schema: 1,
    owner: Owner::Hub,
    columns: &[Column { name: "name", kind: ColumnKind::Text }],
    indexes: &[Index { name: "by_name", columns: &["name"], unique: true }],
};

/// Name space of identifiers derived from names of lists and entries.
const SPACE: Uuid = Uuid::from_u128(0x7f1c_9b0e_3a52_5d11_8a40_51c0_6f20_9a01);

/// The id of the list called `name`.
pub fn list_id(name: &str) -> ListId {
    ListId::from_untyped_uuid(Uuid::new_v5(&SPACE, name.as_bytes()))
}

impl Record for List {
    const KIND: &'static KindSchema = &LIST;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![self.name.clone().into()]
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
