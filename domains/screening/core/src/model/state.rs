use pc_kernel::AccountId;
use serde::{Deserialize, Serialize};

use crate::ScreeningError;

/// Who looks at a hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reviewer {
    /// The account.
    pub id: AccountId,
    /// Its name at the time.
    pub name: String,
}

/// What an analyst can say of a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// May be the same person: an officer should ask.
    Possible,
    /// Is the same person, as far as can be told from the data.
    Confirmed,
    /// Is somebody else.
    NotAMatch,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Born on another day.
    DifferentBirthDate,
    /// Called something else.
    DifferentName,
    /// Of another nationality.
    DifferentNationality,
    /// Holds another document.
    DifferentDocument,
    /// The identity was verified by other means.
    IdentityVerified,
    /// The same person.
    SamePerson,
    /// The data do not say enough.
    InsufficientData,
    /// Another reason, given in the note.
    Other,
}

/// A verdict with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// What was said.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// In the analyst's own words.
    pub note: Option<String>,
    /// Who said it.
    pub by: Reviewer,
}

/// Where a hit stands. Each state holds what belongs to it; a transition consumes the state it leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum HitState {
    /// Nobody has looked yet; a supervisor may have said who should.
    New {
        /// Who should look.
        assigned: Option<Reviewer>,
    },
    /// Somebody is looking.
    InReview {
        /// Who.
        reviewer: Reviewer,
    },
    /// Somebody has decided.
    Decided {
        /// What.
        decision: Decision,
        /// Whether it was decided at an earlier meeting and carried over.
        carried: bool,
    },
}

impl HitState {
    /// Its name as stored, sent and shown.
    pub fn name(&self) -> &'static str {
        match self {
            Self::New { .. } => "new",
            Self::InReview { .. } => "in_review",
            Self::Decided { decision, .. } => match decision.verdict {
                Verdict::Possible => "possible",
                Verdict::Confirmed => "confirmed",
                Verdict::NotAMatch => "not_a_match",
            },
        }
    }

    /// Whether somebody still has to decide.
    pub fn open(&self) -> bool {
        !matches!(self, Self::Decided { .. })
    }

    /// Who looks or has decided.
    pub fn reviewer(&self) -> Option<&Reviewer> {
        match self {
            Self::New { assigned } => assigned.as_ref(),
            Self::InReview { reviewer } => Some(reviewer),
            Self::Decided { decision, .. } => Some(&decision.by),
        }
    }

    /// `by` begins to look, or looks again at something decided.
    #[must_use]
    pub fn claim(self, by: Reviewer) -> Self {
        Self::InReview { reviewer: by }
    }

    /// A supervisor says who should look; `None` gives it back to everybody.
    pub fn assign(self, to: Option<Reviewer>) -> Result<Self, ScreeningError> {
        match self {
            Self::New { .. } | Self::InReview { .. } => Ok(Self::New { assigned: to }),
            Self::Decided { .. } => Err(ScreeningError::Transition { from: self.name(), to: "assigned" }),
        }
    }

    /// A decision, also one that replaces an earlier one.
    #[must_use]
    pub fn decide(self, decision: Decision) -> Self {
        Self::Decided { decision, carried: false }
    }

    /// The person or the entry changed: what was cleared or left open must be looked at again. A confirmed hit stays
    /// confirmed.
    #[must_use]
    pub fn reopen(self) -> Self {
        match self {
            Self::Decided { decision, carried } if decision.verdict == Verdict::Confirmed => {
                Self::Decided { decision, carried }
            }
            Self::Decided { .. } => Self::New { assigned: None },
            open => open,
        }
    }
}
