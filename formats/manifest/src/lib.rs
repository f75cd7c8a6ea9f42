//! What a passenger message says, whatever its syntax: flights, people, documents, and where in the bytes it
//! says so. Readers (`paxlst`, `pnrgov`) produce it; nothing here parses.
//!
//! Local times are civil: a carrier's message states the time at the port without its zone. Whoever knows the
//! port adds the zone.

use std::borrow::Cow;

use jiff::civil::DateTime;
use pc_kernel::{Country, Document, Gender, PartialDate, Role, Span, Warning};
use serde::{Deserialize, Serialize};

/// One file or transmission: the interchange's envelope and each message in it.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Interchange {
    /// Messages in order. Input in which no message could be found gives one refused message of kind `UNKNOWN`.
    pub messages: Vec<Message>,
}

/// One message of an interchange (one `UNH`…`UNT`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// `PAXLST`, `PNRGOV`, another message type's name, or `UNKNOWN`.
    pub kind: String,
    /// Version and release as stated, e.g. `D:02B`.
    pub version: String,
    /// Who sent the interchange, as stated in its envelope.
    pub sender: Option<String>,
    /// Message reference number (UNH 0062), as stated.
    pub reference: String,
    /// What the sender wants done with the list.
    pub function: Function,
    /// When the interchange says it was prepared (UNB S004; the zone is not stated).
    pub prepared: Option<DateTime>,
    /// Why nothing can be used; `None` when at least one person was recovered, or when the function needs none.
    pub refused: Option<String>,
    /// Legs in order of travel as stated.
    pub legs: Vec<Leg>,
    /// People in order of appearance.
    pub persons: Vec<Person>,
    /// What was noticed, repaired or passed over, in order of offset.
    pub warnings: Vec<Warning>,
    /// From `UNH` to the end of `UNT`.
    pub span: Span,
}

/// What a message asks for. Sources: WCO/IATA PAXLST guide, BGM C002/1001 and C106/1004; PNRGOV guide, MSG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Function {
    /// The complete list of passengers (PAXLST 745): people not on it are no longer listed.
    PassengerList,
    /// The complete list of crew (PAXLST 250).
    CrewList,
    /// Changes to some people only (745 CP, 250 CC, BC): the others stay.
    Change,
    /// These people no longer travel (745 XR, RP).
    Cancellation,
    /// Close-out: exactly these people are on board (266 CLOB).
    OnBoard,
    /// Close-out: these people are not on board, all the others are (266 CLNB, CL).
    NotOnBoard,
    /// The flight does not operate (266 XF).
    FlightCancelled,
    /// The flight changed (266 CF).
    FlightChanged,
    /// Crew data apart from a flight (336 master crew list).
    MasterCrewList,
    /// Reservations (PNRGOV 22 or 141): complete for each locator in it, silent about all others.
    Reservations,
    /// Not stated or not known: treated as `Change`, so that nobody is dropped by a misreading.
    Unknown,
}

/// One flight leg.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Leg {
    /// Carrier code, 2 or 3 characters, e.g. `FI`.
    pub carrier: String,
    /// Flight number with its suffix, without leading zeros, e.g. `615`.
    pub number: String,
    /// Port of departure, IATA code.
    pub from: Option<String>,
    /// Port of arrival, IATA code.
    pub to: Option<String>,
    /// Scheduled departure, local at `from`. A date without a time is midnight with a warning.
    pub departure: Option<DateTime>,
    /// Scheduled arrival, local at `to`.
    pub arrival: Option<DateTime>,
    /// Whether this leg crosses the border (LOC 125/87), as far as the message says.
    pub border: bool,
    /// The segments that state it.
    pub span: Option<Span>,
}

/// One person as listed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// Passenger or crew.
    pub role: Role,
    /// In transit (DDU, DDT).
    pub transit: bool,
    /// Surname as stated; empty when the name is not known yet.
    pub surname: String,
    /// Given names as stated, joined by single spaces, without glued titles where they are certain.
    pub given: String,
    /// Placeholder name (TBA): a person who is still to be named.
    pub name_pending: bool,
    /// Date of birth.
    pub birth: Option<PartialDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Country of residence.
    pub residence: Option<Country>,
    /// Documents, primary first.
    pub documents: Vec<Document>,
    /// Reservation locator.
    pub locator: Option<String>,
    /// Carrier's unique reference of the person (RFF ABO).
    pub reference: Option<String>,
    /// Seat without zero padding, e.g. `62J`.
    pub seat: Option<String>,
    /// Where this person boards, IATA code.
    pub embark: Option<String>,
    /// Where this person leaves, IATA code.
    pub debark: Option<String>,
    /// Values of qualifiers this reader does not know, kept as `segment` → text.
    pub further: Vec<(String, String)>,
    /// Where each field stands: field name as in this struct (`surname`, `documents.0.number`, …) and span.
    pub sources: Vec<(Cow<'static, str>, Span)>,
    /// All the segments about this person.
    pub span: Span,
}

impl Person {
    /// A person of `role` about whom nothing is known yet, stated at `span`.
    pub fn new(role: Role, span: Span) -> Self {
        Self {
            role,
            transit: false,
            surname: String::new(),
            given: String::new(),
            name_pending: false,
            birth: None,
            gender: None,
            nationality: None,
            residence: None,
            documents: Vec::new(),
            locator: None,
            reference: None,
            seat: None,
            embark: None,
            debark: None,
            further: Vec::new(),
            sources: Vec::new(),
            span,
        }
    }
}
