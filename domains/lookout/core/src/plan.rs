//! What a list file would change: decided entry by entry, for an import and for its preview alike.

use std::collections::HashSet;

use pc_kernel::{EntryId, GenericUuid, ListId, Warning};
use pc_store::{Actor, Cursor, Scan, Snapshot, SnapshotExt, Versioned};
use pc_watchlist::Line;

use crate::{
    LookoutError, by_hand,
    diff::{FieldChange, differences},
    edition,
    model::{ChangeKind, Entry, EntryState, Import, ImportCounts, List, entry_id, list_id},
    queries,
    survey::{Survey, WARNINGS},
};

/// Entries of the list read at a time.
const PAGE: usize = 1000;

/// What happens to one entry.
#[derive(Debug)]
pub(crate) enum Step {
    /// It was not known.
    New(EntryId, pc_watchlist::Entry),
    /// It was known, and says something else now or is back.
    Known(ChangeKind, Versioned<Entry>, pc_watchlist::Entry),
    /// It is no longer listed.
    Gone(Versioned<Entry>),
}

/// A list file compared with the list as it is. It holds the entries' ids, and none of their content.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The list.
    pub list: ListId,
    /// Its short name.
    name: String,
    /// The list's record, where it is known.
    pub known: Option<Versioned<List>>,
    /// What is done so far.
    pub counts: ImportCounts,
    /// Active entries that the file does not hold and that stay, because it could not be read to its end.
    pub kept: u32,
    /// The first of what was noticed while comparing.
    pub notices: Vec<Warning>,
    /// An entry missing from the file is gone.
    whole: bool,
    seen: HashSet<EntryId>,
}

/// One entry of a preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What would happen to it.
    pub change: ChangeKind,
    /// The list's own id of it.
    pub external_id: String,
    /// Its name, as it would be.
    pub name: String,
    /// Each field that would say something else.
    pub fields: Vec<FieldChange>,
}

impl Plan {
    /// Begins to compare what `survey` is of with the list as `view` has it.
    pub(crate) async fn begin(view: &dyn Snapshot, survey: &Survey) -> Result<Self, LookoutError> {
        let list = list_id(&survey.list);
        let known = view.load::<List>(list.into_untyped_uuid()).await?;
        if known.as_ref().is_some_and(|l| l.record.format == by_hand::FORMAT) {
            return Err(LookoutError::ByHand(survey.list.clone()));
        }
        let older = match &known {
            Some(_) => edition::older(view, list, survey.published.as_deref()).await?,
            None => None,
        };
        let noticed = survey.noticed + u32::from(older.is_some());
        let counts = ImportCounts { warnings: noticed, ..ImportCounts::default() };
        let notices = older.into_iter().collect();
        let name = survey.list.clone();
        Ok(Self { list, name, known, counts, kept: 0, notices, whole: !survey.cut, seen: HashSet::new() })
    }

    /// The version of the list that the file is compared with; 0 where it is not known.
    pub(crate) fn version(&self) -> u32 {
        self.known.as_ref().map_or(0, |list| list.record.version)
    }

    /// Who changed the list last: told to whoever looked at it before that.
    pub(crate) async fn moved(
        &self,
        view: &dyn Snapshot,
        survey: &Survey,
    ) -> Result<LookoutError, LookoutError> {
        let list = survey.list.clone();
        // The list that was looked at is no longer there.
        let Some(known) = &self.known else { return Ok(LookoutError::Gone(list)) };
        let changed = |import: &Import| {
            let ImportCounts { added, changed, removed, .. } = import.counts;
            added + changed + removed > 0
        };
        let mut last = match known.record.last_import {
            Some(id) => view.load::<Import>(id.into_untyped_uuid()).await?.map(|import| import.record),
            None => None,
        };
        // The last one may have changed nothing.
        let mut scan = queries::imports(Some(self.list), None, 100);
        while !last.as_ref().is_some_and(changed) {
            let page = view.scan(&scan).await?;
            let read = page.records.iter().map(Versioned::<Import>::read).collect::<Result<Vec<_>, _>>()?;
            last = read.into_iter().map(|import| import.record).find(changed).or(last);
            if page.next.is_none() {
                break;
            }
            scan.after = page.next;
        }
        let Some(Import { by, at, .. }) = last else { return Ok(LookoutError::Gone(list)) };
        let by = match by {
            Actor::Account { name, .. } => name,
            Actor::System(part) => part.into_owned(),
        };
        Ok(LookoutError::Moved { list, by, at })
    }

