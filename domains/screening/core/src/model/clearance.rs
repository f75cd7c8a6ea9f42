use jiff::Timestamp;
use pc_events::PersonFacts;
use pc_kernel::{ClearanceId, EntryId, GenericUuid, HitId, TravelerId};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Decision;
use crate::RETENTION;

/// A decision of "not a match" that holds for later meetings of the same person and entry.
///
/// Who is the same person at a later meeting: full name, day of birth and a document number are all equal. Any fewer
/// can be two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clearance {
    /// Identifier, derived from identity and entry.
    pub id: ClearanceId,
    /// See [`Clearance::identities`].
    pub identity: Uuid,
    /// The entry.
    pub entry: EntryId,
    /// The form of the entry that was cleared: another form must be looked at again.
    pub entry_fingerprint: Uuid,
    /// The traveler that was cleared.
    pub traveler: TravelerId,
    /// The hit on which it was decided.
    pub hit: HitId,
    /// The decision.
    pub decision: Decision,
    /// When.
    pub at: Timestamp,
    /// Whether it holds: a later decision otherwise ends it.
    pub holds: bool,
}

/// Declaration of [`Clearance`].
pub static CLEARANCE: KindSchema = KindSchema {
    name: "clearance",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "identity", kind: ColumnKind::Text },
        Column { name: "entry_id", kind: ColumnKind::Text },
    ],
    indexes: &[Index { name: "by_identity", columns: &["identity", "entry_id"], unique: false }],
};

/// Name space of identities.
const SPACE: Uuid = Uuid::from_u128(0x91aa_64d0_c7e8_5b2f_9d1e_08a3_bb47_1c03);

impl Clearance {
    /// What a person is recognised by at a later meeting, one for each document; none when the day of birth or all
    /// documents are missing.
    pub fn identities(person: &PersonFacts) -> Vec<Uuid> {
        let Some(birth) = person.birth.and_then(pc_kernel::PartialDate::day) else { return Vec::new() };
        let name = format!("{}|{}", person.surname.to_uppercase(), person.given.to_uppercase());
        let mut identities: Vec<_> = person
            .documents
            .iter()
            .filter(|d| d.normal_number().len() >= 5)
            .map(|d| {
                let issuer = d.issuer.map(|c| c.to_string()).unwrap_or_default();
                let text = format!("{name}|{birth}|{}|{issuer}", d.normal_number());
                Uuid::new_v5(&SPACE, text.as_bytes())
            })
            .collect();
        identities.sort_unstable();
        identities.dedup();
        identities
    }

    /// The id of the clearance of `identity` for `entry`.
    pub fn id_of(identity: Uuid, entry: EntryId) -> ClearanceId {
        ClearanceId::from_untyped_uuid(Uuid::new_v5(&identity, entry.as_untyped_uuid().as_bytes()))
    }
}

impl Record for Clearance {
    const KIND: &'static KindSchema = &CLEARANCE;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![self.identity.into(), self.entry.into_untyped_uuid().into()]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.traveler.into_untyped_uuid()))
    }
}
