//! Ids that stand more than once, rows that lack something, quotation marks that are not closed.

use std::io::Cursor;

use pc_lists::{read_any, stream};
use pc_watchlist::ListRead;

use crate::{codes, data};

fn ids(list: &ListRead) -> Vec<&str> {
    list.entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn rows_of_ones_own_with_one_id_stand_apart() {
    let head = "id,name,birth,passport no\n";
    let rows = [
        "1,EXAMPLAR Ivo,1961,T1\n",
        "1,SAMPLER Dagmar,1970,T2\n",
        "1,sampler  dagmar,1970,T3\n",
        "1,EXAMPLAR Ivo,1961,T1\n",
    ];
    let list = read_any(&[("own.csv", (head.to_owned() + &rows.concat()).as_bytes())]).unwrap();
    assert_eq!(codes(&list), ["repeated-id", "repeated-id", "same-again"]);
    assert_eq!(
        list.warnings[0].text.split(". ").next(),
        Some(format!("line 3: SAMPLER Dagmar has the id 1, as EXAMPLAR Ivo in line 2: both were kept, this one as {}", ids(&list)[1]).as_str())
    );
    assert_eq!(list.warnings[0].offset as usize, head.len() + rows[0].len());
    let [first, second, third] = ids(&list)[..] else { panic!("{list:?}") };
    assert!(first == "1" && second.starts_with("1#") && third == format!("{second}-2"), "{third}");
    // Wherever it stands, and whatever else it says.
    let moved = format!("{head}{}2,MUSTER Eva,,\n1,SAMPLER DAGMAR,1970,\n", rows[0]);
    assert_eq!(ids(&read_any(&[("own.csv", moved.as_bytes())]).unwrap()), ["1", "2", second]);
    let lines = "{\"id\":1,\"list\":\"T\",\"names\":[{\"v\":\"A\"}]}\n{\"id\":\"1\",\"list\":\"T\",\"names\":[{\"v\":\"B\"}]}\n";
    let list = read_any(&[("t.jsonl", lines.as_bytes())]).unwrap();
    assert_eq!((list.entries.len(), codes(&list)), (2, vec!["repeated-id"]));
}

#[test]
fn of_a_publishers_entries_with_one_id_the_first_counts() {
    let xml = String::from_utf8(data("eu.xml")).unwrap();
    let second = "<sanctionEntity euReferenceNumber=\"EU.9001.1\"><subjectType code=\"person\"/><nameAlias wholeName=\"Other\"/></sanctionEntity>\n</export>";
    let csv = String::from_utf8(data("targets.simple.csv")).unwrap()
        + "\"T-1\",\"Person\",\"Other\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n";
    let ftm = String::from_utf8(data("entities.ftm.json")).unwrap()
        + "{\"id\":\"T-1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Other\"]},\"datasets\":[\"test\"]}\n";
    for (name, file) in [
        ("eu.xml", xml.replace("</export>", second)),
        ("targets.simple.csv", csv),
        ("entities.ftm.json", ftm),
    ] {
        let before = read_any(&[(name, &data(name))]).unwrap();
        let list = read_any(&[(name, file.as_bytes())]).unwrap();
        assert_eq!(ids(&list), ids(&before), "{name}");
        let told = list.warnings.iter().find(|w| w.code == "repeated-id").unwrap();
        assert!(
            told.text.starts_with("line ") && told.text.contains("Other") && told.text.contains("Testanov"),
            "{}",
            told.text
        );
    }
}

#[test]
fn a_published_csv_that_was_cut_off_says_so_and_loses_the_last_row_alone() {
    for name in ["targets.simple.csv", "eu.csv", "uk.csv", "uk-ofsi.csv"] {
        let bytes = data(name);
        let whole = read_any(&[(name, &bytes)]).unwrap();
        assert!(!whole.cut && whole.partial.is_empty(), "{name}: {:?}", whole.warnings);
        let rows: Vec<usize> = memchr::memchr_iter(b'\n', &bytes).collect();
        let (before, last) = (rows[rows.len() - 2] + 1, rows[rows.len() - 1]);
        for end in before + 1..last {
            let list = read_any(&[(name, &bytes[..end])]).unwrap();
            // A last column without marks may end anywhere, unless the publisher's last line always has an end.
            let full = bytes[end..last].iter().all(|b| !b",;\"".contains(b)) && name != "targets.simple.csv";
            let all_blank = bytes[before..end].iter().all(|b| b",; ".contains(b));
            if full || all_blank {
                continue;
            }
            let end = String::from_utf8_lossy(&bytes[before..end]).into_owned();
            assert!(list.cut && codes(&list).contains(&"file-cut"), "{name}: {end}");
            for entry in &list.entries {
                let same = whole.entries.contains(entry) || list.partial.contains(&entry.id);
                assert!(same, "{name}: {end}: {entry:?}");
            }
        }
    }
}

#[test]
fn a_stream_tells_flaws_as_reading_the_whole_does() {
    let csv = "id,name,birth,remarks\n1,A,1961,\n1,B,1962,\n2\n3,\"C,1963,\n4,D,1964,\n5,\"E\",1965,\n6,F,19";
    let whole = read_any(&[("own.csv", csv.as_bytes())]).unwrap();
    assert_eq!(codes(&whole), ["repeated-id", "nothing-to-match", "odd-row", "file-cut", "file-cut"]);
    assert!(
        whole.warnings[3]
            .text
            .starts_with("line 5: a quotation mark that is not closed takes in the rows up to line 7"),
        "{}",
        whole.warnings[3].text
    );
    assert_eq!((whole.cut, whole.partial.iter().map(String::as_str).collect::<Vec<_>>()), (true, vec!["2"]));
    let mut streamed = ListRead::default();
    let read = stream("own.csv", None, || Ok(Cursor::new(csv))).unwrap();
    read.lines.map(Result::unwrap).for_each(|line| streamed.push(line));
    assert_eq!(
        (streamed.entries, streamed.warnings, streamed.partial),
        (whole.entries, whole.warnings, whole.partial)
    );
}

#[test]
fn a_mapping_without_columns_takes_them_as_they_are_called() {
    let csv = b"ID,Full name,DOB\n1,EXAMPLAR Ivo,02/03/1961\n";
    for (name, mapping) in [
        ("own.map.toml", "list = \"HOUSE\"\ndate = \"mdy\"\n"),
        ("own.map.json", "{\"list\": \"HOUSE\", \"date\": \"mdy\"}"),
    ] {
        let list = read_any(&[("own.csv", csv), (name, mapping.as_bytes())]).unwrap();
        let entry = &list.entries[0];
        assert_eq!((entry.list.as_str(), entry.births[0].to_string().as_str()), ("HOUSE", "1961-02-03"));
    }
}
