use std::{collections::HashMap, sync::Mutex};

use jiff::{SignedDuration, Timestamp};

/// Keys remembered at most; beyond it those that were quiet longest are forgotten.
const CAPACITY: usize = 20_000;
/// The longest wait.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// A key that was quiet for so long starts afresh.
const FORGET: SignedDuration = SignedDuration::from_hours(1);
/// Failures of one account before it has to wait.
const FREE_FOR_ACCOUNT: u32 = 5;
/// Failures from one address before it has to wait: a port's whole staff may share one.
const FREE_FOR_ADDRESS: u32 = 25;

#[derive(Debug, Clone, Copy)]
struct Track {
    failures: u32,
    last: Timestamp,
    until: Timestamp,
}

/// Slows guessing down: after some free failures each further one doubles the wait, per account and per address.
///
/// In memory: a restart forgets, which costs a guesser more than it gives. Bounded, so that names made up by the
/// thousand do not fill it.
#[derive(Debug, Default)]
pub(crate) struct Limiter(Mutex<HashMap<String, Track>>);

impl Limiter {
    /// Takes one attempt at `account` from `address`, counted as failed until [`Limiter::succeeded`]: so attempts made
    /// at the same time count too. `Err` is the wait.
    pub(crate) fn attempt(&self, account: &str, address: &str, now: Timestamp) -> Result<(), SignedDuration> {
        let keys = [(format!("n:{account}"), FREE_FOR_ACCOUNT), (format!("a:{address}"), FREE_FOR_ADDRESS)];
        let mut tracks = self.0.lock().expect("limiter lock");
        let wait =
            keys.iter().filter_map(|(key, _)| tracks.get(key)).map(|t| t.until.duration_since(now)).max();
        if let Some(wait) = wait.filter(SignedDuration::is_positive) {
            return Err(wait);
        }
        for (key, free) in keys {
            make_room(&mut tracks, now);
            let track = tracks.entry(key).or_insert(Track { failures: 0, last: now, until: now });
            if now.duration_since(track.last) > FORGET {
                track.failures = 0;
            }
            track.failures = track.failures.saturating_add(1);
            track.last = now;
            track.until = now + wait_after(track.failures, free);
        }
        Ok(())
    }

    /// The attempt was a success: the account starts afresh, and the address gets its one attempt back.
    pub(crate) fn succeeded(&self, account: &str, address: &str) {
        let mut tracks = self.0.lock().expect("limiter lock");
        tracks.remove(&format!("n:{account}"));
        if let Some(track) = tracks.get_mut(&format!("a:{address}")) {
            track.failures = track.failures.saturating_sub(1);
            track.until = track.last;
        }
    }
}

/// Nothing for the free failures, then 2 s, 4 s, 8 s … up to the longest.
fn wait_after(failures: u32, free: u32) -> SignedDuration {
    match failures.saturating_sub(free) {
        0 if failures < free => SignedDuration::ZERO,
        over => SignedDuration::from_secs(2_i64 << over.min(10)).min(LONGEST),
    }
}

/// Forgets what is stale, and failing that the tenth that was quiet longest, when the map is full.
fn make_room(tracks: &mut HashMap<String, Track>, now: Timestamp) {
    if tracks.len() < CAPACITY {
        return;
    }
    tracks.retain(|_, t| now.duration_since(t.last) <= FORGET);
    if tracks.len() >= CAPACITY {
        let mut ages: Vec<_> = tracks.values().map(|t| t.last).collect();
        ages.sort_unstable();
        let oldest = ages[CAPACITY / 10];
        tracks.retain(|_, t| t.last > oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn each_failure_after_the_free_ones_doubles_the_wait() {
        let limiter = Limiter::default();
        for _ in 0..5 {
            limiter.attempt("mara", "10.0.0.1", at(0)).unwrap();
        }
        assert_eq!(limiter.attempt("mara", "10.0.0.1", at(0)), Err(SignedDuration::from_secs(2)));
        limiter.attempt("mara", "10.0.0.1", at(2)).unwrap();
        assert_eq!(limiter.attempt("mara", "10.0.0.1", at(2)), Err(SignedDuration::from_secs(4)));
        limiter.attempt("other", "10.0.0.1", at(2)).unwrap();
    }

    #[test]
    fn one_address_that_tries_many_accounts_waits_too_and_no_wait_is_endless() {
        let limiter = Limiter::default();
        let mut waits = 0;
        for i in 0..30 {
            if limiter.attempt(&format!("n{i}"), "10.0.0.1", at(0)).is_err() {
                waits += 1;
            }
        }
        assert_eq!(waits, 5);
        assert_eq!(wait_after(1000, 5), LONGEST);
    }

    #[test]
    fn a_success_starts_the_account_afresh() {
        let limiter = Limiter::default();
        for _ in 0..50 {
            limiter.attempt("mara", "10.0.0.1", at(0)).unwrap();
            limiter.succeeded("mara", "10.0.0.1");
        }
    }

    #[test]
    fn a_flood_of_names_does_not_fill_the_memory() {
        let limiter = Limiter::default();
        for i in 0..60_000_i64 {
            let _ = limiter.attempt(&format!("n{i}"), &format!("a{i}"), at(i / 100));
        }
        assert!(limiter.0.lock().unwrap().len() <= CAPACITY);
    }
}
