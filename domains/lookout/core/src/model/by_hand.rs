use jiff::Timestamp;
use pc_kernel::AccountId;
use serde::{Deserialize, Serialize};

/// What an officer does when an entry of an agency's own list is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Hold the person: arrest, terrorism, abduction of a child.
    Detain,
    /// Do not let the person in.
    RefuseEntry,
    /// Send the person to a second line.
    Refer,
    /// Tell whoever asked for it, and nothing to the person.
    Inform,
    /// The document was reported lost, stolen or false.
    Document,
}

impl Category {
    /// All of them, the gravest first.
    pub const ALL: [Self; 5] = [Self::Detain, Self::RefuseEntry, Self::Refer, Self::Inform, Self::Document];

    /// In words, for whoever meets the entry.
    pub fn words(self) -> &'static str {
        match self {
            Self::Detain => "Detain",
            Self::RefuseEntry => "Refuse entry",
            Self::Refer => "Refer to a second line",
            Self::Inform => "Inform, do not alert the person",
            Self::Document => "Lost, stolen or false document",
        }
    }

    /// Whether a second person must agree before an entry of this category is made, changed or ended.
    pub fn grave(self) -> bool {
        matches!(self, Self::Detain | Self::RefuseEntry)
    }
}

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
