//! The command line, as another program would use it.

use std::process::{Command, Output};

use serde_json::Value;

use crate::paxlst::{WATCHLIST, list};

fn portcullis(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_portcullis")).args(args).output().unwrap()
}

struct Files {
    dir: tempfile::TempDir,
}

impl Files {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("list.jsonl"), WATCHLIST).unwrap();
        std::fs::create_dir(dir.path().join("inbox")).unwrap();
        let people = [
            ("TESTANOV", "IVO", "610228", "M", "BGR", "TST12345"),
            ("CLEANSEN", "ANNA", "900101", "F", "NOR", "NOR77777"),
        ];
        std::fs::write(dir.path().join("inbox/a.edi"), list("745", &people)).unwrap();
        Self { dir }
    }

    fn path(&self, name: &str) -> String {
        self.dir.path().join(name).display().to_string()
    }
}

#[test]
fn screen_prints_people_and_hits_as_json() {
    let files = Files::new();
    let output = portcullis(&[
        "screen",
        "--list",
        &files.path("list.jsonl"),
        "--format",
        "json",
        &files.path("inbox"),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let out: Value = serde_json::from_slice(&output.stdout).unwrap();
    let message = &out["messages"][0];
    assert_eq!(message["kind"], "PAXLST");
    assert_eq!(message["refused"], Value::Null);
    assert_eq!(
        message["flights"][0],
        serde_json::json!({"carrier": "Z9", "number": "123", "from": "OSL", "to": "VNO",
            "departure": "2026-03-01T10:00:00", "arrival": "2026-03-01T13:00:00"})
    );
    assert_eq!(
        message["persons"][0],
        serde_json::json!({"role": "passenger", "surname": "TESTANOV", "given": "IVO", "birth": "1961-02-28",
            "gender": "M", "nationality": "BGR", "locator": null, "seat": null,
            "documents": [{"type": "P", "number": "TST12345", "issuer": "BGR", "expiry": "2030-01-01"}]})
    );
    let hits = out["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!((&hits[0]["person"], &hits[0]["entry"]), (&serde_json::json!(0), &serde_json::json!("S-1")));
    assert!(!hits[0]["reasons"].as_array().unwrap().is_empty());
}

#[test]
fn screen_says_by_its_exit_status_what_happened() {
    let files = Files::new();
    std::fs::write(files.dir.path().join("inbox/b.edi"), "nonsense").unwrap();
    let list = files.path("list.jsonl");
    let refused = portcullis(&["screen", "--list", &list, &files.path("inbox")]);
    assert_eq!(refused.status.code(), Some(1));
    let text = String::from_utf8_lossy(&refused.stdout).into_owned();
    assert!(text.contains("REFUSED") && text.contains("TESTANOV"), "the good message is not lost: {text}");
    for args in [
        vec!["screen", &files.path("inbox")],
        vec!["screen", "--list", &list, "/nowhere"],
        vec!["screen", "--list", "/nowhere", &files.path("inbox")],
        vec!["screen", "--list", &list, "--threshold", "7", &files.path("inbox")],
        vec!["no-such-command"],
    ] {
        let output = portcullis(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

#[test]
fn a_folder_of_lists_in_several_forms_is_screened_and_loaded() {
    let files = Files::new();
    let lists = files.dir.path().join("lists");
    std::fs::create_dir(&lists).unwrap();
    let un = "<CONSOLIDATED_LIST dateGenerated=\"2026-05-17\"><INDIVIDUALS><INDIVIDUAL><REFERENCE_NUMBER>TSi.1</REFERENCE_NUMBER>\
        <FIRST_NAME>IVO</FIRST_NAME><SECOND_NAME>TESTANOV</SECOND_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>";
    std::fs::write(lists.join("un.xml"), un).unwrap();
    std::fs::write(lists.join("own.csv"), "Nr;Fam;Vor\n1;TESTANOV;IVO\n").unwrap();
    let mapping = "list = 'OWN'\n[columns]\nid = 'Nr'\nsurname = 'Fam'\ngiven = 'Vor'\n";
    std::fs::write(lists.join("own.map.toml"), mapping).unwrap();
    std::fs::write(lists.join("notes.txt"), "no list").unwrap();
    let folder = files.path("lists");
    let screened = portcullis(&["screen", "--list", &folder, "--format", "json", &files.path("inbox")]);
    let said = String::from_utf8_lossy(&screened.stderr).into_owned();
    assert_eq!(screened.status.code(), Some(0), "{said}");
    assert!(said.contains("notes.txt: passed over"), "{said}");
    let out: serde_json::Value = serde_json::from_slice(&screened.stdout).unwrap();
    let mut hits: Vec<&str> =
        out["hits"].as_array().unwrap().iter().map(|h| h["list"].as_str().unwrap()).collect();
    hits.sort_unstable();
    assert_eq!(hits, ["OWN", "UN"]);

    let loaded = portcullis(&["load", "--data", &files.path("data"), "--list", &folder]);
    let said = String::from_utf8_lossy(&loaded.stdout).into_owned();
    assert!(said.contains("UN: 1 added") && said.contains("OWN: 1 added"), "{said}");

    std::fs::write(lists.join("own.map.toml"), mapping.replace("'Vor'", "'Vorname'")).unwrap();
    let wrong = portcullis(&["screen", "--list", &files.path("lists/own.csv"), &files.path("inbox")]);
    let said = String::from_utf8_lossy(&wrong.stderr).into_owned();
    assert_eq!(wrong.status.code(), Some(2));
    assert!(
        said.contains("own.map.toml")
            && said.contains("\"Vorname\" (for given)")
            && said.contains("Nr, Fam, Vor"),
        "{said}"
    );
}

#[test]
fn load_then_verify_then_a_changed_byte_is_found() {
    let files = Files::new();
    let data = files.path("data");
    let loaded = portcullis(&[
        "load",
        "--data",
        &data,
        "--ports",
        "VNO",
        "--list",
        &files.path("list.jsonl"),
        "--message",
        &files.path("inbox"),
    ]);
    assert_eq!(loaded.status.code(), Some(0), "{}", String::from_utf8_lossy(&loaded.stderr));
    let verified = portcullis(&["verify", "--data", &data]);
    let text = String::from_utf8_lossy(&verified.stdout).into_owned();
    assert_eq!(verified.status.code(), Some(0), "{text}");

    // One byte of an entry: the name of the import's cause, which stands in clear in the journal only.
    let path = files.dir.path().join("data/portcullis.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let needle = b"administration";
    let places: Vec<usize> =
        (0..bytes.len() - needle.len()).filter(|i| &bytes[*i..*i + needle.len()] == needle).collect();
    assert!(!places.is_empty(), "the purpose stands in the journal");
    bytes[places[0]] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let broken = portcullis(&["verify", "--data", &data]);
    let text = String::from_utf8_lossy(&broken.stdout).into_owned();
    assert_eq!(broken.status.code(), Some(1), "{text}");
    assert!(text.starts_with("entry "), "{text}");
}

#[test]
fn help_and_version_are_there() {
    let help = portcullis(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&help.stdout).contains("Examples:"));
    assert!(portcullis(&["--version"]).stdout.starts_with(b"portcullis "));
}
