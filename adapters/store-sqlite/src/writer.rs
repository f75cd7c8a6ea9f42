//! The one thread that writes.

use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use pc_journal::{Checkpoint, Hash, JournalError, KeyRing, Prepared, SUBJECT_DESTROYED};
use pc_store::{Audit, Commit, CommitError, Job, JournalWrite, Notice, StoreError, Subject, WriteSet};
use rusqlite::{Connection, params};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::{
    apply,
    error::backend,
    keys::SqliteKeys,
    schema,
    sql::Kinds,
    words::{self, Changes},
};

pub(crate) type Listeners = RwLock<Vec<Box<dyn Fn(&Notice) + Send + Sync>>>;

/// What became of a set.
pub(crate) enum Outcome {
    Done(Result<Commit, CommitError>),
    /// A subject of it was destroyed while it waited: it must be sealed again.
    Again(Box<WriteSet>),
}

/// What the writer is asked to do.
pub(crate) enum Command {
    Commit {
        set: Box<WriteSet>,
        entry: Prepared,
        reply: oneshot::Sender<Outcome>,
    },
    Claim {
        queue: String,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
        reply: oneshot::Sender<Result<Vec<Job>, StoreError>>,
    },
    Checkpoint {
        at: Timestamp,
        reply: oneshot::Sender<Result<(), StoreError>>,
    },
    Destroy {
        subject: Subject,
        audit: Audit,
        reply: oneshot::Sender<Result<Commit, CommitError>>,
    },
}

/// An answer that waits for `COMMIT`.
enum Answer {
    Commit(oneshot::Sender<Outcome>, Outcome, Option<Notice>),
    Claim(oneshot::Sender<Result<Vec<Job>, StoreError>>, Result<Vec<Job>, StoreError>),
    Checkpoint(oneshot::Sender<Result<(), StoreError>>, Result<Option<Checkpoint>, StoreError>),
}

/// Where the chain stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Head {
    pub(crate) sequence: u64,
    pub(crate) hash: Hash,
    /// The last entry that a checkpoint covers.
    pub(crate) signed: u64,
}

pub(crate) struct Writer {
    pub(crate) db: Connection,
    pub(crate) kinds: Kinds,
    pub(crate) ring: Arc<KeyRing>,
    pub(crate) keys: Arc<SqliteKeys>,
    pub(crate) listeners: Arc<Listeners>,
    pub(crate) head: Head,
    pub(crate) group: usize,
    /// Removed rows may still be in the write-ahead log: it must be folded as soon as no reader is in the way.
    pub(crate) unfolded: bool,
    /// Keys that the transaction at hand gives to their subjects.
    pub(crate) given: Vec<(Uuid, Subject)>,
}

impl Writer {
    /// Works until every sender is gone.
    pub(crate) fn run(mut self, mut queue: mpsc::Receiver<Command>) {
        while let Some(first) = queue.blocking_recv() {
            let mut next = Some(first);
            while let Some(command) = next.take() {
                if let Command::Destroy { subject, audit, reply } = command {
                    let _ = reply.send(self.destroy(&subject, &audit));
                } else {
                    next = self.transaction(command, &mut queue);
                }
            }
            self.fold();
        }
        // Readers may outlive this connection, and they do not fold the log when they go.
        self.unfolded = true;
        self.fold();
    }

    /// Folds the write-ahead log where removed rows are still in it and no reader is in the way.
    fn fold(&mut self) {
        if self.unfolded {
            self.unfolded = !schema::fold(&self.db).unwrap_or(false);
        }
    }

    /// Does `first` and what comes in meanwhile, in one transaction. A destruction ends it and is given back. Callers
    /// who were just answered often come again while the others' sets are being written: so the queue is looked at
    /// after each, not only at the beginning.
    fn transaction(&mut self, first: Command, queue: &mut mpsc::Receiver<Command>) -> Option<Command> {
        let before = self.head;
        let mut answers = Vec::new();
        let begun = self.execute("BEGIN IMMEDIATE");
        let mut next = Some(first);
        while let Some(command) = next.take_if(|c| !matches!(c, Command::Destroy { .. })) {
            answers.push(self.answer(command));
            if answers.len() < self.group.max(1) {
                next = queue.try_recv().ok();
            }
        }
        let result = begun.and_then(|()| {
            // A grave error (disk full, for one) ends the whole transaction: then nobody was served.
            if self.db.is_autocommit() {
                return Err("a write ended the whole transaction".into());
            }
            // Keys are durable before anything that they sealed.
            self.ring.flush()?;
            self.execute("COMMIT")
        });
        if let Err(error) = &result {
            tracing::error!(
                error = error.as_ref() as &dyn std::error::Error,
                "a group of writes was not committed"
            );
            self.roll_back();
            self.head = before;
        } else {
            self.ring.given(&self.given);
        }
        self.given.clear();
        for answer in answers {
            self.send(answer, result.as_ref().err().map(ToString::to_string));
        }
        next
    }

