//! Entries made by hand, in lists of an agency's own: made, changed and ended, with a second person where it is grave.

mod apply;
mod draft;
mod twin;

use jiff::{Timestamp, tz::TimeZone};
use pc_kernel::{EntryId, GenericUuid, Ids};
use pc_store::{Audit, Snapshot, SnapshotExt, StoreError, Versioned, WriteSet};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    diff::differences,
    model::{ByHand, Entry, List, Proposal, ProposalState, Who, entry_id, list_id},
};

pub use apply::due;
pub use draft::{Draft, DraftError};

/// Format of lists that are kept by hand.
pub const FORMAT: &str = "by-hand";

/// What somebody wants done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Step {
    /// A new entry. The list is made with its first one.
    Create {
        /// Short name of the list.
        list: String,
        /// The list's id of the entry.
        external_id: String,
        /// What it says.
        draft: Draft,
    },
    /// The entry says something else.
    Change {
        /// What.
        draft: Draft,
    },
    /// The entry no longer counts.
    End {
        /// Why.
        reason: String,
    },
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done(EntryId),
    /// It waits for a second person.
    Waiting(Uuid),
}

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum HandError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was written cannot be an entry.
    #[error(transparent)]
    Draft(#[from] DraftError),
    /// The list comes from files.
    #[error(
        "{0} is imported from files: its entries are changed by its publisher. Choose a list of your own"
    )]
    Imported(String),
    /// There is no such entry or proposal.
    #[error("there is no such {0}")]
    Nothing(&'static str),
    /// Somebody else changed the entry since it was read.
    #[error("the entry was changed since you opened it (it is at version {0} now): look again")]
    Moved(u32),
    /// The proposal was decided already.
    #[error("the proposal is {0} already")]
    Decided(&'static str),
    /// The same is proposed already.
    #[error("{0}")]
    Proposed(String),
    /// Nobody approves what they proposed.
    #[error("you proposed this yourself: another person has to approve it")]
    Own,
}

/// Decides what `by` wants done. With `version`, the entry must still be at it.
pub async fn propose(
    view: &dyn Snapshot,
    entry: Option<(EntryId, u32)>,
    step: Step,
    by: Who,
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<(WriteSet, Outcome), HandError> {
    let known = match entry {
        Some((id, version)) => Some(current(view, id, version).await?),
        None => None,
    };
    let before = known.as_ref().map(|k| &k.record);
    let id = target(&step, before)?;
    allowed(view, &step, before).await?;
    let now = audit.at;
    if let Step::Create { draft, .. } | Step::Change { draft } = &step {
        draft.check(now.to_zoned(TimeZone::UTC).date(), before.map(|b| &b.listed))?;
    }
    lasting(&step, before, now)?;
    let mut set = WriteSet::new(audit);
    if !grave(&step, before) {
        apply::apply(view, &mut set, known.as_ref(), &step, &by, None, ids).await?;
        return Ok((set, Outcome::Done(id)));
    }
    let version = before.map_or(0, |b| b.version);
    if let Some(waits) = twin::waiting(view, id, version, &step).await? {
        return Err(HandError::Proposed(twin::told(&step, &waits)));
    }
    let proposal = Proposal {
        id: ids.uuid(),
        entry: id,
        version,
        name: match &step {
            Step::Create { draft, .. } | Step::Change { draft } => draft.name().to_owned(),
            Step::End { .. } => before.map(|b| b.name().to_owned()).unwrap_or_default(),
        },
        fields: match (&step, before) {
            (Step::Change { draft }, Some(b)) => {
                let mut fields = differences(&b.listed, &draft.listed(&b.listed.list, &b.listed.id));
                fields.retain(|f| f.field != "remarks");
                fields.extend(apply::hand_differences(b.hand.as_ref(), Some(&draft.hand(by.clone(), None))));
                fields
            }
            _ => Vec::new(),
        },
        step,
        by,
        at: now,
        state: ProposalState::Waiting,
        decided_by: None,
        decided_at: None,
        note: None,
    };
    let waiting = proposal.id;
    set.insert(&proposal)?;
    Ok((set, Outcome::Waiting(waiting)))
}

/// `by` approves a proposal, or rejects it with a `note`; whoever made it can only take it back.
pub async fn decide(
    view: &dyn Snapshot,
    proposal: Uuid,
    approve: bool,
    note: Option<String>,
    by: Who,
    ids: &Ids<'_>,
    audit: Audit,
) -> Result<WriteSet, HandError> {
    let before = view.load::<Proposal>(proposal).await?.ok_or(HandError::Nothing("proposal"))?;
    let mut next = before.record.clone();
    if next.state != ProposalState::Waiting {
        return Err(HandError::Decided(next.state.as_str()));
    }
    let own = next.by.id == by.id;
    if approve && own {
        return Err(HandError::Own);
    }
    let note = note.map(|n| n.trim().to_owned()).filter(|n| !n.is_empty());
    if !approve && !own && note.is_none() {
        let detail = "say why it is rejected: whoever proposed it reads it".to_owned();
        return Err(DraftError { field: "note", detail }.into());
    }
    let mut set = WriteSet::new(audit);
    if approve {
        let known =
            if next.version == 0 { None } else { Some(current(view, next.entry, next.version).await?) };
        let entry = known.as_ref().map(|k| &k.record);
        allowed(view, &next.step, entry).await?;
        lasting(&next.step, entry, set.audit.at)?;
        apply::apply(view, &mut set, known.as_ref(), &next.step, &next.by, Some(&by), ids).await?;
    }
    next.state = match (approve, own) {
        (true, _) => ProposalState::Approved,
        (false, true) => ProposalState::Withdrawn,
        (false, false) => ProposalState::Rejected,
    };
    next.decided_by = Some(by);
    next.decided_at = Some(set.audit.at);
    next.note = note;
    set.update(&before, &next)?;
    Ok(set)
}

/// The entry as it is, which must be at `version`.
async fn current(view: &dyn Snapshot, id: EntryId, version: u32) -> Result<Versioned<Entry>, HandError> {
    let known = view.load::<Entry>(id.into_untyped_uuid()).await?.ok_or(HandError::Nothing("entry"))?;
    if known.record.version == version { Ok(known) } else { Err(HandError::Moved(known.record.version)) }
}

/// A second person must agree where the entry is grave, and where it was: nobody weakens such an entry alone.
fn grave(step: &Step, before: Option<&Entry>) -> bool {
    let was = before.and_then(|b| b.hand.as_ref()).is_some_and(|h: &ByHand| h.category.grave());
    match step {
        Step::Create { draft, .. } | Step::Change { draft } => was || draft.category.grave(),
        Step::End { .. } => was,
    }
}

/// An end of validity that is over is a slip of the pen: the entry would never count. Where it was over before, the entry
/// may say something else all the same.
fn lasting(step: &Step, before: Option<&Entry>, now: Timestamp) -> Result<(), DraftError> {
    let (draft, detail) = match step {
        Step::Create { draft, .. } => (draft, "it is over already: the entry would never count"),
        Step::Change { draft } => {
            (draft, "it is over already: to stop the entry from counting, end it and say why")
        }
        Step::End { .. } => return Ok(()),
    };
    let kept = before.and_then(|b| b.hand.as_ref()).and_then(|hand| hand.valid_until);
    match draft.valid_until {
        Some(until) if until <= now && draft.valid_until != kept => {
            Err(DraftError { field: "valid_until", detail: detail.to_owned() })
        }
        _ => Ok(()),
    }
}

fn target(step: &Step, before: Option<&Entry>) -> Result<EntryId, HandError> {
    match (step, before) {
        (Step::Create { list, external_id, .. }, _) => Ok(entry_id(list_id(list), external_id)),
        (_, Some(before)) => Ok(before.id),
        (_, None) => Err(HandError::Nothing("entry")),
    }
}

/// Only lists kept by hand are changed by hand: the next file would undo it silently.
async fn allowed(view: &dyn Snapshot, step: &Step, before: Option<&Entry>) -> Result<(), HandError> {
    let (id, name) = match (step, before) {
        (Step::Create { list, .. }, _) => (list_id(list), list.clone()),
        (_, Some(before)) => (before.list, before.listed.list.clone()),
        (_, None) => return Err(HandError::Nothing("entry")),
    };
    match view.load::<List>(id.into_untyped_uuid()).await? {
        Some(list) if list.record.format != FORMAT => Err(HandError::Imported(name)),
        None if before.is_some() => Err(HandError::Imported(name)),
        _ => Ok(()),
    }
}
