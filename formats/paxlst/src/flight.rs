//! GR.2 and GR.3: the flight and its legs (TDT, LOC, DTM).

use jiff::civil::DateTime;
use pc_edifact::Segment;
use pc_kernel::Span;
use pc_manifest::Leg;

/// One stated place, with the times stated after it.
struct Stop {
    qualifier: u16,
    port: String,
    departure: Option<DateTime>,
    arrival: Option<DateTime>,
    span: Span,
}

/// One TDT with its places.
pub(crate) struct Flight {
    carrier: String,
    number: String,
    span: Span,
    stops: Vec<Stop>,
    /// Times before any place: they belong to the first departure and the first arrival.
    early: (Option<DateTime>, Option<DateTime>),
}

impl Flight {
    /// Reads TDT. The number stands in 8028 by the guides; carriers also put it into C222/8213 or split off the
    /// carrier into C040/3127.
    pub(crate) fn new(tdt: Segment<'_>) -> Self {
        let stated_carrier = tdt.text(4, 0).to_ascii_uppercase();
        let mut found = identify(&tdt.text(1, 0), &stated_carrier);
        for element in [7, 2, 3, 5, 6, 8] {
            if found.1.is_empty() {
                let next = identify(&tdt.text(element, 0), &stated_carrier);
                // A bare number in another element is a mode of transport or an equipment code.
                if !next.1.is_empty() && !next.0.is_empty() && tdt.text(element, 0).len() > 3 {
                    found = next;
                }
            }
        }
        Self { carrier: found.0, number: found.1, span: tdt.span(), stops: Vec::new(), early: (None, None) }
    }

    /// A flight of which only places are stated.
    pub(crate) fn unnamed(span: Span) -> Self {
        Self { carrier: String::new(), number: String::new(), span, stops: Vec::new(), early: (None, None) }
    }

    pub(crate) fn place(&mut self, qualifier: u16, port: String, span: Span) {
        self.span = self.span.join(span);
        self.stops.push(Stop { qualifier, port, departure: None, arrival: None, span });
    }

    pub(crate) fn time(&mut self, departs: bool, at: DateTime, span: Span) {
        self.span = self.span.join(span);
        let (departure, arrival) = match self.stops.last_mut() {
            Some(stop) => {
                stop.span = stop.span.join(span);
                (&mut stop.departure, &mut stop.arrival)
            }
            None => (&mut self.early.0, &mut self.early.1),
        };
        let slot = if departs { departure } else { arrival };
        slot.get_or_insert(at);
    }

    /// The legs that the places make. 125 departs and 87 arrives at the border; 92 stands in pairs, or in a
    /// chain in which a middle place ends one leg and starts the next; 130 only says where all ends.
    pub(crate) fn legs(mut self, legs: &mut Vec<Leg>) {
        for stop in &mut self.stops {
            if stop.qualifier != 87 && stop.departure.is_none() && stop.arrival.is_none() {
                stop.departure = self.early.0.take();
            } else if stop.qualifier != 125 && stop.arrival.is_none() && stop.departure.is_none() {
                stop.arrival = self.early.1.take();
            }
        }
        let mut from: Option<&Stop> = None;
        let mut last: Option<&Stop> = None;
        let before = legs.len();
        for stop in &self.stops {
            let arrives = match stop.qualifier {
                125 => false,
                130 if from.is_none() => continue,
                87 | 130 => true,
                _ => match (stop.departure, stop.arrival) {
                    (Some(_), None) => false,
                    (None, Some(_)) => true,
                    _ => from.is_some(),
                },
            };
            if arrives {
                let start = from.take().or_else(|| last.filter(|l| l.port != stop.port));
                self.leg(legs, start, Some(stop));
                if stop.departure.is_some() {
                    from = Some(stop);
                }
            } else if let Some(start) = from.replace(stop) {
                self.leg(legs, Some(start), None);
            }
            last = Some(stop);
        }
        if let Some(start) = from {
            self.leg(legs, Some(start), None);
        }
        if legs.len() == before && !self.number.is_empty() {
            self.leg(legs, None, None);
        }
    }