    fn roll_back(&self) {
        if !self.db.is_autocommit() && self.execute("ROLLBACK").is_err() {
            tracing::error!("a transaction could not be rolled back");
        }
    }

    fn execute(&self, sql: &str) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        self.db.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    fn answer(&mut self, command: Command) -> Answer {
        match command {
            Command::Commit { set, entry, reply } => {
                if !entry.usable(&self.ring) {
                    return Answer::Commit(reply, Outcome::Again(set), None);
                }
                let before = self.head;
                match self.savepoint(|this| this.commit(&set, entry)) {
                    Ok(commit) => {
                        let notice = (!commit.replayed).then(|| notice(&set, commit.sequence));
                        Answer::Commit(reply, Outcome::Done(Ok(commit)), notice)
                    }
                    Err(error) => {
                        self.head = before;
                        Answer::Commit(reply, Outcome::Done(Err(error)), None)
                    }
                }
            }
            Command::Claim { queue, limit, now, lease, reply } => {
                let jobs = self.savepoint(|this| apply::claim(&this.db, &queue, limit, now, lease));
                Answer::Claim(reply, jobs)
            }
            Command::Checkpoint { at, reply } => {
                let before = self.head;
                let signed = self.savepoint(|this| this.checkpoint(at));
                if signed.is_err() {
                    self.head = before;
                }
                Answer::Checkpoint(reply, signed)
            }
            Command::Destroy { .. } => unreachable!("destructions have their own transaction"),
        }
    }

