//! Recomputing the chain, and naming the first entry that is not what it was.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt,
};

use serde::Serialize;
use uuid::Uuid;

use crate::{Checkpoint, Entry, Hash, Item, JournalError, KeyRing, NO_HASH, Part, PublicKey, hash};

/// An entry as a store keeps it.
#[derive(Debug, Clone, Copy)]
pub struct StoredEntry<'a> {
    /// The number it is kept under.
    pub sequence: u64,
    /// The hash kept beside it.
    pub hash: &'a [u8],
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// A chain that holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries, which is also the last number.
    pub entries: u64,
    /// Hash of the last entry, hexadecimal.
    pub last_hash: String,
    /// Checkpoints whose signature holds.
    pub checkpoints: u64,
    /// The last entry that a checkpoint covers.
    pub signed_up_to: u64,
    /// Sealed parts.
    pub sealed: u64,
    /// Of them opened (only where keys were given to open them with).
    pub opened: u64,
    /// Of them unreadable since their key was destroyed.
    pub destroyed: u64,
    /// Of those destroyed, the ones whose destruction no entry tells of: the key is lost.
    pub lost: u64,
    /// Of the sealed parts, those that do not open with their key.
    pub failed: u64,
}

/// The first entry that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("entry {sequence} is broken: {reason}")]
pub struct Broken {
    /// Its number.
    pub sequence: u64,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Its bytes do not have the hash kept beside them.
    Hash,
    /// Its bytes do not have the hash that the next entry was chained to.
    Chain,
    /// It is missing, or out of order.
    Gap,
    /// Its hash is right but its bytes are not those of an entry.
    Undecodable(String),
    /// It says that another node wrote it.
    ForeignNode(Uuid),
    /// The checkpoint at it has a signature that is not this node's.
    Signature,
    /// The checkpoint at it was signed for another hash, or the chain ends before it.
    Checkpoint,
    /// The storage below could not read it.
    Unreadable(String),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hash => f.write_str("its bytes do not have the hash kept beside them"),
            Self::Chain => f.write_str("its bytes do not have the hash that the next entry was chained to"),
            Self::Gap => f.write_str("it is missing or out of order"),
            Self::Undecodable(why) => write!(f, "its hash is right but its bytes are no entry: {why}"),
            Self::ForeignNode(node) => write!(f, "it says that node {node} wrote it"),
            Self::Signature => f.write_str("the checkpoint at it is not signed by this node"),
            Self::Checkpoint => {
                f.write_str("a signed checkpoint says another hash for it, or that it existed")
            }
            Self::Unreadable(why) => write!(f, "it cannot be read: {why}"),
        }
    }
}

/// Takes entries in order and checks them.
pub struct Verifier<'a> {
    public: PublicKey,
    checkpoints: BTreeMap<u64, Vec<Checkpoint>>,
    ring: Option<&'a KeyRing>,
    previous: Hash,
    report: Report,
    without_key: HashMap<Uuid, u64>,
    told: HashSet<Uuid>,
}

impl<'a> Verifier<'a> {
    /// Of the chain of the node of `public`; `ring` to also open what is sealed.
    pub fn new(
        public: PublicKey,
        checkpoints: impl IntoIterator<Item = Checkpoint>,
        ring: Option<&'a KeyRing>,
    ) -> Self {
        let mut at: BTreeMap<u64, Vec<Checkpoint>> = BTreeMap::new();
        for checkpoint in checkpoints {
            at.entry(checkpoint.sequence).or_default().push(checkpoint);
        }
        Self {
            public,
            checkpoints: at,
            ring,
            previous: NO_HASH,
            report: Report::default(),
            without_key: HashMap::new(),
            told: HashSet::new(),
        }
    }

    /// The number that the next entry must have.
    pub fn expects(&self) -> u64 {
        self.report.entries + 1
    }

    /// Checks the next entry.
    pub fn feed(&mut self, stored: &StoredEntry<'_>) -> Result<(), Broken> {
        let expected = self.expects();
        let broken = |sequence, reason| Err(Broken { sequence, reason });
        if stored.sequence != expected {
            return broken(expected, Reason::Gap);
        }
        let own = hash(stored.bytes);
        if own != stored.hash {
            return broken(expected, Reason::Hash);
        }
        let entry = match Entry::decode(stored.bytes) {
            Ok(entry) => entry,
            Err(error) => return broken(expected, Reason::Undecodable(error.to_string())),
        };
        if entry.sequence != expected {
            return broken(expected, Reason::Gap);
        }
        if entry.header.node != self.public.node {
            return broken(expected, Reason::ForeignNode(entry.header.node));
        }
        if entry.previous != self.previous {
            // This entry has its own hash, so the one before is not the one that was here.
            return broken(expected.saturating_sub(1).max(1), Reason::Chain);
        }
        for checkpoint in self.checkpoints.remove(&expected).unwrap_or_default() {
            if !checkpoint.is_signed_by(&self.public) {
                return broken(expected, Reason::Signature);
            }
            if checkpoint.hash != own {
                return broken(expected, Reason::Checkpoint);
            }
            self.report.checkpoints += 1;
            self.report.signed_up_to = expected;
        }
        self.content(&entry);
        self.previous = own;
        self.report.entries = expected;
        Ok(())
    }

    fn content(&mut self, entry: &Entry) {
        for (number, part) in entry.parts.iter().enumerate() {
            let sealed = match part {
                Part::Clear(items) => {
                    for item in items {
                        if let Item::Destroyed { keys, .. } = item {
                            self.told.extend(keys);
                        }
                    }
                    continue;
                }
                Part::Sealed(sealed) => sealed,
            };
            self.report.sealed += 1;
            let Some(ring) = self.ring else { continue };
            match ring.opening(sealed.key).and_then(|key| entry.open(number, &key)) {
                Ok(_) => self.report.opened += 1,
                Err(JournalError::KeyDestroyed { key }) => {
                    self.report.destroyed += 1;
                    *self.without_key.entry(key).or_default() += 1;
                }
                Err(_) => self.report.failed += 1,
            }
        }
    }

    /// What was found, once every entry was fed.
    pub fn finish(mut self) -> Result<Report, Broken> {
        if let Some((_, checkpoints)) = self.checkpoints.pop_first() {
            // A checkpoint beyond the end: entries were cut off, unless it is forged.
            let signed = checkpoints.iter().all(|c| c.is_signed_by(&self.public));
            let reason = if signed { Reason::Checkpoint } else { Reason::Signature };
            return Err(Broken { sequence: self.expects(), reason });
        }
        self.report.lost =
            self.without_key.iter().filter(|(key, _)| !self.told.contains(key)).map(|(_, parts)| parts).sum();
        self.report.last_hash = hex::encode(self.previous);
        Ok(self.report)
    }
}