    /// What happens to the entry of the next line of the file; nothing where it says what it said. Of an entry that stands
    /// twice, the first counts. One of which a part is missing, or the name, takes nothing from what is known.
    pub(crate) async fn next(
        &mut self,
        view: &dyn Snapshot,
        line: Line,
    ) -> Result<Option<Step>, LookoutError> {
        let Line { entry: Some(mut listed), partial, offset, number, .. } = line else { return Ok(None) };
        listed.list.clone_from(&self.name);
        let entry = entry_id(self.list, &listed.id);
        if !self.seen.insert(entry) {
            let text = format!("id {} stands again, for {}: the first counts", listed.id, called(&listed));
            self.notice("repeated-id", offset, number, &text);
            return Ok(None);
        }
        let before = match &self.known {
            Some(_) => view.load::<Entry>(entry.into_untyped_uuid()).await?,
            None => None,
        };
        let unnamed = listed.names.is_empty();
        let Some(before) = before else {
            if partial && unnamed && listed.documents.is_empty() {
                return Ok(None);
            }
            self.counts.added += 1;
            return Ok(Some(Step::New(entry, listed)));
        };
        let blanked = unnamed && !before.record.listed.names.is_empty();
        if blanked {
            let name = before.record.name();
            let text = format!("entry {}, {name}, has no name in the file: it stays as it was", listed.id);
            self.notice("no-name", offset, number, &text);
        }
        let listed = match (blanked, partial) {
            (true, _) => before.record.listed.clone(),
            (_, true) => completed(listed, &before.record.listed),
            _ => listed,
        };
        if before.record.state == EntryState::Removed {
            self.counts.added += 1;
            return Ok(Some(Step::Known(ChangeKind::Added, before, listed)));
        }
        if before.record.listed == listed {
            self.counts.unchanged += 1;
            return Ok(None);
        }
        self.counts.changed += 1;
        Ok(Some(Step::Known(ChangeKind::Changed, before, listed)))
    }

    fn notice(&mut self, code: &str, offset: usize, number: u64, text: &str) {
        self.counts.warnings += 1;
        if self.notices.len() < WARNINGS {
            let text = if number > 0 { format!("line {number}: {text}") } else { text.to_owned() };
            self.notices.push(Warning::new(code, offset, text));
        }
    }

    /// After the last entry of the file: what happens to a page of those that it does not hold, and where the next
    /// page begins.
    pub(crate) async fn missing(
        &mut self,
        view: &dyn Snapshot,
        after: Option<Cursor>,
    ) -> Result<(Vec<Step>, Option<Cursor>), LookoutError> {
        if self.known.is_none() {
            return Ok((Vec::new(), None));
        }
        let scan = Scan::all::<Entry>("by_list").prefix([self.list.into_untyped_uuid().into()]);
        let page = view.scan(&scan.after(after).limit(PAGE)).await?;
        let mut gone = Vec::new();
        for stored in &page.records {
            if self.seen.contains(&EntryId::from_untyped_uuid(stored.id)) {
                continue;
            }
            let entry = Versioned::<Entry>::read(stored)?;
            if entry.record.state != EntryState::Active {
                continue;
            }
            // What a file that is cut off does not hold may stand in the part that is missing.
            if self.whole {
                self.counts.removed += 1;
                gone.push(Step::Gone(entry));
            } else {
                self.kept += 1;
            }
        }
        Ok((gone, page.next))
    }
}

fn called(entry: &pc_watchlist::Entry) -> &str {
    entry.names.first().map_or("an entry without a name", |name| name.value.as_str())
}

impl Step {
    /// What is done.
    pub(crate) fn kind(&self) -> ChangeKind {
        match self {
            Self::New(..) => ChangeKind::Added,
            Self::Known(kind, ..) => *kind,
            Self::Gone(_) => ChangeKind::Removed,
        }
    }

    /// The same in words.
    pub(crate) fn planned(&self) -> Planned {
        let (listed, fields) = match self {
            Self::New(_, listed) => (listed, Vec::new()),
            Self::Known(_, before, listed) => (listed, differences(&before.record.listed, listed)),
            Self::Gone(before) => (&before.record.listed, Vec::new()),
        };
        Planned {
            change: self.kind(),
            external_id: listed.id.clone(),
            name: listed.names.first().map_or_else(String::new, |n| n.value.clone()),
            fields,
        }
    }
}

/// An entry of which the file holds a part only: what it does not hold stays as it was, and nothing is taken away. Where the
/// names are not those known, the part may be cut within them: all stays as it was.
fn completed(part: pc_watchlist::Entry, known: &pc_watchlist::Entry) -> pc_watchlist::Entry {
    fn or<T: Clone>(part: Vec<T>, known: &[T]) -> Vec<T> {
        if part.is_empty() { known.to_vec() } else { part }
    }
    if !part.names.iter().all(|name| known.names.contains(name)) {
        return known.clone();
    }
    let new = part.documents.iter().filter(|one| !known.documents.contains(one)).cloned();
    let documents = known.documents.iter().cloned().chain(new).collect();
    pc_watchlist::Entry {
        documents,
        gender: part.gender.or(known.gender),
        births: or(part.births, &known.births),
        nationalities: or(part.nationalities, &known.nationalities),
        remarks: part.remarks.or_else(|| known.remarks.clone()),
        ..known.clone()
    }
}
