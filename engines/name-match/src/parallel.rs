//! Work on all processors.

use std::{
    num::NonZero,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Items that a processor takes at a time: some take much longer than others.
const SHARE: usize = 4;

/// The results of all items, in their order.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = processors.min(items.len() / (2 * SHARE));
    if workers < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let part = || {
        let mut done = Vec::with_capacity(items.len() / workers + SHARE);
        loop {
            let from = next.fetch_add(SHARE, Ordering::Relaxed);
            let Some(rest) = items.get(from..).filter(|rest| !rest.is_empty()) else { return done };
            done.extend(rest.iter().take(SHARE).zip(from..).map(|(item, place)| (place, work(item))));
        }
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        // Where the system has no thread to give, the others do its share.
        let running: Vec<_> =
            (1..workers).filter_map(|_| thread::Builder::new().spawn_scoped(scope, part).ok()).collect();
        let mut all = part();
        for worker in running {
            match worker.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        for count in [0, 1, 7, 1000] {
            let items: Vec<usize> = (0..count).collect();
            assert_eq!(map(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
