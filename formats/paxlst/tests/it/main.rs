//! The reader against the structures of the guides and the flaws of the field. All data is made up.

mod properties;

use jiff::civil::{Date, date};
use pc_kernel::{DocumentKind, Gender, Role};
use pc_manifest::{Function, Message};

const TODAY: Date = date(2026, 5, 17);

const HEAD: &str =
    "UNB+UNOA:3+XX+GOV+260301:0900+7'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'NAD+MS+++OPERATIONS DESK'COM+555:TE'";
const FLIGHT: &str = "TDT+20+QQ0615'LOC+125+AAA'DTM+189:2603021200:201'LOC+87+BBB'DTM+232:2603021800:201'";
const PERSON: &str = "NAD+FL+++EXAMPLE:ADA:MAY'ATT+2++F'DTM+329:531224'LOC+178+CCC'LOC+179+BBB'LOC+174+GBR'NAT+2+FRA'\
    RFF+AVF:AB12CD'RFF+ABO:REF77'RFF+SEA:062J'DOC+P:110:111+X1234567'DTM+36:301109'LOC+91+FRA'DOC+V+V99'LOC+91+USA'";
const TAIL: &str = "CNT+42:1'UNT+23+1'UNZ+1+7'";

fn read(text: &str) -> Message {
    let lexed = pc_edifact::lex(text.as_bytes());
    let envelope = &lexed.interchanges[0];
    pc_paxlst::read(&lexed, envelope, &envelope.messages[0], TODAY)
}

fn whole(head: &str, flight: &str, person: &str) -> Message {
    read(&format!("{head}{flight}{person}{TAIL}"))
}

fn has(message: &Message, code: &str) -> bool {
    message.warnings.iter().any(|w| w.code == code)
}

#[test]
fn a_whole_message_gives_every_field_with_its_place() {
    let text = format!("{HEAD}{FLIGHT}{PERSON}{TAIL}");
    let m = read(&text);
    assert_eq!(
        (m.kind.as_str(), m.version.as_str(), m.function),
        ("PAXLST", "D:02B", Function::PassengerList)
    );
    assert_eq!(m.refused, None);
    let [leg] = &m.legs[..] else { panic!("{:?}", m.legs) };
    assert_eq!((leg.carrier.as_str(), leg.number.as_str(), leg.border), ("QQ", "615", true));
    assert_eq!((leg.from.as_deref(), leg.to.as_deref()), (Some("AAA"), Some("BBB")));
    assert_eq!(leg.departure, Some(date(2026, 3, 2).at(12, 0, 0, 0)));
    assert_eq!(leg.arrival, Some(date(2026, 3, 2).at(18, 0, 0, 0)));
    let [p] = &m.persons[..] else { panic!("{:?}", m.persons) };
    assert_eq!((p.surname.as_str(), p.given.as_str(), p.role), ("EXAMPLE", "ADA MAY", Role::Passenger));
    assert_eq!((p.gender, p.birth.unwrap().to_string().as_str()), (Some(Gender::F), "1953-12-24"));
    assert_eq!((p.nationality.unwrap().as_str(), p.residence.unwrap().as_str()), ("FRA", "GBR"));
    assert_eq!(
        (p.locator.as_deref(), p.reference.as_deref(), p.seat.as_deref()),
        (Some("AB12CD"), Some("REF77"), Some("62J"))
    );
    assert_eq!((p.embark.as_deref(), p.debark.as_deref()), (Some("CCC"), Some("BBB")));
    let [passport, visa] = &p.documents[..] else { panic!("{:?}", p.documents) };
    assert_eq!((passport.kind, passport.number.as_str()), (DocumentKind::Passport, "X1234567"));
    assert_eq!(
        (passport.issuer.unwrap().as_str(), passport.expiry.unwrap().to_string().as_str()),
        ("FRA", "2030-11-09")
    );
    assert_eq!((visa.kind, visa.issuer.unwrap().as_str(), visa.expiry), (DocumentKind::Visa, "USA", None));
    for (field, raw) in [
        ("surname", "EXAMPLE"),
        ("given", "ADA"),
        ("gender", "F"),
        ("birth", "531224"),
        ("nationality", "FRA"),
        ("residence", "GBR"),
        ("locator", "AB12CD"),
        ("reference", "REF77"),
        ("seat", "062J"),
        ("embark", "CCC"),
        ("debark", "BBB"),
        ("documents.0.kind", "P"),
        ("documents.0.number", "X1234567"),
        ("documents.0.expiry", "301109"),
        ("documents.0.issuer", "FRA"),
        ("documents.1.number", "V99"),
    ] {
        let span = p.sources.iter().find(|(f, _)| f == field).unwrap_or_else(|| panic!("{field}")).1;
        assert_eq!(span.of(text.as_bytes()), raw.as_bytes(), "{field}");
    }
    let about = String::from_utf8_lossy(p.span.of(text.as_bytes())).into_owned();
    assert!(about.starts_with("NAD+FL") && about.ends_with("LOC+91+USA'"), "{about}");
}

