//! What `screen` prints.

use std::io::{self, Write};

use pc_kernel::DocumentKind;
use pc_manifest::{Leg, Message, Person};
use serde::Serialize;

use crate::commands::lists::Met;

/// Everything.
#[derive(Default, Serialize)]
pub struct Output {
    pub messages: Vec<MessageOut>,
    pub hits: Vec<HitOut>,
}

/// One message.
#[derive(Serialize)]
pub struct MessageOut {
    pub file: String,
    pub kind: String,
    pub refused: Option<String>,
    pub flights: Vec<FlightOut>,
    pub persons: Vec<PersonOut>,
    pub warnings: Vec<WarningOut>,
}

/// One leg; times are local at their port.
#[derive(Serialize)]
pub struct FlightOut {
    carrier: String,
    number: String,
    from: Option<String>,
    to: Option<String>,
    departure: Option<String>,
    arrival: Option<String>,
}

/// One person.
#[derive(Serialize)]
pub struct PersonOut {
    role: &'static str,
    surname: String,
    given: String,
    birth: Option<String>,
    gender: Option<String>,
    nationality: Option<String>,
    documents: Vec<DocumentOut>,
    locator: Option<String>,
    seat: Option<String>,
}

/// One document.
#[derive(Serialize)]
pub struct DocumentOut {
    #[serde(rename = "type")]
    kind: Option<String>,
    number: String,
    issuer: Option<String>,
    expiry: Option<String>,
}

/// Something the reader noticed.
#[derive(Serialize)]
pub struct WarningOut {
    code: String,
    offset: u32,
    text: String,
}

/// One hit. `person` is the index in its message, `message` the index of that among all messages.
#[derive(Serialize)]
pub struct HitOut {
    file: String,
    message: usize,
    person: usize,
    list: String,
    entry: String,
    name: String,
    score: f64,
    reasons: Vec<String>,
}

impl MessageOut {
    pub fn of(file: &str, message: &Message) -> Self {
        Self {
            file: file.to_owned(),
            kind: message.kind.clone(),
            refused: message.refused.clone(),
            flights: message.legs.iter().map(FlightOut::of).collect(),
            persons: message.persons.iter().map(PersonOut::of).collect(),
            warnings: message
                .warnings
                .iter()
                .map(|w| WarningOut { code: w.code.clone(), offset: w.offset, text: w.text.clone() })
                .collect(),
        }
    }
}

impl FlightOut {
    fn of(leg: &Leg) -> Self {
        Self {
            carrier: leg.carrier.clone(),
            number: leg.number.clone(),
            from: leg.from.clone(),
            to: leg.to.clone(),
            departure: leg.departure.map(|t| t.to_string()),
            arrival: leg.arrival.map(|t| t.to_string()),
        }
    }
}

impl PersonOut {
    fn of(person: &Person) -> Self {
        Self {
            role: match person.role {
                pc_kernel::Role::Passenger => "passenger",
                pc_kernel::Role::Crew => "crew",
            },
            surname: person.surname.clone(),
            given: person.given.clone(),
            birth: person.birth.map(|b| b.to_string()),
            gender: person.gender.map(|g| g.letter().to_string()),
            nationality: person.nationality.map(|n| n.to_string()),
            documents: person.documents.iter().map(DocumentOut::of).collect(),
            locator: person.locator.clone(),
            seat: person.seat.clone(),
        }
    }
}

impl DocumentOut {
    fn of(document: &pc_kernel::Document) -> Self {
        let letter = match document.kind {
            DocumentKind::Passport => Some("P"),
            DocumentKind::Visa => Some("V"),
            DocumentKind::Identity => Some("I"),
            DocumentKind::Residence => Some("C"),
            DocumentKind::Crew => Some("L"),
            DocumentKind::Other | DocumentKind::Unknown => None,
        };
        Self {
            kind: document.stated.clone().filter(|s| !s.is_empty()).or_else(|| letter.map(str::to_owned)),
            number: document.number.clone(),
            issuer: document.issuer.map(|c| c.to_string()),
            expiry: document.expiry.map(|e| e.to_string()),
        }
    }
}

impl HitOut {
    pub fn of(file: &str, message: usize, person: usize, met: Met) -> Self {
        Self {
            file: file.to_owned(),
            message,
            person,
            list: met.list,
            entry: met.entry,
            name: met.found.name,
            score: (f64::from(met.found.score) * 10_000.0).round() / 10_000.0,
            reasons: met.found.parts.into_iter().map(|p| p.text).collect(),
        }
    }
}

impl Output {
    /// For people: each message with its flights and people, hits below the person.
    pub fn table(&self, out: &mut impl Write) -> io::Result<()> {
        for (number, message) in self.messages.iter().enumerate() {
            writeln!(out, "{}  {}  {} people", message.file, message.kind, message.persons.len())?;
            if let Some(why) = &message.refused {
                writeln!(out, "  REFUSED: {why}")?;
            }
            for f in &message.flights {
                let port = |p: &Option<String>| p.clone().unwrap_or_else(|| "???".to_owned());
                let time = |t: &Option<String>| t.clone().unwrap_or_else(|| "time not stated".to_owned());
                let (from, to) = (port(&f.from), port(&f.to));
                let (departure, arrival) = (time(&f.departure), time(&f.arrival));
                writeln!(out, "  flight {}{} {from} {departure} - {to} {arrival}", f.carrier, f.number)?;
            }
            for (index, p) in message.persons.iter().enumerate() {
                let documents: Vec<_> = p
                    .documents
                    .iter()
                    .map(|d| {
                        format!(
                            "{}{}",
                            d.kind.as_ref().map(|k| format!("{k} ")).unwrap_or_default(),
                            d.number
                        )
                    })
                    .collect();
                writeln!(
                    out,
                    "  {:>4} {:<9} {:<40} {:<10} {:<1} {:<3} {}",
                    index,
                    p.role,
                    format!("{}, {}", p.surname, p.given),
                    p.birth.as_deref().unwrap_or("-"),
                    p.gender.as_deref().unwrap_or("-"),
                    p.nationality.as_deref().unwrap_or("-"),
                    documents.join(", ")
                )?;
                for hit in self.hits.iter().filter(|h| h.message == number && h.person == index) {
                    writeln!(out, "       HIT {:.2}  {} {}  {}", hit.score, hit.list, hit.entry, hit.name)?;
                    writeln!(out, "           {}", hit.reasons.join("; "))?;
                }
            }
            for w in &message.warnings {
                writeln!(out, "  warning {} at byte {}: {}", w.code, w.offset, w.text)?;
            }
        }
        let people: usize = self.messages.iter().map(|m| m.persons.len()).sum();
        let refused = self.messages.iter().filter(|m| m.refused.is_some()).count();
        writeln!(
            out,
            "{} messages ({refused} refused), {people} people, {} hits. A hit is a lead for an officer, not a verdict.",
            self.messages.len(),
            self.hits.len()
        )
    }
}
