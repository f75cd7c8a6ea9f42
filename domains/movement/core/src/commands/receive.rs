//! A transmission arrives: it is kept, and each message in it is applied to its flights.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use pc_kernel::{FlightId, Ids, MessageId};
use pc_manifest::{Function, Interchange, Message as Stated};
use pc_store::{Audit, Scan, Snapshot, SnapshotExt, Versioned, WriteSet};
use uuid::Uuid;

use super::apply::{Applied, Working};
use crate::{
    MovementError,
    model::{Agency, Flight, ManifestSummary, Message, PeopleCounts, PortTime, Transmission},
    rules::legs,
};

/// A transmission as it came in.
#[derive(Debug, Clone)]
pub struct Received {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The name it came with.
    pub file_name: String,
    /// How it came.
    pub source: String,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    /// When.
    pub at: Timestamp,
}

/// What became of a transmission.
#[derive(Debug, Clone, PartialEq)]
pub struct Receipt {
    /// The transmission.
    pub transmission: Uuid,
    /// Each message in it.
    pub messages: Vec<MessageReceipt>,
}

/// What became of one message.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageReceipt {
    /// Its record.
    pub message: Message,
}

/// Decides what `received`, read as `interchange`, changes. Nothing is written: commit the set.
pub async fn receive(
    view: &dyn Snapshot,
    received: &Received,
    interchange: &Interchange,
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<(WriteSet, Receipt), MovementError> {
    let agency = view.load::<Agency>(Agency::ID).await?.map(|a| a.record).unwrap_or_default();
    let mut set = WriteSet::new(audit);
    let transmission = Transmission {
        id: ids.uuid(),
        received_at: received.at,
        source: received.source.clone(),
        file_name: received.file_name.clone(),
        sha256: received.sha256.clone(),
        bytes: received.bytes.len() as u64,
    };
    set.insert_with_blob(&transmission, received.bytes.clone())?;

    let mut working = Working::default();
    let mut receipts = Vec::new();
    for (index, stated) in interchange.messages.iter().enumerate() {
        let rest = &interchange.messages[index + 1..];
        let message = one(view, &mut working, &agency, &transmission, stated, rest, ids).await?;
        set.insert(&message)?;
        receipts.push(MessageReceipt { message });
    }
    working.write(&mut set)?;
    Ok((set, Receipt { transmission: transmission.id, messages: receipts }))
}

async fn one(
    view: &dyn Snapshot,
    working: &mut Working,
    agency: &Agency,
    transmission: &Transmission,
    stated: &Stated,
    rest: &[Stated],
    ids: &Ids<'_>,
) -> Result<Message, MovementError> {
    let id: MessageId = ids.id();
    let legs = legs::listed_legs(stated, agency);
    // A list that was cut off, or a part of which could not be read, does not say who is missing from it.
    let cut_off = stated.warnings.iter().any(|w| w.code == "missing-unt");
    let whole = !cut_off && !rest.iter().any(|m| m.refused.is_some() && m.function == stated.function);
    let mut applied = Applied::default();
    let mut flights: Vec<FlightId> = Vec::new();
    for leg in &legs {
        let key = legs::leg_key(leg);
        if !working.flights.contains_key(&key) {
            let found = find_flight(view, &key).await?;
            working.flights.insert(key.clone(), flight(found, &key, leg, agency, ids));
        }
        let flight_id = working.flights[&key].flight.id;
        if flights.contains(&flight_id) {
            continue;
        }
        flights.push(flight_id);
        if stated.refused.is_none() {
            working.load_travelers(view, flight_id, stated).await?;
            let last = whole
                && !rest.iter().any(|m| {
                    m.function == stated.function
                        && m.refused.is_none()
                        && legs::listed_legs(m, agency).iter().any(|leg| legs::leg_key(leg) == key)
                });
            applied.add(&working.apply(&key, stated, last, id, transmission.received_at, ids));
        }
        working.note_message(&key, stated, transmission.received_at);
    }
    let unused = legs.is_empty() && stated.refused.is_none() && stated.function != Function::MasterCrewList;
    Ok(Message {
        id,
        transmission: transmission.id,
        received_at: transmission.received_at,
        source: transmission.source.clone(),
        file_name: transmission.file_name.clone(),
        bytes: transmission.bytes,
        kind: stated.kind.clone(),
        function: stated.function,
        reference: stated.reference.clone(),
        sender: stated.sender.clone(),
        prepared: stated.prepared,
        refused: stated
            .refused
            .clone()
            .or_else(|| unused.then(|| "no flight could be recovered from the message".to_owned())),
        repeated: applied.unchanged > 0 && applied.added + applied.changed + applied.dropped == 0,
        flights,
        persons: u32::try_from(stated.persons.len()).unwrap_or(u32::MAX),
        added: applied.added,
        changed: applied.changed,
        dropped: applied.dropped,
        unchanged: applied.unchanged,
        warnings: stated.warnings.iter().cloned().chain(applied.warnings).collect(),
        span: stated.span,
    })
}

async fn find_flight(view: &dyn Snapshot, key: &str) -> Result<Option<Versioned<Flight>>, MovementError> {
    let page = view.scan(&Scan::all::<Flight>("by_key").prefix([key.into()]).limit(1)).await?;
    Ok(page.records.first().map(Versioned::read).transpose()?)
}

/// The known flight with the leg's times filled in, or a new one.
fn flight(
    known: Option<Versioned<Flight>>,
    key: &str,
    leg: &pc_manifest::Leg,
    agency: &Agency,
    ids: &Ids<'_>,
) -> super::apply::FlightWork {
    let departure = leg.departure.map(|t| PortTime::at(t, leg.from.as_deref()));
    let arrival = leg.arrival.map(|t| PortTime::at(t, leg.to.as_deref()));
    let (mut flight, version) = match known {
        Some(v) => (v.record, v.version),
        None => (
            Flight {
                id: ids.id(),
                key: key.to_owned(),
                carrier: leg.carrier.clone(),
                number: leg.number.clone(),
                from: leg.from.clone(),
                to: leg.to.clone(),
                direction: legs::direction(agency, leg.from.as_deref(), leg.to.as_deref()),
                departure: None,
                arrival: None,
                scheduled: false,
                cancelled: false,
                manifest: ManifestSummary::default(),
                people: PeopleCounts::default(),
                hits: pc_events::HitCounts::default(),
            },
            0,
        ),
    };
    // The agency's own schedule wins over what a carrier states in passing.
    if flight.departure.is_none() || !flight.scheduled {
        flight.departure = departure.or(flight.departure);
    }
    if flight.arrival.is_none() || !flight.scheduled {
        flight.arrival = arrival.or(flight.arrival);
    }
    super::apply::FlightWork {
        flight,
        version,
        travelers: HashMap::new(),
        all_loaded: false,
        named: HashSet::new(),
    }
}
