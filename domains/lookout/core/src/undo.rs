//! Undoing an import: the entries that it touched say again what they said before, as an import of its own.

use std::collections::{HashMap, HashSet};

use pc_kernel::{EntryId, GenericUuid, Ids, ImportId};
use pc_store::{Audit, Cursor, Snapshot, SnapshotExt, Versioned, WriteSet};

use crate::{
    LookoutError,
    import::Draft,
    model::{Change, ChangeKind, Entry, Import, ImportCounts, List},
    plan::Step,
    queries,
};

/// The format of an import that undoes another.
pub const UNDO: &str = "undo";

/// Records read at a time.
const PAGE: usize = 1000;

/// An undo under way: page by page of what the import did. Whether it can be undone was seen before the first.
pub(crate) struct Undo {
    undone: Versioned<Import>,
    /// Active entries before.
    known: u32,
    counts: ImportCounts,
    page: Option<Page>,
}

/// Where it stands: first the entries that were known before, then those that the import brought.
enum Page {
    Changes(Option<Cursor>),
    Brought(Option<Cursor>),
}

impl Undo {
    /// Begins to undo `import`, with an import of its own. Refused where one of its entries was touched again since.
    pub async fn begin(
        view: &dyn Snapshot,
        import: ImportId,
        ids: &Ids<'_>,
        audit: &Audit,
    ) -> Result<(Self, Draft), LookoutError> {
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
        if let Some(why) = hindrance(view, import).await? {
            return refuse(why);
        }
        let record = Import {
            id: ids.id(),
            list: undone.record.list,
            list_name: list_name.clone(),
            format: UNDO.to_owned(),
            files: Vec::new(),
            published: None,
            undo_of: Some(import),
            undone_by: None,
            at: audit.at,
            by: audit.actor.clone(),
            counts: ImportCounts::default(),
            warnings: Vec::new(),
            unfinished: false,
        };
        let known = list.record.entries;
        let undo = Self { undone, known, counts: ImportCounts::default(), page: Some(Page::Changes(None)) };
        Ok((undo, Draft::undoing(record, &list)))
    }

    /// The next entries, and what they become again; nothing at the end.
    pub async fn next(&mut self, view: &dyn Snapshot) -> Result<Option<Vec<Step>>, LookoutError> {
        let import = self.undone.record.id;
        let mut steps = Vec::new();
        match self.page.take() {
            None => return Ok(None),
            Some(Page::Changes(after)) => {
                let page = view.scan(&queries::changes(import, None, after, PAGE)).await?;
                for stored in &page.records {
                    let change = Versioned::<Change>::read(stored)?.record;
                    let Some(entry) = view.load::<Entry>(change.entry.into_untyped_uuid()).await? else {
                        continue;
                    };
                    let kind = match change.change {
                        ChangeKind::Added => ChangeKind::Removed,
                        ChangeKind::Changed => ChangeKind::Changed,
                        ChangeKind::Removed => ChangeKind::Added,
                    };
                    let listed = change.before.map_or_else(|| entry.record.listed.clone(), |before| *before);
                    steps.push(Step::Known(kind, entry, listed));
                }
                self.page = Some(page.next.map_or(Page::Brought(None), |next| Page::Changes(Some(next))));
            }
            Some(Page::Brought(after)) => {
                let page = view.scan(&queries::added(import, after, PAGE)).await?;
                for stored in &page.records {
                    steps.push(Step::Gone(Versioned::<Entry>::read(stored)?));
                }
                self.page = page.next.map(|next| Page::Brought(Some(next)));
            }
        }
        for step in &steps {
            match step.kind() {
                ChangeKind::Added => self.counts.added += 1,
                ChangeKind::Changed => self.counts.changed += 1,
                ChangeKind::Removed => self.counts.removed += 1,
            }
        }
        Ok(Some(steps))
    }

    /// What is done so far.
    pub fn counts(&self) -> ImportCounts {
        let ImportCounts { added, changed, removed, .. } = self.counts;
        let entries = (self.known + added).saturating_sub(removed);
        ImportCounts { unchanged: entries.saturating_sub(added + changed), ..self.counts }
    }

    /// Says of the import that `by` undid it.
    pub fn finish(&self, set: &mut WriteSet, by: ImportId) -> Result<(), LookoutError> {
        let next = Import { undone_by: Some(by), ..self.undone.record.clone() };
        Ok(set.update(&self.undone, &next)?)
    }
}

/// In words why `import` cannot be undone, where that is so.
async fn hindrance(view: &dyn Snapshot, import: ImportId) -> Result<Option<String>, LookoutError> {
    let mut origins = Origins { view, wanted: import, undone: HashMap::new() };
    let mut since: Option<(String, ImportId)> = None;
    let mut others = 0_u32;
    let mut later = |name: &str, origin: ImportId| {
        if origin != import {
            others += u32::from(since.is_some());
            since.get_or_insert_with(|| (name.to_owned(), origin));
        }
    };
    let mut scan = queries::changes(import, None, None, PAGE);
    loop {
        let page = view.scan(&scan).await?;
        for stored in &page.records {
            let change = Versioned::<Change>::read(stored)?.record;
            if change.by.is_none() {
                return Ok(Some("it was made before imports could be undone".to_owned()));
            }
            if let Some(entry) = view.load::<Entry>(change.entry.into_untyped_uuid()).await? {
                later(&change.name, origins.of(&entry.record).await?);
            }
        }
        scan.after = page.next;
        if scan.after.is_none() {
            break;
        }
    }
    let mut scan = queries::added(import, None, PAGE);
    loop {
        let page = view.scan(&scan).await?;
        for stored in &page.records {
            let entry = Versioned::<Entry>::read(stored)?.record;
            later(entry.name(), origins.of(&entry).await?);
        }
        scan.after = page.next;
        if scan.after.is_none() {
            break;
        }
    }
    let Some((name, later)) = since else { return Ok(None) };
    let when = view.load::<Import>(later.into_untyped_uuid()).await?;
    let when =
        when.map_or_else(String::new, |i| format!(" of {}", i.record.at.strftime("%Y-%m-%d %H:%M UTC")));
    let others = if others == 0 { String::new() } else { format!(" and {others} more") };
    Ok(Some(format!(
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
