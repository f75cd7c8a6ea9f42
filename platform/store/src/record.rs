use std::borrow::Cow;

use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// A kind of record, declared once. Adapters make one real table of it: id, version, times, the typed columns,
/// the subject, the document (JSON) and, where a record has one, its raw bytes.
pub trait Record: Serialize + DeserializeOwned + Send + Sync {
    /// The declaration.
    const KIND: &'static KindSchema;

    /// The record's identifier.
    fn id(&self) -> Uuid;

    /// Values of the columns, in the order of [`KindSchema::columns`].
    fn values(&self) -> Vec<Value>;

    /// Whose personal data it holds, under which retention class; `None` when it holds none.
    fn subject(&self) -> Option<Subject>;
}

/// The declaration of a record kind.
#[derive(Debug)]
pub struct KindSchema {
    /// Table name, `snake_case`.
    pub name: &'static str,
    /// Version of the document's form.
    pub schema: u32,
    /// Who may write it.
    pub owner: Owner,
    /// Typed columns, for indexes and for administrators' eyes.
    pub columns: &'static [Column],
    /// Indexes over the columns.
    pub indexes: &'static [Index],
}

impl PartialEq for KindSchema {
    /// Kinds are the same when their names are: each is declared once.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// Which node may write a kind of record; so replication has no silent conflict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Written at the hub, carried down.
    Hub,
    /// Written where it happened, carried up.
    Node,
    /// Only ever added.
    AppendOnly,
}

/// A typed column of a kind.
#[derive(Debug)]
pub struct Column {
    /// Column name, `snake_case`.
    pub name: &'static str,
    /// Its type.
    pub kind: ColumnKind,
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// UTF-8 text, compared bytewise.
    Text,
    /// A signed 64-bit number.
    Integer,
    /// UTF-8 text: words with one blank between. It may be the last column of an index, which then has a place for each
    /// word and is walked by the beginnings of words: see [`crate::Scan::words`].
    Words,
}

/// An index over columns of a kind. Scans go along an index, in its order, then by id.
#[derive(Debug)]
pub struct Index {
    /// Name, unique within the kind.
    pub name: &'static str,
    /// Column names, most significant first.
    pub columns: &'static [&'static str],
    /// Whether two records may not have the same values (rows with a null never clash).
    pub unique: bool,
}

/// A column's value. `Null` sorts first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Absent.
    Null,
    /// A number.
    Int(i64),
    /// Text.
    Text(String),
}

impl From<&str> for Value {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}
impl From<String> for Value {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}
impl From<Uuid> for Value {
    fn from(v: Uuid) -> Self {
        Self::Text(v.to_string())
    }
}
impl From<i64> for Value {
    fn from(v: i64) -> Self {
        Self::Int(v)
    }
}
impl From<Timestamp> for Value {
    /// Milliseconds since 1970.
    fn from(v: Timestamp) -> Self {
        Self::Int(v.as_millisecond())
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

/// Whose data, kept under which retention class: names the key that seals it in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// Retention class, e.g. `advance-information`, `lookout`, `account`.
    pub class: Cow<'static, str>,
    /// The person (or message, or entry) that the key belongs to.
    pub id: Uuid,
}

impl Subject {
    /// `id` under `class`.
    pub fn new(class: &'static str, id: Uuid) -> Self {
        Self { class: Cow::Borrowed(class), id }
    }
}

/// A record as the store holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// Identifier.
    pub id: Uuid,
    /// 1 for the first put, then one more each time.
    pub version: u64,
    /// When the first put was committed (its audit time).
    pub created: Timestamp,
    /// When the last put was committed.
    pub updated: Timestamp,
    /// The document, JSON.
    pub doc: Vec<u8>,
    /// The column values.
    pub values: Vec<Value>,
    /// Whose personal data.
    pub subject: Option<Subject>,
}

/// A record read back, with its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Versioned<R> {
    /// The record.
    pub record: R,
    /// Its version: the one to expect when putting it again.
    pub version: u64,
    /// When it was first put.
    pub created: Timestamp,
    /// When it was last put.
    pub updated: Timestamp,
}

impl<R: Record> Versioned<R> {
    /// Reads the document of `stored`.
    pub fn read(stored: &Stored) -> Result<Self, crate::StoreError> {
        let record = serde_json::from_slice(&stored.doc).map_err(|source| crate::StoreError::Document {
            kind: R::KIND.name,
            id: stored.id,
            source,
        })?;
        Ok(Self { record, version: stored.version, created: stored.created, updated: stored.updated })
    }
}
