//! The suite of the port, on the store in memory; and what its journal keeps secret.

use pc_store::{
    Store,
    conformance::{Fresh, Item, KINDS, audit, id, item, set},
};
use pc_store_memory::MemoryStore;

fn fresh() -> Fresh {
    Fresh { store: MemoryStore::open(KINDS), keep: Box::new(()) }
}

pc_store::conformance!(fresh);

#[test]
fn the_chain_verifies_before_and_after_a_destruction() {
    futures::executor::block_on(async {
        let store = MemoryStore::open(KINDS);
        for n in 1..=4 {
            let mut set = set(1);
            set.insert(&Item { owner: Some(id(100 + n % 2)), ..item(n) }).unwrap();
            store.commit(set).await.unwrap();
        }
        store.checkpoint(audit(2).at).await.unwrap();
        let report = store.verify().unwrap();
        assert_eq!((report.entries, report.sealed, report.opened), (4, 4, 4));

        let subject = pc_store::Subject::new("conformance", id(100));
        store.destroy(&subject, audit(3)).await.unwrap();
        let report = store.verify().unwrap();
        assert_eq!((report.entries, report.opened, report.destroyed, report.lost), (5, 2, 2, 0));
        assert_eq!((report.checkpoints, report.signed_up_to), (1, 4));
    });
}
