use std::{collections::HashMap, sync::Arc};

use async_trait::async_trait;
use jiff::SignedDuration;
use pc_events::{ListImported, TravelerDropped, TravelerListed, TravelerScreened};
use pc_kernel::{Clock, EntryId, GenericUuid, Ids, Rng, TravelerId};
use pc_store::{
    Assert, Event, NewJob, Reactor, ReactorError, Record, Scan, Snapshot, SnapshotExt, Versioned, WriteSet,
};

use crate::{
    RESCREEN_QUEUE,
    lookouts::{LookoutIndex, Lookouts},
    model::{Clearance, Hit, Lapse, ScreenedPerson},
    rules::{
        counts::counts,
        screen::{Known, Screened, matches, screen, withdrawn},
    },
};

/// A message may be screened against the old index while the new one is put in service, and be committed after
/// everybody was looked at. No request takes longer than this, so a second look then finds it.
const SECOND_LOOK: SignedDuration = SignedDuration::from_secs(35);

/// At most so many hits for one look at one person: more would not be read.
pub const TOP: usize = 20;

/// Screens everybody who is listed, in the commit that lists them.
pub struct ScreeningReactor {
    lookouts: Arc<dyn Lookouts>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    threshold: f32,
}

impl ScreeningReactor {
    /// Screens against `lookouts` at `threshold`.
    pub fn new(
        lookouts: Arc<dyn Lookouts>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        threshold: f32,
    ) -> Self {
        Self { lookouts, clock, rng, threshold }
    }
}

#[async_trait]
impl Reactor for ScreeningReactor {
    async fn react(
        &self,
        view: &dyn Snapshot,
        events: &[Event],
        answer: &mut WriteSet,
    ) -> Result<(), ReactorError> {
        let mut listed: HashMap<TravelerId, TravelerListed> = HashMap::new();
        let mut order = Vec::new();
        for event in events {
            if let Some(e) = event.payload::<TravelerListed>() {
                if listed.insert(e.traveler, e.clone()).is_none() {
                    order.push(e.traveler);
                }
            } else if let Some(e) = event.payload::<TravelerDropped>() {
                drop_traveler(view, &e, answer).await?;
            } else if let Some(imported) = event.payload::<ListImported>() {
                let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
                let now = self.clock.now();
                answer.jobs.extend([now, now + SECOND_LOOK].map(|not_before| NewJob {
                    id: ids.uuid(),
                    queue: RESCREEN_QUEUE.into(),
                    payload: serde_json::json!({ "import": imported.import }),
                    not_before,
                }));
            }
        }
        if order.is_empty() {
            return Ok(());
        }
        let index = self.lookouts.current();
        let people = order.iter().filter_map(|traveler| listed.remove(traveler)).collect();
        for (event, met) in look(view, &index, people, self.threshold).await? {
            rescreen(view, self.lookouts.as_ref(), &index, &event, met, answer).await?;
        }
        Ok(())
    }
}

/// What a look at a traveler met: the hits known before, and the matches.
pub(crate) struct Met {
    known: Vec<Versioned<Hit>>,
    found: Vec<pc_name_match::Match>,
}

/// Looks at travelers, all together: what their names have in common is looked for once.
pub(crate) async fn look(
    view: &dyn Snapshot,
    index: &LookoutIndex,
    people: Vec<TravelerListed>,
    threshold: f32,
) -> Result<Vec<(TravelerListed, Met)>, ReactorError> {
    let mut known = Vec::with_capacity(people.len());
    for event in &people {
        known.push(if event.first { Vec::new() } else { hits(view, event.traveler).await? });
    }
    // Better matches must not push a known hit out of sight.
    let asked: Vec<_> =
        people.iter().zip(&known).map(|(event, known)| (&event.facts, TOP + known.len())).collect();
    let found = matches(index, &asked, threshold);
    let met = known.into_iter().zip(found).map(|(known, found)| Met { known, found });
    Ok(people.into_iter().zip(met).collect())
}

