//! Files with flaws: ids that stand more than once, rows that lack something, files that were cut off.

use pc_kernel::GenericUuid;
use pc_lookout::{EntryState, Import, Preview, RawFile, model::list_id};
use pc_store::{Scan, SnapshotExt, Store};

use crate::House;

const HEAD: &str = "id,name,birth,passport no,remarks\n";

fn csv(rows: &str) -> Vec<RawFile> {
    vec![RawFile::held("own.csv", format!("{HEAD}{rows}").into_bytes())]
}

impl House {
    async fn take(&self, files: Vec<RawFile>) -> (Preview, Import) {
        let preview = self.importer.preview(&files, 10).await.unwrap();
        let done = self.importer.import(files, None, Self::audit()).await.unwrap();
        assert_eq!(
            (preview.counts, &preview.warnings),
            (done.counts, &done.warnings),
            "a preview says it all"
        );
        (preview, done)
    }

    /// The active entries of a list: id, name, number of dates of birth and of documents.
    async fn held(&self, list: &str) -> Vec<(String, String, usize, usize)> {
        let view = self.store.snapshot().await.unwrap();
        let scan =
            Scan::all::<pc_lookout::Entry>("by_list").prefix([list_id(list).into_untyped_uuid().into()]);
        let entries = view.load_all::<pc_lookout::Entry>(scan).await.unwrap();
        let active = entries.into_iter().map(|e| e.record).filter(|e| e.state == EntryState::Active);
        let mut held: Vec<_> = active
            .map(|e| {
                (e.listed.id.clone(), e.name().to_owned(), e.listed.births.len(), e.listed.documents.len())
            })
            .collect();
        held.sort();
        held
    }
}

fn said(import: &Import) -> Vec<(&str, &str)> {
    import.warnings.iter().map(|w| (w.code.as_str(), w.text.as_str())).collect()
}

#[tokio::test]
async fn rows_that_share_an_id_are_both_kept_and_told() {
    let house = House::new();
    let rows =
        "1,EXAMPLAR Ivo,1961-02-28,,\n1,SAMPLER Dagmar,1970-11-17,,\n2,MUSTER Eva,,,\n2,MUSTER Eva,,,\n";
    let (_, done) = house.take(csv(rows)).await;
    assert_eq!((done.counts.added, done.counts.warnings), (3, 2));
    let said = said(&done);
    assert_eq!((said[0].0, said[1].0), ("repeated-id", "same-again"));
    for part in ["line 3", "SAMPLER Dagmar", "EXAMPLAR Ivo in line 2", "take a column as id"] {
        assert!(said[0].1.contains(part), "{part}: {}", said[0].1);
    }
    assert!(said[1].1.contains("line 5") && said[1].1.contains("line 4"), "{}", said[1].1);
    let held = house.held("OWN").await;
    assert_eq!(held.len(), 3);
    assert!(held[1].0.starts_with("1#") && held[1].1 == "SAMPLER Dagmar", "{held:?}");
    // The next edition has another in between, and the rest as before.
    let rows = "1,EXAMPLAR Ivo,1961-02-28,,\n1,THIRD Timo,,,\n1,SAMPLER Dagmar,1970-11-17,,now with a remark\n2,MUSTER Eva,,,\n";
    let (_, done) = house.take(csv(rows)).await;
    let counts = done.counts;
    assert_eq!((counts.added, counts.changed, counts.removed, counts.unchanged), (1, 1, 0, 2));
}

#[tokio::test]
async fn a_row_that_lacks_something_takes_nothing_from_what_is_known() {
    let house = House::new();
    house
        .take(csv("1,EXAMPLAR Ivo,1961-02-28,T1,\n2,SAMPLER Dagmar,1970-11-17,T2,\n3,MUSTER Eva,,,\n"))
        .await;
    let before = house.held("OWN").await;
    // Too few columns, no name; and the last is new.
    let (_, done) = house.take(csv("1,EXAMPLAR Ivo\n2,,1970-11-17,,\n3,MUSTER Eva,,,\n")).await;
    assert_eq!((done.counts.changed, done.counts.removed, done.counts.unchanged), (0, 0, 3));
    assert_eq!(house.held("OWN").await, before);
    let said = said(&done);
    assert!(said.iter().any(|(code, text)| *code == "odd-row" && text.contains("line 2")), "{said:?}");
    let unnamed = said.iter().find(|(code, _)| *code == "no-name").unwrap();
    assert!(unnamed.1.contains("line 3") && unnamed.1.contains("SAMPLER Dagmar"), "{said:?}");
}

