use pc_store::StoreError;

/// Why a movement command could not be decided.
#[derive(Debug, thiserror::Error)]
pub enum MovementError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A schedule row cannot be used.
    #[error("schedule row {row}: {reason}")]
    Schedule {
        /// Row number from 1.
        row: usize,
        /// What is wrong with it.
        reason: String,
    },
}
