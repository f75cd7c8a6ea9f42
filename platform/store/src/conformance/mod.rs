//! One suite for every adapter.
//!
//! An adapter's test calls `pc_store::conformance!(fresh)`, where `fresh` is a function that gives a [`Fresh`]: an empty
//! store opened for [`KINDS`]. Each case becomes one `#[test]`. No runtime is needed: a store may not depend on one.

mod commits;
mod destroy;
mod fixture;
mod idempotency;
mod jobs;
mod journal;
mod model;
mod scans;

use std::{any::Any, sync::Arc};

pub use commits::*;
pub use destroy::*;
pub use fixture::{CODES, ITEM, Item, KINDS, NOTE, Note, Noted, audit, id, item, set};
pub use idempotency::*;
pub use jobs::*;
pub use journal::*;
pub use model::*;
pub use scans::*;

use crate::Store;

/// An empty store for [`KINDS`], and what must live as long as it (a temporary folder).
pub struct Fresh {
    /// The store.
    pub store: Arc<dyn Store>,
    /// Dropped after it.
    pub keep: Box<dyn Any>,
}

/// Runs one case on a fresh store.
pub fn run<F: Future<Output = ()>>(fresh: Fresh, case: impl FnOnce(Arc<dyn Store>) -> F) {
    let Fresh { store, keep } = fresh;
    futures::executor::block_on(case(store));
    drop(keep);
}

/// Makes a `#[test]` of every case of the suite, each on a store that `$fresh()` gives.
#[macro_export]
macro_rules! conformance {
    ($fresh:path) => {
        $crate::conformance!(@ $fresh;
            a_record_is_read_back_as_it_was_written
            a_set_is_whole_or_not_at_all
            versions_are_checked
            asserts_are_checked
            an_empty_set_is_an_entry
            unique_indexes_hold
            unique_indexes_are_freed_in_the_order_of_a_set
            values_that_do_not_fit_are_refused
            undeclared_kinds_and_indexes_are_named
            raw_bytes_stay_until_replaced
            snapshots_stand_still
            increments_by_many_writers_are_all_counted
            scans_match_a_model
            words_match_a_model
            absent_values_come_first_and_are_outside_of_bounds
            cursors_of_other_scans_are_refused
            pages_join_without_gap_or_repetition
            the_same_key_commits_once
            the_same_key_commits_once_from_many_threads
            a_failed_set_does_not_use_up_its_key
            jobs_are_claimed_when_due_and_again_after_their_lease
            jobs_are_completed_once_and_with_their_set
            jobs_of_a_failed_set_are_not_there
            jobs_are_claimed_by_one_worker_only
            the_journal_tells_who_wrote_what
            the_journal_is_listed_in_pages
            notices_come_in_order_and_for_commits_only
            checkpoints_can_be_signed_at_any_time
            destroying_removes_a_subject_and_nothing_else
            a_destroyed_subject_can_come_again
            commits_during_destruction_leave_nothing_half
        );
    };
    (@ $fresh:path; $($case:ident)*) => {
        $(
            #[test]
            fn $case() {
                $crate::conformance::run($fresh(), $crate::conformance::$case);
            }
        )*
    };
}
