//! What a list file would change: decided before anything is written, for an import and for its preview alike.

use std::collections::{HashMap, HashSet};

use pc_kernel::{EntryId, GenericUuid, ListId, Warning};
use pc_store::{Scan, Snapshot, SnapshotExt, Versioned};
use pc_watchlist::ListRead;

use crate::{
    LookoutError, by_hand,
    diff::{FieldChange, differences},
    model::{ChangeKind, Entry, EntryState, FileRecord, ImportCounts, List, entry_id, list_id},
};

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

/// A list file compared with the list as it is.
#[derive(Debug)]
pub struct Plan {
    /// The list.
    pub list: ListId,
    /// Its short name.
    pub name: String,
    /// The list's record, where it is known.
    pub known: Option<Versioned<List>>,
    /// What would be done.
    pub counts: ImportCounts,
    /// Everything that the reader noticed.
    pub warnings: Vec<Warning>,
    /// Active entries that the file does not hold and that stay, because it could not be read to its end.
    pub kept: u32,
    pub(crate) steps: Vec<Step>,
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
    /// Compares what was read from `files` with the list as `view` has it.
    pub async fn of(view: &dyn Snapshot, read: ListRead, files: &[FileRecord]) -> Result<Self, LookoutError> {
        let name = list_name(&read, files)?;
        let list = list_id(&name);
        let known_list = view.load::<List>(list.into_untyped_uuid()).await?;
        if known_list.as_ref().is_some_and(|l| l.record.format == by_hand::FORMAT) {
            return Err(LookoutError::ByHand(name));
        }
        let scan = Scan::all::<Entry>("by_list").prefix([list.into_untyped_uuid().into()]);
        let mut known: HashMap<EntryId, Versioned<Entry>> =
            view.load_all::<Entry>(scan).await?.into_iter().map(|e| (e.record.id, e)).collect();
        let mut counts = ImportCounts { warnings: read.warnings.len() as u32, ..ImportCounts::default() };
        let mut steps = Vec::new();
        let mut seen = HashSet::new();
        for listed in read.entries {
            let entry = entry_id(list, &listed.id);
            if !seen.insert(entry) {
                counts.warnings += 1;
                continue;
            }
            let Some(before) = known.remove(&entry) else {
                counts.added += 1;
                steps.push(Step::New(entry, listed));
                continue;
            };
            if before.record.state == EntryState::Removed {
                counts.added += 1;
                steps.push(Step::Known(ChangeKind::Added, before, listed));
            } else if before.record.listed == listed {
                counts.unchanged += 1;
            } else {
                counts.changed += 1;
                steps.push(Step::Known(ChangeKind::Changed, before, listed));
            }
        }
        let mut missing: Vec<Versioned<Entry>> =
            known.into_values().filter(|e| e.record.state == EntryState::Active).collect();
        missing.sort_by(|a, b| a.record.listed.id.cmp(&b.record.listed.id));
        // What a file that is cut off does not hold may stand in the part that is missing.
        let kept = if read.cut { missing.len() as u32 } else { 0 };
        if !read.cut {
            counts.removed = missing.len() as u32;
            steps.extend(missing.into_iter().map(Step::Gone));
        }
        Ok(Self { list, name, known: known_list, counts, warnings: read.warnings, kept, steps })
    }

    /// The first `limit` entries of each kind of change: added ones, then changed and removed ones.
    pub fn first(&self, limit: usize) -> Vec<Planned> {
        let mut first = Vec::new();
        for kind in [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed] {
            first.extend(self.steps.iter().map(Step::planned).filter(|p| p.change == kind).take(limit));
        }
        first
    }
}

impl Step {
    fn planned(&self) -> Planned {
        let of = |change, listed: &pc_watchlist::Entry, fields| Planned {
            change,
            external_id: listed.id.clone(),
            name: listed.names.first().map_or_else(String::new, |n| n.value.clone()),
            fields,
        };
        match self {
            Self::New(_, listed) => of(ChangeKind::Added, listed, Vec::new()),
            Self::Known(kind, before, listed) => {
                of(*kind, listed, differences(&before.record.listed, listed))
            }
            Self::Gone(before) => of(ChangeKind::Removed, &before.record.listed, Vec::new()),
        }
    }
}

fn list_name(read: &ListRead, files: &[FileRecord]) -> Result<String, LookoutError> {
    let file = || match files {
        [] => "the file".to_owned(),
        files => files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", "),
    };
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
