//! Telling the formats apart, files that belong together, streams, and files that are not whole.

use std::io::Cursor;

use pc_lists::{Format, detect, read_any, stream, together};

use crate::{codes, data, read};

#[test]
fn every_fixture_is_told_by_its_content_alone() {
    for (name, format) in [
        ("un.xml", Format::UnXml),
        ("eu.xml", Format::EuXml),
        ("eu.csv", Format::EuCsv),
        ("uk-ofsi.csv", Format::UkOfsiCsv),
        ("uk-ofsi.xml", Format::UkOfsiXml),
        ("uk.csv", Format::UkCsv),
        ("uk.xml", Format::UkXml),
        ("targets.simple.csv", Format::OpenSanctionsCsv),
        ("entities.ftm.json", Format::FtmJsonl),
        ("own.csv", Format::MappedCsv),
    ] {
        assert_eq!(detect("file", &data(name)), Ok(format), "{name}");
    }
    let own = br#"{"id":"1","list":"T","names":[{"v":"A"}]}"#;
    assert_eq!(detect("file", own), Ok(Format::WatchlistJsonl));
    let sdn = b"1,\"EXAMPLAR, Ivo\",\"individual\",\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n";
    assert_eq!(detect("file", sdn), Ok(Format::OfacSdn));
    assert_eq!(read_any(&[("file", sdn)]).unwrap().entries[0].list, "OFAC");
}

#[test]
fn what_is_no_list_is_refused_with_what_was_expected() {
    for (name, bytes, said) in [
        ("picture.png", &b"\x89PNG\r\n\x1a\n\0\0"[..], "is not text"),
        ("empty.csv", b" ", "is empty"),
        ("a.json", b"[{\"id\":1}]", "JSON array"),
        ("sdn.xml", b"<?xml version=\"1.0\"?><sdnList><sdnEntry/></sdnList>", "sdn.csv"),
        ("page.xml", b"<html><body/></html>", "<html>"),
        ("notes.txt", b"some words\nand more", "no known form"),
        ("alt.csv", b"101,1,\"aka\",\"EXEMPLAR, Iwo\",-0- \r\n", "its sdn.csv"),
    ] {
        let error = read_any(&[(name, bytes)]).unwrap_err().to_string();
        assert!(error.contains(name) && error.contains(said) && error.contains("expected"), "{error}");
    }
    assert!(read_any(&[]).unwrap_err().to_string().contains("no file"));
    let error =
        read_any(&[("un.xml", &data("un.xml")), ("eu.xml", &data("eu.xml"))]).unwrap_err().to_string();
    assert!(error.contains("un.xml: un-xml, eu.xml: eu-xml"), "{error}");
    assert!(
        read_any(&[("a.toml", b""), ("b.toml", b"")]).unwrap_err().to_string().contains("needs the .csv")
    );
}

#[test]
fn a_file_that_ends_too_early_is_told() {
    let whole = data("eu.xml");
    let text = String::from_utf8(whole).unwrap();
    for end in [
        text.find("<identification").unwrap(),
        text.find("</export>").unwrap(),
        text.find("wholeName=\"The").unwrap(),
    ] {
        let list = read_any(&[("eu.xml", &text.as_bytes()[..end])]).unwrap();
        assert!(list.cut && codes(&list).contains(&"file-cut"), "{end}: {:?}", list.warnings);
    }
    let line = "{\"id\":\"1\",\"list\":\"T\",\"names\":[{\"v\":\"A\"}]}\n";
    let list = read_any(&[("a.jsonl", format!("{line}{}", &line[..20]).as_bytes())]).unwrap();
    assert!(list.cut && codes(&list) == ["bad-line", "file-cut"], "{:?}", list.warnings);
    assert!(!read_any(&[("a.jsonl", format!("{line}{}\n", &line[..20]).as_bytes())]).unwrap().cut);
    assert!(!read_any(&[("a.jsonl", line.trim_end().as_bytes())]).unwrap().cut);
    assert!(!read("un.xml").cut, "a broken record does not make a file less than whole");
}

