use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Event, EventPayload, KindSchema, Record, StoreError, Subject, Value, Versioned};

/// Who writes or reads.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, by account.
    Account {
        /// The account.
        id: Uuid,
        /// Its sign-in name at the time.
        name: String,
    },
    /// The program itself, by part, e.g. `watched-folder`.
    System(Cow<'static, str>),
}

/// Who wrote, when, what for: part of every write set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// Who.
    pub actor: Actor,
    /// What for, e.g. `screening`, `review`, `administration`.
    pub purpose: Cow<'static, str>,
    /// What led to it: a route, a file, another entry.
    pub cause: Option<String>,
    /// When, by the writer's clock.
    pub at: Timestamp,
}

/// A record to write.
#[derive(Debug, Clone, PartialEq)]
pub struct Put {
    /// Its kind.
    pub kind: &'static KindSchema,
    /// Its id.
    pub id: Uuid,
    /// The version it must have now: 0 when it must not exist.
    pub expected: u64,
    /// Its document, JSON.
    pub doc: Vec<u8>,
    /// Its column values.
    pub values: Vec<Value>,
    /// Whose personal data.
    pub subject: Option<Subject>,
    /// Raw bytes kept beside the document; `None` leaves those of an earlier version.
    pub blob: Option<Vec<u8>>,
}

/// A record to remove.
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    /// Its kind.
    pub kind: &'static KindSchema,
    /// Its id.
    pub id: Uuid,
    /// The version it must have now.
    pub expected: u64,
}

/// Something that must hold at the moment of the commit.
#[derive(Debug, Clone, PartialEq)]
pub enum Assert {
    /// The record is at this version (0: absent).
    Version {
        /// The kind.
        kind: &'static KindSchema,
        /// The id.
        id: Uuid,
        /// The version.
        version: u64,
    },
}

/// A piece of work for later, made durable with the writes that call for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// The queue, e.g. `screening.rescreen`.
    pub queue: Cow<'static, str>,
    /// What to do; no personal content.
    pub payload: serde_json::Value,
    /// Not before this time.
    pub not_before: Timestamp,
}

/// Everything one decision writes: committed whole or not at all, as one journal entry.
///
/// Order inside: asserts are checked first, then records are removed, then written in the order of the puts; unique
/// indexes are checked at each put.
#[derive(Debug, Clone, PartialEq)]
pub struct WriteSet {
    /// Who, when, what for.
    pub audit: Audit,
    /// A set with the same key is committed once: the second time gives the first commit.
    pub idempotency: Option<String>,
    /// Records to write.
    pub puts: Vec<Put>,
    /// Records to remove.
    pub deletes: Vec<Delete>,
    /// What must hold.
    pub asserts: Vec<Assert>,
    /// What happened.
    pub events: Vec<Event>,
    /// Work for later.
    pub jobs: Vec<NewJob>,
    /// Jobs that this set completes. One that is no longer there was completed by another set: the commit fails as
    /// a conflict on kind `job`, and the work is not done twice.
    pub done: Vec<Uuid>,
    places: HashMap<(&'static str, Uuid), usize>,
}

impl WriteSet {
    /// An empty set. Committing it still writes an audit entry: that is how reads are audited.
    pub fn new(audit: Audit) -> Self {
        Self {
            audit,
            idempotency: None,
            puts: Vec::new(),
            deletes: Vec::new(),
            asserts: Vec::new(),
            events: Vec::new(),
            jobs: Vec::new(),
            done: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// Adds a record that must not exist yet.
    pub fn insert<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        self.put(record, 0)
    }

    /// Adds a new form of a record that was read before.
    pub fn update<R: Record>(&mut self, before: &Versioned<R>, record: &R) -> Result<(), StoreError> {
        self.put(record, before.version)
    }

    /// Adds a record expected at version `expected`. A put of the same record already in the set is replaced
    /// and keeps the version that it expected.
    pub fn put<R: Record>(&mut self, record: &R, expected: u64) -> Result<(), StoreError> {
        let doc = serde_json::to_vec(record).map_err(StoreError::Encode)?;
        let put = Put {
            kind: R::KIND,
            id: record.id(),
            expected,
            doc,
            values: record.values(),
            subject: record.subject(),
            blob: None,
        };
        debug_assert_eq!(put.values.len(), R::KIND.columns.len(), "values of {}", R::KIND.name);
        self.push(put);
        Ok(())
    }

    fn push(&mut self, put: Put) {
        match self.places.entry((put.kind.name, put.id)) {
            Entry::Occupied(place) => {
                let earlier = &mut self.puts[*place.get()];
                let blob = put.blob.or_else(|| earlier.blob.take());
                *earlier = Put { expected: earlier.expected, blob, ..put };
            }
            Entry::Vacant(place) => {
                place.insert(self.puts.len());
                self.puts.push(put);
            }
        }
    }

    /// The put of a record that the set already holds.
    pub fn pending(&self, kind: &KindSchema, id: Uuid) -> Option<&Put> {
        self.places.get(&(kind.name, id)).map(|place| &self.puts[*place])
    }

    /// Adds everything of `other` but its audit row and idempotency key. Where both put a record, the document of
    /// `other` wins.
    pub fn join(&mut self, other: Self) {
        for put in other.puts {
            self.push(put);
        }
        self.deletes.extend(other.deletes);
        self.asserts.extend(other.asserts);
        self.events.extend(other.events);
        self.jobs.extend(other.jobs);
        self.done.extend(other.done);
    }

    /// Adds a record that must not exist yet, with raw bytes beside it.
    pub fn insert_with_blob<R: Record>(&mut self, record: &R, blob: Vec<u8>) -> Result<(), StoreError> {
        self.insert(record)?;
        if let Some(place) = self.places.get(&(R::KIND.name, record.id())) {
            self.puts[*place].blob = Some(blob);
        }
        Ok(())
    }

    /// Removes a record that was read before.
    pub fn delete<R: Record>(&mut self, before: &Versioned<R>) {
        self.deletes.push(Delete { kind: R::KIND, id: before.record.id(), expected: before.version });
    }

    /// Adds an event.
    pub fn event<P: EventPayload>(
        &mut self,
        payload: &P,
        subject: Option<Subject>,
    ) -> Result<(), StoreError> {
        self.events.push(Event::new(payload, subject)?);
        Ok(())
    }
}
