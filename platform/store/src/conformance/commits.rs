//! Write sets: whole or not at all, versions, asserts, unique indexes, raw bytes, snapshots.

use std::sync::Arc;

use jiff::SignedDuration;
use uuid::Uuid;

use super::fixture::{ITEM, Item, NOTE, Note, id, item, set, start};
use crate::{
    Assert, Commit, CommitError, KindSchema, Owner, Record, Scan, SnapshotExt, Store, StoreError, Value,
    Versioned, WriteSet,
};

pub(super) async fn load(store: &Arc<dyn Store>, id: Uuid) -> Option<Versioned<Item>> {
    store.snapshot().await.unwrap().load::<Item>(id).await.unwrap()
}

pub(super) async fn insert(store: &Arc<dyn Store>, items: &[Item]) -> Commit {
    let mut set = set(1);
    for item in items {
        set.insert(item).unwrap();
    }
    store.commit(set).await.unwrap()
}

fn conflict(result: Result<Commit, CommitError>) -> (&'static str, Uuid, u64, u64) {
    match result {
        Err(CommitError::Conflict { kind, id, expected, actual }) => (kind, id, expected, actual),
        other => panic!("expected a conflict, got {other:?}"),
    }
}

/// Every field of a record comes back, with version and times.
pub async fn a_record_is_read_back_as_it_was_written(store: Arc<dyn Store>) {
    let full = Item {
        word: Some("Ünïcode ' \" \0 漢".to_owned()),
        number: Some(i64::MIN),
        code: Some(String::new()),
        owner: Some(id(9)),
        ..item(1)
    };
    insert(&store, std::slice::from_ref(&full)).await;
    let read = load(&store, full.id).await.unwrap();
    assert_eq!(read.record, full);
    let at = start() + SignedDuration::from_secs(1);
    assert_eq!((read.version, read.created, read.updated), (1, at, at));

    let changed = Item { number: Some(i64::MAX), word: None, ..full.clone() };
    let mut second = set(2);
    second.update(&read, &changed).unwrap();
    store.commit(second).await.unwrap();
    let stored = store.snapshot().await.unwrap().get(ITEM, full.id).await.unwrap().unwrap();
    assert_eq!(stored.values, changed.values());
    assert_eq!(stored.subject, changed.subject());
    assert_eq!((stored.version, stored.created, stored.updated), (2, at, at + SignedDuration::from_secs(1)));
    assert_eq!(store.snapshot().await.unwrap().get(ITEM, id(2)).await.unwrap(), None);
}

/// One conflict in a set and nothing of it is there: no record, no removal, no entry.
pub async fn a_set_is_whole_or_not_at_all(store: Arc<dyn Store>) {
    insert(&store, &[item(1), item(2)]).await;
    let one = load(&store, id(1)).await.unwrap();
    let mut bad = set(2);
    bad.delete(&one);
    bad.insert(&item(3)).unwrap();
    bad.insert(&Note { id: id(4), owner: None }).unwrap();
    bad.put(&item(2), 7).unwrap();
    assert_eq!(conflict(store.commit(bad).await), (ITEM.name, id(2), 7, 1));

    let view = store.snapshot().await.unwrap();
    assert_eq!(view.get(ITEM, id(1)).await.unwrap().unwrap().version, 1);
    assert_eq!(view.get(ITEM, id(3)).await.unwrap(), None);
    assert_eq!(view.get(NOTE, id(4)).await.unwrap(), None);
    assert_eq!(view.sequence(), 1);
    assert_eq!(store.journal(0, 10).await.unwrap().len(), 1);
    drop(view);
    assert_eq!(insert(&store, &[item(5)]).await.sequence, 2, "a failed set leaves no gap");
}

/// Inserts, updates and removals of another version than expected are conflicts that say so.
pub async fn versions_are_checked(store: Arc<dyn Store>) {
    insert(&store, &[item(1)]).await;
    let mut again = set(2);
    again.insert(&item(1)).unwrap();
    assert_eq!(conflict(store.commit(again).await), (ITEM.name, id(1), 0, 1));

    let first = load(&store, id(1)).await.unwrap();
    let mut update = set(3);
    update.update(&first, &Item { text: "new".to_owned(), ..item(1) }).unwrap();
    store.commit(update.clone()).await.unwrap();
    assert_eq!(conflict(store.commit(update).await), (ITEM.name, id(1), 1, 2));

    let mut absent = set(4);
    absent.put(&item(2), 3).unwrap();
    assert_eq!(conflict(store.commit(absent).await), (ITEM.name, id(2), 3, 0));

    let mut stale = set(5);
    stale.delete(&first);
    assert_eq!(conflict(store.commit(stale).await), (ITEM.name, id(1), 1, 2));
    let mut fresh = set(6);
    fresh.delete(&load(&store, id(1)).await.unwrap());
    store.commit(fresh).await.unwrap();
    assert!(load(&store, id(1)).await.is_none());
    insert(&store, &[item(1)]).await;
    assert_eq!(load(&store, id(1)).await.unwrap().version, 1, "removed and put again begins anew");
}

