//! The reader: one pass over a message's segments.

use std::borrow::Cow;

use jiff::civil::Date;
use pc_edifact::{Envelope, Enveloped, Lexed, PartIndicator, Segment, Value, dates, dates::Century};
use pc_kernel::{Country, Role, Span, Warning};
use pc_manifest::{Function, Message, Person};

use crate::{
    codes,
    countries::Countries,
    flight::Flight,
    legacy,
    person::{document_field, name_element},
};

/// Where in the message a segment stands: GR.1 and before, GR.2 to GR.3, GR.4 to GR.5.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Region {
    Header,
    Flight,
    Person,
}

pub(crate) struct Reader {
    pub(crate) out: Message,
    /// The day that two-digit years are measured from.
    pub(crate) reference: Date,
    pub(crate) countries: Countries,
    pub(crate) region: Region,
    flight: Option<Flight>,
    /// A DOC is open: DTM 36 and LOC 91 belong to it.
    pub(crate) document: bool,
    counts: Vec<(String, Option<usize>, usize)>,
}

/// Reads one message of an interchange. Two-digit years are settled by the interchange's own date where it is
/// sensible, by `today` otherwise: in a message of 2010, `120712` is no birth date of 2012.
pub fn read(lexed: &Lexed<'_>, envelope: &Envelope, message: &Enveloped, today: Date) -> Message {
    let prepared = envelope.prepared(today);
    let mut reader = Reader {
        out: Message {
            kind: message.kind.clone(),
            version: message.version.clone(),
            sender: envelope.sender.clone(),
            reference: message.reference.clone(),
            function: Function::Unknown,
            prepared,
            refused: None,
            legs: Vec::new(),
            persons: Vec::with_capacity(message.span.len as usize / 200),
            warnings: Vec::new(),
            span: message.span,
        },
        reference: prepared.map_or(today, |p| p.date().min(today)),
        countries: Countries::default(),
        region: Region::Header,
        flight: None,
        document: false,
        counts: Vec::new(),
    };
    for segment in lexed.segments(message) {
        reader.segment(segment);
    }
    reader.finish(message)
}

impl Reader {
    fn segment(&mut self, s: Segment<'_>) {
        if self.region == Region::Person
            && let Some(person) = self.out.persons.last_mut()
            && !matches!(&s.tag_bytes(), b"NAD" | b"CNT" | b"UNT" | b"TDT" | b"PDT")
        {
            person.span = person.span.join(s.span());
        }
        match &s.tag_bytes() {
            // Envelope, contacts, bags, verification (GEI 4) and employment: no fields of the model.
            b"UNH" | b"UNT" | b"UNS" | b"CTA" | b"COM" | b"MEA" | b"EMP" | b"QTY" | b"CPI" | b"GEI" => {}
            b"BGM" => self.bgm(s),
            b"NAD" => self.nad(s),
            b"TDT" => self.tdt(s),
            b"LOC" => self.loc(s),
            b"DTM" => self.dtm(s),
            b"ATT" => self.att(s),
            b"NAT" => self.nat(s),
            b"RFF" => self.rff(s),
            b"DOC" => self.doc(s),
            b"CNT" => {
                self.region = Region::Header;
                let value =
                    s.component(0, 1).or_else(|| s.component(1, 0)).map(|v| v.text().trim().parse().ok());
                self.counts.push((s.text(0, 0).into_owned(), value.flatten(), s.offset()));
            }
            b"FTX" => {
                if *s.code(0, 0) != *b"BAG" {
                    self.further(s);
                }
            }
            b"PDT" => legacy::person(self, s),
            _ => {
                let tag = s.tag();
                self.warn(
                    "unknown-segment",
                    s.offset(),
                    format!("The segment {tag} is not known here; it was kept as it is."),
                );
                self.further(s);
            }
        }
    }

    pub(crate) fn warn(&mut self, code: &str, offset: usize, text: impl Into<String>) {
        self.out.warnings.push(Warning::new(code, offset, text));
    }

    /// Keeps what is not understood with the person it is about.
    pub(crate) fn further(&mut self, s: Segment<'_>) {
        if self.region == Region::Person
            && let Some(person) = self.out.persons.last_mut()
        {
            person.further.push((s.tag().to_owned(), s.rest()));
        }
    }

    pub(crate) fn unknown_qualifier(&mut self, s: Segment<'_>) {
        let (tag, qualifier) = (s.tag(), s.text(0, 0).into_owned());
        self.warn(
            "unknown-qualifier",
            s.offset(),
            format!("{tag} {qualifier:?} is not known here; it was kept as it is."),
        );
        self.further(s);
    }

