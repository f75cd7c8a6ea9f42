//! The records that the suite writes.

use std::borrow::Cow;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Actor, Audit, Column, ColumnKind, EventPayload, Index, KindSchema, Owner, Record, Subject, Value,
    WriteSet,
};

/// The kinds that a store under test is opened for.
pub const KINDS: &[&KindSchema] = &[ITEM, NOTE];

/// A record with everything: absent values, a compound index, a unique one, perhaps a subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: Uuid,
    /// Text, or absent.
    pub word: Option<String>,
    /// A number, or absent.
    pub number: Option<i64>,
    /// Unique where present.
    pub code: Option<String>,
    /// Words, or absent.
    #[serde(default)]
    pub said: Option<String>,
    /// Whose.
    pub owner: Option<Uuid>,
    /// Not in a column.
    pub text: String,
}

/// The declaration of [`Item`].
pub const ITEM: &KindSchema = &KindSchema {
    name: "conformance_item",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "word", kind: ColumnKind::Text },
        Column { name: "number", kind: ColumnKind::Integer },
        Column { name: "code", kind: ColumnKind::Text },
        Column { name: "said", kind: ColumnKind::Words },
    ],
    indexes: &[
        Index { name: "by_word", columns: &["word", "number"], unique: false },
        Index { name: "by_number", columns: &["number"], unique: false },
        CODES,
        Index { name: "by_all", columns: &["number", "word", "code"], unique: false },
        Index { name: "by_said", columns: &["number", "said"], unique: false },
    ],
};

/// The unique index of [`ITEM`].
pub const CODES: Index = Index { name: "by_code", columns: &["code"], unique: true };

impl Record for Item {
    const KIND: &'static KindSchema = ITEM;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.word.clone().into(), self.number.into(), self.code.clone().into(), self.said.clone().into()]
    }

    fn subject(&self) -> Option<Subject> {
        self.owner.map(|id| Subject::new("conformance", id))
    }
}

/// A second kind, without columns.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub owner: Option<Uuid>,
}

/// The declaration of [`Note`].
pub const NOTE: &KindSchema =
    &KindSchema { name: "conformance_note", schema: 1, owner: Owner::AppendOnly, columns: &[], indexes: &[] };

impl Record for Note {
    const KIND: &'static KindSchema = NOTE;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        Vec::new()
    }

    fn subject(&self) -> Option<Subject> {
        self.owner.map(|id| Subject::new("conformance", id))
    }
}

/// An event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Noted {
    /// What.
    pub what: String,
}

impl EventPayload for Noted {
    const NAME: &'static str = "conformance.noted";
    const VERSION: u32 = 1;
}

/// An id from a number; greater numbers give greater ids.
pub fn id(n: u64) -> Uuid {
    Uuid::from_u64_pair(n, 0x8000_0000_0000_0000 | n)
}

/// An item with only an id and a text.
pub fn item(n: u64) -> Item {
    Item {
        id: id(n),
        word: None,
        number: None,
        code: None,
        said: None,
        owner: None,
        text: format!("item {n}"),
    }
}

/// An audit row, `n` seconds after the start of 2026.
pub fn audit(n: i64) -> Audit {
    Audit {
        actor: Actor::System(Cow::Borrowed("conformance")),
        purpose: Cow::Borrowed("test"),
        cause: None,
        at: start() + SignedDuration::from_secs(n),
    }
}

/// An empty set with that audit row.
pub fn set(n: i64) -> WriteSet {
    WriteSet::new(audit(n))
}

/// The start of 2026.
pub(crate) fn start() -> Timestamp {
    Timestamp::from_second(1_767_225_600).expect("a time")
}
