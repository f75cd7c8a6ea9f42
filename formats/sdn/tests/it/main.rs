//! The SDN reader on files written for the test, and, where they are at hand, on the published ones.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use pc_kernel::{Document, DocumentKind, Gender};
use pc_sdn::{locate, read};
use pc_watchlist::{Entry, NameKind, Schema, read_jsonl};
use proptest::prelude::*;

const SDN: &str = "101,\"EXAMPLAR, Ivo\",\"individual\",\"TEST\",\"Deputy\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 17 Nov 1970; alt. DOB circa 1969; nationality Egypt; alt. citizen Atlantis; Passport A123 (Egypt) expires 01 Jan 2030; a.k.a. ''IVO THE 'ONE'; Gender Male.\"\r\n\
102,\"SAMPLE TRADING\",-0- ,\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n\
103,\"GOOD HOPE\",\"vessel\",\"TEST\",-0- ,\"XYZ9\",\"Tanker\",\"100\",\"90\",\"Panama\",\"SAMPLE TRADING\",\"Vessel Registration Identification IMO 1234567.\"\r\n\
104,\"T-7\",\"aircraft\",\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Aircraft Tail Number ZZ-ABC.\"\r\n\
short,row\r\n\x1a";
const ALT: &str = "101,1,\"aka\",\"EXEMPLAR, Iwo\",-0- \r\n101,2,\"fka\",\"OLDNAME, Ivo\",-0- \r\n\
101,3,\"aka\",\"IVVY\",\"weak\"\r\n999,4,\"aka\",\"NOBODY\",-0- \r\n\x1a";
const ADD: &str =
    "101,1,\"1 Test Street\",\"Testville\",\"Testland\",-0- \r\n101,2,-0- ,-0- ,-0- ,-0- \r\n\x1a";

#[test]
fn the_three_files_make_entries() {
    let list = read(SDN.as_bytes(), Some(ALT.as_bytes()), Some(ADD.as_bytes()));
    let schemas: Vec<Schema> = list.entries.iter().map(|e| e.schema).collect();
    assert_eq!(schemas, [Schema::Person, Schema::Organization, Schema::Vessel, Schema::Aircraft]);
    let person = &list.entries[0];
    let names: Vec<(&str, NameKind)> = person.names.iter().map(|n| (n.value.as_str(), n.kind)).collect();
    assert_eq!(
        names,
        [
            ("EXAMPLAR, Ivo", NameKind::Primary),
            ("EXEMPLAR, Iwo", NameKind::Aka),
            ("OLDNAME, Ivo", NameKind::Aka),
            ("'IVO THE 'ONE", NameKind::Weak),
            ("IVVY", NameKind::Weak),
        ]
    );
    assert_eq!(person.gender, Some(Gender::M));
    assert!(!list.warnings.iter().any(|warning| warning.code == "no-aliases"));
    assert_eq!(person.births.iter().map(ToString::to_string).collect::<Vec<_>>(), ["1970-11-17", "c1969"]);
    assert_eq!(person.nationalities.iter().map(ToString::to_string).collect::<Vec<_>>(), ["EGY"]);
    assert_eq!(
        (person.documents[0].number.as_str(), person.documents[0].issuer.unwrap().as_str()),
        ("A123", "EGY")
    );
    assert_eq!(person.documents[0].expiry.unwrap().to_string(), "2030-01-01");
    let remarks = person.remarks.as_deref().unwrap();
    assert!(remarks.contains("Programme: TEST") && remarks.contains("1 Test Street, Testville, Testland"));
    assert_eq!(list.entries[1].remarks.as_deref(), Some("Programme: TEST"), "`-0- ` is nothing");
    let numbers: Vec<&str> = list.entries[2].documents.iter().map(|d| d.number.as_str()).collect();
    assert_eq!(numbers, ["XYZ9", "1234567"]);
    assert_eq!(list.entries[3].documents[0].number, "ZZ-ABC");
    let codes: Vec<&str> = list.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(codes, ["bad-country", "short-row", "orphan-row"]);
    let short = list.warnings.iter().find(|w| w.code == "short-row").unwrap();
    assert!(SDN[short.offset as usize..].trim_start().starts_with("short,row"));
}

