//! Previews and undos, against a store in memory.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Cursor, Read},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use pc_kernel::{FixedClock, GenericUuid, ImportId, SeededRng};
use pc_lookout::{
    Change, ChangeKind, Content, Entry, EntryState, Import, ImportCounts, Importer, ImporterError, KINDS,
    List, Preview, RawFile,
    model::{entry_id, list_id},
    queries,
};
use pc_store::{Actor, Audit, Scan, SnapshotExt, Store, WriteSet};
use pc_store_memory::MemoryStore;
use proptest::prelude::*;

mod edition;
mod flawed;
mod renamed;

struct House {
    store: Arc<MemoryStore>,
    importer: Importer,
}

/// Entries as id and name.
type Edition<'a> = &'a [(&'a str, &'a str)];

fn file(entries: Edition) -> Vec<RawFile> {
    let line = |(id, name): &(&str, &str)| {
        format!("{{\"id\":\"{id}\",\"list\":\"T\",\"names\":[{{\"v\":\"{name}\"}}]}}\n")
    };
    vec![RawFile::held("t.jsonl", entries.iter().map(line).collect::<String>().into_bytes())]
}

fn counts(added: u32, changed: u32, removed: u32, unchanged: u32) -> ImportCounts {
    ImportCounts { added, changed, removed, unchanged, warnings: 0 }
}

impl House {
    fn new() -> Self {
        Self::in_parts_of(1000)
    }

    /// One that writes so many records in a commit.
    fn in_parts_of(part: usize) -> Self {
        let store = MemoryStore::open(KINDS);
        let clock = Arc::new(FixedClock::new("2026-05-17T08:00:00Z".parse().unwrap()));
        let importer = Importer::new(store.clone(), clock, Arc::new(SeededRng::new(7))).in_parts_of(part);
        Self { store, importer }
    }

    fn audit() -> Audit {
        Audit {
            actor: Actor::System("test".into()),
            purpose: "list-maintenance".into(),
            cause: None,
            at: "2026-05-17T08:00:00Z".parse().unwrap(),
        }
    }

    async fn import(&self, entries: Edition<'_>) -> Import {
        self.importer.import(file(entries), None, Self::audit()).await.unwrap()
    }

    async fn preview(&self, entries: Edition<'_>, limit: usize) -> Preview {
        self.importer.preview(&file(entries), limit).await.unwrap()
    }

    async fn undo(&self, import: ImportId) -> Result<Import, String> {
        self.importer.undo(import, Self::audit()).await.map_err(|e: ImporterError| e.to_string())
    }

    /// The active entries, by id.
    async fn active(&self) -> BTreeMap<String, String> {
        let view = self.store.snapshot().await.unwrap();
        let all =
            view.load_all::<Entry>(Scan::all::<Entry>("by_state").prefix(["active".into()])).await.unwrap();
        let count = view
            .load::<List>(list_id("T").into_untyped_uuid())
            .await
            .unwrap()
            .map_or(0, |l| l.record.entries);
        assert_eq!(count as usize, all.len(), "the list counts its entries");
        all.into_iter().map(|e| (e.record.listed.id.clone(), e.record.name().to_owned())).collect()
    }

    async fn entry(&self, id: &str) -> Entry {
        let id = entry_id(list_id("T"), id).into_untyped_uuid();
        self.store.snapshot().await.unwrap().load::<Entry>(id).await.unwrap().unwrap().record
    }
}

fn is(entries: Edition) -> BTreeMap<String, String> {
    entries.iter().map(|(id, name)| ((*id).to_owned(), (*name).to_owned())).collect()
}

#[tokio::test]
async fn a_preview_says_what_the_import_then_does_and_writes_nothing() {
    let house = House::new();
    let first = house.preview(&[("1", "A"), ("2", "B"), ("3", "C")], 2).await;
    assert_eq!((first.list.as_str(), first.known.as_deref(), first.counts), ("T", None, counts(3, 0, 0, 0)));
    assert_eq!(first.first.len(), 2, "no more of a kind than asked for");
    assert!(house.active().await.is_empty());
    let sequence = house.store.snapshot().await.unwrap().sequence();
    house.import(&[("1", "A"), ("2", "B"), ("3", "C")]).await;
    let next: Edition = &[("1", "A"), ("2", "Bee"), ("4", "D")];
    let preview = house.preview(next, 10).await;
    assert_eq!(preview.known.as_deref(), Some("T"));
    let said: Vec<_> =
        preview.first.iter().map(|p| (p.change, p.external_id.as_str(), p.name.as_str())).collect();
    assert_eq!(
        said,
        [(ChangeKind::Added, "4", "D"), (ChangeKind::Changed, "2", "Bee"), (ChangeKind::Removed, "3", "C")]
    );
    assert_eq!(preview.first[1].fields[0].before, ["B (primary)"]);
    assert_eq!(
        house.store.snapshot().await.unwrap().sequence(),
        sequence + 1,
        "the import alone was written"
    );
    assert_eq!(house.import(next).await.counts, preview.counts);
}

