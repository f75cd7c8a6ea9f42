//! One box, many ways to fill it.

use jiff::civil::{Date, date};
use pc_name_match::Sought;
use pc_subject::{Field, Reading};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 22);

/// `name | birth | gender | nationality | numbers`.
fn brief(text: &str) -> String {
    let r = Reading::of(text, TODAY);
    let numbers: Vec<&str> = r.documents.iter().map(|d| d.number.as_str()).collect();
    let word = |o: Option<String>| o.unwrap_or_else(|| "-".to_owned());
    format!(
        "{} | {} | {} | {} | {}",
        r.name,
        word(r.birth.map(|b| b.to_string())),
        word(r.gender.map(|g| g.letter().to_string())),
        word(r.nationality.map(|n| n.to_string())),
        numbers.join(" ")
    )
}

#[test]
fn a_name_with_everything_beside_it() {
    for (text, expected) in [
        ("testanov ivo", "testanov ivo | - | - | - | "),
        ("TESTANOV, Ivo 1961-02-28 M BGR", "TESTANOV, Ivo | 1961-02-28 | M | BGR | "),
        ("Ivo Testanov 28.02.1961 bgr TST12345", "Ivo Testanov | 1961-02-28 | - | BGR | TST12345"),
        ("ТЕСТАНОВ Иво ٢٨/٠٢/١٩٦١", "ТЕСТАНОВ Иво | 1961-02-28 | - | - | "),
        ("name:May born:May 1961", "May | 1961-05 | - | - | "),
        ("Testanov nat:nor sex:f doc:610228", "Testanov | - | F | NOR | 610228"),
        ("AB 1234567 testanov", "testanov | - | - | - | AB1234567 1234567"),
        ("IMO 9187629", " | - | - | - | 9187629"),
        ("plate:AB-123-CD", " | - | - | - | AB-123-CD"),
        ("AB-123-CD", " | - | - | - | AB-123-CD"),
        ("testanov 1961-02-28 610228", "testanov | 1961-02-28 | - | - | 610228"),
    ] {
        assert_eq!(brief(text), expected, "{text}");
    }
}

#[test]
fn plates_in_groups() {
    for (text, expected) in [
        ("AB 123 CD", " | - | - | - | AB123CD"),
        ("testanov AB 123 CD", "testanov | - | - | - | AB123CD"),
        ("AB 123 CD testanov 1961-02-28", "testanov | 1961-02-28 | - | - | AB123CD"),
        ("34 ABC 123", " | - | - | - | 34ABC123"),
        ("LD12 ABC", " | - | - | - | LD12ABC"),
        ("1234 BCD", " | - | - | - | 1234BCD"),
        ("А 123 ВС 77", " | - | - | - | A123BC77"),
        ("AB 123 CD, Testanov", "Testanov | - | - | - | AB123CD"),
        ("AB 123 CD M", " | - | M | - | AB123CD"),
        ("AB 12 CD BGR", " | - | - | BGR | AB12CD"),
        ("plate: b ab 1234 testanov", "testanov | - | - | - | BAB1234"),
        ("plate:АВ1234СН", " | - | - | - | AB1234CH"),
        ("plate:AB-123-CD LI WEI", "LI WEI | - | - | - | AB-123-CD"),
        // It may be either.
        ("CB 1961 AB", "CB AB | 1961 | - | - | CB1961AB"),
        // Years beside short names, days of birth, nationalities, ages and numbers by themselves are what they were.
        ("IVO 1961 BGR", "IVO | 1961 | - | BGR | "),
        ("LI 1961 M", "LI | 1961 | M | - | "),
        ("WANG LI 1990 CN", "WANG LI CN | 1990 | - | - | LI1990CN"),
        ("LI 12 MAR 1961", "LI | 1961-03-12 | - | - | "),
        ("LI 03 1961", "LI 03 | 1961 | - | - | "),
        ("TESTANOV 12 1961 M", "TESTANOV 12 | 1961 | M | - | "),
        ("TESTANOV 12 MAI 1961", "TESTANOV 12 MAI | 1961 | - | - | "),
        ("TESTANOV 31 02 1961 M", "TESTANOV 31 02 | 1961 | M | - | "),
        ("IVO 3 05 1961", "IVO | 1961-05-03 | - | - | "),
        ("IVO 12 MAR 61", "IVO | 1961-03-12 | - | - | "),
        ("TESTANOV 12 MAI 61", "TESTANOV 12 MAI 61 | - | - | - | 12MAI61"),
        ("LI WEI 34", "LI WEI 34 | - | - | - | "),
        ("IVO 123", "IVO 123 | - | - | - | "),
        ("III 12", "III 12 | - | - | - | "),
        ("JOHN 123 LEE", "JOHN 123 LEE | - | - | - | "),
        ("1234 LEE", "1234 LEE | - | - | - | 1234LEE"),
        ("TST12345 BGR M", " | - | M | BGR | TST12345"),
        ("AB 1234567", " | - | - | - | AB1234567 1234567"),
    ] {
        assert_eq!(brief(text), expected, "{text}");
    }
}

