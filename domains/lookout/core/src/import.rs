//! An import: a file compared with the list.

use pc_events::ListImported;
use pc_kernel::{Ids, ImportId};
use pc_store::{Audit, Snapshot, WriteSet};
use pc_watchlist::ListRead;

use crate::{
    LookoutError,
    diff::{differences, fingerprint},
    model::{Change, ChangeKind, Entry, EntryState, FileRecord, Import, List},
    plan::{Plan, Step},
};

/// Where a list file came from.
pub type FileProvenance = FileRecord;

/// So many warnings are kept with an import.
pub const WARNINGS: usize = 100;

/// A list file as read.
#[derive(Debug)]
pub struct ListFile {
    /// Its entries and what the reader noticed.
    pub read: ListRead,
    /// Short name of its form, e.g. `ofac-sdn`.
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
    let published = read.published.clone();
    let plan = Plan::of(view, read, &files).await?;
    let id: ImportId = ids.id();
    let mut set = WriteSet::new(audit.clone());
    let mut touched = Vec::new();
    for step in plan.steps {
        match step {
            Step::New(entry, listed) => set.insert(&Entry {
                id: entry,
                list: plan.list,
                fingerprint: fingerprint(&listed),
                listed,
                version: 1,
                state: EntryState::Active,
                first_import: id,
                last_import: id,
                hand: None,
                due: None,
            })?,
            Step::Known(kind, before, listed) => {
                touched.push(before.record.id);
                set.insert(&change(ids, id, &before.record, kind, &listed))?;
                let next = Entry {
                    fingerprint: fingerprint(&listed),
                    listed,
                    version: before.record.version + 1,
                    state: EntryState::Active,
                    last_import: id,
                    ..before.record.clone()
                };
                set.update(&before, &next)?;
            }
            Step::Gone(before) => {
                touched.push(before.record.id);
                let listed = &before.record.listed;
                set.insert(&change(ids, id, &before.record, ChangeKind::Removed, listed))?;
                let next = Entry {
                    version: before.record.version + 1,
                    state: EntryState::Removed,
                    last_import: id,
                    ..before.record.clone()
                };
                set.update(&before, &next)?;
            }
        }
    }
    let counts = plan.counts;
    let import = Import {
        id,
        list: plan.list,
        list_name: plan.name.clone(),
        format: format.clone(),
        files,
        published,
        undo_of: None,
        undone_by: None,
        at: audit.at,
        by: audit.actor,
        counts,
        warnings: plan.warnings.into_iter().take(WARNINGS).collect(),
    };
    set.insert(&import)?;
    let changes = counts.added + counts.changed + counts.removed;
    let before = plan.known.as_ref().map(|l| &l.record);
    let record = List {
        id: plan.list,
        title: title.or_else(|| before.map(|l| l.title.clone())).unwrap_or_else(|| plan.name.clone()),
        name: plan.name,
        format,
        entries: counts.added + counts.changed + counts.unchanged + plan.kept,
        version: before.map_or(0, |l| l.version) + u32::from(changes > 0),
        last_import: Some(id),
        imported_at: audit.at,
    };
    set.put(&record, plan.known.as_ref().map_or(0, |l| l.version))?;
    if changes > 0 {
        let event = ListImported {
            list: plan.list,
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

/// What `import` does to an entry that was known: what it said before is kept, so that it can be undone.
pub(crate) fn change(
    ids: &Ids<'_>,
    import: ImportId,
    before: &Entry,
    kind: ChangeKind,
    after: &pc_watchlist::Entry,
) -> Change {
    let gone = kind == ChangeKind::Removed;
    Change {
        id: ids.uuid(),
        import,
        entry: before.id,
        external_id: before.listed.id.clone(),
        name: before.name().to_owned(),
        change: kind,
        fields: if gone { Vec::new() } else { differences(&before.listed, after) },
        before: (before.listed != *after).then(|| Box::new(before.listed.clone())),
        by: Some(before.last_import),
    }
}
