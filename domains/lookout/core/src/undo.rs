//! Undoing an import: the entries that it touched say again what they said before, as an import of its own.

use std::collections::{HashMap, HashSet};

use pc_events::ListImported;
use pc_kernel::{EntryId, GenericUuid, Ids, ImportId};
use pc_store::{Audit, Snapshot, SnapshotExt, Versioned, WriteSet};

use crate::{
    LookoutError,
    diff::fingerprint,
    import::change,
    model::{Change, ChangeKind, Entry, EntryState, Import, ImportCounts, List},
    queries,
};

/// The format of an import that undoes another.
pub const UNDO: &str = "undo";

/// Records read at a time.
const PAGE: usize = 1000;

/// What an entry becomes again.
struct Back {
    entry: Versioned<Entry>,
    kind: ChangeKind,
    listed: pc_watchlist::Entry,
}

/// Decides what undoing `import` changes. Refused where one of its entries was touched again since.
pub async fn undo(
    view: &dyn Snapshot,
    import: ImportId,
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<(WriteSet, Import), LookoutError> {
    let Some(undone) = view.load::<Import>(import.into_untyped_uuid()).await? else {
        return Err(LookoutError::NoImport);
    };
    let list_name = undone.record.list_name.clone();
    let refuse = |why: String| Err(LookoutError::NoUndo { list: list_name.clone(), why });
    if undone.record.undone_by.is_some() {
        return refuse("it has been undone already".to_owned());
    }
    // What two people agreed on by hand is not taken back by one.
    if undone.record.files.is_empty() && undone.record.undo_of.is_none() {
        return refuse("it was made by hand, not from a file: change the entry itself".to_owned());
    }
    let done = undone.record.counts;
    if done.added + done.changed + done.removed == 0 {
        return refuse("it changed nothing".to_owned());
    }
    let Some(list) = view.load::<List>(undone.record.list.into_untyped_uuid()).await? else {
        return Err(LookoutError::NoImport);
    };
    let back = match backs(view, import).await? {
        Ok(back) => back,
        Err(why) => return refuse(why),
    };

    let id: ImportId = ids.id();
    let mut set = WriteSet::new(audit.clone());
    let mut counts = ImportCounts::default();
    let mut touched = Vec::with_capacity(back.len());
    for Back { entry, kind, listed } in back {
        match kind {
            ChangeKind::Added => counts.added += 1,
            ChangeKind::Changed => counts.changed += 1,
            ChangeKind::Removed => counts.removed += 1,
        }
        touched.push(entry.record.id);
        set.insert(&change(ids, id, &entry.record, kind, &listed))?;
        let removed = kind == ChangeKind::Removed;
        let next = Entry {
            fingerprint: fingerprint(&listed),
            listed,
            version: entry.record.version + 1,
            state: if removed { EntryState::Removed } else { EntryState::Active },
            last_import: id,
            ..entry.record.clone()
        };
        set.update(&entry, &next)?;
    }
    let entries = (list.record.entries + counts.added).saturating_sub(counts.removed);
    counts.unchanged = entries.saturating_sub(counts.added + counts.changed);
    let record = Import {
        id,
        list: undone.record.list,
        list_name: list_name.clone(),
        format: UNDO.to_owned(),
        files: Vec::new(),
        published: None,
        undo_of: Some(import),
        undone_by: None,
        at: audit.at,
        by: audit.actor,
        counts,
        warnings: Vec::new(),
    };
    set.insert(&record)?;
    set.update(&undone, &Import { undone_by: Some(id), ..undone.record.clone() })?;
    let next = List {
        entries,
        version: list.record.version + 1,
        last_import: Some(id),
        imported_at: audit.at,
        ..list.record.clone()
    };
    set.update(&list, &next)?;
    let event = ListImported {
        list: record.list,
        import: id,
        added: counts.added,
        changed: counts.changed,
        removed: counts.removed,
        touched,
    };
    set.event(&event, None)?;
    Ok((set, record))
}

/// What each entry of `import` was before; in words why that cannot be.
async fn backs(view: &dyn Snapshot, import: ImportId) -> Result<Result<Vec<Back>, String>, LookoutError> {
    let mut origins = Origins { view, wanted: import, undone: HashMap::new() };
    let mut back = Vec::new();
    let mut since: Vec<(String, ImportId)> = Vec::new();
    for Versioned { record: change, .. } in changes_of(view, import).await? {
        if change.by.is_none() {
            return Ok(Err("it was made before imports could be undone".to_owned()));
        }
        let Some(entry) = view.load::<Entry>(change.entry.into_untyped_uuid()).await? else { continue };
        let origin = origins.of(&entry.record).await?;
        if origin != import {
            since.push((change.name, origin));
            continue;
        }
        let kind = match change.change {
            ChangeKind::Added => ChangeKind::Removed,
            ChangeKind::Changed => ChangeKind::Changed,
            ChangeKind::Removed => ChangeKind::Added,
        };
        let listed = change.before.map_or_else(|| entry.record.listed.clone(), |before| *before);
        back.push(Back { entry, kind, listed });
    }
    for entry in view.load_all::<Entry>(queries::added(import, None, PAGE)).await? {
        let origin = origins.of(&entry.record).await?;
        if origin == import {
            let listed = entry.record.listed.clone();
            back.push(Back { entry, kind: ChangeKind::Removed, listed });
        } else {
            since.push((entry.record.name().to_owned(), origin));
        }
    }
    let Some((name, later)) = since.first() else { return Ok(Ok(back)) };
    let when = view.load::<Import>(later.into_untyped_uuid()).await?;
    let when =
        when.map_or_else(String::new, |i| format!(" of {}", i.record.at.strftime("%Y-%m-%d %H:%M UTC")));
    let others = match since.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    Ok(Err(format!(
        "a later import{when} touched entries that it changed ({name}{others}): undo the later one first, or import \
         the edition that should count"
    )))
}

async fn changes_of(view: &dyn Snapshot, import: ImportId) -> Result<Vec<Versioned<Change>>, LookoutError> {
    Ok(view.load_all::<Change>(queries::changes(import, None, None, PAGE)).await?)
}

/// Which import an entry's content comes from: an undo puts back what an earlier one had said.
struct Origins<'a> {
    view: &'a dyn Snapshot,
    /// The import looked for.
    wanted: ImportId,
    /// For each import met: nothing where it is no undo, else who had changed each entry before what it undid.
    undone: HashMap<ImportId, Option<HashMap<EntryId, ImportId>>>,
}

impl Origins<'_> {
    async fn of(&mut self, entry: &Entry) -> Result<ImportId, LookoutError> {
        let mut origin = entry.last_import;
        let mut passed = HashSet::new();
        while origin != self.wanted && passed.insert(origin) {
            if !self.undone.contains_key(&origin) {
                let import = self.view.load::<Import>(origin.into_untyped_uuid()).await?;
                let known = match import.and_then(|import| import.record.undo_of) {
                    None => None,
                    Some(undone) => {
                        let changes = changes_of(self.view, undone).await?;
                        Some(
                            changes
                                .into_iter()
                                .filter_map(|c| Some((c.record.entry, c.record.by?)))
                                .collect(),
                        )
                    }
                };
                self.undone.insert(origin, known);
            }
            match self.undone.get(&origin).and_then(|known| known.as_ref()?.get(&entry.id)) {
                Some(before) => origin = *before,
                None => break,
            }
        }
        Ok(origin)
    }
}
