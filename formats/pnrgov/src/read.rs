//! The reader: one pass over a message's segments, one reservation at a time.

use jiff::civil::Date;
use pc_edifact::{Envelope, Enveloped, Lexed, Segment};
use pc_kernel::Warning;
use pc_manifest::{Function, Leg, Message, Person};

use crate::{
    record::{Record, Traveller},
    tvl::{self, Operating},
};

/// Where in the message a segment stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Region {
    /// Before the first reservation.
    Header,
    /// GR.1 and GR.2.
    Travellers,
    /// GR.5 to GR.7.
    Itinerary,
    /// GR.8 to GR.12: splits, other services, history. Nothing here lists people or flights.
    Aside,
}

struct Reader<'l> {
    out: Message,
    persons: Vec<Person>,
    reference: Date,
    region: Region,
    record: Option<Record<'l>>,
    /// The prime flight of the message.
    prime: Option<Leg>,
    itinerary: Vec<Leg>,
    /// The leg in hand, which a following TVL or TRA may give its operating number.
    leg: Option<(Leg, Operating)>,
    /// Whether GR.5 is about the prime flight.
    on_prime: bool,
    /// The traveller that GR.7 is about.
    checked_in: Option<usize>,
    records: usize,
    expected: Option<(usize, usize)>,
}

/// Reads one message of an interchange. Two-digit years are settled as in PAXLST: by the interchange's date
/// where it is sensible, by `today` otherwise.
pub fn read(lexed: &Lexed<'_>, envelope: &Envelope, message: &Enveloped, today: Date) -> Message {
    let prepared = envelope.prepared(today);
    let mut reader = Reader {
        out: Message {
            kind: message.kind.clone(),
            version: message.version.clone(),
            sender: envelope.sender.clone(),
            reference: message.reference.clone(),
            function: Function::Reservations,
            prepared,
            refused: None,
            legs: Vec::new(),
            persons: Vec::new(),
            warnings: Vec::new(),
            span: message.span,
        },
        persons: Vec::new(),
        reference: prepared.map_or(today, |p| p.date().min(today)),
        region: Region::Header,
        record: None,
        prime: None,
        itinerary: Vec::new(),
        leg: None,
        on_prime: false,
        checked_in: None,
        records: 0,
        expected: None,
    };
    for segment in lexed.segments(message) {
        reader.segment(segment);
    }
    reader.finish()
}

impl<'l> Reader<'l> {
    fn warn(&mut self, code: &str, offset: usize, text: impl Into<String>) {
        self.out.warnings.push(Warning::new(code, offset, text));
    }

    fn segment(&mut self, s: Segment<'l>) {
        match s.tag() {
            "MSG" => self.msg(s),
            "TVL" => self.tvl(s),
            "TRA" => self.operating(s, 0, 1),
            "EQN" => self.eqn(s),
            "SRC" => self.start_record(s),
            "RCI" => self.rci(s),
            "TIF" => self.tif(s),
            "SSR" => self.ssr(s),
            "REF" => self.reference(s),
            "TRI" => self.checked_in = None,
            "SSD" => self.ssd(s),
            "ABI" | "SAC" => {
                self.close_leg();
                self.region = Region::Aside;
            }
            "UNH" | "UNT" | "ORG" | "DAT" | "IFT" | "ADD" | "EBD" | "FTI" | "FAR" | "TKT" | "MON" | "PTK"
            | "TXD" | "FOP" | "RPI" | "APD" | "TBD" | "LTS" | "MSD" => {}
            tag => self.warn(
                "unknown-segment",
                s.offset(),
                format!("The segment {tag} is not known here; it was passed over."),
            ),
        }
    }

    fn msg(&mut self, s: Segment<'l>) {
        if self.region == Region::Header {
            let code = s.text(0, 1);
            if !matches!(code.as_ref(), "22" | "141") {
                self.warn(
                    "unknown-function",
                    s.offset(),
                    format!("MSG {code:?} is neither a full push (22) nor an update (141); read as one."),
                );
            }
        } else {
            // GR.9: a service that is no flight.
            self.close_leg();
            self.region = Region::Aside;
        }
    }

