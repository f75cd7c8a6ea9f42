//! Reservation pushes (PADIS PNRGOV 13.1).

use jiff::{SignedDuration, Timestamp, civil::Date, civil::DateTime, tz::TimeZone};

use crate::dice::Dice;
use crate::edi::{esc, render};
use crate::flaws::Flaw;
use crate::flights::Flight;
use crate::paxlst::usual_layout;
use crate::people::Traveler;

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// `DDMMMYY`.
fn padis(date: Date) -> String {
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{:02}{month}{:02}", date.day(), date.year().rem_euclid(100))
}

/// `DDMMYY:hhmm`.
fn day_first(at: DateTime) -> String {
    let d = at.date();
    format!(
        "{:02}{:02}{:02}:{:02}{:02}",
        d.day(),
        d.month(),
        d.year().rem_euclid(100),
        at.hour(),
        at.minute()
    )
}

fn utc(at: Timestamp) -> DateTime {
    at.to_zoned(TimeZone::UTC).datetime()
}

/// One push as bytes: all the parties among `people` (crew has no reservations). About `bulk` bytes of other
/// connections are added to each party.
pub(crate) fn write(
    dice: &mut Dice,
    flight: &Flight,
    people: &[Traveler],
    prepared: Timestamp,
    flaw: Option<Flaw>,
    bulk: usize,
) -> Vec<u8> {
    let mut people: Vec<Traveler> = people.iter().filter(|p| !p.crew).cloned().collect();
    if let Some(flaw) = flaw {
        flaw.blur(dice, flight.departure().date(), &mut people);
    }
    let mut segments = segments(dice, flight, &people, prepared, bulk);
    let mut layout = usual_layout(flight);
    if let Some(flaw) = flaw {
        flaw.spoil(&mut segments);
        flaw.lay_out(&mut layout, segments.len());
    }
    render(&segments, &layout)
}

fn segments(
    dice: &mut Dice,
    flight: &Flight,
    people: &[Traveler],
    prepared: Timestamp,
    bulk: usize,
) -> Vec<String> {
    let carrier = flight.carrier.code;
    let stamp = crate::paxlst::minute(utc(prepared), ":");
    let reference = dice.digits(9);
    let parties: Vec<&[Traveler]> = people.chunk_by(|a, b| a.locator == b.locator).collect();
    let mut s = vec![
        format!("UNB+IATA:1+{carrier}RES+LTPIU+{stamp}+{reference}"),
        format!("UNG+PNRGOV+{carrier}RES+LTPIU+{stamp}+1+IA+13:1"),
        format!("UNH+1+PNRGOV:13:1:IA+{reference}"),
        "MSG+:22".to_owned(),
        format!("ORG+{carrier}:{}+{}", flight.from.code, dice.digits(8)),
        format!(
            "TVL+{}:{}+{}+{}+{carrier}+{}",
            day_first(flight.departure()),
            day_first(flight.arrival()),
            flight.from.code,
            flight.to.code,
            flight.number
        ),
        format!("EQN+{}", parties.len()),
    ];
    for party in parties {
        reservation(dice, flight, party, prepared, bulk, &mut s);
    }
    s.push(format!("UNT+{}+1", s.len() - 1));
    s.push("UNE+1+1".to_owned());
    s.push(format!("UNZ+1+{reference}"));
    s
}

fn reservation(
    dice: &mut Dice,
    flight: &Flight,
    party: &[Traveler],
    prepared: Timestamp,
    bulk: usize,
    s: &mut Vec<String>,
) {
    let carrier = flight.carrier.code;
    let booked = utc(prepared - SignedDuration::from_hours(dice.range(30, 2000)));
    let locator = party.first().map_or("", |p| p.locator.as_str());
    s.push("SRC".to_owned());
    s.push(format!("RCI+{carrier}:{locator}::{}", day_first(booked)));
    for (n, p) in party.iter().enumerate() {
        s.push(docs(carrier, p, n + 1));
    }
    s.push(format!("DAT+700:{}", day_first(utc(prepared))));
    s.push(format!("IFT+4:28::{carrier}+{}", esc("CTC AGENT: +00 TEST 'DESK'")));
    s.push(format!(
        "ORG+{carrier}:VNO+{}:{}+++A+LT:EUR+AGT4{}",
        dice.digits(8),
        dice.digits(6),
        dice.digits(3)
    ));
    s.push(format!("ADD++700:{} EXAMPLE STREET:SAMPLETOWN:::LTU:{}", dice.range(1, 180), dice.digits(5)));
    for (n, p) in party.iter().enumerate() {
        let kind = if p.infant { "IN" } else { "A" };
        let title = if p.gender == 'F' { "MRS" } else { "MR" };
        let title = if p.infant { String::new() } else { format!(" {title}") };
        s.push(format!("TIF+{}+{}{title}:{kind}:{}", esc(&p.surname), esc(&p.given), n + 1));
        s.push(format!("FTI+{carrier}:{}", dice.digits(9)));
        s.push(format!("SSR+CTCE:HK:1:{carrier}+TRAVELER{}//EXAMPLE.INVALID", n + 1));
        s.push(format!("TKT+{}:T:1", dice.digits(13)));
        s.push(format!("MON+T:{}.00:EUR", dice.range(60, 900)));
        s.push(format!("PTK+NR++{}", day_first(booked)));
        s.push(format!("DAT+710:{}", day_first(booked)));
        s.push(format!("FOP+CC::{}.00:VI:************{}", dice.range(60, 900), dice.digits(4)));
    }
    leg(dice, flight, party, s);
    let connections = bulk / 420;
    for n in 0..connections {
        onward(dice, flight, n, s);
    }
}

