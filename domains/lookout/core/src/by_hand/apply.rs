//! What a step writes: the entry, its version, the list, an import that says so, and the event that has everybody
//! looked at again.

use jiff::Timestamp;
use pc_events::ListImported;
use pc_kernel::{GenericUuid, Ids, ImportId};
use pc_store::{Audit, Scan, Snapshot, SnapshotExt, Value, Versioned, WriteSet};

use super::{FORMAT, HandError, Step};
use crate::{
    FieldChange,
    diff::{differences, fingerprint},
    model::{
        ByHand, Change, ChangeKind, Entry, EntryState, EntryVersion, Import, ImportCounts, List, Who,
        entry_id, list_id,
    },
};

/// Entries whose time has come, dealt with in one commit.
const BATCH: usize = 200;

/// Adds everything that `step` means to `set`.
pub(super) async fn apply(
    view: &dyn Snapshot,
    set: &mut WriteSet,
    known: Option<&Versioned<Entry>>,
    step: &Step,
    by: &Who,
    approved_by: Option<&Who>,
    ids: &Ids<'_>,
) -> Result<(), HandError> {
    let import: ImportId = ids.id();
    let before = known.map(|k| &k.record);
    let (listed, hand, what) = match (step, before) {
        (Step::Create { list, external_id, draft }, _) => {
            (draft.listed(list, external_id), draft.hand(by.clone(), approved_by.cloned()), "created")
        }
        (Step::Change { draft }, Some(b)) => {
            let listed = draft.listed(&b.listed.list, &b.listed.id);
            (listed, draft.hand(by.clone(), approved_by.cloned()), "changed")
        }
        (Step::End { reason }, Some(b)) => {
            let Some(hand) = b.hand.clone() else { return Err(HandError::Imported(b.listed.list.clone())) };
            let reason = format!("{}\nEnded: {reason}", hand.reason);
            let (by, approved_by) = (by.clone(), approved_by.cloned());
            (b.listed.clone(), ByHand { ended: true, reason, by, approved_by, ..hand }, "ended")
        }
        (_, None) => return Err(HandError::Nothing("entry")),
    };
    let list = list_id(&listed.list);
    let now = set.audit.at;
    let next = Entry {
        id: entry_id(list, &listed.id),
        list,
        fingerprint: fingerprint(&listed),
        version: before.map_or(0, |b| b.version) + 1,
        state: state(&hand, now),
        first_import: before.map_or(import, |b| b.first_import),
        last_import: import,
        due: hand.due(now),
        hand: Some(hand),
        listed,
    };
    let mut turn = Turn { import, ..Turn::new(list, ids, set.audit.clone()) };
    turn.put(set, known, &next, what, Some(by), approved_by)?;
    turn.close(view, set).await
}

fn state(hand: &ByHand, now: Timestamp) -> EntryState {
    if hand.counts(now) { EntryState::Active } else { EntryState::Removed }
}

/// The entries of one list that change together.
struct Turn<'a> {
    list: pc_kernel::ListId,
    list_name: String,
    import: ImportId,
    counts: ImportCounts,
    touched: Vec<pc_kernel::EntryId>,
    ids: &'a Ids<'a>,
    audit: Audit,
}

impl<'a> Turn<'a> {
    fn new(list: pc_kernel::ListId, ids: &'a Ids<'a>, audit: Audit) -> Self {
        Self {
            list,
            list_name: String::new(),
            import: ids.id(),
            counts: ImportCounts::default(),
            touched: Vec::new(),
            ids,
            audit,
        }
    }

    fn put(
        &mut self,
        set: &mut WriteSet,
        known: Option<&Versioned<Entry>>,
        next: &Entry,
        what: &str,
        by: Option<&Who>,
        approved_by: Option<&Who>,
    ) -> Result<(), HandError> {
        let before = known.map(|k| &k.record);
        let counted = before.is_some_and(|b| b.state == EntryState::Active);
        let counts = next.state == EntryState::Active;
        let kind = match (counted, counts) {
            (false, true) => {
                self.counts.added += 1;
                Some(ChangeKind::Added)
            }
            (true, true) => {
                self.counts.changed += 1;
                Some(ChangeKind::Changed)
            }
            (true, false) => {
                self.counts.removed += 1;
                Some(ChangeKind::Removed)
            }
            (false, false) => None,
        };
        self.list_name.clone_from(&next.listed.list);
        let mut fields = before.map(|b| differences(&b.listed, &next.listed)).unwrap_or_default();
        // The remarks repeat category and reason, which stand below by themselves.
        fields.retain(|f| f.field != "remarks");
        fields.extend(hand_differences(before.and_then(|b| b.hand.as_ref()), next.hand.as_ref()));
        if let Some(kind) = kind {
            self.touched.push(next.id);
            // An entry that this brought for the first time names the import itself.
            if before.is_some() {
                let change = Change {
                    id: self.ids.uuid(),
                    import: self.import,
                    entry: next.id,
                    external_id: next.listed.id.clone(),
                    name: next.name().to_owned(),
                    change: kind,
                    fields: if kind == ChangeKind::Removed { Vec::new() } else { fields.clone() },
                    before: before.filter(|b| b.listed != next.listed).map(|b| Box::new(b.listed.clone())),
                    by: before.map(|b| b.last_import),
                };
                set.insert(&change)?;
            }
        }
        if let Some(hand) = &next.hand {
            set.insert(&EntryVersion {
                id: EntryVersion::id_of(next.id, next.version),
                entry: next.id,
                version: next.version,
                what: what.to_owned(),
                listed: next.listed.clone(),
                hand: hand.clone(),
                state: next.state,
                fields,
                at: self.audit.at,
                by: by.cloned(),
                approved_by: approved_by.cloned(),
            })?;
        }
        Ok(set.put(next, known.map_or(0, |k| k.version))?)
    }