#[test]
fn the_flight_is_found_in_every_shape() {
    for (tdt, expected) in [
        ("TDT+20+QQ615", ("QQ", "615")),
        ("TDT+20+QQ615A+++QQ", ("QQ", "615A")),
        ("TDT+20+0615+++QQ", ("QQ", "615")),
        ("TDT+20+++++++QQ615", ("QQ", "615")),
        ("TDT+20++4+++++QQ 0615", ("QQ", "615")),
        ("TDT+34+Q7615", ("Q7", "615")),
        ("TDT+20+YY1", ("YY", "1")),
    ] {
        let m = whole(HEAD, &FLIGHT.replace("TDT+20+QQ0615", tdt), PERSON);
        assert_eq!((m.legs[0].carrier.as_str(), m.legs[0].number.as_str()), expected, "{tdt}");
        assert_eq!((m.legs.len(), m.refused.as_deref()), (1, None), "{tdt}");
    }
}

/// `from-to`, with `*` at the border leg.
fn route(m: &Message) -> String {
    let port = |p: &Option<String>| p.clone().unwrap_or("?".into());
    m.legs
        .iter()
        .map(|l| format!("{}-{}{}", port(&l.from), port(&l.to), if l.border { "*" } else { "" }))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn legs_in_one_tdt_equal_legs_in_several() {
    let first = "LOC+92+AAA'DTM+189:2603010800:201'LOC+92+BBB'DTM+232:2603011000:201'";
    let border = "LOC+125+BBB'DTM+189:2603011200:201'LOC+87+CCC'DTM+232:2603011900:201'";
    let last = "LOC+92+CCC'DTM+189:2603012100:201'LOC+92+DDD'DTM+232:2603012300:201'";
    let one = whole(HEAD, &format!("TDT+20+QQ1'{first}{border}{last}"), PERSON);
    let several = whole(HEAD, &format!("TDT+20+QQ1'{first}TDT+20+QQ1'{border}TDT+20+QQ1'{last}"), PERSON);
    assert_eq!(route(&one), "AAA-BBB BBB-CCC* CCC-DDD");
    let plain = |m: &Message| {
        m.legs.iter().cloned().map(|l| pc_manifest::Leg { span: None, ..l }).collect::<Vec<_>>()
    };
    assert_eq!(plain(&one), plain(&several));
    // The border leg stated as a 92 pair too: 125 and 87 win.
    let twice = whole(
        HEAD,
        &format!("TDT+20+QQ1'{}{border}", border.replace("125", "92").replace("87", "92")),
        PERSON,
    );
    assert_eq!(route(&twice), "BBB-CCC*");
    // A chain in which a middle port ends one leg and starts the next.
    let chain = "LOC+92+AAA'DTM+189:2603010800:201'LOC+92+BBB'DTM+232:2603011000:201'DTM+189:2603011200:201'LOC+92+CCC'DTM+232:2603011900:201'";
    let m = whole(HEAD, &format!("TDT+20+QQ1'{chain}"), PERSON);
    assert_eq!(route(&m), "AAA-BBB BBB-CCC");
    assert!(has(&m, "no-border-leg"));
    // Without times, places pair up; 130 only closes what is open.
    let m = whole(HEAD, "TDT+20+QQ1'LOC+92+AAA'LOC+92+BBB'LOC+130+BBB'", PERSON);
    assert_eq!(route(&m), "AAA-BBB");
    let m = whole(HEAD, "TDT+20+QQ1'LOC+125+AAA'LOC+130+BBB'", PERSON);
    assert_eq!(route(&m), "AAA-BBB*");
    // A round trip on one number, out of order, without times.
    let m = whole(HEAD, "TDT+20+QQ1'LOC+87+AAA'LOC+125+AAA'", PERSON);
    assert_eq!(route(&m), "?-AAA* AAA-?*");
}

#[test]
fn dates_in_every_format_and_impossible_ones() {
    for (dtm, expected) in [
        ("DTM+329:531224", Some("1953-12-24")),
        ("DTM+329:531224:101", Some("1953-12-24")),
        ("DTM+329:19531224:102", Some("1953-12-24")),
        ("DTM+329:241253:2", Some("1953-12-24")),
        ("DTM+329: 531224", Some("1953-12-24")),
        ("DTM+329+531224", Some("1953-12-24")),
        ("DTM+329:24DEC53", Some("1953-12-24")),
        ("DTM+329:530000", Some("1953")),
        ("DTM+329:539924", None),
        ("DTM+329:UNKNOWN", None),
    ] {
        let m = whole(HEAD, FLIGHT, &PERSON.replace("DTM+329:531224", dtm));
        assert_eq!(m.persons[0].birth.map(|b| b.to_string()).as_deref(), expected, "{dtm}");
        assert_eq!(has(&m, "bad-date"), expected.is_none(), "{dtm}");
    }
    let m = whole(HEAD, &FLIGHT.replace("2603021200", "2603022575"), PERSON);
    assert_eq!(m.legs[0].departure, Some(date(2026, 3, 2).at(0, 0, 0, 0)));
    assert!(has(&m, "no-time"));
}

#[test]
fn every_kind_of_person_is_one_and_other_parties_are_none() {
    for (qualifier, role, transit) in [
        ("FL", Role::Passenger, false),
        ("FM", Role::Crew, false),
        ("DDU", Role::Passenger, true),
        ("DDT", Role::Crew, true),
        ("VW", Role::Crew, false),
    ] {
        let m = whole(HEAD, FLIGHT, &PERSON.replace("NAD+FL", &format!("NAD+{qualifier}")));
        assert_eq!(
            (m.persons.len(), m.persons[0].role, m.persons[0].transit),
            (1, role, transit),
            "{qualifier}"
        );
    }
    let m = whole(HEAD, FLIGHT, &PERSON.replace("NAD+FL", "NAD+QX"));
    assert_eq!((m.persons.len(), has(&m, "unknown-qualifier")), (1, true));
    let m = whole(HEAD, FLIGHT, &format!("{PERSON}NAD+MS+++OFFICE'"));
    assert_eq!(m.persons.len(), 1);
}

#[test]
fn names_in_odd_places_stay_names() {
    for (nad, surname, given) in [
        ("NAD+FL+++EXAMPLE/ADA", "EXAMPLE", "ADA"),
        ("NAD+FL+++EXAMPLE:ADA:", "EXAMPLE", "ADA"),
        ("NAD+FL++EXAMPLE:ADA", "EXAMPLE", "ADA"),
        ("NAD+FL++++EXAMPLE:ADA", "EXAMPLE", "ADA"),
        ("NAD+FL+++EXAMPLE", "EXAMPLE", ""),
        ("NAD+FL+++VAN DER O?'EXAMPLE:ADA-MAY", "VAN DER O'EXAMPLE", "ADA-MAY"),
    ] {
        let m = whole(HEAD, FLIGHT, &PERSON.replace("NAD+FL+++EXAMPLE:ADA:MAY", nad));
        assert_eq!((m.persons[0].surname.as_str(), m.persons[0].given.as_str()), (surname, given), "{nad}");
        assert!(!m.persons[0].name_pending);
    }
    for nad in ["NAD+FL", "NAD+FL+++TBA"] {
        let m = whole(HEAD, FLIGHT, &PERSON.replace("NAD+FL+++EXAMPLE:ADA:MAY", nad));
        assert!(m.persons[0].name_pending, "{nad}");
        assert_eq!(m.persons[0].locator.as_deref(), Some("AB12CD"));
    }
}

#[test]
fn what_is_not_understood_is_kept_and_costs_nobody() {
    let strange = format!(
        "{PERSON}LOC+999+ZZZ'RFF+QQX:1'ATT+9++M'DTM+777:1'GEI+4+173'FTX+BAG+++1:2'XYZ+1:2'EMP+1+CR1'"
    );
    let m = whole(HEAD, FLIGHT, &strange);
    assert_eq!((m.persons.len(), m.refused.as_deref()), (1, None));
    let kept: Vec<&str> = m.persons[0].further.iter().map(|(k, _)| k.as_str()).collect();
    assert_eq!(kept, ["LOC", "RFF", "ATT", "DTM", "XYZ"]);
    assert_eq!(m.warnings.iter().filter(|w| w.code == "unknown-qualifier").count(), 4);
    // Documents: no kind, no number, no issuer, junk for a country; seats that are none.
    let m = whole(
        HEAD,
        FLIGHT,
        "NAD+FL+++EXAMPLE:ADA'NAT+2+QQQ'DOC++482'LOC+91+'DOC+P'RFF+SEA:XXX'DTM+36:181109'",
    );
    let p = &m.persons[0];
    assert_eq!(
        (p.documents[0].kind, p.documents[0].issuer, p.nationality),
        (DocumentKind::Unknown, None, None)
    );
    assert_eq!(
        (p.documents[1].number.as_str(), p.documents[1].expiry.unwrap().to_string().as_str()),
        ("", "2018-11-09")
    );
    assert_eq!(p.seat, None);
    assert!(has(&m, "unknown-country") && has(&m, "no-document-number"));
}

#[test]
fn equal_numbers_do_not_merge_people() {
    let m = whole(HEAD, FLIGHT, &format!("{PERSON}{PERSON}"));
    assert_eq!(m.persons.len(), 2);
    assert!(has(&m, "count-mismatch"));
    // Crew counted as passengers, and a separator mistaken: still a warning only.
    let m = read(&format!("{HEAD}{FLIGHT}{PERSON}CNT+41+1'UNT+22+1'UNZ+1+7'"));
    assert_eq!((m.persons.len(), has(&m, "count-mismatch")), (1, true));
}

#[test]
fn only_a_message_without_flight_or_person_is_refused() {
    let m = whole(HEAD, "", PERSON);
    assert!(m.refused.as_deref().unwrap().contains("no flight"));
    assert_eq!(m.persons.len(), 1);
    assert!(whole(HEAD, FLIGHT, "").refused.unwrap().contains("no person"));
    let head = |bgm: &str| HEAD.replace("BGM+745", bgm);
    for (bgm, function) in [("BGM+266+XF", Function::FlightCancelled), ("BGM+266+CLNB", Function::NotOnBoard)]
    {
        let m = whole(&head(bgm), FLIGHT, "");
        assert_eq!((m.function, m.refused), (function, None), "{bgm}");
    }
    let m = whole(&head("BGM+336+G"), "", &PERSON.replace("FL", "FM"));
    assert_eq!((m.function, m.refused), (Function::MasterCrewList, None));
    let m = whole(&head("BGM+999"), FLIGHT, PERSON);
    assert_eq!((m.function, has(&m, "unknown-function"), m.refused), (Function::Unknown, true, None));
}

#[test]
fn a_part_of_a_list_is_a_change() {
    let m = whole(&HEAD.replace("IATA'", "IATA+ACCESS+01:C'"), FLIGHT, PERSON);
    assert_eq!((m.function, has(&m, "partial-list")), (Function::Change, true));
    let m = whole(&HEAD.replace("IATA'", "IATA+ACCESS+01:F'"), FLIGHT, PERSON);
    assert_eq!(m.function, Function::PassengerList);
}

#[test]
fn the_birth_century_is_measured_from_the_message() {
    let old = HEAD.replace("260301", "101209");
    let m = whole(&old, FLIGHT, &PERSON.replace("531224", "120712"));
    assert_eq!(m.persons[0].birth.unwrap().to_string(), "1912-07-12");
    let m = whole(HEAD, FLIGHT, &PERSON.replace("531224", "120712"));
    assert_eq!(m.persons[0].birth.unwrap().to_string(), "2012-07-12");
}

#[test]
fn the_legacy_form_lists_people_too() {
    let m = whole(
        &HEAD.replace("D:02B", "001:000"),
        FLIGHT,
        "UNS+D'PDT+P/X123:301109:FRA+EXAMPLE:ADA:MAY+531224:F+PAX+AAA:BBB'",
    );
    let p = &m.persons[0];
    assert_eq!((p.surname.as_str(), p.given.as_str(), p.gender), ("EXAMPLE", "ADA MAY", Some(Gender::F)));
    assert_eq!(p.birth.unwrap().to_string(), "1953-12-24");
    assert_eq!((p.documents[0].number.as_str(), p.documents[0].issuer.unwrap().as_str()), ("X123", "FRA"));
    assert_eq!(p.documents[0].expiry.unwrap().to_string(), "2030-11-09");
}
