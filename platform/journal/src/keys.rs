//! Data keys and where their wrapped form is kept.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use pc_store::Subject;
use uuid::Uuid;

use crate::JournalError;

/// A data key as it is kept: wrapped by the node's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrappedKey {
    /// Its id, named by every part that it seals.
    pub id: Uuid,
    /// Nonce, sealed key, tag.
    pub wrapped: Vec<u8>,
}

/// Where wrapped keys live, apart from the journal; and, kept with the journal and written in the same transaction as
/// its entries, whose they are.
pub trait KeyStore: Send + Sync {
    /// The key with this id.
    fn get(&self, id: Uuid) -> Result<Option<WrappedKey>, JournalError>;

    /// The keys that committed entries gave to a subject. A subject can have several; a destroyed one is not named.
    fn of(&self, subject: &Subject) -> Result<Vec<Uuid>, JournalError>;

    /// Keeps `keys`; durable when it returns.
    fn save(&self, keys: &[WrappedKey]) -> Result<(), JournalError>;

    /// Deletes keys for ever; those that are not there are passed over. Durable when it returns.
    fn delete(&self, ids: &[Uuid]) -> Result<(), JournalError>;
}

/// Keys in memory, for tests and for the store in memory.
#[derive(Debug, Default)]
pub struct MemoryKeys(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    keys: BTreeMap<Uuid, WrappedKey>,
    given: BTreeMap<Uuid, Subject>,
}

impl MemoryKeys {
    fn with<T>(&self, work: impl FnOnce(&mut Memory) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes whose these keys are.
    pub fn give(&self, keys: &[(Uuid, Subject)]) {
        self.with(|m| m.given.extend(keys.iter().cloned()));
    }
}

impl KeyStore for MemoryKeys {
    fn get(&self, id: Uuid) -> Result<Option<WrappedKey>, JournalError> {
        Ok(self.with(|m| m.keys.get(&id).cloned()))
    }

    fn of(&self, subject: &Subject) -> Result<Vec<Uuid>, JournalError> {
        Ok(self.with(|m| m.given.iter().filter(|(_, s)| *s == subject).map(|(id, _)| *id).collect()))
    }

    fn save(&self, new: &[WrappedKey]) -> Result<(), JournalError> {
        self.with(|m| m.keys.extend(new.iter().map(|k| (k.id, k.clone()))));
        Ok(())
    }

    fn delete(&self, ids: &[Uuid]) -> Result<(), JournalError> {
        self.with(|m| {
            for id in ids {
                m.keys.remove(id);
                m.given.remove(id);
            }
        });
        Ok(())
    }
}

/// A data key, ready to seal and open.
pub struct DataKey {
    id: Uuid,
    key: LessSafeKey,
}

impl DataKey {
    /// The key of these 32 bytes.
    pub(crate) fn new(id: Uuid, bytes: &[u8; 32]) -> Self {
        let key = UnboundKey::new(&AES_256_GCM, bytes).expect("32 bytes are a key");
        Self { id, key: LessSafeKey::new(key) }
    }

    /// Its id.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Seals `content` in place, the tag at its end. A nonce must never be used twice with one key: 96 random bits
    /// are safe for 2^32 parts of one subject (NIST SP 800-38D §8.3).
    pub(crate) fn seal(&self, nonce: [u8; NONCE_LEN], place: &[u8], content: &mut Vec<u8>) {
        self.key
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(place), content)
            .expect("content is less than 64 GiB");
    }

    /// Opens what [`DataKey::seal`] made for the same place.
    pub(crate) fn open(
        &self,
        nonce: [u8; NONCE_LEN],
        place: &[u8],
        ciphertext: &[u8],
    ) -> Result<Vec<u8>, JournalError> {
        let mut content = ciphertext.to_vec();
        let len = self
            .key
            .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(place), &mut content)
            .map_err(|_| JournalError::NotAuthentic { key: self.id })?
            .len();
        content.truncate(len);
        Ok(content)
    }
}
