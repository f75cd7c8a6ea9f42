//! Readers: a bounded number of connections. Whoever finds none free waits in line, with a deadline.
//!
//! The port belongs to no runtime, so the deadline is kept by a small thread of its own, which sleeps unless somebody
//! waits.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use pc_store::StoreError;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::oneshot;

use crate::error::backend;

pub(crate) struct Pool {
    path: PathBuf,
    wait: Duration,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    free: usize,
    idle: Vec<Connection>,
    line: VecDeque<(Instant, oneshot::Sender<Permit>)>,
    closed: bool,
}

/// The right to one connection; given back on drop.
pub(crate) struct Permit {
    /// `None` once it was passed on.
    pool: Option<Arc<Pool>>,
    connection: Option<Connection>,
}

impl Pool {
    pub(crate) fn new(path: PathBuf, readers: usize, wait: Duration) -> std::io::Result<Arc<Self>> {
        let state = State { free: readers.max(1), ..State::default() };
        let pool = Arc::new(Self { path, wait, state: Mutex::new(state), changed: Condvar::new() });
        let keeper = pool.clone();
        thread::Builder::new().name("store-deadlines".to_owned()).spawn(move || keeper.keep_deadlines())?;
        Ok(pool)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A connection, as soon as one is free.
    pub(crate) async fn get(self: &Arc<Self>) -> Result<Permit, StoreError> {
        let waiting = {
            let mut state = self.state();
            if state.closed {
                return Err(StoreError::Closed);
            }
            if state.free > 0 {
                state.free -= 1;
                let connection = state.idle.pop();
                drop(state);
                return Permit { pool: Some(self.clone()), connection }.connected(&self.path);
            }
            let (sender, waiting) = oneshot::channel();
            state.line.push_back((Instant::now() + self.wait, sender));
            self.changed.notify_all();
            waiting
        };
        match waiting.await {
            Ok(permit) => permit.connected(&self.path),
            Err(_) => Err(StoreError::backend("waiting for a reader", "all readers are in use")),
        }
    }

    /// Lets nobody in any more. Snapshots still open stay readable.
    pub(crate) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        state.line.clear();
        state.idle.clear();
        self.changed.notify_all();
    }

    fn give_back(self: &Arc<Self>, connection: Option<Connection>) {
        let mut connection = connection;
        loop {
            let mut state = self.state();
            let Some((_, first)) = state.line.pop_front() else {
                state.free += 1;
                if !state.closed {
                    state.idle.extend(connection);
                }
                return;
            };
            drop(state);
            match first.send(Permit { pool: Some(self.clone()), connection }) {
                Ok(()) => return,
                // Its taker has gone meanwhile: the next in line gets it.
                Err(mut permit) => {
                    permit.pool = None;
                    connection = permit.connection.take();
                }
            }
        }
    }

    fn keep_deadlines(&self) {
        let mut state = self.state();
        while !state.closed {
            let now = Instant::now();
            while state.line.front().is_some_and(|(deadline, _)| *deadline <= now) {
                state.line.pop_front();
            }
            state = match state.line.front().map(|(deadline, _)| deadline.saturating_duration_since(now)) {
                Some(left) => {
                    self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

impl Permit {
    fn connected(mut self, path: &Path) -> Result<Self, StoreError> {
        if self.connection.is_none() {
            self.connection = Some(open(path).map_err(backend("opening a reader"))?);
        }
        Ok(self)
    }

    /// The connection; `None` only after [`Permit::discard`].
    pub(crate) fn connection(&self) -> Option<&Connection> {
        self.connection.as_ref()
    }

    /// Drops a connection that is in doubt; the next taker opens a new one.
    pub(crate) fn discard(&mut self) {
        self.connection = None;
    }
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -4096;")?;
    Ok(connection)
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(pool) = self.pool.take() {
            pool.give_back(self.connection.take());
        }
    }
}
