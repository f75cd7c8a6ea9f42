use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Actor;

/// One journal entry as an auditor lists it: everything that is not sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JournalLine {
    /// Sequence number at its node, from 1 without gaps.
    pub sequence: u64,
    /// The audit time of the write set.
    pub at: Timestamp,
    /// Who wrote.
    pub actor: Actor,
    /// What for.
    pub purpose: String,
    /// What led to it, e.g. `POST /api/v1/messages` or `import`.
    pub cause: Option<String>,
    /// The records written.
    pub writes: Vec<JournalWrite>,
    /// Names of the events.
    pub events: Vec<String>,
    /// Hash of the entry, lower-case hexadecimal SHA-256.
    pub hash: String,
}

/// One write of a journal entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JournalWrite {
    /// Record kind.
    pub kind: String,
    /// Record id.
    pub id: Uuid,
    /// The version it has since.
    pub version: u64,
    /// Whether it was deleted.
    pub deleted: bool,
}
