use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use futures::lock::Mutex;
use pc_kernel::{Clock, Ids, Rng, sha256_hex};
use pc_manifest::Interchange;
use pc_store::{Audit, CommitError, SnapshotExt, Store, StoreError};

use crate::{
    MovementError,
    commands::{MessageReceipt, Receipt, Received, receive},
    model::{Agency, MESSAGE, Message},
    rules::legs,
};

/// How many times a transmission is decided again after a conflict.
const ATTEMPTS: usize = 20;
const LANES: usize = 64;

/// Takes transmissions in. Messages about one flight go one after another in a lane; flights go side by side.
pub struct Intake {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    lanes: Vec<Mutex<()>>,
}

/// Why a transmission was not taken in; it should be sent again.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// It could not be decided.
    #[error(transparent)]
    Movement(#[from] MovementError),
    /// It could not be committed.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for IntakeError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

impl Intake {
    /// Writes to `store`.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self { store, clock, rng, lanes: (0..LANES).map(|_| Mutex::new(())).collect() }
    }

    /// Reads `bytes`, keeps them, and applies what they say. When it returns, everything is on disk. A transmission
    /// with the same `key` as an earlier one has no second effect.
    pub async fn take(
        &self,
        bytes: Vec<u8>,
        file_name: &str,
        source: &str,
        key: Option<String>,
        audit: Audit,
    ) -> Result<Receipt, IntakeError> {
        let at = audit.at;
        let today = at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let interchange = pc_passenger::read_interchange(&bytes, today);
        let sha256 = sha256_hex(&bytes);
        let received =
            Received { bytes, file_name: file_name.to_owned(), source: source.to_owned(), sha256, at };
        let _lanes = self.enter(&interchange).await?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            let view = self.store.snapshot().await?;
            let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
            let (mut set, receipt) =
                receive(view.as_ref(), &received, &interchange, &ids, audit.clone()).await?;
            drop(view);
            set.idempotency.clone_from(&key);
            match self.store.commit(set).await {
                Ok(commit) if commit.replayed => return self.earlier(commit.sequence).await,
                Ok(_) => return Ok(receipt),
                Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The receipt of a transmission that was taken in before, under journal entry `sequence`.
    async fn earlier(&self, sequence: u64) -> Result<Receipt, IntakeError> {
        let lines = self.store.journal(sequence - 1, 1).await?;
        let view = self.store.snapshot().await?;
        let mut receipt = Receipt { transmission: uuid::Uuid::nil(), messages: Vec::new() };
        for write in lines.iter().flat_map(|l| &l.writes).filter(|w| w.kind == MESSAGE.name) {
            if let Some(found) = view.load::<Message>(write.id).await? {
                receipt.transmission = found.record.transmission;
                receipt.messages.push(MessageReceipt { message: found.record });
            }
        }
        Ok(receipt)
    }

    /// Enters the lane of every flight that the messages speak of, in one order, so that nobody waits in a circle.
    async fn enter(
        &self,
        interchange: &Interchange,
    ) -> Result<Vec<futures::lock::MutexGuard<'_, ()>>, IntakeError> {
        let view = self.store.snapshot().await?;
        let agency = view.load::<Agency>(Agency::ID).await?.map(|a| a.record).unwrap_or_default();
        drop(view);
        let lanes: BTreeSet<usize> = interchange
            .messages
            .iter()
            .flat_map(|m| legs::listed_legs(m, &agency))
            .map(|leg| {
                let mut hasher = DefaultHasher::new();
                legs::leg_key(leg).hash(&mut hasher);
                hasher.finish() as usize % LANES
            })
            .collect();
        let mut guards = Vec::with_capacity(lanes.len());
        for lane in lanes {
            guards.push(self.lanes[lane].lock().await);
        }
        Ok(guards)
    }
}