#[tokio::test]
async fn an_undo_puts_back_what_was_and_says_so() {
    let house = House::new();
    house.import(&[("1", "A"), ("2", "B"), ("3", "C")]).await;
    let before = house.active().await;
    let done = house.import(&[("1", "A"), ("2", "Bee"), ("4", "D")]).await;
    let undone = house.undo(done.id).await.unwrap();
    assert_eq!(
        (undone.counts, undone.undo_of, undone.format.as_str()),
        (counts(1, 1, 1, 1), Some(done.id), "undo")
    );
    assert_eq!(house.active().await, before);
    let entry = house.entry("2").await;
    assert_eq!(
        (entry.version, entry.last_import),
        (3, undone.id),
        "a version of its own, not the old one again"
    );
    assert_eq!(house.entry("4").await.state, EntryState::Removed);
    let view = house.store.snapshot().await.unwrap();
    let import = view.load::<Import>(done.id.into_untyped_uuid()).await.unwrap().unwrap().record;
    assert_eq!(import.undone_by, Some(undone.id));
    let mut kinds: Vec<_> = view
        .load_all::<Change>(queries::changes(undone.id, None, None, 100))
        .await
        .unwrap()
        .into_iter()
        .map(|c| (c.record.external_id, c.record.change))
        .collect();
    kinds.sort();
    let expected = [("2", ChangeKind::Changed), ("3", ChangeKind::Added), ("4", ChangeKind::Removed)];
    assert_eq!(kinds, expected.map(|(id, kind)| (id.to_owned(), kind)));

    assert!(house.undo(done.id).await.unwrap_err().contains("undone already"));
    // An undo is an import like any other, and can be undone.
    house.undo(undone.id).await.unwrap();
    assert_eq!(house.active().await, is(&[("1", "A"), ("2", "Bee"), ("4", "D")]));
}

#[tokio::test]
async fn an_undo_is_refused_with_its_reason() {
    let house = House::new();
    let first = house.import(&[("1", "A"), ("2", "B")]).await;
    let same = house.import(&[("1", "A"), ("2", "B")]).await;
    assert!(house.undo(same.id).await.unwrap_err().contains("it changed nothing"));
    let second = house.import(&[("1", "Ah"), ("2", "B")]).await;
    let error = house.undo(first.id).await.unwrap_err();
    assert!(
        error.contains("a later import of 2026-05-17 08:00 UTC touched entries") && error.contains("Ah"),
        "{error}"
    );
    assert_eq!(house.active().await, is(&[("1", "Ah"), ("2", "B")]), "nothing was written");
    // The later one undone, the earlier one can be.
    house.undo(second.id).await.unwrap();
    house.undo(first.id).await.unwrap();
    assert!(house.active().await.is_empty());
    let nowhere = ImportId::from_untyped_uuid(uuid::Uuid::nil());
    assert!(house.undo(nowhere).await.unwrap_err().contains("no such import"));
}

#[tokio::test]
async fn a_later_import_of_other_entries_is_left_alone() {
    let house = House::new();
    house.import(&[("1", "A"), ("2", "B")]).await;
    let second = house.import(&[("1", "Ah"), ("2", "B")]).await;
    house.import(&[("1", "Ah"), ("2", "Bee")]).await;
    house.undo(second.id).await.unwrap();
    assert_eq!(house.active().await, is(&[("1", "A"), ("2", "Bee")]));
}

