//! What an import writes: the entries that change with what they said before, the import, and the list.

use pc_events::ListImported;
use pc_kernel::{EntryId, GenericUuid, Ids, ImportId, Warning};
use pc_store::{Audit, Snapshot, SnapshotExt, Versioned, WriteSet};

use crate::{
    LookoutError,
    diff::{differences, fingerprint},
    model::{Change, ChangeKind, Entry, EntryState, Import, ImportCounts, List},
    plan::{Plan, Step},
    survey::Survey,
};

/// The code of the warning that an import did not come to its end.
const BROKEN_OFF: &str = "interrupted";
/// What is said of an import that did not come to its end.
const INTERRUPTED: &str =
    "the import was interrupted: what it had done until then counts. Import the file again for the rest";

/// An import under way. Mostly one write set; a large one is written in several, and its record says so until the last.
pub(crate) struct Draft {
    pub import: Import,
    list: List,
    /// The versions that both records have now.
    versions: (u64, u64),
    touched: Vec<EntryId>,
    known: u32,
}

impl Draft {
    /// An import of what `survey` is of.
    pub fn of(survey: &Survey, plan: &Plan, title: Option<String>, ids: &Ids<'_>, audit: &Audit) -> Self {
        let before = plan.known.as_ref().map(|list| &list.record);
        let import = Import {
            id: ids.id(),
            list: plan.list,
            list_name: survey.list.clone(),
            format: survey.format.to_owned(),
            files: survey.files.clone(),
            published: survey.published.clone(),
            undo_of: None,
            undone_by: None,
            at: audit.at,
            by: audit.actor.clone(),
            counts: plan.counts,
            warnings: survey.warnings.clone(),
            unfinished: false,
        };
        let title = title.or_else(|| before.map(|list| list.title.clone()));
        let list = List {
            id: plan.list,
            title: title.unwrap_or_else(|| survey.list.clone()),
            name: survey.list.clone(),
            format: survey.format.to_owned(),
            entries: 0,
            version: before.map_or(0, |list| list.version),
            last_import: Some(import.id),
            imported_at: audit.at,
        };
        let versions = (0, plan.known.as_ref().map_or(0, |list| list.version));
        let known = before.map_or(0, |list| list.entries);
        Self { import, list, versions, touched: Vec::new(), known }
    }

    /// An import that undoes another one of `list`.
    pub fn undoing(import: Import, list: &Versioned<List>) -> Self {
        let record = List { last_import: Some(import.id), imported_at: import.at, ..list.record.clone() };
        let versions = (0, list.version);
        Self { import, versions, touched: Vec::new(), known: list.record.entries, list: record }
    }

    /// Adds what `step` does.
    pub fn write(&mut self, set: &mut WriteSet, step: &Step, ids: &Ids<'_>) -> Result<(), LookoutError> {
        let (id, list) = (self.import.id, self.import.list);
        let (kind, before, listed) = match step {
            Step::New(entry, listed) => {
                set.insert(&Entry {
                    id: *entry,
                    list,
                    fingerprint: fingerprint(listed),
                    listed: listed.clone(),
                    version: 1,
                    state: EntryState::Active,
                    first_import: id,
                    last_import: id,
                    hand: None,
                    due: None,
                })?;
                return Ok(());
            }
            Step::Known(kind, before, listed) => (*kind, before, listed),
            Step::Gone(before) => (ChangeKind::Removed, before, &before.record.listed),
        };
        self.touched.push(before.record.id);
        set.insert(&change(ids, id, &before.record, kind, listed))?;
        let removed = kind == ChangeKind::Removed;
        let next = Entry {
            fingerprint: fingerprint(listed),
            listed: listed.clone(),
            version: before.record.version + 1,
            state: if removed { EntryState::Removed } else { EntryState::Active },
            last_import: id,
            ..before.record.clone()
        };
        set.update(before, &next)?;
        Ok(())
    }

    /// Completes a set that is not the last: what was done so far, and that there is more to come.
    pub fn part(&mut self, set: &mut WriteSet, counts: ImportCounts) -> Result<(), LookoutError> {
        self.put(set, counts, true)?;
        self.versions = (self.versions.0 + 1, self.versions.1 + 1);
        Ok(())
    }

    /// Completes the last set.
    pub fn finish(mut self, set: &mut WriteSet, counts: ImportCounts) -> Result<Import, LookoutError> {
        self.put(set, counts, false)?;
        if changes(counts) > 0 {
            set.event(&imported(&self.import, self.touched), None)?;
        }
        Ok(self.import)
    }

    fn put(
        &mut self,
        set: &mut WriteSet,
        counts: ImportCounts,
        unfinished: bool,
    ) -> Result<(), LookoutError> {
        self.import.counts = counts;
        self.import.unfinished = unfinished;
        set.put(&self.import, self.versions.0)?;
        self.list.version += u32::from(changes(counts) > 0);
        self.list.entries = (self.known + counts.added).saturating_sub(counts.removed);
        set.put(&self.list, self.versions.1)?;
        // Hits on what a part changed are found by the import: the event of a large one need not name them.
        if unfinished {
            self.touched.clear();
        }
        Ok(())
    }
}

/// Ends an import that did not come to its end, where `list` has one: what it did counts, and everybody is screened
/// against it.
pub(crate) async fn interrupted(
    view: &dyn Snapshot,
    list: &List,
    audit: Audit,
) -> Result<Option<WriteSet>, LookoutError> {
    let Some(last) = list.last_import else { return Ok(None) };
    let Some(import) = view.load::<Import>(last.into_untyped_uuid()).await? else { return Ok(None) };
    if !import.record.unfinished {
        return Ok(None);
    }
    let mut next = Import { unfinished: false, ..import.record.clone() };
    next.warnings.insert(0, Warning::new(BROKEN_OFF, 0, INTERRUPTED));
    next.counts.warnings += 1;
    let mut set = WriteSet::new(audit);
    set.update(&import, &next)?;
    set.event(&imported(&next, Vec::new()), None)?;
    Ok(Some(set))
}

/// Whether an import did not come to its end, or has not yet.
pub(crate) fn broken_off(import: &Import) -> bool {
    import.unfinished || import.warnings.iter().any(|warning| warning.code == BROKEN_OFF)
}

fn changes(counts: ImportCounts) -> u32 {
    counts.added + counts.changed + counts.removed
}

fn imported(import: &Import, touched: Vec<EntryId>) -> ListImported {
    let ImportCounts { added, changed, removed, .. } = import.counts;
    ListImported { list: import.list, import: import.id, added, changed, removed, touched }
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
