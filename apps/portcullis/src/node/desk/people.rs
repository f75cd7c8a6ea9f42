//! Everybody on recent and coming flights, ready to be asked for: a large index, and a small one of who was listed or
//! changed since.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use anyhow::Context;
use arc_swap::ArcSwap;
use jiff::{SignedDuration, Timestamp, civil::Date};
use pc_kernel::{Clock, GenericUuid, PartialDate};
use pc_name_match::{Index, Match, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName};
use pc_screening::{ScreenedPerson, queries};
use pc_store::{Record, SnapshotExt, Store};
use tokio::sync::Notify;
use uuid::Uuid;

/// People on flights longer ago are found by the beginning of a name and by document only. A large hub sees sixty
/// thousand people a day, at about a kilobyte each.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(72);
/// People listed or changed since, at most, before the large index is built anew.
const MOST_NEW: usize = 4000;
/// New people are gathered for so long.
const GATHER: Duration = Duration::from_millis(200);

/// People and their index, in the same order.
#[derive(Default)]
struct Part {
    engine: Index,
    people: Vec<ScreenedPerson>,
}

impl Part {
    fn build(people: Vec<ScreenedPerson>) -> Self {
        let subjects = people.iter().enumerate().map(|(key, person)| subject(key as u64, person));
        Self { engine: Index::build(subjects), people }
    }
}

/// What is asked: consistent in itself.
pub struct Shelf {
    base: Arc<Part>,
    new: Part,
    /// Who is in `new`: what `base` says of them is out of date.
    renewed: HashSet<Uuid>,
    /// The data are those of this instant; the beginning of time until the first building.
    pub as_of: Timestamp,
}

impl Shelf {
    /// How many people it holds.
    pub fn len(&self) -> usize {
        self.base.people.len() + self.new.people.len()
    }

    /// The people whom `query` may mean, best first.
    pub fn find(&self, query: &Query, options: &QueryOptions) -> Vec<(ScreenedPerson, Match)> {
        let of = |part: &Part, renewed: Option<&HashSet<Uuid>>| {
            let found = part.engine.query(query, options).into_iter();
            let named =
                found.filter_map(|m| Some((part.people.get(usize::try_from(m.key).ok()?)?.clone(), m)));
            named
                .filter(|(p, _)| renewed.is_none_or(|r| !r.contains(&p.traveler.into_untyped_uuid())))
                .collect::<Vec<_>>()
        };
        let mut all = of(&self.new, None);
        all.extend(of(&self.base, Some(&self.renewed)));
        all.sort_by(|(a, m), (b, n)| n.score.total_cmp(&m.score).then(a.traveler.cmp(&b.traveler)));
        all.truncate(options.top);
        all
    }

    /// People born on a day, by name, at most so many.
    pub fn born(&self, day: Date, most: usize) -> Vec<ScreenedPerson> {
        let older =
            self.base.people.iter().filter(|p| !self.renewed.contains(&p.traveler.into_untyped_uuid()));
        let all = older.chain(&self.new.people);
        let mut born: Vec<&ScreenedPerson> =
            all.filter(|p| p.facts.birth.and_then(PartialDate::day) == Some(day)).collect();
        born.sort_by(|a, b| {
            let key = |p: &ScreenedPerson| ScreenedPerson::name_key(&p.facts.surname, &p.facts.given);
            (key(a), a.traveler).cmp(&(key(b), b.traveler))
        });
        born.truncate(most);
        born.into_iter().cloned().collect()
    }
}

/// Keeps the shelf in step with what is committed.
pub struct People {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    shelf: ArcSwap<Shelf>,
    changed: Mutex<HashSet<Uuid>>,
    wake: Notify,
    /// One renewal at a time: two would each leave out what the other took.
    renewing: tokio::sync::Mutex<()>,
}

