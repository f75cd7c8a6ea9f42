use std::sync::Arc;

use pc_kernel::{Clock, Ids, Rng, sha256_hex};
use pc_store::{Audit, CommitError, Store, StoreError};
use pc_watchlist::ListRead;

use crate::{
    LookoutError, import,
    import::ListFile,
    model::{FileRecord, Import},
};

/// How many times an import is decided again after a conflict.
const ATTEMPTS: usize = 5;

/// A file as it came.
#[derive(Debug, Clone)]
pub struct RawFile {
    /// Its name: the ending says its format.
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

    /// Compares `files` (one list: a `.jsonl` file, or `sdn.csv` with its `alt.csv` and `add.csv`) with the list as it
    /// is, and commits what differs.
    pub async fn import(
        &self,
        files: Vec<RawFile>,
        title: Option<String>,
        audit: Audit,
    ) -> Result<Import, ImporterError> {
        let (format, read) = read_list(&files).map_err(ImporterError::Files)?;
        let records: Vec<FileRecord> = files
            .iter()
            .map(|f| FileRecord {
                name: f.name.clone(),
                bytes: f.bytes.len() as u64,
                sha256: sha256_hex(&f.bytes),
            })
            .collect();
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
}

/// Reads one list from its files: the format by its name, and the entries with what the reader noticed. The error
/// says what was expected.
pub fn read_list(files: &[RawFile]) -> Result<(&'static str, ListRead), String> {
    let named =
        |name: &str| files.iter().find(|f| f.name.to_ascii_lowercase().ends_with(name)).map(|f| &f.bytes[..]);
    if let Some(sdn) = named("sdn.csv") {
        return Ok(("ofac-sdn", pc_sdn::read(sdn, named("alt.csv"), named("add.csv"))));
    }
    match files {
        [] => Err("no file was given".to_owned()),
        [file] => {
            let first =
                file.bytes.iter().find(|b| !b.is_ascii_whitespace() && !matches!(b, 0xEF | 0xBB | 0xBF));
            let ending = std::path::Path::new(&file.name).extension().unwrap_or_default();
            let named = ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson");
            if named || first == Some(&b'{') {
                return Ok(("watchlist-jsonl", pc_watchlist::read_jsonl(&file.bytes)));
            }
            Err(format!(
                "{} is not a list that can be read: expected sdn.csv (with alt.csv and add.csv beside it) or a .jsonl file",
                file.name
            ))
        }
        _ => Err("several files were given and none is sdn.csv: import one list at a time".to_owned()),
    }
}
