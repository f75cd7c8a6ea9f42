//! An index that changes: a large one that stays as it is, a few small ones of what came since, and what went.

use std::{collections::HashSet, sync::Arc};

use super::{Found, Index, IndexBuilder};
use crate::{Match, Query, QueryOptions, Subject};

/// Changes beyond this many, and beyond a sixteenth of the whole, are worth a merge: see [`LiveIndex::is_due`].
const FEW: usize = 2_000;
/// So many changes are worth a merge however large the whole is: every small index costs each query a little.
const MANY: usize = 50_000;
/// A small index is not made larger than this by a change: it would keep the change waiting.
const LARGEST: usize = 2_048;
/// What came is laid together with what came before it, unless that is so many times as much.
const RATIO: usize = 4;

/// An index in service. It never changes itself: [`LiveIndex::with`] gives the next one, which shares the large part and
/// most of the small ones, so that whoever asks keeps a consistent view while changes come.
///
/// What it finds, and every score, is the same as if all had been built at once.
#[derive(Debug, Clone)]
pub struct LiveIndex {
    base: Arc<Index>,
    /// Subjects of the base that went, or say something else now.
    hidden: Arc<HashSet<u64>>,
    /// What came since, the newest last.
    late: Vec<Late>,
}

/// Some of what came since.
#[derive(Debug, Clone)]
struct Late {
    index: Arc<Index>,
    /// The keys of its subjects, but for those that went.
    keys: Arc<HashSet<u64>>,
    hidden: Arc<HashSet<u64>>,
}

impl Late {
    fn build(subjects: Vec<(Subject, String)>) -> Self {
        let keys = Arc::new(subjects.iter().map(|(subject, _)| subject.key).collect());
        let mut builder = IndexBuilder::default();
        if subjects.len() > LARGEST {
            builder.extend(subjects);
        } else {
            for (subject, label) in &subjects {
                builder.push(subject, label);
            }
        }
        Self { index: Arc::new(builder.finish()), keys, hidden: Arc::default() }
    }

    fn subjects(&self) -> impl Iterator<Item = (Subject, String)> {
        let kept = self.index.subjects().filter(|(subject, _)| self.keys.contains(&subject.key));
        kept.map(|(subject, label)| (subject, label.to_owned()))
    }

    /// Whether it held the key, which goes.
    fn hide(&mut self, key: u64) -> bool {
        if !self.keys.contains(&key) {
            return false;
        }
        Arc::make_mut(&mut self.hidden).insert(key);
        Arc::make_mut(&mut self.keys).remove(&key)
    }
}

impl Default for LiveIndex {
    fn default() -> Self {
        Self::new(Index::default())
    }
}

impl LiveIndex {
    /// From an index that was built or opened.
    pub fn new(base: Index) -> Self {
        Self { base: Arc::new(base), hidden: Arc::default(), late: Vec::new() }
    }

    /// The index without the subjects of the keys in `gone`, then with those that `come`, each with its label. A subject
    /// that says something else now is in both. Takes milliseconds for a few subjects, however large the index is and
    /// however many changes came before. Keys in `gone` must be of subjects that it holds, others must be new.
    #[must_use]
    pub fn with(
        &self,
        come: impl IntoIterator<Item = (Subject, String)>,
        gone: impl IntoIterator<Item = u64>,
    ) -> Self {
        let mut next = self.clone();
        for key in gone {
            if !next.late.iter_mut().any(|late| late.hide(key)) {
                Arc::make_mut(&mut next.hidden).insert(key);
            }
        }
        next.late.retain(|late| !late.keys.is_empty());
        let mut come: Vec<(Subject, String)> = come.into_iter().collect();
        if come.is_empty() {
            return next;
        }
        let small = |late: &mut Late, come: usize| {
            late.keys.len() < RATIO * come && late.keys.len() + come <= LARGEST
        };
        while let Some(late) = next.late.pop_if(|late| small(late, come.len())) {
            come.extend(late.subjects());
        }
        next.late.push(Late::build(come));
        next
    }

    /// Whether so much has changed that a merge is due: queries cost a little more with every change.
    pub fn is_due(&self) -> bool {
        let changes = self.hidden.len().max(self.changes());
        changes > FEW && changes > (self.base.len() / 16).min(MANY)
    }

    /// All in one index again. Takes long; in the meantime this one serves, and what changes in the meantime is added
    /// with [`LiveIndex::with`] after.
    #[must_use]
    pub fn merged(&self) -> Self {
        let mut builder = IndexBuilder::default();
        let kept = self.base.subjects().filter(|(subject, _)| !self.hidden.contains(&subject.key));
        let kept = kept.map(|(subject, label)| (subject, label.to_owned()));
        builder.extend(kept.chain(self.late.iter().flat_map(Late::subjects)));
        Self::new(builder.finish())
    }

    fn changes(&self) -> usize {
        self.late.iter().map(|late| late.keys.len()).sum()
    }

    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        (self.base.len() + self.changes()).saturating_sub(self.hidden.len())
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
        let found = self.parts().flat_map(|(index, hidden)| index.search(query, options, hidden, None));
        Found::select(found.collect(), options.top)
    }

    /// The indexes that it is made of, each with the subjects that are not in it any more.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&Index, &HashSet<u64>)> {
        let late = self.late.iter().map(|late| (&*late.index, &*late.hidden));
        std::iter::once((&*self.base, &*self.hidden)).chain(late)
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST, LiveIndex};
    use crate::{Index, Query, QueryOptions, index::named as subject};

    fn found(live: &LiveIndex, name: &str) -> Vec<u64> {
        let query = Query { full: Some(name.to_owned()), ..Query::default() };
        let options = QueryOptions { threshold: 0.9, ..QueryOptions::default() };
        live.query(&query, &options).into_iter().map(|m| m.key).collect()
    }

    #[test]
    fn thousands_of_changes_one_by_one_stay_few_parts() {
        let mut live = LiveIndex::new(Index::build([subject(0, "TESTANOV, Ivo")]));
        for key in 1..=3000 {
            live = live.with([(subject(key, "SAMPLER, Dagmar"), String::new())], []);
        }
        assert!(live.late.len() < 12, "{} parts", live.late.len());
        assert!(live.late.iter().all(|late| late.keys.len() <= LARGEST));
        assert_eq!((live.len(), live.is_due()), (3001, true));
        // One says something else under its own key, one under another, one goes.
        live = live.with([(subject(7, "PROBE, Rosa"), String::new())], [7]);
        live = live.with([(subject(3001, "PROBE, Rosa"), String::new())], [0]).with([], [3001]);
        assert_eq!(found(&live, "PROBE, Rosa"), [7]);
        assert_eq!(found(&live, "TESTANOV, Ivo"), []);
        let merged = live.merged();
        assert_eq!((merged.len(), live.len()), (3000, 3000));
        assert_eq!(found(&merged, "PROBE, Rosa"), [7]);
        assert_eq!(found(&merged, "SAMPLER, Dagmar"), found(&live, "SAMPLER, Dagmar"));
    }
}
