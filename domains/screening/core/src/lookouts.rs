use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use async_trait::async_trait;
use jiff::Timestamp;
use pc_events::{Category, PersonFacts};
use pc_kernel::{EntryId, TravelerId};
use pc_name_match::{
    Index, IndexBuilder, LiveIndex, NameStrength, QueryOptions, Subject, SubjectKind, SubjectName,
};
use pc_store::{Snapshot, SnapshotExt, StoreError};
use pc_watchlist::{Entry, NameKind, Schema};
use uuid::Uuid;

use crate::{
    model::{Hit, Lapse},
    queries,
    rules::screen::query,
};

/// Where screening finds the lookouts as they are now.
#[async_trait]
pub trait Lookouts: Send + Sync {
    /// The index in service. It may be replaced at any time; whoever holds it keeps a consistent view.
    fn current(&self) -> Arc<LookoutIndex>;

    /// An entry as `view` has it, in service or not; nothing where it is not known.
    async fn entry(&self, view: &dyn Snapshot, entry: EntryId) -> Result<Option<EntryNow>, StoreError>;
}

/// What an entry is, beside what is matched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryNow {
    /// Why it does not count; nothing where it does.
    pub lapse: Option<Lapse>,
    /// What an officer does, where the entry says so.
    pub category: Option<Category>,
}

impl EntryNow {
    /// The entry of `hit`. Only where the hit no longer applies is it read from `view`: else it is in the index.
    pub async fn of(
        hit: &Hit,
        lookouts: &dyn Lookouts,
        view: &dyn Snapshot,
    ) -> Result<Option<Self>, StoreError> {
        if hit.stale.is_some() {
            return lookouts.entry(view, hit.entry).await;
        }
        let category = lookouts.current().category(hit);
        Ok(Some(Self { lapse: None, category }))
    }
}

/// One entry as screening knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryCard {
    /// The entry.
    pub id: EntryId,
    /// Changes when anything matched on changes.
    pub fingerprint: Uuid,
    /// What the list says.
    pub entry: Entry,
    /// What an officer does, where the list says so.
    pub category: Option<Category>,
}

/// The active entries of all lists, ready to be asked. It never changes itself: [`LookoutIndex::with`] gives the next.
pub struct LookoutIndex {
    engine: LiveIndex,
    base: Arc<Base>,
    /// Entries that came or changed since the base was built, by the engine's key. A changed entry has a new key.
    late: HashMap<u64, Arc<EntryCard>>,
    /// Entries of which the base is out of date: their key now, none for those that went.
    moved: HashMap<EntryId, Option<u64>>,
    /// The key of the next entry.
    next: u64,
    len: usize,
    /// When it was built.
    pub built_at: Timestamp,
    /// The journal sequence number up to which it knows of imports.
    pub sequence: u64,
}

/// Entries as they were when all were indexed at once.
struct Base {
    /// By the engine's key.
    cards: Vec<Arc<EntryCard>>,
    keys: HashMap<EntryId, u64>,
}

impl LookoutIndex {
    /// Builds the index of `cards`.
    pub fn build(
        cards: impl IntoIterator<Item = impl Into<Arc<EntryCard>>>,
        built_at: Timestamp,
        sequence: u64,
    ) -> Self {
        let cards: Vec<Arc<EntryCard>> = cards.into_iter().map(Into::into).collect();
        let mut builder = IndexBuilder::default();
        builder.extend((0..).zip(&cards).map(|(key, card)| (subject(key, &card.entry), String::new())));
        let keys = (0..).zip(&cards).map(|(key, card)| (card.id, key)).collect();
        Self {
            engine: LiveIndex::new(builder.finish()),
            next: cards.len() as u64,
            len: cards.len(),
            base: Arc::new(Base { cards, keys }),
            late: HashMap::new(),
            moved: HashMap::new(),
            built_at,
            sequence,
        }
    }

    /// The index after a change: with the entries that `come` in place of what they said before, without those that
    /// are `gone`. Takes milliseconds for a few, however many entries there are.
    #[must_use]
    pub fn with(
        &self,
        come: impl IntoIterator<Item = impl Into<Arc<EntryCard>>>,
        gone: &[EntryId],
        at: Timestamp,
        sequence: u64,
    ) -> Self {
        let mut next = Self {
            engine: LiveIndex::default(),
            base: self.base.clone(),
            late: self.late.clone(),
            moved: self.moved.clone(),
            built_at: at,
            sequence: sequence.max(self.sequence),
            ..*self
        };
        let (mut subjects, mut hidden) = (Vec::new(), Vec::new());
        for id in gone {
            hidden.extend(next.put(*id, None));
        }
        for card in come {
            let card: Arc<EntryCard> = card.into();
            let known = next.key(card.id).zip(next.entry(card.id));
            if let Some((key, _)) = known.filter(|(_, known)| known.fingerprint == card.fingerprint) {
                // Nothing that is matched on: the same subject, with other remarks or of another category.
                next.late.insert(key, card);
                continue;
            }
            let key = next.next;
            next.next += 1;
            subjects.push((subject(key, &card.entry), String::new()));
            hidden.extend(next.put(card.id, Some((key, card))));
        }
        next.engine = self.engine.with(subjects, hidden);
        next
    }

