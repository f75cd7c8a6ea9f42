//! The data folder: growth of the tables, refusals, readers.

use std::{
    fs,
    time::{Duration, Instant},
};

use futures::executor::block_on;
use pc_store::{
    Column, ColumnKind, Fill, Index, KindSchema, Owner, Scan, SnapshotExt, Store, Subject, Value, Versioned,
    conformance::{ITEM, Item, KINDS, audit, id, item, set},
};
use pc_store_sqlite::{DATABASE, NODE_KEY, OpenError, Options, SqliteStore, verify_dir};
use rusqlite::Connection;

use crate::{open, put};

fn refused(dir: &std::path::Path, kinds: &[&'static KindSchema]) -> OpenError {
    match SqliteStore::open(dir, kinds, Options::default()) {
        Err(error) => error,
        Ok(_) => panic!("it opened"),
    }
}

#[test]
fn tables_grow_with_the_declarations() {
    /// [`ITEM`] as it might have been declared before.
    const OLDER: &KindSchema = &KindSchema {
        name: ITEM.name,
        schema: 1,
        owner: Owner::Node,
        columns: &[
            Column { name: "word", kind: ColumnKind::Text },
            Column { name: "old", kind: ColumnKind::Text },
        ],
        indexes: &[
            Index { name: "by_word", columns: &["word"], unique: true },
            Index { name: "by_old", columns: &["old"], unique: false },
        ],
    };
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(dir.path(), &[OLDER], Options::default()).unwrap();
    let mut old = set(1);
    old.insert(&Item { word: Some("a".to_owned()), ..item(1) }).unwrap();
    old.puts[0].kind = OLDER;
    old.puts[0].values = vec!["a".into(), "x".into()];
    block_on(store.commit(old)).unwrap();
    drop(store);

    let null = Value::Null;
    for _ in 0..2 {
        let store = open(dir.path());
        let view = block_on(store.snapshot()).unwrap();
        let found = block_on(view.scan(&Scan::all::<Item>("by_word").prefix(["a".into()]))).unwrap();
        assert_eq!(found.records[0].id, id(1));
        assert_eq!(found.records[0].values, ["a".into(), null.clone(), null.clone(), null.clone()]);
    }
    let store = open(dir.path());
    let mut same_word = set(2);
    same_word.insert(&Item { word: Some("a".to_owned()), number: Some(1), ..item(2) }).unwrap();
    block_on(store.commit(same_word)).unwrap();
    let indexes: Vec<String> = Connection::open(dir.path().join(DATABASE))
        .unwrap()
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'conformance_item%' ORDER BY name")
        .unwrap()
        .query_map([], |r| r.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let expected =
        ["by_all", "by_code", "by_number", "by_word", "subject"].map(|i| format!("conformance_item__{i}"));
    let mut expected = expected.to_vec();
    expected.sort();
    assert_eq!(indexes, expected);
}

#[test]
fn words_declared_later_are_filled_from_the_documents() {
    const WORDLESS: &KindSchema = &KindSchema {
        name: "conformance_item",
        schema: 1,
        owner: Owner::Node,
        columns: &[Column { name: "number", kind: ColumnKind::Integer }],
        indexes: &[],
    };
    let dir = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(dir.path(), &[WORDLESS], Options::default()).unwrap();
    let mut old = set(1);
    for (n, said) in [(1, Some("NAGUIB AL ALI")), (2, None), (3, Some("BERTA"))] {
        let said = said.map(str::to_owned);
        old.insert(&Item { number: Some(7), said, owner: (n == 1).then_some(id(50)), ..item(n) }).unwrap();
    }
    for put in &mut old.puts {
        put.kind = WORDLESS;
        put.values = vec![Value::Int(7)];
    }
    block_on(store.commit(old)).unwrap();
    drop(store);

    let found = |store: &SqliteStore, words: &[&str]| -> Vec<uuid::Uuid> {
        let words = words.iter().map(|w| (*w).to_owned());
        let scan = Scan::all::<Item>("by_said").prefix([Value::Int(7)]).words(words);
        let view = block_on(store.snapshot()).unwrap();
        block_on(view.scan(&scan)).unwrap().records.into_iter().map(|r| r.id).collect()
    };
    let fill = vec![Fill::of::<Item>()];
    for _ in 0..2 {
        let options = Options { fill: fill.clone(), ..Options::default() };
        let store = SqliteStore::open(dir.path(), KINDS, options).unwrap();
        assert_eq!(found(&store, &["AL", "NAG"]), [id(1)]);
        assert_eq!(found(&store, &["BER"]), [id(3)]);
    }
    // Whatever removes the record removes its words.
    let store = open(dir.path());
    let view = block_on(store.snapshot()).unwrap();
    let known: Versioned<Item> = block_on(view.load(id(3))).unwrap().unwrap();
    drop(view);
    let mut gone = set(2);
    gone.delete(&known);
    block_on(store.commit(gone)).unwrap();
    block_on(store.destroy(&Subject::new("conformance", id(50)), audit(3))).unwrap();
    drop(store);
    let words: i64 = Connection::open(dir.path().join(DATABASE))
        .unwrap()
        .query_row("SELECT count(*) FROM conformance_item__by_said", [], |r| r.get(0))
        .unwrap();
    assert_eq!(words, 0);
}

#[test]
fn every_scan_goes_along_its_index() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    let plan = |sql: &str| -> String {
        db.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap()
            .query_map([], |r| r.get::<_, String>(3))
            .unwrap()
            .map(Result::unwrap)
            .collect::<Vec<_>>()
            .join("; ")
    };
    for sql in [
        "SELECT * FROM conformance_item WHERE word = 'a' AND number > 3 ORDER BY number, id LIMIT 10",
        "SELECT * FROM conformance_item WHERE word = 'a' AND number IS NULL AND id > x'00' ORDER BY id LIMIT 10",
        "SELECT * FROM conformance_item WHERE word IS NOT NULL ORDER BY word DESC, number DESC, id DESC LIMIT 10",
    ] {
        let plan = plan(sql);
        assert!(plan.contains("USING INDEX conformance_item__by_word"), "{plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    }
}

#[test]
fn a_newer_form_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    drop(open(dir.path()));
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    db.execute("UPDATE meta SET value = '99' WHERE key = 'form'", []).unwrap();
    let error = refused(dir.path(), KINDS);
    assert!(matches!(error, OpenError::TooNew { found: 99, .. }), "{error}");
}

#[test]
fn one_process_writes_at_a_time() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    assert!(matches!(refused(dir.path(), KINDS), OpenError::InUse(_)));
    put(&store, 1, Some(1));
    assert_eq!(verify_dir(dir.path()).unwrap().entries, 1, "verification does not need the lock");
    drop(store);
    drop(open(dir.path()));
}

#[test]
fn keys_are_secret_and_never_made_anew_for_an_existing_database() {
    let dir = tempfile::tempdir().unwrap();
    let place = dir.path().join("data");
    drop(open(&place));
    let key = place.join(NODE_KEY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&place).unwrap().permissions().mode() & 0o777, 0o700);
    }
    let other = tempfile::tempdir().unwrap();
    drop(open(other.path()));
    fs::remove_file(&key).unwrap();
    assert!(matches!(refused(&place, KINDS), OpenError::KeyFileMissing(_)));
    fs::copy(other.path().join(NODE_KEY), &key).unwrap();
    assert!(matches!(refused(&place, KINDS), OpenError::OtherNode { .. }));
}