#[tokio::test]
async fn what_people_wrote_by_hand_is_neither_replaced_nor_undone_by_a_file() {
    let house = House::new();
    let import = house.import(&[("1", "A")]).await;
    let view = house.store.snapshot().await.unwrap();
    let list = view.load::<List>(list_id("T").into_untyped_uuid()).await.unwrap().unwrap();
    let mut set = WriteSet::new(House::audit());
    set.update(&list, &List { format: "by-hand".to_owned(), ..list.record.clone() }).unwrap();
    let by_hand =
        Import { id: ImportId::from_untyped_uuid(uuid::Uuid::from_u128(7)), files: Vec::new(), ..import };
    set.insert(&by_hand).unwrap();
    house.store.commit(set).await.unwrap();
    let refused = house.importer.import(file(&[("1", "B")]), None, House::audit()).await.unwrap_err();
    assert!(refused.to_string().contains("T is kept by hand"), "{refused}");
    assert!(house.importer.preview(&file(&[("1", "B")]), 5).await.is_err());
    assert!(house.undo(by_hand.id).await.unwrap_err().contains("made by hand"));
    assert_eq!(house.active().await, is(&[("1", "A")]));
}

#[tokio::test]
async fn a_file_that_is_not_whole_removes_nothing() {
    let house = House::new();
    let entity = |id: &str| {
        format!("<ENTITY><REFERENCE_NUMBER>{id}</REFERENCE_NUMBER><FIRST_NAME>E {id}</FIRST_NAME></ENTITY>")
    };
    let text = format!("<CONSOLIDATED_LIST><ENTITIES>{}{}{}", entity("1"), entity("2"), entity("3"));
    let xml = |text: &str| vec![RawFile::held("un.xml", text.as_bytes())];
    let whole = format!("{text}</ENTITIES></CONSOLIDATED_LIST>");
    house.importer.import(xml(&whole), None, House::audit()).await.unwrap();
    let cut = &text[..text.find("<REFERENCE_NUMBER>2").unwrap()];
    let preview = house.importer.preview(&xml(cut), 5).await.unwrap();
    assert_eq!((preview.counts.removed, preview.kept), (0, 2));
    let done = house.importer.import(xml(cut), None, House::audit()).await.unwrap();
    assert_eq!((done.counts.removed, done.counts.unchanged, done.counts.warnings), (0, 1, 1));
    let view = house.store.snapshot().await.unwrap();
    let list = view.load::<List>(list_id("UN").into_untyped_uuid()).await.unwrap().unwrap();
    assert_eq!(list.record.entries, 3);
}

/// A file that can be read through once, and then is gone in the middle.
struct Failing(Vec<u8>, AtomicUsize);

impl Content for Failing {
    fn open(&self) -> std::io::Result<Box<dyn BufRead + Send>> {
        if self.1.fetch_add(1, Ordering::Relaxed) < 8 {
            return Ok(Box::new(Cursor::new(self.0.clone())));
        }
        let begin = Cursor::new(self.0[..self.0.len() / 2].to_vec());
        Ok(Box::new(BufReader::new(begin.chain(Gone))))
    }
}

struct Gone;

impl Read for Gone {
    fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
        Err(std::io::Error::other("the disk is gone"))
    }
}

#[tokio::test]
async fn an_import_that_is_interrupted_counts_as_far_as_it_came() {
    let house = House::in_parts_of(2);
    let all: Vec<String> = (0..10).map(|n| n.to_string()).collect();
    let edition: Vec<(&str, &str)> = all.iter().map(|id| (id.as_str(), "A")).collect();
    let mut bytes = Vec::new();
    file(&edition)[0].open().unwrap().read_to_end(&mut bytes).unwrap();
    let failing = vec![RawFile::kept("t.jsonl", Failing(bytes, AtomicUsize::new(0)))];
    let error = house.importer.import(failing, None, House::audit()).await.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
    let some = house.active().await.len();
    assert!((2..=6).contains(&some), "{some}");
    let view = house.store.snapshot().await.unwrap();
    let list = view.load::<List>(list_id("T").into_untyped_uuid()).await.unwrap().unwrap().record;
    let import = view.load::<Import>(list.last_import.unwrap().into_untyped_uuid()).await.unwrap().unwrap();
    drop(view);
    assert!(!import.record.unfinished && import.record.counts.added as usize == some);
    assert_eq!(import.record.warnings[0].code, "interrupted");
    // The file again does the rest, and both can be undone.
    let rest = house.import(&edition).await;
    assert_eq!((rest.counts.added as usize, rest.counts.unchanged as usize), (10 - some, some));
    house.undo(rest.id).await.unwrap();
    house.undo(import.record.id).await.unwrap();
    assert!(house.active().await.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Undone in reverse order, any imports leave what was before each of them.
    #[test]
    fn imports_are_undone_in_reverse_order(part in 1_usize..9, editions in proptest::collection::vec(proptest::collection::btree_map(0_u8..6, 0_u8..3, 1..6), 1..6)) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let house = House::in_parts_of(part);
            let mut done = Vec::new();
            for edition in &editions {
                let owned: Vec<(String, String)> = edition.iter().map(|(id, name)| (id.to_string(), format!("N{name}"))).collect();
                let entries: Vec<(&str, &str)> = owned.iter().map(|(id, name)| (id.as_str(), name.as_str())).collect();
                let before = house.active().await;
                let import = house.import(&entries).await;
                assert_eq!(house.active().await, is(&entries));
                if import.counts.added + import.counts.changed + import.counts.removed > 0 {
                    done.push((import.id, before));
                }
            }
            for (import, before) in done.into_iter().rev() {
                house.undo(import).await.unwrap();
                assert_eq!(house.active().await, before);
            }
        });
    }
}

