use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::{
    Actor, Audit, CommitError, JournalLine, KindSchema, Page, Record, Scan, StoreError, Stored, Subject,
    Value, Versioned, WriteSet,
};

/// What a commit gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    /// Sequence number of the journal entry.
    pub sequence: u64,
    /// Whether this is an earlier commit with the same idempotency key.
    pub replayed: bool,
}

/// Told to listeners after a commit is on disk. No personal content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Sequence number of the journal entry.
    pub sequence: u64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// Kind and id of each record written or removed.
    pub records: Vec<(&'static str, Uuid)>,
    /// Names of the events.
    pub events: Vec<String>,
}

/// A claimed piece of work. It is claimed again by others after the lease ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Its id: put it in [`WriteSet::done`] of the set that completes it.
    pub id: Uuid,
    /// The queue.
    pub queue: String,
    /// What to do.
    pub payload: serde_json::Value,
    /// How often it was claimed, this time included.
    pub attempts: u32,
}

/// A store of records and their journal. All operations are safe to call from any thread.
#[async_trait]
pub trait Store: Send + Sync {
    /// A consistent view as of now.
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError>;

    /// Commits `set` whole or not at all. When it returns `Ok`, it is on disk.
    async fn commit(&self, set: WriteSet) -> Result<Commit, CommitError>;

    /// Calls `listener` after each commit, in order of sequence. It must be quick and must not call the store.
    fn on_commit(&self, listener: Box<dyn Fn(&Notice) + Send + Sync>);

    /// Claims up to `limit` jobs of `queue` that are due at `now`, each for `lease`.
    async fn claim_jobs(
        &self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>, StoreError>;

    /// Journal entries after sequence number `after`, oldest first.
    async fn journal(&self, after: u64, limit: usize) -> Result<Vec<JournalLine>, StoreError>;

    /// Destroys the keys of `subject`: its journal content is unreadable for ever, its records are removed from
    /// the tables, and the chain still verifies. The destruction is itself an entry.
    async fn destroy(&self, subject: &Subject, audit: Audit) -> Result<Commit, CommitError>;

    /// Signs the chain as it is now, where it has grown since the last checkpoint.
    async fn checkpoint(&self, at: Timestamp) -> Result<(), StoreError>;
}

/// A consistent view.
#[async_trait]
pub trait Snapshot: Send + Sync {
    /// One record.
    async fn get(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Stored>, StoreError>;

    /// A page along an index.
    async fn scan(&self, scan: &Scan) -> Result<Page, StoreError>;

    /// How many records have these leading values in the index.
    async fn count(
        &self,
        kind: &'static KindSchema,
        index: &'static str,
        prefix: &[Value],
    ) -> Result<u64, StoreError>;

    /// The raw bytes kept beside a record.
    async fn blob(&self, kind: &'static KindSchema, id: Uuid) -> Result<Option<Vec<u8>>, StoreError>;

    /// The last journal sequence number that this view holds.
    fn sequence(&self) -> u64;
}

/// Typed reads, for every snapshot.
#[async_trait]
pub trait SnapshotExt {
    /// One record, typed.
    async fn load<R: Record>(&self, id: Uuid) -> Result<Option<Versioned<R>>, StoreError>;

    /// Every record along a scan, page after page.
    async fn load_all<R: Record>(&self, scan: Scan) -> Result<Vec<Versioned<R>>, StoreError>;
}

#[async_trait]
impl<S: Snapshot + ?Sized> SnapshotExt for S {
    async fn load<R: Record>(&self, id: Uuid) -> Result<Option<Versioned<R>>, StoreError> {
        self.get(R::KIND, id).await?.as_ref().map(Versioned::read).transpose()
    }

    async fn load_all<R: Record>(&self, mut scan: Scan) -> Result<Vec<Versioned<R>>, StoreError> {
        let mut all = Vec::new();
        loop {
            let page = self.scan(&scan).await?;
            for stored in &page.records {
                all.push(Versioned::read(stored)?);
            }
            match page.next {
                Some(next) => scan.after = Some(next),
                None => return Ok(all),
            }
        }
    }
}
