//! Files of an edition that is older than what is in use.

use jiff::{SignedDuration, Timestamp};
use pc_lookout::{Import, RawFile};
use pc_store::Audit;

use crate::House;

/// The list with `people` as it was published on a day.
fn published(day: &str, people: &[&str]) -> Vec<RawFile> {
    let row = |name: &&str| format!("TST-{name},{name},Ivor,Individual\n");
    let rows: String = people.iter().map(row).collect();
    let file = format!("Report Date: {day}\nUnique ID,Name 6,Name 1,Designation Type\n{rows}");
    vec![RawFile::held("uk.csv", file.into_bytes())]
}

/// A house where an hour goes by with each import.
struct Hours {
    house: House,
    at: Timestamp,
}

impl Hours {
    fn audit(&mut self) -> Audit {
        self.at += SignedDuration::from_hours(1);
        Audit { at: self.at, ..House::audit() }
    }

    /// What the preview and the import say alike of an older edition.
    async fn told(&mut self, day: &str, people: &[&str]) -> (Import, Vec<String>) {
        let preview = self.house.importer.preview(&published(day, people), 10).await.unwrap();
        let audit = self.audit();
        let done = self.house.importer.import(published(day, people), None, audit).await.unwrap();
        assert_eq!((preview.counts, &preview.warnings), (done.counts, &done.warnings));
        let older = done.warnings.iter().filter(|w| w.code == "older-edition").map(|w| w.text.clone());
        let older = older.collect();
        (done, older)
    }

    async fn undo(&mut self, import: &Import) -> Import {
        let audit = self.audit();
        self.house.importer.undo(import.id, audit).await.unwrap()
    }
}

#[tokio::test]
async fn an_older_edition_is_imported_with_a_warning() {
    let mut hours = Hours { house: House::new(), at: House::audit().at };
    let (_, told) = hours.told("15-Nov-2026", &["ALPHA", "BRAVO"]).await;
    assert!(told.is_empty(), "there is nothing to be older than");
    let (older, told) = hours.told("01/10/2026", &["ALPHA"]).await;
    assert_eq!(
        told,
        [
            "this file says 2026-10-01, the list in use says 2026-11-15: an older edition takes back what the newer \
         one changed"
        ]
    );
    assert_eq!(older.published.as_deref(), Some("2026-10-01"));
    assert_eq!((older.counts.removed, older.counts.warnings), (1, 1), "it is taken all the same");
    assert_eq!(older.warnings[0].code, "older-edition");
    // It is what is in use now.
    let (_, told) = hours.told("20-Oct-2026", &["ALPHA", "CHARLIE"]).await;
    assert!(told.is_empty(), "{told:?}");
    assert!(hours.told("Edition 7", &["ALPHA"]).await.1.is_empty(), "no date, nothing to compare");
    assert!(hours.told("01-Jan-2026", &["ALPHA"]).await.1.is_empty(), "nor here");
}

#[tokio::test]
async fn an_edition_that_was_undone_is_not_in_use() {
    let mut hours = Hours { house: House::new(), at: House::audit().at };
    hours.told("15-Nov-2026", &["ALPHA", "BRAVO"]).await;
    let (older, _) = hours.told("01-Oct-2026", &["ALPHA"]).await;
    let undone = hours.undo(&older).await;
    let preview = |day: &'static str| published(day, &["DELTA"]);
    let told = async |hours: &Hours, day| {
        let preview = hours.house.importer.preview(&preview(day), 10).await.unwrap();
        preview.warnings.into_iter().find(|w| w.code == "older-edition").map(|w| w.text)
    };
    assert!(told(&hours, "01-Nov-2026").await.unwrap().contains("says 2026-11-15"), "the one before is back");
    hours.undo(&undone).await;
    assert_eq!(told(&hours, "01-Nov-2026").await, None, "and gone again");
    assert!(told(&hours, "01-Sep-2026").await.unwrap().contains("says 2026-10-01"));
}
