use jiff::Timestamp;
use pc_events::{HitCounts, PersonFacts};
use pc_kernel::{FlightId, GenericUuid, MessageId, Role, TravelerId};
use pc_manifest::Person;
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::RETENTION;

/// Which feed says something of a traveler.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Feed {
    /// Passenger and crew lists.
    Apis,
    /// Reservations.
    Pnr,
}

/// What one feed says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The message that said it last.
    pub message: MessageId,
    /// What it says, with the places in the message's transmission.
    pub person: Person,
}

/// Where a listed person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TravelerState {
    /// On the list.
    Listed,
    /// No longer on the list.
    Dropped,
    /// On board, says the close-out.
    OnBoard,
    /// Not on board, says the close-out.
    NotOnBoard,
}

impl TravelerState {
    /// Whether the person is expected to travel.
    pub fn travels(self) -> bool {
        matches!(self, Self::Listed | Self::OnBoard)
    }
}

/// One person as listed on one flight: a listing, not an identity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Traveler {
    /// Identifier.
    pub id: TravelerId,
    /// The flight.
    pub flight: FlightId,
    /// What passenger and crew lists say.
    pub apis: Option<Listing>,
    /// What reservations say.
    pub pnr: Option<Listing>,
    /// Where the person stands.
    pub state: TravelerState,
    /// The message that first listed the person.
    pub listed_by: MessageId,
    /// The message that dropped the person.
    pub dropped_by: Option<MessageId>,
    /// When anything last changed.
    pub changed_at: Timestamp,
    /// Hits on the person.
    pub hits: HitCounts,
}

/// Declaration of [`Traveler`].
pub static TRAVELER: KindSchema = KindSchema {
    name: "traveler",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "flight_id", kind: ColumnKind::Text },
        Column { name: "rank", kind: ColumnKind::Integer },
        Column { name: "name_key", kind: ColumnKind::Text },
        Column { name: "locator", kind: ColumnKind::Text },
    ],
    indexes: &[
        Index { name: "by_rank", columns: &["flight_id", "rank", "name_key"], unique: false },
        Index { name: "by_name", columns: &["flight_id", "name_key"], unique: false },
        Index { name: "by_locator", columns: &["flight_id", "locator"], unique: false },
    ],
};

/// A name for sorting and for finding the same listing again: letters only, upper case, surname first.
pub fn name_key(surname: &str, given: &str) -> String {
    let letters =
        |s: &str| s.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect::<String>();
    format!("{} {}", letters(surname), letters(given))
}

impl Traveler {
    /// The listing of `feed`.
    pub fn listing_mut(&mut self, feed: Feed) -> &mut Option<Listing> {
        match feed {
            Feed::Apis => &mut self.apis,
            Feed::Pnr => &mut self.pnr,
        }
    }

    /// The listing of `feed`.
    pub fn listing(&self, feed: Feed) -> Option<&Listing> {
        match feed {
            Feed::Apis => self.apis.as_ref(),
            Feed::Pnr => self.pnr.as_ref(),
        }
    }

    /// The listing whose words count first: the passenger list's, else the reservation's.
    pub fn primary(&self) -> Option<&Listing> {
        self.apis.as_ref().or(self.pnr.as_ref())
    }

    /// What is known: the passenger list's word, and the reservation's where the list is silent.
    pub fn person(&self) -> Option<Person> {
        let mut person = self.primary()?.person.clone();
        if let (Some(_), Some(pnr)) = (&self.apis, &self.pnr) {
            let other = &pnr.person;
            if person.surname.is_empty() && person.given.is_empty() {
                person.surname.clone_from(&other.surname);
                person.given.clone_from(&other.given);
            }
            person.birth = person.birth.or(other.birth);
            person.gender = person.gender.or(other.gender);
            person.nationality = person.nationality.or(other.nationality);
            person.residence = person.residence.or(other.residence);
            person.locator = person.locator.or_else(|| other.locator.clone());
            person.seat = person.seat.or_else(|| other.seat.clone());
            for document in &other.documents {
                if !person.documents.iter().any(|d| d.normal_number() == document.normal_number()) {
                    person.documents.push(document.clone());
                }
            }
        }
        Some(person)
    }

    /// What screening may use.
    pub fn facts(&self) -> Option<PersonFacts> {
        self.person().map(|p| PersonFacts {
            role: p.role,
            surname: p.surname,
            given: p.given,
            birth: p.birth,
            gender: p.gender,
            nationality: p.nationality,
            documents: p.documents,
        })
    }

    /// Passenger or crew.
    pub fn role(&self) -> Role {
        self.primary().map_or(Role::Passenger, |l| l.person.role)
    }

    /// Sort order on a flight's page: open hits first by score, then other hits, then everybody else; the dropped last.
    fn rank(&self) -> i64 {
        let hits = &self.hits;
        let score = hits.top_score.map_or(0, |s| (f64::from(s) * 1000.0) as i64);
        let group = if hits.open() > 0 {
            0
        } else if hits.possible + hits.confirmed > 0 {
            1
        } else if hits.all() > 0 {
            2
        } else if self.state.travels() {
            3
        } else {
            4
        };
        group * 10_000 + (1000 - score)
    }
}

impl Record for Traveler {
    const KIND: &'static KindSchema = &TRAVELER;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        let primary = self.primary().map(|l| &l.person);
        let locator = [&self.apis, &self.pnr].into_iter().flatten().find_map(|l| l.person.locator.clone());
        vec![
            self.flight.into_untyped_uuid().into(),
            self.rank().into(),
            primary.map(|p| name_key(&p.surname, &p.given)).into(),
            locator.into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        Some(Subject::new(RETENTION, self.id.into_untyped_uuid()))
    }
}
