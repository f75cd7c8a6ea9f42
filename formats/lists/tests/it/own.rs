//! An agency's own CSV.

use pc_kernel::{DocumentKind, Gender};
use pc_lists::read_any;
use pc_watchlist::{
    NameKind::{Aka, Orig, Primary},
    Schema,
};

use crate::{births, codes, countries, data, names, numbers};

#[test]
fn by_a_mapping_file() {
    let (csv, mapping) = (data("own.csv"), data("own.map.toml"));
    let list = read_any(&[("own.csv", &csv), ("own.map.toml", &mapping)]).unwrap();
    assert_eq!((list.format, list.entries.len()), ("mapped-csv", 3));
    let person = &list.entries[0];
    assert_eq!((person.list.as_str(), person.id.as_str(), person.gender), ("OWN", "1", Some(Gender::M)));
    assert_eq!(
        names(person),
        [("Testanov, Ivor", Primary), ("Iwor Testanoff", Aka), ("Ивор Тестанов", Orig)]
    );
    assert_eq!(
        (births(person), countries(person)),
        (vec!["1961-02-28".to_owned(), "1962".to_owned()], vec!["EGY"])
    );
    assert_eq!((numbers(person), person.remarks.as_deref()), (vec!["T123456"], Some("Invented")));
    assert_eq!(list.entries[1].schema, Schema::Organization);
    assert_eq!(codes(&list), ["no-id", "bad-date", "bad-gender", "bad-country"]);
    assert!(list.warnings[0].text.starts_with("line 4:"), "{}", list.warnings[0].text);

    let json = br#"{"list": "OWN", "columns": {"id": "Case", "surname": "Family", "birth": "Born"}, "separator": "|"}"#;
    let list = read_any(&[("columns.json", json), ("own.csv", &csv)]).unwrap();
    assert_eq!((births(&list.entries[0]).len(), names(&list.entries[0])), (2, vec![("Testanov", Primary)]));
}

#[test]
fn by_the_names_of_its_columns() {
    let csv = "ID\tSurname\tGiven names\tDate of birth\tPassport no\tDocument type\tIssuing country\n7\tMuster\tEva Lis\t12/31/1970\tX1\t\tDEU\n";
    let list = read_any(&[("watch-2026-05.csv", csv.as_bytes())]).unwrap();
    let entry = &list.entries[0];
    assert_eq!((entry.list.as_str(), names(entry)), ("WATCH", vec![("Muster, Eva Lis", Primary)]));
    for (file, name) in [
        ("list1.csv", "LIST1"),
        ("mk2 (3).csv", "MK2"),
        ("list_v3.csv", "LIST_V3"),
        ("persons_20260528.csv", "PERSONS"),
        ("2026.csv", "2026"),
    ] {
        assert_eq!(read_any(&[(file, csv.as_bytes())]).unwrap().entries[0].list, name, "{file}");
    }
    assert_eq!(
        (entry.documents[0].kind, entry.documents[0].issuer.unwrap().as_str()),
        (DocumentKind::Passport, "DEU")
    );
    assert_eq!(codes(&list), ["bad-date"], "day before month, unless a mapping says otherwise");
    let mapping = b"date = \"mdy\"\n[columns]\nid = 'id'\nsurname = 'surname'\nbirth = 'date of birth'";
    let list = read_any(&[("a.csv", csv.as_bytes()), ("a.toml", mapping)]).unwrap();
    assert_eq!(births(&list.entries[0]), ["1970-12-31"]);
}

#[test]
fn a_wide_file_of_a_spreadsheet_and_latin_1() {
    let wide: Vec<u8> = "\u{feff}id\tname\r\n1\tИво\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read_any(&[("a.csv", &wide)]).unwrap().entries[0].names[0].value, "Иво");
    let latin = b"id;name\n1;M\xfcller\n";
    assert_eq!(read_any(&[("a.csv", latin)]).unwrap().entries[0].names[0].value, "Müller");
}

#[test]
fn a_bad_mapping_says_what_is_wrong() {
    let csv = data("own.csv");
    for (mapping, said) in [
        (
            "[columns]\nid = \"Number\"\nname = \"Family\"",
            "the column \"Number\" (for id) is not in the header, which has: Case, Family",
        ),
        (
            "[columns]\nid = \"Case\"\nbirthday = \"Born\"\nname = \"Family\"",
            "unknown field `birthday`, expected one of",
        ),
        ("[columns]\nname = \"Family\"", "no column for the id"),
        ("list = \"OWN\"", "write below [columns] which column means what, such as id = \"Case\""),
        ("[columns]\nid = \"Case\"", "no column for name, surname or document"),
        (
            "delimiter = \"ab\"\n[columns]\nid = \"Case\"\nname = \"Family\"",
            "delimiter must be one character",
        ),
        ("date = \"ymx\"\n[columns]\nid = \"Case\"\nname = \"Family\"", "date must be"),
        ("[columns\nid", "line 1"),
    ] {
        let error =
            read_any(&[("own.csv", &csv), ("own.map.toml", mapping.as_bytes())]).unwrap_err().to_string();
        assert!(error.starts_with("own.map.toml: ") && error.contains(said), "{said}: {error}");
    }
    let error = read_any(&[("x.csv", b"a,b\n1,2\n")]).unwrap_err().to_string();
    assert!(
        error.starts_with("x.csv, line 1: there is no column for the id") && error.contains("a, b"),
        "{error}"
    );
}
