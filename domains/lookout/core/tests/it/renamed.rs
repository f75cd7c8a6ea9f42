//! Files of OpenSanctions: a list for each data set, and the one list that they were before.

use pc_kernel::GenericUuid;
use pc_lookout::{List, RawFile, model::list_id};
use pc_store::{SnapshotExt, Store};

use crate::House;

/// A file of `set` that holds entities with these ids.
fn targets(set: &str, ids: std::ops::Range<u32>) -> Vec<RawFile> {
    let head = "id,schema,name,aliases,birth_date,countries,dataset\n";
    let row = |id: u32| format!("Q{id},Person,EXAMPLAR {id},,,,{set}\n");
    let rows: String = ids.map(row).collect();
    vec![RawFile::held("targets.simple.csv", format!("{head}{rows}").into_bytes())]
}

/// A list with the ids 1 to 19 as it was imported before: own JSON lines say what their list is called.
async fn before(house: &House) {
    let line = |id: u32| {
        format!("{{\"id\":\"Q{id}\",\"list\":\"OPENSANCTIONS\",\"names\":[{{\"v\":\"EXAMPLAR {id}\"}}]}}\n")
    };
    let before = RawFile::held("t.jsonl", (1..20).map(line).collect::<String>().into_bytes());
    house.importer.import(vec![before], None, House::audit()).await.unwrap();
}

#[tokio::test]
async fn another_data_set_is_another_list() {
    let house = House::new();
    house.importer.import(targets("House list", 1..20), None, House::audit()).await.unwrap();
    let preview = house.importer.preview(&targets("Other list", 10..30), 10).await.unwrap();
    assert_eq!((preview.list.as_str(), preview.known, preview.counts.removed), ("OTHER LIST", None, 0));
    let preview = house.importer.preview(&targets("House list", 2..21), 10).await.unwrap();
    assert_eq!((preview.list.as_str(), preview.counts.added, preview.counts.removed), ("HOUSE LIST", 1, 1));
}

#[tokio::test]
async fn a_list_of_before_goes_on_under_its_name() {
    let house = House::new();
    before(&house).await;
    let next = targets("House list", 2..21);
    let preview = house.importer.preview(&next, 10).await.unwrap();
    assert_eq!(
        (preview.list.as_str(), preview.counts.added, preview.counts.removed),
        ("OPENSANCTIONS", 1, 1)
    );
    let done = house.importer.import(next, None, House::audit()).await.unwrap();
    assert_eq!((done.list_name.as_str(), done.counts), ("OPENSANCTIONS", preview.counts));
    // Another data set is none of it, and neither is a small part of it.
    for other in [targets("Other list", 100..120), targets("Other list", 2..5)] {
        assert_eq!(house.importer.preview(&other, 10).await.unwrap().list, "OTHER LIST");
    }
    let view = house.store.snapshot().await.unwrap();
    let list = async |name: &str| view.load::<List>(list_id(name).into_untyped_uuid()).await.unwrap();
    assert_eq!(list("OPENSANCTIONS").await.unwrap().record.entries, 19);
    assert!(list("HOUSE LIST").await.is_none());
}

#[tokio::test]
async fn an_import_that_was_undone_does_not_end_a_list_of_before() {
    let house = House::new();
    before(&house).await;
    let short = house.importer.import(targets("House list", 2..5), None, House::audit()).await.unwrap();
    assert_eq!(short.list_name, "HOUSE LIST");
    assert_eq!(house.importer.preview(&targets("House list", 2..21), 10).await.unwrap().list, "HOUSE LIST");
    house.undo(short.id).await.unwrap();
    let done = house.importer.import(targets("House list", 2..21), None, House::audit()).await.unwrap();
    assert_eq!((done.list_name.as_str(), done.counts.added, done.counts.removed), ("OPENSANCTIONS", 1, 1));
}

#[tokio::test]
async fn a_file_that_is_cut_goes_on_with_a_list_of_before() {
    let house = House::new();
    before(&house).await;
    let head = "id,schema,name,aliases,birth_date,countries,dataset\n";
    let cut = format!("{head}Q1,Person,EXAMPLAR 1,,,,House list\nQ2,Person,EXAM");
    let cut = vec![RawFile::held("targets.simple.csv", cut.into_bytes())];
    let preview = house.importer.preview(&cut, 10).await.unwrap();
    assert_eq!((preview.list.as_str(), preview.counts.removed), ("OPENSANCTIONS", 0));
    assert!(preview.kept > 0 && preview.warnings.iter().any(|w| w.code == pc_lists::CUT));
}
