use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// What a user is in the agency. An account has one or more; what each may do stands in `policies/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Reviews hits and decides them.
    Analyst,
    /// Works at the port with what analysts decided.
    Officer,
    /// Leads analysts: assigns work, looks into the journal.
    Supervisor,
    /// Keeps the lookout lists.
    ListManager,
    /// Looks at what was done, and changes nothing.
    Auditor,
    /// Runs the system: accounts and feeds, no travellers' data.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] = [
        Self::Analyst,
        Self::Officer,
        Self::Supervisor,
        Self::ListManager,
        Self::Auditor,
        Self::Administrator,
    ];

    /// Its name in policies, the API and records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Analyst => "analyst",
            Self::Officer => "officer",
            Self::Supervisor => "supervisor",
            Self::ListManager => "list_manager",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        Self::ALL.into_iter().find(|r| r.as_str() == text).ok_or_else(|| Unknown(text.to_owned()))
    }
}

/// Text that names no role or action.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no such role or action: {0:?}")]
pub struct Unknown(pub String);