#[test]
fn a_broken_record_costs_only_itself_wherever_it_stands() {
    let record = |id: &str, end: &str| {
        format!(
            "<sanctionEntity euReferenceNumber=\"{id}\"><subjectType code=\"person\"/><nameAlias wholeName=\"A {id}\"/>{end}"
        )
    };
    let good = |id: &str| record(id, "</sanctionEntity>");
    for broken in
        ["</nameAlias></sanctionEntity>", "", "<a b></sanctionEntity>", "</sanctionEntity></sanctionEntity>"]
    {
        for place in 0..3 {
            let mut records = vec![good("1"), good("2")];
            records.insert(place, record("bad", broken));
            let file = format!("<export><list>{}</list></export>", records.join("\n"));
            let list = read_any(&[("eu.xml", file.as_bytes())]).unwrap();
            let ids: Vec<&str> =
                list.entries.iter().map(|e| e.id.as_str()).filter(|id| *id != "bad").collect();
            assert_eq!(ids, ["1", "2"], "{broken} at {place}: {:?}", list.warnings);
            assert!(!list.cut, "{broken} at {place}");
        }
    }
    let many = format!("<export>{}</export>", record("bad", "").repeat(1000));
    let list = read_any(&[("eu.xml", many.as_bytes())]).unwrap();
    assert!(list.cut && list.warnings.len() < 250, "each repair costs a search: there is an end to them");
}

#[test]
fn files_that_belong_together() {
    let line = |list: &str| format!("{{\"id\":\"1\",\"list\":\"{list}\"}}\n").into_bytes();
    let (a, b) = (line("A"), line("B"));
    let (csv, mapping, un) = (data("own.csv"), data("own.map.toml"), data("un.xml"));
    let files: Vec<(&str, &[u8])> = vec![
        ("ADD.CSV", b""),
        ("a-1.jsonl", &a),
        ("a-2.jsonl", &a),
        ("alt.csv", b""),
        ("b.jsonl", &b),
        ("own.csv", &csv),
        ("own.map.toml", &mapping),
        ("sdn.csv", b""),
        ("un.xml", &un),
    ];
    assert_eq!(together(&files), [vec![0, 3, 7], vec![1, 2], vec![4], vec![5, 6], vec![8]]);
    let other = String::from_utf8(line("A")).unwrap().replace("\"1\"", "\"2\"").into_bytes();
    assert_eq!(read_any(&[files[1], ("a-2.jsonl", &other)]).unwrap().entries.len(), 2);
    assert_eq!(
        codes(&read_any(&[files[1], files[2]]).unwrap()),
        ["nothing-to-match", "nothing-to-match", "same-again"]
    );
}

#[test]
fn a_stream_gives_what_reading_the_whole_gives() {
    for name in ["un.xml", "eu.csv", "uk.csv", "targets.simple.csv", "entities.ftm.json", "own.csv"] {
        let bytes = data(name);
        let mapping = data("own.map.toml");
        let given = (name == "own.csv").then_some(("own.map.toml", &mapping[..]));
        let read = stream(name, given, || Ok(Cursor::new(&bytes[..]))).unwrap();
        let mut files = vec![(name, &bytes[..])];
        files.extend(given);
        let whole = read_any(&files).unwrap();
        let mut streamed = pc_watchlist::ListRead::default();
        read.lines.map(Result::unwrap).for_each(|line| streamed.push(line));
        assert_eq!((read.format, read.published), (whole.format, whole.published));
        assert_eq!((streamed.entries, streamed.warnings), (whole.entries, whole.warnings), "{name}");
    }
}

#[test]
fn a_stream_that_is_cut_off_says_so_where_reading_the_whole_does() {
    let line = "{\"id\":\"1\",\"list\":\"A\",\"names\":[{\"v\": \"EXAMPLAR, Ivo\"}]}\n";
    let text = line.repeat(2);
    for end in 0..=text.len() {
        for more in ["", "\n", "  ", "\n \n"] {
            let bytes = [&text.as_bytes()[..end], more.as_bytes()].concat();
            let whole = read_any(&[("a.jsonl", &bytes)]);
            // A small buffer: lines come in pieces.
            let input = || Ok(std::io::BufReader::with_capacity(7, Cursor::new(&bytes[..])));
            let Ok(read) = stream("a.jsonl", None, input) else {
                assert!(whole.is_err());
                continue;
            };
            let warnings: Vec<_> = read.lines.flat_map(|line| line.unwrap().warnings).collect();
            let whole = whole.unwrap();
            assert_eq!(warnings, whole.warnings, "{end} {more:?}");
            assert_eq!(whole.cut, warnings.iter().any(|w| w.code == pc_lists::CUT));
        }
    }
}

#[test]
fn a_control_character_in_a_row_does_not_cost_the_list() {
    let csv = "id,name,born\n1,EXAMPLAR Ivo,1961\n2,SAMPLER\u{b}Dagmar,1970\n\u{2}\n";
    let mapping = "list = 'T'\n[columns]\nid = 'id'\nname = 'name'\nbirth = 'born'\n";
    let list = read_any(&[("a.csv", csv.as_bytes()), ("a.toml", mapping.as_bytes())]).unwrap();
    assert!(list.entries.len() >= 2, "{list:?}");
    assert!(read_any(&[("a.csv", b"PK\x03\x04\x14\x00\n1,2\n")]).is_err(), "no text at all");
}
