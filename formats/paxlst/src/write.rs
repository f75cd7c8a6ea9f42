//! The writer: a manifest as a PAXLST interchange. For demonstration data, tests and benchmarks.

use jiff::civil::DateTime;
use pc_edifact::{Style, Writer};
use pc_kernel::{DocumentKind, PartialDate, Role};
use pc_manifest::{Function, Message, Person};

/// How a message is written.
#[derive(Debug, Clone)]
pub struct Options {
    /// Separators and lines.
    pub style: Style,
    /// Interchange control reference (UNB 0020).
    pub control: String,
    /// Recipient (UNB S003).
    pub recipient: String,
    /// Version and release, e.g. `D:02B` or `D:12B`.
    pub version: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            style: Style::default(),
            control: "1".into(),
            recipient: "GOVT".into(),
            version: "D:02B".into(),
        }
    }
}

/// `YYMMDD`.
fn short(date: PartialDate) -> String {
    match date {
        PartialDate::Day(d) => format!("{:02}{:02}{:02}", d.year().rem_euclid(100), d.month(), d.day()),
        PartialDate::Month(y, m) => format!("{:02}{m:02}00", y.rem_euclid(100)),
        PartialDate::Year(y) | PartialDate::Circa(y) | PartialDate::Range(y, _) => {
            format!("{:02}0000", y.rem_euclid(100))
        }
    }
}

/// `CCYYMMDD` (format 102): only where two digits would be read as another century.
fn long(date: PartialDate) -> String {
    let (year, _) = date.years();
    format!("{:02}{}", year.div_euclid(100), short(date))
}

fn stamp(at: DateTime) -> String {
    format!(
        "{:02}{:02}{:02}{:02}{:02}",
        at.year().rem_euclid(100),
        at.month(),
        at.day(),
        at.hour(),
        at.minute()
    )
}

/// Writes `message` as one interchange. Fields that the reader gives back: function, legs, people, documents.
pub fn write(message: &Message, options: &Options) -> Vec<u8> {
    let mut w = Writer::new(options.style);
    let prepared = message.prepared.map(stamp).unwrap_or_default();
    let (date, time) = prepared.split_at_checked(6).unwrap_or(("", ""));
    let sender = message.sender.as_deref().unwrap_or("SENDER");
    // Only syntax version 4 knows the repetition character.
    let syntax = if options.style.dialect.repetition.is_some() { "4" } else { "3" };
    w.segment(
        "UNB",
        &[
            &["UNOA", syntax],
            &[sender],
            &[&options.recipient],
            &[date, time],
            &[&options.control],
            &[],
            &["PAXLST"],
        ],
    );
    let (version, release) = options.version.split_once(':').unwrap_or(("D", &options.version));
    w.restart_count();
    w.segment("UNH", &[&[&message.reference], &["PAXLST", version, release, "UN", "IATA"]]);
    let (list, sub) = match message.function {
        Function::PassengerList | Function::Reservations | Function::Unknown => ("745", ""),
        Function::CrewList => ("250", ""),
        Function::Change => ("745", "CP"),
        Function::Cancellation => ("745", "XR"),
        Function::OnBoard => ("266", "CLOB"),
        Function::NotOnBoard => ("266", "CLNB"),
        Function::FlightCancelled => ("266", "XF"),
        Function::FlightChanged => ("266", "CF"),
        Function::MasterCrewList => ("336", "G"),
    };
    w.segment("BGM", &[&[list], &[sub]]);
    w.segment("NAD", &[&["MS"], &[], &[], &["CARRIER OPERATIONS"]]);
    for leg in &message.legs {
        w.segment("TDT", &[&["20"], &[&format!("{}{}", leg.carrier, leg.number)]]);
        let (departs, arrives) = if leg.border { ("125", "87") } else { ("92", "92") };
        for (place, port, dtm, at) in
            [(departs, &leg.from, "189", leg.departure), (arrives, &leg.to, "232", leg.arrival)]
        {
            if let Some(port) = port {
                w.segment("LOC", &[&[place], &[port]]);
                if let Some(at) = at {
                    w.segment("DTM", &[&[dtm, &stamp(at), "201"]]);
                }
            }
        }
    }
    for p in &message.persons {
        person(&mut w, p);
    }
    let crew = message.persons.iter().filter(|p| p.role == Role::Crew).count();
    let passengers = message.persons.len() - crew;
    if passengers > 0 {
        w.segment("CNT", &[&["42", &passengers.to_string()]]);
    }
    if crew > 0 {
        w.segment("CNT", &[&["41", &crew.to_string()]]);
    }
    let count = (w.count() + 1).to_string();
    w.segment("UNT", &[&[&count], &[&message.reference]]);
    w.segment("UNZ", &[&["1"], &[&options.control]]);
    w.finish()
}

fn person(w: &mut Writer, p: &Person) {
    let qualifier = match (p.role, p.transit) {
        (Role::Passenger, false) => "FL",
        (Role::Passenger, true) => "DDU",
        (Role::Crew, false) => "FM",
        (Role::Crew, true) => "DDT",
    };
    let (first, further) = p.given.split_once(' ').unwrap_or((&p.given, ""));
    w.segment("NAD", &[&[qualifier], &[], &[], &[&p.surname, first, further]]);
    if let Some(gender) = p.gender {
        w.segment("ATT", &[&["2"], &[], &[&gender.letter().to_string()]]);
    }
    if let Some(birth) = p.birth {
        w.segment("DTM", &[&["329", &long(birth), "102"]]);
    }
    let place = |w: &mut Writer, qualifier: &str, text: Option<&str>| {
        if let Some(text) = text {
            w.segment("LOC", &[&[qualifier], &[text]]);
        }
    };
    place(w, "178", p.embark.as_deref());
    place(w, "179", p.debark.as_deref());
    place(w, "174", p.residence.as_ref().map(pc_kernel::Country::as_str));
    if let Some(country) = &p.nationality {
        w.segment("NAT", &[&["2"], &[country.as_str()]]);
    }
    for (qualifier, text) in [("AVF", &p.locator), ("ABO", &p.reference), ("SEA", &p.seat)] {
        if let Some(text) = text {
            w.segment("RFF", &[&[qualifier, text]]);
        }
    }
    for d in &p.documents {
        let code = d.stated.as_deref().unwrap_or(match d.kind {
            DocumentKind::Passport => "P",
            DocumentKind::Visa => "V",
            DocumentKind::Identity => "I",
            DocumentKind::Residence => "IR",
            DocumentKind::Crew => "AC",
            DocumentKind::Other => "F",
            DocumentKind::Unknown => "",
        });
        w.segment("DOC", &[&[code], &[&d.number]]);
        if let Some(expiry) = d.expiry {
            w.segment("DTM", &[&["36", &short(expiry)]]);
        }
        place(w, "91", d.issuer.as_ref().map(pc_kernel::Country::as_str));
    }
}
