//! The JSON-lines form: what a line means, what a bad one costs, and that what was written is read back.

use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate};
use pc_watchlist::{Entry, JsonLines, Name, NameKind, Schema, read_jsonl, write_jsonl};
use proptest::prelude::*;

#[test]
fn a_full_line_is_an_entry() {
    let line = r#"{"id":"T-1","list":"TEST","schema":"Person","names":[{"v":"Ivo E.","k":"weak"},{"v":"EXAMPLAR, Ivo","k":"primary"},{"v":"Иво","k":"orig"}],"gender":"Male","dob":["1970-11-17","c1969","1965/1967","1970-11-17"],"nat":["Egypt","EGY","de"],"docs":[{"t":"Passport","n":"A 123","c":"Korea, North"},{"n":77}],"remarks":"armed"}"#;
    let read = read_jsonl(line.as_bytes());
    assert_eq!(read.warnings, []);
    let entry = &read.entries[0];
    assert_eq!((entry.id.as_str(), entry.list.as_str(), entry.schema), ("T-1", "TEST", Schema::Person));
    let kinds: Vec<NameKind> = entry.names.iter().map(|n| n.kind).collect();
    assert_eq!(kinds, [NameKind::Primary, NameKind::Weak, NameKind::Orig], "the primary name comes first");
    assert_eq!(entry.gender, Some(Gender::M));
    assert_eq!(entry.births.len(), 3);
    assert_eq!(entry.nationalities.iter().map(Country::as_str).collect::<Vec<_>>(), ["EGY", "DEU"]);
    assert_eq!(entry.documents[0].issuer.unwrap().as_str(), "PRK");
    assert_eq!((entry.documents[1].kind, entry.documents[1].number.as_str()), (DocumentKind::Unknown, "77"));
    assert_eq!(entry.remarks.as_deref(), Some("armed"));
}

#[test]
fn a_bad_line_costs_itself_and_a_bad_value_only_that_value() {
    let good = r#"{"id":"1","list":"T","schema":"Person","names":[{"v":"A","k":"primary"}]}"#;
    let values = r#"{"id":"2","list":"T","schema":"Starship","names":[{"v":"B","k":"odd"},{"v":" ","k":"aka"}],"gender":"?","dob":["1961-02-30","1961"],"nat":["Atlantis","FR"],"docs":[{"t":"Passport","n":"","c":""},{"t":"Passport","n":"1","c":"Nowhere","x":"soon"}]}"#;
    let file =
        format!("\u{feff}{good}\r\n\n{{\"id\": oops\n{values}\n{{\"id\":\"\",\"list\":\"T\"}}\n{good}");
    let read = read_jsonl(file.as_bytes());
    assert_eq!(read.entries.iter().map(|e| e.id.as_str()).collect::<Vec<_>>(), ["1", "2", "1"]);
    let entry = &read.entries[1];
    assert_eq!((entry.schema, entry.names.len(), entry.gender), (Schema::Other, 1, None));
    assert_eq!(entry.births, ["1961".parse().unwrap()]);
    assert_eq!(entry.nationalities.iter().map(Country::as_str).collect::<Vec<_>>(), ["FRA"]);
    assert_eq!(
        (entry.documents.len(), entry.documents[0].issuer, entry.documents[0].expiry),
        (1, None, None)
    );
    let codes: Vec<&str> = read.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(
        codes,
        [
            "bad-line",
            "unknown-name-kind",
            "empty-name",
            "unknown-schema",
            "bad-gender",
            "bad-date",
            "bad-country",
            "empty-document",
            "bad-country",
            "bad-date",
            "no-id",
        ]
    );
    assert!(read.warnings[0].text.starts_with("line 3 "), "{}", read.warnings[0].text);
    assert!(read.warnings[1].text.starts_with("line 4: "), "{}", read.warnings[1].text);
    assert!(file[read.warnings[0].offset as usize..].starts_with("{\"id\": oops"));
}

#[test]
fn lines_come_one_at_a_time() {
    let mut lines = JsonLines::new(&b"{\"id\":\"1\",\"list\":\"T\",\"names\":[{\"v\":\"A\"}]}\n\xff\n"[..]);
    assert_eq!(lines.next().unwrap().unwrap().entry.unwrap().schema, Schema::Person);
    assert_eq!(lines.next().unwrap().unwrap().warnings.len(), 1);
    assert!(lines.next().is_none());
}

fn entries() -> impl Strategy<Value = Entry> {
    let name =
        ("[^\\s]\\PC{0,12}", prop_oneof![Just(NameKind::Aka), Just(NameKind::Weak), Just(NameKind::Orig)]);
    let dates = ["1961-02-28", "1961-02", "1961", "c1961", "1959/1961"];
    let countries = ["EGY", "RKS", "XXA", "DEU"];
    let document = ("[A-Z0-9]{1,9}", proptest::sample::select(&["Passport", "Cedula No."][..]));
    (
        "[a-zA-Z0-9-]{1,8}",
        proptest::collection::vec(name, 1..4),
        proptest::option::of(prop_oneof![Just(Gender::F), Just(Gender::M), Just(Gender::X)]),
        proptest::sample::subsequence(dates.to_vec(), 0..3),
        proptest::sample::subsequence(countries.to_vec(), 0..3),
        proptest::collection::vec(document, 0..3),
        proptest::option::of("\\PC{0,20}"),
    )
        .prop_map(|(id, names, gender, births, nationalities, documents, remarks)| Entry {
            id,
            list: "T".to_owned(),
            schema: Schema::Person,
            names: names.into_iter().map(|(value, kind)| Name { value, kind }).collect(),
            gender,
            births: births.into_iter().map(|d| d.parse::<PartialDate>().unwrap()).collect(),
            nationalities: nationalities.into_iter().map(|c| c.parse().unwrap()).collect(),
            documents: documents
                .into_iter()
                .map(|(number, stated)| Document {
                    kind: pc_watchlist::document_kind(stated),
                    stated: Some(stated.to_owned()),
                    number,
                    issuer: None,
                    expiry: None,
                })
                .collect(),
            remarks,
        })
}

proptest! {
    #[test]
    fn what_was_written_is_read_back(entries in proptest::collection::vec(entries(), 0..5)) {
        let mut file = Vec::new();
        for entry in &entries {
            write_jsonl(&mut file, entry).unwrap();
        }
        let read = read_jsonl(&file);
        prop_assert_eq!(read.warnings, []);
        prop_assert_eq!(read.entries, entries);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>) {
        read_jsonl(&bytes);
    }
}
