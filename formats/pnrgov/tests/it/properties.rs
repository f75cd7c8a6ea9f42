//! What is written is read back; nothing makes the reader panic.

use jiff::civil::date;
use pc_edifact::{Lines, Style};
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Role, Span};
use pc_manifest::{Function, Leg, Message, Person};
use proptest::prelude::*;

// No title ends in A or O: a given name that is one (MME) is read as the title.
prop_compose! {
    fn person()(surname in "[A-Z]{2,12}", given in "[A-Z]{1,10}[AO]", number in "[A-Z0-9]{6,9}", year in 1930i16..2020,
        month in 1i8..13, day in 1i8..29, woman in any::<bool>(), locator in prop::sample::select(vec!["AA11AA", "BB22BB"]),
        seat in prop::option::of("[1-9][0-9]?[A-K]")) -> Person {
        Person {
            surname, given, locator: Some(locator.to_owned()), seat,
            birth: Some(PartialDate::Day(date(year, month, day))),
            gender: Some(if woman { Gender::F } else { Gender::M }),
            nationality: Country::parse("FRA"),
            documents: vec![Document {
                kind: DocumentKind::Passport, stated: Some("P".into()), number, issuer: Country::parse("GBR"),
                expiry: Some(PartialDate::Day(date(2031, month, day))),
            }],
            ..Person::new(Role::Passenger, Span::new(0, 0))
        }
    }
}

prop_compose! {
    fn message()(persons in prop::collection::vec(person(), 1..5)) -> Message {
        let leg = |number: &str, from: &str, to: &str, day: i8| Leg {
            carrier: "QQ".into(), number: number.into(), from: Some(from.into()), to: Some(to.into()),
            departure: Some(date(2026, 3, day).at(9, 0, 0, 0)), arrival: Some(date(2026, 3, day).at(12, 30, 0, 0)),
            border: day == 2, span: None,
        };
        let mut persons = persons;
        persons.sort_by(|a, b| a.locator.cmp(&b.locator));
        Message {
            kind: "PNRGOV".into(), version: "13:1".into(), sender: Some("QQ".into()), reference: "77".into(),
            function: Function::Reservations, prepared: Some(date(2026, 3, 1).at(9, 0, 0, 0)), refused: None,
            legs: vec![leg("988", "AAA", "BBB", 2), leg("12", "BBB", "CCC", 3)], persons, warnings: vec![],
            span: Span::new(0, 0),
        }
    }
}

fn read(bytes: &[u8]) -> Vec<Message> {
    let lexed = pc_edifact::lex(bytes);
    let all = lexed.interchanges.iter().flat_map(|e| e.messages.iter().map(move |m| (e, m)));
    all.map(|(e, m)| pc_pnrgov::read(&lexed, e, m, date(2026, 5, 17))).collect()
}

fn plain(p: &Person) -> Person {
    Person { span: Span::new(0, 0), sources: vec![], ..p.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(message in message(), wrap in prop::option::of(64usize..70), fill in 0usize..3) {
        let style = Style { lines: wrap.map_or(Lines::Lf, Lines::Wrapped), ..Style::default() };
        let bytes = pc_pnrgov::write(&message, style, fill);
        let back = read(&bytes).remove(0);
        let legs: Vec<Leg> = back.legs.into_iter().map(|l| Leg { span: None, ..l }).collect();
        prop_assert_eq!(legs, message.legs);
        // Two people of one name in one reservation cannot be told apart where only names are stated.
        let read: Vec<Person> = back.persons.iter().map(plain).collect();
        prop_assert_eq!(read, message.persons, "{}", String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn never_panics_on_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..500)) {
        read(&[b"UNH+1+PNRGOV:13:1'MSG+:22'SRC'TIF+".as_slice(), &bytes].concat());
    }

    #[test]
    fn never_panics_on_any_text_of_a_request(kind in "DOC[SOA]", text in "[A-Z\u{80}é]{0,4}(/.{0,6}){1,10}") {
        let head = b"UNH+1+PNRGOV:13:1'MSG+:22'SRC'RCI+QQ:ABC123'TIF+ELMENDORF+AMAL:A::1'".as_slice();
        read(&[head, format!("SSR+{kind}:HK:1:QQ:::::{text}'").as_bytes()].concat());
    }

    #[test]
    fn never_panics_on_mutated_messages(
        message in message(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 1..20)
    ) {
        let mut bytes = pc_pnrgov::write(&message, Style::default(), 1);
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
