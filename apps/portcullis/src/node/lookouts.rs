//! The index in service, and how it is replaced.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::Context;
use arc_swap::ArcSwap;
use async_trait::async_trait;
use jiff::Timestamp;
use pc_kernel::{Clock, EntryId, GenericUuid, ImportId};
use pc_lookout::{Change, Entry, EntryState, Import, ImportCounts, List, queries};
use pc_screening::{Changed, EntryCard, EntryNow, Lapse, LookoutIndex, Lookouts};
use pc_store::{Scan, Snapshot, SnapshotExt, Store, StoreError};
use tokio::{sync::Mutex, task::spawn_blocking};
use uuid::Uuid;

/// Records read at a time.
const PAGE: usize = 1000;
/// Imports that are remembered to be in service: each is followed as soon as it is there, and by its work on people.
const REMEMBERED: usize = 256;

/// Holds the index in service.
pub struct IndexService {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    current: ArcSwap<LookoutIndex>,
    /// One change after another: the later must not be lost in the earlier.
    turn: Mutex<Turn>,
    /// All is built anew once at a time; changes do not wait for it.
    building: Mutex<()>,
    /// Whether everything is being laid together beside the requests.
    merging: AtomicBool,
    /// Hits below this score are not made.
    pub threshold: f32,
}

/// What is known from change to change.
#[derive(Default)]
struct Turn {
    /// The last imports that were put in service.
    done: VecDeque<ImportId>,
    /// While all is built anew: the imports that were put in service meanwhile.
    since: Option<Vec<ImportId>>,
}

impl Turn {
    fn note(&mut self, imports: &[ImportId]) {
        self.done.extend(imports);
        self.done.drain(..self.done.len().saturating_sub(REMEMBERED));
        if let Some(since) = &mut self.since {
            since.extend(imports);
        }
    }

