use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The agency's own settings for movement: one record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Agency {
    /// IATA codes of this agency's ports: they decide what is an arrival and what a departure.
    pub ports: Vec<String>,
}

/// Declaration of [`Agency`].
pub static AGENCY: KindSchema = KindSchema {
    name: "agency",
    schema: 1,
    owner: Owner::Hub,
    columns: &[Column { name: "name", kind: ColumnKind::Text }],
    indexes: &[Index { name: "by_name", columns: &["name"], unique: true }],
};

impl Agency {
    /// The id of the only record of this kind.
    pub const ID: Uuid = Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001);

    /// Whether `port` is one of this agency's.
    pub fn owns(&self, port: Option<&str>) -> bool {
        port.is_some_and(|p| self.ports.iter().any(|own| own == p))
    }
}

impl Record for Agency {
    const KIND: &'static KindSchema = &AGENCY;

    fn id(&self) -> Uuid {
        Self::ID
    }

    fn values(&self) -> Vec<Value> {
        vec!["agency".into()]
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
