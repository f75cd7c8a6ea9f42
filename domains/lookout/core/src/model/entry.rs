use jiff::Timestamp;
use pc_kernel::{EntryId, GenericUuid, ImportId, ListId};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{ByHand, Category};
use crate::{RETENTION, words};

/// Whether an entry counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntryState {
    /// On the list.
    Active,
    /// No longer on the list.
    Removed,
}

/// One subject of a list, with its history's ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Identifier, derived from the list and the list's own id.
    pub id: EntryId,
    /// The list.
    pub list: ListId,
    /// What the list says.
    pub listed: pc_watchlist::Entry,
    /// Changes whenever anything matched on changes: see [`crate::fingerprint`].
    pub fingerprint: Uuid,
    /// 1 at first, one more with each import that changed it.
    pub version: u32,
    /// Whether it counts.
    pub state: EntryState,
    /// The import that brought it.
    pub first_import: ImportId,
    /// The import that changed it last.
    pub last_import: ImportId,
    /// What an entry made by hand says besides; none for entries of imported lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand: Option<ByHand>,
    /// When it begins or ceases to count by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Timestamp>,
}

/// Declaration of [`Entry`].
pub static ENTRY: KindSchema = KindSchema {
    name: "entry",
    schema: 1,
    owner: Owner::Hub,
    columns: &[
        Column { name: "list_id", kind: ColumnKind::Text },
        Column { name: "state", kind: ColumnKind::Text },
        Column { name: "name_key", kind: ColumnKind::Text },
        Column { name: "first_import", kind: ColumnKind::Text },
        Column { name: "due", kind: ColumnKind::Integer },
        Column { name: "words", kind: ColumnKind::Words },
    ],
    indexes: &[
        Index { name: "by_list", columns: &["list_id", "name_key"], unique: false },
        Index { name: "by_word", columns: &["list_id", "words"], unique: false },
        Index { name: "by_import", columns: &["first_import", "name_key"], unique: false },
        Index { name: "by_state", columns: &["state", "list_id"], unique: false },
        Index { name: "by_due", columns: &["due"], unique: false },
    ],
};

/// The id of the entry that `list` calls `external`.
pub fn entry_id(list: ListId, external: &str) -> EntryId {
    EntryId::from_untyped_uuid(Uuid::new_v5(list.as_untyped_uuid(), external.as_bytes()))
}

impl Entry {
    /// The name the list files the subject under.
    pub fn name(&self) -> &str {
        self.listed.names.first().map_or("", |n| n.value.as_str())
    }

    /// What an officer does, where the entry was made by hand.
    pub fn category(&self) -> Option<Category> {
        self.hand.as_ref().map(|hand| hand.category)
    }

    /// For sorting and prefix search: upper case, letters, digits and single blanks.
    pub fn name_key(text: &str) -> String {
        let mut key = String::new();
        for c in text.chars() {
            if c.is_alphanumeric() {
                key.extend(c.to_uppercase());
            } else if !key.ends_with(' ') && !key.is_empty() {
                key.push(' ');
            }
        }
        key.trim_end().to_owned()
    }
}

impl Record for Entry {
    const KIND: &'static KindSchema = &ENTRY;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        let state = match self.state {
            EntryState::Active => "active",
            EntryState::Removed => "removed",
        };
        vec![
            self.list.into_untyped_uuid().into(),
            state.into(),
            Self::name_key(self.name()).into(),
            self.first_import.into_untyped_uuid().into(),
            self.due.into(),
            words::of_entry(&self.listed).into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.id.into_untyped_uuid()))
    }
}
