//! The entry point: dispatch, refusals, parts, several interchanges, damaged input, and public samples.

use jiff::civil::{Date, date};
use pc_manifest::{Function, Interchange};
use pc_passenger::read_interchange;
use proptest::prelude::*;

const TODAY: Date = date(2026, 5, 17);

const FLIGHT: &str = "TDT+20+QQ615'LOC+125+AAA'DTM+189:2603021200:201'LOC+87+BBB'DTM+232:2603021800:201'";

fn list(unh: &str, people: &[&str]) -> String {
    let people = people.iter().map(|n| format!("NAD+FL+++{n}:ADA'DOC+P+X{n}'")).collect::<Vec<_>>().concat();
    format!("UNH+1+{unh}'BGM+745'{FLIGHT}{people}UNT+9+1'")
}

fn wrap(messages: &str) -> String {
    format!("UNB+UNOA:3+QQ+GOV+260301:0900+7'{messages}UNZ+1+7'")
}

const RESERVATION: &str = "UNH+1+PNRGOV:13:1:IA'MSG+:22'TVL+020326:1220:1505+AAA+BBB+QQ+988'SRC'RCI+QQ:AB12CD'TIF+EXAMPLE+ADAMRS:A:1'UNT+7+1'";

fn surnames(read: &Interchange) -> Vec<Vec<&str>> {
    read.messages.iter().map(|m| m.persons.iter().map(|p| p.surname.as_str()).collect()).collect()
}

fn refusal(text: &str) -> String {
    let read = read_interchange(text.as_bytes(), TODAY);
    assert_eq!(read.messages.len(), 1);
    read.messages[0].refused.clone().unwrap_or_default()
}

#[test]
fn one_file_may_hold_messages_of_both_kinds_and_several_interchanges() {
    let text = format!(
        "{}\r\n{}",
        wrap(&format!("{}{RESERVATION}", list("PAXLST:D:02B", &["ONE", "TWO"]))),
        wrap(RESERVATION)
    );
    let read = read_interchange(text.as_bytes(), TODAY);
    assert_eq!(surnames(&read), [vec!["ONE", "TWO"], vec!["EXAMPLE"], vec!["EXAMPLE"]]);
    let kinds: Vec<&str> = read.messages.iter().map(|m| m.kind.as_str()).collect();
    assert_eq!(kinds, ["PAXLST", "PNRGOV", "PNRGOV"]);
    assert!(read.messages.iter().all(|m| m.sender.as_deref() == Some("QQ") && m.refused.is_none()));
}

#[test]
fn refusals_say_why_and_what_is_read() {
    let other = refusal(&wrap("UNH+1+CUSRES:D:05B'BGM+962'UNT+3+1'"));
    assert!(other.contains("CUSRES") && other.contains("PAXLST and PNRGOV"), "{other}");
    assert!(refusal("").contains("neither UNB nor UNH"));
    assert!(refusal("id;name\n1;nobody").contains("neither UNB nor UNH"));
    assert!(refusal(&wrap("")).contains("no message"));
    assert!(refusal(&wrap("UNH+1+PAXLST:D:02B'BGM+745'UNT+3+1'")).contains("no flight"));
}

#[test]
fn parts_of_a_list_are_joined_when_all_are_here() {
    let part =
        |n: u8, flag: &str, name: &str| list(&format!("PAXLST:D:02B:UN:IATA+ACCESS+0{n}:{flag}"), &[name]);
    let text = wrap(&format!("{}{}{}", part(1, "C", "ONE"), part(2, "C", "TWO"), part(3, "F", "THREE")));
    let read = read_interchange(text.as_bytes(), TODAY);
    assert_eq!(surnames(&read), [vec!["ONE", "TWO", "THREE"]]);
    let message = &read.messages[0];
    assert_eq!(
        (message.function, message.legs.len(), message.refused.as_deref()),
        (Function::PassengerList, 1, None)
    );
    // A part is missing: nobody may be dropped for it.
    let text = wrap(&format!("{}{}", part(1, "C", "ONE"), part(3, "F", "THREE")));
    let read = read_interchange(text.as_bytes(), TODAY);
    assert_eq!(surnames(&read), [vec!["ONE"], vec!["THREE"]]);
    assert!(read.messages.iter().all(|m| m.function == Function::Change));
}

#[test]
fn repairs_are_told_with_the_message_they_are_in() {
    let text = format!(
        "STRAY 01 MAR\r\nUNA:+.?'{}",
        wrap(&format!("{}{RESERVATION}", list("PAXLST:D:02B", &["ONE"])))
    );
    let read = read_interchange(text.as_bytes(), TODAY);
    assert!(read.messages[0].warnings.iter().any(|w| w.code == "damaged-una"));
    let unz = read.messages[1]
        .warnings
        .iter()
        .find(|w| w.code == "count-mismatch" && w.text.contains("UNZ"))
        .unwrap();
    assert!(text[unz.offset as usize..].starts_with("UNZ"));
    for m in &read.messages {
        assert!(m.warnings.is_sorted_by_key(|w| w.offset));
    }
}

