use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use jiff::Timestamp;
use pc_kernel::EntryId;
use pc_name_match::{
    Index, IndexBuilder, LiveIndex, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName,
};
use pc_watchlist::{Entry, NameKind, Schema};
use uuid::Uuid;

/// Where screening finds the lookouts as they are now.
pub trait Lookouts: Send + Sync {
    /// The index in service. It may be replaced at any time; whoever holds it keeps a consistent view.
    fn current(&self) -> Arc<LookoutIndex>;
}

/// One entry as screening knows it.
#[derive(Debug, Clone)]
pub struct EntryCard {
    /// The entry.
    pub id: EntryId,
    /// Changes when anything matched on changes.
    pub fingerprint: Uuid,
    /// What the list says.
    pub entry: Entry,
}

/// The active entries of all lists, ready to be asked. It never changes itself: [`LookoutIndex::with`] gives the next.
pub struct LookoutIndex {
    engine: LiveIndex,
    /// By the engine's key. A changed entry has a new key.
    cards: Vec<Option<Arc<EntryCard>>>,
    keys: HashMap<EntryId, u64>,
    /// When it was built.
    pub built_at: Timestamp,
    /// The journal sequence number up to which it knows of imports.
    pub sequence: u64,
}

impl LookoutIndex {
    /// Builds the index of `cards`.
    pub fn build(cards: Vec<EntryCard>, built_at: Timestamp, sequence: u64) -> Self {
        let mut builder = IndexBuilder::default();
        builder.extend((0..).zip(&cards).map(|(key, card)| (subject(key, &card.entry), String::new())));
        let keys = (0..).zip(&cards).map(|(key, card)| (card.id, key)).collect();
        let cards = cards.into_iter().map(|card| Some(Arc::new(card))).collect();
        Self { engine: LiveIndex::new(builder.finish()), cards, keys, built_at, sequence }
    }

    /// The index after a change: with the entries that `come` in place of what they said before, without those that
    /// are `gone`. Takes milliseconds, however many entries there are.
    #[must_use]
    pub fn with(&self, come: Vec<EntryCard>, gone: &[EntryId], at: Timestamp, sequence: u64) -> Self {
        let (mut cards, mut keys) = (self.cards.clone(), self.keys.clone());
        let (mut subjects, mut hidden) = (Vec::new(), Vec::new());
        for id in gone {
            hidden.extend(keys.remove(id));
        }
        for card in come {
            if self.entry(card.id).is_some_and(|known| known.fingerprint == card.fingerprint) {
                continue;
            }
            let key = cards.len() as u64;
            hidden.extend(keys.insert(card.id, key));
            subjects.push((subject(key, &card.entry), String::new()));
            cards.push(Some(Arc::new(card)));
        }
        for key in &hidden {
            if let Some(card) = usize::try_from(*key).ok().and_then(|key| cards.get_mut(key)) {
                *card = None;
            }
        }
        let engine = self.engine.with(subjects, hidden);
        Self { engine, cards, keys, built_at: at, sequence: sequence.max(self.sequence) }
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
        self.cards.get(usize::try_from(key).ok()?)?.as_deref()
    }

    /// An active entry.
    pub fn entry(&self, id: EntryId) -> Option<&EntryCard> {
        self.card(*self.keys.get(&id)?)
    }

    /// How many entries are active.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// All active entries.
    pub fn cards(&self) -> impl Iterator<Item = &EntryCard> {
        self.cards.iter().flatten().map(Arc::as_ref)
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

    /// Whether a person may have gained, lost or changed a hit: one of the entries answers to them, or they had a hit
    /// on one.
    pub fn concerns(&self, query: &Query, threshold: f32, mut hits: impl Iterator<Item = EntryId>) -> bool {
        hits.any(|entry| self.touched.contains(&entry))
            || !self.engine.query(query, &QueryOptions { threshold, top: 1 }).is_empty()
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