/// An assert that does not hold fails the set, as a conflict.
pub async fn asserts_are_checked(store: Arc<dyn Store>) {
    insert(&store, &[item(1)]).await;
    let with = |id, version| {
        let mut set = set(2);
        set.asserts.push(Assert::Version { kind: ITEM, id, version });
        set
    };
    store.commit(with(id(1), 1)).await.unwrap();
    store.commit(with(id(2), 0)).await.unwrap();
    assert_eq!(conflict(store.commit(with(id(1), 0)).await), (ITEM.name, id(1), 0, 1));
    assert_eq!(conflict(store.commit(with(id(2), 1)).await), (ITEM.name, id(2), 1, 0));
    // Asserts look at what was there before the set.
    let mut own = with(id(3), 0);
    own.insert(&item(3)).unwrap();
    store.commit(own).await.unwrap();
}

/// A set without writes is committed all the same: that is how reads are audited.
pub async fn an_empty_set_is_an_entry(store: Arc<dyn Store>) {
    assert_eq!(store.commit(set(1)).await.unwrap(), Commit { sequence: 1, replayed: false });
    assert_eq!(store.commit(set(1)).await.unwrap(), Commit { sequence: 2, replayed: false });
    assert_eq!(store.snapshot().await.unwrap().sequence(), 2);
}

fn coded(n: u64, code: &str) -> Item {
    Item { code: Some(code.to_owned()), ..item(n) }
}

fn duplicate(result: &Result<Commit, CommitError>) -> bool {
    matches!(result, Err(CommitError::Duplicate { kind, index }) if *kind == ITEM.name && *index == "by_code")
}

/// Equal values in a unique index are refused; absent ones never clash.
pub async fn unique_indexes_hold(store: Arc<dyn Store>) {
    insert(&store, &[coded(1, "a"), item(2), item(3), coded(4, "b")]).await;
    let mut new = set(2);
    new.insert(&coded(5, "a")).unwrap();
    assert!(duplicate(&store.commit(new).await));
    let mut changed = set(2);
    changed.put(&coded(2, "b"), 1).unwrap();
    assert!(duplicate(&store.commit(changed).await));
    let mut both = set(2);
    both.insert(&coded(6, "c")).unwrap();
    both.insert(&coded(7, "c")).unwrap();
    assert!(duplicate(&store.commit(both).await));
    let mut same = set(2);
    same.put(&coded(1, "a"), 1).unwrap();
    store.commit(same).await.unwrap();
    let mut stale = set(2);
    stale.insert(&coded(1, "b")).unwrap();
    assert_eq!(conflict(store.commit(stale).await), (ITEM.name, id(1), 0, 2), "the version goes before");
}

/// Removals go before puts, and puts in their order.
pub async fn unique_indexes_are_freed_in_the_order_of_a_set(store: Arc<dyn Store>) {
    insert(&store, &[coded(1, "a"), coded(2, "b")]).await;
    let one = load(&store, id(1)).await.unwrap();
    let mut replaced = set(2);
    replaced.insert(&coded(3, "a")).unwrap();
    replaced.delete(&one);
    store.commit(replaced).await.unwrap();

    let mut late = set(3);
    late.insert(&coded(4, "b")).unwrap();
    late.put(&coded(2, "z"), 1).unwrap();
    assert!(duplicate(&store.commit(late).await));
    let mut early = set(3);
    early.put(&coded(2, "z"), 1).unwrap();
    early.insert(&coded(4, "b")).unwrap();
    store.commit(early).await.unwrap();
    assert_eq!(load(&store, id(4)).await.unwrap().record.code.as_deref(), Some("b"));
}

/// A put whose values are not those of its columns is an error of the program, and nothing is written.
pub async fn values_that_do_not_fit_are_refused(store: Arc<dyn Store>) {
    let wrong = vec![Value::Int(1), Value::Null, Value::Null, Value::Null];
    for values in [vec![], wrong, vec![Value::Null; 5]] {
        let mut set = set(1);
        set.insert(&item(1)).unwrap();
        set.puts[0].values = values;
        assert!(matches!(store.commit(set).await, Err(CommitError::Store(StoreError::Backend { .. }))));
    }
    assert_eq!(store.snapshot().await.unwrap().sequence(), 0);
}