#[test]
fn every_person_survives_every_layout() {
    let clean = wrap(&format!("{}{RESERVATION}", list("PAXLST:D:02B", &["ONE", "TWO"])));
    let people = |text: &str| {
        let read = read_interchange(text.as_bytes(), TODAY);
        read.messages
            .iter()
            .flat_map(|m| m.persons.iter().map(|p| format!("{}/{}", p.surname, p.given)))
            .collect::<Vec<_>>()
    };
    let expected = ["ONE/ADA", "TWO/ADA", "EXAMPLE/ADA"];
    assert_eq!(people(&clean), expected);
    let lines = |n: usize, end: &str| {
        clean
            .as_bytes()
            .chunks(n)
            .map(|c| String::from_utf8_lossy(c).into_owned())
            .collect::<Vec<_>>()
            .join(end)
    };
    for text in [
        clean.replace('\'', "'\n"),
        clean.replace('\'', "'\r"),
        clean.replace('\'', " '\r\n "),
        clean.replace('\'', "\u{2019}\n"),
        clean.replace('\'', "\n"),
        clean.replace(':', "\u{1f}").replace('+', "\u{1d}").replace('\'', "\u{1c}"),
        format!("\u{feff}\u{2}{clean}\u{3}"),
        format!("QK GOVAAQQ\r\n.QQHDQ 010900\r\n\r\n{clean}\r\n$\r\n"),
        lines(64, "\r\n"),
        lines(69, "\n"),
        clean.trim_end_matches('\'').to_owned(),
    ] {
        assert_eq!(people(&text), expected, "{text}");
    }
}

/// Public samples that may not be copied: how many people a reader by eye counts in each file.
const SAMPLES: [(&str, usize); 15] = [
    ("flight2.txt", 10),
    ("flight3.txt", 10),
    ("pnr1.txt", 2),
    ("pnr2.txt", 2),
    ("pnr3.txt", 4),
    ("pnr4.txt", 1),
    ("pnrAddressPhoneCTCM.txt", 1),
    ("pnrPhoneCTCM.txt", 1),
    ("pnrPhoneCTC_M.txt", 1),
    ("pnrMessage.txt", 2),
    ("pnrMessageExample.txt", 5),
    ("pnrWithPrefixesAndBookingDetailBags.txt", 2),
    ("bigMessagePnr.txt", 7),
    ("2_pnrs_basic.edi", 4),
    ("pnr_split.edi", 3),
];

#[test]
fn public_samples_give_the_people_that_an_eye_counts() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA") else {
        println!("skipped: PORTCULLIS_SHARED_DATA names no folder with public samples");
        return;
    };
    let folder = std::path::Path::new(&data).join("messages");
    for (file, expected) in SAMPLES {
        let Ok(bytes) = std::fs::read(folder.join(file)) else {
            println!("skipped: no {file}");
            continue;
        };
        let read = read_interchange(&bytes, TODAY);
        assert_eq!(read.messages.len(), 1, "{file}");
        let message = &read.messages[0];
        assert_eq!((message.refused.as_deref(), message.persons.len()), (None, expected), "{file}");
        assert!(message.legs[0].border && message.legs[0].departure.is_some(), "{file}");
        for person in &message.persons {
            assert!(!person.surname.is_empty() && !person.given.is_empty(), "{file}: {person:?}");
            for (field, span) in &person.sources {
                assert!(!span.of(&bytes).is_empty(), "{file}: {field}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn never_panics_and_always_answers(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!read_interchange(&bytes, TODAY).messages.is_empty());
    }

    #[test]
    fn never_panics_on_mutated_files(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..4), 1..40)
    ) {
        let mut bytes = wrap(&format!("{}{RESERVATION}", list("PAXLST:D:02B+ACCESS+01:C", &["ONE", "TWO"]))).into_bytes();
        for (at, byte, how) in edits {
            if bytes.is_empty() { break; }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                2 => bytes.insert(at, byte),
                _ => bytes.insert(at, b"':+?\n*U"[usize::from(byte) % 7]),
            }
        }
        let read = read_interchange(&bytes, TODAY);
        prop_assert!(!read.messages.is_empty());
        for p in read.messages.iter().flat_map(|m| &m.persons) {
            prop_assert!((p.span.offset + p.span.len) as usize <= bytes.len());
        }
    }
}