    /// Runs `work` so that, if it fails, nothing of it stays.
    fn savepoint<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        let savepoint =
            |this: &Self, sql| this.execute(sql).map_err(|e| StoreError::backend("in a savepoint", e));
        savepoint(self, "SAVEPOINT one")?;
        let result = work(self);
        if result.is_err() {
            savepoint(self, "ROLLBACK TO one")?;
        }
        savepoint(self, "RELEASE one")?;
        result
    }

    fn commit(&mut self, set: &WriteSet, entry: Prepared) -> Result<Commit, CommitError> {
        if let Some(key) = &set.idempotency
            && let Some(sequence) = apply::replayed(&self.db, key)?
        {
            return Ok(Commit { sequence, replayed: true });
        }
        apply::apply(&self.db, &self.kinds, set)?;
        let new = entry.new_keys().to_vec();
        apply::give(&self.db, &new)?;
        let sequence = self.append(entry, set.idempotency.as_deref())?;
        self.given.extend(new);
        Ok(Commit { sequence, replayed: false })
    }

    fn append(&mut self, entry: Prepared, key: Option<&str>) -> Result<u64, StoreError> {
        let entry = entry.finish(self.head.sequence + 1, &self.head.hash);
        apply::append(&self.db, &entry, key)?;
        self.head = Head { sequence: entry.sequence, hash: entry.hash, ..self.head };
        Ok(entry.sequence)
    }

    fn checkpoint(&mut self, at: Timestamp) -> Result<Option<Checkpoint>, StoreError> {
        if self.head.signed == self.head.sequence {
            return Ok(None);
        }
        let checkpoint = Checkpoint::sign(self.ring.node(), self.head.sequence, self.head.hash, at);
        schema::insert_checkpoint(&self.db, &checkpoint).map_err(backend("keeping a checkpoint"))?;
        self.head.signed = checkpoint.sequence;
        Ok(Some(checkpoint))
    }

    /// Tells listeners, in order, then the caller. A caller who has gone is no concern of the writer.
    fn send(&self, answer: Answer, lost: Option<String>) {
        let failed = |why: String| StoreError::backend("committing a group of writes", why);
        match (answer, lost) {
            (Answer::Commit(reply, _, _), Some(why)) => {
                let _ = reply.send(Outcome::Done(Err(failed(why).into())));
            }
            (Answer::Commit(reply, outcome, notice), None) => {
                if let Some(notice) = notice {
                    self.tell(&notice);
                }
                let _ = reply.send(outcome);
            }
            (Answer::Claim(reply, jobs), lost) => {
                let _ = reply.send(lost.map_or(jobs, |why| Err(failed(why))));
            }
            (Answer::Checkpoint(reply, _), Some(why)) => {
                let _ = reply.send(Err(failed(why)));
            }
            (Answer::Checkpoint(reply, signed), None) => {
                let _ = reply.send(signed.and_then(|checkpoint| match checkpoint {
                    Some(checkpoint) => {
                        self.keys.keep(&checkpoint).map_err(backend("keeping a checkpoint apart"))
                    }
                    None => Ok(()),
                }));
            }
        }
    }

    fn tell(&self, notice: &Notice) {
        for listener in self.listeners.read().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(notice);
        }
    }

    /// Rows and entry first, together with the names of the keys to delete; then the keys; then that note. Whatever
    /// happens in between, opening again finishes it ([`finish_destructions`]).
    fn destroy(&mut self, subject: &Subject, audit: &Audit) -> Result<Commit, CommitError> {
        let keys = self.ring.retire(subject)?;
        let before = self.head;
        let result = self.remove_subject(subject, audit, &keys);
        if result.is_err() {
            self.roll_back();
            self.head = before;
        }
        let notice = result?;
        self.unfolded = true;
        finish_destructions(&self.db, &self.ring)?;
        self.fold();
        self.tell(&notice);
        Ok(Commit { sequence: notice.sequence, replayed: false })
    }

    fn remove_subject(
        &mut self,
        subject: &Subject,
        audit: &Audit,
        keys: &[Uuid],
    ) -> Result<Notice, CommitError> {
        let failed = backend("destroying a subject");
        let wrap = |e| StoreError::backend("destroying a subject", e);
        self.execute("BEGIN IMMEDIATE").map_err(wrap)?;
        let (mut writes, mut records, mut words) = (Vec::new(), Vec::new(), Changes::default());
        for kind in self.kinds.all() {
            let mut find = self.db.prepare_cached(&kind.of_subject).map_err(&failed)?;
            let found: Vec<(Uuid, u64)> = find
                .query_map(params![subject.id, subject.class], |r| Ok((r.get(0)?, r.get(1)?)))
                .and_then(Iterator::collect)
                .map_err(&failed)?;
            for (id, version) in found {
                writes.push(JournalWrite {
                    kind: kind.kind.name.into(),
                    id,
                    version: version + 1,
                    deleted: true,
                });
                records.push((kind.kind.name, id));
                let had = words::places(&self.db, kind, id).map_err(&failed)?;
                words.note(kind, id, had, Vec::new());
            }
            self.db
                .prepare_cached(&kind.delete_subject)
                .and_then(|mut s| s.execute(params![subject.id, subject.class]))
                .map_err(&failed)?;
        }
        words.write(&self.db).map_err(&failed)?;
        self.db
            .prepare_cached("DELETE FROM subject_keys WHERE subject = ?1 AND class = ?2")
            .and_then(|mut s| s.execute(params![subject.id, subject.class]))
            .map_err(&failed)?;
        for key in keys {
            self.db
                .prepare_cached("INSERT OR IGNORE INTO destructions (key) VALUES (?1)")
                .and_then(|mut s| s.execute([key]))
                .map_err(&failed)?;
        }
        let sequence = self.append(Prepared::destruction(audit, subject, keys, writes, &self.ring), None)?;
        self.execute("COMMIT").map_err(wrap)?;
        let (actor, events) = (audit.actor.clone(), vec![SUBJECT_DESTROYED.to_owned()]);
        Ok(Notice { sequence, at: audit.at, actor, records, events })
    }
}

/// Deletes the keys whose destruction is committed. Doing it twice does no harm.
pub(crate) fn finish_destructions(db: &Connection, ring: &KeyRing) -> Result<(), StoreError> {
    let failed = backend("finishing a destruction");
    let keys: Vec<Uuid> = db
        .prepare_cached("SELECT key FROM destructions")
        .and_then(|mut s| s.query_map([], |r| r.get(0))?.collect())
        .map_err(&failed)?;
    if keys.is_empty() {
        return Ok(());
    }
    ring.delete(&keys).map_err(|e: JournalError| StoreError::from(e))?;
    db.execute("DELETE FROM destructions", []).map_err(&failed)?;
    Ok(())
}

fn notice(set: &WriteSet, sequence: u64) -> Notice {
    let removed = set.deletes.iter().map(|d| (d.kind.name, d.id));
    Notice {
        sequence,
        at: set.audit.at,
        actor: set.audit.actor.clone(),
        records: removed.chain(set.puts.iter().map(|p| (p.kind.name, p.id))).collect(),
        events: set.events.iter().map(|e| e.name.clone().into_owned()).collect(),
    }
}
