//! The lists of the United Nations, the European Union, the United Kingdom and OpenSanctions.

use pc_kernel::{DocumentKind, Gender};
use pc_watchlist::{
    NameKind::{Aka, Orig, Primary, Weak},
    Schema,
};

use crate::{births, codes, countries, data, names, numbers, read};

#[test]
fn the_united_nations_xml() {
    let list = read("un.xml");
    assert_eq!(
        (list.format, list.published.as_deref(), list.cut),
        ("un-xml", Some("2026-05-17T00:00:00.000Z"), false)
    );
    let ids: Vec<&str> = list.entries.iter().map(|e| e.id.as_str()).collect();
    assert_eq!(ids, ["TSi.001", "9000003", "TSe.001"], "the broken record costs only itself");
    let person = &list.entries[0];
    assert_eq!((person.list.as_str(), person.schema, person.gender), ("UN", Schema::Person, Some(Gender::M)));
    assert_eq!(
        names(person),
        [
            ("IVOR TESTANOV EXAMPLAR", Primary),
            ("Ивор Тестанов", Orig),
            ("Iwor Testanoff", Aka),
            ("The Example", Weak),
            ("The Sample", Weak),
        ]
    );
    assert_eq!(births(person), ["1961-02-28", "c1962", "1963/1965"]);
    assert_eq!(countries(person), ["PRK"]);
    assert_eq!(numbers(person), ["T 123456", "77-88"]);
    assert_eq!(person.documents[0].issuer.unwrap().as_str(), "EGY");
    assert_eq!(person.documents[1].kind, DocumentKind::Identity);
    let remarks = person.remarks.as_deref().unwrap();
    assert!(remarks.contains("Written & invented for a test.") && remarks.contains("Designation: Colonel"));
    assert_eq!(list.entries[2].schema, Schema::Organization);
    assert_eq!(codes(&list), ["bad-date", "bad-country", "bad-record", "unknown-name-kind"]);
    assert!(list.warnings[2].text.starts_with("line 32:"), "{}", list.warnings[2].text);
    let file = String::from_utf8(data("un.xml")).unwrap();
    assert!(file[list.warnings[2].offset as usize..].starts_with("<INDIVIDUAL>\n      <DATAID>9000002"));
}

#[test]
fn the_european_union_xml_and_csv() {
    let list = read("eu.xml");
    assert_eq!((list.format, list.published.as_deref()), ("eu-xml", Some("2026-05-17T10:00:00.000+02:00")));
    let person = &list.entries[0];
    assert_eq!(
        (person.id.as_str(), person.schema, person.gender),
        ("EU.9001.1", Schema::Person, Some(Gender::M))
    );
    assert_eq!(
        names(person),
        [
            ("Testanov, Ivor E.", Primary),
            ("Ивор Тестанов", Orig),
            ("Iwor Testanoff", Aka),
            ("The Example", Weak)
        ]
    );
    assert_eq!(births(person), ["1961-02-28", "c1962", "1963/1965"]);
    assert_eq!((countries(person), numbers(person)), (vec!["EGY"], vec!["T123456"]));
    assert_eq!(person.documents[0].expiry.unwrap().to_string(), "2030-01-01");
    let remarks = person.remarks.as_deref().unwrap();
    for part in
        ["Programme: TEST", "Function: Deputy", "T123456: reported lost", "1 Test Street, Testville, EGYPT"]
    {
        assert!(remarks.contains(part), "{part} in {remarks}");
    }
    assert_eq!(list.entries[1].names[0].value, "Sample Trading \"Samco\" Co., Ltd");
    assert_eq!(codes(&list), ["bad-date"], "the other calendar");

    let rows = read("eu.csv");
    assert_eq!((rows.format, rows.published.as_deref()), ("eu-csv", Some("2026-05-17")));
    assert_eq!(codes(&rows), [] as [&str; 0]);
    assert_eq!(rows.entries.len(), 2);
    let same = &rows.entries[0];
    assert_eq!(same.id, person.id, "an entry has one id in both forms");
    assert_eq!(names(same), [("Testanov, Ivor E.", Primary), ("Ивор Тестанов", Orig)]);
    assert_eq!(
        (births(same), countries(same), numbers(same)),
        (vec!["1961-02".to_owned()], vec!["EGY"], vec!["T123456"])
    );
    assert_eq!(rows.entries[1].schema, Schema::Organization);
}

#[test]
fn the_older_european_csv_by_its_other_columns() {
    let file = "Date_file;Entity_logical_id;Subject_type;Programme;Naal_lastname;Naal_firstname;Naal_middlename;Naal_wholename;Naal_gender;Entity_logical_id;Birt_date;Citi_country;Iden_number\n17/05/2026;9001;P;TEST;Testanov;Ivor;;Ivor Testanov;M;9001;1961-02-28;EGY;T123 (passport-National passport)\n";
    let list = pc_lists::read_any(&[("old.csv", file.as_bytes())]).unwrap();
    assert_eq!((list.format, list.entries[0].id.as_str()), ("eu-csv", "9001"));
    assert_eq!(names(&list.entries[0]), [("Testanov, Ivor", Primary)]);
    assert_eq!(numbers(&list.entries[0]), ["T123"]);
    assert_eq!(
        (births(&list.entries[0]), countries(&list.entries[0])),
        (vec!["1961-02-28".to_owned()], vec!["EGY"])
    );
}

