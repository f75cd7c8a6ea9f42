use std::io::BufReader;

use jiff::civil::date;

use super::{Dates, Done, Row, Table, ordered, split::Fault, split::split};

fn rows(text: &str, names: &[&str]) -> (Vec<Row>, Vec<String>) {
    let (table, notes) = Table::new(BufReader::new(text.as_bytes()), names).unwrap();
    (table.map(Result::unwrap).collect(), notes)
}

#[test]
fn cells_are_split_as_the_standard_says() {
    let of = |row| split(row, ',').unwrap();
    assert_eq!(of("a,b,\r\n"), ["a", "b", ""]);
    assert_eq!(of("\"a,b\",\"say \"\"no\"\"\",5\" pipe"), ["a,b", "say \"no\"", "5\" pipe"]);
    assert_eq!(of("1, \"Testanov, Ivo\""), ["1", "Testanov, Ivo"]);
    assert_eq!(split("1,\"open", ','), Err(Fault::Open));
    assert_eq!(split("1,\"open,1970\n2,\"Next\",1971", ','), Err(Fault::Astray));
}

#[test]
fn columns_are_found_by_name_whatever_the_order_the_mark_and_the_line_ends() {
    let (all, notes) =
        rows("\u{feff}Shoe,NAME,id\r\n44,\"Testanov, Ivo\",q1\r\n\r\n45,Probelli\r\n", &["id", "name"]);
    assert_eq!(all[0].cells.as_ref().unwrap(), &["q1", "Testanov, Ivo"]);
    assert_eq!(all[1].cells.as_ref().unwrap(), &["", "Probelli"]);
    assert_eq!((all[1].line, all[1].number), (4, 2));
    assert!(notes.len() == 1 && notes[0].contains("shoe"), "{notes:?}");
    let (semicolons, _) = rows("id;name\n1;a,b\n", &["id", "name"]);
    assert_eq!(semicolons[0].cells.as_ref().unwrap(), &["1", "a,b"]);
}

