//! The store port in memory: tests, tools, the reference for behaviour.

mod snapshot;
mod state;
mod table;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use pc_journal::{
    Broken, Checkpoint, Entry, Finished, KeyRing, MemoryKeys, NO_HASH, NodeKeys, Prepared, Report,
    SUBJECT_DESTROYED, StoredEntry, Verifier,
};
use pc_kernel::{Rng, SystemRng};
use pc_store::{
    Audit, Commit, CommitError, Job, JournalLine, JournalWrite, KindSchema, Notice, Snapshot, Store,
    StoreError, Subject, WriteSet, check_kinds,
};
use uuid::Uuid;

use crate::{snapshot::MemorySnapshot, state::State};

type Listener = Box<dyn Fn(&Notice) + Send + Sync>;

/// A store that lives as long as the process.
pub struct MemoryStore {
    keys: Arc<MemoryKeys>,
    ring: KeyRing,
    inner: Mutex<Inner>,
    listeners: Mutex<Vec<Listener>>,
}

struct Inner {
    state: State,
    journal: Vec<Finished>,
    checkpoints: Vec<Checkpoint>,
}

impl Inner {
    fn append(&mut self, entry: Prepared) -> u64 {
        let sequence = self.journal.len() as u64 + 1;
        let previous = self.journal.last().map_or(NO_HASH, |last| last.hash);
        self.journal.push(entry.finish(sequence, &previous));
        sequence
    }
}

impl MemoryStore {
    /// An empty store for `kinds`.
    ///
    /// # Panics
    /// When the kinds are not well declared: a mistake in the program, not in its input.
    pub fn open(kinds: &[&'static KindSchema]) -> Arc<Self> {
        Self::open_with(kinds, Arc::new(SystemRng))
    }

    /// Like [`MemoryStore::open`], with keys, nonces and entry ids from `rng`.
    ///
    /// # Panics
    /// When the kinds are not well declared.
    pub fn open_with(kinds: &[&'static KindSchema], rng: Arc<dyn Rng>) -> Arc<Self> {
        check_kinds(kinds).expect("well declared kinds");
        let node = Arc::new(NodeKeys::generate(rng.as_ref()));
        let keys = Arc::new(MemoryKeys::default());
        let ring = KeyRing::new(keys.clone(), node, rng);
        let inner = Inner { state: State::new(kinds), journal: Vec::new(), checkpoints: Vec::new() };
        Arc::new(Self { keys, ring, inner: Mutex::new(inner), listeners: Mutex::default() })
    }

    /// Recomputes the chain and opens what is sealed.
    pub fn verify(&self) -> Result<Report, Broken> {
        let inner = self.lock();
        let mut verifier =
            Verifier::new(self.ring.node().public(), inner.checkpoints.clone(), Some(&self.ring));
        for Finished { sequence, hash, bytes } in &inner.journal {
            verifier.feed(&StoredEntry { sequence: *sequence, hash, bytes })?;
        }
        verifier.finish()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells the listeners. Called under the lock: that is what puts the notices in order.
    fn tell(&self, notice: &Notice) {
        for listener in self.listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(notice);
        }
    }
}

#[async_trait]
impl Store for MemoryStore {
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        let inner = self.lock();
        Ok(Box::new(MemorySnapshot {
            tables: inner.state.tables.clone(),
            sequence: inner.journal.len() as u64,
        }))
    }

    async fn commit(&self, set: WriteSet) -> Result<Commit, CommitError> {
        for put in &set.puts {
            put.check()?;
        }
        loop {
            let entry = Prepared::new(&set, &self.ring)?;
            let mut inner = self.lock();
            if !entry.usable(&self.ring) {
                // A subject of the set was destroyed meanwhile: it is sealed again, under a new key.
                continue;
            }
            if let Some(sequence) = set.idempotency.as_ref().and_then(|key| inner.state.keys.get(key)) {
                return Ok(Commit { sequence: *sequence, replayed: true });
            }
            self.ring.flush()?;
            inner.state.apply(&set)?;
            self.keys.give(entry.new_keys());
            self.ring.given(entry.new_keys());
            let sequence = inner.append(entry);
            if let Some(key) = &set.idempotency {
                inner.state.keys.insert(key.clone(), sequence);
            }
            let removed = set.deletes.iter().map(|d| (d.kind.name, d.id));
            let records = removed.chain(set.puts.iter().map(|p| (p.kind.name, p.id))).collect();
            let events = set.events.iter().map(|e| e.name.clone().into_owned()).collect();
            self.tell(&Notice { sequence, at: set.audit.at, actor: set.audit.actor, records, events });
            return Ok(Commit { sequence, replayed: false });
        }
    }

    fn on_commit(&self, listener: Listener) {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    async fn claim_jobs(
        &self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>, StoreError> {
        Ok(self.lock().state.claim(queue, limit, now, lease))
    }

    async fn journal(&self, after: u64, limit: usize) -> Result<Vec<JournalLine>, StoreError> {
        let inner = self.lock();
        let after = usize::try_from(after).unwrap_or(usize::MAX);
        let entries = inner.journal.iter().skip(after).take(limit);
        entries.map(|e| Entry::line(&e.bytes, &e.hash).map_err(StoreError::from)).collect()
    }

    async fn destroy(&self, subject: &Subject, audit: Audit) -> Result<Commit, CommitError> {
        let mut inner = self.lock();
        let keys = self.ring.retire(subject)?;
        let removed = inner.state.remove_subject(subject);
        let write = |(kind, id, version): &(&'static str, Uuid, u64)| JournalWrite {
            kind: (*kind).to_owned(),
            id: *id,
            version: version + 1,
            deleted: true,
        };
        let writes = removed.iter().map(write).collect();
        let sequence = inner.append(Prepared::destruction(&audit, subject, &keys, writes, &self.ring));
        self.ring.delete(&keys)?;
        let records = removed.iter().map(|(kind, id, _)| (*kind, *id)).collect();
        let events = vec![SUBJECT_DESTROYED.to_owned()];
        self.tell(&Notice { sequence, at: audit.at, actor: audit.actor, records, events });
        Ok(Commit { sequence, replayed: false })
    }

    async fn checkpoint(&self, at: Timestamp) -> Result<(), StoreError> {
        let mut inner = self.lock();
        let signed = inner.checkpoints.last().map_or(0, |c| c.sequence);
        if let Some(last) = inner.journal.last()
            && last.sequence > signed
        {
            let checkpoint = Checkpoint::sign(self.ring.node(), last.sequence, last.hash, at);
            inner.checkpoints.push(checkpoint);
        }
        Ok(())
    }
}
