//! What the journal tells, and what listeners are told.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex},
};

use super::fixture::{ITEM, NOTE, Note, Noted, audit, id, item, set};
use crate::{Actor, JournalWrite, Notice, Store, Subject};

/// Everything of a line but the hash is what the set said.
pub async fn the_journal_tells_who_wrote_what(store: Arc<dyn Store>) {
    let mut first = set(1);
    first.audit.actor = Actor::Account { id: id(77), name: "m.okafor".to_owned() };
    first.audit.purpose = Cow::Borrowed("review");
    first.audit.cause = Some("POST /api/v1/notes".to_owned());
    first.insert(&item(1)).unwrap();
    first.insert(&Note { id: id(2), owner: Some(id(3)) }).unwrap();
    first.event(&Noted { what: "one".to_owned() }, Some(Subject::new("conformance", id(3)))).unwrap();
    first.event(&Noted { what: "two".to_owned() }, None).unwrap();
    store.commit(first.clone()).await.unwrap();
    let mut second = set(2);
    second.put(&item(1), 1).unwrap();
    store.commit(second).await.unwrap();
    let mut third = set(3);
    third.deletes.push(crate::Delete { kind: ITEM, id: id(1), expected: 2 });
    store.commit(third).await.unwrap();

    let lines = store.journal(0, 10).await.unwrap();
    let line = &lines[0];
    assert_eq!((line.sequence, line.at, &line.actor), (1, first.audit.at, &first.audit.actor));
    assert_eq!((line.purpose.as_str(), line.cause.as_deref()), ("review", Some("POST /api/v1/notes")));
    let write = |kind: &crate::KindSchema, n, version, deleted| JournalWrite {
        kind: kind.name.to_owned(),
        id: id(n),
        version,
        deleted,
    };
    assert_eq!(line.writes, [write(ITEM, 1, 1, false), write(NOTE, 2, 1, false)]);
    assert_eq!(line.events, ["conformance.noted", "conformance.noted"]);
    assert_eq!(lines[1].writes, [write(ITEM, 1, 2, false)]);
    assert_eq!(lines[2].writes, [write(ITEM, 1, 3, true)]);
    let hashes: std::collections::HashSet<_> = lines.iter().map(|l| l.hash.clone()).collect();
    assert_eq!(hashes.len(), 3);
    assert!(hashes.iter().all(|h| h.len() == 64 && h.bytes().all(|b| b.is_ascii_hexdigit())));
}

/// A page begins after the number given.
pub async fn the_journal_is_listed_in_pages(store: Arc<dyn Store>) {
    for n in 0..7 {
        store.commit(set(n)).await.unwrap();
    }
    let numbers = |lines: Vec<crate::JournalLine>| lines.iter().map(|l| l.sequence).collect::<Vec<_>>();
    assert_eq!(numbers(store.journal(0, 3).await.unwrap()), [1, 2, 3]);
    assert_eq!(numbers(store.journal(5, 3).await.unwrap()), [6, 7]);
    assert!(store.journal(7, 3).await.unwrap().is_empty());
    assert!(store.journal(2, 0).await.unwrap().is_empty());
}

/// One notice for each commit, in the order of the numbers; none for what failed or was there before.
pub async fn notices_come_in_order_and_for_commits_only(store: Arc<dyn Store>) {
    let heard: Arc<Mutex<Vec<Notice>>> = Arc::default();
    let ear = heard.clone();
    store.on_commit(Box::new(move |notice| ear.lock().unwrap().push(notice.clone())));
    let mut first = set(1);
    first.idempotency = Some("k".to_owned());
    first.insert(&item(1)).unwrap();
    first.event(&Noted { what: "x".to_owned() }, None).unwrap();
    store.commit(first.clone()).await.unwrap();
    store.commit(first).await.unwrap();
    let mut failing = set(1);
    failing.insert(&item(1)).unwrap();
    store.commit(failing).await.unwrap_err();
    let audit = audit(1);
    let expected = Notice {
        sequence: 1,
        at: audit.at,
        actor: audit.actor,
        records: vec![(ITEM.name, id(1))],
        events: vec!["conformance.noted".to_owned()],
    };
    assert_eq!(*heard.lock().unwrap(), [expected], "a notice is given before the commit returns");

    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for n in 0..20 {
                    let sequence = futures::executor::block_on(store.commit(set(n))).unwrap().sequence;
                    assert!(heard.lock().unwrap().iter().any(|h| h.sequence == sequence));
                }
            });
        }
    });
    let numbers: Vec<u64> = heard.lock().unwrap().iter().map(|n| n.sequence).collect();
    assert_eq!(numbers, (1..=81).collect::<Vec<_>>());
}

/// Signing an empty chain, a grown one, and one that has not grown: none is an error.
pub async fn checkpoints_can_be_signed_at_any_time(store: Arc<dyn Store>) {
    store.checkpoint(audit(0).at).await.unwrap();
    store.commit(set(1)).await.unwrap();
    store.checkpoint(audit(1).at).await.unwrap();
    store.checkpoint(audit(2).at).await.unwrap();
    assert_eq!(store.journal(0, 10).await.unwrap().len(), 1, "a checkpoint is not an entry");
}
