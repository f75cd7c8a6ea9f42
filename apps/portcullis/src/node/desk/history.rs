//! Everything that the node knows of one person.

use std::collections::BTreeMap;

use pc_kernel::{GenericUuid, TravelerId};
use pc_movement::{Message, Traveler};
use pc_screening::{Hit, LookoutIndex, ScreenedPerson, queries};
use pc_store::{Snapshot, SnapshotExt, StoreError, Versioned};
use pc_subject::{HitBrief, Journey, Known, KnownKind, Linked, newest_first};
use pc_web::Look;
use uuid::Uuid;

use super::brief;

/// Journeys linked at most; somebody who travels more often is no help to an officer as a list.
const MOST_JOURNEYS: usize = 50;
/// Looks at one record, at most.
const MOST_LOOKS: usize = 500;
/// Looks of one account at one thing within so long of each other are told as one.
const ONE_LOOK: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);
/// Shorter numbers are shared by many.
const SHORTEST_NUMBER: usize = 5;
/// Name under which the program writes the history of hits.
const PROGRAM: &str = pc_screening::rules::screen::PROGRAM;

type People = BTreeMap<TravelerId, (ScreenedPerson, Vec<String>)>;

/// The person and whoever is possibly the same, each with the reasons.
async fn people(view: &dyn Snapshot, traveler: TravelerId) -> Result<People, StoreError> {
    let mut all = People::new();
    let Some(own) = view.load::<ScreenedPerson>(traveler.into_untyped_uuid()).await? else { return Ok(all) };
    let own = own.record;
    for document in &own.facts.documents {
        let number = document.normal_number();
        if number.len() < SHORTEST_NUMBER {
            continue;
        }
        for scan in queries::people_with_document(&number, MOST_JOURNEYS) {
            for stored in view.scan(&scan).await?.records {
                let other = Versioned::<ScreenedPerson>::read(&stored)?.record;
                let issuers = other.facts.documents.iter().filter(|d| d.normal_number() == number);
                // The same number from two issuers is two documents.
                let same = issuers
                    .map(|d| d.issuer)
                    .any(|i| i.is_none() || i == document.issuer || document.issuer.is_none());
                if same {
                    link(&mut all, other, format!("same document number ({number})"));
                }
            }
        }
    }
    let key = ScreenedPerson::name_key(&own.facts.surname, &own.facts.given);
    if let Some(birth) = own.facts.birth
        && !key.is_empty()
    {
        for stored in view.scan(&queries::people_named(&key, MOST_JOURNEYS * 4)).await?.records {
            let other = Versioned::<ScreenedPerson>::read(&stored)?.record;
            let named = ScreenedPerson::name_key(&other.facts.surname, &other.facts.given) == key;
            if named && other.facts.birth == Some(birth) {
                link(&mut all, other, format!("same name and date of birth ({birth})"));
            }
        }
    }
    all.remove(&traveler);
    while all.len() >= MOST_JOURNEYS {
        all.pop_last();
    }
    all.insert(traveler, (own, Vec::new()));
    Ok(all)
}

fn link(all: &mut People, person: ScreenedPerson, reason: String) {
    let (_, reasons) = all.entry(person.traveler).or_insert_with(|| (person, Vec::new()));
    if !reasons.contains(&reason) {
        reasons.push(reason);
    }
}

/// See [`pc_subject::Sources::journeys`].
pub async fn journeys(
    view: &dyn Snapshot,
    index: &LookoutIndex,
    traveler: TravelerId,
) -> Result<Vec<Linked>, StoreError> {
    let mut all = Vec::new();
    for (person, reasons) in people(view, traveler).await?.into_values() {
        let hits = view.load_all::<Hit>(queries::hits_of(person.traveler)).await?;
        let mut hits: Vec<HitBrief> = hits.iter().map(|h| brief(&h.record, index)).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let ScreenedPerson { traveler, flight, facts, listed, .. } = person;
        all.push(Linked { journey: Journey { traveler, flight, facts, listed, hits }, reasons });
    }
    let own = |l: &Linked| l.journey.traveler == traveler;
    all.sort_by(|a, b| own(b).cmp(&own(a)).then(b.journey.flight.at.cmp(&a.journey.flight.at)));
    Ok(all)
}

