//! `match`, `compare` and `index`: the matcher as a tool of other programs.

use std::{
    fmt::Write as _,
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

use crate::paxlst::WATCHLIST;

struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.file("list.jsonl", WATCHLIST.as_bytes());
        desk
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.0.path().join(name), bytes).unwrap();
    }

    fn run(&self, args: &[&str], input: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_portcullis"))
            .args(args)
            .current_dir(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // Whoever refuses its arguments does not read.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// The lines of `match` for these queries, the exit status and what was said.
    fn ask(&self, queries: &str) -> (Vec<Value>, Option<i32>, String) {
        let output = self.run(&["match", "--list", "list.jsonl", "--queries", "-"], queries);
        let lines = String::from_utf8(output.stdout).unwrap();
        let lines = lines.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        (lines, output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

#[test]
fn queries_are_answered_in_their_order_with_list_entry_score_name_and_reasons() {
    let (lines, status, said) = Desk::new().ask(
        "id,name,birth,gender,nationality\n\
         q1,\"TESTANOV, IVO\",28/02/1961,male,Bulgaria\n\
         q2,Nobody Likely,1990-01-01,F,NO\n\
         q3,Тестанов Иво,610228,M,BG\n",
    );
    assert_eq!((lines.len(), status, said.as_str()), (3, Some(0), ""));
    let first = &lines[0]["candidates"][0];
    assert_eq!(
        (&lines[0]["id"], &first["list"], &first["entry"]),
        (&"q1".into(), &"TEST".into(), &"S-1".into())
    );
    assert!(first["score"].as_f64().unwrap() > 0.9, "{first}");
    assert!(first["name"].as_str().unwrap().contains("TESTANOV"), "{first}");
    assert!(!first["reasons"].as_array().unwrap().is_empty());
    assert_eq!(lines[1]["candidates"], Value::Array(Vec::new()));
    assert_eq!((&lines[2]["id"], &lines[2]["candidates"][0]["entry"]), (&"q3".into(), &"S-1".into()));
}

#[test]
fn a_row_that_cannot_be_used_is_told_and_the_rest_goes_on() {
    let (lines, status, said) = Desk::new().ask(
        "ID,Surname,Given,Birth,Nationality,Shoe\r\n\
         a,TESTANOV,IVO,not a date,Atlantis,44\r\n\
         b,\"OPEN,IVO,1961-02-28,BG,44\r\n\
         c,,,1961-02-28,BG,44\r\n\
         d,PROBELLI,MARTA LUCIA,1975,IT,38\r\n",
    );
    assert_eq!(status, Some(1));
    let ids: Vec<&str> = lines.iter().map(|l| l["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
    let found: Vec<bool> = lines.iter().map(|l| !l["candidates"].as_array().unwrap().is_empty()).collect();
    assert_eq!(found, [true, false, false, true], "a bad date and country do not cost the query: {lines:?}");
    for told in ["shoe", "line 2: warning", "Atlantis", "line 3: error", "line 4: error"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert_eq!(said.matches("ignored").count(), 1, "{said}");
}

#[test]
fn columns_go_by_other_names_and_what_is_no_name_is_told() {
    let (lines, status, said) = Desk::new().ask(
        "Passport No;Last_Name;First Name;DOB\n;Testanov;Ivo;28FEB1961\n;...;;\n;Mr;;\n;Testanov;Ivo;02/28/1961\n",
    );
    assert_eq!(status, Some(0), "{said}");
    let found: Vec<bool> = lines.iter().map(|l| !l["candidates"].as_array().unwrap().is_empty()).collect();
    assert_eq!(found, [true, false, false, true]);
    for told in
        ["line 3: warning: \"...\" is no name", "line 4: warning: \"Mr\"", "line 5: warning", "--month-first"]
    {
        assert!(said.contains(told), "{told}: {said}");
    }
    assert!(!said.contains("ignored"), "{said}");
}

#[test]
fn lists_that_are_called_alike_do_not_hide_each_other() {
    let desk = Desk::new();
    std::fs::create_dir(desk.0.path().join("other")).unwrap();
    desk.file("list1.csv", b"id,name\n1,Ivo Testanov\n");
    desk.file("list2.csv", b"id,name\n1,Marta Probelli\n");
    desk.file("other/list1.csv", b"id,name\n1,Klaus Muster\n");
    let ask = |lists: &[&str]| {
        let args = [&["match", "--queries", "-", "--list"][..], lists].concat();
        desk.run(&args, "name\nMarta Probelli\nIvo Testanov\n")
    };
    let both = String::from_utf8(ask(&["list1.csv", "list2.csv"]).stdout).unwrap();
    assert!(both.contains("\"LIST1\"") && both.contains("\"LIST2\""), "{both}");
    let alike = ask(&["list1.csv", "other/list1.csv"]);
    let said = String::from_utf8(alike.stderr).unwrap();
    assert_eq!(alike.status.code(), Some(2), "{said}");
    assert!(said.contains("entry 1 of the list LIST1") && said.contains("other/list1.csv"), "{said}");
    // The same file twice is one, and so is its snapshot beside it.
    let made = desk.run(&["index", "--list", "list1.csv", "--out", "list1.snap"], "");
    assert!(made.status.success());
    for lists in [&["list1.csv", "list1.csv"][..], &["list1.csv", "list1.snap"]] {
        let lines = String::from_utf8(ask(lists).stdout).unwrap();
        assert_eq!(lines.matches("\"LIST1\"").count(), 1, "{lines}");
    }
}

#[test]
fn a_snapshot_replaces_nothing_but_a_snapshot() {
    let desk = Desk::new();
    let before = std::fs::read(desk.0.path().join("list.jsonl")).unwrap();
    let made = |out: &str| desk.run(&["index", "--list", "list.jsonl", "--out", out], "");
    for (out, why) in
        [("list.jsonl", "one of the lists"), ("/dev/null", "no file"), ("-", "into a file"), (".", "folder")]
    {
        let refused = made(out);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{out}: {said}");
        assert!(said.contains(why), "{out}: {said}");
    }
    assert_eq!(std::fs::read(desk.0.path().join("list.jsonl")).unwrap(), before);
    assert!(
        made("lists.snap").status.success() && made("lists.snap").status.success(),
        "an old one is replaced"
    );
    // In a folder a snapshot is used beside the lists, and alone.
    std::fs::create_dir(desk.0.path().join("all")).unwrap();
    std::fs::rename(desk.0.path().join("lists.snap"), desk.0.path().join("all/lists.snap")).unwrap();
    for _ in 0..2 {
        let found = desk.run(&["match", "--list", "all", "--queries", "-"], "name\nIvo Testanov\n");
        assert!(String::from_utf8(found.stdout).unwrap().contains("S-1"));
        desk.file("all/own.csv", b"id,name\n1,Marta Probelli\n");
    }
}

#[test]
fn a_document_alone_finds_its_entry_and_rows_without_an_id_are_numbered() {
    let (lines, status, _) = Desk::new().ask("document\nXX99999\nTST12345\n");
    assert_eq!(status, Some(0));
    assert_eq!((&lines[1]["id"], &lines[1]["candidates"][0]["entry"]), (&"2".into(), &"S-1".into()));
    assert_eq!(lines[0]["candidates"].as_array().unwrap().len(), 0);
}

#[test]
fn a_long_file_keeps_its_order_and_gives_the_same_bytes_every_time() {
    let desk = Desk::new();
    let mut queries = String::from("id,name\n");
    for n in 0..3000 {
        let name = if n % 3 == 0 { "Ivo Testanov" } else { "Marta Probelli" };
        let _ = writeln!(queries, "{n},{name}");
    }
    desk.file("q.csv", queries.as_bytes());
    let args = ["match", "--list", "list.jsonl", "--queries", "q.csv", "--top", "1", "--threshold", "0.5"];
    let (once, again) = (desk.run(&args, ""), desk.run(&args, ""));
    assert_eq!(once.stdout, again.stdout);
    for (n, line) in String::from_utf8(once.stdout).unwrap().lines().enumerate() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(line["id"], n.to_string());
        let wanted = if n % 3 == 0 { "S-1" } else { "S-2" };
        assert_eq!(line["candidates"][0]["entry"], wanted);
    }
}

#[test]
fn pairs_are_scored_in_their_order() {
    let desk = Desk::new();
    let pairs = "\u{feff}id,left,right,left_birth,right_birth,kind\n\
                 same,Ivo Testanov,\"TESTANOV, Ivo\",,,\n\
                 \"with, comma\",Ivo Testanov,Тестанов Иво,1961-02-28,1961-02-28,person\n\
                 other,Ivo Testanov,Marta Probelli,,,person\n\
                 empty,Ivo Testanov,,,,\n\
                 dates,Ivo Testanov,Ivo Testanov,1961-02-28,1994-11-03,\n\
                 firm,Sable Orchid Trading Ltd,SABLE ORCHID TRADING LIMITED,,,organisation\n";
    let output = desk.run(&["compare", "-"], pairs);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 7, "{text}");
    assert_eq!(lines[0], "id,score");
    let score = |n: usize| -> f64 { lines[n].rsplit(',').next().unwrap().parse().unwrap() };
    assert!(lines[2].starts_with("\"with, comma\","), "{text}");
    assert!(score(1) > 0.7 && score(2) > 0.9 && score(3) < 0.3 && score(5) < score(1), "{text}");
    assert!(score(6) > 0.7, "the legal form is no difference: {text}");
    assert_eq!(lines[4], "empty,");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("line 5: error"));
}

#[test]
fn unusable_arguments_say_what_to_do() {
    let desk = Desk::new();
    desk.file("shoes.csv", b"id,shoe\n1,44\n");
    desk.file("utf16.csv", b"\xff\xfei\0d\0\n\0");
    desk.file("empty.csv", b"");
    for (args, told) in [
        (&["match", "--queries", "shoes.csv"][..], "--list"),
        (&["match", "--list", "list.jsonl", "--queries", "shoes.csv"], "surname"),
        (&["match", "--list", "list.jsonl", "--queries", "utf16.csv"], "UTF-8"),
        (&["match", "--list", "list.jsonl", "--queries", "nowhere.csv"], "nowhere.csv"),
        (&["match", "--list", "nowhere.jsonl", "--queries", "-"], "nowhere.jsonl"),
        (&["match", "--list", "list.jsonl", "--queries", "-", "--threshold", "2"], "threshold"),
        (&["match", "--list", "list.jsonl", "--queries", "-", "--top", "0"], "top"),
        (&["compare", "empty.csv"], "header"),
        (&["compare", "shoes.csv"], "left"),
    ] {
        let output = desk.run(args, "id,name\n1,x\n");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains(told), "{args:?}: {said}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn a_snapshot_answers_as_its_lists_do_and_a_damaged_one_is_refused() {
    let desk = Desk::new();
    let more = r#"{"id":"X-9","list":"MORE","schema":"Person","names":[{"v":"NOVELLO, Tea","k":"primary"}],"dob":["1980-05-05"]}"#;
    desk.file("more.jsonl", more.as_bytes());
    desk.file(
        "q.csv",
        b"id,name,birth\n1,Ivo Testanov,1961-02-28\n2,Tea Novello,1980-05-05\n3,Nobody Likely,\n",
    );
    let made = desk.run(&["index", "--list", "list.jsonl", "more.jsonl", "--out", "all.snap"], "");
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    let files =
        desk.run(&["match", "--list", "list.jsonl", "--list", "more.jsonl", "--queries", "q.csv"], "");
    let snapshot = desk.run(&["match", "--list", "all.snap", "--queries", "q.csv"], "");
    assert_eq!(snapshot.status.code(), Some(0), "{}", String::from_utf8_lossy(&snapshot.stderr));
    assert_eq!(String::from_utf8(snapshot.stdout).unwrap(), String::from_utf8(files.stdout.clone()).unwrap());
    // A snapshot and a file together answer as one.
    desk.run(&["index", "--list", "more.jsonl", "--out", "more.snap"], "");
    let mixed = desk.run(&["match", "--list", "more.snap", "list.jsonl", "--queries", "q.csv"], "");
    assert_eq!(mixed.stdout, files.stdout);

    let path = desk.0.path().join("all.snap");
    let good = std::fs::read(&path).unwrap();
    let mut damaged = good.clone();
    let middle = damaged.len() - damaged.len() / 3;
    damaged[middle] ^= 1;
    for bytes in [&damaged[..], &good[..good.len() - 1], &good[..5], b""] {
        desk.file("all.snap", bytes);
        let refused = desk.run(&["match", "--list", "all.snap", "--queries", "q.csv"], "");
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{} bytes: {said}", bytes.len());
        assert!(said.contains("all.snap is not used"), "{said}");
    }
    let again = desk.run(&["index", "--list", "list.jsonl", "more.jsonl", "--out", "all.snap"], "");
    assert_eq!((again.status.code(), std::fs::read(&path).unwrap()), (Some(0), good), "the same bytes again");
    let of_snapshot = desk.run(&["index", "--list", "all.snap", "--out", "b.snap"], "");
    assert_eq!(of_snapshot.status.code(), Some(2));
    let nowhere = desk.run(&["index", "--list", "list.jsonl", "--out", "no/such/folder/b.snap"], "");
    assert_eq!(nowhere.status.code(), Some(2));
}

#[test]
fn a_snapshot_is_used_only_where_the_right_node_signed_it() {
    let desk = Desk::new();
    desk.file("q.csv", b"id,name\n1,Ivo Testanov\n");
    let (ours, theirs) = (pc_kernel::SeededRng::new(1), pc_kernel::SeededRng::new(2));
    let keys = [ours, theirs].map(|rng| pc_journal::NodeKeys::generate(&rng));
    desk.file("node.key", keys[0].to_text().as_bytes());
    desk.file("ours.pub", keys[0].public().to_text().as_bytes());
    desk.file("theirs.pub", keys[1].public().to_text().as_bytes());
    let made = desk.run(&["index", "--list", "list.jsonl", "--out", "a.snap", "--sign", "."], "");
    assert_eq!(made.status.code(), Some(0), "{}", String::from_utf8_lossy(&made.stderr));
    desk.run(&["index", "--list", "list.jsonl", "--out", "bare.snap"], "");
    let ask = |snapshot: &str, key: &str| {
        let answer = desk.run(&["match", "--list", snapshot, "--signed-by", key, "--queries", "q.csv"], "");
        (answer.status.code(), String::from_utf8(answer.stderr).unwrap())
    };
    assert_eq!(ask("a.snap", "ours.pub").0, Some(0));
    for (snapshot, key, why) in [
        ("a.snap", "theirs.pub", "signature"),
        ("bare.snap", "ours.pub", "not signed"),
        ("a.snap", "q.csv", "public key"),
    ] {
        let (status, said) = ask(snapshot, key);
        assert_eq!(status, Some(2), "{said}");
        assert!(said.contains(why), "{said}");
    }
    // Nobody changes what it says of itself and keeps the signature.
    let path = desk.0.path().join("a.snap");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[24] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_eq!(ask("a.snap", "ours.pub").0, Some(2));
}

#[test]
fn organisations_vessels_aircraft_and_vehicles_are_asked_for_by_kind() {
    let desk = Desk::new();
    let list = concat!(
        "{\"id\":\"O-1\",\"list\":\"THINGS\",\"schema\":\"Organization\",\"names\":[{\"v\":\"JSC EXEMPLAR TRADING\"}],\"nat\":[\"BG\"]}\n",
        "{\"id\":\"V-1\",\"list\":\"THINGS\",\"schema\":\"Vessel\",\"names\":[{\"v\":\"OCEAN EXEMPLAR\"}],\"docs\":[{\"t\":\"IMO number\",\"n\":\"9074729\"}]}\n",
        "{\"id\":\"A-1\",\"list\":\"THINGS\",\"schema\":\"Aircraft\",\"names\":[{\"v\":\"EP-XYZ\"}]}\n",
        "{\"id\":\"C-1\",\"list\":\"THINGS\",\"schema\":\"Vehicle\",\"names\":[{\"v\":\"Grey van\"}],\"docs\":[{\"t\":\"Plate\",\"n\":\"AB 123 CD\"}]}\n",
    );
    desk.file("list.jsonl", list.as_bytes());
    let (lines, status, said) = desk.ask(
        "id,name,nationality,document,kind,birth\n\
         1,\"Exemplar Trading Co., Ltd.\",Bulgaria,,organisation,\n\
         2,АО Экземплар,,,Organization,\n\
         3,MV Ocean Exemplar,,,vessel,\n\
         4,,,9074729,vessel,\n\
         5,epxyz,,,aircraft,\n\
         6,,,ab-123-cd,vehicle,\n\
         7,Exemplar Trading,,,person,1961-02-28\n\
         8,Exemplar Trading,,,,\n\
         9,Exemplar Trading,,,shoe,\n\
         10,ocean exemplar,,,,\n\
         11,,,9074729,,\n\
         12,Exemplar Trading,,,,1961-02-28\n",
    );
    assert_eq!((lines.len(), status), (12, Some(0)));
    let met: Vec<&str> =
        lines.iter().map(|l| l["candidates"][0]["entry"].as_str().unwrap_or_default()).collect();
    // Where nothing says that it is of a person, a row may be of anything.
    let all = ["O-1", "O-1", "V-1", "V-1", "A-1", "C-1", "", "O-1", "O-1", "V-1", "V-1", ""];
    assert_eq!(met, all, "{lines:#?}");
    let first = &lines[0]["candidates"][0];
    assert_eq!(first["name"], "JSC EXEMPLAR TRADING");
    let reasons = first["reasons"].to_string();
    assert!(
        reasons.contains("word equal: EXEMPLAR") && reasons.contains("country agrees (BGR)"),
        "{reasons}"
    );
    assert!(said.contains("\"shoe\" is no kind") && said.contains("asked without it"), "{said}");

    // A snapshot answers the same.
    assert!(desk.run(&["index", "--list", "list.jsonl", "--out", "list.snap"], "").status.success());
    let query = "name,kind\nOCEAN EXEMPLER,vessel\n";
    let of = |list: &str| desk.run(&["match", "--list", list, "--queries", "-"], query).stdout;
    assert_eq!(of("list.snap"), of("list.jsonl"));
    assert!(!of("list.snap").is_empty());
}