    /// Notes what an entry is now; its key before.
    fn put(&mut self, id: EntryId, now: Option<(u64, Arc<EntryCard>)>) -> Option<u64> {
        let before = self.key(id);
        if let Some(key) = before {
            self.late.remove(&key);
            self.len -= 1;
        }
        self.moved.insert(id, now.as_ref().map(|(key, _)| *key));
        if let Some((key, card)) = now {
            self.late.insert(key, card);
            self.len += 1;
        }
        before
    }

    /// All in one again, as it is now. Takes long; see [`LookoutIndex::onto`].
    #[must_use]
    pub fn merged(&self) -> Self {
        Self::build(self.shared().cloned(), self.built_at, self.sequence)
    }

    /// What this index is, on `merged`, which was made of `earlier`. Nothing where all was built anew since.
    #[must_use]
    pub fn onto(&self, merged: &Self, earlier: &Self) -> Option<Self> {
        if !Arc::ptr_eq(&self.base, &earlier.base) {
            return None;
        }
        let come = self
            .late
            .values()
            .filter(|card| merged.entry(card.id).is_none_or(|known| known != card.as_ref()));
        let gone = self.moved.iter().filter(|(id, key)| key.is_none() && merged.entry(**id).is_some());
        let gone: Vec<EntryId> = gone.map(|(id, _)| *id).collect();
        Some(merged.with(come.cloned(), &gone, self.built_at, self.sequence))
    }

    /// Whether so much has changed that it should be built anew.
    pub fn is_due(&self) -> bool {
        self.engine.is_due()
    }

    /// The matching engine.
    pub fn engine(&self) -> &LiveIndex {
        &self.engine
    }

    /// The entry behind a match's key.
    pub fn card(&self, key: u64) -> Option<&EntryCard> {
        let of_base = || self.base.cards.get(usize::try_from(key).ok()?);
        self.late.get(&key).or_else(of_base).map(Arc::as_ref)
    }

    /// An active entry.
    pub fn entry(&self, id: EntryId) -> Option<&EntryCard> {
        self.card(self.key(id)?)
    }

    /// What an officer does who meets `hit`. Hits stored before this was noted learn it here until the next look.
    pub fn category(&self, hit: &Hit) -> Option<Category> {
        hit.category.or_else(|| self.entry(hit.entry)?.category)
    }

    /// The key that an active entry has in the engine.
    fn key(&self, id: EntryId) -> Option<u64> {
        self.moved.get(&id).copied().unwrap_or_else(|| self.base.keys.get(&id).copied())
    }

    /// How many entries are active.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All active entries.
    pub fn cards(&self) -> impl Iterator<Item = &EntryCard> {
        self.shared().map(Arc::as_ref)
    }

    fn shared(&self) -> impl Iterator<Item = &Arc<EntryCard>> {
        let kept = (0..)
            .zip(&self.base.cards)
            .filter(|(key, card)| !self.late.contains_key(key) && !self.moved.contains_key(&card.id));
        kept.map(|(_, card)| card).chain(self.late.values())
    }
}

/// What a change of lists may mean to people who were screened before it.
#[derive(Debug)]
pub struct Changed {
    engine: Index,
    touched: HashSet<EntryId>,
}

impl Changed {
    /// The entries as they are now, and those that went.
    pub fn new(come: &[EntryCard], gone: &[EntryId]) -> Self {
        let engine = Index::build((0..).zip(come).map(|(key, card)| subject(key, &card.entry)));
        Self { engine, touched: come.iter().map(|card| card.id).chain(gone.iter().copied()).collect() }
    }

    /// Everybody who has a hit on one of the entries.
    pub async fn met(&self, view: &dyn Snapshot) -> Result<HashSet<TravelerId>, StoreError> {
        let mut met = HashSet::new();
        for entry in &self.touched {
            let hits = view.load_all::<Hit>(queries::hits_on(*entry)).await?;
            met.extend(hits.iter().map(|hit| hit.record.traveler));
        }
        Ok(met)
    }

    /// Whether one of the entries, as they are now, answers to a person.
    pub fn answers(&self, person: &PersonFacts, threshold: f32) -> bool {
        !self.engine.query(&query(person), &QueryOptions { threshold, top: 1 }).is_empty()
    }
}