fn docs(carrier: &str, p: &Traveler, n: usize) -> String {
    let (mut kind, mut number, mut issuer, mut expiry) = ("", "", "", String::new());
    if let Some(d) = &p.document {
        (kind, number, issuer, expiry) = (d.code, &d.number, &d.issuer, padis(d.expiry));
    }
    let nation = p.nationality.as_deref().unwrap_or_default();
    let birth = p.birth.map(padis).unwrap_or_default();
    let gender = if p.infant { format!("{}I", p.gender) } else { p.gender.to_string() };
    let text =
        format!("/{kind}/{issuer}/{number}/{nation}/{birth}/{gender}/{expiry}/{}/{}", p.surname, p.given);
    format!("SSR+DOCS:HK:{n}:{carrier}:::::{}", esc(&text))
}

/// The border flight in the itinerary, with seats and bags.
fn leg(dice: &mut Dice, flight: &Flight, party: &[Traveler], s: &mut Vec<String>) {
    let carrier = flight.carrier.code;
    s.push(format!(
        "TVL+{}:{}+{}+{}+{carrier}+{}:Y",
        day_first(flight.departure()),
        day_first(flight.arrival()),
        flight.from.code,
        flight.to.code,
        flight.number
    ));
    s.push(format!("RPI+{}+HK", party.len()));
    s.push("APD+320".to_owned());
    for (n, p) in party.iter().enumerate().filter(|(_, p)| !p.seat.is_empty()) {
        s.push(format!(
            "SSR+SEAT:HK:1:{carrier}:::{}:{}+{}::{}",
            flight.from.code,
            flight.to.code,
            p.seat,
            n + 1
        ));
    }
    for p in party.iter().filter(|p| !p.seat.is_empty()) {
        s.push(format!("TRI++{}", dice.digits(3)));
        s.push(format!("TIF+{}+{}:A", esc(&p.surname), esc(&p.given)));
        s.push(format!("SSD+{}++++Y", p.seat));
        s.push(format!("TBD++{}:{}:700", dice.range(1, 2), dice.range(9, 31)));
    }
}

/// A connection on another day, with its history: bulk that says nothing about the border flight.
fn onward(dice: &mut Dice, flight: &Flight, n: usize, s: &mut Vec<String>) {
    let carrier = flight.carrier.code;
    let after = flight.arrival().saturating_add(jiff::Span::new().days(n as i64 + 2));
    let end = after.saturating_add(jiff::Span::new().hours(2));
    let to = dice.pick(&crate::ports::FOREIGN_PORTS).code;
    let number = dice.range(100, 999);
    s.push(format!(
        "TVL+{}:{}+{}+{to}+{carrier}+{number}:Y",
        day_first(after),
        day_first(end),
        flight.to.code
    ));
    s.push("RPI+1+HK".to_owned());
    s.push("APD+733".to_owned());
    s.push(format!("SSR+RQST:HK:1:{carrier}:::{}:{to}+{:03}{}", flight.to.code, dice.range(1, 40), "AK"));
    for _ in 0..3 {
        let text = format!(
            "FARE NOTE {} {} NONREF/CHGFEE {}",
            dice.digits(9),
            dice.text(b"BCDFGHJKLMNP", 24),
            dice.digits(4)
        );
        s.push(format!("IFT+4:15:0+{}", esc(&text)));
    }
    s.push(format!(
        "SSR+OTHS:HK:1:{carrier}+{}",
        esc(&format!("AUTO RECORD {} REVIEWED+KEPT", dice.digits(12)))
    ));
}
