//! The records of lookout.

mod change;
mod entry;
mod import;
mod list;

pub use change::{CHANGE, Change, ChangeKind};
pub use entry::{ENTRY, Entry, EntryState, entry_id};
pub use import::{FileRecord, IMPORT, Import, ImportCounts};
pub use list::{LIST, List, list_id};
