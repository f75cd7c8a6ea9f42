//! The index in service, and how it is replaced.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Context;
use arc_swap::ArcSwap;
use jiff::Timestamp;
use pc_kernel::{Clock, GenericUuid, ImportId};
use pc_lookout::{Change, Entry, EntryState, List, queries};
use pc_screening::{Changed, EntryCard, LookoutIndex, Lookouts};
use pc_store::{Scan, Snapshot, SnapshotExt, Store};
use tokio::{sync::Mutex, task::spawn_blocking};
use uuid::Uuid;

/// Records read at a time.
const PAGE: usize = 1000;

/// Holds the index in service.
pub struct IndexService {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    current: ArcSwap<LookoutIndex>,
    /// One change after another: the later must not be lost in the earlier.
    turn: Mutex<()>,
    /// Whether everything is being laid together beside the requests.
    merging: AtomicBool,
    /// Hits below this score are not made.
    pub threshold: f32,
}

impl IndexService {
    /// An empty index until [`Self::rebuild`] is called.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, threshold: f32) -> Self {
        let empty = LookoutIndex::build(Vec::<EntryCard>::new(), Timestamp::UNIX_EPOCH, 0);
        Self {
            store,
            clock,
            current: ArcSwap::from_pointee(empty),
            turn: Mutex::default(),
            merging: AtomicBool::new(false),
            threshold,
        }
    }

    /// Builds the index of all active entries and puts it in service. Whoever holds the old one keeps it.
    pub async fn rebuild(&self) -> anyhow::Result<()> {
        let _turn = self.turn.lock().await;
        self.build(self.store.snapshot().await?).await
    }

    async fn build(&self, view: Box<dyn Snapshot>) -> anyhow::Result<()> {
        let sequence = view.sequence();
        let scan = Scan::all::<Entry>("by_state").prefix(["active".into()]);
        let entries = view.load_all::<Entry>(scan).await?;
        drop(view);
        let at = self.clock.now();
        let built = spawn_blocking(move || {
            LookoutIndex::build(entries.into_iter().map(|entry| card(entry.record)), at, sequence)
        })
        .await
        .context("building the index")?;
        tracing::info!(entries = built.len(), "index in service");
        self.current.store(Arc::new(built));
        Ok(())
    }

    /// Puts what imports changed in service, and says what that was. `None` where it was simpler to build all anew.
    pub async fn follow(self: &Arc<Self>, imports: &[ImportId]) -> anyhow::Result<Option<Changed>> {
        let _turn = self.turn.lock().await;
        let view = self.store.snapshot().await?;
        let mut ids: BTreeSet<Uuid> = BTreeSet::new();
        for import in imports {
            let added = view.load_all::<Entry>(queries::added(*import, None, PAGE)).await?;
            ids.extend(added.iter().map(|entry| entry.record.id.into_untyped_uuid()));
            let changes = view.load_all::<Change>(queries::changes(*import, None, None, PAGE)).await?;
            ids.extend(changes.iter().map(|change| change.record.entry.into_untyped_uuid()));
        }
        let now = self.current.load_full();
        if ids.len() > now.len() / 4 + 100 || now.built_at == Timestamp::UNIX_EPOCH {
            self.build(view).await?;
            return Ok(None);
        }
        let (mut come, mut gone) = (Vec::new(), Vec::new());
        for id in ids {
            let Some(entry) = view.load::<Entry>(id).await? else { continue };
            if entry.record.state == EntryState::Active {
                come.push(card(entry.record));
            } else {
                gone.push(entry.record.id);
            }
        }
        let (at, sequence) = (self.clock.now(), view.sequence());
        drop(view);
        let (next, changed) = spawn_blocking(move || {
            let changed = Changed::new(&come, &gone);
            (now.with(come, &gone, at, sequence), changed)
        })
        .await
        .context("changing the index")?;
        tracing::info!(entries = next.len(), "index in service");
        let due = next.is_due();
        self.current.store(Arc::new(next));
        if due && !self.merging.swap(true, Ordering::AcqRel) {
            let service = self.clone();
            tokio::spawn(async move {
                if let Err(error) = service.merge().await {
                    tracing::error!("the index could not be laid together: {error:#}");
                }
                service.merging.store(false, Ordering::Release);
            });
        }
        Ok(Some(changed))
    }

    /// Lays everything together. No change waits for it: what comes meanwhile is added after.
    async fn merge(&self) -> anyhow::Result<()> {
        let before = self.current.load_full();
        let earlier = before.clone();
        let merged = spawn_blocking(move || before.merged()).await.context("merging the index")?;
        let _turn = self.turn.lock().await;
        let now = self.current.load_full();
        let next = spawn_blocking(move || now.onto(&merged, &earlier)).await.context("merging the index")?;
        if let Some(next) = next {
            self.current.store(Arc::new(next));
        }
        Ok(())
    }

    /// Each list with its entries and when it was last imported.
    pub async fn lists(&self) -> anyhow::Result<Vec<List>> {
        let view = self.store.snapshot().await?;
        let lists = view.load_all::<List>(Scan::all::<List>("by_name")).await?;
        Ok(lists.into_iter().map(|l| l.record).collect())
    }
}

fn card(entry: Entry) -> EntryCard {
    EntryCard { id: entry.id, fingerprint: entry.fingerprint, entry: entry.listed }
}

impl Lookouts for IndexService {
    fn current(&self) -> Arc<LookoutIndex> {
        self.current.load_full()
    }
}