/// The entry as the engine takes it.
pub fn subject(key: u64, entry: &Entry) -> Subject {
    Subject {
        key,
        kind: match entry.schema {
            Schema::Person => SubjectKind::Person,
            Schema::Organization => SubjectKind::Organization,
            Schema::Vessel => SubjectKind::Vessel,
            Schema::Aircraft => SubjectKind::Aircraft,
            Schema::Other => SubjectKind::Other,
            Schema::Vehicle => SubjectKind::Vehicle,
        },
        names: entry
            .names
            .iter()
            .map(|name| SubjectName {
                value: name.value.clone(),
                strength: match name.kind {
                    NameKind::Primary => NameStrength::Primary,
                    NameKind::Aka => NameStrength::Aka,
                    NameKind::Weak => NameStrength::Weak,
                    NameKind::Orig => NameStrength::Original,
                },
            })
            .collect(),
        gender: entry.gender,
        births: entry.births.clone(),
        nationalities: entry.nationalities.clone(),
        documents: entry.documents.clone(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use pc_kernel::{EntryId, GenericUuid};
    use pc_name_match::{Query, QueryOptions};
    use pc_watchlist::{Entry, Name, NameKind, Schema};
    use uuid::Uuid;

    use super::{EntryCard, LookoutIndex};

    fn id(number: u128) -> EntryId {
        EntryId::from_untyped_uuid(Uuid::from_u128(number))
    }

    fn card(number: u128, name: &str, remarks: &str) -> EntryCard {
        let entry = Entry {
            id: number.to_string(),
            list: "T".to_owned(),
            schema: Schema::Person,
            names: vec![Name { value: name.to_owned(), kind: NameKind::Primary }],
            gender: None,
            births: Vec::new(),
            nationalities: Vec::new(),
            documents: Vec::new(),
            remarks: Some(remarks.to_owned()),
        };
        let fingerprint = Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes());
        EntryCard { id: id(number), fingerprint, entry, category: None }
    }

    fn with(index: &LookoutIndex, come: Vec<EntryCard>, gone: &[EntryId]) -> LookoutIndex {
        index.with(come, gone, Timestamp::UNIX_EPOCH, 0)
    }

    /// Who answers to a name, and what is remarked of them.
    fn found(index: &LookoutIndex, name: &str) -> Vec<(String, String)> {
        let query = Query { full: Some(name.to_owned()), ..Query::default() };
        let met = index.engine().query(&query, &QueryOptions { threshold: 0.9, top: 9 });
        let told = met.iter().map(|m| &index.card(m.key).unwrap().entry);
        told.map(|e| (e.id.clone(), e.remarks.clone().unwrap_or_default())).collect()
    }

    fn is(entries: &[(&str, &str)]) -> Vec<(String, String)> {
        entries.iter().map(|(id, remarks)| ((*id).to_owned(), (*remarks).to_owned())).collect()
    }

    #[test]
    fn a_change_is_in_what_was_changed_and_nowhere_else() {
        let cards = vec![card(1, "TESTANOV, Ivo", "a"), card(2, "SAMPLER, Dagmar", "b")];
        let first = LookoutIndex::build(cards, Timestamp::UNIX_EPOCH, 0);
        let next = with(&first, vec![card(1, "PROBE, Rosa", "c"), card(3, "TESTANOV, Ivo", "d")], &[id(2)]);
        assert_eq!(found(&first, "TESTANOV, Ivo"), is(&[("1", "a")]));
        assert_eq!(found(&next, "TESTANOV, Ivo"), is(&[("3", "d")]));
        assert_eq!(
            (found(&next, "PROBE, Rosa"), found(&next, "SAMPLER, Dagmar")),
            (is(&[("1", "c")]), is(&[]))
        );
        assert_eq!((first.len(), next.len(), next.cards().count()), (2, 2, 2));
        assert!(next.entry(id(2)).is_none());
        let back = with(&next, vec![card(2, "SAMPLER, Dagmar", "e")], &[id(1)]);
        assert_eq!((found(&back, "SAMPLER, Dagmar"), back.len()), (is(&[("2", "e")]), 2));
    }

    #[test]
    fn other_remarks_are_told_though_nothing_is_matched_on_them() {
        let first = LookoutIndex::build([card(1, "TESTANOV, Ivo", "a")], Timestamp::UNIX_EPOCH, 0);
        let next = with(&first, vec![card(1, "TESTANOV, Ivo", "b")], &[]);
        assert_eq!((found(&next, "TESTANOV, Ivo"), next.len()), (is(&[("1", "b")]), 1));
        assert_eq!(next.cards().count(), 1);
    }

    #[test]
    fn what_comes_while_all_is_merged_is_not_lost() {
        let first = LookoutIndex::build([card(1, "TESTANOV, Ivo", "a")], Timestamp::UNIX_EPOCH, 0);
        let earlier = with(&first, vec![card(2, "SAMPLER, Dagmar", "b")], &[]);
        let merged = earlier.merged();
        let now = with(&earlier, vec![card(2, "PROBE, Rosa", "c"), card(3, "TESTANOV, Ivo", "d")], &[id(1)]);
        let next = now.onto(&merged, &earlier).unwrap();
        for name in ["TESTANOV, Ivo", "SAMPLER, Dagmar", "PROBE, Rosa"] {
            assert_eq!(found(&next, name), found(&now, name), "{name}");
        }
        assert_eq!(next.len(), 2);
        let anew = LookoutIndex::build([card(1, "TESTANOV, Ivo", "a")], Timestamp::UNIX_EPOCH, 0);
        assert!(anew.onto(&merged, &earlier).is_none(), "built anew meanwhile: that counts");
    }
}
