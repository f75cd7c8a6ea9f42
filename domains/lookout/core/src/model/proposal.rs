use jiff::Timestamp;
use pc_kernel::{EntryId, GenericUuid};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Who;
use crate::{FieldChange, RETENTION, by_hand::Step};

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Somebody else has to look.
    Waiting,
    /// Agreed to, and done.
    Approved,
    /// Not agreed to.
    Rejected,
    /// Taken back by whoever made it.
    Withdrawn,
}

impl ProposalState {
    /// Its name as stored and sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A change of an entry that waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Identifier.
    pub id: Uuid,
    /// The entry; for one that is not there yet, the id that it will have.
    pub entry: EntryId,
    /// The entry's version that was read; 0 for one that is not there yet.
    pub version: u32,
    /// What is asked for.
    pub step: Step,
    /// The subject's name, for lists of proposals.
    pub name: String,
    /// Each field that would say something else.
    pub fields: Vec<FieldChange>,
    /// Who asks.
    pub by: Who,
    /// When.
    pub at: Timestamp,
    /// Where it stands.
    pub state: ProposalState,
    /// Who said so.
    pub decided_by: Option<Who>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// In words.
    pub note: Option<String>,
}

/// Declaration of [`Proposal`].
pub static PROPOSAL: KindSchema = KindSchema {
    name: "entry_proposal",
    schema: 1,
    owner: Owner::Hub,
    columns: &[
        Column { name: "state", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
        Column { name: "entry_id", kind: ColumnKind::Text },
    ],
    indexes: &[
        Index { name: "by_state", columns: &["state", "at"], unique: false },
        Index { name: "by_entry", columns: &["entry_id", "at"], unique: false },
    ],
};

impl Record for Proposal {
    const KIND: &'static KindSchema = &PROPOSAL;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.state.as_str().into(), self.at.into(), self.entry.into_untyped_uuid().into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.entry.into_untyped_uuid()))
    }
}
