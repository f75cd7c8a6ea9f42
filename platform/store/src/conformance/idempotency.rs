//! The same request sent twice has one effect.

use std::sync::Arc;

use super::fixture::{ITEM, id, item, set};
use crate::{Commit, Store, WriteSet};

fn keyed(n: u64, key: &str) -> WriteSet {
    let mut set = set(1);
    set.insert(&item(n)).unwrap();
    set.idempotency = Some(key.to_owned());
    set
}

/// A second set with the same key gives the first commit and writes nothing, whatever it holds.
pub async fn the_same_key_commits_once(store: Arc<dyn Store>) {
    store.commit(set(1)).await.unwrap();
    assert_eq!(store.commit(keyed(1, "k")).await.unwrap(), Commit { sequence: 2, replayed: false });
    store.commit(set(1)).await.unwrap();
    assert_eq!(store.commit(keyed(1, "k")).await.unwrap(), Commit { sequence: 2, replayed: true });
    assert_eq!(store.commit(keyed(2, "k")).await.unwrap(), Commit { sequence: 2, replayed: true });
    assert_eq!(store.commit(keyed(2, "other")).await.unwrap(), Commit { sequence: 4, replayed: false });
    let view = store.snapshot().await.unwrap();
    assert_eq!(view.sequence(), 4);
    assert_eq!(view.get(ITEM, id(1)).await.unwrap().unwrap().version, 1);
}

/// Of many at once, one commits and all get its number.
pub async fn the_same_key_commits_once_from_many_threads(store: Arc<dyn Store>) {
    for round in 0..8 {
        let key = format!("round {round}");
        let commits: Vec<Commit> = std::thread::scope(|scope| {
            let work = || futures::executor::block_on(store.commit(keyed(round, &key))).unwrap();
            let threads: Vec<_> = (0..6).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        assert_eq!(commits.iter().filter(|c| !c.replayed).count(), 1);
        assert!(commits.iter().all(|c| c.sequence == round + 1), "{commits:?}");
    }
    assert_eq!(store.snapshot().await.unwrap().sequence(), 8);
}

/// A key belongs to a commit, not to an attempt.
pub async fn a_failed_set_does_not_use_up_its_key(store: Arc<dyn Store>) {
    store.commit(keyed(1, "first")).await.unwrap();
    assert!(store.commit(keyed(1, "k")).await.unwrap_err().is_conflict());
    assert_eq!(store.commit(keyed(2, "k")).await.unwrap(), Commit { sequence: 2, replayed: false });
}
