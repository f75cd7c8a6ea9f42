//! Entries as read back from their bytes. The form is described at the top of the crate.

use std::borrow::Cow;

use jiff::Timestamp;
use pc_store::{Actor, JournalLine, JournalWrite, Subject, Value};
use uuid::Uuid;

use crate::{
    DataKey, Hash, JournalError,
    codec::{Reader, Writer},
};

/// The first four bytes of an entry: its form.
pub(crate) const MAGIC: [u8; 4] = *b"PCJ\x01";
/// Bytes before the body: magic, sequence number, hash of the entry before.
pub(crate) const PREFIX: usize = 4 + 8 + 32;

/// An entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number at its node, from 1 without gaps.
    pub sequence: u64,
    /// Hash of the entry before.
    pub previous: Hash,
    /// What stands in clear.
    pub header: Header,
    /// The content, clear or sealed.
    pub parts: Vec<Part>,
}

/// What an entry says in clear.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The node that wrote it.
    pub node: Uuid,
    /// A random id of the entry, to which its sealed parts are bound.
    pub entry: Uuid,
    /// The audit time.
    pub at: Timestamp,
    /// Who wrote.
    pub actor: Actor,
    /// What for.
    pub purpose: String,
    /// What led to it.
    pub cause: Option<String>,
    /// The records written.
    pub writes: Vec<JournalWrite>,
    /// Names of the events.
    pub events: Vec<String>,
}

/// A part of the content.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// Holds no personal data.
    Clear(Vec<Item>),
    /// The content of one subject.
    Sealed(Sealed),
}

/// Content under the key of its subject.
#[derive(Debug, Clone, PartialEq)]
pub struct Sealed {
    /// Whose, under which retention class.
    pub subject: Subject,
    /// The data key.
    pub key: Uuid,
    /// The nonce of the seal.
    pub nonce: [u8; 12],
    /// The sealed items and, at the end, the tag.
    pub ciphertext: Vec<u8>,
}

/// One thing that an entry holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A record as it was put.
    Document {
        /// Which of the header's writes.
        write: u32,
        /// Version of the document's form.
        schema: u32,
        /// The column values.
        values: Vec<Value>,
        /// The document, JSON.
        doc: Vec<u8>,
        /// The raw bytes, where the write brought them.
        blob: Option<Vec<u8>>,
    },
    /// The payload of an event.
    Event {
        /// Which of the header's events.
        event: u32,
        /// Version of the payload's form.
        version: u32,
        /// The payload, JSON.
        payload: Vec<u8>,
    },
    /// Keys were destroyed.
    Destroyed {
        /// Whose.
        subject: Subject,
        /// Which.
        keys: Vec<Uuid>,
    },
}

/// What reading a part gave.
pub type Content = Result<Vec<Item>, JournalError>;

impl Entry {
    /// Reads an entry from all of `bytes`.
    pub fn decode(bytes: &[u8]) -> Result<Self, JournalError> {
        let mut r = Reader::new(bytes);
        let (sequence, previous) = prefix(&mut r)?;
        let header = Header::decode(&mut r)?;
        let parts = r.list(Part::decode)?;
        r.end()?;
        Ok(Self { sequence, previous, header, parts })
    }

    /// What an auditor's list shows of the entry in `bytes`, whose hash is `hash`.
    pub fn line(bytes: &[u8], hash: &[u8]) -> Result<JournalLine, JournalError> {
        let mut r = Reader::new(bytes);
        let (sequence, _) = prefix(&mut r)?;
        let Header { at, actor, purpose, cause, writes, events, .. } = Header::decode(&mut r)?;
        Ok(JournalLine { sequence, at, actor, purpose, cause, writes, events, hash: hex::encode(hash) })
    }

    /// Opens part number `part` with `key`.
    pub fn open(&self, part: usize, key: &DataKey) -> Content {
        match self.parts.get(part) {
            None => Err(JournalError::Undecodable { offset: 0, reason: "the entry has no such part" }),
            Some(Part::Clear(items)) => Ok(items.clone()),
            Some(Part::Sealed(sealed)) => {
                let place = place(&self.header, part, &sealed.subject, sealed.key);
                items(&key.open(sealed.nonce, &place, &sealed.ciphertext)?)
            }
        }
    }
}

/// The additional data of a sealed part: where it belongs.
pub(crate) fn place(header: &Header, part: usize, subject: &Subject, key: Uuid) -> Vec<u8> {
    let mut w = Writer::default();
    w.raw(&MAGIC);
    w.uuid(header.node);
    w.uuid(header.entry);
    w.count(part);
    w.str(&subject.class);
    w.uuid(subject.id);
    w.uuid(key);
    w.0
}

fn prefix(r: &mut Reader<'_>) -> Result<(u64, Hash), JournalError> {
    if r.array()? != MAGIC {
        return Err(JournalError::Undecodable { offset: 0, reason: "not an entry of a known form" });
    }
    Ok((r.u64()?, r.array()?))
}