impl People {
    /// An empty shelf until [`Self::refresh`] is called; listens to `store` from now on.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>) -> Arc<Self> {
        let shelf = Shelf {
            base: Arc::default(),
            new: Part::default(),
            renewed: HashSet::new(),
            as_of: Timestamp::UNIX_EPOCH,
        };
        let people = Arc::new(Self {
            store,
            clock,
            shelf: ArcSwap::from_pointee(shelf),
            changed: Mutex::default(),
            wake: Notify::new(),
            renewing: tokio::sync::Mutex::default(),
        });
        let listener = Arc::downgrade(&people);
        people.store.on_commit(Box::new(move |notice| {
            let Some(people) = listener.upgrade() else { return };
            let ids = notice.records.iter().filter(|(kind, _)| *kind == ScreenedPerson::KIND.name);
            let mut seen = false;
            if let Ok(mut changed) = people.changed.lock() {
                for (_, id) in ids {
                    seen |= changed.insert(*id);
                }
            }
            if seen {
                people.wake.notify_one();
            }
        }));
        people
    }

    /// The people as they are now.
    pub fn current(&self) -> Arc<Shelf> {
        self.shelf.load_full()
    }

    /// How many people changed and are not on the shelf yet.
    pub fn waiting(&self) -> usize {
        self.changed.lock().map_or(0, |changed| changed.len())
    }

    /// Brings the shelf up to date, until the program ends.
    pub async fn keep(&self) {
        loop {
            if let Err(error) = self.refresh().await {
                tracing::error!(
                    "the index of people could not be renewed, and will be tried again: {error:#}"
                );
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
            self.wake.notified().await;
            // A manifest lists hundreds in many commits: one building serves them all.
            tokio::time::sleep(GATHER).await;
        }
    }

    /// Brings the shelf up to date now.
    pub async fn refresh(&self) -> anyhow::Result<()> {
        let _one = self.renewing.lock().await;
        let before = self.current();
        let changed = self.changed.lock().map(|mut c| std::mem::take(&mut *c)).unwrap_or_default();
        let first = before.as_of == Timestamp::UNIX_EPOCH;
        let done = if first || before.new.people.len() + changed.len() > MOST_NEW {
            self.rebuild().await
        } else if changed.is_empty() {
            return Ok(());
        } else {
            self.renew(&before, &changed).await
        };
        match done {
            Ok(shelf) => self.shelf.store(Arc::new(shelf)),
            Err(error) => {
                // Nobody is forgotten: they are looked up again next time.
                if let Ok(mut waiting) = self.changed.lock() {
                    waiting.extend(changed);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    async fn rebuild(&self) -> anyhow::Result<Shelf> {
        let as_of = self.clock.now();
        let view = self.store.snapshot().await?;
        let mut people = Vec::new();
        for listed in [true, false] {
            let scan = queries::people_since(listed, as_of - LOOK_BACK, None, 1000);
            people.extend(view.load_all::<ScreenedPerson>(scan).await?.into_iter().map(|p| p.record));
        }
        drop(view);
        let base = tokio::task::spawn_blocking(|| Part::build(people)).await.context("indexing people")?;
        Ok(Shelf { base: Arc::new(base), new: Part::default(), renewed: HashSet::new(), as_of })
    }

    async fn renew(&self, before: &Shelf, changed: &HashSet<Uuid>) -> anyhow::Result<Shelf> {
        let as_of = self.clock.now();
        let kept = before.new.people.iter();
        let mut people: Vec<ScreenedPerson> =
            kept.filter(|p| !changed.contains(&p.traveler.into_untyped_uuid())).cloned().collect();
        let view = self.store.snapshot().await?;
        for id in changed {
            // One that is gone was destroyed at the end of its retention: it is renewed to nothing.
            people.extend(view.load::<ScreenedPerson>(*id).await?.map(|p| p.record));
        }
        drop(view);
        let renewed = before.renewed.union(changed).copied().collect();
        let new = tokio::task::spawn_blocking(|| Part::build(people)).await.context("indexing people")?;
        Ok(Shelf { base: before.base.clone(), new, renewed, as_of })
    }
}

/// A traveler as the engine takes the subjects of a list.
pub fn subject(key: u64, person: &ScreenedPerson) -> Subject {
    let facts = &person.facts;
    Subject {
        key,
        kind: SubjectKind::Person,
        names: vec![SubjectName {
            value: format!("{}, {}", facts.surname, facts.given),
            strength: NameStrength::Primary,
        }],
        gender: facts.gender,
        births: facts.birth.into_iter().collect(),
        nationalities: facts.nationality.into_iter().collect(),
        documents: facts.documents.clone(),
    }
}
