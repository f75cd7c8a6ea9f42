//! What is written is read back; nothing makes the reader panic.

use jiff::civil::{Date, DateTime, date};
use pc_edifact::{Dialect, Lines, Style};
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Role, Span};
use pc_manifest::{Function, Leg, Message, Person};
use pc_paxlst::Options;
use proptest::prelude::*;

fn name() -> impl Strategy<Value = String> {
    // Apostrophes, colons and plus signs have to be escaped; some names are not of ASCII.
    "[A-Z][A-Z'+:?-]{1,10}[A-ZÉÖ]"
}

fn country() -> impl Strategy<Value = Country> {
    prop::sample::select(vec!["FRA", "GBR", "EGY", "UTO", "XXA"]).prop_map(|c| Country::parse(c).unwrap())
}

fn day(from: i16, to: i16) -> impl Strategy<Value = Date> {
    (from..to, 1i8..13, 1i8..29).prop_map(|(y, m, d)| date(y, m, d))
}

fn document() -> impl Strategy<Value = Document> {
    (
        prop::sample::select(vec!["P", "V", "I", "F", ""]),
        "[A-Z0-9]{5,9}",
        prop::option::of(country()),
        prop::option::of(day(2000, 2070)),
    )
        .prop_map(|(stated, number, issuer, expiry)| Document {
            kind: pc_edifact::travel::document_kind(stated),
            stated: (!stated.is_empty()).then(|| stated.to_owned()),
            number,
            issuer,
            expiry: expiry.map(PartialDate::Day),
        })
}

prop_compose! {
    fn person()(
        surname in name(), given in prop::collection::vec(name(), 1..3), crew in any::<bool>(), transit in any::<bool>(),
        birth in prop::option::of(day(1920, 2025)), gender in prop::option::of(prop::sample::select(vec![Gender::F, Gender::M, Gender::X])),
        nationality in prop::option::of(country()), residence in prop::option::of(country()),
        documents in prop::collection::vec(document(), 0..3), locator in prop::option::of("[A-Z0-9]{6}"),
        reference in prop::option::of("[A-Z0-9]{4,12}"), seat in prop::option::of("[1-9][0-9]?[A-K]"),
        ports in (prop::option::of("[A-Z]{3}"), prop::option::of("[A-Z]{3}")),
    ) -> Person {
        Person {
            surname, given: given.join(" "), transit, birth: birth.map(PartialDate::Day), gender, nationality,
            residence, documents, locator, reference, seat, embark: ports.0, debark: ports.1,
            ..Person::new(if crew { Role::Crew } else { Role::Passenger }, Span::new(0, 0))
        }
    }
}

fn at() -> impl Strategy<Value = DateTime> {
    (day(2026, 2027), 0i8..24, 0i8..60).prop_map(|(d, h, m)| d.at(h, m, 0, 0))
}

prop_compose! {
    fn leg()(carrier in "[A-Z][A-Z0-9]", number in 1u32..9999, from in "[A-Z]{3}", to in "[A-Z]{3}", departure in at(), arrival in at()) -> Leg {
        Leg { carrier, number: number.to_string(), from: Some(from), to: Some(to), departure: Some(departure), arrival: Some(arrival), border: true, span: None }
    }
}

prop_compose! {
    fn message()(
        leg in leg(), persons in prop::collection::vec(person(), 1..6),
        function in prop::sample::select(vec![Function::PassengerList, Function::CrewList, Function::Change, Function::OnBoard])
    ) -> Message {
        Message {
            kind: "PAXLST".into(), version: "D:12B".into(), sender: Some("XX".into()), reference: "R1".into(), function,
            prepared: Some(date(2026, 3, 1).at(9, 0, 0, 0)), refused: None, legs: vec![leg], persons, warnings: vec![],
            span: Span::new(0, 0),
        }
    }
}

fn options() -> impl Strategy<Value = Options> {
    let dialect = prop_oneof![
        Just(Dialect::default()),
        Just(Dialect {
            component: b'*',
            element: b';',
            release: Some(b'\\'),
            terminator: b'~',
            ..Dialect::default()
        }),
        Just(Dialect { repetition: Some(b'*'), ..Dialect::default() }),
        Just(Dialect { curly: true, ..Dialect::default() }),
    ];
    let lines = prop_oneof![
        Just(Lines::One),
        Just(Lines::Lf),
        Just(Lines::CrLf),
        (64usize..70).prop_map(Lines::Wrapped)
    ];
    (dialect, lines).prop_map(|(dialect, lines)| Options {
        style: Style { dialect, lines, una: dialect != Dialect::default() },
        version: "D:12B".into(),
        ..Options::default()
    })
}

/// Without what only a reader knows.
fn plain(mut m: Message) -> Message {
    m.span = Span::new(0, 0);
    m.legs.iter_mut().for_each(|l| l.span = None);
    for p in &mut m.persons {
        p.span = Span::new(0, 0);
        p.sources.clear();
    }
    m
}

fn read(bytes: &[u8]) -> Vec<Message> {
    let lexed = pc_edifact::lex(bytes);
    let all = lexed.interchanges.iter().flat_map(|e| e.messages.iter().map(move |m| (e, m)));
    all.map(|(e, m)| pc_paxlst::read(&lexed, e, m, date(2026, 5, 17))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(message in message(), options in options()) {
        let bytes = pc_paxlst::write(&message, &options);
        let mut back = read(&bytes);
        prop_assert_eq!(back.len(), 1);
        let back = back.remove(0);
        for p in &back.persons {
            for (field, span) in &p.sources {
                prop_assert!(!span.of(&bytes).is_empty(), "{}", field);
            }
        }
        prop_assert_eq!(plain(back), plain(message), "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn never_panics_on_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        read(&[b"UNH+1+PAXLST:D:02B'NAD+FL+++".as_slice(), &bytes].concat());
    }

    #[test]
    fn never_panics_on_mutated_messages(
        message in message(), options in options(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..20)
    ) {
        let mut bytes = pc_paxlst::write(&message, &options);
        for (at, byte, how) in edits {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        read(&bytes);
    }
}

#[test]
fn kinds_without_a_code_are_written_with_one() {
    let mut person = Person::new(Role::Passenger, Span::new(0, 0));
    person.surname = "EXAMPLE".into();
    person.documents.push(Document {
        kind: DocumentKind::Residence,
        stated: None,
        number: "1".into(),
        issuer: None,
        expiry: None,
    });
    let message = Message {
        kind: "PAXLST".into(),
        version: String::new(),
        sender: None,
        reference: "1".into(),
        function: Function::PassengerList,
        prepared: None,
        refused: None,
        legs: vec![],
        persons: vec![person],
        warnings: vec![],
        span: Span::new(0, 0),
    };
    let back = read(&pc_paxlst::write(&message, &Options::default()));
    assert_eq!(back[0].persons[0].documents[0].kind, DocumentKind::Residence);
}
