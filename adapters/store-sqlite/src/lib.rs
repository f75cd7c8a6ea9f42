//! The store port on SQLite: one file, one writer thread, WAL, group commit.
//!
//! A data folder holds:
//!
//! | file | what |
//! |---|---|
//! | `portcullis.db` | a table per record kind, the journal, its checkpoints, jobs, idempotency keys |
//! | `keys.db` | the wrapped data keys that seal personal content in the journal, and a copy of the checkpoints |
//! | `node.key` | the node's own secrets (mode 0600): what wraps data keys and signs checkpoints |
//! | `node.pub` | the public half |
//! | `lock` | held by the one process that writes |
//!
//! **Writing.** All sets pass through one bounded queue to one thread, which takes what is waiting (up to
//! [`Options::group`]) into one transaction, each set under its own savepoint, so that a conflict fails that set alone.
//! Answers go out after `COMMIT` with `synchronous=FULL`. Encoding and sealing happen before, on the caller's thread. Data keys are
//! made ahead by a thread of their own and durable before they are used, so that a commit is one flush; whose a key is,
//! is noted in the transaction that first uses it.
//!
//! **Reading.** A snapshot is a connection with an open read transaction from a bounded pool; whoever finds none free
//! waits, not longer than [`Options::wait`]. Reads run inline in the async functions: they are short, from the page
//! cache as a rule. Do not keep a snapshot across slow work: it keeps the write-ahead log from being folded back.
//!
//! **Destroying.** In this order: the rows and the entry that says so are committed, with the names of the keys still
//! to be deleted; the keys are deleted; that note is removed. A crash in between is finished at the next opening.

mod apply;
mod error;
mod keys;
mod node_file;
mod options;
mod pool;
mod scan;
mod schema;
mod snapshot;
mod sql;
mod store;
mod verify;
mod words;
mod writer;

pub use error::OpenError;
pub use options::Options;
pub use store::SqliteStore;
pub use verify::{VerifyError, verify_dir};

/// The database of a data folder.
pub const DATABASE: &str = "portcullis.db";
/// The keys of a data folder.
pub const KEYS: &str = "keys.db";
/// The node's secrets in a data folder.
pub const NODE_KEY: &str = "node.key";
/// The node's public key in a data folder.
pub const NODE_PUBLIC: &str = "node.pub";
