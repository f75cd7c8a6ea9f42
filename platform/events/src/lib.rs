//! The events by which domains meet: names, versions, payloads. A domain knows the others only through these and
//! through ids; so this crate is small, and a change of a payload's form is a new version.

use jiff::{Timestamp, civil::DateTime};
use pc_kernel::{
    Country, Document, EntryId, FlightId, Gender, ImportId, ListId, PartialDate, Role, TravelerId,
};
use pc_store::EventPayload;
use serde::{Deserialize, Serialize};

/// A flight in a few words, for those who show it beside their own records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlightBrief {
    /// The flight.
    pub id: FlightId,
    /// Carrier code.
    pub carrier: String,
    /// Flight number.
    pub number: String,
    /// Port of departure.
    pub from: Option<String>,
    /// Port of arrival.
    pub to: Option<String>,
    /// Local time at this agency's port (arrival for arrivals, departure for departures).
    pub at_local: Option<DateTime>,
    /// The zone of that time.
    pub at_zone: Option<String>,
    /// The instant, where the zone is known.
    pub at: Option<Timestamp>,
}

/// What a message or reservation says of a person: all that screening may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Passenger or crew.
    pub role: Role,
    /// Surname; may be empty.
    pub surname: String,
    /// Given names; may be empty.
    pub given: String,
    /// Date of birth.
    pub birth: Option<PartialDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Documents.
    pub documents: Vec<Document>,
}

/// What an officer does when an entry of an agency's own list is met: lookout writes it, whoever shows a meeting says it.
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

/// A person was listed on a flight, or what is known of a listed person changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TravelerListed {
    /// The listing.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightBrief,
    /// What is known now.
    pub facts: PersonFacts,
    /// Whether the listing is new (nothing can be known of it yet).
    pub first: bool,
}

impl EventPayload for TravelerListed {
    const NAME: &'static str = "movement.traveler-listed";
    const VERSION: u32 = 1;
}

/// A listed person is no longer on the flight.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TravelerDropped {
    /// The listing.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightId,
}

impl EventPayload for TravelerDropped {
    const NAME: &'static str = "movement.traveler-dropped";
    const VERSION: u32 = 1;
}

/// How many hits stand in each state, and the highest score of those that are not cleared.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct HitCounts {
    /// Nobody has looked yet.
    pub new: u32,
    /// Being looked at.
    pub in_review: u32,
    /// May be the same person.
    pub possible: u32,
    /// Is the same person, as far as the analyst can tell.
    pub confirmed: u32,
    /// Is not the same person.
    pub not_a_match: u32,
    /// Highest score among hits that are not cleared, 0 to 1.
    pub top_score: Option<f32>,
}

impl HitCounts {
    /// Hits on which somebody still has to decide.
    pub fn open(&self) -> u32 {
        self.new + self.in_review
    }

    /// Hits of any state.
    pub fn all(&self) -> u32 {
        self.open() + self.possible + self.confirmed + self.not_a_match
    }
}

/// The hits of a traveler changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TravelerScreened {
    /// The listing.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightId,
    /// Before.
    pub before: HitCounts,
    /// Since.
    pub after: HitCounts,
}

impl EventPayload for TravelerScreened {
    const NAME: &'static str = "screening.traveler-screened";
    const VERSION: u32 = 1;
}

/// An import changed a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListImported {
    /// The list.
    pub list: ListId,
    /// The import.
    pub import: ImportId,
    /// Entries that were new.
    pub added: u32,
    /// Entries that changed.
    pub changed: u32,
    /// Entries that were removed.
    pub removed: u32,
    /// The removed and changed entries, so that hits on them can be told.
    pub touched: Vec<EntryId>,
}

impl EventPayload for ListImported {
    const NAME: &'static str = "lookout.list-imported";
    const VERSION: u32 = 1;
}