impl Header {
    pub(crate) fn encode(&self, w: &mut Writer) {
        w.uuid(self.node);
        w.uuid(self.entry);
        w.time(self.at);
        match &self.actor {
            Actor::Account { id, name } => {
                w.u8(0);
                w.uuid(*id);
                w.str(name);
            }
            Actor::System(part) => {
                w.u8(1);
                w.str(part);
            }
        }
        w.str(&self.purpose);
        w.opt(self.cause.as_deref(), Writer::str);
        w.list(self.writes.iter(), |w, write| {
            w.str(&write.kind);
            w.uuid(write.id);
            w.u64(write.version);
            w.u8(u8::from(write.deleted));
        });
        w.list(self.events.iter(), |w, name| w.str(name));
    }

    fn decode(r: &mut Reader<'_>) -> Result<Self, JournalError> {
        Ok(Self {
            node: r.uuid()?,
            entry: r.uuid()?,
            at: r.time()?,
            actor: match r.u8()? {
                0 => Actor::Account { id: r.uuid()?, name: r.str()? },
                1 => Actor::System(Cow::Owned(r.str()?)),
                _ => return r.wrong("not a kind of actor"),
            },
            purpose: r.str()?,
            cause: r.opt(Reader::str)?,
            writes: r.list(|r| {
                Ok(JournalWrite { kind: r.str()?, id: r.uuid()?, version: r.u64()?, deleted: r.flag()? })
            })?,
            events: r.list(Reader::str)?,
        })
    }
}

impl Part {
    pub(crate) fn encode(&self, w: &mut Writer) {
        match self {
            Self::Clear(items) => {
                w.u8(0);
                w.bytes(&content(items));
            }
            Self::Sealed(Sealed { subject, key, nonce, ciphertext }) => {
                w.u8(1);
                write_subject(w, subject);
                w.uuid(*key);
                w.raw(nonce);
                w.bytes(ciphertext);
            }
        }
    }

    fn decode(r: &mut Reader<'_>) -> Result<Self, JournalError> {
        Ok(match r.u8()? {
            0 => Self::Clear(items(r.bytes()?)?),
            1 => Self::Sealed(Sealed {
                subject: read_subject(r)?,
                key: r.uuid()?,
                nonce: r.array()?,
                ciphertext: r.bytes()?.to_vec(),
            }),
            _ => return r.wrong("not a kind of part"),
        })
    }
}

pub(crate) fn content(items: &[Item]) -> Vec<u8> {
    let mut w = Writer::default();
    w.list(items.iter(), |w, item| item.encode(w));
    w.0
}

fn items(content: &[u8]) -> Content {
    let mut r = Reader::new(content);
    let items = r.list(Item::decode)?;
    r.end()?;
    Ok(items)
}

impl Item {
    pub(crate) fn encode_document(
        w: &mut Writer,
        (write, schema): (usize, u32),
        values: &[Value],
        doc: &[u8],
        blob: Option<&[u8]>,
    ) {
        w.u8(0);
        w.count(write);
        w.u32(schema);
        w.list(values.iter(), |w, value| match value {
            Value::Null => w.u8(0),
            Value::Int(v) => {
                w.u8(1);
                w.raw(&v.to_be_bytes());
            }
            Value::Text(v) => {
                w.u8(2);
                w.str(v);
            }
        });
        w.bytes(doc);
        w.opt(blob, Writer::bytes);
    }

    pub(crate) fn encode_event(w: &mut Writer, event: usize, version: u32, payload: &[u8]) {
        w.u8(1);
        w.count(event);
        w.u32(version);
        w.bytes(payload);
    }

    fn encode(&self, w: &mut Writer) {
        match self {
            Self::Document { write, schema, values, doc, blob } => {
                Self::encode_document(w, (*write as usize, *schema), values, doc, blob.as_deref());
            }
            Self::Event { event, version, payload } => {
                Self::encode_event(w, *event as usize, *version, payload);
            }
            Self::Destroyed { subject, keys } => {
                w.u8(2);
                write_subject(w, subject);
                w.list(keys.iter(), |w, key| w.uuid(*key));
            }
        }
    }

    fn decode(r: &mut Reader<'_>) -> Result<Self, JournalError> {
        Ok(match r.u8()? {
            0 => Self::Document {
                write: r.u32()?,
                schema: r.u32()?,
                values: r.list(|r| match r.u8()? {
                    0 => Ok(Value::Null),
                    1 => r.i64().map(Value::Int),
                    2 => r.str().map(Value::Text),
                    _ => r.wrong("not a kind of value"),
                })?,
                doc: r.bytes()?.to_vec(),
                blob: r.opt(|r| r.bytes().map(<[u8]>::to_vec))?,
            },
            1 => Self::Event { event: r.u32()?, version: r.u32()?, payload: r.bytes()?.to_vec() },
            2 => Self::Destroyed { subject: read_subject(r)?, keys: r.list(Reader::uuid)? },
            _ => return r.wrong("not a kind of item"),
        })
    }
}

fn write_subject(w: &mut Writer, subject: &Subject) {
    w.str(&subject.class);
    w.uuid(subject.id);
}

fn read_subject(r: &mut Reader<'_>) -> Result<Subject, JournalError> {
    Ok(Subject { class: Cow::Owned(r.str()?), id: r.uuid()? })
}
