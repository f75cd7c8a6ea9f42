//! An index that changes: a large one that stays as it is, a small one of what came since, and what went.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::{Found, Index, IndexBuilder};
use crate::{Match, Query, QueryOptions, Subject};

/// Changes beyond this many, and beyond a sixteenth of the whole, are worth a merge: see [`LiveIndex::is_due`].
const FEW: usize = 2_000;

/// An index in service. It never changes itself: [`LiveIndex::with`] gives the next one, which shares the large part, so
/// that whoever asks keeps a consistent view while changes come.
///
/// What it finds, and every score, is the same as if all had been built at once.
#[derive(Debug, Clone)]
pub struct LiveIndex {
    base: Arc<Index>,
    delta: Arc<Index>,
    /// Subjects of the base that went, or say something else now.
    hidden: Arc<HashSet<u64>>,
    /// What the delta is made of.
    pending: Arc<BTreeMap<u64, (Subject, String)>>,
}

impl Default for LiveIndex {
    fn default() -> Self {
        Self::new(Index::default())
    }
}

impl LiveIndex {
    /// From an index that was built or opened.
    pub fn new(base: Index) -> Self {
        Self { base: Arc::new(base), delta: Arc::default(), hidden: Arc::default(), pending: Arc::default() }
    }

    /// The index without the subjects of the keys in `gone`, then with those that `come`, each with its label. A subject
    /// that says something else now is in both. Takes as long as the changes since the last merge are many, however
    /// large the index is. Keys in `gone` must be of subjects that it holds, others must be new.
    #[must_use]
    pub fn with(
        &self,
        come: impl IntoIterator<Item = (Subject, String)>,
        gone: impl IntoIterator<Item = u64>,
    ) -> Self {
        let mut pending = (*self.pending).clone();
        let mut hidden = (*self.hidden).clone();
        for key in gone {
            if pending.remove(&key).is_none() {
                hidden.insert(key);
            }
        }
        pending.extend(come.into_iter().map(|(subject, label)| (subject.key, (subject, label))));
        let mut delta = IndexBuilder::default();
        for (subject, label) in pending.values() {
            delta.push(subject, label);
        }
        Self {
            base: Arc::clone(&self.base),
            delta: Arc::new(delta.finish()),
            hidden: Arc::new(hidden),
            pending: Arc::new(pending),
        }
    }

    /// Whether so much has changed that a merge is due: queries cost a little more with every change.
    pub fn is_due(&self) -> bool {
        let changes = self.hidden.len().max(self.pending.len());
        changes > FEW && changes > self.base.len() / 16
    }

    /// All in one index again. Takes long; in the meantime this one serves, and what changes in the meantime is added
    /// with [`LiveIndex::with`] after.
    #[must_use]
    pub fn merged(&self) -> Self {
        let mut builder = IndexBuilder::default();
        let kept = self.base.subjects().filter(|(subject, _)| !self.hidden.contains(&subject.key));
        builder.extend(
            kept.map(|(subject, label)| (subject, label.to_owned())).chain(self.pending.values().cloned()),
        );
        Self::new(builder.finish())
    }

    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        (self.base.len() + self.pending.len()).saturating_sub(self.hidden.len())
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The subjects that `query` may be, best first, ties by key.
    pub fn query(&self, query: &Query, options: &QueryOptions) -> Vec<Match> {
        self.query_labelled(query, options).into_iter().map(|found| found.matched).collect()
    }

    /// The same, with the labels that the subjects were given.
    pub fn query_labelled(&self, query: &Query, options: &QueryOptions) -> Vec<Found> {
        let mut found = self.base.search(query, options, &self.hidden);
        if !self.pending.is_empty() {
            found.extend(self.delta.search(query, options, &HashSet::new()));
        }
        Found::select(found, options.top)
    }
}