    fn eqn(&mut self, s: Segment<'l>) {
        match self.region {
            Region::Header => self.expected = s.text(0, 0).trim().parse().ok().map(|n| (n, s.offset())),
            // GR.8 names other reservations; an EQN between GR.1 segments counts passengers.
            Region::Itinerary => {
                self.close_leg();
                self.region = Region::Aside;
            }
            Region::Travellers | Region::Aside => {}
        }
    }

    fn start_record(&mut self, s: Segment<'l>) {
        self.close_record();
        self.record = Some(Record { start: s.offset(), ..Record::default() });
        self.records += 1;
        self.region = Region::Travellers;
    }

    /// The reservation in hand; started here when its SRC is missing.
    fn record(&mut self, s: Segment<'l>) -> &mut Record<'l> {
        if self.record.is_none() {
            self.warn("missing-src", s.offset(), "A reservation without its start (SRC).");
            self.start_record(s);
        }
        self.record.get_or_insert_default()
    }

    fn close_record(&mut self) {
        self.close_leg();
        self.checked_in = None;
        if let Some(record) = self.record.take() {
            record.finish(self.reference, &mut self.persons, &mut self.out.warnings);
        }
    }

    fn rci(&mut self, s: Segment<'l>) {
        if self.region == Region::Aside {
            return;
        }
        let record = self.record(s);
        if record.locator.is_none() {
            record.locator = (0..s.elements()).find_map(|e| s.component(e, 1));
        }
    }

    fn tvl(&mut self, s: Segment<'l>) {
        if self.region == Region::Aside {
            return;
        }
        if tvl::is_operating(s) {
            return self.operating(s, 3, 4);
        }
        self.close_leg();
        let before = self.out.warnings.len();
        let leg = tvl::leg(s, self.reference, &mut self.out.warnings);
        if self.region == Region::Header && self.prime.is_none() {
            match leg {
                Some(leg) => self.leg = Some((Leg { border: true, ..leg }, Operating::of(s))),
                None => self.warn("no-flight", s.offset(), "The flight of the message has no number."),
            }
            return;
        }
        self.record(s);
        self.region = Region::Itinerary;
        self.checked_in = None;
        if let Some(leg) = leg {
            self.on_prime = self.prime.as_ref().is_some_and(|p| same_flight(p, &leg));
            self.leg = Some((leg, Operating::of(s)));
        } else {
            self.on_prime = false;
            self.out.warnings.truncate(before);
        }
    }

    /// The operating number of the leg in hand, from `TVL+++++number` or `TRA+carrier+number`.
    fn operating(&mut self, s: Segment<'l>, carrier: usize, number: usize) {
        let Some((leg, operating)) = &mut self.leg else { return };
        let number = tvl::number(&s.text(number, 0));
        if number.is_empty() {
            return;
        }
        let stated = s.text(carrier, 0).trim().to_ascii_uppercase();
        if let Some(carrier) = Some(stated).filter(|c| !c.is_empty()).or_else(|| operating.carrier.clone()) {
            leg.carrier = carrier;
        }
        leg.number = number;
        if let Some(span) = &mut leg.span {
            *span = span.join(s.span());
        }
        if !leg.border {
            self.on_prime |= self.prime.as_ref().is_some_and(|p| same_flight(p, leg));
        }
    }

    fn close_leg(&mut self) {
        let Some((leg, _)) = self.leg.take() else { return };
        if leg.border {
            self.prime = Some(leg);
        } else {
            self.itinerary.push(leg);
        }
    }

    fn tif(&mut self, s: Segment<'l>) {
        match self.region {
            Region::Aside => {}
            Region::Itinerary => {
                let record = self.record(s);
                let found = record.pointed_to(s);
                record.pointed.push(s);
                if found.is_none() && !record.travellers.is_empty() {
                    let name = format!("{}/{}", s.text(0, 0), s.text(1, 0));
                    self.warn(
                        "unmatched-traveller",
                        s.offset(),
                        format!(
                            "The check-in of {name} matches nobody of the reservation; it lists no person."
                        ),
                    );
                }
                self.checked_in = found;
            }
            Region::Header | Region::Travellers => {
                let traveller = Traveller::new(s);
                let record = self.record(s);
                record.travellers.extend(traveller);
            }
        }
    }

    fn ssr(&mut self, s: Segment<'l>) {
        if matches!(self.region, Region::Aside | Region::Header) {
            return;
        }
        let code = s.text(0, 0);
        let (region, on_prime) = (self.region, self.on_prime);
        let prime = self.prime.clone();
        let record = self.record(s);
        match code.as_ref() {
            "DOCS" | "DOCO" | "DOCA" => {
                let under =
                    (region == Region::Travellers).then(|| record.travellers.len().checked_sub(1)).flatten();
                record.requests.push((s, under));
            }
            "SEAT" => {
                // The stated ports decide; without them, the leg under which the request stands.
                let (from, to) = (s.text(0, 6), s.text(0, 7));
                let about_prime = if from.is_empty() || to.is_empty() {
                    on_prime
                } else {
                    prime.is_some_and(|p| p.from.as_deref() == Some(&from) && p.to.as_deref() == Some(&to))
                        && (on_prime || region == Region::Travellers)
                };
                if about_prime {
                    seats(record, s);
                }
            }
            _ => {}
        }
    }

    /// REF: the carrier's unique reference of the traveller.
    fn reference(&mut self, s: Segment<'l>) {
        if self.region != Region::Travellers {
            return;
        }
        let Some(value) = s.component(0, 1).or_else(|| s.component(0, 0)) else { return };
        if let Some(traveller) = self.record.as_mut().and_then(|r| r.travellers.last_mut())
            && traveller.person.reference.is_none()
        {
            traveller.person.reference = Some(value.text().into_owned());
            traveller.person.sources.push(("reference".into(), value.span()));
            traveller.person.span = traveller.person.span.join(s.span());
        }
    }

    fn ssd(&mut self, s: Segment<'l>) {
        if self.region != Region::Itinerary || !self.on_prime {
            return;
        }
        if let (Some(i), Some(value)) = (self.checked_in, s.component(0, 0))
            && let Some(record) = &mut self.record
        {
            record.seats.push((i, value));
        }
    }

    fn finish(mut self) -> Message {
        self.close_record();
        self.close_leg();
        if let Some((stated, offset)) = self.expected
            && stated != self.records
        {
            let records = self.records;
            self.warn(
                "count-mismatch",
                offset,
                format!(
                    "EQN states {stated} reservations; {records} were read (it may count the whole push)."
                ),
            );
        }
        let mut legs = Vec::new();
        if let Some(prime) = self.prime.take() {
            legs.push(prime);
        } else {
            self.warn(
                "no-prime-flight",
                self.out.span.offset as usize,
                "The message states no flight of its own; only itineraries do.",
            );
        }
        for leg in std::mem::take(&mut self.itinerary) {
            match legs.first_mut().filter(|p| p.border && same_flight(p, &leg)) {
                Some(prime) => prime.arrival = prime.arrival.or(leg.arrival),
                None => tvl::add(&mut legs, leg),
            }
        }
        self.out.legs = legs;
        self.out.persons = self.persons;
        if self.out.legs.is_empty() {
            self.out.refused = Some("It names no flight: there is no TVL with a flight number.".to_owned());
        } else if self.out.persons.is_empty() {
            self.out.refused = Some("It names no person: no reservation in it lists a traveller.".to_owned());
        }
        self.out.warnings.sort_by_key(|w| w.offset);
        self.out
    }
}

/// Whether two statements mean one departure: ports and day, and the number where neither is a codeshare.
fn same_flight(a: &Leg, b: &Leg) -> bool {
    let day = |l: &Leg| l.departure.map(jiff::civil::DateTime::date);
    let ports = a.from == b.from && a.to == b.to && a.from.is_some() && day(a) == day(b);
    ports && (a.number == b.number || a.carrier != b.carrier && a.departure == b.departure)
}

/// SSR SEAT: `15A::1`, one element per seat; old systems write `.03BN03AN` behind the ports.
fn seats<'l>(record: &mut Record<'l>, s: Segment<'l>) {
    let before = record.requested.len();
    for element in 1..s.elements() {
        if let Some(seat) = s.component(element, 0) {
            record.requested.push((s.component(element, 2).map(|v| v.text().into_owned()), seat));
        }
    }
    if record.requested.len() == before
        && let Some(text) = s.component(0, 8)
    {
        record.requested.extend(text.pieces().map(|seat| (None, seat)));
    }
}
