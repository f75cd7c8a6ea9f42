use std::{sync::Arc, time::Duration};

use pc_kernel::{Rng, SystemRng};
use pc_store::Fill;

/// How to open a store.
#[derive(Clone)]
pub struct Options {
    /// Where keys, nonces and entry ids come from. Anything but [`SystemRng`] is for tests.
    pub rng: Arc<dyn Rng>,
    /// The node's name, for people; kept in the database.
    pub node: String,
    /// Snapshots open at the same time, at most.
    pub readers: usize,
    /// How long to wait for a snapshot when all are taken.
    pub wait: Duration,
    /// Write sets waiting for the writer, at most; further callers wait.
    pub queue: usize,
    /// Write sets in one transaction, at most.
    pub group: usize,
    /// How columns that were declared since are filled in rows written before. Those of other kinds stay empty until
    /// the row is put again.
    pub fill: Vec<Fill>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rng: Arc::new(SystemRng),
            node: "hub".to_owned(),
            readers: 16,
            wait: Duration::from_secs(5),
            queue: 256,
            group: 64,
            fill: Vec::new(),
        }
    }
}
