//! What the store holds, and how a write set changes it: whole or not at all.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use jiff::{SignedDuration, Timestamp};
use pc_store::{Assert, CommitError, Job, KindSchema, StoreError, Stored, Subject, WriteSet};
use uuid::Uuid;

use crate::table::{Row, Table};

/// A piece of work and when it is next due: its `not_before`, later the end of its lease.
#[derive(Debug, Clone)]
pub(crate) struct Work {
    queue: String,
    payload: serde_json::Value,
    due: Timestamp,
    attempts: u32,
}

/// Everything but the journal.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) tables: BTreeMap<&'static str, Arc<Table>>,
    pub(crate) jobs: BTreeMap<Uuid, Work>,
    pub(crate) keys: HashMap<String, u64>,
}

type Before = (&'static str, Uuid, Option<Arc<Row>>);

impl State {
    pub(crate) fn new(kinds: &[&'static KindSchema]) -> Self {
        let tables = kinds.iter().map(|kind| (kind.name, Arc::new(Table::new(kind)))).collect();
        Self { tables, ..Self::default() }
    }

    fn table(&self, kind: &KindSchema) -> Result<&Table, StoreError> {
        self.tables
            .get(kind.name)
            .map(AsRef::as_ref)
            .ok_or_else(|| StoreError::UnknownKind(kind.name.to_owned()))
    }

    fn set(&mut self, kind: &'static str, id: Uuid, row: Option<Arc<Row>>) -> Option<Arc<Row>> {
        self.tables.get_mut(kind).and_then(|table| Arc::make_mut(table).set(id, row))
    }

    /// Applies `set`; on an error everything is as before.
    pub(crate) fn apply(&mut self, set: &WriteSet) -> Result<(), CommitError> {
        let mut undo = Vec::new();
        let result = self.apply_records(set, &mut undo).and_then(|()| self.apply_jobs(set));
        if result.is_err() {
            for (kind, id, row) in undo.into_iter().rev() {
                self.set(kind, id, row);
            }
        }
        result
    }

    /// Removes every record of `subject` and names them.
    pub(crate) fn remove_subject(&mut self, subject: &Subject) -> Vec<(&'static str, Uuid, u64)> {
        let mut found = Vec::new();
        for table in self.tables.values() {
            let of = |row: &&Row| row.stored.subject.as_ref() == Some(subject);
            found.extend(table.rows().filter(of).map(|r| (table.kind().name, r.stored.id, r.stored.version)));
        }
        for (kind, id, _) in &found {
            self.set(kind, *id, None);
        }
        found
    }

    fn expect(
        &self,
        kind: &'static KindSchema,
        id: Uuid,
        expected: u64,
    ) -> Result<Option<Arc<Row>>, CommitError> {
        let row = self.table(kind)?.get(id).cloned();
        let actual = row.as_ref().map_or(0, |r| r.stored.version);
        if actual == expected {
            return Ok(row);
        }
        Err(CommitError::Conflict { kind: kind.name, id, expected, actual })
    }

    fn apply_records(&mut self, set: &WriteSet, undo: &mut Vec<Before>) -> Result<(), CommitError> {
        for Assert::Version { kind, id, version } in &set.asserts {
            self.expect(kind, *id, *version)?;
        }
        for delete in &set.deletes {
            self.expect(delete.kind, delete.id, delete.expected)?;
            undo.push((delete.kind.name, delete.id, self.set(delete.kind.name, delete.id, None)));
        }
        let at = micros(set.audit.at);
        for put in &set.puts {
            put.check()?;
            let before = self.expect(put.kind, put.id, put.expected)?;
            if let Some(index) = self.table(put.kind)?.clash(put.id, &put.values) {
                return Err(CommitError::Duplicate { kind: put.kind.name, index });
            }
            let stored = Stored {
                id: put.id,
                version: put.expected + 1,
                created: before.as_ref().map_or(at, |b| b.stored.created),
                updated: at,
                doc: put.doc.clone(),
                values: put.values.clone(),
                subject: put.subject.clone(),
            };
            let blob = put.blob.clone().or_else(|| before.and_then(|b| b.blob.clone()));
            undo.push((
                put.kind.name,
                put.id,
                self.set(put.kind.name, put.id, Some(Arc::new(Row { stored, blob }))),
            ));
        }
        Ok(())
    }

    fn apply_jobs(&mut self, set: &WriteSet) -> Result<(), CommitError> {
        let clash = |id, expected, actual| Err(CommitError::Conflict { kind: "job", id, expected, actual });
        // Checked before anything is changed: a set may complete a job that it brings itself, but none twice.
        let mut brought = BTreeSet::new();
        for job in &set.jobs {
            if self.jobs.contains_key(&job.id) || !brought.insert(job.id) {
                return clash(job.id, 0, 1);
            }
        }
        let mut done = BTreeSet::new();
        for id in &set.done {
            if !(self.jobs.contains_key(id) || brought.contains(id)) || !done.insert(*id) {
                return clash(*id, 1, 0);
            }
        }
        for job in &set.jobs {
            let queue = job.queue.clone().into_owned();
            let work = Work { queue, payload: job.payload.clone(), due: job.not_before, attempts: 0 };
            self.jobs.insert(job.id, work);
        }
        for id in &done {
            self.jobs.remove(id);
        }
        Ok(())
    }

    pub(crate) fn claim(
        &mut self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Vec<Job> {
        let mut due: Vec<_> =
            self.jobs.iter_mut().filter(|(_, work)| work.queue == queue && work.due <= now).collect();
        due.sort_by_key(|(id, work)| (work.due, **id));
        due.truncate(limit);
        due.into_iter()
            .map(|(id, work)| {
                work.due = now + lease;
                work.attempts += 1;
                Job {
                    id: *id,
                    queue: work.queue.clone(),
                    payload: work.payload.clone(),
                    attempts: work.attempts,
                }
            })
            .collect()
    }
}

/// Record times are kept to the microsecond, as in every adapter.
fn micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
