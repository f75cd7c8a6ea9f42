//! The watchlist entry, and the project's own JSON-lines form of it (`docs/formats/watchlist-jsonl.md`).
//!
//! Every list reader (`sdn`, …) produces [`Entry`]; nothing downstream knows which file it came from.

mod read;
mod write;

use pc_kernel::{Country, Document, Gender, PartialDate};
use serde::{Deserialize, Serialize};

pub use read::{JsonLines, Line, ListRead, document_kind, read_jsonl};
pub use write::write_jsonl;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Schema {
    /// A natural person.
    Person,
    /// A company, body or group.
    Organization,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// Anything else.
    Other,
    /// A vehicle on wheels.
    Vehicle,
}

/// How far a name is known to be the subject's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NameKind {
    /// The name the list files the subject under.
    Primary,
    /// Also known as: a good alias.
    Aka,
    /// A weak alias (nickname, nom de guerre): alone it is no ground for a hit.
    Weak,
    /// The name in its original script.
    Orig,
}

/// One name of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Name {
    /// The name as listed. `SURNAME, Given names` when it holds a comma, else in the order written.
    pub value: String,
    /// Its kind.
    pub kind: NameKind,
}

/// One subject of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The list's own identifier of the subject, unique within the list.
    pub id: String,
    /// Short name of the list, e.g. `OFAC`.
    pub list: String,
    /// What it is about.
    pub schema: Schema,
    /// Names, the primary first.
    pub names: Vec<Name>,
    /// Gender, where stated.
    pub gender: Option<Gender>,
    /// Dates of birth, each an alternative.
    pub births: Vec<PartialDate>,
    /// Nationalities and citizenships.
    pub nationalities: Vec<Country>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Programme, remarks and whatever else an officer should read; never matched on.
    pub remarks: Option<String>,
}
