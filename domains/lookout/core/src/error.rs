use jiff::Timestamp;
use pc_store::StoreError;

/// Why an import could not be decided.
#[derive(Debug, thiserror::Error)]
pub enum LookoutError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file holds nothing that could be read.
    #[error("{file} holds no entry that could be read{hint}")]
    Empty {
        /// The file's name.
        file: String,
        /// The first thing that was wrong, where there is one.
        hint: String,
    },
    /// The file's entries belong to several lists.
    #[error("{file} holds entries of several lists ({lists}): import one list at a time")]
    SeveralLists {
        /// The file's name.
        file: String,
        /// Their names.
        lists: String,
    },
    /// A file for a list that people keep by hand.
    #[error(
        "the list {0} is kept by hand, and a file would replace what people wrote: give the file's list another name"
    )]
    ByHand(String),
    /// An import of what was looked at before somebody else changed the list.
    #[error(
        "the list {list} changed since the preview, by {by} at {}: look at what the import would do now",
        at.strftime("%Y-%m-%d %H:%M UTC")
    )]
    Moved {
        /// Short name of the list.
        list: String,
        /// Who changed it last.
        by: String,
        /// When.
        at: Timestamp,
    },
    /// An import of what was looked at of a list that is not there.
    #[error("the list {0} is not what the preview was made of: look at what the import would do now")]
    Gone(String),
    /// There is no such import.
    #[error("there is no such import")]
    NoImport,
    /// An import that cannot be undone.
    #[error("the import of {list} cannot be undone: {why}")]
    NoUndo {
        /// Short name of the list.
        list: String,
        /// What stands in the way.
        why: String,
    },
}