/// Adds what changed by a look at one traveler to `answer`.
pub(crate) async fn rescreen(
    view: &dyn Snapshot,
    lookouts: &dyn Lookouts,
    index: &LookoutIndex,
    event: &TravelerListed,
    Met { known, found }: Met,
    answer: &mut WriteSet,
) -> Result<(), ReactorError> {
    let at = answer.audit.at;
    let clearances =
        if found.is_empty() { Vec::new() } else { clearances(view, event, index, &found).await? };
    let person = Screened { traveler: event.traveler, flight: &event.flight, facts: &event.facts };
    let before: Vec<Hit> = known.iter().map(|v| v.record.clone()).collect();
    let lapses = lapses(view, lookouts, index, &before).await?;
    let about = Known { hits: &before, clearances: &clearances, lapses: &lapses };
    let changed = screen(&person, index, &found, about, at);
    write(&known, changed, event.traveler, event.flight.id, answer)?;

    let record = ScreenedPerson {
        traveler: event.traveler,
        flight: event.flight.clone(),
        facts: event.facts.clone(),
        listed: true,
        screened_at: at,
    };
    let expected = if event.first {
        0
    } else {
        view.load::<ScreenedPerson>(event.traveler.into_untyped_uuid()).await?.map_or(0, |p| p.version)
    };
    answer.put(&record, expected)?;
    Ok(())
}

/// Puts the changed hits of one traveler into `answer`, and the event that tells the counts.
pub(crate) fn write(
    known: &[Versioned<Hit>],
    changed: Vec<Hit>,
    traveler: TravelerId,
    flight: pc_kernel::FlightId,
    answer: &mut WriteSet,
) -> Result<(), ReactorError> {
    if changed.is_empty() {
        return Ok(());
    }
    let before = counts(known.iter().map(|v| &v.record));
    let mut all: Vec<Hit> = known.iter().map(|v| v.record.clone()).collect();
    // The counts hold only while the traveler's other hits stay as they were read.
    for other in known.iter().filter(|v| !changed.iter().any(|h| h.id == v.record.id)) {
        let id = other.record.id.into_untyped_uuid();
        answer.asserts.push(Assert::Version { kind: Hit::KIND, id, version: other.version });
    }
    for hit in changed {
        let version = known.iter().find(|v| v.record.id == hit.id).map_or(0, |v| v.version);
        answer.put(&hit, version)?;
        match all.iter_mut().find(|h| h.id == hit.id) {
            Some(place) => *place = hit,
            None => all.push(hit),
        }
    }
    let after = counts(&all);
    if before != after {
        answer.event(&TravelerScreened { traveler, flight, before, after }, None)?;
    }
    Ok(())
}

pub(crate) async fn hits(
    view: &dyn Snapshot,
    traveler: TravelerId,
) -> Result<Vec<Versioned<Hit>>, ReactorError> {
    let scan = Scan::all::<Hit>("by_traveler").prefix([traveler.into_untyped_uuid().into()]);
    Ok(view.load_all(scan).await?)
}

async fn drop_traveler(
    view: &dyn Snapshot,
    event: &TravelerDropped,
    answer: &mut WriteSet,
) -> Result<(), ReactorError> {
    let at = answer.audit.at;
    let known = hits(view, event.traveler).await?;
    let changed: Vec<Hit> = known
        .iter()
        .filter(|h| h.record.stale.is_none())
        .map(|h| withdrawn(&h.record, "the traveler was dropped from the flight", at))
        .collect();
    write(&known, changed, event.traveler, event.flight, answer)?;
    if let Some(person) = view.load::<ScreenedPerson>(event.traveler.into_untyped_uuid()).await? {
        let dropped = ScreenedPerson { listed: false, ..person.record.clone() };
        answer.update(&person, &dropped)?;
    }
    Ok(())
}

/// Why the entries of hits that still apply are not in service any more.
async fn lapses(
    view: &dyn Snapshot,
    lookouts: &dyn Lookouts,
    index: &LookoutIndex,
    hits: &[Hit],
) -> Result<HashMap<EntryId, Lapse>, ReactorError> {
    let mut lapses = HashMap::new();
    for hit in hits.iter().filter(|hit| hit.stale.is_none() && index.entry(hit.entry).is_none()) {
        let now = lookouts.entry(view, hit.entry).await?;
        lapses.extend(now.and_then(|now| now.lapse).map(|lapse| (hit.entry, lapse)));
    }
    Ok(lapses)
}

/// Earlier decisions on the same person and the entries met now.
async fn clearances(
    view: &dyn Snapshot,
    event: &TravelerListed,
    index: &LookoutIndex,
    found: &[pc_name_match::Match],
) -> Result<Vec<Clearance>, ReactorError> {
    let mut all = Vec::new();
    for identity in Clearance::identities(&event.facts) {
        for card in found.iter().filter_map(|m| index.card(m.key)) {
            let id = Clearance::id_of(identity, card.id).into_untyped_uuid();
            all.extend(view.load::<Clearance>(id).await?.map(|v| v.record));
        }
    }
    Ok(all)
}
