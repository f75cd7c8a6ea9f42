//! `keys.db`: wrapped data keys, apart from the journal that they seal.

use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use pc_journal::{Checkpoint, JournalError, KeyStore, WrappedKey};
use pc_store::Subject;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, params};
use uuid::Uuid;

use crate::{DATABASE, KEYS, OpenError, schema};

const FORM: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS keys (
        number INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS checkpoints (
        sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL, at TEXT NOT NULL, signature BLOB NOT NULL
    ) STRICT;";

/// How far back unused keys are looked for at opening. Keys are used in the order in which they were made, and never
/// more than this are ready.
const LOOK_BACK: usize = 8192;

/// The key store of a data folder: one connection to read, one to write, so that a reader never waits for a flush.
/// Whose the keys are is noted in the database, by the transaction of the entry that first uses them.
pub(crate) struct SqliteKeys {
    reader: Mutex<Connection>,
    given: Mutex<Connection>,
    writer: Mutex<Connection>,
}

impl SqliteKeys {
    pub(crate) fn open(dir: &Path) -> Result<Self, OpenError> {
        let path = dir.join(KEYS);
        let writer = Connection::open(&path).map_err(OpenError::sqlite("opening keys.db"))?;
        let set_up = || {
            schema::durable(&writer)?;
            let found: i64 = writer.pragma_query_value(None, "user_version", |r| r.get(0))?;
            if found <= FORM {
                writer.execute_batch(TABLES)?;
                writer.pragma_update(None, "user_version", FORM)?;
            }
            Ok(found)
        };
        let found = set_up().map_err(OpenError::sqlite("preparing keys.db"))?;
        if found > FORM {
            return Err(OpenError::TooNew { file: KEYS, found, known: FORM });
        }
        let reader = open_reader(&path).map_err(OpenError::sqlite("opening keys.db"))?;
        let given = open_reader(&dir.join(DATABASE)).map_err(OpenError::sqlite("opening portcullis.db"))?;
        Ok(Self { reader: Mutex::new(reader), given: Mutex::new(given), writer: Mutex::new(writer) })
    }

    /// Opens what is there, to read only.
    pub(crate) fn read_only(dir: &Path) -> rusqlite::Result<Self> {
        let (keys, database) = (dir.join(KEYS), dir.join(DATABASE));
        Ok(Self {
            reader: Mutex::new(open_reader(&keys)?),
            given: Mutex::new(open_reader(&database)?),
            writer: Mutex::new(open_reader(&keys)?),
        })
    }

    /// Keys that were made ahead and never used, oldest first.
    pub(crate) fn unused(&self) -> rusqlite::Result<Vec<WrappedKey>> {
        let reader = self.reader();
        let mut last = reader.prepare("SELECT id, wrapped FROM keys ORDER BY number DESC LIMIT ?1")?;
        let last: Vec<WrappedKey> = last.query_map([LOOK_BACK], read)?.collect::<Result<_, _>>()?;
        let given = self.given();
        let mut used = given.prepare("SELECT 1 FROM subject_keys WHERE key = ?1")?;
        let mut unused = Vec::new();
        for key in last.into_iter().rev() {
            if !used.exists([key.id])? {
                unused.push(key);
            }
        }
        Ok(unused)
    }

    fn given(&self) -> MutexGuard<'_, Connection> {
        self.given.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn reader(&self) -> MutexGuard<'_, Connection> {
        self.reader.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps a copy of a checkpoint apart from the chain: who cuts entries off the end of the database, checkpoints
    /// and all, is found out by it.
    pub(crate) fn keep(&self, checkpoint: &Checkpoint) -> rusqlite::Result<()> {
        schema::insert_checkpoint(&self.writer(), checkpoint)
    }

    pub(crate) fn checkpoints(&self) -> rusqlite::Result<Vec<Checkpoint>> {
        schema::checkpoints(&self.reader())
    }
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let reader = Connection::open_with_flags(path, flags)?;
    reader.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(reader)
}

fn read(row: &Row<'_>) -> rusqlite::Result<WrappedKey> {
    Ok(WrappedKey { id: row.get(0)?, wrapped: row.get(1)? })
}

fn failed(error: rusqlite::Error) -> JournalError {
    JournalError::KeyStore(Box::new(error))
}

impl KeyStore for SqliteKeys {
    fn get(&self, id: Uuid) -> Result<Option<WrappedKey>, JournalError> {
        self.reader()
            .prepare_cached("SELECT id, wrapped FROM keys WHERE id = ?1")
            .and_then(|mut s| s.query_row([id], read).optional())
            .map_err(failed)
    }

    fn of(&self, subject: &Subject) -> Result<Vec<Uuid>, JournalError> {
        self.given()
            .prepare_cached("SELECT key FROM subject_keys WHERE subject = ?1 AND class = ?2")
            .and_then(|mut s| s.query_map(params![subject.id, subject.class], |r| r.get(0))?.collect())
            .map_err(failed)
    }

    fn save(&self, keys: &[WrappedKey]) -> Result<(), JournalError> {
        let mut writer = self.writer();
        let mut work = || {
            let tx = writer.transaction()?;
            for key in keys {
                tx.prepare_cached("INSERT INTO keys (id, wrapped) VALUES (?1, ?2)")?
                    .execute(params![key.id, key.wrapped])?;
            }
            tx.commit()
        };
        work().map_err(failed)
    }

    fn delete(&self, ids: &[Uuid]) -> Result<(), JournalError> {
        let mut writer = self.writer();
        let mut work = || {
            let tx = writer.transaction()?;
            for id in ids {
                tx.prepare_cached("DELETE FROM keys WHERE id = ?1")?.execute([id])?;
            }
            tx.commit()?;
            // The write-ahead log still has the page with the key in it: fold it back and empty it.
            schema::fold(&writer).map(|_| ())
        };
        work().map_err(failed)
    }
}
