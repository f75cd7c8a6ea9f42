//! No bytes make a reader panic; what is written is read back.

use pc_lists::{read_any, stream, together};
use pc_watchlist::{Name, NameKind, read_jsonl, write_jsonl};
use proptest::prelude::*;

use crate::data;

const FILES: [&str; 10] = [
    "un.xml",
    "eu.xml",
    "eu.csv",
    "uk-ofsi.csv",
    "uk-ofsi.xml",
    "uk.csv",
    "uk.xml",
    "targets.simple.csv",
    "entities.ftm.json",
    "own.csv",
];

/// Reads `bytes` every way there is.
fn exercise(name: &str, bytes: &[u8]) {
    let _ = read_any(&[(name, bytes)]);
    let _ = read_any(&[(name, bytes), ("m.toml", bytes)]);
    let _ = together(&[(name, bytes)]);
    if let Ok(read) = stream(name, None, || Ok(bytes)) {
        read.lines.for_each(drop);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes: Vec<u8>, name in "[a-z]{0,3}\\.(csv|xml|jsonl|toml)") {
        exercise(&name, &bytes);
    }

    #[test]
    fn no_damage_makes_it_panic(
        file in proptest::sample::select(&FILES[..]),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0_usize..40, "\\PC{0,4}|<[A-Za-z/]{0,4}>?|[\"&;,\n]"), 1..5),
    ) {
        let mut bytes = data(file);
        for (at, cut, put) in edits {
            let at = at.index(bytes.len() + 1);
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, put.bytes());
        }
        exercise(file, &bytes);
    }

    /// What an agency writes into its CSV is what the entry says.
    #[test]
    fn a_csv_says_what_was_written_into_it(
        surname in "[A-Z][a-z'\" ]{0,8}[a-z]",
        given in "[A-Z][a-z]{0,8}",
        alias in "[A-Z][a-z\"]{0,8}[a-z]",
        year in 1900_i16..2020,
        month in 1_u8..=12,
        day in 1_u8..=28,
    ) {
        let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let csv = format!("id,surname,given,nickname,dob\n1,{},{},{},{day:02}/{month:02}/{year}\n", quote(&surname), quote(&given), quote(&format!("\"{}\"", alias.replace('"', ""))));
        let list = read_any(&[("x.csv", csv.as_bytes())]).unwrap();
        let entry = &list.entries[0];
        let tidy = surname.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut expected = vec![Name { value: format!("{tidy}, {given}"), kind: NameKind::Primary }];
        expected.push(Name { value: alias.replace('"', ""), kind: NameKind::Weak });
        prop_assert_eq!(&entry.names, &expected);
        prop_assert_eq!(entry.births[0].to_string(), format!("{year}-{month:02}-{day:02}"));
    }
}

/// Every entry of every form goes through the project's own form unharmed.
#[test]
fn entries_of_every_form_are_written_and_read_back() {
    for file in &FILES[..9] {
        let entries = read_any(&[(*file, &data(file))]).unwrap().entries;
        let mut lines = Vec::new();
        for entry in &entries {
            write_jsonl(&mut lines, entry).unwrap();
        }
        let mut back = read_jsonl(&lines);
        // The own form states no kind of document beyond its words.
        for (a, b) in entries.iter().zip(&mut back.entries) {
            prop_assert_eq_documents(a, b);
        }
        assert_eq!(back.entries, entries, "{file}");
    }
}

fn prop_assert_eq_documents(a: &pc_watchlist::Entry, b: &mut pc_watchlist::Entry) {
    for (a, b) in a.documents.iter().zip(&mut b.documents) {
        b.kind = a.kind;
        b.stated.clone_from(&a.stated);
    }
}
