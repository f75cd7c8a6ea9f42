//! What a hit says of its entry when it is read.

use jiff::Timestamp;
use pc_events::Category;

use crate::{
    lookouts::EntryNow,
    model::{Hit, Lapse},
};

/// Why a hit does not apply whose entry did not count and does again: the next look found no match, or is still to come.
pub const COUNTS_AGAIN: &str = "the entry counts again, and was not matched since";

/// A hit's entry as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// `active`, or why it does not count; nothing where it is not known.
    pub state: Option<&'static str>,
    /// Since when it does not count, or from when on it does.
    pub state_at: Option<Timestamp>,
    /// Why the hit no longer applies.
    pub stale: Option<String>,
    /// What an officer does, where the entry says so.
    pub category: Option<Category>,
}

/// What `hit` says of its entry, which is `now` so. Where the entry is not known, what was noted with the hit holds.
pub fn told(hit: &Hit, now: Option<EntryNow>) -> Told {
    if hit.stale.is_none() {
        let category = hit.category.or_else(|| now?.category);
        return Told { state: Some("active"), state_at: None, stale: None, category };
    }
    // Of one time with the state.
    let category = now.and_then(|now| now.category).or(hit.category);
    let noted = hit.lapsed();
    let lapse = now.map_or(noted, |now| now.lapse);
    let counts = now.is_some().then_some("active");
    Told {
        state: lapse.map(Lapse::name).or(counts),
        state_at: lapse.and_then(Lapse::at),
        stale: match (noted, lapse) {
            (Some(_), Some(lapse)) => Some(lapse.to_string()),
            (Some(_), None) => Some(COUNTS_AGAIN.to_owned()),
            // The traveler was dropped, or is no match any more: whatever became of the entry.
            (None, _) => hit.stale.clone(),
        },
        category,
    }
}
