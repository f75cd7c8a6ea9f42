//! What the routes send.

use jiff::{Timestamp, civil::DateTime};
use pc_events::HitCounts;
use pc_kernel::GenericUuid;
use pc_movement::{Attention, Direction, ManifestState, TravelerState, model, rules::attention::attention};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// A port.
#[derive(Debug, Serialize, ToSchema)]
pub struct Place {
    /// IATA code.
    code: String,
    /// Name, where the code is known.
    name: Option<String>,
    /// Country, three letters.
    country: Option<String>,
    /// IANA time zone.
    zone: Option<String>,
}

impl Place {
    fn of(code: Option<&str>) -> Option<Self> {
        let code = code?;
        let known = pc_places::lookup(code);
        Some(Self {
            code: code.to_owned(),
            name: known.map(|p| p.name.to_owned()),
            country: known.map(|p| p.country.to_string()),
            zone: known.map(|p| p.zone.to_owned()),
        })
    }
}

/// A local time at a port.
#[derive(Debug, Serialize, ToSchema)]
pub struct PortTime {
    /// Local time, without zone.
    #[schema(value_type = String)]
    local: DateTime,
    /// IANA zone of the port; null when the port is not known.
    zone: Option<String>,
    /// The instant; null when the zone is not known.
    #[schema(value_type = Option<String>, format = DateTime)]
    utc: Option<Timestamp>,
}

impl PortTime {
    fn of(time: &model::PortTime) -> Self {
        Self { local: time.local, zone: time.zone.clone(), utc: time.utc }
    }
}

/// What has come for a flight.
#[derive(Debug, Serialize, ToSchema)]
pub struct Manifest {
    /// `missing`, `received`, `closed` or `cancelled`.
    #[schema(value_type = String)]
    state: ManifestState,
    /// `missing`, `late`, `stale` or null: what somebody should look into, as of the time of the answer.
    #[schema(value_type = Option<String>)]
    attention: Option<Attention>,
    /// When the last passenger list came.
    #[schema(value_type = Option<String>, format = DateTime)]
    passengers_at: Option<Timestamp>,
    /// When the last crew list came.
    #[schema(value_type = Option<String>, format = DateTime)]
    crew_at: Option<Timestamp>,
    /// Usable messages.
    messages: u32,
    /// Refused messages that named the flight.
    refused: u32,
    /// Warnings in all messages.
    warnings: u32,
    /// When the last message came.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_message_at: Option<Timestamp>,
}

/// How many people are listed.
#[derive(Debug, Serialize, ToSchema)]
pub struct People {
    /// Passengers.
    passengers: u32,
    /// Crew.
    crew: u32,
    /// People dropped.
    dropped: u32,
}

/// Hits by state.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hits {
    /// Nobody has looked yet.
    new: u32,
    /// Being looked at.
    in_review: u32,
    /// Possible matches.
    possible: u32,
    /// Confirmed matches.
    confirmed: u32,
    /// Cleared.
    not_a_match: u32,
    /// Highest score among those not cleared, 0 to 1.
    top_score: Option<f32>,
}

impl From<HitCounts> for Hits {
    fn from(c: HitCounts) -> Self {
        Self {
            new: c.new,
            in_review: c.in_review,
            possible: c.possible,
            confirmed: c.confirmed,
            not_a_match: c.not_a_match,
            top_score: c.top_score,
        }
    }
}

/// One flight leg on one day.
#[derive(Debug, Serialize, ToSchema)]
pub struct Flight {
    /// Identifier.
    id: Uuid,
    /// Carrier code.
    carrier: String,
    /// Flight number.
    number: String,
    /// Port of departure.
    from: Option<Place>,
    /// Port of arrival.
    to: Option<Place>,
    /// `arrival`, `departure` or `overflight`.
    #[schema(value_type = String)]
    direction: Direction,
    /// Scheduled departure.
    departure: Option<PortTime>,
    /// Scheduled arrival.
    arrival: Option<PortTime>,
    /// The time at this agency's port: what the board is sorted by.
    at: Option<PortTime>,
    /// Whether the carrier cancelled it.
    cancelled: bool,
    /// What has come for it.
    manifest: Manifest,
    /// Who is listed.
    people: People,
    /// Hits on them.
    hits: Hits,
}