#[test]
fn dates_as_people_write_them() {
    for (text, expected) in [
        ("1961-02-28", "1961-02-28"),
        ("28.02.1961", "1961-02-28"),
        ("28/2/61", "1961-02-28"),
        ("02/28/1961", "1961-02-28"),
        ("03/04/1961", "1961-04-03"),
        ("28 Feb 1961", "1961-02-28"),
        ("28FEB61", "1961-02-28"),
        ("February 28, 1961", "1961-02-28"),
        ("19610228", "1961-02-28"),
        ("28021961", "1961-02-28"),
        ("610228", "1961-02-28"),
        ("261122", "2026-11-22"),
        ("02/1961", "1961-02"),
        ("1961-02", "1961-02"),
        ("Feb 1961", "1961-02"),
        ("1961", "1961"),
        ("c1961", "c1961"),
        ("circa 1961", "c1961"),
        ("1959-1961", "1959/1961"),
    ] {
        let read = Reading::of(&format!("testanov {text}"), TODAY);
        assert_eq!(read.birth.map(|b| b.to_string()).as_deref(), Some(expected), "{text}: {read:?}");
        assert_eq!(read.name, "testanov", "{text}");
    }
    for text in ["2027", "31.02.1961", "1850"] {
        assert_eq!(Reading::of(text, TODAY).birth, None, "{text} is no date of birth");
    }
}

#[test]
fn whoever_says_which_years_can_be_reads_a_date_of_any_year() {
    for text in ["05.07.1861", "5 July 1861", "05071861", "18610705"] {
        assert_eq!(pc_subject::date(text, TODAY), None, "{text}: too long ago for the box");
        let read = pc_subject::any_date(text, TODAY);
        assert_eq!(read.map(|d| d.to_string()).as_deref(), Some("1861-07-05"), "{text}");
    }
    assert_eq!(pc_subject::any_date("28.02.1961", TODAY), pc_subject::date("28.02.1961", TODAY));
    for text in ["31.02.1961", "28.02.1961 or later", ""] {
        assert_eq!(pc_subject::any_date(text, TODAY), None, "{text}");
    }
}

#[test]
fn short_words_are_names_unless_something_else_stands_beside_them() {
    assert_eq!(brief("M TESTANOV"), "M TESTANOV | - | - | - | ");
    assert_eq!(brief("TESTANOV BGR"), "TESTANOV BGR | - | - | - | ");
    let ken = Reading::of("TESTANOV KEN 1961", TODAY);
    assert_eq!((ken.name.as_str(), ken.nationality), ("TESTANOV KEN", None));
    assert!(ken.notes[0].contains("nat:KEN"), "{:?}", ken.notes);
    assert!(Reading::of("19610228", TODAY).notes[0].contains("doc:19610228"));
}

#[test]
fn a_scanned_zone_fills_everything() {
    // The specimen of ICAO 9303, as a reader types it into the box: one line.
    let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    assert_eq!(brief(zone), "ERIKSSON, ANNA MARIA | 1974-08-12 | F | UTO | L898902C3");
}

#[test]
fn things_are_asked_for_unless_only_a_person_can_be_meant() {
    let things = |text: &str| Reading::of(text, TODAY).things();
    let ship = things("ocean sampler nat:PAN IMO 9074729").expect("a ship may be meant");
    assert_eq!((ship.kind, ship.full.as_deref()), (Sought::Thing, Some("ocean sampler")));
    assert_eq!((ship.nationality.is_some(), ship.documents.len()), (true, 1));
    assert_eq!(Reading::of("ocean sampler", TODAY).query().kind, Sought::Person);
    for text in ["ocean sampler 1961-02-28", "ocean sampler sex:F"] {
        assert_eq!(things(text), None, "{text}");
    }
}

#[test]
fn too_little_is_no_question() {
    for text in ["", "t", "1961-02-28", "M", "doc:12"] {
        assert!(!Reading::of(text, TODAY).enough(), "{text}");
    }
    for text in ["te", "王伟", "doc:1234"] {
        assert!(Reading::of(text, TODAY).enough(), "{text}");
    }
    for (text, alone) in
        [("28.02.1961", true), ("1961-02-28 sex:F", true), ("1961", false), ("te 1961-02-28", false)]
    {
        assert_eq!(Reading::of(text, TODAY).day_alone().is_some(), alone, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_is_read_and_no_word_is_lost(text in "\\PC{0,60}") {
        let read = Reading::of(&text, TODAY);
        let typed: usize = text.split([' ', '\t', '\n', ';', '|']).filter(|t| !t.is_empty()).count();
        let kept: usize = read.words.iter().map(|w| w.text.split(' ').count()).sum();
        prop_assert_eq!(typed, kept, "{:?}", read);
    }

    #[test]
    fn words_of_letters_are_always_the_name(words in prop::collection::vec("[a-z]{4,9}", 1..5)) {
        prop_assume!(words.iter().all(|w| !["visa", "plate", "passport", "circa", "about"].contains(&w.as_str())));
        let read = Reading::of(&words.join(" "), TODAY);
        prop_assert_eq!(read.name, words.join(" "));
        prop_assert!(read.words.iter().all(|w| w.field == Field::Name));
    }
}