    async fn close(self, view: &dyn Snapshot, set: &mut WriteSet) -> Result<(), HandError> {
        let (counts, at) = (self.counts, self.audit.at);
        set.insert(&Import {
            id: self.import,
            list: self.list,
            list_name: self.list_name.clone(),
            format: FORMAT.to_owned(),
            files: Vec::new(),
            published: None,
            undo_of: None,
            undone_by: None,
            at,
            by: self.audit.actor,
            counts,
            warnings: Vec::new(),
            unfinished: false,
        })?;
        let known = view.load::<List>(self.list.into_untyped_uuid()).await?;
        let before = known.as_ref().map(|l| &l.record);
        let entries = before.map_or(0, |b| b.entries) + counts.added;
        let record = List {
            id: self.list,
            title: before.map_or_else(|| self.list_name.clone(), |b| b.title.clone()),
            name: self.list_name,
            format: FORMAT.to_owned(),
            entries: entries.saturating_sub(counts.removed),
            version: before.map_or(0, |b| b.version) + 1,
            last_import: Some(self.import),
            imported_at: at,
        };
        set.put(&record, known.as_ref().map_or(0, |l| l.version))?;
        if !self.touched.is_empty() {
            // The new entry is named too: whoever keeps an index need not look for it.
            let event = ListImported {
                list: self.list,
                import: self.import,
                added: counts.added,
                changed: counts.changed,
                removed: counts.removed,
                touched: self.touched,
            };
            set.event(&event, None)?;
        }
        Ok(())
    }
}

/// What differs besides what is matched on.
pub(super) fn hand_differences(before: Option<&ByHand>, after: Option<&ByHand>) -> Vec<FieldChange> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    let time = |t: Option<Timestamp>| t.iter().map(ToString::to_string).collect::<Vec<_>>();
    let category = |h: &ByHand| vec![h.category.words().to_owned()];
    [
        ("category", category(before), category(after)),
        ("reason", vec![before.reason.clone()], vec![after.reason.clone()]),
        ("remarks", before.remarks.iter().cloned().collect(), after.remarks.iter().cloned().collect()),
        ("valid_from", time(before.valid_from), time(after.valid_from)),
        ("valid_until", time(before.valid_until), time(after.valid_until)),
    ]
    .into_iter()
    .filter(|(_, b, a)| a != b)
    .map(|(field, before, after)| FieldChange { field: field.to_owned(), before, after })
    .collect()
}

/// What time alone does: entries begin to count or cease to. `None` when nothing is due; more may be due after.
pub async fn due(view: &dyn Snapshot, ids: &Ids<'_>, audit: Audit) -> Result<Option<WriteSet>, HandError> {
    let now = audit.at;
    let soon = Value::from(now + jiff::SignedDuration::from_millis(1));
    let scan = Scan::all::<Entry>("by_due").range(Some(Value::Int(i64::MIN)), Some(soon)).limit(BATCH);
    let mut set = WriteSet::new(audit.clone());
    let mut turns: Vec<Turn<'_>> = Vec::new();
    for stored in view.scan(&scan).await?.records {
        let known = Versioned::<Entry>::read(&stored)?;
        let Some(hand) = known.record.hand.clone() else { continue };
        let next = Entry {
            version: known.record.version + 1,
            state: state(&hand, now),
            due: hand.due(now),
            ..known.record.clone()
        };
        let at = turns.iter().position(|t| t.list == next.list).unwrap_or_else(|| {
            turns.push(Turn::new(next.list, ids, audit.clone()));
            turns.len() - 1
        });
        let what = if next.state == EntryState::Active { "begun" } else { "expired" };
        let next = Entry { last_import: turns[at].import, ..next };
        turns[at].put(&mut set, Some(&known), &next, what, None, None)?;
    }
    if turns.is_empty() {
        return Ok(None);
    }
    for turn in turns {
        turn.close(view, &mut set).await?;
    }
    Ok(Some(set))
}
