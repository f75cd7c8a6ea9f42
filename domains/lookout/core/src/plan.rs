//! What a list file would change: decided entry by entry, for an import and for its preview alike.

use std::collections::HashSet;

use pc_kernel::{EntryId, GenericUuid, ListId};
use pc_store::{Cursor, Scan, Snapshot, SnapshotExt, Versioned};

use crate::{
    LookoutError, by_hand,
    diff::{FieldChange, differences},
    model::{ChangeKind, Entry, EntryState, ImportCounts, List, entry_id, list_id},
    survey::Survey,
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
    /// The list's record, where it is known.
    pub known: Option<Versioned<List>>,
    /// What is done so far.
    pub counts: ImportCounts,
    /// Active entries that the file does not hold and that stay, because it could not be read to its end.
    pub kept: u32,
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
        let counts = ImportCounts { warnings: survey.noticed, ..ImportCounts::default() };
        Ok(Self { list, known, counts, kept: 0, whole: !survey.cut, seen: HashSet::new() })
    }

    /// What happens to the next entry of the file; nothing where it says what it said. Of an entry that stands twice,
    /// the first counts.
    pub(crate) async fn next(
        &mut self,
        view: &dyn Snapshot,
        listed: pc_watchlist::Entry,
    ) -> Result<Option<Step>, LookoutError> {
        let entry = entry_id(self.list, &listed.id);
        if !self.seen.insert(entry) {
            self.counts.warnings += 1;
            return Ok(None);
        }
        let before = match &self.known {
            Some(_) => view.load::<Entry>(entry.into_untyped_uuid()).await?,
            None => None,
        };
        let Some(before) = before else {
            self.counts.added += 1;
            return Ok(Some(Step::New(entry, listed)));
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
