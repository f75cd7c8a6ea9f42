use std::path::PathBuf;

use pc_journal::JournalError;
use pc_store::StoreError;

/// Why a data folder could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Another process has it open for writing.
    #[error("{0} is in use by another process")]
    InUse(PathBuf),
    /// It was written by a newer version of the program.
    #[error(
        "{file} has form {found}, this version knows up to {known}: use the version that wrote it, or a newer one"
    )]
    TooNew {
        /// Which file.
        file: &'static str,
        /// Its form.
        found: i64,
        /// The newest form known here.
        known: i64,
    },
    /// The database is there, its key file is not. Making new keys would make everything sealed unreadable.
    #[error("{0} is missing, but there is a database: put the key file back from its copy")]
    KeyFileMissing(PathBuf),
    /// The database belongs to another node than the key file.
    #[error("the database belongs to node {database}, the key file to node {keys}")]
    OtherNode {
        /// Node of the database.
        database: String,
        /// Node of the key file.
        keys: String,
    },
    /// The last entry of the journal is damaged. `verify` tells more.
    #[error("the last entry of the journal, {0}, is damaged: run verify")]
    Damaged(u64),
    /// The kinds are not well declared, or their tables could not be made.
    #[error(transparent)]
    Kinds(#[from] StoreError),
    /// The keys are not usable.
    #[error("{context}")]
    Keys {
        /// What was being done.
        context: String,
        /// What is wrong.
        #[source]
        source: JournalError,
    },
    /// A file could not be made or read.
    #[error("{context}")]
    Io {
        /// What was being done.
        context: String,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// SQLite failed.
    #[error("{context}")]
    Sqlite {
        /// What was being done.
        context: String,
        /// What it said.
        #[source]
        source: rusqlite::Error,
    },
}

impl OpenError {
    pub(crate) fn sqlite(context: &str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Sqlite { context: context.to_owned(), source }
    }

    pub(crate) fn io(context: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { context: context.into(), source }
    }
}

/// A failure of SQLite while doing `context`.
pub(crate) fn backend(context: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |source| StoreError::backend(context, source)
}
