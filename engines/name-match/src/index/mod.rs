//! The index: from a query's tokens to the few subjects worth comparing.
//!
//! `layout` says how it lies in memory and in a file, `build` makes it, `open` takes it from bytes, `view` reads it;
//! `keys`, `hashed`, `alike` (by a `walk` through `sounds`) and `neighbours` go from a token to the forms alike (`kept` from the commonest), `dates` from a date of birth to the entries near it,
//! `bound`, `noted` and `gather` to candidates, `verify` to what they are worth; `search` asks, `manifest` for many at a time, `live` keeps one that changes. `things` are
//! organisations, vessels, aircraft and vehicles, whose names stand apart.

mod alike;
mod bound;
mod build;
mod bytes;
mod dates;
mod entries;
mod form_row;
mod gather;
mod hashed;
mod kept;
mod keys;
mod layout;
mod live;
mod manifest;
mod marks;
mod neighbours;
mod noted;
mod numbers;
mod open;
mod part;
mod payload;
mod search;
mod sounds;
mod table;
mod things;
mod traits;
mod verify;
mod view;
mod walk;

use std::sync::Mutex;

pub use build::IndexBuilder;
pub use live::LiveIndex;
pub use open::OpenError;

use crate::{Match, Subject};

/// An immutable index of subjects: one block of bytes, in memory or in a file. Hold it in an `Arc`, ask it from any
/// thread.
#[derive(Debug)]
pub struct Index {
    bytes: bytes::Bytes,
    table: layout::Table,
    cache: neighbours::Cache,
    /// Working memory of queries, used again: as much as ever ran at one time.
    scratch: Mutex<Vec<search::Scratch>>,
}

/// A match, with what the caller calls its subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The match.
    pub matched: Match,
    /// The label that the subject was given: see [`IndexBuilder::push`].
    pub label: String,
}

impl Found {
    /// The best `top`, best first, ties by key. Which of equals are in does not depend on where they were found.
    fn select(mut found: Vec<(Self, u32)>, top: usize) -> Vec<Self> {
        let by_score = |a: &Self, b: &Self| b.matched.score.total_cmp(&a.matched.score);
        found.sort_by(|(a, x), (b, y)| by_score(a, b).then(x.cmp(y)).then(a.matched.key.cmp(&b.matched.key)));
        found.truncate(top);
        let mut found: Vec<Self> = found.into_iter().map(|(found, _)| found).collect();
        found.sort_by(|a, b| by_score(a, b).then(a.matched.key.cmp(&b.matched.key)));
        found
    }
}

impl Default for Index {
    fn default() -> Self {
        IndexBuilder::default().finish()
    }
}

impl Index {
    fn over(bytes: bytes::Bytes, table: layout::Table) -> Self {
        Self { bytes, table, cache: neighbours::Cache::default(), scratch: Mutex::default() }
    }

    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        self.table.counts.subjects as usize
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every subject with its label, in no order that means anything.
    pub fn subjects(&self) -> impl Iterator<Item = (Subject, &str)> {
        let view = self.view();
        // A subject with several dates has several entries, with one payload.
        let mut at = 0;
        std::iter::from_fn(move || {
            let (subject, label, next) = view.subject_at(at)?;
            at = next;
            Some((subject, label))
        })
        .take(self.len())
    }

    /// All of it, as a file holds it: see [`Self::from_bytes`].
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many of its bytes are needed to find subjects, without the subjects themselves.
    pub fn index_bytes(&self) -> usize {
        self.bytes.len() - self.section(layout::Section::Payload).len()
    }
}

/// A person of one name, and nothing else known.
#[cfg(test)]
fn named(key: u64, name: &str) -> crate::Subject {
    crate::Subject {
        key,
        kind: crate::SubjectKind::Person,
        names: vec![crate::SubjectName { value: name.to_owned(), strength: crate::NameStrength::Primary }],
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    }
}