    fn are_done(&self, imports: &[ImportId]) -> bool {
        imports.iter().all(|import| self.done.contains(import))
    }
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
            building: Mutex::default(),
            merging: AtomicBool::new(false),
            threshold,
        }
    }

    /// Builds the index of all active entries and puts it in service. Whoever holds the old one keeps it.
    pub async fn rebuild(&self) -> anyhow::Result<()> {
        self.build(None).await
    }

    /// Builds all anew, for some imports unless they are in service by now. No other change waits for it: what is put in
    /// service meanwhile is put in once more.
    async fn build(&self, imports: Option<&[ImportId]>) -> anyhow::Result<()> {
        let _building = self.building.lock().await;
        let view = {
            let mut turn = self.turn.lock().await;
            if imports.is_some_and(|imports| turn.are_done(imports)) {
                return Ok(());
            }
            let view = self.store.snapshot().await?;
            turn.since = Some(Vec::new());
            view
        };
        let built = self.all(view).await;
        let mut turn = self.turn.lock().await;
        let since = turn.since.take().unwrap_or_default();
        let (next, _) = self.after(Arc::new(built?), &since).await?;
        tracing::info!(entries = next.len(), "index in service");
        self.current.store(next);
        turn.note(imports.unwrap_or_default());
        Ok(())
    }

    /// The index of all active entries.
    async fn all(&self, view: Box<dyn Snapshot>) -> anyhow::Result<LookoutIndex> {
        let sequence = view.sequence();
        let scan = Scan::all::<Entry>("by_state").prefix(["active".into()]);
        let entries = view.load_all::<Entry>(scan).await?;
        drop(view);
        let at = self.clock.now();
        spawn_blocking(move || {
            LookoutIndex::build(entries.into_iter().map(|entry| card(entry.record)), at, sequence)
        })
        .await
        .context("building the index")
    }

    /// An index after what imports changed, and what that was.
    async fn after(
        &self,
        now: Arc<LookoutIndex>,
        imports: &[ImportId],
    ) -> anyhow::Result<(Arc<LookoutIndex>, Changed)> {
        let view = self.store.snapshot().await?;
        let mut ids: BTreeSet<Uuid> = BTreeSet::new();
        for import in imports {
            let added = view.load_all::<Entry>(queries::added(*import, None, PAGE)).await?;
            ids.extend(added.iter().map(|entry| entry.record.id.into_untyped_uuid()));
            let changes = view.load_all::<Change>(queries::changes(*import, None, None, PAGE)).await?;
            ids.extend(changes.iter().map(|change| change.record.entry.into_untyped_uuid()));
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
        spawn_blocking(move || {
            let changed = Changed::new(&come, &gone);
            (Arc::new(now.with(come, &gone, at, sequence)), changed)
        })
        .await
        .context("changing the index")
    }

    /// Whether imports changed so much that it is simpler to build all anew.
    async fn are_large(&self, imports: &[ImportId]) -> anyhow::Result<bool> {
        let (view, now) = (self.store.snapshot().await?, self.current.load_full());
        let mut changed = 0;
        for import in imports {
            let Some(import) = view.load::<Import>(import.into_untyped_uuid()).await? else { continue };
            let ImportCounts { added, changed: other, removed, .. } = import.record.counts;
            changed += added as usize + other as usize + removed as usize;
        }
        Ok(changed > now.len() / 4 + 100 || now.built_at == Timestamp::UNIX_EPOCH)
    }

    /// Puts what imports changed in service, and says what that was. `None` where it was simpler to build all anew.
    pub async fn follow(self: &Arc<Self>, imports: &[ImportId]) -> anyhow::Result<Option<Changed>> {
        if self.are_large(imports).await? {
            self.build(Some(imports)).await?;
            return Ok(None);
        }
        let mut turn = self.turn.lock().await;
        let (next, changed) = self.after(self.current.load_full(), imports).await?;
        tracing::info!(entries = next.len(), "index in service");
        turn.note(imports);
        let due = next.is_due();
        self.current.store(next);
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
    let category = entry.category();
    EntryCard { id: entry.id, fingerprint: entry.fingerprint, entry: entry.listed, category }
}

/// Why an entry does not count, if it does not: one made by hand says it itself, any other went from its list.
fn lapse(entry: &Entry, now: Timestamp) -> Option<Lapse> {
    if entry.state == EntryState::Active {
        return None;
    }
    let Some(hand) = &entry.hand else { return Some(Lapse::Removed) };
    let later = hand.valid_from.filter(|from| *from > now).map(|at| Lapse::NotBegun { at });
    let over = hand.valid_until.filter(|until| *until <= now).map(|at| Lapse::Expired { at });
    if hand.ended { Some(Lapse::Ended) } else { later.or(over) }
}

#[async_trait]
impl Lookouts for IndexService {
    fn current(&self) -> Arc<LookoutIndex> {
        self.current.load_full()
    }

    async fn entry(&self, view: &dyn Snapshot, entry: EntryId) -> Result<Option<EntryNow>, StoreError> {
        let Some(entry) = view.load::<Entry>(entry.into_untyped_uuid()).await? else { return Ok(None) };
        let lapse = lapse(&entry.record, self.clock.now());
        Ok(Some(EntryNow { lapse, category: entry.record.category() }))
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};
    use pc_lookout::Entry;
    use pc_screening::Lapse;
    use serde_json::{Value, json};

    use super::lapse;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    /// An entry that was taken out of service, and what was written of it by hand.
    fn entry(hand: &Value) -> Entry {
        let listed = json!({
            "id": "1", "list": "OWN", "schema": "Person", "names": [], "gender": null, "births": [],
            "nationalities": [], "documents": [], "remarks": null,
        });
        let none = uuid::Uuid::nil();
        serde_json::from_value(json!({
            "id": none, "list": none, "listed": listed, "fingerprint": none, "version": 1, "state": "removed",
            "first_import": none, "last_import": none, "hand": hand,
        }))
        .unwrap()
    }

    fn hand(from: Option<Timestamp>, until: Option<Timestamp>, ended: bool) -> Value {
        let by = json!({"id": uuid::Uuid::nil(), "name": "ana"});
        json!({
            "category": "refer", "reason": "sought", "valid_from": from, "valid_until": until, "ended": ended,
            "by": by, "approved_by": null,
        })
    }

    #[test]
    fn an_entry_has_expired_only_when_its_time_is_over() {
        let (past, later) = (NOW - SignedDuration::from_hours(1), NOW + SignedDuration::from_hours(1));
        let last = later + SignedDuration::from_hours(1);
        for (from, until, ended, expected) in [
            (None, Some(past), false, Some(Lapse::Expired { at: past })),
            (None, Some(NOW), false, Some(Lapse::Expired { at: NOW })),
            (Some(later), Some(last), false, Some(Lapse::NotBegun { at: later })),
            (Some(past), Some(later), false, None),
            (None, None, false, None),
            (None, Some(past), true, Some(Lapse::Ended)),
        ] {
            assert_eq!(lapse(&entry(&hand(from, until, ended)), NOW), expected);
        }
        assert_eq!(lapse(&entry(&Value::Null), NOW), Some(Lapse::Removed));
    }
}
