//! The reader against the structure of the guides and the flaws of the field. All data is made up.

mod properties;

use jiff::civil::{Date, date};
use pc_kernel::{DocumentKind, Gender};
use pc_manifest::{Message, Person};

const TODAY: Date = date(2026, 5, 17);

const HEAD: &str = "UNB+IATA:1+QQ++260301:0900+7'UNH+1+PNRGOV:13:1:IA+ACC'MSG+:22'ORG+QQ:AAA'TVL+020326:1220:1505+AAA+BBB+QQ+988'EQN+1'";
const START: &str = "SRC'RCI+QQ:AB12CD:010226:1220'DAT+700:010326:1239'ORG+QQ:AAA'ADD++702:1 LANE:TOWN:::FR'";
const ADA: &str = "TIF+EXAMPLE+ADAMRS:A:1'FTI+QQ:1'IFT+4:28::QQ+CTCE ADA//EXAMPLE.ORG'REF+:916'FAR+N'\
    SSR+DOCS:HK::QQ:::::/P/FRA/X1234567/GBR/24DEC53/F/09NOV30/EXAMPLE/ADAMRS/MAY'TKT+0001:T:1'";
const BEN: &str =
    "TIF+EXAMPLE+BENMR:A:2'SSR+DOCS:HK::QQ:::::/P/FRA/X7654321//01JAN60/M/09NOV30/EXAMPLE/BENMR'";
const ITINERARY: &str = "TVL+010326:0900::1100+CCC+AAA+QQ+12:B'SSR+SEAT:HK:2:QQ:::CCC:AAA+1A::1+1B::2'\
    TVL+020326:1220::1505+AAA+BBB+QQ+988:B'APD+777'SSR+SEAT:HK:2:QQ:::AAA:BBB++38E::1+039G::2'RCI+QQ:AB12CD'\
    TRI++2:::2'TIF+EXAMPLE+BENMR:A:2'SSD+40C++++Y'TBD++01:20:700'";
const TAIL: &str = "UNT+9+1'UNZ+1+7'";

fn read(text: &str) -> Message {
    let lexed = pc_edifact::lex(text.as_bytes());
    let envelope = &lexed.interchanges[0];
    pc_pnrgov::read(&lexed, envelope, &envelope.messages[0], TODAY)
}

fn push(body: &str) -> Message {
    read(&format!("{HEAD}{body}{TAIL}"))
}

fn has(message: &Message, code: &str) -> bool {
    message.warnings.iter().any(|w| w.code == code)
}

fn names(message: &Message) -> Vec<String> {
    message.persons.iter().map(|p| format!("{}/{}", p.surname, p.given)).collect()
}

fn numbers(p: &Person) -> Vec<&str> {
    p.documents.iter().map(|d| d.number.as_str()).collect()
}

#[test]
fn a_whole_reservation_gives_every_field_with_its_place() {
    let text = format!("{HEAD}{START}{ADA}{BEN}{ITINERARY}{TAIL}");
    let m = read(&text);
    assert_eq!(m.refused, None);
    let flights: Vec<String> =
        m.legs.iter().map(|l| format!("{}{} {}", l.carrier, l.number, l.border)).collect();
    assert_eq!(flights, ["QQ988 true", "QQ12 false"]);
    let prime = &m.legs[0];
    assert_eq!((prime.from.as_deref(), prime.to.as_deref()), (Some("AAA"), Some("BBB")));
    assert_eq!(prime.departure, Some(date(2026, 3, 2).at(12, 20, 0, 0)));
    assert_eq!(prime.arrival, Some(date(2026, 3, 2).at(15, 5, 0, 0)));
    assert_eq!(names(&m), ["EXAMPLE/ADA MAY", "EXAMPLE/BEN"]);
    let ada = &m.persons[0];
    assert_eq!((ada.gender, ada.birth.unwrap().to_string().as_str()), (Some(Gender::F), "1953-12-24"));
    assert_eq!((ada.nationality.unwrap().as_str(), ada.locator.as_deref()), ("GBR", Some("AB12CD")));
    assert_eq!((ada.seat.as_deref(), m.persons[1].seat.as_deref()), (Some("38E"), Some("40C")));
    assert_eq!((ada.reference.as_deref(), ada.documents[0].kind), (Some("916"), DocumentKind::Passport));
    assert_eq!(ada.documents[0].expiry.unwrap().to_string(), "2030-11-09");
    for (field, raw) in [
        ("surname", "EXAMPLE"),
        ("given", "MAY"),
        ("birth", "24DEC53"),
        ("gender", "F"),
        ("nationality", "GBR"),
        ("documents.0.number", "X1234567"),
        ("documents.0.issuer", "FRA"),
        ("documents.0.expiry", "09NOV30"),
        ("locator", "AB12CD"),
        ("seat", "38E"),
        ("reference", "916"),
    ] {
        let span = ada.sources.iter().find(|(f, _)| f == field).unwrap_or_else(|| panic!("{field}")).1;
        assert_eq!(span.of(text.as_bytes()), raw.as_bytes(), "{field}");
    }
}

