//! Work on all cores, answers in the order of the questions.

use std::{
    collections::BTreeMap,
    num::NonZero,
    sync::{
        Mutex,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
};

/// Rows a batch, at most.
const BATCH: usize = 128;

/// What the work on a batch gave.
#[derive(Debug, Default)]
pub struct Done {
    /// For standard output.
    pub out: Vec<u8>,
    /// For standard error.
    pub said: String,
    /// Rows.
    pub rows: u64,
    /// Rows that could not be used.
    pub bad: u64,
}

/// Works on `rows` in batches on every core and hands what they gave to `write`, in the order of the rows. A row comes
/// with whether more are at hand: where not, its batch is begun at once. Only a few batches are held.
pub fn ordered<T: Send>(
    rows: impl Iterator<Item = (T, bool)> + Send,
    work: impl Fn(T, &mut Done) + Sync,
    mut write: impl FnMut(Done) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let workers = thread::available_parallelism().map_or(2, NonZero::get);
    let held = workers * 4;
    let (permit, permits) = sync_channel::<()>(held);
    for _ in 0..held {
        permit.send(())?;
    }
    // Never full: there are no more batches than permits.
    let (give, take) = sync_channel(held);
    let take = Mutex::new(take);
    let (take, work) = (&take, &work);
    thread::scope(|scope| {
        // Dropped when writing fails, so that the reader stops.
        let permit = permit;
        let (finish, finished) = sync_channel(held);
        scope.spawn(move || read(rows, &permits, &give));
        for _ in 0..workers {
            let finish = finish.clone();
            scope.spawn(move || {
                while let Some((number, batch)) = next(take) {
                    let mut done = Done::default();
                    for row in batch {
                        work(row, &mut done);
                        done.rows += 1;
                    }
                    if finish.send((number, done)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(finish);
        // Those that are ready before their turn: never more than there are permits.
        let mut early = BTreeMap::new();
        let mut turn = 0_u64;
        for (number, done) in finished {
            early.insert(number, done);
            while let Some(done) = early.remove(&turn) {
                write(done)?;
                turn += 1;
                let _ = permit.send(());
            }
        }
        Ok(())
    })
}

fn next<T>(take: &Mutex<Receiver<T>>) -> Option<T> {
    take.lock().ok()?.recv().ok()
}

fn read<T>(rows: impl Iterator<Item = (T, bool)>, permits: &Receiver<()>, give: &SyncSender<(u64, Vec<T>)>) {
    let (mut number, mut batch) = (0, Vec::new());
    for (row, more) in rows {
        batch.push(row);
        if batch.len() >= BATCH || !more {
            if permits.recv().is_err() || give.send((number, std::mem::take(&mut batch))).is_err() {
                return;
            }
            number += 1;
        }
    }
    if !batch.is_empty() && permits.recv().is_ok() {
        let _ = give.send((number, batch));
    }
}
