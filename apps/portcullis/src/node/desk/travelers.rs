//! People on recent and coming flights, and on older ones by document and by the beginning of a name.

use std::collections::HashMap;

use jiff::Timestamp;
use pc_kernel::{GenericUuid, TravelerId};
use pc_name_match::{Match, QueryOptions, compare};
use pc_screening::{Hit, LookoutIndex, Lookouts, ScreenedPerson, queries};
use pc_store::{Snapshot, SnapshotExt, Versioned};
use pc_subject::{Ask, Candidate, Found, Group, HitBrief, Journey, MOST, NEAR, Subject, Unavailable, floor};

use super::{Desk, LOOKED_THROUGH, all_begin, beginnings, beside, brief, people::subject};

pub async fn find(desk: &Desk, ask: &Ask) -> Result<Found, Unavailable> {
    let shelf = desk.people.current();
    if shelf.as_of == Timestamp::UNIX_EPOCH {
        return Err(Unavailable::Building);
    }
    let (among, index) = (shelf.len(), desk.lookouts.current());
    let waiting = desk.people.waiting();
    // With nobody waiting the shelf is as the store is now, whenever it was filled.
    let as_of = if waiting == 0 { desk.clock.now() } else { shelf.as_of };
    let behind = (waiting > 0).then(|| format!("{waiting} listed or changed since"));
    if let Some(day) = ask.reading.day_alone() {
        let born = beside(move || shelf.born(day, MOST)).await?;
        let view = desk.store.snapshot().await?;
        let mut candidates = Vec::with_capacity(born.len());
        for person in born {
            let matched = [person.facts.surname.as_str(), &person.facts.given].join(", ");
            candidates.push(candidate(view.as_ref(), &index, person, Group::Born, matched, None).await?);
        }
        return Ok(Found { candidates, among, as_of, behind });
    }
    if !ask.reading.enough() {
        return Ok(Found { candidates: Vec::new(), among, as_of, behind });
    }
    let query = ask.reading.query();
    let asked = query.clone();
    let options = QueryOptions { threshold: floor(&ask.reading), top: MOST };
    let met = beside(move || shelf.find(&asked, &options)).await?;
    let mut all: HashMap<TravelerId, (ScreenedPerson, Match, bool)> =
        met.into_iter().map(|(person, m)| (person.traveler, (person, m, false))).collect();

    let view = desk.store.snapshot().await?;
    for person in by_number(view.as_ref(), ask).await? {
        all.entry(person.traveler).or_insert_with(|| {
            let m = compare(&query, &subject(0, &person));
            (person, m, false)
        });
    }
    for person in by_beginning(view.as_ref(), ask).await? {
        let known = all.entry(person.traveler).or_insert_with(|| {
            let m = compare(&query, &subject(0, &person));
            (person, m, true)
        });
        known.2 = true;
    }
    let mut candidates = Vec::with_capacity(all.len());
    for (person, m, begins) in all.into_values() {
        let group = match m.score {
            score if score >= NEAR => Group::of(score, ask.threshold),
            _ if begins => Group::Begins,
            _ => Group::Near,
        };
        let score = (group != Group::Begins).then_some(m.score);
        let found = candidate(view.as_ref(), &index, person, group, m.name, score).await?;
        candidates.push(Candidate { parts: m.parts, ..found });
    }
    Ok(Found { candidates, among, as_of, behind })
}

/// A person as a candidate, without the reasons.
async fn candidate(
    view: &dyn Snapshot,
    index: &LookoutIndex,
    person: ScreenedPerson,
    group: Group,
    matched: String,
    score: Option<f32>,
) -> Result<Candidate, Unavailable> {
    let hits = hits(view, index, person.traveler).await?;
    let ScreenedPerson { traveler, flight, facts, listed, .. } = person;
    let subject = Subject::Traveler(Journey { traveler, flight, facts, listed, hits });
    Ok(Candidate { subject, group, score, matched, parts: Vec::new() })
}

async fn by_number(view: &dyn Snapshot, ask: &Ask) -> Result<Vec<ScreenedPerson>, Unavailable> {
    let mut found = Vec::new();
    for number in ask.reading.documents.iter().map(pc_kernel::Document::normal_number) {
        for scan in queries::people_with_document(&number, MOST) {
            for stored in view.scan(&scan).await?.records {
                found.push(Versioned::<ScreenedPerson>::read(&stored)?.record);
            }
        }
    }
    Ok(found)
}

async fn by_beginning(view: &dyn Snapshot, ask: &Ask) -> Result<Vec<ScreenedPerson>, Unavailable> {
    let words = ask.reading.name_words();
    let mut found = Vec::new();
    for key in beginnings(&words) {
        for stored in view.scan(&queries::people_named(&key, LOOKED_THROUGH)).await?.records {
            let person = Versioned::<ScreenedPerson>::read(&stored)?.record;
            let name = ScreenedPerson::name_key(&person.facts.surname, &person.facts.given);
            if all_begin(&words, &name) && found.len() < MOST {
                found.push(person);
            }
        }
    }
    Ok(found)
}

/// The traveler's hits that still apply, highest score first.
async fn hits(
    view: &dyn Snapshot,
    index: &LookoutIndex,
    traveler: TravelerId,
) -> Result<Vec<HitBrief>, Unavailable> {
    let mut hits: Vec<HitBrief> = view
        .load_all::<Hit>(queries::hits_of(traveler))
        .await?
        .into_iter()
        .filter(|h| h.record.stale.is_none())
        .map(|h| brief(&h.record, index))
        .collect();
    hits.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(a.id.into_untyped_uuid().cmp(&b.id.into_untyped_uuid()))
    });
    Ok(hits)
}