    /// Sets a field of the person in hand and notes where it stands.
    pub(crate) fn set(
        &mut self,
        field: impl Into<Cow<'static, str>>,
        value: Value<'_>,
        set: impl FnOnce(&mut Person),
    ) {
        if let Some(person) = self.out.persons.last_mut() {
            set(person);
            person.sources.push((field.into(), value.span()));
        }
    }

    fn bgm(&mut self, s: Segment<'_>) {
        let (list, sub) = (s.text(0, 0), s.text(1, 0));
        self.out.function = codes::function(&list, &sub);
        if self.out.function == Function::Unknown {
            self.warn("unknown-function", s.offset(), format!(
                "BGM {list:?} {sub:?} is not a list that is known here; nobody will be dropped because of it."
            ));
        }
    }

    fn nad(&mut self, s: Segment<'_>) {
        let qualifier = s.text(0, 0);
        let (role, transit) = match qualifier.as_ref() {
            "FL" => (Role::Passenger, false),
            "DDU" => (Role::Passenger, true),
            "FM" | "VW" => (Role::Crew, false),
            "DDT" => (Role::Crew, true),
            // The reporting party and other parties of GR.1.
            "MS" | "MR" | "COP" | "CA" | "AG" | "EMP" | "SU" => {
                self.region = Region::Header;
                return;
            }
            other => {
                if self.region == Region::Header || name_element(s).is_none() {
                    self.region = Region::Header;
                    self.warn(
                        "unknown-qualifier",
                        s.offset(),
                        format!("NAD {other:?} is not a person as far as is known here."),
                    );
                    return;
                }
                let text = format!(
                    "NAD {other:?} is not known here; the person named in it was kept as a passenger."
                );
                self.warn("unknown-qualifier", s.offset(), text);
                (Role::Passenger, false)
            }
        };
        self.region = Region::Person;
        self.document = false;
        let mut person = Person::new(role, s.span());
        person.transit = transit;
        person.sources.reserve(20);
        self.out.persons.push(person);
        self.name(s);
    }

    fn tdt(&mut self, s: Segment<'_>) {
        self.close_flight();
        self.region = Region::Flight;
        self.flight = Some(Flight::new(s));
        if !matches!(s.text(0, 0).as_ref(), "20" | "34" | "10" | "11" | "12" | "30") {
            self.unknown_qualifier(s);
        }
    }

    fn close_flight(&mut self) {
        if let Some(flight) = self.flight.take() {
            flight.legs(&mut self.out.legs);
        }
    }

    fn loc(&mut self, s: Segment<'_>) {
        let qualifier = s.code(0, 0);
        let value = s.component(1, 0);
        if self.region != Region::Person {
            return self.flight_loc(s, s.text(0, 0).parse().unwrap_or(0), value);
        }
        let Some(value) = value else { return };
        match &*qualifier {
            b"178" => self.set("embark", value, |p| p.embark = Some(port(value))),
            b"179" => self.set("debark", value, |p| p.debark = Some(port(value))),
            b"174" => {
                if let Some(country) = self.country(value, s) {
                    self.set("residence", value, |p| p.residence = Some(country));
                }
            }
            b"91" if self.document => {
                let index = self.last_document();
                if let Some(country) = self.country(value, s) {
                    self.set(document_field(index, "issuer"), value, |p| {
                        if let Some(d) = p.documents.last_mut() {
                            d.issuer = Some(country);
                        }
                    });
                }
            }
            // Known, and not a field of the model: place of birth, first port, clearance port, address.
            b"180" | b"22" | b"91" | b"188" | b"172" => {
                if let Some(person) = self.out.persons.last_mut() {
                    person.further.push((format!("LOC {}", s.text(0, 0)), s.rest()));
                }
            }
            _ => self.unknown_qualifier(s),
        }
    }

    fn flight_loc(&mut self, s: Segment<'_>, qualifier: u16, value: Option<Value<'_>>) {
        let Some(value) = value else {
            return self.warn("empty-place", s.offset(), "A place of the flight is empty.");
        };
        match qualifier {
            125 | 87 | 92 | 130 => {
                if self.flight.is_none() {
                    self.warn("missing-tdt", s.offset(), "A place without a flight (TDT) before it.");
                }
                let flight = self.flight.get_or_insert_with(|| Flight::unnamed(s.span()));
                flight.place(qualifier, port(value), s.span());
            }
            // Reporting and filing places (CBP guide).
            188 | 172 | 91 | 22 => {}
            _ => self.unknown_qualifier(s),
        }
    }

    /// A country, or a warning that the text names none (it stays with the person as it is).
    pub(crate) fn country(&mut self, value: Value<'_>, s: Segment<'_>) -> Option<Country> {
        let text = value.text();
        let country = self.countries.parse(&text);
        if country.is_none() {
            self.warn(
                "unknown-country",
                value.span().offset as usize,
                format!("{text:?} is not a country code."),
            );
            self.further(s);
        }
        country
    }