#[test]
fn the_united_kingdoms_consolidated_list() {
    let list = read("uk-ofsi.csv");
    assert_eq!((list.format, list.published.as_deref()), ("uk-ofsi-csv", Some("2026-05-17")));
    assert_eq!(codes(&list), [] as [&str; 0]);
    let person = &list.entries[0];
    assert_eq!(
        (person.id.as_str(), person.list.as_str(), person.gender),
        ("90001", "UK-OFSI", Some(Gender::M))
    );
    assert_eq!(
        names(person),
        [
            ("TESTANOV, Ivor E.", Primary),
            ("TESTANOFF, Iwor", Aka),
            ("Ивор Тестанов", Orig),
            ("THE EXAMPLE", Weak)
        ]
    );
    assert_eq!(births(person), ["1961-02-28", "1962", "1963-03"]);
    assert_eq!((countries(person), numbers(person)), (vec!["EGY", "TCD"], vec!["T123456", "T777", "77-88"]));
    let schemas: Vec<Schema> = list.entries.iter().map(|e| e.schema).collect();
    assert_eq!(schemas, [Schema::Person, Schema::Organization, Schema::Vessel]);
    assert_eq!(names(&list.entries[2]), [("GOOD HOPE", Primary)], "somebody's only name is the primary one");

    let xml = read("uk-ofsi.xml");
    assert_eq!((xml.format, xml.entries.len()), ("uk-ofsi-xml", 1));
    assert_eq!(names(&xml.entries[0]), [("TESTANOV, Ivor", Primary), ("THE EXAMPLE", Weak)]);
    assert_eq!(
        (births(&xml.entries[0]), xml.entries[0].gender),
        (vec!["1961-02-28".to_owned()], Some(Gender::M))
    );
}

#[test]
fn the_uk_sanctions_list() {
    for name in ["uk.csv", "uk.xml"] {
        let list = read(name);
        assert_eq!(list.published.as_deref(), Some("2026-05-17"), "{name}");
        let person = &list.entries[0];
        assert_eq!(
            (person.id.as_str(), person.list.as_str(), person.schema),
            ("TST0001", "UK", Schema::Person),
            "{name}"
        );
        let mut known = names(person);
        known.sort_by_key(|(_, kind)| *kind);
        assert_eq!(
            known,
            [("TESTANOV, Ivor E.", Primary), ("The Example", Weak), ("Ивор Тестанов", Orig)],
            "{name}"
        );
        assert_eq!(person.births[0].years(), (1961, 1961), "{name}");
        assert_eq!(countries(person), ["EGY"], "{name}");
        assert!(numbers(person).contains(&"T123456"), "{name}");
        let ship = &list.entries[1];
        assert_eq!(
            (ship.schema, numbers(ship), countries(ship)),
            (Schema::Vessel, vec!["1234567"], vec!["PAN"]),
            "{name}"
        );
    }
    assert_eq!(codes(&read("uk.xml")), ["bad-date"]);
    assert_eq!(read("uk.xml").entries[0].gender, Some(Gender::F));
}

#[test]
fn opensanctions_targets() {
    let list = read("targets.simple.csv");
    assert_eq!((list.format, list.entries.len()), ("opensanctions-csv", 3));
    let person = &list.entries[0];
    assert_eq!(person.list, "TEST LIST", "a list is called after its data set");
    assert_eq!(
        names(person),
        [
            ("Ivor Testanov", Primary),
            ("Iwor Testanoff", Aka),
            ("Testanov; Ivor", Aka),
            ("Ивор Тестанов", Orig)
        ]
    );
    assert_eq!(
        (births(person), countries(person)),
        (vec!["1961-02-28".to_owned(), "1962".to_owned()], vec!["EGY", "GBR"])
    );
    assert_eq!(numbers(person), ["T123456", "77-88"]);
    assert_eq!(codes(&list), ["unknown-schema", "bad-date", "bad-country"]);
    assert!(list.warnings[1].text.starts_with("line 4: entry T-3:"), "{}", list.warnings[1].text);
}

#[test]
fn follow_the_money_entities() {
    let list = read("entities.ftm.json");
    assert_eq!((list.format, list.entries.len()), ("ftm-jsonl", 4));
    let person = &list.entries[0];
    assert_eq!((person.list.as_str(), person.gender), ("TEST", Some(Gender::M)));
    assert_eq!(
        names(person),
        [("Ivor Testanov", Primary), ("Ивор Тестанов", Orig), ("Iwor Testanoff", Aka), ("The Example", Weak)]
    );
    assert_eq!((births(person), countries(person)), (vec!["1961-02-28".to_owned()], vec!["EGY"]));
    assert_eq!(
        numbers(person),
        ["T123456", "ID-9", "77-88"],
        "papers come to their holder, before or after it"
    );
    assert_eq!(person.documents[0].expiry.unwrap().to_string(), "2030-01-01");
    assert_eq!((list.entries[1].schema, numbers(&list.entries[1])), (Schema::Vessel, vec!["1234567"]));
    assert_eq!(countries(&list.entries[2]), ["RKS"], "a country of another sort is better than none");
    assert_eq!(names(&list.entries[3]), [("Muster, Eva", Primary)]);
    assert_eq!(codes(&list), ["unknown-schema", "bad-line"]);
}
