use jiff::Timestamp;
use pc_kernel::AccountId;
use serde::{Deserialize, Serialize};

pub use pc_events::Category;

/// Somebody who proposed or approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Who {
    /// The account.
    pub id: AccountId,
    /// Its name at the time.
    pub name: String,
}

/// What an entry made by hand says besides what is matched on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ByHand {
    /// What an officer does.
    pub category: Category,
    /// Why the subject is listed.
    pub reason: String,
    /// What an officer should know besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// Does not count before.
    pub valid_from: Option<Timestamp>,
    /// Does not count from then on.
    pub valid_until: Option<Timestamp>,
    /// Ended by hand.
    pub ended: bool,
    /// Who wrote it.
    pub by: Who,
    /// Who agreed, where the category is grave.
    pub approved_by: Option<Who>,
}

impl ByHand {
    /// Whether the entry counts at `now`.
    pub fn counts(&self, now: Timestamp) -> bool {
        !self.ended
            && self.valid_from.is_none_or(|from| from <= now)
            && self.valid_until.is_none_or(|until| now < until)
    }

    /// When it begins or ceases to count by itself, after `now`.
    pub fn due(&self, now: Timestamp) -> Option<Timestamp> {
        if self.ended {
            return None;
        }
        [self.valid_from, self.valid_until].into_iter().flatten().filter(|at| *at > now).min()
    }
}
