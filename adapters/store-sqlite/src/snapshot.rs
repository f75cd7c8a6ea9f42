use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use pc_store::{KindSchema, Page, Scan, Snapshot, StoreError, Stored, Value};
use rusqlite::{Connection, OptionalExtension};
use uuid::Uuid;

use crate::{error::backend, pool::Permit, scan, sql::Kinds};

/// A connection with an open read transaction. Reads run inline: see the top of the crate.
pub(crate) struct SqliteSnapshot {
    permit: Mutex<Permit>,
    kinds: Kinds,
    sequence: u64,
}

impl SqliteSnapshot {
    pub(crate) fn begin(permit: Permit, kinds: Kinds) -> Result<Self, StoreError> {
        let mut this = Self { permit: Mutex::new(permit), kinds, sequence: 0 };
        // The first read fixes the view.
        let begin = |db: &Connection| {
            db.prepare_cached("BEGIN")?.execute([])?;
            db.prepare_cached("SELECT coalesce(max(sequence), 0) FROM journal")?.query_row([], |r| r.get(0))
        };
        this.sequence = this.with(|db| begin(db).map_err(backend("beginning a snapshot")))?;
        Ok(this)
    }

    fn permit(&self) -> MutexGuard<'_, Permit> {
        self.permit.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with<T>(&self, read: impl FnOnce(&Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        read(self.permit().connection().ok_or(StoreError::Closed)?)
    }
}

impl Drop for SqliteSnapshot {
    fn drop(&mut self) {
        let mut permit = self.permit();
        let ended = permit.connection().is_some_and(|db| db.execute_batch("ROLLBACK").is_ok());
        if !ended {
            permit.discard();
        }
    }
}

#[async_trait]
impl Snapshot for SqliteSnapshot {
    async fn get(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Stored>, StoreError> {
        let kind = self.kinds.of(kind)?;
        self.with(|db| scan::get(db, kind, id).map_err(backend("reading a record")))
    }

    async fn scan(&self, scan: &Scan) -> Result<Page, StoreError> {
        let kind = self.kinds.of(scan.kind)?;
        self.with(|db| scan::page(db, kind, scan))
    }

    async fn count(
        &self,
        kind: &'static KindSchema,
        index: &'static str,
        prefix: &[Value],
    ) -> Result<u64, StoreError> {
        let (sql, index) = (self.kinds.of(kind)?, kind.index(index)?);
        self.with(|db| scan::count(db, sql, index, prefix))
    }

    async fn blob(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        let kind = self.kinds.of(kind)?;
        self.with(|db| {
            db.prepare_cached(&kind.blob)
                .and_then(|mut s| s.query_row([id], |r| r.get(0)).optional())
                .map(Option::flatten)
                .map_err(backend("reading raw bytes"))
        })
    }

    fn sequence(&self) -> u64 {
        self.sequence
    }
}
