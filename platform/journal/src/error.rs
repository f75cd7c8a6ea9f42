use uuid::Uuid;

/// Why something of the journal could not be made or read.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The key is no longer there: its content was deleted on purpose and is unreadable for ever.
    #[error("key {key} was destroyed: what it sealed cannot be read any more")]
    KeyDestroyed {
        /// The key.
        key: Uuid,
    },
    /// A sealed part does not open with its key: it was changed or moved, or the key is not the right one.
    #[error("a sealed part does not open with its key {key}")]
    NotAuthentic {
        /// The key.
        key: Uuid,
    },
    /// A wrapped key does not open with this node's key.
    #[error("key {key} was wrapped by another node key, or was changed")]
    Unwrap {
        /// The key.
        key: Uuid,
    },
    /// The bytes are not those of an entry.
    #[error("not readable at byte {offset}: {reason}")]
    Undecodable {
        /// Where.
        offset: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// A key file does not read as one.
    #[error("not a node key: {0}")]
    NodeKey(&'static str),
    /// The store of keys failed.
    #[error("the key store failed")]
    KeyStore(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A payload could not be written as JSON.
    #[error("could not write a payload")]
    Encode(#[from] serde_json::Error),
}

impl From<JournalError> for pc_store::StoreError {
    fn from(error: JournalError) -> Self {
        Self::backend("working on the journal", error)
    }
}

impl From<JournalError> for pc_store::CommitError {
    fn from(error: JournalError) -> Self {
        Self::Store(error.into())
    }
}
