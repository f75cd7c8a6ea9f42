use std::sync::Arc;

use jiff::Timestamp;
use pc_kernel::EntryId;
use pc_name_match::{Index, NameStrength, Subject, SubjectKind, SubjectName};
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

/// The active entries of all lists, ready to be asked.
pub struct LookoutIndex {
    engine: Index,
    cards: Vec<EntryCard>,
    /// When it was built.
    pub built_at: Timestamp,
    /// The journal sequence number up to which it knows of imports.
    pub sequence: u64,
}

impl LookoutIndex {
    /// Builds the index of `cards`.
    pub fn build(cards: Vec<EntryCard>, built_at: Timestamp, sequence: u64) -> Self {
        let engine =
            Index::build(cards.iter().enumerate().map(|(key, card)| subject(key as u64, &card.entry)));
        Self { engine, cards, built_at, sequence }
    }

    /// The matching engine.
    pub fn engine(&self) -> &Index {
        &self.engine
    }

    /// The entry behind a match's key.
    pub fn card(&self, key: u64) -> Option<&EntryCard> {
        usize::try_from(key).ok().and_then(|key| self.cards.get(key))
    }

    /// All entries.
    pub fn cards(&self) -> &[EntryCard] {
        &self.cards
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