impl Flight {
    /// `flight` as of `now`.
    pub fn of(flight: &model::Flight, now: Timestamp) -> Self {
        let m = &flight.manifest;
        Self {
            id: flight.id.into_untyped_uuid(),
            carrier: flight.carrier.clone(),
            number: flight.number.clone(),
            from: Place::of(flight.from.as_deref()),
            to: Place::of(flight.to.as_deref()),
            direction: flight.direction,
            departure: flight.departure.as_ref().map(PortTime::of),
            arrival: flight.arrival.as_ref().map(PortTime::of),
            at: flight.at().map(PortTime::of),
            cancelled: flight.cancelled,
            manifest: Manifest {
                state: flight.manifest_state(),
                attention: attention(flight, now),
                passengers_at: m.passengers_at,
                crew_at: m.crew_at,
                messages: m.messages,
                refused: m.refused,
                warnings: m.warnings,
                last_message_at: m.last_message_at,
            },
            people: People {
                passengers: flight.people.passengers,
                crew: flight.people.crew,
                dropped: flight.people.dropped,
            },
            hits: flight.hits.into(),
        }
    }
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
pub struct Document {
    /// `passport`, `visa`, `identity`, `residence`, `crew`, `other` or `unknown`.
    #[schema(value_type = String)]
    kind: pc_kernel::DocumentKind,
    /// The code or words it was stated with.
    stated: Option<String>,
    /// Number.
    number: String,
    /// Issuer, three letters.
    issuer: Option<String>,
    /// Expiry: a day, a month or a year.
    expiry: Option<String>,
}

impl From<&pc_kernel::Document> for Document {
    fn from(d: &pc_kernel::Document) -> Self {
        Self {
            kind: d.kind,
            stated: d.stated.clone(),
            number: d.number.clone(),
            issuer: d.issuer.map(|c| c.to_string()),
            expiry: d.expiry.map(|e| e.to_string()),
        }
    }
}

/// A place in a message's bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Span {
    /// Bytes from the start of the transmission.
    offset: u32,
    /// Length in bytes.
    len: u32,
}

/// A field and its place in the bytes.
#[derive(Debug, Serialize, ToSchema)]
pub struct Source {
    /// Field name, e.g. `surname` or `documents.0.number`.
    field: String,
    /// Bytes from the start of the transmission.
    offset: u32,
    /// Length in bytes.
    len: u32,
}

/// Hits of one traveler.
#[derive(Debug, Serialize, ToSchema)]
pub struct TravelerHits {
    /// Hits on which somebody still has to decide.
    open: u32,
    /// Hits that are decided.
    decided: u32,
    /// Highest score among those not cleared.
    top_score: Option<f32>,
    /// The gravest state: `new`, `in_review`, `confirmed`, `possible`, `not_a_match`; null without hits.
    state: Option<String>,
}

/// One person as listed on one flight.
#[derive(Debug, Serialize, ToSchema)]
pub struct Traveler {
    id: Uuid,
    flight_id: Uuid,
    /// `passenger` or `crew`.
    #[schema(value_type = String)]
    role: pc_kernel::Role,
    /// In transit.
    transit: bool,
    surname: String,
    given: String,
    /// A placeholder name: the person is still to be named.
    name_pending: bool,
    /// A day, a month or a year.
    birth: Option<String>,
    /// `F`, `M` or `X`.
    gender: Option<String>,
    /// Three letters.
    nationality: Option<String>,
    /// Three letters.
    residence: Option<String>,
    documents: Vec<Document>,
    /// Reservation locator.
    locator: Option<String>,
    seat: Option<String>,
    embark: Option<String>,
    debark: Option<String>,
    /// `listed`, `dropped`, `on_board` or `not_on_board`.
    #[schema(value_type = String)]
    state: TravelerState,
    /// Feeds that list the person: `apis`, `pnr`.
    feeds: Vec<String>,
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
    /// The message that first listed the person.
    listed_by: Uuid,
    /// The message that dropped the person.
    dropped_by: Option<Uuid>,
    /// The message in which `span` and `sources` stand.
    message_id: Option<Uuid>,
    span: Option<Span>,
    sources: Vec<Source>,
    hits: TravelerHits,
}

