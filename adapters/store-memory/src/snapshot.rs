use std::{collections::BTreeMap, sync::Arc};

use async_trait::async_trait;
use pc_store::{KindSchema, Page, Scan, Snapshot, StoreError, Stored, Value};
use uuid::Uuid;

use crate::table::Table;

/// The tables as they were: later commits copy what they change.
pub(crate) struct MemorySnapshot {
    pub(crate) tables: BTreeMap<&'static str, Arc<Table>>,
    pub(crate) sequence: u64,
}

impl MemorySnapshot {
    fn table(&self, kind: &KindSchema) -> Result<&Table, StoreError> {
        self.tables
            .get(kind.name)
            .map(AsRef::as_ref)
            .ok_or_else(|| StoreError::UnknownKind(kind.name.to_owned()))
    }
}

#[async_trait]
impl Snapshot for MemorySnapshot {
    async fn get(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Stored>, StoreError> {
        Ok(self.table(kind)?.get(id).map(|row| row.stored.clone()))
    }

    async fn scan(&self, scan: &Scan) -> Result<Page, StoreError> {
        self.table(scan.kind)?.scan(scan)
    }

    async fn count(
        &self,
        kind: &'static KindSchema,
        index: &'static str,
        prefix: &[Value],
    ) -> Result<u64, StoreError> {
        Ok(self.table(kind)?.count(kind.index(index)?, prefix))
    }

    async fn blob(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.table(kind)?.get(id).and_then(|row| row.blob.clone()))
    }

    fn sequence(&self) -> u64 {
        self.sequence
    }
}
