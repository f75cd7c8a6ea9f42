use async_trait::async_trait;
use jiff::Timestamp;
use uuid::Uuid;

use crate::{KindSchema, Page, Scan, Snapshot, StoreError, Stored, Value, WriteSet};

/// A snapshot as it will be once a write set is committed. Point reads and blobs see the pending writes; scans and
/// counts see the base only, since no reactor needs more.
pub struct Overlay<'a> {
    base: &'a dyn Snapshot,
    set: &'a WriteSet,
}

impl<'a> Overlay<'a> {
    /// `base` with the writes of `set` on top.
    pub fn new(base: &'a dyn Snapshot, set: &'a WriteSet) -> Self {
        Self { base, set }
    }
}

#[async_trait]
impl Snapshot for Overlay<'_> {
    async fn get(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Stored>, StoreError> {
        if let Some(put) = self.set.pending(kind, id) {
            return Ok(Some(Stored {
                id,
                version: put.expected,
                created: Timestamp::UNIX_EPOCH,
                updated: Timestamp::UNIX_EPOCH,
                doc: put.doc.clone(),
                values: put.values.clone(),
                subject: put.subject.clone(),
            }));
        }
        if self.set.deletes.iter().any(|d| d.id == id && d.kind.name == kind.name) {
            return Ok(None);
        }
        self.base.get(kind, id).await
    }

    async fn scan(&self, scan: &Scan) -> Result<Page, StoreError> {
        self.base.scan(scan).await
    }

    async fn count(
        &self,
        kind: &'static KindSchema,
        index: &'static str,
        prefix: &[Value],
    ) -> Result<u64, StoreError> {
        self.base.count(kind, index, prefix).await
    }

    async fn blob(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        match self.set.pending(kind, id).and_then(|p| p.blob.clone()) {
            Some(blob) => Ok(Some(blob)),
            None => self.base.blob(kind, id).await,
        }
    }

    fn sequence(&self) -> u64 {
        self.base.sequence()
    }
}