#[test]
fn groups_splits_services_history_and_strangers_are_no_people() {
    let aside = "EQN+1'RCI+QQ:SPLIT1'MSG+8'TVL+020326:1500:050326+BBB:SOME INN++VN+67576:ROH'\
        ABI+1+:AAARR+AAA++QQ'DAT+ZT:010326:1010'SAC+++X'TIF+EXAMPLE+ADDA:A:1'SAC+++X'TVL+110326:0900::1100+CCC+AAA+QQ+99:B'";
    let m = push(&format!("{START}TIF+TOURCLUB:G'{ADA}{BEN}{ITINERARY}{aside}"));
    assert_eq!(names(&m), ["EXAMPLE/ADA MAY", "EXAMPLE/BEN"]);
    assert_eq!((m.legs.len(), m.persons[0].locator.as_deref()), (2, Some("AB12CD")));
    let m =
        push(&format!("{START}{ADA}{}", ITINERARY.replace("TIF+EXAMPLE+BENMR:A:2", "TIF+STRANGER+ZOE:A:9")));
    assert_eq!((names(&m).len(), has(&m, "unmatched-traveller")), (1, true));
    // Where nobody else is listed, check-in lists the people.
    let m = push(&format!("{START}{ITINERARY}"));
    assert_eq!((names(&m), has(&m, "travellers-from-check-in")), (vec!["EXAMPLE/BEN".to_owned()], true));
    assert_eq!(m.persons[0].seat.as_deref(), Some("39G"));
}

#[test]
fn reservations_stay_apart() {
    let second = START.replace("AB12CD", "ZZ99ZZ");
    let m = push(&format!("{START}{ADA}{ITINERARY}{second}{ADA}{ITINERARY}"));
    let locators: Vec<_> = m.persons.iter().map(|p| p.locator.clone().unwrap()).collect();
    assert_eq!(locators, ["AB12CD", "ZZ99ZZ"]);
    assert_eq!(m.legs.len(), 2);
}

#[test]
fn missing_groups_are_survived() {
    let head = HEAD.replace("MSG+:22'", "").replace("ORG+QQ:AAA'", "");
    let m = read(&format!("{head}{ADA}TVL+020326:1220::1505+AAA+BBB+QQ+988:B'RCI+QQ:LATE01'{TAIL}"));
    assert_eq!((names(&m), m.refused.as_deref()), (vec!["EXAMPLE/ADA MAY".to_owned()], None));
    assert_eq!((m.persons[0].locator.as_deref(), has(&m, "missing-src")), (Some("LATE01"), true));
    let m = read(&format!("{}{START}{ADA}{TAIL}", HEAD.replace("TVL+020326:1220:1505+AAA+BBB+QQ+988'", "")));
    assert!(m.refused.unwrap().contains("no flight"));
    assert_eq!(m.persons.len(), 1);
    assert!(push(START).refused.unwrap().contains("no person"));
    let m = push(&format!("{START}{ADA}XYZ+1'IFT+'ORG'DAT'"));
    assert_eq!((m.persons.len(), has(&m, "unknown-segment")), (1, true));
}

