use uuid::Uuid;

/// Why a store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The kind was not declared when the store was opened.
    #[error("record kind {0} is not declared in this store")]
    UnknownKind(String),
    /// The kind has no such index.
    #[error("record kind {kind} has no index {index}")]
    UnknownIndex {
        /// The kind.
        kind: &'static str,
        /// The index asked for.
        index: String,
    },
    /// A document could not be read as its kind.
    #[error("{kind} {id} does not read as its kind")]
    Document {
        /// The kind.
        kind: &'static str,
        /// Its identifier.
        id: Uuid,
        /// What the reader said.
        #[source]
        source: serde_json::Error,
    },
    /// A value could not be written as JSON.
    #[error("could not write a document")]
    Encode(#[source] serde_json::Error),
    /// The store is shut down or its writer died.
    #[error("the store is closed")]
    Closed,
    /// The technology below failed.
    #[error("the store failed: {context}")]
    Backend {
        /// What was being done.
        context: String,
        /// What went wrong below.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// A failure of the technology below while doing `context`.
    pub fn backend(
        context: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Backend { context: context.into(), source: source.into() }
    }
}

/// Why a write set was not committed. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody else wrote first: load and decide again.
    #[error("{kind} {id} is at version {actual}, not {expected}")]
    Conflict {
        /// The kind.
        kind: &'static str,
        /// Its identifier.
        id: Uuid,
        /// The version that the write set expected (0: absent).
        expected: u64,
        /// The version found (0: absent).
        actual: u64,
    },
    /// Another record has the same values in a unique index.
    #[error("another {kind} has the same values in unique index {index}")]
    Duplicate {
        /// The kind.
        kind: &'static str,
        /// The index.
        index: &'static str,
    },
    /// A reactor refused or failed.
    #[error("a reactor refused the write")]
    Reactor(#[from] crate::ReactorError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl CommitError {
    /// Whether loading and deciding again can help.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Conflict { .. } | Self::Duplicate { .. })
    }
}
