//! The keys in use: found or made when content is sealed, found when it is opened, retired when it is destroyed.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use pc_kernel::Rng;
use pc_store::Subject;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{DataKey, JournalError, KeyStore, NodeKeys, WrappedKey};

/// Subjects whose key is remembered, at most; beyond it all are forgotten and found again when needed.
const REMEMBERED: usize = 16_384;
/// Retired keys remembered, at most: see [`KeyRing::usable`].
const RETIRED: usize = 65_536;

/// Finds, makes and retires data keys.
///
/// A key must be durable before anything that it sealed. Keys that were made ahead ([`KeyRing::refill`]) are, so that a
/// new subject costs no flush of its own; when none is left, one is made at once and made durable by
/// [`KeyRing::flush`], which the writer calls before it commits.
pub struct KeyRing {
    store: Arc<dyn KeyStore>,
    node: Arc<NodeKeys>,
    rng: Arc<dyn Rng>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    known: HashMap<Subject, Sealing>,
    /// Durable and nobody's yet; the oldest first.
    ready: VecDeque<WrappedKey>,
    /// In use and not durable yet.
    pending: Vec<WrappedKey>,
    retired: HashSet<Uuid>,
    order: VecDeque<Uuid>,
    /// Retired keys ever, and how many of them are no longer in `retired`.
    epoch: u64,
    forgotten: u64,
}

/// The key to seal a subject's content with.
#[derive(Clone)]
pub struct Sealing {
    /// The key.
    pub key: Arc<DataKey>,
    /// Whether a committed entry has given it to the subject. If not, the set that it seals must do so.
    pub given: bool,
}

impl KeyRing {
    /// The keys of `store`, wrapped by those of `node`.
    pub fn new(store: Arc<dyn KeyStore>, node: Arc<NodeKeys>, rng: Arc<dyn Rng>) -> Self {
        Self { store, node, rng, state: Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The node whose keys these are.
    pub fn node(&self) -> &NodeKeys {
        &self.node
    }

    pub(crate) fn rng(&self) -> &dyn Rng {
        self.rng.as_ref()
    }

    /// How many keys were retired so far; to be asked before sealing and given to [`KeyRing::usable`].
    pub(crate) fn epoch(&self) -> u64 {
        self.state().epoch
    }

    /// The key to seal content of `subject` with.
    pub fn sealing(&self, subject: &Subject) -> Result<Sealing, JournalError> {
        if let Some(sealing) = self.state().known.get(subject) {
            return Ok(sealing.clone());
        }
        // The store is read without the lock. Two threads may both find nothing: the second then takes the first's
        // key, or, if that was already forgotten, the subject has two, which is harmless.
        let mut kept = Vec::new();
        for id in self.store.of(subject)? {
            kept.extend(self.store.get(id)?);
        }
        let mut state = self.state();
        if let Some(sealing) = state.known.get(subject) {
            return Ok(sealing.clone());
        }
        let found = kept.into_iter().find(|k| !state.retired.contains(&k.id));
        let given = found.is_some();
        let wrapped = found.or_else(|| state.ready.pop_front()).unwrap_or_else(|| {
            let wrapped = self.make();
            state.pending.push(wrapped.clone());
            wrapped
        });
        let sealing = Sealing { key: Arc::new(self.node.unwrap(&wrapped)?), given };
        if state.known.len() >= REMEMBERED {
            state.known.clear();
        }
        state.known.insert(subject.clone(), sealing.clone());
        Ok(sealing)
    }

    fn make(&self) -> WrappedKey {
        let mut id = [0; 16];
        self.rng.fill(&mut id);
        let mut bytes = Zeroizing::new([0; 32]);
        self.rng.fill(&mut bytes[..]);
        self.node.wrap(uuid::Builder::from_random_bytes(id).into_uuid(), &bytes, self.rng.as_ref())
    }

    /// How many durable keys are ready for new subjects.
    pub fn ready(&self) -> usize {
        self.state().ready.len()
    }

    /// Makes `count` more keys ready. It flushes to disk: not for a thread that somebody waits for.
    pub fn refill(&self, count: usize) -> Result<(), JournalError> {
        let keys: Vec<WrappedKey> = std::iter::repeat_with(|| self.make()).take(count).collect();
        self.store.save(&keys)?;
        self.reuse(keys);
        Ok(())
    }

    /// Takes keys that are durable and were never given to anybody.
    pub fn reuse(&self, keys: impl IntoIterator<Item = WrappedKey>) {
        self.state().ready.extend(keys);
    }

    /// The key that sealed a part.
    pub fn opening(&self, id: Uuid) -> Result<DataKey, JournalError> {
        let pending = {
            let state = self.state();
            if state.retired.contains(&id) {
                return Err(JournalError::KeyDestroyed { key: id });
            }
            state.pending.iter().find(|k| k.id == id).cloned()
        };
        let wrapped = match pending {
            Some(key) => key,
            None => self.store.get(id)?.ok_or(JournalError::KeyDestroyed { key: id })?,
        };
        self.node.unwrap(&wrapped)
    }

    /// Makes every key handed out so far durable. Called by the one writer, before it commits.
    pub fn flush(&self) -> Result<(), JournalError> {
        let keys = self.state().pending.clone();
        if keys.is_empty() {
            return Ok(());
        }
        self.store.save(&keys)?;
        // Others only ever push behind, and only the writer flushes.
        self.state().pending.drain(..keys.len());
        Ok(())
    }

    /// Notes that these keys were given to their subjects by committed entries. Called by the one writer.
    pub fn given(&self, keys: &[(Uuid, Subject)]) {
        let mut state = self.state();
        for (id, subject) in keys {
            if let Some(sealing) = state.known.get_mut(subject).filter(|s| s.key.id() == *id) {
                sealing.given = true;
            }
        }
    }

    /// Takes the keys of `subject` out of use and names them; [`KeyRing::delete`] then destroys them. Called by the
    /// one writer.
    ///
    /// A key that an uncommitted set holds and that is no longer remembered here escapes: that set then commits wholly
    /// after the destruction, under a key that nothing destroyed was sealed with.
    pub fn retire(&self, subject: &Subject) -> Result<Vec<Uuid>, JournalError> {
        self.flush()?;
        let mut ids = self.store.of(subject)?;
        let mut state = self.state();
        if let Some(sealing) = state.known.remove(subject)
            && !ids.contains(&sealing.key.id())
        {
            ids.push(sealing.key.id());
        }
        for id in &ids {
            if state.retired.insert(*id) {
                state.order.push_back(*id);
                state.epoch += 1;
            }
        }
        while state.order.len() > RETIRED {
            if let Some(old) = state.order.pop_front() {
                state.retired.remove(&old);
                state.forgotten += 1;
            }
        }
        Ok(ids)
    }

    /// Whether content sealed with `keys`, begun when [`KeyRing::epoch`] was `epoch`, may still be committed: none
    /// of the keys was retired meanwhile. Where that is too long ago to know, it may not.
    pub(crate) fn usable(&self, keys: &[Uuid], epoch: u64) -> bool {
        let state = self.state();
        epoch >= state.forgotten && !keys.iter().any(|id| state.retired.contains(id))
    }

    /// Destroys keys for ever.
    pub fn delete(&self, ids: &[Uuid]) -> Result<(), JournalError> {
        self.store.delete(ids)
    }
}