#[test]
fn documents_find_their_traveller() {
    let ben = "TIF+EXAMPLE+BENMR:A:2'";
    let ada = "TIF+EXAMPLE+ADAMRS:A:1'";
    let docs = |name: &str, reference: &str| {
        format!("SSR+DOCS:HK:1:QQ:::::/P/FRA/X1/GBR/24DEC53/F/09NOV30/{name}{reference}'")
    };
    for (body, ada_has, ben_has) in [
        // By reference, from GR.1 and from GR.5; by name; the name wins over the place.
        (format!("{START}{}{ada}{ben}", docs("EXAMPLE/ADA", "+::1")), 1, 0),
        (format!("{START}{ada}{ben}{ITINERARY}{}", docs("EXAMPLE/BEN", "+::2")), 0, 1),
        (format!("{START}{}{ada}{ben}", docs("EXAMPLE/BEN", "")), 0, 1),
        (format!("{START}{ada}{}{ben}", docs("EXAMPLE/BEN", "")), 0, 1),
        (format!("{START}{ada}{}{ben}", docs("OTHER/SPELLING", "")), 1, 0),
        (format!("{START}{}{ada}{ben}", docs("OTHER/SPELLING", "")), 0, 0),
    ] {
        let m = push(&body);
        assert_eq!(
            (m.persons[0].documents.len(), m.persons[1].documents.len()),
            (ada_has, ben_has),
            "{body}"
        );
        assert_eq!(has(&m, "document-unassigned"), ada_has + ben_has == 0, "{body}");
    }
    let m = push(&format!("{START}{}{ada}", docs("OTHER/SPELLING", "")));
    assert_eq!(numbers(&m.persons[0]), ["X1"]);
    assert_eq!(m.persons[0].further, [("DOCS name".to_owned(), "OTHER/SPELLING".to_owned())]);
}

#[test]
fn an_infants_document_goes_to_the_infant() {
    let infant = "TIF+EXAMPLE+CIMSTR:IN:3'";
    let documents = "SSR+DOCS:HK::QQ:::::/P/FRA/BABY1/FRA/01JAN26/FI/09NOV30/EXAMPLE/CI'\
        SSR+DOCS:HK::QQ:::::/P/FRA/ADULT1/FRA/24DEC53/F/09NOV30/EXAMPLE/ADA'";
    let m = push(&format!("{START}TIF+EXAMPLE+ADAMRS:A:1'{documents}{infant}{ITINERARY}"));
    assert_eq!(names(&m), ["EXAMPLE/ADA", "EXAMPLE/CI"]);
    assert_eq!((numbers(&m.persons[0]), numbers(&m.persons[1])), (vec!["ADULT1"], vec!["BABY1"]));
    assert_eq!(m.persons[1].gender, Some(Gender::F));
}