impl Traveler {
    /// `traveler` as sent.
    pub fn of(traveler: &model::Traveler) -> Self {
        let primary = traveler.primary();
        let person = traveler
            .person()
            .unwrap_or_else(|| pc_movement::Person::new(traveler.role(), pc_kernel::Span::default()));
        let h = &traveler.hits;
        let state = [
            (h.new, "new"),
            (h.in_review, "in_review"),
            (h.confirmed, "confirmed"),
            (h.possible, "possible"),
            (h.not_a_match, "not_a_match"),
        ];
        Self {
            id: traveler.id.into_untyped_uuid(),
            flight_id: traveler.flight.into_untyped_uuid(),
            role: person.role,
            transit: person.transit,
            surname: person.surname,
            given: person.given,
            name_pending: person.name_pending,
            birth: person.birth.map(|b| b.to_string()),
            gender: person.gender.map(|g| g.letter().to_string()),
            nationality: person.nationality.map(|c| c.to_string()),
            residence: person.residence.map(|c| c.to_string()),
            documents: person.documents.iter().map(Document::from).collect(),
            locator: person.locator,
            seat: person.seat,
            embark: person.embark,
            debark: person.debark,
            state: traveler.state,
            feeds: [(&traveler.apis, "apis"), (&traveler.pnr, "pnr")]
                .into_iter()
                .filter(|(listing, _)| listing.is_some())
                .map(|(_, name)| name.to_owned())
                .collect(),
            changed_at: traveler.changed_at,
            listed_by: traveler.listed_by.into_untyped_uuid(),
            dropped_by: traveler.dropped_by.map(pc_kernel::GenericUuid::into_untyped_uuid),
            message_id: primary.map(|l| l.message.into_untyped_uuid()),
            span: primary.map(|l| Span { offset: l.person.span.offset, len: l.person.span.len }),
            sources: primary
                .map(|l| &l.person.sources[..])
                .unwrap_or_default()
                .iter()
                .map(|(field, s)| Source { field: field.to_string(), offset: s.offset, len: s.len })
                .collect(),
            hits: TravelerHits {
                open: h.open(),
                decided: h.all() - h.open(),
                top_score: h.top_score,
                state: state.into_iter().find(|(n, _)| *n > 0).map(|(_, s)| s.to_owned()),
            },
        }
    }
}

/// Something the reader noticed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    /// Stable code.
    code: String,
    /// Byte offset in the transmission.
    offset: u32,
    /// In words.
    text: String,
}

/// One message and what it did.
#[derive(Debug, Serialize, ToSchema)]
pub struct Message {
    id: Uuid,
    #[schema(value_type = String, format = DateTime)]
    received_at: Timestamp,
    /// `http`, `folder` or `command-line`.
    source: String,
    file_name: String,
    /// `PAXLST`, `PNRGOV`, …
    kind: String,
    /// `passenger_list`, `crew_list`, `change`, …
    #[schema(value_type = String)]
    function: pc_movement::Function,
    reference: String,
    sender: Option<String>,
    /// Why it could not be used; null when it was.
    refused: Option<String>,
    /// Whether it said nothing new.
    repeated: bool,
    /// The flights it speaks of.
    flights: Vec<Uuid>,
    persons: u32,
    added: u32,
    changed: u32,
    dropped: u32,
    unchanged: u32,
    warnings: Vec<Warning>,
    /// Length of the transmission in bytes.
    bytes: u64,
    span: Span,
}

impl From<&model::Message> for Message {
    fn from(m: &model::Message) -> Self {
        Self {
            id: m.id.into_untyped_uuid(),
            received_at: m.received_at,
            source: m.source.clone(),
            file_name: m.file_name.clone(),
            kind: m.kind.clone(),
            function: m.function,
            reference: m.reference.clone(),
            sender: m.sender.clone(),
            refused: m.refused.clone(),
            repeated: m.repeated,
            flights: m.flights.iter().map(|f| f.into_untyped_uuid()).collect(),
            persons: m.persons,
            added: m.added,
            changed: m.changed,
            dropped: m.dropped,
            unchanged: m.unchanged,
            warnings: m
                .warnings
                .iter()
                .map(|w| Warning { code: w.code.clone(), offset: w.offset, text: w.text.clone() })
                .collect(),
            bytes: m.bytes,
            span: Span { offset: m.span.offset, len: m.span.len },
        }
    }
}
