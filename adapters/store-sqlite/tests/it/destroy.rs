//! Destroyed content is nowhere in the files, and cannot be opened; a crash in the middle is made good.

use std::{fs, path::Path};

use futures::executor::block_on;
use pc_journal::{Entry, Item as Content, JournalError, Part};
use pc_store::{
    Store, Subject,
    conformance::{Item, Noted, audit, id, item, set},
};
use pc_store_sqlite::{DATABASE, KEYS, verify_dir};
use rusqlite::Connection;

use crate::{open, put};

const SECRET: &str = "Quillfeather-Osterhagen";

fn holds(dir: &Path, needle: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for file in fs::read_dir(dir).unwrap().map(|f| f.unwrap().path()) {
        if fs::read(&file).unwrap().windows(needle.len()).any(|w| w == needle) {
            found.push(file.file_name().unwrap().to_string_lossy().into_owned());
        }
    }
    found
}

fn key_of(dir: &Path, owner: u64) -> uuid::Uuid {
    let db = Connection::open(dir.join(DATABASE)).unwrap();
    db.query_row("SELECT key FROM subject_keys WHERE subject = ?1", [id(owner)], |r| r.get(0)).unwrap()
}

fn subject(n: u64) -> Subject {
    Subject::new("conformance", id(n))
}

#[test]
fn destroyed_content_is_nowhere_and_cannot_be_opened() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut secret = set(1);
    let person =
        Item { owner: Some(id(50)), text: SECRET.to_owned(), word: Some(SECRET.to_owned()), ..item(1) };
    secret.insert_with_blob(&person, SECRET.as_bytes().repeat(400)).unwrap();
    secret.event(&Noted { what: SECRET.to_owned() }, Some(subject(50))).unwrap();
    block_on(store.commit(secret)).unwrap();
    put(&store, 2, Some(60));
    assert!(!holds(dir.path(), SECRET.as_bytes()).is_empty(), "the row holds it before");
    let key = key_of(dir.path(), 50);
    let wrapped: Vec<u8> = Connection::open(dir.path().join(KEYS))
        .unwrap()
        .query_row("SELECT wrapped FROM keys WHERE id = ?1", [key], |r| r.get(0))
        .unwrap();
    assert!(!holds(dir.path(), &wrapped).is_empty());

    block_on(store.destroy(&subject(50), audit(2))).unwrap();
    assert_eq!(holds(dir.path(), SECRET.as_bytes()), Vec::<String>::new(), "while the store is open");
    assert_eq!(holds(dir.path(), &wrapped), Vec::<String>::new());
    drop(store);
    assert_eq!(holds(dir.path(), SECRET.as_bytes()), Vec::<String>::new());

    let report = verify_dir(dir.path()).unwrap();
    assert_eq!((report.entries, report.sealed, report.opened), (3, 2, 1));
    assert_eq!((report.destroyed, report.lost, report.failed), (1, 0, 0));
}

#[test]
fn sealed_content_opens_with_its_key_at_its_place_only() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    put(&store, 1, Some(50));
    put(&store, 2, Some(50));
    drop(store);
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    let entry = |sequence: u64| -> Entry {
        let bytes: Vec<u8> =
            db.query_row("SELECT bytes FROM journal WHERE sequence = ?1", [sequence], |r| r.get(0)).unwrap();
        assert!(!bytes.windows(5).any(|w| w == b"\"text"), "the document is not in clear");
        Entry::decode(&bytes).unwrap()
    };
    let keys = Ring::new(dir.path());
    let (mut first, second) = (entry(1), entry(2));
    let [Part::Sealed(sealed)] = &first.parts[..] else { panic!("one sealed part") };
    let key = keys.0.opening(sealed.key).unwrap();
    let opened = first.open(0, &key).unwrap();
    let [Content::Document { write: 0, schema: 1, values, doc, blob: None }] = &opened[..] else {
        panic!("one document")
    };
    let read: Item = serde_json::from_slice(doc).unwrap();
    assert_eq!((read, values.len()), (Item { owner: Some(id(50)), ..item(1) }, 4));
    first.parts = second.parts.clone();
    assert!(
        matches!(first.open(0, &key), Err(JournalError::NotAuthentic { .. })),
        "moved from another entry"
    );

    let store = open(dir.path());
    block_on(store.destroy(&subject(50), audit(2))).unwrap();
    drop(store);
    assert!(matches!(keys.0.opening(key.id()), Err(JournalError::KeyDestroyed { key: k }) if k == key.id()));
}

