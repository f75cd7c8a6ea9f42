//! The store port: records, snapshots, write sets, reactors, and the suite every adapter passes.
//!
//! One way to write: **load → decide → commit**. A command reads a [`Snapshot`], decides in a pure function, and
//! commits one [`WriteSet`]: puts with expected versions, asserts, events, jobs and the audit row. A conflict is
//! a normal outcome: the caller loads and decides again. No outside call is ever made inside it.
//!
//! Adapters: `pc-store-memory`, `pc-store-sqlite`. Both pass [`conformance`].

mod error;
mod event;
mod fill;
mod journal;
mod overlay;
mod reactor;
mod record;
mod scan;
mod schema;
mod store;
mod write_set;

#[cfg(feature = "conformance")]
pub mod conformance;

pub use error::{CommitError, StoreError};
pub use event::{Event, EventPayload};
pub use fill::Fill;
pub use journal::{JournalLine, JournalWrite};
pub use overlay::Overlay;
pub use reactor::{Reacting, Reactor, ReactorError};
pub use record::{Column, ColumnKind, Index, KindSchema, Owner, Record, Stored, Subject, Value, Versioned};
pub use scan::{Cursor, Page, Scan};
pub use schema::check_kinds;
pub use store::{Commit, Job, Notice, Snapshot, SnapshotExt, Store};
pub use write_set::{Actor, Assert, Audit, Delete, NewJob, Put, WriteSet};
