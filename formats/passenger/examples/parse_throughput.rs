//! How fast messages become the model: prints MB/s on one core, with the goal beside it.

use std::time::{Duration, Instant};

use jiff::civil::{Date, date};
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Rng, Role, SeededRng, Span};
use pc_manifest::{Function, Leg, Message, Person};

const TODAY: Date = date(2026, 5, 17);
/// Goal of the parsing benchmark.
const GOAL: f64 = 100.0;

fn word(rng: &SeededRng, len: u64) -> String {
    (0..len).map(|_| char::from(b'A' + u8::try_from(rng.below(26)).unwrap_or(0))).collect()
}

fn person(rng: &SeededRng, locator: &str) -> Person {
    let (a, b) = (4 + rng.below(8), 3 + rng.below(7));
    let country = Country::parse(["FRA", "GBR", "USA", "EGY"][usize::try_from(rng.below(4)).unwrap_or(0)]);
    let day = 1 + i8::try_from(rng.below(28)).unwrap_or(0);
    let document = |kind, stated: &str| Document {
        kind,
        stated: Some(stated.to_owned()),
        number: format!("{:09}", rng.below(999_999_999)),
        issuer: country,
        expiry: Some(PartialDate::Day(date(2031, 4, day))),
    };
    Person {
        surname: word(rng, a),
        given: format!("{} {}", word(rng, b), word(rng, 6)),
        birth: Some(PartialDate::Day(date(1970, 1, day))),
        gender: Some(Gender::F),
        nationality: country,
        residence: country,
        documents: vec![document(DocumentKind::Passport, "P"), document(DocumentKind::Visa, "V")],
        locator: Some(locator.to_owned()),
        reference: Some(format!("R{}", rng.below(9999))),
        seat: Some(format!("{}C", 1 + rng.below(60))),
        embark: Some("AAA".into()),
        debark: Some("BBB".into()),
        ..Person::new(Role::Passenger, Span::new(0, 0))
    }
}

fn message(kind: &str, function: Function, people: usize) -> Message {
    let rng = SeededRng::new(7);
    Message {
        kind: kind.into(),
        version: "D:12B".into(),
        sender: Some("QQ".into()),
        reference: "R1".into(),
        function,
        prepared: Some(date(2026, 3, 1).at(9, 0, 0, 0)),
        refused: None,
        legs: vec![Leg {
            carrier: "QQ".into(),
            number: "615".into(),
            from: Some("AAA".into()),
            to: Some("BBB".into()),
            departure: Some(date(2026, 3, 2).at(9, 0, 0, 0)),
            arrival: Some(date(2026, 3, 2).at(12, 0, 0, 0)),
            border: true,
            span: None,
        }],
        persons: (0..people).map(|_| person(&rng, "AB12CD")).collect(),
        warnings: Vec::new(),
        span: Span::new(0, 0),
    }
}

/// Time this thread spent computing, so that neighbours on a shared machine do not count; wall time where the
/// system does not tell.
fn spent(since: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = told.and_then(|t| t.split(' ').next()?.parse().ok());
    nanos.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

fn measure(what: &str, bytes: &[u8], people: usize) {
    let rounds = (40_000_000 / bytes.len()).max(1);
    let (mut best, mut lexing) = (0.0f64, 0.0f64);
    let clock = Instant::now();
    for _ in 0..5 {
        let start = spent(clock);
        for _ in 0..rounds {
            let read = pc_passenger::read_interchange(bytes, TODAY);
            assert_eq!(read.messages[0].persons.len(), people);
        }
        let megabytes = (bytes.len() * rounds) as f64 / 1e6;
        best = best.max(megabytes / spent(clock).saturating_sub(start).as_secs_f64());
        let start = spent(clock);
        for _ in 0..rounds {
            assert_eq!(std::hint::black_box(pc_edifact::lex(bytes)).interchanges.len(), 1);
        }
        lexing = lexing.max(megabytes / spent(clock).saturating_sub(start).as_secs_f64());
    }
    println!(
        "{what}: {} bytes, {best:.0} MB/s into the model, {lexing:.0} MB/s lexing alone (goal {GOAL:.0})",
        bytes.len()
    );
}

fn main() {
    let lines = pc_edifact::Style { lines: pc_edifact::Lines::CrLf, ..pc_edifact::Style::default() };
    let options = pc_paxlst::Options { style: lines, ..pc_paxlst::Options::default() };
    measure(
        "PAXLST, 400 people",
        &pc_paxlst::write(&message("PAXLST", Function::PassengerList, 400), &options),
        400,
    );
    measure(
        "PNRGOV, 2 people",
        &pc_pnrgov::write(&message("PNRGOV", Function::Reservations, 2), lines, 40),
        2,
    );
}