/// The keys of a folder, as an auditor's tool would read them.
struct Ring(pc_journal::KeyRing);

impl Ring {
    fn new(dir: &Path) -> Self {
        let node =
            pc_journal::NodeKeys::from_text(&fs::read_to_string(dir.join("node.key")).unwrap()).unwrap();
        let store = std::sync::Arc::new(Folder(dir.join(KEYS)));
        Self(pc_journal::KeyRing::new(store, node.into(), std::sync::Arc::new(pc_kernel::SystemRng)))
    }
}

struct Folder(std::path::PathBuf);

impl pc_journal::KeyStore for Folder {
    fn get(&self, key: uuid::Uuid) -> Result<Option<pc_journal::WrappedKey>, JournalError> {
        use rusqlite::OptionalExtension;
        let db = Connection::open(&self.0).unwrap();
        let read = |r: &rusqlite::Row<'_>| Ok(pc_journal::WrappedKey { id: r.get(0)?, wrapped: r.get(1)? });
        Ok(db.query_row("SELECT id, wrapped FROM keys WHERE id = ?1", [key], read).optional().unwrap())
    }

    fn of(&self, _: &Subject) -> Result<Vec<uuid::Uuid>, JournalError> {
        Ok(Vec::new())
    }

    fn save(&self, _: &[pc_journal::WrappedKey]) -> Result<(), JournalError> {
        Ok(())
    }

    fn delete(&self, _: &[uuid::Uuid]) -> Result<(), JournalError> {
        Ok(())
    }
}

#[test]
fn a_destruction_cut_short_is_finished_at_the_next_opening() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    put(&store, 1, Some(50));
    put(&store, 2, Some(60));
    drop(store);
    // As a crash between the commit of the rows and the deletion of the key leaves it.
    let keys = Connection::open(dir.path().join(KEYS)).unwrap();
    let key = key_of(dir.path(), 50);
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    db.execute("INSERT INTO destructions (key) VALUES (?1)", [key]).unwrap();

    drop(open(dir.path()));
    let left: i64 = keys.query_row("SELECT count(*) FROM keys WHERE id = ?1", [key], |r| r.get(0)).unwrap();
    let noted: i64 = db.query_row("SELECT count(*) FROM destructions", [], |r| r.get(0)).unwrap();
    assert_eq!((left, noted), (0, 0));
    let report = verify_dir(dir.path()).unwrap();
    // Here no entry tells of it, so it counts as lost: that is what the figure is for.
    assert_eq!((report.opened, report.destroyed, report.lost), (1, 1, 1));
}

#[test]
fn removed_rows_leave_the_log_as_soon_as_no_reader_is_in_the_way() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    let mut secret = set(1);
    secret.insert(&Item { owner: Some(id(50)), text: SECRET.to_owned(), ..item(1) }).unwrap();
    block_on(store.commit(secret)).unwrap();
    let view = block_on(store.snapshot()).unwrap();
    block_on(store.destroy(&subject(50), audit(2))).unwrap();
    assert!(!holds(dir.path(), SECRET.as_bytes()).is_empty(), "the snapshot still reads it");
    drop(view);
    put(&store, 2, None);
    // The writer folds the log after it has answered.
    for _ in 0..200 {
        if holds(dir.path(), SECRET.as_bytes()).is_empty() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("still there: {:?}", holds(dir.path(), SECRET.as_bytes()));
}

#[test]
fn keys_made_ahead_are_used_after_reopening_and_given_once() {
    let dir = tempfile::tempdir().unwrap();
    for n in 1..=3 {
        let store = open(dir.path());
        put(&store, n, Some(n));
        put(&store, 10 + n, Some(n));
    }
    drop(open(dir.path()));
    let count = |file: &str, table: &str| -> i64 {
        let db = Connection::open(dir.path().join(file)).unwrap();
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |r| r.get(0)).unwrap()
    };
    assert_eq!(count(DATABASE, "subject_keys"), 3, "one for each subject");
    assert!(count(KEYS, "keys") <= 2 * 2048 + 3, "reopening does not make ever more");
    let report = verify_dir(dir.path()).unwrap();
    assert_eq!((report.sealed, report.opened), (6, 6));
}
