use pc_kernel::HitId;
use pc_store::StoreError;

/// Why a screening command could not be decided.
#[derive(Debug, thiserror::Error)]
pub enum ScreeningError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no such hit.
    #[error("there is no hit {0}")]
    NoHit(HitId),
    /// Somebody else changed the hit since it was read.
    #[error("the hit was changed by {by} since you opened it (it is at version {actual} now): look again")]
    Moved {
        /// Who changed it last.
        by: String,
        /// Its version now.
        actual: u64,
    },
    /// The step is not possible from the hit's state.
    #[error("a hit that is {from} cannot become {to}")]
    Transition {
        /// Its state.
        from: &'static str,
        /// The state asked for.
        to: &'static str,
    },
}
