//! Commands of screening: load → decide → a write set.

use pc_events::{FlightBrief, TravelerListed};
use pc_kernel::{GenericUuid, HitId, TravelerId};
use pc_store::{Audit, Snapshot, SnapshotExt, Versioned, WriteSet};

use crate::{
    LookoutIndex, Lookouts, ScreeningError,
    model::{Clearance, Decision, Hit, HitState, Reason, Reviewer, ScreenedPerson},
    reactor,
    rules::screen::clears,
};

/// What somebody does with a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Begins to look. A decision is taken back by `Reopen`, with a reason.
    Claim,
    /// Says who should look.
    Assign(Option<Reviewer>),
    /// Decides.
    Decide(Decision),
    /// Takes a decision back, with a reason.
    Reopen {
        /// Why.
        reason: Reason,
        /// In words.
        note: Option<String>,
    },
}

/// Decides `step` by `by` on `hit`. With `version`, the hit must still be at it.
pub async fn step(
    view: &dyn Snapshot,
    hit: HitId,
    version: Option<u64>,
    step: Step,
    by: Reviewer,
    audit: Audit,
) -> Result<WriteSet, ScreeningError> {
    let id = hit.into_untyped_uuid();
    let before = view.load::<Hit>(id).await?.ok_or(ScreeningError::NoHit(hit))?;
    if version.is_some_and(|v| v != before.version) {
        let by = before.record.history.last().map_or("somebody", |h| h.by.as_str()).to_owned();
        return Err(ScreeningError::Moved { by, actual: before.version });
    }
    let mut next = before.record.clone();
    let from = Some(next.state.name().to_owned());
    let (reason, note) = match &step {
        Step::Decide(d) => (Some(d.reason), d.note.clone()),
        Step::Reopen { reason, note } => (Some(*reason), note.clone()),
        Step::Assign(to) => {
            let whom = to.as_ref().map_or_else(|| "everybody".to_owned(), |r| r.name.clone());
            (None, Some(format!("assigned to {whom}")))
        }
        Step::Claim => (None, None),
    };
    next.state = match step {
        Step::Claim if !next.state.open() => {
            return Err(ScreeningError::Transition { from: next.state.name(), to: "claimed" });
        }
        Step::Claim | Step::Reopen { .. } => next.state.claim(by.clone()),
        Step::Assign(to) => next.state.assign(to)?,
        Step::Decide(decision) => next.state.decide(decision),
    };
    next.note(audit.at, &by.name, from, reason, note);

    let mut set = WriteSet::new(audit);
    clearances(view, &before.record, &next, &mut set).await?;
    let known = reactor::hits(view, next.traveler).await.map_err(store_error)?;
    let (traveler, flight) = (next.traveler, next.flight.id);
    reactor::write(&known, vec![next], traveler, flight, &mut set).map_err(store_error)?;
    Ok(set)
}

/// Writes, or ends, what later meetings should know of this decision.
async fn clearances(
    view: &dyn Snapshot,
    before: &Hit,
    next: &Hit,
    set: &mut WriteSet,
) -> Result<(), ScreeningError> {
    // A decision otherwise ends an earlier clearance, whoever made it and on whichever flight.
    if next.state.open() && !clears(&before.state) {
        return Ok(());
    }
    for identity in Clearance::identities(&next.person) {
        let id = Clearance::id_of(identity, next.entry);
        let known: Option<Versioned<Clearance>> = view.load(id.into_untyped_uuid()).await?;
        if let HitState::Decided { decision, .. } = &next.state
            && clears(&next.state)
        {
            let clearance = Clearance {
                id,
                identity,
                entry: next.entry,
                entry_fingerprint: next.entry_fingerprint,
                traveler: next.traveler,
                hit: next.id,
                decision: decision.clone(),
                at: set.audit.at,
                holds: true,
            };
            set.put(&clearance, known.map_or(0, |k| k.version))?;
        } else if let Some(known) = known {
            let ended = Clearance { holds: false, ..known.record.clone() };
            set.update(&known, &ended)?;
        }
    }
    Ok(())
}

/// Looks again at `people` with `index`, which `lookouts` gave: after a list changed. What is known of them is read
/// here, so that the answer fits the view; whoever is not listed any more is passed over. The caller commits, and on a
/// conflict calls again.
pub async fn rescreen(
    view: &dyn Snapshot,
    lookouts: &dyn Lookouts,
    index: &LookoutIndex,
    people: &[TravelerId],
    threshold: f32,
    audit: Audit,
) -> Result<WriteSet, ScreeningError> {
    let mut set = WriteSet::new(audit);
    let mut listed = Vec::with_capacity(people.len());
    for traveler in people {
        let Some(person) = view.load::<ScreenedPerson>(traveler.into_untyped_uuid()).await? else { continue };
        let person = person.record;
        if !person.listed {
            continue;
        }
        let flight: FlightBrief = person.flight.clone();
        listed.push(TravelerListed { traveler: person.traveler, flight, facts: person.facts, first: false });
    }
    for (event, met) in reactor::look(view, index, listed, threshold).await.map_err(store_error)? {
        let mut one = WriteSet::new(set.audit.clone());
        reactor::rescreen(view, lookouts, index, &event, met, &mut one).await.map_err(store_error)?;
        // Nothing but the time of the look would change for most people: leave them as they are.
        if one.puts.len() > 1 {
            set.join(one);
        }
    }
    Ok(set)
}

fn store_error(error: pc_store::ReactorError) -> ScreeningError {
    match error {
        pc_store::ReactorError::Store(e) => ScreeningError::Store(e),
        pc_store::ReactorError::Refused(why) => {
            ScreeningError::Store(pc_store::StoreError::backend("screening", why))
        }
    }
}
