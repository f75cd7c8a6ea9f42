use jiff::{Timestamp, civil::DateTime};
use pc_kernel::{FlightId, GenericUuid, MessageId, Span, Warning};
use pc_manifest::Function;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::RETENTION;

/// One delivery of bytes, kept as it came; the bytes stand beside the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transmission {
    /// Identifier.
    pub id: Uuid,
    /// When it came.
    pub received_at: Timestamp,
    /// How it came: `http`, `folder`, `command-line`.
    pub source: String,
    /// The name it came with.
    pub file_name: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
}

/// Declaration of [`Transmission`].
pub static TRANSMISSION: KindSchema = KindSchema {
    name: "transmission",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "sha256", kind: ColumnKind::Text },
        Column { name: "received_at", kind: ColumnKind::Integer },
    ],
    indexes: &[Index { name: "by_time", columns: &["received_at"], unique: false }],
};

impl Record for Transmission {
    const KIND: &'static KindSchema = &TRANSMISSION;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.sha256.clone().into(), self.received_at.into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.id))
    }
}

/// One message of a transmission, and what it did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Identifier.
    pub id: MessageId,
    /// The transmission whose bytes it stands in.
    pub transmission: Uuid,
    /// When it came.
    pub received_at: Timestamp,
    /// How it came.
    pub source: String,
    /// The file's name.
    pub file_name: String,
    /// Length of the transmission in bytes.
    pub bytes: u64,
    /// `PAXLST`, `PNRGOV`, …
    pub kind: String,
    /// What it asks for.
    pub function: Function,
    /// Its reference, as stated.
    pub reference: String,
    /// Who sent it, as stated.
    pub sender: Option<String>,
    /// When it says it was prepared.
    pub prepared: Option<DateTime>,
    /// Why it could not be used.
    pub refused: Option<String>,
    /// Whether it said nothing that was not known.
    pub repeated: bool,
    /// The flights it speaks of.
    pub flights: Vec<FlightId>,
    /// People in it.
    pub persons: u32,
    /// Listed by it for the first time.
    pub added: u32,
    /// Changed by it.
    pub changed: u32,
    /// Dropped by it.
    pub dropped: u32,
    /// Left as they were.
    pub unchanged: u32,
    /// What the reader noticed.
    pub warnings: Vec<Warning>,
    /// Where it stands in the transmission's bytes.
    pub span: Span,
}

/// Declaration of [`Message`].
pub static MESSAGE: KindSchema = KindSchema {
    name: "message",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "received_at", kind: ColumnKind::Integer },
        Column { name: "refused", kind: ColumnKind::Integer },
        Column { name: "flight_id", kind: ColumnKind::Text },
    ],
    indexes: &[
        Index { name: "by_time", columns: &["received_at"], unique: false },
        Index { name: "by_refused", columns: &["refused", "received_at"], unique: false },
        Index { name: "by_flight", columns: &["flight_id", "received_at"], unique: false },
    ],
};

impl Record for Message {
    const KIND: &'static KindSchema = &MESSAGE;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![
            self.received_at.into(),
            i64::from(self.refused.is_some()).into(),
            self.flights.first().map(|f| f.into_untyped_uuid()).into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.transmission))
    }
}
