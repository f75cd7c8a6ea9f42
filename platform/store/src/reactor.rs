use std::sync::Arc;

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};

use crate::{
    Audit, Commit, CommitError, Event, Job, JournalLine, Notice, Overlay, Snapshot, Store, StoreError,
    Subject, WriteSet,
};

/// Why a reactor did not take part.
#[derive(Debug, thiserror::Error)]
pub enum ReactorError {
    /// It could not read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Its rules do not allow the write.
    #[error("{0}")]
    Refused(String),
}

/// How a domain answers another domain's events **inside the same commit**: it reads the view (which already
/// shows what the set writes), and adds its own writes and events.
#[async_trait]
pub trait Reactor: Send + Sync {
    /// Puts into `answer` (whose audit row is that of the set) what `events` call for.
    async fn react(
        &self,
        view: &dyn Snapshot,
        events: &[Event],
        answer: &mut WriteSet,
    ) -> Result<(), ReactorError>;
}

/// A store whose commits pass through reactors, in order, until none adds an event.
pub struct Reacting {
    inner: Arc<dyn Store>,
    reactors: Vec<Arc<dyn Reactor>>,
}

impl Reacting {
    /// `inner`, with `reactors`.
    pub fn new(inner: Arc<dyn Store>, reactors: Vec<Arc<dyn Reactor>>) -> Self {
        Self { inner, reactors }
    }
}

#[async_trait]
impl Store for Reacting {
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        self.inner.snapshot().await
    }

    async fn commit(&self, mut set: WriteSet) -> Result<Commit, CommitError> {
        if !set.events.is_empty() {
            let base = self.inner.snapshot().await?;
            let mut first = 0;
            while first < set.events.len() {
                let seen = set.events.len();
                for reactor in &self.reactors {
                    let mut answer = WriteSet::new(set.audit.clone());
                    let view = Overlay::new(base.as_ref(), &set);
                    reactor.react(&view, &set.events[first..seen], &mut answer).await?;
                    set.join(answer);
                }
                first = seen;
            }
        }
        self.inner.commit(set).await
    }

    fn on_commit(&self, listener: Box<dyn Fn(&Notice) + Send + Sync>) {
        self.inner.on_commit(listener);
    }

    async fn claim_jobs(
        &self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>, StoreError> {
        self.inner.claim_jobs(queue, limit, now, lease).await
    }

    async fn journal(&self, after: u64, limit: usize) -> Result<Vec<JournalLine>, StoreError> {
        self.inner.journal(after, limit).await
    }

    async fn destroy(&self, subject: &Subject, audit: Audit) -> Result<Commit, CommitError> {
        self.inner.destroy(subject, audit).await
    }

    async fn checkpoint(&self, at: Timestamp) -> Result<(), StoreError> {
        self.inner.checkpoint(at).await
    }
}
