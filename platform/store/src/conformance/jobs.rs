//! Work for later: claimed, leased, completed once.

use std::{borrow::Cow, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::fixture::{ITEM, id, item, set, start};
use crate::{CommitError, Job, NewJob, Store, WriteSet};

const LEASE: SignedDuration = SignedDuration::from_secs(60);

fn at(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

fn with_job(n: u64, due: i64) -> WriteSet {
    let mut set = set(1);
    let payload = serde_json::json!({ "n": n });
    set.jobs.push(NewJob { id: id(n), queue: Cow::Borrowed("work"), payload, not_before: at(due) });
    set
}

async fn claim(store: &Arc<dyn Store>, now: i64) -> Vec<Job> {
    store.claim_jobs("work", 10, at(now), LEASE).await.unwrap()
}

fn ids(jobs: &[Job]) -> Vec<Uuid> {
    jobs.iter().map(|j| j.id).collect()
}

/// Not before their time, not twice within a lease, not more than asked for; oldest first.
pub async fn jobs_are_claimed_when_due_and_again_after_their_lease(store: Arc<dyn Store>) {
    for (n, due) in [(1, 10), (2, 5), (3, 500)] {
        store.commit(with_job(n, due)).await.unwrap();
    }
    assert_eq!(claim(&store, 4).await, []);
    assert_eq!(store.claim_jobs("other", 10, at(1000), LEASE).await.unwrap(), []);
    assert_eq!(ids(&store.claim_jobs("work", 1, at(10), LEASE).await.unwrap()), [id(2)]);
    let second = claim(&store, 11).await;
    let expected =
        Job { id: id(1), queue: "work".to_owned(), payload: serde_json::json!({ "n": 1 }), attempts: 1 };
    assert_eq!(second, [expected]);
    assert_eq!(claim(&store, 69).await, []);
    let again = claim(&store, 70).await;
    assert_eq!((ids(&again), again[0].attempts), (vec![id(2)], 2));
    assert_eq!(ids(&claim(&store, 71).await), [id(1)]);
    assert_eq!(ids(&claim(&store, 500).await), [id(2), id(1), id(3)]);
}

/// A job goes with the set that completes it; a second completion is a conflict and its set is not written.
pub async fn jobs_are_completed_once_and_with_their_set(store: Arc<dyn Store>) {
    store.commit(with_job(1, 0)).await.unwrap();
    assert_eq!(ids(&claim(&store, 0).await), [id(1)]);
    let complete = |n| {
        let mut set = set(2);
        set.insert(&item(n)).unwrap();
        set.done.push(id(1));
        set
    };
    store.commit(complete(1)).await.unwrap();
    match store.commit(complete(2)).await {
        Err(CommitError::Conflict { kind: "job", id: job, expected: 1, actual: 0 }) => assert_eq!(job, id(1)),
        other => panic!("expected a conflict, got {other:?}"),
    }
    assert_eq!(store.snapshot().await.unwrap().get(ITEM, id(2)).await.unwrap(), None);
    assert_eq!(claim(&store, 1000).await, []);
}

/// Jobs come, and go, with their set only.
pub async fn jobs_of_a_failed_set_are_not_there(store: Arc<dyn Store>) {
    let mut first = with_job(1, 0);
    first.insert(&item(1)).unwrap();
    store.commit(first).await.unwrap();
    let mut failing = with_job(2, 0);
    failing.done.push(id(1));
    failing.insert(&item(1)).unwrap();
    assert!(store.commit(failing).await.unwrap_err().is_conflict());
    assert!(store.commit(with_job(1, 0)).await.unwrap_err().is_conflict(), "a job id is used once");
    assert_eq!(ids(&claim(&store, 0).await), [id(1)]);
}

/// Workers that claim at the same time get different jobs.
pub async fn jobs_are_claimed_by_one_worker_only(store: Arc<dyn Store>) {
    for n in 0..30 {
        store.commit(with_job(n, 0)).await.unwrap();
    }
    let mut claimed: Vec<Uuid> = std::thread::scope(|scope| {
        let work = || {
            let claim = || futures::executor::block_on(store.claim_jobs("work", 4, at(1), LEASE)).unwrap();
            std::iter::repeat_with(claim).take_while(|jobs| !jobs.is_empty()).flatten().collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|t| t.join().unwrap()).map(|job| job.id).collect()
    });
    claimed.sort();
    assert_eq!(claimed, (0..30).map(id).collect::<Vec<_>>());
}
