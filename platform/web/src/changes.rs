use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::Timestamp;
use pc_store::Notice;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Ids of one kind told at most: beyond that a client reads the kind anew anyway.
const PER_KIND: usize = 50;
/// Kinds that no screen shows.
const UNSEEN: [&str; 4] = ["session", "setup", "inquiry", "look"];

/// What changed: ids and names of events, never content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Change {
    /// The last journal entry that this tells of.
    pub(crate) sequence: u64,
    /// When it was written.
    pub(crate) at: Timestamp,
    /// The records written or removed; at most 50 of a kind.
    pub(crate) records: Vec<Changed>,
    /// Names of the events.
    pub(crate) events: Vec<String>,
}

/// One changed record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Changed {
    /// Its kind, e.g. `flight`.
    pub(crate) kind: &'static str,
    /// Its id.
    pub(crate) id: Uuid,
}

/// Whether anybody would look anew because of it. Audited reads write nothing: telling of them would make every
/// screen read again, and be audited again, for ever.
pub(crate) fn is_news(notice: &Notice) -> bool {
    notice.records.iter().any(|(kind, _)| !UNSEEN.contains(kind))
}

/// Joins notices that came shortly after each other.
pub(crate) fn join(notices: &[Arc<Notice>]) -> Option<Change> {
    let last = notices.iter().max_by_key(|n| n.sequence)?;
    let mut kinds: BTreeMap<&'static str, BTreeSet<Uuid>> = BTreeMap::new();
    let mut events = BTreeSet::new();
    for notice in notices {
        for (kind, id) in &notice.records {
            let ids = kinds.entry(kind).or_default();
            if ids.len() < PER_KIND && !UNSEEN.contains(kind) {
                ids.insert(*id);
            }
        }
        events.extend(notice.events.iter().cloned());
    }
    let records =
        kinds.into_iter().flat_map(|(kind, ids)| ids.into_iter().map(move |id| Changed { kind, id }));
    Some(Change {
        sequence: last.sequence,
        at: last.at,
        records: records.collect(),
        events: events.into_iter().collect(),
    })
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use pc_store::Actor;

    use super::*;

    fn notice(sequence: u64, records: Vec<(&'static str, Uuid)>) -> Arc<Notice> {
        let actor = Actor::System(Cow::Borrowed("test"));
        let events = vec!["movement.manifest-applied".to_owned()];
        Arc::new(Notice { sequence, at: Timestamp::UNIX_EPOCH, actor, records, events })
    }

    #[test]
    fn notices_are_joined_and_large_ones_cut() {
        let ids = |n: u128| (0..n).map(|i| ("entry", Uuid::from_u128(i))).collect::<Vec<_>>();
        let change = join(&[notice(4, ids(5000)), notice(3, vec![("flight", Uuid::nil())])]).unwrap();
        assert_eq!(change.sequence, 4);
        assert_eq!(change.records.iter().filter(|r| r.kind == "entry").count(), PER_KIND);
        assert_eq!(change.records.iter().filter(|r| r.kind == "flight").count(), 1);
        assert_eq!(change.events.len(), 1);
    }

    #[test]
    fn audited_reads_and_session_use_are_no_news() {
        assert!(!is_news(&notice(1, vec![])));
        assert!(!is_news(&notice(1, vec![("session", Uuid::nil())])));
        assert!(is_news(&notice(1, vec![("session", Uuid::nil()), ("hit", Uuid::nil())])));
    }
}
