//! What a write set does to the tables, inside the writer's transaction and its own savepoint.

use jiff::{SignedDuration, Timestamp};
use pc_journal::Finished;
use pc_store::{Assert, CommitError, Delete, Job, Put, StoreError, Subject, WriteSet};
use rusqlite::{Connection, ErrorCode, OptionalExtension, ToSql, params, types::Value as Sql};
use uuid::Uuid;

use crate::{
    error::backend,
    sql::{KindSql, Kinds, param},
    words::{self, Changes},
};

/// The earlier commit with this idempotency key.
pub(crate) fn replayed(db: &Connection, key: &str) -> Result<Option<u64>, StoreError> {
    db.prepare_cached("SELECT sequence FROM idempotency WHERE key = ?1")
        .and_then(|mut s| s.query_row([key], |r| r.get(0)).optional())
        .map_err(backend("looking for an idempotency key"))
}

/// Checks and writes everything of `set` but its entry.
pub(crate) fn apply(db: &Connection, kinds: &Kinds, set: &WriteSet) -> Result<(), CommitError> {
    for Assert::Version { kind, id, version } in &set.asserts {
        expect(db, kinds.of(kind)?, *id, *version)?;
    }
    let mut words = Changes::default();
    for delete in &set.deletes {
        remove(db, kinds.of(delete.kind)?, delete, &mut words)?;
    }
    let at = set.audit.at.as_microsecond();
    for put in &set.puts {
        write(db, kinds.of(put.kind)?, put, at, &mut words)?;
    }
    words.write(db).map_err(backend("writing words"))?;
    jobs(db, set)
}

/// Appends a finished entry, and the idempotency key that stands for it.
pub(crate) fn append(db: &Connection, entry: &Finished, key: Option<&str>) -> Result<(), StoreError> {
    let failed = backend("appending to the journal");
    db.prepare_cached("INSERT INTO journal (sequence, hash, bytes) VALUES (?1, ?2, ?3)")
        .and_then(|mut s| s.execute(params![entry.sequence, entry.hash, entry.bytes]))
        .map_err(&failed)?;
    if let Some(key) = key {
        db.prepare_cached("INSERT INTO idempotency (key, sequence) VALUES (?1, ?2)")
            .and_then(|mut s| s.execute(params![key, entry.sequence]))
            .map_err(&failed)?;
    }
    Ok(())
}

/// Notes whose new keys are.
pub(crate) fn give(db: &Connection, keys: &[(Uuid, Subject)]) -> Result<(), StoreError> {
    for (key, subject) in keys {
        // Another set may have given it meanwhile, to the same subject.
        db.prepare_cached("INSERT OR IGNORE INTO subject_keys (key, class, subject) VALUES (?1, ?2, ?3)")
            .and_then(|mut s| s.execute(params![key, subject.class, subject.id]))
            .map_err(backend("noting whose a key is"))?;
    }
    Ok(())
}

fn version(db: &Connection, kind: &KindSql, id: Uuid) -> Result<u64, StoreError> {
    db.prepare_cached(&kind.version)
        .and_then(|mut s| s.query_row([id], |r| r.get(0)).optional())
        .map(Option::unwrap_or_default)
        .map_err(backend("reading a version"))
}

fn expect(db: &Connection, kind: &KindSql, id: Uuid, expected: u64) -> Result<(), CommitError> {
    let actual = version(db, kind, id)?;
    if actual == expected {
        return Ok(());
    }
    Err(CommitError::Conflict { kind: kind.kind.name, id, expected, actual })
}

fn remove<'a>(
    db: &Connection,
    kind: &'a KindSql,
    delete: &Delete,
    words: &mut Changes<'a>,
) -> Result<(), CommitError> {
    let had = words::places(db, kind, delete.id).map_err(backend("reading words"))?;
    let removed = db
        .prepare_cached(&kind.delete)
        .and_then(|mut s| s.execute(params![delete.id, delete.expected]))
        .map_err(backend("removing a record"))?;
    if removed == 0 {
        return expect(db, kind, delete.id, delete.expected);
    }
    words.note(kind, delete.id, had, Vec::new());
    Ok(())
}

