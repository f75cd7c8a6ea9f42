use std::{ops::Deref, sync::Arc};

use jiff::Timestamp;
use pc_access::{Access, PolicyError};
use pc_identity::Identity;
use pc_kernel::{Clock, Ids, Rng};
use pc_store::{Notice, Store};
use tokio::sync::{Semaphore, broadcast, watch};

use crate::{Problem, changes};

/// Notices that a slow listener may be behind before it is told to start over.
const BEHIND: usize = 1024;
/// Passwords hashed at the same time: each takes 19 MiB and a core.
const HASHERS: usize = 2;

/// What every route shares. Cheap to clone; the state of every domain's router.
#[derive(Clone)]
pub struct Web(Arc<Shared>);

/// The contents of [`Web`], reached through it.
#[non_exhaustive]
pub struct Shared {
    /// Records and journal.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Who may do what.
    pub access: Access,
    /// Accounts and sessions.
    pub identity: Arc<Identity>,
    notices: broadcast::Sender<Arc<Notice>>,
    closing: watch::Sender<bool>,
    hashers: Semaphore,
}

impl Web {
    /// The shared state over `store`, whose commits it listens to from now on.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Result<Self, PolicyError> {
        let identity = Arc::new(Identity::new(Arc::clone(&store), Arc::clone(&clock), Arc::clone(&rng)));
        let (notices, _) = broadcast::channel(BEHIND);
        let (closing, _) = watch::channel(false);
        let sender = notices.clone();
        store.on_commit(Box::new(move |notice| {
            // Nobody listening is fine.
            if sender.receiver_count() > 0 && changes::is_news(notice) {
                let _ = sender.send(Arc::new(notice.clone()));
            }
        }));
        let access = Access::new()?;
        let hashers = Semaphore::new(HASHERS);
        Ok(Self(Arc::new(Shared { store, clock, rng, access, identity, notices, closing, hashers })))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Fresh identifiers.
    pub fn ids(&self) -> Ids<'_> {
        Ids::new(self.clock.as_ref(), self.rng.as_ref())
    }

    /// Every commit that wrote a record somebody may be looking at, from now on.
    pub fn notices(&self) -> broadcast::Receiver<Arc<Notice>> {
        self.notices.subscribe()
    }

    /// Ends the streams of live updates. Call it when the program is asked to stop: a graceful stop waits for open
    /// answers, and these would never end.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(crate) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// Runs the slow work of a password on a thread for blocking work, a few at a time.
    pub(crate) async fn hash<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _permit = self.hashers.acquire().await.map_err(Problem::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Problem::internal)
    }
}

impl Deref for Web {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}
