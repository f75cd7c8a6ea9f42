use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use pc_journal::{Entry, KeyRing, NO_HASH, Prepared, PublicKey};
use pc_store::{
    Audit, Commit, CommitError, Job, JournalLine, KindSchema, Notice, Snapshot, Store, StoreError, Subject,
    WriteSet, check_kinds,
};
use rusqlite::{Connection, OptionalExtension, params};
use tokio::sync::{mpsc, oneshot};

use crate::{
    DATABASE, OpenError, Options,
    error::backend,
    keys::SqliteKeys,
    node_file,
    pool::Pool,
    schema,
    snapshot::SqliteSnapshot,
    sql::Kinds,
    writer::{Command, Head, Listeners, Outcome, Writer, finish_destructions},
};

/// When fewer keys than this are ready for new subjects, as many more are made.
const KEYS_READY: usize = 2048;

/// A store in a data folder. Dropping it waits for the writer to finish what is queued.
pub struct SqliteStore {
    dir: PathBuf,
    kinds: Kinds,
    ring: Arc<KeyRing>,
    pool: Arc<Pool>,
    listeners: Arc<Listeners>,
    queue: Mutex<Option<mpsc::Sender<Command>>>,
    kick: Mutex<Option<SyncSender<()>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    _lock: File,
}

impl SqliteStore {
    /// Opens the data folder `dir`, making what is missing, for `kinds`.
    pub fn open(dir: &Path, kinds: &[&'static KindSchema], options: Options) -> Result<Arc<Self>, OpenError> {
        let Options { rng, node: name, readers, wait, queue, group, fill } = options;
        check_kinds(kinds)?;
        node_file::make_dir(dir)?;
        let lock = File::create(dir.join("lock")).map_err(OpenError::io("making the lock file"))?;
        lock.try_lock().map_err(|_| OpenError::InUse(dir.to_owned()))?;
        let node = Arc::new(node_file::load_or_make(dir, rng.as_ref())?);
        let path = dir.join(DATABASE);
        let mut db = Connection::open(&path).map_err(OpenError::sqlite("opening portcullis.db"))?;
        schema::durable(&db).map_err(OpenError::sqlite("opening portcullis.db"))?;
        schema::prepare(&mut db, kinds, &fill, &node.node().to_string(), &name)?;
        let head = head(&db)?;
        let keys = Arc::new(SqliteKeys::open(dir)?);
        let ring = Arc::new(KeyRing::new(keys.clone(), node, rng));
        finish_destructions(&db, &ring)?;
        ring.reuse(keys.unused().map_err(OpenError::sqlite("looking for unused keys"))?);

        let listeners = Arc::new(Listeners::default());
        let kinds = Kinds::new(kinds);
        let pool = Pool::new(path, readers, wait).map_err(OpenError::io("starting a thread"))?;
        let (queue, commands) = mpsc::channel(queue.max(1));
        let writer = Writer {
            db,
            kinds: kinds.clone(),
            ring: ring.clone(),
            keys,
            listeners: listeners.clone(),
            head,
            group,
            unfolded: false,
            given: Vec::new(),
        };
        let writer = thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || writer.run(commands))
            .map_err(OpenError::io("starting the writer"))?;
        let (maker, kick) = key_maker(ring.clone()).map_err(OpenError::io("starting a thread"))?;
        Ok(Arc::new(Self {
            dir: dir.to_owned(),
            kinds,
            ring,
            pool,
            listeners,
            queue: Mutex::new(Some(queue)),
            kick: Mutex::new(Some(kick)),
            threads: Mutex::new(vec![writer, maker]),
            _lock: lock,
        }))
    }

    /// The data folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The node's public key.
    pub fn public_key(&self) -> PublicKey {
        self.ring.node().public()
    }

    /// Wakes the thread that makes keys, unless it is awake.
    fn kick(&self) {
        if let Some(kick) = self.kick.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            let _ = kick.try_send(());
        }
    }

    async fn send(&self, command: Command) -> Result<(), StoreError> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner).clone();
        queue.ok_or(StoreError::Closed)?.send(command).await.map_err(|_| StoreError::Closed)
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.pool.close();
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.kick.lock().unwrap_or_else(PoisonError::into_inner).take();
        for thread in self.threads.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
            let _ = thread.join();
        }
    }
}

