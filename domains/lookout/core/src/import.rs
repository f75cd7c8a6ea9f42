//! An import: a file compared with the list.

use std::collections::HashMap;

use pc_events::ListImported;
use pc_kernel::{EntryId, GenericUuid, Ids, ImportId};
use pc_store::{Audit, Scan, Snapshot, SnapshotExt, Versioned, WriteSet};
use pc_watchlist::ListRead;

use crate::{
    LookoutError, by_hand,
    diff::{differences, fingerprint},
    model::{
        Change, ChangeKind, Entry, EntryState, FileRecord, Import, ImportCounts, List, entry_id, list_id,
    },
};

/// Where a list file came from.
pub type FileProvenance = FileRecord;

/// A list file as read.
#[derive(Debug)]
pub struct ListFile {
    /// Its entries and what the reader noticed.
    pub read: ListRead,
    /// `ofac-sdn` or `watchlist-jsonl`.
    pub format: String,
    /// The files.
    pub files: Vec<FileProvenance>,
    /// A name for people; the list's name where there is none.
    pub title: Option<String>,
}

/// Decides what `file` changes. The import record is part of the set even when nothing changes.
pub async fn import(
    view: &dyn Snapshot,
    file: ListFile,
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<(WriteSet, Import), LookoutError> {
    let ListFile { read, format, files, title } = file;
    let name = list_name(&read, &files)?;
    let list = list_id(&name);
    let known_list = view.load::<List>(list.into_untyped_uuid()).await?;
    if known_list.as_ref().is_some_and(|l| l.record.format == by_hand::FORMAT) {
        return Err(LookoutError::ByHand(name));
    }
    let scan = Scan::all::<Entry>("by_list").prefix([list.into_untyped_uuid().into()]);
    let mut known: HashMap<EntryId, Versioned<Entry>> =
        view.load_all::<Entry>(scan).await?.into_iter().map(|e| (e.record.id, e)).collect();

    let id: ImportId = ids.id();
    let mut set = WriteSet::new(audit.clone());
    let mut counts = ImportCounts { warnings: read.warnings.len() as u32, ..ImportCounts::default() };
    let mut touched = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for listed in read.entries {
        let entry = entry_id(list, &listed.id);
        if !seen.insert(entry) {
            counts.warnings += 1;
            continue;
        }
        let fresh = fingerprint(&listed);
        let Some(before) = known.remove(&entry) else {
            counts.added += 1;
            set.insert(&Entry {
                id: entry,
                list,
                listed,
                fingerprint: fresh,
                version: 1,
                state: EntryState::Active,
                first_import: id,
                last_import: id,
                hand: None,
                due: None,
            })?;
            continue;
        };
        let back = before.record.state == EntryState::Removed;
        if before.record.listed == listed && !back {
            counts.unchanged += 1;
            continue;
        }
        if back {
            counts.added += 1;
        } else {
            counts.changed += 1;
        }
        touched.push(entry);
        let kind = if back { ChangeKind::Added } else { ChangeKind::Changed };
        set.insert(&change(ids, id, &before.record, kind, &listed))?;
        let next = Entry {
            listed,
            fingerprint: fresh,
            version: before.record.version + 1,
            state: EntryState::Active,
            last_import: id,
            ..before.record.clone()
        };
        set.update(&before, &next)?;
    }
    for before in known.into_values().filter(|e| e.record.state == EntryState::Active) {
        counts.removed += 1;
        touched.push(before.record.id);
        set.insert(&change(ids, id, &before.record, ChangeKind::Removed, &before.record.listed))?;
        let next = Entry {
            version: before.record.version + 1,
            state: EntryState::Removed,
            last_import: id,
            ..before.record.clone()
        };
        set.update(&before, &next)?;
    }

    let import = Import {
        id,
        list,
        list_name: name.clone(),
        format: format.clone(),
        files,
        at: audit.at,
        by: audit.actor,
        counts,
        warnings: read.warnings.into_iter().take(100).collect(),
    };
    set.insert(&import)?;
    let changes = counts.added + counts.changed + counts.removed;
    let before = known_list.as_ref().map(|l| &l.record);
    let record = List {
        id: list,
        title: title.or_else(|| before.map(|l| l.title.clone())).unwrap_or_else(|| name.clone()),
        name,
        format,
        entries: counts.added + counts.changed + counts.unchanged,
        version: before.map_or(0, |l| l.version) + u32::from(changes > 0),
        last_import: Some(id),
        imported_at: audit.at,
    };
    set.put(&record, known_list.as_ref().map_or(0, |l| l.version))?;
    if changes > 0 {
        let event = ListImported {
            list,
            import: id,
            added: counts.added,
            changed: counts.changed,
            removed: counts.removed,
            touched,
        };
        set.event(&event, None)?;
    }
    Ok((set, import))
}

fn change(
    ids: &Ids<'_>,
    import: ImportId,
    before: &Entry,
    kind: ChangeKind,
    after: &pc_watchlist::Entry,
) -> Change {
    Change {
        id: ids.uuid(),
        import,
        entry: before.id,
        external_id: before.listed.id.clone(),
        name: before.name().to_owned(),
        change: kind,
        fields: if kind == ChangeKind::Removed { Vec::new() } else { differences(&before.listed, after) },
    }
}

fn list_name(read: &ListRead, files: &[FileProvenance]) -> Result<String, LookoutError> {
    let file = || files.first().map_or_else(|| "the file".to_owned(), |f| f.name.clone());
    let mut names: Vec<&str> = read.entries.iter().map(|e| e.list.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => Err(LookoutError::Empty {
            file: file(),
            hint: read.warnings.first().map(|w| format!("; {}", w.text)).unwrap_or_default(),
        }),
        [name] => Ok((*name).to_owned()),
        several => Err(LookoutError::SeveralLists { file: file(), lists: several.join(", ") }),
    }
}
