//! Saved subjects, asked again.

use jiff::{Timestamp, tz::TimeZone};
use pc_kernel::{AccountId, GenericUuid};
use pc_store::{Audit, Cursor, Scan, StoreError, Value, Versioned, WriteSet};

use crate::{
    Ask, Candidate, Group, Reading, Sources, Subject, Unavailable,
    model::{SavedSubject, Shown},
};

/// Saved subjects of one account, newest first.
pub fn of(account: AccountId, after: Option<Cursor>, limit: usize) -> Scan {
    Scan::all::<SavedSubject>("by_account")
        .prefix([account.into_untyped_uuid().into()])
        .reversed()
        .after(after)
        .limit(limit)
}

/// Everybody's saved subjects that are still asked at `now`.
pub fn asked_at(now: Timestamp, after: Option<Cursor>) -> Scan {
    Scan::all::<SavedSubject>("by_until")
        .range(Some(now.into()), Some(Value::Int(i64::MAX)))
        .after(after)
        .limit(200)
}

/// Who `candidate` is, as inquiries and saved subjects keep it.
pub fn shown(candidate: &Candidate) -> Shown {
    match &candidate.subject {
        Subject::Entry(e) => Shown { kind: "entry".to_owned(), id: e.id.into_untyped_uuid() },
        Subject::Traveler(j) => Shown { kind: "traveler".to_owned(), id: j.traveler.into_untyped_uuid() },
    }
}

/// Who is at or above `threshold` for `text` now, in an order of their own.
pub async fn found(
    sources: &dyn Sources,
    text: &str,
    threshold: f32,
    now: Timestamp,
) -> Result<Vec<Shown>, Unavailable> {
    let ask = Ask { reading: Reading::of(text, now.to_zoned(TimeZone::UTC).date()), threshold };
    let mut all = sources.entries(&ask).await?.candidates;
    all.extend(sources.people(&ask).await?.candidates);
    let mut found: Vec<Shown> = all.iter().filter(|c| c.group == Group::Alert).map(shown).collect();
    found.sort_by(|a, b| (&a.kind, a.id).cmp(&(&b.kind, b.id)));
    Ok(found)
}

/// What a new answer changes; `None` where it says the same.
pub fn renewed(
    before: &Versioned<SavedSubject>,
    found: Vec<Shown>,
    audit: Audit,
) -> Result<Option<WriteSet>, StoreError> {
    if before.record.found == found {
        return Ok(None);
    }
    let mut set = WriteSet::new(audit);
    let next = SavedSubject { found, changed_at: set.audit.at, ..before.record.clone() };
    set.update(before, &next)?;
    Ok(Some(set))
}
