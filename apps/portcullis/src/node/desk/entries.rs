//! Entries of the lists in service.

use std::collections::HashSet;

use jiff::{Timestamp, civil::Date};
use pc_kernel::{EntryId, GenericUuid};
use pc_lookout::{Entry, EntryState, Import, List, queries};
use pc_name_match::{Match, QueryOptions};
use pc_screening::{EntryCard, LookoutIndex, Lookouts};
use pc_store::{Scan, Snapshot, SnapshotExt, Versioned};
use pc_subject::{
    Ask, Candidate, Found, Group, Listed, MOST, NEAR, Reading, Schema, Subject, Unavailable, floor,
};

use super::{Desk, LOOKED_THROUGH, all_begin, beginnings, beside};

pub async fn find(desk: &Desk, ask: &Ask) -> Result<Found, Unavailable> {
    let index = desk.lookouts.current();
    if index.built_at == Timestamp::UNIX_EPOCH {
        return Err(Unavailable::Building);
    }
    let (as_of, among) = (index.built_at, index.len());
    let view = desk.store.snapshot().await?;
    let lists = view.load_all::<List>(Scan::all::<List>("by_name")).await?;
    let behind = behind(view.as_ref(), &lists, as_of).await?;
    let mut candidates: Vec<Candidate> = Vec::new();
    if let Some(day) = ask.reading.day_alone() {
        candidates = beside(move || born(&index, day)).await?;
    } else if ask.reading.enough() {
        let (reading, threshold) = (ask.reading.clone(), ask.threshold);
        candidates = beside(move || {
            let known = met(&index, &reading).into_iter().filter_map(|m| {
                let card = index.card(m.key)?;
                Some(Candidate {
                    subject: Subject::Entry(listed(card)),
                    group: Group::of(m.score, threshold),
                    score: Some(m.score),
                    matched: m.name,
                    parts: m.parts,
                })
            });
            known.collect()
        })
        .await?;
        let begin = begins(view.as_ref(), &lists, ask).await?;
        let begun: HashSet<EntryId> = begin.iter().filter_map(entry_id).collect();
        for weak in candidates.iter_mut().filter(|c| c.score < Some(NEAR)) {
            if entry_id(weak).is_some_and(|id| begun.contains(&id)) {
                weak.group = Group::Begins;
            }
        }
        let known: HashSet<EntryId> = candidates.iter().filter_map(entry_id).collect();
        candidates.extend(begin.into_iter().filter(|c| entry_id(c).is_some_and(|id| !known.contains(&id))));
    }
    Ok(Found { candidates, among, as_of, behind })
}

/// Entries of people born on a day, by name.
fn born(index: &LookoutIndex, day: Date) -> Vec<Candidate> {
    let on = |card: &&EntryCard| card.entry.births.iter().any(|birth| birth.day() == Some(day));
    let mut cards: Vec<&EntryCard> = index.cards().filter(on).collect();
    cards.sort_by(|a, b| (primary(a), a.id).cmp(&(primary(b), b.id)));
    cards.truncate(MOST);
    let candidate = |card: &EntryCard| Candidate {
        subject: Subject::Entry(listed(card)),
        group: Group::Born,
        score: None,
        matched: primary(card).to_owned(),
        parts: Vec::new(),
    };
    cards.into_iter().map(candidate).collect()
}

fn listed(card: &EntryCard) -> Listed {
    Listed { id: card.id, entry: card.entry.clone(), category: card.category }
}

fn primary(card: &EntryCard) -> &str {
    card.entry.names.first().map_or("", |name| &name.value)
}

/// The entries that a reading meets: people, and organisations, vessels, aircraft and vehicles by their own rules. Of
/// the two matches of one entry that of its kind counts, and the better one where no kind is known.
fn met(index: &LookoutIndex, reading: &Reading) -> Vec<Match> {
    let options = QueryOptions { threshold: floor(reading), top: MOST };
    let mut found = index.engine().query(&reading.query(), &options);
    let Some(things) = reading.things() else { return found };
    for thing in index.engine().query(&things, &QueryOptions { threshold: NEAR, top: MOST }) {
        let Some(known) = found.iter_mut().find(|known| known.key == thing.key) else {
            found.push(thing);
            continue;
        };
        let person = index.card(thing.key).is_some_and(|card| card.entry.schema == Schema::Person);
        if !person && thing.score >= known.score {
            *known = thing;
        }
    }
    found
}

fn entry_id(candidate: &Candidate) -> Option<EntryId> {
    if let Subject::Entry(listed) = &candidate.subject { Some(listed.id) } else { None }
}

/// Which lists changed after the index in service was built.
async fn behind(
    view: &dyn Snapshot,
    lists: &[Versioned<List>],
    built_at: Timestamp,
) -> Result<Option<String>, Unavailable> {
    let mut newer = Vec::new();
    for list in lists.iter().map(|l| &l.record).filter(|l| l.imported_at > built_at) {
        let Some(last) = list.last_import else { continue };
        let import = view.load::<Import>(last.into_untyped_uuid()).await?;
        let counts = import.map(|i| i.record.counts).unwrap_or_default();
        if counts.added + counts.changed + counts.removed > 0 {
            newer.push(list.name.as_str());
        }
    }
    Ok((!newer.is_empty()).then(|| format!("{} changed since", newer.join(", "))))
}

/// Active entries whose primary name begins with what was typed.
async fn begins(
    view: &dyn Snapshot,
    lists: &[Versioned<List>],
    ask: &Ask,
) -> Result<Vec<Candidate>, Unavailable> {
    let words = ask.reading.name_words();
    let mut found: Vec<Candidate> = Vec::new();
    for key in beginnings(&words) {
        for list in lists {
            let scan = queries::entries_named(list.record.id, &key, LOOKED_THROUGH);
            for stored in view.scan(&scan).await?.records {
                let entry = Versioned::<Entry>::read(&stored)?.record;
                let named = all_begin(&words, &Entry::name_key(entry.name()));
                if !named || entry.state != EntryState::Active {
                    continue;
                }
                if found.len() >= MOST {
                    return Ok(found);
                }
                if !found.iter().any(|c| entry_id(c) == Some(entry.id)) {
                    let matched = entry.name().to_owned();
                    let category = entry.category();
                    let listed = Listed { id: entry.id, entry: entry.listed, category };
                    found.push(Candidate {
                        subject: Subject::Entry(listed),
                        group: Group::Begins,
                        score: None,
                        matched,
                        parts: Vec::new(),
                    });
                }
            }
        }
    }
    Ok(found)
}