#[tokio::test]
async fn an_import_of_a_preview_is_refused_once_the_list_has_changed() {
    let house = House::in_parts_of(2);
    let import = async |entries: Edition<'_>, version| {
        let importing = house.importer.import_at(file(entries), None, version, House::audit());
        importing.await.map_err(|e: ImporterError| e.to_string())
    };
    let old: Edition = &[("1", "A"), ("2", "Bee")];
    let newer: Edition = &[("1", "A"), ("2", "B"), ("3", "URGENT"), ("4", "D"), ("5", "E")];
    assert_eq!(house.preview(old, 1).await.version, 0);
    import(&[("1", "A"), ("2", "B")], Some(0)).await.unwrap();
    let seen = house.preview(old, 1).await;
    // The same file once more changes nothing: what was looked at still holds.
    house.import(&[("1", "A"), ("2", "B")]).await;
    assert_eq!(house.preview(old, 1).await.version, seen.version);
    house.import(newer).await;
    let refused = import(old, Some(seen.version)).await.unwrap_err();
    assert!(refused.contains("list T changed since the preview, by test at 2026-05-17 08:00"), "{refused}");
    assert_eq!(house.active().await, is(newer), "nothing changed");
    let again = house.preview(old, 1).await;
    assert!(again.version > seen.version);
    import(old, Some(again.version)).await.unwrap();
    assert_eq!(house.active().await, is(old));
    // A list that is not there is not what a preview saw either.
    let refused = House::new().importer.import_at(file(old), None, Some(3), House::audit()).await;
    assert!(refused.unwrap_err().to_string().contains("not what the preview was made of"));
}

#[tokio::test]
async fn entries_are_found_by_any_word_of_any_name_by_identifier_and_by_document() {
    let house = House::new();
    let lines = [
        r#"{"id":"XYi.900","list":"T","names":[{"v":"Oska Brenn\u00e1gh"},{"v":"Al-Tavri","k":"aka"},{"v":"\u041e\u0441\u043a\u0430","k":"orig"}]}"#,
        r#"{"id":"XYi.901","list":"T","names":[{"v":"TAVRISH, Oska"}],"docs":[{"t":"passport","n":"PZ 77-1234"}]}"#,
        r#"{"id":"XYi.902","list":"T","names":[{"v":"Oscar Nobody"}]}"#,
    ];
    let file = RawFile::held("t.jsonl", lines.join("\n").into_bytes());
    house.importer.import(vec![file], None, House::audit()).await.unwrap();
    let view = house.store.snapshot().await.unwrap();
    for (sought, expected) in [
        ("brennagh", "0"),
        ("BRENN\u{c1}", "0"),
        ("tavri", "01"),
        ("oska tav", "01"),
        ("altav", "0"),
        ("al-tav", "0"),
        ("\u{43e}\u{441}", "0"),
        ("nobody oska", ""),
        ("xyi.90", "012"),
        ("XYi.901", "1"),
        ("xyi901", "1"),
        ("pz77-12", "1"),
        ("PZ 77", "1"),
        ("rennagh", ""),
        ("- -", "012"),
    ] {
        let scan = queries::entries(list_id("T"), Some(sought), None, 10);
        let mut found: Vec<char> = Vec::new();
        for stored in view.scan(&scan).await.unwrap().records {
            found
                .extend(pc_store::Versioned::<Entry>::read(&stored).unwrap().record.listed.id.chars().last());
        }
        found.sort_unstable();
        assert_eq!(found.into_iter().collect::<String>(), expected, "{sought:?}");
    }
}