#[test]
fn the_aliases_and_addresses_are_optional_and_latin_1_is_read() {
    let list = read(
        b"1,\"MU\xd1OZ, Ana\",\"individual\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n",
        None,
        None,
    );
    assert_eq!(list.entries[0].names[0].value, "MU\u{d1}OZ, Ana");
    let codes: Vec<&str> = list.warnings.iter().map(|warning| warning.code.as_str()).collect();
    assert_eq!(
        codes,
        ["no-aliases", "file-cut"],
        "an earlier import had them, and would lose them unseen; and no end mark"
    );
}

#[test]
fn a_number_that_stands_twice_and_rows_that_lack_something() {
    let row = |id: u32, name: &str| {
        format!("{id},{name},\"individual\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n")
    };
    let sdn = row(1, "\"EXAMPLAR, Ivo\"")
        + &row(1, "\"SAMPLER, Dagmar\"")
        + &row(2, "-0- ")
        + "3,\"MUSTER, Eva\"\r\n\u{1a}";
    let list = read(sdn.as_bytes(), Some(b"1,1,\"aka\",\"OTHER, Ivo\",-0- \r\n\x1a"), None);
    let codes: Vec<&str> = list.warnings.iter().map(|warning| warning.code.as_str()).collect();
    assert_eq!(codes, ["duplicate-entity", "no-name", "short-row"]);
    let twice = &list.warnings[0].text;
    for part in ["line 2", "line 1", "EXAMPLAR, Ivo", "SAMPLER, Dagmar"] {
        assert!(twice.contains(part), "{twice}");
    }
    assert!(list.warnings[2].text.contains("line 4"), "{}", list.warnings[2].text);
    assert_eq!(list.entries[0].names.len(), 2, "the aliases are of the first");
    assert_eq!(list.partial.iter().map(String::as_str).collect::<Vec<_>>(), ["2", "3"]);
    assert!(!list.cut);
}

