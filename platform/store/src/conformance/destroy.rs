//! Deletion on time: the destruction of a subject's keys and rows.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    commits::{insert, load},
    fixture::{CODES, ITEM, Item, NOTE, Note, audit, id, item, set},
};
use crate::{Notice, Record, Scan, SnapshotExt, Store, Subject};

fn of(n: u64, owner: u64) -> Item {
    Item { owner: Some(id(owner)), number: Some(1), code: Some(format!("code {n}")), ..item(n) }
}

fn subject(owner: u64) -> Subject {
    Subject::new("conformance", id(owner))
}

/// Rows of that subject of every kind are gone, index values too; others stay; an entry says so.
pub async fn destroying_removes_a_subject_and_nothing_else(store: Arc<dyn Store>) {
    insert(&store, &[of(1, 100), of(2, 100), of(3, 200), item(4)]).await;
    let mut second = set(2);
    second.insert(&Note { id: id(5), owner: Some(id(100)) }).unwrap();
    second.insert(&Note { id: id(6), owner: None }).unwrap();
    store.commit(second).await.unwrap();
    // The same id under another retention class is another subject.
    let mut third = set(2);
    third.insert(&item(7)).unwrap();
    third.puts[0].subject = Some(Subject::new("other-class", id(100)));
    store.commit(third).await.unwrap();
    let heard: Arc<Mutex<Vec<Notice>>> = Arc::default();
    let ear = heard.clone();
    store.on_commit(Box::new(move |notice| ear.lock().unwrap().push(notice.clone())));

    let commit = store.destroy(&subject(100), audit(9)).await.unwrap();
    assert_eq!((commit.sequence, commit.replayed), (4, false));
    let view = store.snapshot().await.unwrap();
    assert_eq!(view.sequence(), 4);
    let left: Vec<_> = view.load_all::<Item>(Scan::all::<Item>(CODES.name)).await.unwrap();
    assert_eq!(left.iter().map(|i| i.record.id).collect::<Vec<_>>(), [id(4), id(7), id(3)]);
    assert!(view.get(NOTE, id(5)).await.unwrap().is_none());
    assert!(view.get(NOTE, id(6)).await.unwrap().is_some());
    drop(view);

    let lines = store.journal(3, 10).await.unwrap();
    assert_eq!(lines[0].at, audit(9).at);
    assert_eq!(lines[0].events, ["store.subject-destroyed"]);
    assert!(lines[0].writes.iter().all(|w| w.deleted));
    let expected = [(ITEM.name, id(1)), (ITEM.name, id(2)), (NOTE.name, id(5))];
    let mut written: Vec<_> = lines[0].writes.iter().map(|w| (w.kind.as_str(), w.id)).collect();
    written.sort();
    assert_eq!(written, expected);
    let mut told = heard.lock().unwrap()[0].records.clone();
    told.sort_unstable();
    assert_eq!(told, expected);
    // Again: nothing is left to destroy, and it is said all the same.
    assert_eq!(store.destroy(&subject(100), audit(10)).await.unwrap().sequence, 5);
}

/// New content of a subject that was destroyed is sealed under a new key, and readable.
pub async fn a_destroyed_subject_can_come_again(store: Arc<dyn Store>) {
    insert(&store, &[of(1, 100)]).await;
    store.destroy(&subject(100), audit(2)).await.unwrap();
    insert(&store, &[of(1, 100)]).await;
    assert_eq!(load(&store, id(1)).await.unwrap().version, 1);
    store.destroy(&subject(100), audit(3)).await.unwrap();
    assert!(load(&store, id(1)).await.is_none());
}

/// Commits of a subject race with its destruction: each is wholly before it or wholly after it.
pub async fn commits_during_destruction_leave_nothing_half(store: Arc<dyn Store>) {
    let writing = AtomicUsize::new(3);
    let last = std::thread::scope(|scope| {
        let (store, writing) = (&store, &writing);
        for writer in 0..3_u64 {
            scope.spawn(move || {
                for n in 0..20 {
                    futures::executor::block_on(insert(store, &[of(writer * 100 + n, 900)]));
                }
                writing.fetch_sub(1, Ordering::SeqCst);
            });
        }
        let destroyer = scope.spawn(move || {
            let mut last = 0;
            while writing.load(Ordering::SeqCst) > 0 {
                last = futures::executor::block_on(store.destroy(&subject(900), audit(2))).unwrap().sequence;
            }
            last
        });
        destroyer.join().unwrap()
    });
    // What is left is exactly what was written after the last destruction.
    let mut after = Vec::new();
    for line in store.journal(last, 1000).await.unwrap() {
        after.extend(line.writes.into_iter().filter(|w| !w.deleted).map(|w| w.id));
    }
    after.sort_unstable();
    let view = store.snapshot().await.unwrap();
    let mut left: Vec<_> = view
        .load_all::<Item>(Scan::all::<Item>("by_number"))
        .await
        .unwrap()
        .iter()
        .map(|i| i.record.id())
        .collect();
    left.sort_unstable();
    assert_eq!(left, after);
}