#[test]
fn documents_in_odd_shapes() {
    let docs = |text: &str| push(&format!("{START}TIF+EXAMPLE+ADAMRS:A:1'SSR+{text}'"));
    let m = docs("DOCS:HK::QQ::::://FRA/X1/GBR/24DEC53/F/09NOV30/EXAMPLE/ADA");
    assert_eq!(
        (m.persons[0].documents[0].kind, m.persons[0].documents[0].issuer.unwrap().as_str()),
        (DocumentKind::Unknown, "FRA")
    );
    let m = docs("DOCS:HK::QQ:::::////GBR/24DEC53/F//EXAMPLE/ADA");
    assert_eq!((m.persons[0].documents.len(), m.persons[0].birth.is_some()), (0, true));
    let m = docs("DOCS:HK1/P/FR/X1/GB/24DEC53/F/09NOV30/EXAMPLE/ADA");
    assert_eq!((numbers(&m.persons[0]), m.persons[0].nationality.unwrap().as_str()), (vec!["X1"], "GBR"));
    let m = docs("DOCS:HK::QQ:::::/P/QQQ/X1/QQQ/99XYZ53/F/09NOV30/EXAMPLE/ADA");
    assert_eq!(
        (m.persons[0].documents[0].issuer, m.persons[0].birth, m.persons[0].further.len()),
        (None, None, 3)
    );
    let m = docs("DOCO:HK::QQ:::::/PARIS FR/V/V77/LONDON GBR/15APR25/USA'SSR+DOCA:HK::QQ:::::/R/FRA");
    let p = &m.persons[0];
    assert_eq!(
        (p.documents[0].kind, p.documents[0].issuer.unwrap().as_str(), p.documents[0].expiry),
        (DocumentKind::Visa, "USA", None)
    );
    assert_eq!(p.residence.unwrap().as_str(), "FRA");
    // A blank where a line was wrapped: the reservation's spelling stays.
    let m = docs("DOCS:HK::QQ:::::/P/FRA/X1/GBR/24DEC53/F/09NOV30/EXAM PLE/ADA");
    assert_eq!((names(&m)[0].as_str(), m.persons[0].further.len()), ("EXAMPLE/ADA", 0));
}

#[test]
fn flights_in_every_shape() {
    let prime = |tvl: &str| read(&format!("{}{START}{ADA}{TAIL}", HEAD.replace("020326:1220:1505", tvl)));
    let day = |d: i8, h: i8, m: i8| Some(date(2026, 3, d).at(h, m, 0, 0));
    for (tvl, departure, arrival) in [
        ("020326:1220", day(2, 12, 20), None),
        ("020326:1220:1505", day(2, 12, 20), day(2, 15, 5)),
        ("020326:1220::1505", day(2, 12, 20), day(2, 15, 5)),
        ("020326:1220:030326:0105", day(2, 12, 20), day(3, 1, 5)),
        ("020326:2320::0105", day(2, 23, 20), day(3, 1, 5)),
        ("020326:9999::1505", day(2, 0, 0), day(2, 15, 5)),
        ("020326", day(2, 0, 0), None),
    ] {
        let m = prime(tvl);
        assert_eq!((m.legs[0].departure, m.legs[0].arrival), (departure, arrival), "{tvl}");
    }
    // A codeshare is one flight: of the operating carrier, by TVL or by TRA.
    for operating in ["TVL+++++624:M'", "TRA+ZZ+624:M'"] {
        let m = push(&format!("{START}{ADA}TVL+030326:1335::2005+BBB+CCC+QQ:ZZ+8749:B'{operating}APD+777'"));
        let flights: Vec<String> = m.legs.iter().map(|l| format!("{}{}", l.carrier, l.number)).collect();
        assert_eq!(flights, ["QQ988", "ZZ624"], "{operating}");
    }
    // Open and surface segments are no flights.
    let m = push(&format!("{START}{ADA}TVL+030326+BBB+CCC+QQ+OPEN'TVL++BBB+DDD+ZZ+ARNK'"));
    assert_eq!(m.legs.len(), 1);
}

#[test]
fn seats_without_references_are_given_in_order_when_there_is_one_for_each() {
    let seats = |text: &str| {
        push(&format!(
            "{START}{ADA}{BEN}TVL+020326:1220::1505+AAA+BBB+QQ+988:B'SSR+SEAT:HK:2:QQ:::AAA:BBB{text}'"
        ))
    };
    let m = seats(":.03BN03AN");
    let given: Vec<_> = m.persons.iter().map(|p| p.seat.clone()).collect();
    assert_eq!(
        (given, has(&m, "seats-in-order")),
        (vec![Some("3B".to_owned()), Some("3A".to_owned())], true)
    );
    let m = seats("+12C");
    assert!(m.persons.iter().all(|p| p.seat.is_none()));
    let m = seats("+XXX::1+12C::2");
    assert_eq!((m.persons[0].seat.as_deref(), m.persons[1].seat.as_deref()), (None, Some("12C")));
}
