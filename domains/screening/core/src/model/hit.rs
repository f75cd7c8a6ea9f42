use jiff::Timestamp;
use pc_events::{Category, FlightBrief, PersonFacts};
use pc_kernel::{EntryId, GenericUuid, HitId, TravelerId};
use pc_name_match::Part;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use pc_watchlist::Entry;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{HitState, Lapse, Reason};
use crate::RETENTION;

/// One step of a hit's life.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryLine {
    /// When.
    pub at: Timestamp,
    /// Who: an account's name, or `screening` for the program.
    pub by: String,
    /// The state before; none at the beginning.
    pub from: Option<String>,
    /// The state since.
    pub to: String,
    /// The reason of a decision.
    pub reason: Option<Reason>,
    /// In words.
    pub note: Option<String>,
}

/// One traveler meeting one entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// Identifier, derived from traveler and entry.
    pub id: HitId,
    /// The traveler.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightBrief,
    /// The person as matched.
    pub person: PersonFacts,
    /// The entry.
    pub entry: EntryId,
    /// Which form of the entry was matched.
    pub entry_fingerprint: Uuid,
    /// The entry as matched.
    pub listed: Entry,
    /// What an officer does, where the entry says so. Hits stored before this was noted learn it with the next look; until then it is read from the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// The listed name that matched best.
    pub matched_name: String,
    /// 0 to 1.
    pub score: f32,
    /// What the score is made of.
    pub parts: Vec<Part>,
    /// Where it stands.
    pub state: HitState,
    /// Why it no longer applies: the traveler was dropped, the entry removed, or they no longer match.
    pub stale: Option<String>,
    /// Why the entry does not count, where it no longer applies for that; hits stored before this was noted have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lapse: Option<Lapse>,
    /// Its life so far.
    pub history: Vec<HistoryLine>,
}

/// Declaration of [`Hit`].
pub static HIT: KindSchema = KindSchema {
    name: "hit",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "traveler_id", kind: ColumnKind::Text },
        Column { name: "flight_id", kind: ColumnKind::Text },
        Column { name: "entry_id", kind: ColumnKind::Text },
        Column { name: "open", kind: ColumnKind::Integer },
        Column { name: "state", kind: ColumnKind::Text },
        Column { name: "worst_first", kind: ColumnKind::Integer },
    ],
    indexes: &[
        Index { name: "by_traveler", columns: &["traveler_id"], unique: false },
        Index { name: "by_flight", columns: &["flight_id", "worst_first"], unique: false },
        Index { name: "by_entry", columns: &["entry_id"], unique: false },
        Index { name: "by_open", columns: &["open", "worst_first"], unique: false },
        Index { name: "by_state", columns: &["state", "worst_first"], unique: false },
        Index { name: "by_score", columns: &["worst_first"], unique: false },
    ],
};

/// Name space of hit ids.
const SPACE: Uuid = Uuid::from_u128(0x2b8e_0f3c_91d4_5a67_b1c9_7e04_5d33_c802);

impl Hit {
    /// The id of the hit of `traveler` on `entry`.
    pub fn id_of(traveler: TravelerId, entry: EntryId) -> HitId {
        let mut name = [0; 32];
        name[..16].copy_from_slice(traveler.as_untyped_uuid().as_bytes());
        name[16..].copy_from_slice(entry.as_untyped_uuid().as_bytes());
        HitId::from_untyped_uuid(Uuid::new_v5(&SPACE, &name))
    }

    /// Whether somebody still has to decide, and the hit still applies.
    pub fn open(&self) -> bool {
        self.state.open() && self.stale.is_none()
    }

    /// Why the entry does not count, where that is why the hit no longer applies.
    pub fn lapsed(&self) -> Option<Lapse> {
        // Before the why was noted by itself, the reason had these words for all of them.
        let removed = || self.stale.as_deref().filter(|why| *why == Lapse::STORED);
        self.lapse.or_else(|| removed().map(|_| Lapse::Removed))
    }

    /// Adds a line to the history.
    pub fn note(
        &mut self,
        at: Timestamp,
        by: &str,
        from: Option<String>,
        reason: Option<Reason>,
        note: Option<String>,
    ) {
        let to = self.state.name().to_owned();
        self.history.push(HistoryLine { at, by: by.to_owned(), from, to, reason, note });
    }
}

impl Record for Hit {
    const KIND: &'static KindSchema = &HIT;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![
            self.traveler.into_untyped_uuid().into(),
            self.flight.id.into_untyped_uuid().into(),
            self.entry.into_untyped_uuid().into(),
            i64::from(self.open()).into(),
            self.state.name().into(),
            (-(f64::from(self.score) * 10_000.0) as i64).into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.traveler.into_untyped_uuid()))
    }
}
