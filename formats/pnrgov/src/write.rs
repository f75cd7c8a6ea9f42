//! A small writer of pushes: for benchmarks, demonstration data and round-trip tests.

use jiff::civil::DateTime;
use pc_edifact::{Style, Writer};
use pc_kernel::PartialDate;
use pc_manifest::{Leg, Message, Person};

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

fn named(date: PartialDate) -> String {
    date.day().map_or(String::new(), |d| {
        format!(
            "{:02}{}{:02}",
            d.day(),
            MONTHS[usize::try_from(d.month() - 1).unwrap_or(0)],
            d.year().rem_euclid(100)
        )
    })
}

fn day(at: Option<DateTime>) -> String {
    at.map_or(String::new(), |d| format!("{:02}{:02}{:02}", d.day(), d.month(), d.year().rem_euclid(100)))
}

fn time(at: Option<DateTime>) -> String {
    at.map_or(String::new(), |d| format!("{:02}{:02}", d.hour(), d.minute()))
}

/// Writes a full push: the first leg is the prime flight, people with one locator make one reservation. `fill`
/// adds so many lines of remarks to each reservation, to reach a wanted size.
pub fn write(message: &Message, style: Style, fill: usize) -> Vec<u8> {
    let mut w = Writer::new(style);
    let sender = message.sender.as_deref().unwrap_or("XX");
    let prepared = message.prepared;
    let stamp = prepared
        .map_or(String::new(), |d| format!("{:02}{:02}{:02}", d.year().rem_euclid(100), d.month(), d.day()));
    let reference = message.reference.as_str();
    w.segment("UNB", &[&["IATA", "1"], &[sender], &["GOVT"], &[&stamp, &time(prepared)], &[reference]]);
    w.restart_count();
    w.segment("UNH", &[&["1"], &["PNRGOV", "13", "1", "IA"], &[reference]]);
    w.segment("MSG", &[&["", "22"]]);
    w.segment("ORG", &[&[sender]]);
    let Some(prime) = message.legs.first() else { return w.finish() };
    travel(&mut w, prime, "");
    let mut locators: Vec<Option<&str>> = Vec::new();
    for p in &message.persons {
        if !locators.contains(&p.locator.as_deref()) {
            locators.push(p.locator.as_deref());
        }
    }
    w.segment("EQN", &[&[&locators.len().to_string()]]);
    for locator in locators {
        let people: Vec<&Person> =
            message.persons.iter().filter(|p| p.locator.as_deref() == locator).collect();
        w.segment("SRC", &[]);
        w.segment("RCI", &[&[sender, locator.unwrap_or("")]]);
        w.segment("DAT", &[&["700", &day(prepared), &time(prepared)]]);
        for line in 0..fill {
            let text = format!(
                "REMARK {line:02} SEATING AND MEALS AS AGREED WITH THE AGENCY AT THE TIME OF BOOKING"
            );
            w.segment("IFT", &[&["4", "28"], &[&text]]);
        }
        for (i, p) in people.iter().enumerate() {
            traveller(&mut w, p, i + 1);
        }
        for leg in &message.legs {
            travel(&mut w, leg, "B");
            if leg != prime {
                continue;
            }
            for (i, p) in people.iter().enumerate() {
                if let Some(seat) = &p.seat {
                    let number = (i + 1).to_string();
                    w.segment("TRI", &[&[], &[&number, "", "", &number]]);
                    w.segment("TIF", &[&[&p.surname], &[&p.given, "A", &number]]);
                    w.segment("SSD", &[&[seat], &[], &[], &[], &["Y"]]);
                }
            }
        }
    }
    let count = (w.count() + 1).to_string();
    w.segment("UNT", &[&[&count], &["1"]]);
    w.segment("UNZ", &[&["1"], &[reference]]);
    w.finish()
}

fn travel(w: &mut Writer, leg: &Leg, class: &str) {
    let port = |p: &Option<String>| p.clone().unwrap_or_default();
    w.segment(
        "TVL",
        &[
            &[&day(leg.departure), &time(leg.departure), &day(leg.arrival), &time(leg.arrival)],
            &[&port(&leg.from)],
            &[&port(&leg.to)],
            &[&leg.carrier],
            &[&leg.number, class],
        ],
    );
}

fn traveller(w: &mut Writer, p: &Person, number: usize) {
    w.segment("TIF", &[&[&p.surname], &[&p.given, "A", &number.to_string()]]);
    if let Some(reference) = &p.reference {
        w.segment("REF", &[&["", reference]]);
    }
    for d in &p.documents {
        let code = |c: Option<&pc_kernel::Country>| c.map_or(String::new(), |c| c.as_str().to_owned());
        let text = format!(
            "/{}/{}/{}/{}/{}/{}/{}/{}/{}",
            d.stated.as_deref().unwrap_or("P"),
            code(d.issuer.as_ref()),
            d.number,
            code(p.nationality.as_ref()),
            p.birth.map(named).unwrap_or_default(),
            p.gender.map(|g| g.letter().to_string()).unwrap_or_default(),
            d.expiry.map(named).unwrap_or_default(),
            p.surname,
            p.given,
        );
        w.segment("SSR", &[&["DOCS", "HK", "", "XX", "", "", "", "", &text], &["", "", &number.to_string()]]);
    }
}