#[test]
fn a_kind_that_cannot_be_a_table_is_refused() {
    const CLASH: &KindSchema = &KindSchema {
        name: "thing",
        schema: 1,
        owner: Owner::Hub,
        columns: &[Column { name: "doc", kind: ColumnKind::Text }],
        indexes: &[],
    };
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(refused(dir.path(), &[CLASH]), OpenError::Kinds(_)));
    assert!(matches!(refused(dir.path(), &[ITEM, ITEM]), OpenError::Kinds(_)));
}

#[test]
fn readers_are_bounded_and_waiting_has_a_deadline() {
    let dir = tempfile::tempdir().unwrap();
    let options = Options { readers: 2, wait: Duration::from_millis(200), ..Options::default() };
    let store = SqliteStore::open(dir.path(), KINDS, options).unwrap();
    let first = block_on(store.snapshot()).unwrap();
    let second = block_on(store.snapshot()).unwrap();
    let began = Instant::now();
    assert!(block_on(store.snapshot()).is_err());
    assert!(began.elapsed() >= Duration::from_millis(200));
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| block_on(store.snapshot()).map(|view| view.sequence()));
        std::thread::sleep(Duration::from_millis(50));
        drop(first);
        assert_eq!(waiting.join().unwrap().unwrap(), 0);
    });
    // One who gave up waiting takes nothing with him.
    {
        let _third = block_on(store.snapshot()).unwrap();
        let mut gone = Box::pin(store.snapshot());
        let waker = std::task::Waker::noop();
        assert!(gone.as_mut().poll(&mut std::task::Context::from_waker(waker)).is_pending());
    }
    drop(second);
    let _both = (block_on(store.snapshot()).unwrap(), block_on(store.snapshot()).unwrap());
}
