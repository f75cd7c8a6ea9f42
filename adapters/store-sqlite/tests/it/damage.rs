//! Damage to the file is found, and named.

use std::{fs, path::Path};

use futures::executor::block_on;
use pc_journal::{Broken, Reason, hash};
use pc_store::{
    Store,
    conformance::{audit, item, set},
};
use pc_store_sqlite::{DATABASE, VerifyError, verify_dir};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use crate::{open, put};

const ENTRIES: u64 = 12;

fn journal() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    for n in 1..=ENTRIES {
        put(&store, n, (n % 2 == 0).then_some(n));
    }
    block_on(store.checkpoint(audit(9).at)).unwrap();
    drop(store);
    assert_eq!(verify_dir(dir.path()).unwrap().entries, ENTRIES);
    dir
}

fn broken(dir: &Path) -> Broken {
    match verify_dir(dir) {
        Err(VerifyError::Broken(broken)) => broken,
        other => panic!("expected a broken entry, got {other:?}"),
    }
}

fn bytes_of(dir: &Path, sequence: u64) -> Vec<u8> {
    let db = Connection::open(dir.join(DATABASE)).unwrap();
    db.query_row("SELECT bytes FROM journal WHERE sequence = ?1", [sequence], |r| r.get(0)).unwrap()
}

fn place(file: &[u8], bytes: &[u8]) -> usize {
    let mut places = file.windows(bytes.len()).enumerate().filter(|(_, w)| *w == bytes).map(|(at, _)| at);
    let place = places.next().expect("the bytes are in the file");
    assert_eq!(places.next(), None, "the bytes are in the file once");
    place
}

#[test]
fn one_changed_byte_names_its_entry() {
    let dir = journal();
    let path = dir.path().join(DATABASE);
    let file = fs::read(&path).unwrap();
    for sequence in 1..=ENTRIES {
        let bytes = bytes_of(dir.path(), sequence);
        let start = place(&file, &bytes);
        for offset in (0..bytes.len()).step_by(13).chain([bytes.len() - 1]) {
            let mut damaged = file.clone();
            damaged[start + offset] ^= 1 << (offset % 8);
            fs::write(&path, damaged).unwrap();
            let expected = Broken { sequence, reason: Reason::Hash };
            assert_eq!(broken(dir.path()), expected, "byte {offset} of entry {sequence}");
        }
    }
    fs::write(&path, file).unwrap();
    assert_eq!(verify_dir(dir.path()).unwrap().entries, ENTRIES);
}

#[test]
fn one_changed_byte_of_a_long_entry_names_it() {
    let dir = journal();
    let store = open(dir.path());
    let mut large = set(1);
    let blob: Vec<u8> = (0..40_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    large.insert_with_blob(&item(100), blob).unwrap();
    block_on(store.commit(large)).unwrap();
    put(&store, 101, None);
    drop(store);
    let bytes = bytes_of(dir.path(), ENTRIES + 1);
    let path = dir.path().join(DATABASE);
    let mut file = fs::read(&path).unwrap();
    // The raw bytes are in the record's row as well: find a stretch that is the journal's by what stands before it.
    let start = place(&file, &bytes[..300]);
    file[start + 250] ^= 0x40;
    fs::write(&path, file).unwrap();
    assert_eq!(broken(dir.path()), Broken { sequence: ENTRIES + 1, reason: Reason::Hash });
}

#[test]
fn an_entry_rewritten_with_its_hash_is_found_by_the_next() {
    let dir = journal();
    let mut bytes = bytes_of(dir.path(), 5);
    let at = bytes.windows(5).position(|w| w == b"cause").unwrap();
    bytes[at] = b'C';
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    let update = "UPDATE journal SET bytes = ?1, hash = ?2 WHERE sequence = ?3";
    db.execute(update, params![bytes, hash(&bytes), 5]).unwrap();
    drop(db);
    assert_eq!(broken(dir.path()), Broken { sequence: 5, reason: Reason::Chain });
}

#[test]
fn the_last_entry_rewritten_with_its_hash_is_found_by_the_checkpoint() {
    let dir = journal();
    let mut bytes = bytes_of(dir.path(), ENTRIES);
    let at = bytes.windows(5).position(|w| w == b"cause").unwrap();
    bytes[at] = b'C';
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    let update = "UPDATE journal SET bytes = ?1, hash = ?2 WHERE sequence = ?3";
    db.execute(update, params![bytes, hash(&bytes), ENTRIES]).unwrap();
    // A checkpoint forged to fit has no valid signature.
    assert_eq!(broken(dir.path()), Broken { sequence: ENTRIES, reason: Reason::Checkpoint });
    db.execute("UPDATE checkpoints SET hash = ?1", [hash(&bytes)]).unwrap();
    assert_eq!(broken(dir.path()), Broken { sequence: ENTRIES, reason: Reason::Signature });
}

#[test]
fn missing_entries_are_found_in_the_middle_and_at_the_end() {
    let dir = journal();
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    // Cut off together with the checkpoint that would tell: its copy beside the keys does.
    db.execute_batch("DELETE FROM journal WHERE sequence > 9; DELETE FROM checkpoints").unwrap();
    assert_eq!(broken(dir.path()), Broken { sequence: 10, reason: Reason::Checkpoint });
    db.execute("DELETE FROM journal WHERE sequence = 4", []).unwrap();
    assert_eq!(broken(dir.path()), Broken { sequence: 4, reason: Reason::Gap });
}

#[test]
fn a_page_that_cannot_be_read_names_the_entry_after_the_last_good_one() {
    let dir = tempfile::tempdir().unwrap();
    let store = open(dir.path());
    for n in 1..=200 {
        put(&store, n, Some(n));
    }
    drop(store);
    let path = dir.path().join(DATABASE);
    let bytes = bytes_of(dir.path(), 100);
    let mut file = fs::read(&path).unwrap();
    let page = place(&file, &bytes) / 4096 * 4096;
    file[page..page + 4096].fill(0xff);
    fs::write(&path, file).unwrap();
    let Broken { sequence, reason } = broken(dir.path());
    assert!(matches!(reason, Reason::Unreadable(_)), "{reason}");
    assert!((80..=100).contains(&sequence), "{sequence}");
}

#[test]
fn a_store_does_not_go_on_from_a_damaged_end() {
    let dir = journal();
    let db = Connection::open(dir.path().join(DATABASE)).unwrap();
    db.execute("UPDATE journal SET bytes = zeroblob(100) WHERE sequence = ?1", [ENTRIES]).unwrap();
    drop(db);
    let opened = pc_store_sqlite::SqliteStore::open(
        dir.path(),
        pc_store::conformance::KINDS,
        pc_store_sqlite::Options::default(),
    );
    assert!(matches!(opened, Err(pc_store_sqlite::OpenError::Damaged(ENTRIES))));
}
