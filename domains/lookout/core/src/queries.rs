//! Queries of lookout.

use pc_kernel::{EntryId, GenericUuid, ImportId, ListId};
use pc_store::{Cursor, Scan, Value};

use crate::{
    model::{Change, ChangeKind, Entry, EntryVersion, Import, List, Proposal, ProposalState},
    words,
};

/// All lists by name.
pub fn lists(after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<List>("by_name").after(after).limit(limit)
}

/// Entries of a list by name; with `sought`, those of which a word begins with each word of it, whichever name,
/// identifier or document it stands in.
pub fn entries(list: ListId, sought: Option<&str>, after: Option<Cursor>, limit: usize) -> Scan {
    let of_list = [list.into_untyped_uuid().into()];
    let words = sought.map(words::sought).unwrap_or_default();
    let scan = if words.is_empty() {
        Scan::all::<Entry>("by_list").prefix(of_list)
    } else {
        Scan::all::<Entry>("by_word").prefix(of_list).words(words)
    };
    scan.after(after).limit(limit)
}

/// Entries of a list whose primary name, folded by [`Entry::name_key`], begins with `key`.
pub fn entries_named(list: ListId, key: &str, limit: usize) -> Scan {
    let end = format!("{key}\u{10FFFF}");
    Scan::all::<Entry>("by_list")
        .prefix([list.into_untyped_uuid().into()])
        .range(Some(key.into()), Some(end.into()))
        .limit(limit)
}

/// Imports, newest first.
pub fn imports(list: Option<ListId>, after: Option<Cursor>, limit: usize) -> Scan {
    let scan = match list {
        Some(list) => Scan::all::<Import>("by_list").prefix([list.into_untyped_uuid().into()]),
        None => Scan::all::<Import>("by_time"),
    };
    scan.reversed().after(after).limit(limit)
}

/// What an import did to entries that were known before.
pub fn changes(import: ImportId, kind: Option<ChangeKind>, after: Option<Cursor>, limit: usize) -> Scan {
    let mut prefix: Vec<Value> = vec![import.into_untyped_uuid().into()];
    prefix.extend(kind.map(|k| k.as_str().into()));
    Scan::all::<Change>("by_import").prefix(prefix).after(after).limit(limit)
}

/// Entries that an import brought for the first time.
pub fn added(import: ImportId, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<Entry>("by_import").prefix([import.into_untyped_uuid().into()]).after(after).limit(limit)
}

/// Every form of an entry made by hand, newest first.
pub fn versions(entry: EntryId, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<EntryVersion>("by_entry")
        .prefix([entry.into_untyped_uuid().into()])
        .reversed()
        .after(after)
        .limit(limit)
}

/// Proposals in `state`: those that wait oldest first, others newest first.
pub fn proposals(state: ProposalState, after: Option<Cursor>, limit: usize) -> Scan {
    let scan = Scan::all::<Proposal>("by_state").prefix([state.as_str().into()]).after(after).limit(limit);
    if state == ProposalState::Waiting { scan } else { scan.reversed() }
}
