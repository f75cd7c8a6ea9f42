//! TVL: flights, as prime flight of the message and as itinerary.

use jiff::civil::{Date, DateTime, Time};
use pc_edifact::{Segment, dates};
use pc_kernel::Warning;
use pc_manifest::Leg;

/// Reads a TVL. `None` for what is no flight: hotel and car (no second port), open and surface segments.
pub(crate) fn leg(s: Segment<'_>, reference: Date, warnings: &mut Vec<Warning>) -> Option<Leg> {
    let from = port(&s.text(1, 0));
    let to = port(&s.text(2, 0));
    let carrier = s.text(3, 0).trim().to_ascii_uppercase();
    let number = number(&s.text(4, 0));
    if number.is_empty() && (from.is_none() || to.is_none()) || carrier.is_empty() {
        return None;
    }
    if number.is_empty() || matches!(number.as_str(), "OPEN" | "ARNK") {
        return None;
    }
    let (departure, arrival) = times(s, reference, warnings);
    Some(Leg { carrier, number, from, to, departure, arrival, border: false, span: Some(s.span()) })
}

/// C310: date and time of departure, date and time of arrival. The third component may be a time; without a
/// date the arrival is on the day of departure, or on the next when it would come first.
fn times(
    s: Segment<'_>,
    reference: Date,
    warnings: &mut Vec<Warning>,
) -> (Option<DateTime>, Option<DateTime>) {
    let at = s.offset();
    let date = |text: &str| dates::padis_date(text, reference);
    let stated = s.text(0, 0);
    let Some(day) = date(&stated) else {
        warnings.push(Warning::new("bad-date", at, format!("{stated:?} is not a date of travel (DDMMYY).")));
        return (None, None);
    };
    let time = dates::clock(&s.text(0, 1));
    if time.is_none() {
        warnings.push(Warning::new(
            "no-time",
            at,
            "The departure has no usable time of day; midnight stands for it.",
        ));
    }
    let departure = day.to_datetime(time.unwrap_or_else(Time::midnight));
    let (third, fourth) = (s.text(0, 2), s.text(0, 3));
    let third_is_time = third.len() == 4;
    let arrival_time =
        dates::clock(&fourth).or_else(|| if third_is_time { dates::clock(&third) } else { None });
    let arrival_day = if third_is_time { None } else { date(&third) };
    let arrival = match (arrival_day, arrival_time) {
        (Some(day), time) => Some(day.to_datetime(time.unwrap_or_else(Time::midnight))),
        (None, Some(time)) => {
            let same = day.to_datetime(time);
            if same < departure {
                warnings.push(Warning::new(
                    "arrival-date-assumed",
                    at,
                    "The arrival has no date and would come before the departure: taken as the next day.",
                ));
                day.tomorrow().ok().map(|d| d.to_datetime(time))
            } else {
                Some(same)
            }
        }
        (None, None) => None,
    };
    (Some(departure), arrival)
}

fn port(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    (!text.is_empty()).then_some(text)
}

/// A flight number without leading zeros.
pub(crate) fn number(text: &str) -> String {
    let text = text.trim().to_ascii_uppercase();
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() && !text.is_empty() { "0".to_owned() } else { trimmed.to_owned() }
}

/// A codeshare is one flight, that of the operating carrier: stated as `marketing:operating` in TVL with the
/// operating number in a following `TVL+++++number` (up to 13.1) or `TRA` (from 14.1).
pub(crate) struct Operating {
    /// Operating carrier of C306, where it differs.
    pub carrier: Option<String>,
}

impl Operating {
    pub(crate) fn of(s: Segment<'_>) -> Self {
        let carrier = s.text(3, 1).trim().to_ascii_uppercase();
        Self { carrier: (!carrier.is_empty() && carrier != s.text(3, 0)).then_some(carrier) }
    }
}

/// Whether a TVL only states the operating number of the one before it.
pub(crate) fn is_operating(s: Segment<'_>) -> bool {
    s.component(0, 0).is_none()
        && s.component(1, 0).is_none()
        && s.component(2, 0).is_none()
        && s.component(4, 0).is_some()
}

/// Adds a leg unless it is there; the same flight stated twice gives one leg with the times of both.
pub(crate) fn add(legs: &mut Vec<Leg>, leg: Leg) {
    let day = |l: &Leg| l.departure.map(DateTime::date);
    let known = legs.iter_mut().find(|l| {
        l.from == leg.from
            && l.to == leg.to
            && l.carrier == leg.carrier
            && l.number == leg.number
            && day(l) == day(&leg)
    });
    match known {
        Some(known) => {
            known.arrival = known.arrival.or(leg.arrival);
            known.border |= leg.border;
        }
        None => legs.push(leg),
    }
}
