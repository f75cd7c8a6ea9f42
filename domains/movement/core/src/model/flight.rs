use jiff::{Timestamp, civil::DateTime};
use pc_events::{FlightBrief, HitCounts};
use pc_kernel::{FlightId, GenericUuid};
use pc_store::{Column, ColumnKind, Index, KindSchema, Owner, Record, Subject, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Which way a flight crosses this agency's border.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To one of this agency's ports (domestic flights too: the arrival is what the port sees).
    Arrival,
    /// From one of this agency's ports.
    Departure,
    /// Neither end is this agency's.
    Overflight,
}

impl Direction {
    /// Its name as stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Departure => "departure",
            Self::Overflight => "overflight",
        }
    }
}

/// A local time at a port, with its zone and the instant where the port's zone is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortTime {
    /// As stated: local at the port.
    pub local: DateTime,
    /// IANA zone of the port.
    pub zone: Option<String>,
    /// The instant.
    pub utc: Option<Timestamp>,
}

impl PortTime {
    /// `local` at `port`, whose zone is looked up.
    pub fn at(local: DateTime, port: Option<&str>) -> Self {
        let place = port.and_then(pc_places::lookup);
        let utc = port.and_then(|code| pc_places::local_to_utc(code, local));
        Self { local, zone: place.map(|p| p.zone.to_owned()), utc }
    }

    /// The instant; where the zone is not known, the local time read as UTC, so that lists still have an order.
    pub fn sort_key(&self) -> Timestamp {
        self.utc
            .or_else(|| self.local.in_tz("UTC").ok().map(|z| z.timestamp()))
            .unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// How far a flight's manifest has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ManifestState {
    /// Nothing usable has come.
    Missing,
    /// A list has come.
    Received,
    /// The carrier has said who is on board.
    Closed,
    /// The flight does not operate.
    Cancelled,
}

/// What somebody should look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Attention {
    /// It is time, and there is no passenger list.
    Missing,
    /// The passenger list came after the time limit.
    Late,
    /// The passenger list is old and nothing newer has come.
    Stale,
}

/// What has come for a flight.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ManifestSummary {
    /// When the first passenger list came.
    pub passengers_first: Option<Timestamp>,
    /// When the last passenger list, change or reservation came.
    pub passengers_at: Option<Timestamp>,
    /// When the last crew list came.
    pub crew_at: Option<Timestamp>,
    /// When the carrier closed the flight out.
    pub closed_at: Option<Timestamp>,
    /// Usable messages.
    pub messages: u32,
    /// Refused messages that named this flight.
    pub refused: u32,
    /// Warnings in all messages.
    pub warnings: u32,
    /// When the last message of any kind came.
    pub last_message_at: Option<Timestamp>,
}

/// How many people are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PeopleCounts {
    /// Passengers listed.
    pub passengers: u32,
    /// Crew listed.
    pub crew: u32,
    /// People dropped since.
    pub dropped: u32,
}

/// One flight leg on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Flight {
    /// Identifier.
    pub id: FlightId,
    /// See [`flight_key`].
    pub key: String,
    /// Carrier code.
    pub carrier: String,
    /// Flight number without leading zeros.
    pub number: String,
    /// Port of departure.
    pub from: Option<String>,
    /// Port of arrival.
    pub to: Option<String>,
    /// Which way.
    pub direction: Direction,
    /// Scheduled departure.
    pub departure: Option<PortTime>,
    /// Scheduled arrival.
    pub arrival: Option<PortTime>,
    /// Whether it stands in the agency's schedule (whose times then win over carriers').
    pub scheduled: bool,
    /// Whether the carrier cancelled it.
    pub cancelled: bool,
    /// What has come.
    pub manifest: ManifestSummary,
    /// Who is listed.
    pub people: PeopleCounts,
    /// Hits on them.
    pub hits: HitCounts,
}

/// Declaration of [`Flight`].
pub static FLIGHT: KindSchema = KindSchema {
    name: "flight",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "key", kind: ColumnKind::Text },
        Column { name: "direction", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
    ],
    indexes: &[
        Index { name: "by_key", columns: &["key"], unique: true },
        Index { name: "by_time", columns: &["at"], unique: false },
        Index { name: "by_direction", columns: &["direction", "at"], unique: false },
    ],
};

/// What makes two messages speak of one flight: carrier, number, ports, local date of departure (of arrival where no
/// departure is stated).
pub fn flight_key(
    carrier: &str,
    number: &str,
    from: Option<&str>,
    to: Option<&str>,
    departure: Option<DateTime>,
    arrival: Option<DateTime>,
) -> String {
    let day = match (departure, arrival) {
        (Some(d), _) => d.date().to_string(),
        (None, Some(a)) => format!("arr {}", a.date()),
        (None, None) => "undated".to_owned(),
    };
    let number = number.trim_start_matches('0');
    format!("{carrier}|{number}|{}|{}|{day}", from.unwrap_or("-"), to.unwrap_or("-"))
}

impl Flight {
    /// The time at this agency's port: arrival for arrivals, departure for departures.
    pub fn at(&self) -> Option<&PortTime> {
        match self.direction {
            Direction::Departure => self.departure.as_ref().or(self.arrival.as_ref()),
            _ => self.arrival.as_ref().or(self.departure.as_ref()),
        }
    }

    /// How far the manifest has come.
    pub fn manifest_state(&self) -> ManifestState {
        if self.cancelled {
            ManifestState::Cancelled
        } else if self.manifest.closed_at.is_some() {
            ManifestState::Closed
        } else if self.manifest.passengers_at.is_some() {
            ManifestState::Received
        } else {
            ManifestState::Missing
        }
    }

    /// The flight in a few words.
    pub fn brief(&self) -> FlightBrief {
        let at = self.at();
        FlightBrief {
            id: self.id,
            carrier: self.carrier.clone(),
            number: self.number.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            at_local: at.map(|t| t.local),
            at_zone: at.and_then(|t| t.zone.clone()),
            at: at.and_then(|t| t.utc),
        }
    }
}

impl Record for Flight {
    const KIND: &'static KindSchema = &FLIGHT;

    fn id(&self) -> Uuid {
        self.id.into_untyped_uuid()
    }

    fn values(&self) -> Vec<Value> {
        vec![
            self.key.clone().into(),
            self.direction.as_str().into(),
            self.at().map(PortTime::sort_key).into(),
        ]
    }

    fn subject(&self) -> Option<Subject> {
        None
    }
}
