//! Lists, entries, and imports as diffs with provenance.
//!
//! **Words.** A *list* comes from one source and has *entries*, each about one subject. An *import* compares a file
//! with the list: entries are added, changed, removed, or left alone. Removed entries stay, marked, with their history.
//! A *preview* says what an import would do, of a list at a version; an *undo* is an import that puts back what another one changed.
//!
//! An entry *by hand* belongs to a list of the agency's own; where its category is grave, a *proposal* waits for a second
//! person.
//!
//! **Invariants.** Nobody approves what they proposed. An entry outside of its validity never counts. Importing the same
//! file twice changes nothing. A file in which most of the list is missing is still a diff; what it removes is counted
//! and shown. A file that could not be read to its end removes nothing. Every entry names the imports that made it and
//! changed it last.
//!
//! **Events out**: `lookout.list-imported`. **In**: none.

pub mod by_hand;
mod diff;
mod edition;
mod error;
mod file;
mod import;
mod importer;
pub mod model;
mod plan;
pub mod queries;
mod renamed;
mod survey;
mod undo;
mod words;

pub use diff::{FieldChange, fingerprint};
pub use error::LookoutError;
pub use file::{Content, RawFile, read_list};
pub use importer::{Importer, ImporterError, Preview};
pub use model::{
    ByHand, Category, Change, ChangeKind, Entry, EntryState, EntryVersion, Import, ImportCounts, List,
    Proposal, ProposalState, Who,
};
pub use plan::Planned;
pub use undo::UNDO;

pub use pc_lists::edition;
pub use pc_watchlist::{Entry as ListedEntry, Name, NameKind, Schema};

use pc_store::KindSchema;

/// Retention class of entries.
pub const RETENTION: &str = "lookout";

/// The record kinds of this domain.
pub const KINDS: &[&KindSchema] =
    &[&model::LIST, &model::ENTRY, &model::IMPORT, &model::CHANGE, &model::ENTRY_VERSION, &model::PROPOSAL];