#[tokio::test]
async fn a_csv_that_was_cut_off_removes_and_blanks_nothing() {
    let rows = "1,\"EXAMPLAR, Ivo\",1961-02-28,T1,\"one\"\n2,\"SAMPLER, Dagmar\",1970-11-17,T2,\"two, three\"\n3,\"MUSTER, Eva\",1980,T3,\"four\"\n";
    for end in 0..rows.len() {
        let house = House::new();
        house.take(csv(rows)).await;
        let before = house.held("OWN").await;
        let part = &rows[..end];
        // Where a row ends, or in a last column without marks, nothing is to be seen.
        let unseen = ["\n", "T1,", "T2,", "T3,"].iter().any(|end| part.ends_with(end));
        if part.is_empty() || unseen || rows[end..].starts_with('\n') {
            continue;
        }
        let Ok(done) = house.importer.import(csv(part), None, House::audit()).await else { continue };
        assert_eq!(house.held("OWN").await, before, "{part}: {:?}", done.warnings);
        assert_eq!(done.warnings[0].code, "file-cut", "{part}");
    }
}

#[tokio::test]
async fn a_stray_quotation_mark_costs_no_entry() {
    let house = House::new();
    let rows = "1,EXAMPLAR Ivo,1961-02-28,T1,\n2,SAMPLER Dagmar,1970-11-17,T2,\n3,MUSTER Eva,1980,T3,\n4,PROBE Paul,1981,T4,\n";
    house.take(csv(rows)).await;
    let before = house.held("OWN").await;
    for (from, to) in
        [("SAMPLER", "\"SAMPLER"), ("1970", "\"1970"), ("EXAMPLAR", "\"EXAMPLAR"), ("2,", "\"2,")]
    {
        for close in ["", "PROBE", "4,", "T3"] {
            let mut flawed = rows.replacen(from, to, 1);
            if !close.is_empty() {
                flawed = flawed.replacen(close, &format!("\"{close}"), 1);
            }
            let done = house.importer.import(csv(&flawed), None, House::audit()).await;
            assert_eq!(house.held("OWN").await, before, "{flawed}: {done:?}");
            // With nothing left to read it is refused.
            let Ok(done) = done else { continue };
            assert!(done.warnings.iter().any(|w| w.code == "file-cut"), "{flawed}: {:?}", done.warnings);
        }
    }
}

#[tokio::test]
async fn ofac_files_that_were_cut_off_remove_and_blank_nothing() {
    let row = |n: usize| {
        format!(
            "{n},\"EXAMPLAR {n}, Ivo\",\"individual\",\"TEST\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1970.\"\r\n"
        )
    };
    let other = |n: usize| format!("{n},{n},\"aka\",\"OTHER {n}, Ivo\",-0- \r\n");
    let all = |row: &dyn Fn(usize) -> String| (1..40).map(row).collect::<String>() + "\u{1a}";
    let (sdn, alt) = (all(&row), all(&other));
    let files = |sdn: &str, alt: &str| {
        vec![
            RawFile::held("sdn.csv", sdn.as_bytes().to_vec()),
            RawFile::held("alt.csv", alt.as_bytes().to_vec()),
        ]
    };
    let house = House::new();
    house.take(files(&sdn, &alt)).await;
    let names = async |house: &House| {
        let view = house.store.snapshot().await.unwrap();
        let scan =
            Scan::all::<pc_lookout::Entry>("by_list").prefix([list_id("OFAC").into_untyped_uuid().into()]);
        let entries = view.load_all::<pc_lookout::Entry>(scan).await.unwrap();
        let active = entries.iter().filter(|e| e.record.state == EntryState::Active);
        active.map(|e| e.record.listed.names.len()).sum::<usize>()
    };
    assert_eq!(names(&house).await, 78);
    for hundredth in [55, 80] {
        let part = |text: &str| text[..text.len() * hundredth / 100].to_owned();
        let end = |text: &str| text[..=text[..text.len() * hundredth / 100].rfind('\n').unwrap()].to_owned();
        for (sdn, alt) in [
            (part(&sdn), alt.clone()),
            (end(&sdn), alt.clone()),
            (end(&sdn) + "\u{1a}", alt.clone()),
            (sdn.clone(), part(&alt)),
            (sdn.clone(), end(&alt)),
        ] {
            let (_, done) = house.take(files(&sdn, &alt)).await;
            assert_eq!(done.warnings[0].code, "file-cut", "{:?}", done.warnings);
            assert_eq!((done.counts.removed, done.counts.changed, names(&house).await), (0, 0, 78));
        }
    }
    // A row without a name, and one that is short.
    let flawed =
        sdn.replacen("\"EXAMPLAR 3, Ivo\"", "-0- ", 1).replacen(&row(5), "5,\"EXAMPLAR 5, Ivo\"\r\n", 1);
    let (_, done) = house.take(files(&flawed, &alt)).await;
    assert_eq!((done.counts.removed, done.counts.changed, names(&house).await), (0, 0, 78));
}