    fn leg(&self, legs: &mut Vec<Leg>, from: Option<&Stop>, to: Option<&Stop>) {
        let span = match (from, to) {
            (Some(a), Some(b)) => a.span.join(b.span),
            (Some(a), None) | (None, Some(a)) => a.span,
            (None, None) => self.span,
        };
        let leg = Leg {
            carrier: self.carrier.clone(),
            number: self.number.clone(),
            from: from.map(|s| s.port.clone()),
            to: to.map(|s| s.port.clone()),
            departure: from.and_then(|s| s.departure),
            arrival: to.and_then(|s| s.arrival),
            border: from.is_some_and(|s| s.qualifier == 125) || to.is_some_and(|s| s.qualifier == 87),
            span: Some(span),
        };
        add(legs, leg);
    }
}

/// Adds a leg unless it is there already (as 92 pair and as 125/87); 125/87 wins.
pub(crate) fn add(legs: &mut Vec<Leg>, leg: Leg) {
    let same = legs.iter_mut().find(|l| {
        l.from == leg.from
            && l.to == leg.to
            && (l.number == leg.number && l.carrier == leg.carrier || leg.number.is_empty())
            && (l.departure == leg.departure || l.departure.is_none() || leg.departure.is_none())
    });
    match same {
        Some(known) => {
            known.border |= leg.border;
            known.departure = known.departure.or(leg.departure);
            known.arrival = known.arrival.or(leg.arrival);
        }
        None => legs.push(leg),
    }
}

/// Carrier and number of `FI615`, `AAL100`, `9W0123A`, or of a bare number with the carrier stated elsewhere.
pub(crate) fn identify(text: &str, stated_carrier: &str) -> (String, String) {
    let text: String =
        text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let carrier_ok = |c: &str| (2..=3).contains(&c.len()) && c.bytes().any(|b| b.is_ascii_alphabetic());
    let stated = if carrier_ok(stated_carrier) { stated_carrier } else { "" };
    if !stated.is_empty()
        && let Some(rest) = text.strip_prefix(stated)
        && is_number(rest)
    {
        return (stated.to_owned(), trim_number(rest));
    }
    if is_number(&text) {
        return (stated.to_owned(), trim_number(&text));
    }
    for len in [2, 3] {
        if let Some((carrier, rest)) = text.split_at_checked(len)
            && carrier_ok(carrier)
            && is_number(rest)
        {
            return (carrier.to_owned(), trim_number(rest));
        }
    }
    // `ccxxMCL` of master crew lists, charter numbers with letters.
    match text.split_at_checked(2) {
        Some((carrier, rest)) if carrier_ok(carrier) && rest.bytes().any(|b| b.is_ascii_digit()) => {
            (carrier.to_owned(), rest.to_owned())
        }
        _ => (stated.to_owned(), String::new()),
    }
}

/// One to five digits and an operational suffix.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=5).contains(&digits)
        && text.len() <= digits + 1
        && text[digits..].bytes().all(|b| b.is_ascii_uppercase())
}

fn trim_number(text: &str) -> String {
    let trimmed = text.trim_start_matches('0');
    if trimmed.starts_with(|c: char| c.is_ascii_digit()) { trimmed.to_owned() } else { format!("0{trimmed}") }
}

#[cfg(test)]
mod tests {
    use super::identify;

    #[test]
    fn flight_numbers_are_found_in_every_shape() {
        for (text, carrier, expected) in [
            ("FI615", "", ("FI", "615")),
            ("UA 0123", "", ("UA", "123")),
            ("U2123", "", ("U2", "123")),
            ("9W0123A", "", ("9W", "123A")),
            ("AAL100", "", ("AAL", "100")),
            ("123", "UA", ("UA", "123")),
            ("UA123", "UA", ("UA", "123")),
            ("0000", "UA", ("UA", "0")),
            ("XX01MCL", "", ("XX", "01MCL")),
            ("", "UA", ("UA", "")),
            ("VESSEL", "", ("", "")),
        ] {
            let (c, n) = identify(text, carrier);
            assert_eq!((c.as_str(), n.as_str()), expected, "{text}");
        }
    }
}