    fn dtm(&mut self, s: Segment<'_>) {
        let qualifier = s.code(0, 0);
        let Some(value) = s.component(0, 1).or_else(|| s.component(1, 0)) else { return };
        let format = s.component(0, 2).map(Value::text);
        let text = value.text();
        match (&*qualifier, self.region) {
            (b"189" | b"232", Region::Flight | Region::Header) => {
                let Some(moment) = dates::moment(&text, format.as_deref(), self.reference) else {
                    return self.warn(
                        "bad-date",
                        value.span().offset as usize,
                        format!("{text:?} is not a time of travel."),
                    );
                };
                if !moment.timed {
                    self.warn(
                        "no-time",
                        value.span().offset as usize,
                        format!("{text:?} has no usable time of day; midnight stands for it."),
                    );
                }
                if let Some(flight) = &mut self.flight {
                    flight.time(*qualifier == *b"189", moment.at, s.span());
                }
            }
            (_, Region::Header | Region::Flight) | (b"182" | b"137" | b"189" | b"232", _) => {}
            (b"329", _) => match dates::day(&text, format.as_deref(), Century::Past, self.reference) {
                Some(day) => self.set("birth", value, |p| p.birth = Some(day)),
                None => self.bad_date(s, value),
            },
            (b"36", _) => match dates::day(&text, format.as_deref(), Century::Expiry, self.reference) {
                Some(day) if self.document => {
                    let index = self.last_document();
                    self.set(document_field(index, "expiry"), value, |p| {
                        if let Some(d) = p.documents.last_mut() {
                            d.expiry = Some(day);
                        }
                    });
                }
                Some(_) => self.unknown_qualifier(s),
                None => self.bad_date(s, value),
            },
            _ => self.unknown_qualifier(s),
        }
    }

    fn bad_date(&mut self, s: Segment<'_>, value: Value<'_>) {
        let text = value.text();
        self.warn(
            "bad-date",
            value.span().offset as usize,
            format!("{text:?} is not a date; it was kept as it is."),
        );
        self.further(s);
    }

    fn finish(mut self, message: &Enveloped) -> Message {
        self.close_flight();
        self.check_counts();
        // A part of a longer list must not be taken for the whole: people of the other parts would be dropped.
        let whole = match message.part {
            Some((_, Some(PartIndicator::More))) => false,
            Some((number, Some(PartIndicator::Last))) => number <= 1,
            _ => true,
        };
        if !whole && matches!(self.out.function, Function::PassengerList | Function::CrewList) {
            self.out.function = Function::Change;
            self.warn(
                "partial-list",
                message.span.offset as usize,
                "One part of a list in several: read as a change, so that nobody is dropped.",
            );
        }
        if self.out.legs.is_empty() && self.out.function != Function::MasterCrewList {
            self.out.refused =
                Some("It names no flight: there is no usable flight number and no port.".to_owned());
        } else if self.out.persons.is_empty() && codes::needs_persons(self.out.function) {
            self.out.refused = Some("It names no person.".to_owned());
        }
        if !self.out.legs.is_empty() && !self.out.legs.iter().any(|l| l.border) {
            let at = self.out.legs[0].span.map_or(0, |s: Span| s.offset as usize);
            self.warn("no-border-leg", at, "No leg is marked as crossing the border (LOC 125 and 87).");
        }
        if let Some(leg) = self.out.legs.iter().find(|l| l.number.is_empty()) {
            let at = leg.span.map_or(0, |s| s.offset as usize);
            self.warn("no-flight-number", at, "A flight without a usable number.");
        }
        self.out.warnings.sort_by_key(|w| w.offset);
        self.out
    }

    /// CNT 42 counts passengers, 41 crew; they are swapped, summed and left wrong often enough.
    fn check_counts(&mut self) {
        let crew = self.out.persons.iter().filter(|p| p.role == Role::Crew).count();
        let passengers = self.out.persons.len() - crew;
        for (what, stated, offset) in std::mem::take(&mut self.counts) {
            let expected = match what.as_str() {
                "42" => passengers,
                "41" => crew,
                _ => continue,
            };
            if stated != Some(expected) {
                let stated = stated.map_or("no number".to_owned(), |n| n.to_string());
                self.warn(
                    "count-mismatch",
                    offset,
                    format!("CNT {what} states {stated}; {expected} were read."),
                );
            }
        }
    }
}

/// A port: the IATA code; of a UN/LOCODE its last three letters.
fn port(value: Value<'_>) -> String {
    let text = value.text().to_ascii_uppercase();
    if text.len() == 5 && text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        text[2..].to_owned()
    } else {
        text
    }
}