/// A kind or index that was not declared is named in the error.
pub async fn undeclared_kinds_and_indexes_are_named(store: Arc<dyn Store>) {
    const OTHER: &KindSchema =
        &KindSchema { name: "conformance_other", schema: 1, owner: Owner::Hub, columns: &[], indexes: &[] };
    let view = store.snapshot().await.unwrap();
    assert!(matches!(view.get(OTHER, id(1)).await, Err(StoreError::UnknownKind(k)) if k == OTHER.name));
    let scan = Scan::all::<Item>("by_nothing");
    assert!(
        matches!(view.scan(&scan).await, Err(StoreError::UnknownIndex { index, .. }) if index == "by_nothing")
    );
    assert!(matches!(view.count(ITEM, "by_nothing", &[]).await, Err(StoreError::UnknownIndex { .. })));
    drop(view);
    let mut wrong = set(1);
    wrong.insert(&item(1)).unwrap();
    wrong.puts[0].kind = OTHER;
    wrong.puts[0].values.clear();
    assert!(matches!(store.commit(wrong).await, Err(CommitError::Store(StoreError::UnknownKind(_)))));
}

/// Raw bytes are kept beside the document until a put brings others.
pub async fn raw_bytes_stay_until_replaced(store: Arc<dyn Store>) {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let mut first = set(1);
    first.insert_with_blob(&item(1), bytes.clone()).unwrap();
    first.insert(&item(2)).unwrap();
    store.commit(first).await.unwrap();
    let mut second = set(2);
    second.put(&item(1), 1).unwrap();
    store.commit(second).await.unwrap();
    let before = store.snapshot().await.unwrap();
    assert_eq!(before.blob(ITEM, id(1)).await.unwrap(), Some(bytes.clone()));
    assert_eq!(before.blob(ITEM, id(2)).await.unwrap(), None);
    assert_eq!(before.blob(ITEM, id(3)).await.unwrap(), None);
    let mut third = set(3);
    third.put(&item(1), 2).unwrap();
    third.puts[0].blob = Some(Vec::new());
    store.commit(third).await.unwrap();
    assert_eq!(store.snapshot().await.unwrap().blob(ITEM, id(1)).await.unwrap(), Some(Vec::new()));
    assert_eq!(before.blob(ITEM, id(1)).await.unwrap(), Some(bytes));
}

/// A snapshot sees what was there when it was taken, whatever is committed later.
pub async fn snapshots_stand_still(store: Arc<dyn Store>) {
    insert(&store, &[item(1), item(2)]).await;
    let before = store.snapshot().await.unwrap();
    let mut change = set(2);
    change.put(&Item { number: Some(5), ..item(1) }, 1).unwrap();
    change.delete(&load(&store, id(2)).await.unwrap());
    change.insert(&item(3)).unwrap();
    store.commit(change).await.unwrap();

    assert_eq!(before.sequence(), 1);
    assert_eq!(before.get(ITEM, id(1)).await.unwrap().unwrap().version, 1);
    assert!(before.get(ITEM, id(2)).await.unwrap().is_some());
    assert_eq!(before.count(ITEM, "by_number", &[]).await.unwrap(), 2);
    assert_eq!(before.load_all::<Item>(Scan::all::<Item>("by_number")).await.unwrap().len(), 2);
    let after = store.snapshot().await.unwrap();
    assert_eq!(after.sequence(), 2);
    assert_eq!(after.get(ITEM, id(2)).await.unwrap(), None);
    let ids: Vec<Uuid> = after
        .load_all::<Item>(Scan::all::<Item>("by_number"))
        .await
        .unwrap()
        .iter()
        .map(|i| i.record.id)
        .collect();
    assert_eq!(ids, [id(3), id(1)]);
}

/// Load, decide, commit, and again on a conflict: no increment of any writer is lost.
pub async fn increments_by_many_writers_are_all_counted(store: Arc<dyn Store>) {
    const WRITERS: i64 = 4;
    const EACH: i64 = 15;
    insert(&store, &[Item { number: Some(0), ..item(1) }]).await;
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| futures::executor::block_on(count_up(&store, EACH)));
        }
    });
    assert_eq!(load(&store, id(1)).await.unwrap().record.number, Some(WRITERS * EACH));
    assert_eq!(store.snapshot().await.unwrap().sequence(), 1 + WRITERS.unsigned_abs() * EACH.unsigned_abs());
}

async fn count_up(store: &Arc<dyn Store>, times: i64) {
    for _ in 0..times {
        loop {
            let before = load(store, id(1)).await.unwrap();
            let next = Item { number: before.record.number.map(|n| n + 1), ..before.record.clone() };
            let mut set: WriteSet = set(2);
            set.update(&before, &next).unwrap();
            match store.commit(set).await {
                Ok(_) => break,
                Err(error) => assert!(error.is_conflict(), "{error}"),
            }
        }
    }
}