#[test]
fn a_bad_row_costs_only_itself() {
    let text =
        "id,name,birth\n1,\"Open,1970\n2,\"Next\",1971\n3,Too,many,commas\n4,Good,1972\n5,\"at the end\n";
    let (all, _) = rows(text, &["id", "name", "birth"]);
    let good: Vec<bool> = all.iter().map(|r| r.cells.is_ok()).collect();
    assert_eq!(good, [false, true, false, true, false]);
    assert_eq!(all.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
    let (two_lines, _) = rows("id,name\n1,\"Ivo\nTestanov\"\n", &["id", "name"]);
    assert_eq!(two_lines[0].cells.as_ref().unwrap()[1], "Ivo Testanov");
    let (swallowed, _) = {
        let text = b"id,name\nA1,\"Open\nB2,Good\nC3,Sadd\xe9m\nD4,Good\n";
        let (table, notes) = Table::new(BufReader::new(&text[..]), &["id", "name"]).unwrap();
        (table.map(Result::unwrap).collect::<Vec<Row>>(), notes)
    };
    let told: Vec<(u64, &str, bool)> =
        swallowed.iter().map(|r| (r.line, r.first.as_str(), r.cells.is_ok())).collect();
    assert_eq!(told, [(2, "A1", false), (3, "B2", true), (4, "C3", false), (5, "D4", true)]);
    assert!(swallowed[0].cells.as_ref().unwrap_err().contains("quotation mark"));
    let (other_names, notes) =
        rows("Ref,Given_Name,DOB\n1,Ivo,1961\n", &["id|ref", "given|given name", "birth|dob"]);
    assert_eq!((other_names[0].cells.as_ref().unwrap().join("/").as_str(), notes.len()), ("1/Ivo/1961", 0));
    let long = format!("id,name\n1,{}\n2,b\n", "x".repeat(200_000));
    let (all, _) = rows(&long, &["id", "name"]);
    assert!(all[0].cells.as_ref().unwrap_err().contains("64 KiB") && all[1].cells.is_ok());
}

#[test]
fn bytes_that_are_not_text_cost_their_row_and_a_missing_header_the_table() {
    let (table, _) =
        Table::new(BufReader::new(&b"id,name\n1,M\xfcller\n2,Ivo\n"[..]), &["id", "name"]).unwrap();
    assert_eq!(table.map(|r| r.unwrap().cells.is_ok()).collect::<Vec<_>>(), [false, true]);
    assert!(Table::new(BufReader::new(&b""[..]), &["id"]).is_err());
    assert!(Table::new(BufReader::new(&b"\xff\xfei\0d\0"[..]), &["id"]).is_err());
}

#[test]
fn dates_of_birth_are_read_in_the_forms_of_the_field() {
    let dates = Dates { today: date(2026, 3, 1), month_first: false };
    for (text, wanted) in [
        ("1961-02-28", "1961-02-28"),
        ("1961-02", "1961-02"),
        ("1961", "1961"),
        ("c1961", "c1961"),
        ("circa 1961", "c1961"),
        ("1960/1962", "1960/1962"),
        ("1961-00-00", "1961"),
        ("19610228", "1961-02-28"),
        ("610228", "1961-02-28"),
        ("050228", "2005-02-28"),
        ("28/02/1961", "1961-02-28"),
        ("28.2.1961", "1961-02-28"),
        ("02/28/1961", "1961-02-28"),
        ("03/04/1961", "1961-04-03"),
        ("1961/02/28", "1961-02-28"),
        ("02/1961", "1961-02"),
        ("28 Feb 1961", "1961-02-28"),
        ("February 28, 1961", "1961-02-28"),
        ("Feb 1961", "1961-02"),
        ("28FEB1961", "1961-02-28"),
        ("28FEB61", "1961-02-28"),
        ("28021961", "1961-02-28"),
        ("28.02.61", "1961-02-28"),
        ("1959-1961", "1959/1961"),
        ("1961-02-28 00:00:00", "1961-02-28"),
        ("1961-02-28T00:00:00Z", "1961-02-28"),
        ("00/02/1961", "1961-02"),
    ] {
        let (read, note) = dates.birth(text).unwrap();
        assert_eq!(read.map(|b| b.to_string()).as_deref(), Some(wanted), "{text}");
        assert_eq!(note.is_some(), text == "02/28/1961", "{text}");
    }
    let turned = Dates { month_first: true, ..dates };
    for (text, wanted) in
        [("03/04/1961", "1961-03-04"), ("02/28/1961", "1961-02-28"), ("28/02/1961", "1961-02-28")]
    {
        let (read, note) = turned.birth(text).unwrap();
        assert_eq!((read.map(|b| b.to_string()).as_deref(), note), (Some(wanted), None), "{text}");
    }
    assert_eq!(dates.birth(" "), Ok((None, None)));
    for text in ["yesterday", "1961-02-30", "30/30/1961", "12", "2999-01-01", "1200", "é1961", "ééé"] {
        assert!(dates.birth(text).is_err(), "{text}");
    }
}

#[test]
fn answers_come_in_order_whatever_they_take() {
    let mut seen = Vec::new();
    let work = |n: u64, done: &mut Done| {
        // The first rows are the slowest.
        let mut waste = 0_u64;
        for i in 0..(5000 - n) * 20 {
            waste = waste.wrapping_mul(31).wrapping_add(i);
        }
        std::hint::black_box(waste);
        done.out.extend_from_slice(format!("{n} ").as_bytes());
    };
    ordered((0..5000).map(|n| (n, n % 7 != 0)), work, |done| {
        seen.extend_from_slice(&done.out);
        Ok(())
    })
    .unwrap();
    let seen = String::from_utf8(seen).unwrap();
    let seen: Vec<u64> = seen.split_whitespace().map(|n| n.parse().unwrap()).collect();
    assert_eq!(seen, (0..5000).collect::<Vec<_>>());
    let stopped =
        ordered((0..100_000).map(|n| (n, true)), |_: u64, _| {}, |_| anyhow::bail!("the pipe is closed"));
    assert!(stopped.is_err());
}
