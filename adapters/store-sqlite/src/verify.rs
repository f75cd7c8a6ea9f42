//! Verification of a data folder, damaged or not, without writing to it.

use std::{fs, path::Path, sync::Arc, time::Duration};

use pc_journal::{Broken, KeyRing, NodeKeys, PublicKey, Reason, Report, StoredEntry, Verifier};
use pc_kernel::SystemRng;
use rusqlite::{Connection, OpenFlags};

use crate::{DATABASE, NODE_KEY, NODE_PUBLIC, keys::SqliteKeys, schema};

/// Why a journal does not verify, or could not be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The chain is broken here first.
    #[error(transparent)]
    Broken(#[from] Broken),
    /// The database or the public key could not be read at all.
    #[error("{context}")]
    Unusable {
        /// What was being done.
        context: String,
        /// What went wrong.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

fn unusable<E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    context: String,
) -> impl FnOnce(E) -> VerifyError {
    move |source| VerifyError::Unusable { context, source: source.into() }
}

/// Recomputes the chain of the data folder `dir` and checks its checkpoints. Sealed parts are opened too where the
/// node's keys are at hand. The store may be in use meanwhile.
///
/// Where SQLite cannot read on, the entry after the last one read is reported as unreadable.
pub fn verify_dir(dir: &Path) -> Result<Report, VerifyError> {
    let public = dir.join(NODE_PUBLIC);
    let public =
        fs::read_to_string(&public).map_err(unusable(format!("reading {}", public.display()))).and_then(
            |text| PublicKey::from_text(&text).map_err(unusable(format!("reading {}", public.display()))),
        )?;
    let path = dir.join(DATABASE);
    let context = || format!("opening {}", path.display());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(&path, flags).map_err(unusable(context()))?;
    db.busy_timeout(Duration::from_secs(5)).map_err(unusable(context()))?;
    // One view of checkpoints and entries, however long it takes.
    db.execute_batch("BEGIN").map_err(unusable(context()))?;
    // Damage to this table must not hide which entry is damaged: it is told last.
    let (mut checkpoints, damage) = match schema::checkpoints(&db) {
        Ok(checkpoints) => (checkpoints, None),
        Err(error) => (Vec::new(), Some(error)),
    };

    let keys = SqliteKeys::read_only(dir).ok().map(Arc::new);
    if let Some(keys) = &keys {
        // The copies may be ahead of this view while the store is in use: only those beyond a quiet end would count,
        // so read the end of the journal again before calling one of them missing.
        let copies = keys.checkpoints().unwrap_or_default();
        let end = last_now(&path).unwrap_or(0);
        let seen =
            db.query_row("SELECT coalesce(max(sequence), 0) FROM journal", [], |r| r.get(0)).unwrap_or(0);
        checkpoints.extend(copies.into_iter().filter(|c| c.sequence <= seen || c.sequence > end));
    }
    let ring = keys.and_then(|keys| {
        let node = NodeKeys::from_text(&fs::read_to_string(dir.join(NODE_KEY)).ok()?).ok()?;
        Some(KeyRing::new(keys, Arc::new(node), Arc::new(SystemRng)))
    });

    let mut verifier = Verifier::new(public, checkpoints, ring.as_ref());
    match walk(&db, &mut verifier) {
        Ok(()) => {
            let report = verifier.finish()?;
            match damage {
                Some(error) => Err(unusable("reading the checkpoints".to_owned())(error)),
                None => Ok(report),
            }
        }
        Err(Walk::Broken(broken)) => Err(broken.into()),
        Err(Walk::Sqlite(error)) => {
            Err(Broken { sequence: verifier.expects(), reason: Reason::Unreadable(error.to_string()) }.into())
        }
    }
}

fn last_now(path: &Path) -> rusqlite::Result<u64> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?.query_row(
        "SELECT coalesce(max(sequence), 0) FROM journal",
        [],
        |r| r.get(0),
    )
}

enum Walk {
    Broken(Broken),
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Walk {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

fn walk(db: &Connection, verifier: &mut Verifier<'_>) -> Result<(), Walk> {
    let mut statement = db.prepare("SELECT sequence, hash, bytes FROM journal ORDER BY sequence")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let hash = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
        verifier.feed(&StoredEntry { sequence: row.get(0)?, hash, bytes }).map_err(Walk::Broken)?;
    }
    Ok(())
}
