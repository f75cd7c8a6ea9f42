use std::sync::Arc;

use pc_kernel::{Clock, Ids, ImportId, Rng, Warning, sha256_hex};
use pc_store::{Audit, CommitError, Store, StoreError};
use pc_watchlist::ListRead;

use crate::{
    LookoutError, import,
    import::{ListFile, WARNINGS},
    model::{FileRecord, Import, ImportCounts},
    plan::{Plan, Planned},
    undo,
};

/// How many times an import is decided again after a conflict.
const ATTEMPTS: usize = 5;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// Its name, for messages; the format is told by the content.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why files were not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImporterError {
    /// The files are not a list that can be read.
    #[error("{0}")]
    Files(String),
    /// They could not be decided on.
    #[error(transparent)]
    Lookout(#[from] LookoutError),
    /// They could not be committed.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for ImporterError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

/// What an import of some files would do now; nothing is written.
#[derive(Debug)]
pub struct Preview {
    /// Short name of the list.
    pub list: String,
    /// Name for people of the list, where it is known.
    pub known: Option<String>,
    /// Short name of the files' form.
    pub format: String,
    /// The date or edition that the list states of itself, where it does.
    pub published: Option<String>,
    /// The files.
    pub files: Vec<FileRecord>,
    /// What would be done.
    pub counts: ImportCounts,
    /// Active entries that the files do not hold and that would stay, because they could not be read to their end.
    pub kept: u32,
    /// The first entries of each kind of change.
    pub first: Vec<Planned>,
    /// The first hundred warnings.
    pub warnings: Vec<Warning>,
}

/// Takes list files in.
pub struct Importer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
}

impl Importer {
    /// Writes to `store`.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self { store, clock, rng }
    }

    /// Compares `files` (those of one list, see [`pc_lists::read_any`]) with the list as it is, and commits what differs.
    pub async fn import(
        &self,
        files: Vec<RawFile>,
        title: Option<String>,
        audit: Audit,
    ) -> Result<Import, ImporterError> {
        let (format, read) = read_list(&files).map_err(ImporterError::Files)?;
        let records = records(&files);
        drop(files);
        let mut attempt = 0;
        loop {
            attempt += 1;
            let file = ListFile {
                read: read.clone(),
                format: format.to_owned(),
                files: records.clone(),
                title: title.clone(),
            };
            let view = self.store.snapshot().await?;
            let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
            let (set, done) = import(view.as_ref(), file, &ids, audit.clone()).await?;
            drop(view);
            match self.store.commit(set).await {
                Ok(_) => return Ok(done),
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// What an import of `files` would do, with the first `limit` entries of each kind of change.
    pub async fn preview(&self, files: &[RawFile], limit: usize) -> Result<Preview, ImporterError> {
        let (format, read) = read_list(files).map_err(ImporterError::Files)?;
        let published = read.published.clone();
        let records = records(files);
        let view = self.store.snapshot().await?;
        let plan = Plan::of(view.as_ref(), read, &records).await?;
        Ok(Preview {
            first: plan.first(limit),
            list: plan.name,
            known: plan.known.map(|list| list.record.title),
            format: format.to_owned(),
            published,
            files: records,
            counts: plan.counts,
            kept: plan.kept,
            warnings: plan.warnings.into_iter().take(WARNINGS).collect(),
        })
    }

    /// Undoes `import`, as an import of its own.
    pub async fn undo(&self, import: ImportId, audit: Audit) -> Result<Import, ImporterError> {
        let mut attempt = 0;
        loop {
            attempt += 1;
            let view = self.store.snapshot().await?;
            let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
            let (set, done) = undo(view.as_ref(), import, &ids, audit.clone()).await?;
            drop(view);
            match self.store.commit(set).await {
                Ok(_) => return Ok(done),
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn records(files: &[RawFile]) -> Vec<FileRecord> {
    let record = |file: &RawFile| FileRecord {
        name: file.name.clone(),
        bytes: file.bytes.len() as u64,
        sha256: sha256_hex(&file.bytes),
    };
    files.iter().map(record).collect()
}

/// Reads one list from its files: the format's short name, and the entries with what the reader noticed. The error says
/// what was expected.
pub fn read_list(files: &[RawFile]) -> Result<(&'static str, ListRead), String> {
    let files: Vec<(&str, &[u8])> = files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice())).collect();
    let read = pc_lists::read_any(&files).map_err(|error| error.to_string())?;
    Ok((read.format, read))
}
