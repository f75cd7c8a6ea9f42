use jiff::Timestamp;
use pc_events::{FlightBrief, PersonFacts};
use pc_kernel::{GenericUuid, TravelerId};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::RETENTION;

/// A traveler as screening last saw them: what a changed list is matched against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScreenedPerson {
    /// The traveler.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightBrief,
    /// What was known.
    pub facts: PersonFacts,
    /// Whether the traveler is still listed.
    pub listed: bool,
    /// When.
    pub screened_at: Timestamp,
}

/// Declaration of [`ScreenedPerson`].
pub static SCREENED_PERSON: KindSchema = KindSchema {
    name: "screened_person",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "listed", kind: ColumnKind::Integer },
        Column { name: "flight_at", kind: ColumnKind::Integer },
        Column { name: "name_key", kind: ColumnKind::Text },
        Column { name: "document", kind: ColumnKind::Text },
        Column { name: "further_document", kind: ColumnKind::Text },
    ],
    indexes: &[
        Index { name: "by_flight_time", columns: &["listed", "flight_at"], unique: false },
        Index { name: "by_name", columns: &["name_key"], unique: false },
        Index { name: "by_document", columns: &["document"], unique: false },
        Index { name: "by_further_document", columns: &["further_document"], unique: false },
    ],
};

impl ScreenedPerson {
    /// A name for looking up: `SURNAME GIVEN`, upper case, letters and digits with single blanks.
    pub fn name_key(surname: &str, given: &str) -> String {
        let mut key = String::new();
        for c in surname.chars().chain([' ']).chain(given.chars()) {
            if c.is_alphanumeric() {
                key.extend(c.to_uppercase());
            } else if !key.ends_with(' ') && !key.is_empty() {
                key.push(' ');
            }
        }
        key.trim_end().to_owned()
    }
}

impl Record for ScreenedPerson {
    const KIND: &'static KindSchema = &SCREENED_PERSON;

    fn id(&self) -> Uuid {
        self.traveler.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        // Where the flight's instant is not known, the time of the look stands in: nobody is left out of a scan by time.
        let at = self.flight.at.unwrap_or(self.screened_at);
        let mut numbers = self.facts.documents.iter().map(pc_kernel::Document::normal_number);
        let (first, further) = (numbers.next(), numbers.next());
        vec![
            i64::from(self.listed).into(),
            at.into(),
            Self::name_key(&self.facts.surname, &self.facts.given).into(),
            first.into(),
            further.into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.traveler.into_untyped_uuid()))
    }
}
