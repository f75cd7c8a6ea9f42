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
    /// The list is kept by hand.
    #[error(
        "{0} is kept by hand: a file would remove every entry that it does not hold. Give the file's list another name"
    )]
    ByHand(String),
}
