//! The index in service, and how it is replaced.

use std::sync::Arc;

use anyhow::Context;
use arc_swap::ArcSwap;
use jiff::Timestamp;
use pc_kernel::Clock;
use pc_lookout::{Entry, List};
use pc_screening::{EntryCard, LookoutIndex, Lookouts};
use pc_store::{Scan, SnapshotExt, Store};

/// Holds the index in service.
pub struct IndexService {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    current: ArcSwap<LookoutIndex>,
    /// Hits below this score are not made.
    pub threshold: f32,
}

impl IndexService {
    /// An empty index until [`Self::rebuild`] is called.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, threshold: f32) -> Self {
        let empty = LookoutIndex::build(Vec::new(), Timestamp::UNIX_EPOCH, 0);
        Self { store, clock, current: ArcSwap::from_pointee(empty), threshold }
    }

    /// Builds the index of all active entries and puts it in service. Whoever holds the old one keeps it.
    pub async fn rebuild(&self) -> anyhow::Result<()> {
        let view = self.store.snapshot().await?;
        let sequence = view.sequence();
        let scan = Scan::all::<Entry>("by_state").prefix(["active".into()]);
        let entries = view.load_all::<Entry>(scan).await?;
        drop(view);
        let at = self.clock.now();
        let built = tokio::task::spawn_blocking(move || {
            let cards = entries
                .into_iter()
                .map(|e| EntryCard {
                    id: e.record.id,
                    fingerprint: e.record.fingerprint,
                    entry: e.record.listed,
                })
                .collect();
            LookoutIndex::build(cards, at, sequence)
        })
        .await
        .context("building the index")?;
        tracing::info!(entries = built.cards().len(), "index in service");
        self.current.store(Arc::new(built));
        Ok(())
    }

    /// Each list with its entries and when it was last imported.
    pub async fn lists(&self) -> anyhow::Result<Vec<List>> {
        let view = self.store.snapshot().await?;
        let lists = view.load_all::<List>(Scan::all::<List>("by_name")).await?;
        Ok(lists.into_iter().map(|l| l.record).collect())
    }
}

impl Lookouts for IndexService {
    fn current(&self) -> Arc<LookoutIndex> {
        self.current.load_full()
    }
}
