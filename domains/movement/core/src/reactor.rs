use async_trait::async_trait;
use pc_events::{HitCounts, TravelerScreened};
use pc_kernel::GenericUuid;
use pc_store::{Event, Reactor, ReactorError, Snapshot, SnapshotExt, WriteSet};

use crate::model::{Flight, Traveler};

/// Keeps the counts of hits on travelers and flights in step with screening, in the same commit.
#[derive(Debug, Default, Clone, Copy)]
pub struct HitCountReactor;

#[async_trait]
impl Reactor for HitCountReactor {
    async fn react(
        &self,
        view: &dyn Snapshot,
        events: &[Event],
        answer: &mut WriteSet,
    ) -> Result<(), ReactorError> {
        let screened: Vec<TravelerScreened> = events.iter().filter_map(Event::payload).collect();
        let mut flights: Vec<(pc_store::Versioned<Flight>, Flight)> = Vec::new();
        for event in &screened {
            let id = event.traveler.into_untyped_uuid();
            if let Some(before) = view.load::<Traveler>(id).await? {
                let traveler = Traveler { hits: event.after, ..before.record.clone() };
                answer.update(&before, &traveler)?;
            }
            let place = flights.iter().position(|(_, f)| f.id == event.flight);
            let place = if let Some(place) = place {
                place
            } else {
                let Some(v) = view.load::<Flight>(event.flight.into_untyped_uuid()).await? else {
                    continue;
                };
                let flight = v.record.clone();
                flights.push((v, flight));
                flights.len() - 1
            };
            shift(&mut flights[place].1.hits, &event.before, &event.after);
        }
        for (before, flight) in &flights {
            answer.update(before, flight)?;
        }
        Ok(())
    }
}

/// Takes one traveler's `before` out of a flight's counts and puts `after` in. The flight's top score only rises
/// here: lowering it would need every other traveler, and a board that shows too much is the safer error until the
/// flight's own page, which reads each traveler, is opened.
fn shift(total: &mut HitCounts, before: &HitCounts, after: &HitCounts) {
    let step = |n: &mut u32, minus: u32, plus: u32| *n = (*n + plus).saturating_sub(minus);
    step(&mut total.new, before.new, after.new);
    step(&mut total.in_review, before.in_review, after.in_review);
    step(&mut total.possible, before.possible, after.possible);
    step(&mut total.confirmed, before.confirmed, after.confirmed);
    step(&mut total.not_a_match, before.not_a_match, after.not_a_match);
    let pending = total.new + total.in_review + total.possible + total.confirmed;
    total.top_score = match (pending, total.top_score, after.top_score) {
        (0, ..) => None,
        (_, Some(a), Some(b)) => Some(a.max(b)),
        (_, a, b) => a.or(b),
    };
}
