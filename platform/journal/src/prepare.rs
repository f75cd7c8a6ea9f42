//! From a write set to the bytes of an entry. The costly work (JSON, sealing) is done on the caller's thread.

use std::collections::BTreeMap;

use pc_store::{Audit, JournalWrite, Put, Subject, WriteSet};
use uuid::Uuid;

use crate::{
    Hash, Item, JournalError, KeyRing, Part, Sealed, Sealing,
    codec::Writer,
    entry::{Header, MAGIC, PREFIX, place},
    hash,
};

/// Name of the event that says that a subject's keys were destroyed.
pub const SUBJECT_DESTROYED: &str = "store.subject-destroyed";

/// An entry but for its number and chain.
pub struct Prepared {
    bytes: Vec<u8>,
    keys: Vec<Uuid>,
    new: Vec<(Uuid, Subject)>,
    epoch: u64,
}

/// An entry ready to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finished {
    /// Its number.
    pub sequence: u64,
    /// Its hash, which the next entry will hold.
    pub hash: Hash,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Prepared {
    /// Encodes and seals everything that `set` writes and says.
    pub fn new(set: &WriteSet, ring: &KeyRing) -> Result<Self, JournalError> {
        let epoch = ring.epoch();
        let writes = written(set);
        let events = set.events.iter().map(|e| e.name.clone().into_owned()).collect();
        let header = header(&set.audit, writes, events, ring);

        let mut parts: BTreeMap<Option<&Subject>, Content> = BTreeMap::new();
        let first_put = set.deletes.len();
        for (at, put) in set.puts.iter().enumerate() {
            parts.entry(put.subject.as_ref()).or_default().document(first_put + at, put);
        }
        for (at, event) in set.events.iter().enumerate() {
            let payload = serde_json::to_vec(&event.payload)?;
            parts.entry(event.subject.as_ref()).or_default().event(at, event.version, &payload);
        }

        let mut w = begin(&header);
        let (mut keys, mut new) = (Vec::new(), Vec::new());
        w.count(parts.len());
        for (number, (subject, content)) in parts.into_iter().enumerate() {
            let mut content = content.finish();
            let Some(subject) = subject else {
                w.u8(0);
                w.bytes(&content);
                continue;
            };
            let Sealing { key, given } = ring.sealing(subject)?;
            let mut nonce = [0; 12];
            ring.rng().fill(&mut nonce);
            key.seal(nonce, &place(&header, number, subject, key.id()), &mut content);
            keys.push(key.id());
            if !given {
                new.push((key.id(), subject.clone()));
            }
            Part::Sealed(Sealed { subject: subject.clone(), key: key.id(), nonce, ciphertext: content })
                .encode(&mut w);
        }
        Ok(Self { bytes: w.0, keys, new, epoch })
    }

    /// The entry that says that `keys` of `subject` are destroyed and `writes` were removed.
    pub fn destruction(
        audit: &Audit,
        subject: &Subject,
        keys: &[Uuid],
        writes: Vec<JournalWrite>,
        ring: &KeyRing,
    ) -> Self {
        let header = header(audit, writes, vec![SUBJECT_DESTROYED.to_owned()], ring);
        let mut w = begin(&header);
        w.count(1);
        Part::Clear(vec![Item::Destroyed { subject: subject.clone(), keys: keys.to_vec() }]).encode(&mut w);
        Self { bytes: w.0, keys: Vec::new(), new: Vec::new(), epoch: u64::MAX }
    }

    /// Whether every key that sealed it is still in use. If not, the set must be prepared again: the subject was
    /// destroyed meanwhile. Asked by the writer.
    pub fn usable(&self, ring: &KeyRing) -> bool {
        ring.usable(&self.keys, self.epoch)
    }

    /// Keys that no committed entry has given to their subjects yet: the same transaction must note them. Several
    /// sets may name the same.
    pub fn new_keys(&self) -> &[(Uuid, Subject)] {
        &self.new
    }

    /// Adds number and chain.
    pub fn finish(mut self, sequence: u64, previous: &Hash) -> Finished {
        self.bytes[4..12].copy_from_slice(&sequence.to_be_bytes());
        self.bytes[12..PREFIX].copy_from_slice(previous);
        Finished { sequence, hash: hash(&self.bytes), bytes: self.bytes }
    }
}

/// The writes of a set, in the order of the header: removals first. A removal counts as one version more.
fn written(set: &WriteSet) -> Vec<JournalWrite> {
    let line = |kind: &str, id, expected, deleted| JournalWrite {
        kind: kind.to_owned(),
        id,
        version: expected + 1,
        deleted,
    };
    let deletes = set.deletes.iter().map(|d| line(d.kind.name, d.id, d.expected, true));
    deletes.chain(set.puts.iter().map(|p| line(p.kind.name, p.id, p.expected, false))).collect()
}

fn header(audit: &Audit, writes: Vec<JournalWrite>, events: Vec<String>, ring: &KeyRing) -> Header {
    let mut entry = [0; 16];
    ring.rng().fill(&mut entry);
    Header {
        node: ring.node().node(),
        entry: uuid::Builder::from_random_bytes(entry).into_uuid(),
        at: audit.at,
        actor: audit.actor.clone(),
        purpose: audit.purpose.clone().into_owned(),
        cause: audit.cause.clone(),
        writes,
        events,
    }
}

/// The bytes up to the parts, with the place of number and chain left open.
fn begin(header: &Header) -> Writer {
    let mut w = Writer::default();
    w.raw(&MAGIC);
    w.raw(&[0; PREFIX - MAGIC.len()]);
    header.encode(&mut w);
    w
}

/// The items of a part, written straight from the set.
#[derive(Default)]
struct Content {
    count: u32,
    items: Writer,
}

impl Content {
    fn document(&mut self, write: usize, put: &Put) {
        self.count += 1;
        Item::encode_document(
            &mut self.items,
            (write, put.kind.schema),
            &put.values,
            &put.doc,
            put.blob.as_deref(),
        );
    }

    fn event(&mut self, at: usize, version: u32, payload: &[u8]) {
        self.count += 1;
        Item::encode_event(&mut self.items, at, version, payload);
    }

    fn finish(self) -> Vec<u8> {
        // Room for the seal's tag, so that sealing does not copy.
        let mut w = Writer(Vec::with_capacity(4 + self.items.0.len() + 16));
        w.u32(self.count);
        w.raw(&self.items.0);
        w.0
    }
}
