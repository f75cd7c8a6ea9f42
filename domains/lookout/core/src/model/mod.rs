//! The records of lookout.

mod by_hand;
mod change;
mod entry;
mod import;
mod list;
mod proposal;
mod version;

pub use by_hand::{ByHand, Category, Who};
pub use change::{CHANGE, Change, ChangeKind};
pub use entry::{ENTRY, Entry, EntryState, entry_id};
pub use import::{FileRecord, IMPORT, Import, ImportCounts};
pub use list::{LIST, List, list_id};
pub use proposal::{PROPOSAL, Proposal, ProposalState};
pub use version::{ENTRY_VERSION, EntryVersion};