fn write<'a>(
    db: &Connection,
    kind: &'a KindSql,
    put: &Put,
    at: i64,
    words: &mut Changes<'a>,
) -> Result<(), CommitError> {
    let doc =
        std::str::from_utf8(&put.doc).map_err(|e| StoreError::backend("writing a document as text", e))?;
    let class = put.subject.as_ref().map(|s| s.class.as_ref());
    let subject = put.subject.as_ref().map(|s| s.id);
    let values: Vec<Sql> = put.values.iter().map(param).collect();
    let next = put.expected + 1;
    let mut params: Vec<&dyn ToSql> = vec![&put.id, &next, &at, &class, &subject, &doc, &put.blob];
    params.extend(values.iter().map(|v| v as &dyn ToSql));
    let had = if put.expected == 0 {
        Vec::new()
    } else {
        words::places(db, kind, put.id).map_err(backend("reading words"))?
    };
    let sql = if put.expected == 0 { &kind.insert } else { &kind.update };
    match db.prepare_cached(sql).and_then(|mut s| s.execute(params.as_slice())) {
        Ok(1) => {
            words.note(kind, put.id, had, words::places_of(kind, &put.values));
            Ok(())
        }
        Ok(_) => {
            expect(db, kind, put.id, put.expected)?;
            Err(StoreError::backend("writing a record", "it was there and was not written").into())
        }
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => {
            expect(db, kind, put.id, put.expected)?;
            Err(clash(db, kind, put)?.unwrap_or_else(|| backend("writing a record")(error).into()))
        }
        Err(error) => Err(backend("writing a record")(error).into()),
    }
}

/// Which unique index it was, in the order of the declaration.
fn clash(db: &Connection, kind: &KindSql, put: &Put) -> Result<Option<CommitError>, StoreError> {
    for (index, places, sql) in &kind.clash {
        let mut params: Vec<Sql> = places.iter().map(|at| param(&put.values[*at])).collect();
        params.push(Sql::Blob(put.id.as_bytes().to_vec()));
        let found = db
            .prepare_cached(sql)
            .and_then(|mut s| s.exists(rusqlite::params_from_iter(params)))
            .map_err(backend("looking for equal values"))?;
        if found {
            return Ok(Some(CommitError::Duplicate { kind: kind.kind.name, index }));
        }
    }
    Ok(None)
}

fn jobs(db: &Connection, set: &WriteSet) -> Result<(), CommitError> {
    let failed = backend("writing jobs");
    for job in &set.jobs {
        let payload = serde_json::to_string(&job.payload).map_err(StoreError::Encode)?;
        let written = db
            .prepare_cached(
                "INSERT INTO jobs (id, queue, payload, due, attempts) VALUES (?1, ?2, ?3, ?4, 0)
                 ON CONFLICT DO NOTHING",
            )
            .and_then(|mut s| s.execute(params![job.id, job.queue, payload, job.not_before.as_microsecond()]))
            .map_err(&failed)?;
        if written == 0 {
            return Err(CommitError::Conflict { kind: "job", id: job.id, expected: 0, actual: 1 });
        }
    }
    for id in &set.done {
        let removed = db
            .prepare_cached("DELETE FROM jobs WHERE id = ?1")
            .and_then(|mut s| s.execute([id]))
            .map_err(&failed)?;
        if removed == 0 {
            return Err(CommitError::Conflict { kind: "job", id: *id, expected: 1, actual: 0 });
        }
    }
    Ok(())
}

/// Claims due jobs. A job's `due` is its `not_before` first, then the end of its lease.
pub(crate) fn claim(
    db: &Connection,
    queue: &str,
    limit: usize,
    now: Timestamp,
    lease: SignedDuration,
) -> Result<Vec<Job>, StoreError> {
    let failed = backend("claiming jobs");
    let until = now.as_microsecond().saturating_add(i64::try_from(lease.as_micros()).unwrap_or(i64::MAX));
    let mut find = db
        .prepare_cached(
            "SELECT id, payload, attempts FROM jobs WHERE queue = ?1 AND due <= ?2 ORDER BY due, id LIMIT ?3",
        )
        .map_err(&failed)?;
    let found: Vec<(Uuid, String, u32)> = find
        .query_map(params![queue, now.as_microsecond(), limit], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))
        .and_then(Iterator::collect)
        .map_err(&failed)?;
    let mut jobs = Vec::with_capacity(found.len());
    for (id, payload, attempts) in found {
        let attempts = attempts + 1;
        db.prepare_cached("UPDATE jobs SET due = ?2, attempts = ?3 WHERE id = ?1")
            .and_then(|mut s| s.execute(params![id, until, attempts]))
            .map_err(&failed)?;
        let payload = serde_json::from_str(&payload).map_err(|e| StoreError::backend("reading a job", e))?;
        jobs.push(Job { id, queue: queue.to_owned(), payload, attempts });
    }
    Ok(jobs)
}
