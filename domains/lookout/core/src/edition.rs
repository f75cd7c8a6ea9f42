//! The dates or editions that lists state of themselves, and whether a file is older than what is in use.

use pc_kernel::{GenericUuid, ListId, Warning};
use pc_lists::{edition, edition_day};
use pc_store::{Snapshot, SnapshotExt, Versioned};

use crate::{LookoutError, import::broken_off, model::Import, queries};

/// The code of the warning that a file is of an older edition than what is in use.
pub const OLDER: &str = "older-edition";

/// Imports read at a time.
const PAGE: usize = 50;

/// The warning where a file that states `stated` is older than the edition of `list` that is in use. Nothing where either
/// states none, or says something else than a date.
pub(crate) async fn older(
    view: &dyn Snapshot,
    list: ListId,
    stated: Option<&str>,
) -> Result<Option<Warning>, LookoutError> {
    let Some(stated) = stated else { return Ok(None) };
    let Some(known) = in_use(view, list).await? else { return Ok(None) };
    Ok(said(stated, &known).map(|(file, list)| {
        let text = format!(
            "this file says {file}, the list in use says {list}: an older edition takes back what the newer one changed"
        );
        Warning::new(OLDER, 0, text)
    }))
}

/// How both are told where `file` is older than `list`: as days, or with the time where the day is the same.
fn said(file: &str, list: &str) -> Option<(String, String)> {
    let (day, known) = (edition_day(file)?, edition_day(list)?);
    if day != known {
        return (day < known).then(|| (day.to_string(), known.to_string()));
    }
    let (at, known): (jiff::Timestamp, jiff::Timestamp) = (file.parse().ok()?, list.parse().ok()?);
    (at < known).then(|| (edition(file), edition(list)))
}

/// What the last import that still counts says of itself: neither undone nor broken off.
async fn in_use(view: &dyn Snapshot, list: ListId) -> Result<Option<String>, LookoutError> {
    let mut scan = queries::imports(Some(list), None, PAGE);
    loop {
        let page = view.scan(&scan).await?;
        for stored in &page.records {
            let import = Versioned::<Import>::read(stored)?.record;
            if import.undo_of.is_none() && !broken_off(&import) && !undone(view, &import).await? {
                return Ok(import.published);
            }
        }
        if page.next.is_none() {
            return Ok(None);
        }
        scan.after = page.next;
    }
}

/// Whether what it did does not count: an undo of its undo puts it back.
async fn undone(view: &dyn Snapshot, import: &Import) -> Result<bool, LookoutError> {
    let (mut undone, mut by) = (false, import.undone_by);
    while let Some(id) = by {
        undone = !undone;
        let next = view.load::<Import>(id.into_untyped_uuid()).await?;
        by = next.and_then(|next| next.record.undone_by);
    }
    Ok(undone)
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn an_edition_is_older_by_its_day_or_by_its_time_on_the_same_day() {
        let told = |file, list| said(file, list).map(|(file, list)| format!("{file} {list}"));
        assert_eq!(told("2026-10-01", "2026-11-15").as_deref(), Some("2026-10-01 2026-11-15"));
        // Kept by an import of before as the list wrote it.
        assert_eq!(told("2026-05-17", "01/06/2026").as_deref(), Some("2026-05-17 2026-06-01"));
        assert_eq!(
            told("2026-05-17T08:00:00Z", "2026-05-17T12:00:00.000+02:00").as_deref(),
            Some("2026-05-17T08:00:00Z 2026-05-17T12:00:00.000+02:00")
        );
        for (file, list) in [
            ("2026-11-15", "2026-10-01"),
            ("2026-11-15", "2026-11-15"),
            ("2026-11-15", "2026-11-15T10:00:00Z"),
            ("Edition 11", "Edition 12"),
            ("2026-11-15", "Edition 12"),
        ] {
            assert_eq!(told(file, list), None, "{file} {list}");
        }
    }
}
