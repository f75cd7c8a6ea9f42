//! The suite of the port, on SQLite; and what only a store on disk can get wrong.

mod crash;
mod damage;
mod destroy;
mod folder;

use std::{path::Path, sync::Arc};

use pc_store::{
    Commit, Store,
    conformance::{Fresh, Item, KINDS, item, set},
};
use pc_store_sqlite::{Options, SqliteStore};

fn fresh() -> Fresh {
    let dir = tempfile::tempdir().unwrap();
    Fresh { store: open(dir.path()), keep: Box::new(dir) }
}

fn open(dir: &Path) -> Arc<SqliteStore> {
    SqliteStore::open(dir, KINDS, Options::default()).unwrap()
}

/// Commits item `n`, sealed under `owner` where one is given.
fn put(store: &SqliteStore, n: u64, owner: Option<u64>) -> Commit {
    let mut set = set(1);
    set.audit.cause = Some(format!("cause of {n}"));
    let item = Item { owner: owner.map(pc_store::conformance::id), ..item(n) };
    set.insert(&item).unwrap();
    futures::executor::block_on(store.commit(set)).unwrap()
}

pc_store::conformance!(fresh);