/// A thread that makes keys ahead, so that sets with new subjects need no flush of their own. It works when kicked and
/// ends with the sender.
fn key_maker(ring: Arc<KeyRing>) -> std::io::Result<(JoinHandle<()>, SyncSender<()>)> {
    let (kick, kicks) = sync_channel::<()>(1);
    let thread = thread::Builder::new().name("store-keys".to_owned()).spawn(move || {
        while kicks.recv().is_ok() {
            if ring.ready() < KEYS_READY
                && let Err(error) = ring.refill(KEYS_READY)
            {
                // The writer makes keys itself when none is ready: slower, not wrong.
                tracing::warn!(error = &error as &dyn std::error::Error, "no keys could be made ahead");
            }
        }
    })?;
    let _ = kick.try_send(());
    Ok((thread, kick))
}

/// The end of the chain; its last entry must be what it was, or the next could not be chained to it.
fn head(db: &Connection) -> Result<Head, OpenError> {
    let sqlite = |e| OpenError::sqlite("reading the end of the journal")(e);
    let signed = db
        .query_row("SELECT coalesce(max(sequence), 0) FROM checkpoints", [], |r| r.get(0))
        .map_err(sqlite)?;
    let last: Option<(u64, Vec<u8>, Vec<u8>)> = db
        .query_row("SELECT sequence, hash, bytes FROM journal ORDER BY sequence DESC LIMIT 1", [], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?))
        })
        .optional()
        .map_err(sqlite)?;
    let Some((sequence, hash, bytes)) = last else {
        return Ok(Head { sequence: 0, hash: NO_HASH, signed });
    };
    let own = pc_journal::hash(&bytes);
    if own != *hash || Entry::decode(&bytes).is_err() {
        return Err(OpenError::Damaged(sequence));
    }
    Ok(Head { sequence, hash: own, signed })
}

#[async_trait]
impl Store for SqliteStore {
    async fn snapshot(&self) -> Result<Box<dyn Snapshot>, StoreError> {
        let permit = self.pool.get().await?;
        Ok(Box::new(SqliteSnapshot::begin(permit, self.kinds.clone())?))
    }

    async fn commit(&self, set: WriteSet) -> Result<Commit, CommitError> {
        for put in &set.puts {
            self.kinds.of(put.kind)?;
            put.check()?;
        }
        let mut set = Box::new(set);
        loop {
            let entry = Prepared::new(&set, &self.ring)?;
            if !entry.new_keys().is_empty() && self.ring.ready() < KEYS_READY {
                self.kick();
            }
            let (reply, answer) = oneshot::channel();
            self.send(Command::Commit { set, entry, reply }).await?;
            match answer.await.map_err(|_| StoreError::Closed)? {
                Outcome::Done(result) => return result,
                Outcome::Again(back) => set = back,
            }
        }
    }

    fn on_commit(&self, listener: Box<dyn Fn(&Notice) + Send + Sync>) {
        self.listeners.write().unwrap_or_else(PoisonError::into_inner).push(listener);
    }

    async fn claim_jobs(
        &self,
        queue: &str,
        limit: usize,
        now: Timestamp,
        lease: SignedDuration,
    ) -> Result<Vec<Job>, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Command::Claim { queue: queue.to_owned(), limit, now, lease, reply }).await?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    async fn journal(&self, after: u64, limit: usize) -> Result<Vec<JournalLine>, StoreError> {
        let permit = self.pool.get().await?;
        let db = permit.connection().ok_or(StoreError::Closed)?;
        let failed = backend("reading the journal");
        let mut statement = db
            .prepare_cached("SELECT bytes, hash FROM journal WHERE sequence > ?1 ORDER BY sequence LIMIT ?2")
            .map_err(&failed)?;
        let mut rows = statement.query(params![after, limit]).map_err(&failed)?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next().map_err(&failed)? {
            let bytes = row.get_ref(0).map_err(&failed)?.as_blob().map_err(|e| failed(e.into()))?;
            let hash: Vec<u8> = row.get(1).map_err(&failed)?;
            lines.push(Entry::line(bytes, &hash)?);
        }
        Ok(lines)
    }

    async fn destroy(&self, subject: &Subject, audit: Audit) -> Result<Commit, CommitError> {
        let (reply, answer) = oneshot::channel();
        self.send(Command::Destroy { subject: subject.clone(), audit, reply }).await?;
        answer.await.map_err(|_| StoreError::Closed)?
    }

    async fn checkpoint(&self, at: Timestamp) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Command::Checkpoint { at, reply }).await?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}