#[test]
fn files_are_found_from_the_folder_and_from_sdn_csv() {
    let folder = std::env::temp_dir().join(format!("pc-sdn-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for name in ["SDN.CSV", "alt.csv", "other.csv"] {
        std::fs::write(folder.join(name), b"").unwrap();
    }
    let files = locate(&folder).unwrap();
    assert_eq!(files.sdn, folder.join("SDN.CSV"));
    assert_eq!((files.alt, files.add), (Some(folder.join("alt.csv")), None));
    assert_eq!(locate(&folder.join("sdn.csv")).map(|f| f.sdn), Some(folder.join("SDN.CSV")));
    assert_eq!(locate(&folder.join("other.csv")), None);
    std::fs::remove_dir_all(folder).unwrap();
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(sdn: Vec<u8>, alt: Vec<u8>) {
        read(&sdn, Some(&alt), Some(&alt));
    }

    #[test]
    fn no_remark_makes_it_panic(remark in "(DOB|Passport|a\\.k\\.a\\.|nationality|circa|[ ;'().0-9a-zé-])*") {
        read(format!("1,N,individual,,,,,,,,,\"{remark}\"\n").as_bytes(), None, None);
    }
}

/// The published files against another reading of the same edition.
#[test]
fn the_published_files_read_as_others_read_them() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let folder = data.join("lists/raw");
    let files = locate(&folder).expect("sdn.csv");
    let bytes = |path: PathBuf| std::fs::read(path).expect("file");
    let mine = read(&bytes(files.sdn), files.alt.map(bytes).as_deref(), files.add.map(bytes).as_deref());
    let theirs = read_jsonl(&std::fs::read(data.join("lists/ofac_persons.jsonl")).expect("persons"));
    let persons: Vec<_> = mine.entries.iter().filter(|e| e.schema == Schema::Person).collect();
    println!("{} entries, {} persons, {} warnings", mine.entries.len(), persons.len(), mine.warnings.len());
    for warning in mine.warnings.iter().take(20) {
        println!("  {} {}", warning.code, warning.text);
    }
    assert_eq!(persons.len(), theirs.entries.len());
    let fold = |s: &str| s.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let years = |e: &Entry| {
        e.births.iter().map(|b| (b.years().0.midpoint(b.years().1), b.day())).collect::<BTreeSet<_>>()
    };
    let countries = |e: &Entry| e.nationalities.iter().copied().collect::<BTreeSet<_>>();
    // The other reading has passports only, cuts quoted names at their first apostrophe, and joins some words
    // to numbers; so names with apostrophes are left out.
    let names_of = |e: &Entry, cut: &[String]| {
        let names = e.names.iter().filter(|n| n.kind != NameKind::Weak || !n.value.contains('\''));
        names.map(|n| fold(&n.value)).filter(|n| !cut.contains(n)).collect::<BTreeSet<_>>()
    };
    let numbers = |e: &Entry| {
        let of = e.documents.iter().filter(|d| d.kind == DocumentKind::Passport);
        of.map(Document::normal_number).collect::<BTreeSet<_>>()
    };
    let (mut names, mut births, mut nats, mut docs) = (0, 0, 0, 0);
    for (a, b) in persons.iter().zip(&theirs.entries) {
        assert_eq!(format!("OFAC-{}", a.id), b.id);
        let apostrophes = a.names.iter().filter(|n| n.kind == NameKind::Weak && n.value.contains('\''));
        let cut: Vec<String> = apostrophes
            .flat_map(|n| n.value.match_indices('\'').map(|(at, _)| fold(&n.value[..at])).collect::<Vec<_>>())
            .collect();
        names += usize::from(names_of(a, &cut) == names_of(b, &cut));
        births += usize::from(years(a) == years(b));
        nats += usize::from(countries(a) == countries(b));
        docs += usize::from(numbers(a) == numbers(b));
    }
    let all = persons.len();
    println!("equal of {all}: names {names}, births {births}, nationalities {nats}, passports {docs}");
    for (what, equal) in [("names", names), ("births", births), ("nationalities", nats), ("passports", docs)]
    {
        assert!(equal * 100 >= all * 99, "{what}: {equal} of {all}");
    }
}

/// Cut off anywhere, the published files say so, and no entry that counts says less than it did.
#[test]
fn the_published_files_cut_off_are_not_whole() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let bytes = |name: &str| std::fs::read(data.join("lists/raw").join(name)).expect("file");
    let (sdn, alt, add) = (bytes("sdn.csv"), bytes("alt.csv"), bytes("add.csv"));
    let whole = read(&sdn, Some(&alt), Some(&add));
    assert!(!whole.cut && whole.partial.is_empty(), "{:?}", whole.warnings);
    let known: BTreeMap<&str, &Entry> = whole.entries.iter().map(|e| (e.id.as_str(), e)).collect();
    for hundredth in [20, 55, 80, 99] {
        let part = |bytes: &[u8]| bytes[..bytes.len() * hundredth / 100].to_vec();
        let row = |bytes: &[u8]| bytes[..=part(bytes).iter().rposition(|b| *b == b'\n').unwrap()].to_vec();
        for (what, sdn, alt, add) in [
            ("sdn", part(&sdn), alt.clone(), add.clone()),
            ("sdn at a row", row(&sdn), alt.clone(), add.clone()),
            ("alt", sdn.clone(), part(&alt), add.clone()),
            ("alt at a row", sdn.clone(), row(&alt), add.clone()),
            ("add", sdn.clone(), alt.clone(), part(&add)),
        ] {
            let list = read(&sdn, Some(&alt), Some(&add));
            assert!(list.cut && list.warnings.len() < 100, "{what} {hundredth}: {}", list.warnings.len());
            for entry in list.entries.iter().filter(|e| !list.partial.contains(&e.id)) {
                assert_eq!(known[entry.id.as_str()], entry, "{what} {hundredth}");
            }
        }
    }
}