/// See [`pc_subject::Sources::known`].
pub async fn known(view: &dyn Snapshot, traveler: TravelerId) -> Result<Vec<Known>, StoreError> {
    let mut all = Vec::new();
    for (person, _) in people(view, traveler).await?.into_values() {
        let id = person.traveler.into_untyped_uuid();
        if let Some(at) = person.flight.at {
            let flight = &person.flight;
            let way = |port: &Option<String>| port.clone().unwrap_or_else(|| "?".to_owned());
            let text =
                format!("{} {} {} → {}", flight.carrier, flight.number, way(&flight.from), way(&flight.to));
            let opens = flight.id.into_untyped_uuid();
            all.push(Known { at, kind: KnownKind::Journey, by: None, text, why: None, traveler: id, opens });
        }
        messages(view, id, &mut all).await?;
        hits(view, person.traveler, &mut all).await?;
        looks(view, id, id, &mut all).await?;
    }
    newest_first(&mut all);
    Ok(all)
}

/// The messages that listed, last described, and dropped the person.
async fn messages(view: &dyn Snapshot, traveler: Uuid, all: &mut Vec<Known>) -> Result<(), StoreError> {
    let Some(listing) = view.load::<Traveler>(traveler).await? else { return Ok(()) };
    let listing = listing.record;
    let mut said: BTreeMap<Uuid, Vec<&str>> = BTreeMap::new();
    let mut say =
        |message: pc_kernel::MessageId, what| said.entry(message.into_untyped_uuid()).or_default().push(what);
    say(listing.listed_by, "listed the person");
    for feed in [&listing.apis, &listing.pnr].into_iter().flatten() {
        say(feed.message, "said what is known now");
    }
    if let Some(dropped) = listing.dropped_by {
        say(dropped, "dropped the person");
    }
    for (id, what) in said {
        let Some(message) = view.load::<Message>(id).await? else { continue };
        let message = message.record;
        all.push(Known {
            at: message.received_at,
            kind: KnownKind::Message,
            by: message.sender.clone(),
            text: format!("{} {}", message.kind, what.join(", ")),
            why: None,
            traveler,
            opens: id,
        });
    }
    Ok(())
}

/// The hits, each step of their lives, and who looked at them.
async fn hits(view: &dyn Snapshot, traveler: TravelerId, all: &mut Vec<Known>) -> Result<(), StoreError> {
    for hit in view.load_all::<Hit>(queries::hits_of(traveler)).await? {
        let hit = hit.record;
        let (opens, traveler) = (hit.id.into_untyped_uuid(), hit.traveler.into_untyped_uuid());
        let entry = format!("{} {} ({:.2})", hit.listed.list, hit.listed.id, hit.score);
        for line in &hit.history {
            let program = line.by == PROGRAM;
            let reason = line.reason.and_then(|r| serde_json::to_value(r).ok());
            let reason = reason.and_then(|r| r.as_str().map(str::to_owned));
            let why = [reason, line.note.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
            all.push(Known {
                at: line.at,
                kind: if program { KnownKind::Hit } else { KnownKind::Decision },
                by: Some(line.by.clone()),
                text: format!("{entry}: {}", line.to),
                why: Some(why).filter(|w| !w.is_empty()),
                traveler,
                opens,
            });
        }
        looks(view, opens, traveler, all).await?;
    }
    Ok(())
}

async fn looks(
    view: &dyn Snapshot,
    record: Uuid,
    traveler: Uuid,
    all: &mut Vec<Known>,
) -> Result<(), StoreError> {
    let mut last: Option<Look> = None;
    for stored in view.scan(&Look::at(record, MOST_LOOKS)).await?.records {
        let look = Versioned::<Look>::read(&stored)?.record;
        // A screen reads a record in several parts, and again when it changes: that is one look.
        let same = last.as_ref().is_some_and(|l| {
            l.account == look.account
                && l.purpose == look.purpose
                && looked_at(&l.cause) == looked_at(&look.cause)
                && l.at.duration_since(look.at) < ONE_LOOK
        });
        last = Some(look.clone());
        if same {
            continue;
        }
        let text = looked_at(&look.cause).to_owned();
        all.push(Known {
            at: look.at,
            kind: KnownKind::Look,
            by: Some(look.name),
            text,
            why: Some(look.purpose),
            traveler,
            opens: record,
        });
    }
    Ok(())
}

/// What somebody looked at, in words.
fn looked_at(cause: &str) -> &'static str {
    if cause.contains("/subjects/query") {
        "shown among the results of a query"
    } else if cause.contains("/hits/") {
        "the hit"
    } else if cause.ends_with("/journeys") || cause.contains("/history") {
        "everything known of the person"
    } else {
        "the traveler"
    }
}
