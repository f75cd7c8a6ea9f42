use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use pc_watchlist::{Entry, Schema, read_jsonl};

use crate::{
    Agency, DEFAULT_SEED, LOAD_MESSAGES, PlantKind, Size, load_profile, manifest_400, watchlist,
    watchlist_update,
};

fn agency(now: &str, size: Size) -> Agency {
    Agency::generate(DEFAULT_SEED, now.parse().unwrap(), size)
}

/// Noon, deep night, the nights when the clocks change, the turn of the year.
const MOMENTS: [&str; 5] = [
    "2026-06-01T09:00:00Z",
    "2026-02-11T00:30:00Z",
    "2026-03-29T01:00:00Z",
    "2026-10-25T01:10:00Z",
    "2026-12-31T22:30:00Z",
];

fn entries(text: &str) -> HashMap<String, Entry> {
    let read = read_jsonl(text.as_bytes());
    assert_eq!(read.warnings, [], "the list reads without a warning");
    read.entries.into_iter().map(|e| (e.id.clone(), e)).collect()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn the_same_seed_and_moment_give_the_same_agency() {
    let one = agency(MOMENTS[0], Size::Small);
    let two = agency(MOMENTS[0], Size::Small);
    assert_eq!(one.messages, two.messages);
    assert_eq!(one.plants, two.plants);
    assert_eq!((one.schedule_csv(), one.watchlist()), (two.schedule_csv(), two.watchlist()));
    let other = Agency::generate(1, MOMENTS[0].parse().unwrap(), Size::Small);
    assert_ne!(one.messages, other.messages);
}

#[test]
fn a_week_has_about_sixty_flights_a_day_and_more_today() {
    let agency = agency(MOMENTS[0], Size::Demo);
    let mut days: HashMap<_, usize> = HashMap::new();
    for f in &agency.flights {
        let local = if f.inbound { f.arrival() } else { f.departure() };
        *days.entry(local.date()).or_default() += 1;
    }
    let today = jiff::civil::date(2026, 6, 1);
    assert!((85..=115).contains(&days[&today]), "{days:?}");
    for n in [-2, -1, 1, 2, 3] {
        let day = today.saturating_add(jiff::Span::new().days(n));
        assert!((50..=72).contains(&days[&day]), "{day}: {days:?}");
    }
    let designators: HashSet<_> =
        agency.flights.iter().map(|f| (f.designator(), f.departure().date())).collect();
    assert_eq!(designators.len(), agency.flights.len(), "a flight is one carrier, number and day");
    assert_eq!(agency.schedule_csv().lines().count(), agency.flights.len() + 1);
}

#[test]
fn every_flaw_is_met_before_now_at_any_hour() {
    for now in MOMENTS {
        let agency = agency(now, Size::Demo);
        let seen: HashSet<_> =
            agency.messages.iter().filter(|m| m.at <= agency.now).filter_map(|m| m.flaw).collect();
        for flaw in crate::flaws::Flaw::READABLE.map(crate::flaws::Flaw::name) {
            assert!(seen.contains(flaw), "{flaw} at {now}");
        }
        for flaw in ["garbage", "no-person", "repeated", "late"] {
            assert!(seen.contains(flaw), "{flaw} at {now}");
        }
        let names: HashSet<_> = agency.messages.iter().map(|m| &m.file_name).collect();
        assert_eq!(names.len(), agency.messages.len(), "file names are unique");
        assert!(agency.messages.is_sorted_by_key(|m| m.at));
    }
}

#[test]
fn planted_travelers_stand_in_lists_that_are_in_and_their_entries_on_the_list() {
    for now in MOMENTS {
        let agency = agency(now, Size::Demo);
        let list = entries(&agency.watchlist());
        let same = agency.plants.iter().filter(|p| p.kind.is_same_person()).count();
        assert_eq!((same, agency.plants.len() - same), (25, 30), "at {now}");
        let sent: Vec<(&str, String)> = agency
            .messages
            .iter()
            .filter(|m| m.at <= agency.now)
            .map(|m| (m.file_name.as_str(), text(&m.bytes).replace(['\r', '\n'], "")))
            .collect();
        for plant in &agency.plants {
            let flight = &agency.flights[plant.flight];
            let t = &plant.traveler;
            let entry = &list[&plant.entry];
            assert_eq!(entry.schema, Schema::Person);
            let needle = format!("{}/{}", t.surname, t.reference);
            let stem = flight.designator().to_lowercase();
            let said = sent.iter().any(|(file, text)| {
                file.starts_with(&stem) && text.contains(&t.surname) && text.contains(&t.reference)
            });
            assert!(said, "{needle} of {:?} is in a list of {} at {now}", plant.kind, flight.designator());
            let birth = entry.births[0].day();
            let number = t.document.as_ref().map(|d| d.number.as_str());
            match plant.kind {
                PlantKind::Exact | PlantKind::Swapped | PlantKind::Alias | PlantKind::SameBirth => {
                    assert_eq!(birth, t.birth);
                }
                PlantKind::Document => {
                    assert!(entry.documents.iter().any(|d| Some(d.number.as_str()) == number));
                }
                PlantKind::SameName | PlantKind::SimilarName | PlantKind::BirthDigit => {
                    assert_ne!(birth, t.birth);
                }
                PlantKind::Transliterated => {}
            }
        }
    }
}

#[test]
fn a_flight_may_have_no_list_at_all() {
    let agency = agency(MOMENTS[0], Size::Demo);
    let silent = agency.flights.iter().filter(|f| f.departs < agency.now).filter(|f| {
        let stem = format!("{}-{}-", f.designator(), f.departure().date()).to_lowercase();
        !agency.messages.iter().any(|m| m.file_name.starts_with(&stem))
    });
    assert!((3..20).contains(&silent.count()));
}

#[test]
fn a_longer_list_begins_with_the_shorter_and_an_update_changes_some() {
    let (short, long) = (watchlist(5, 300), watchlist(5, 2000));
    assert!(long.starts_with(&short));
    let (before, after) = (entries(&long), entries(&watchlist_update(5, 2000)));
    let added = after.keys().filter(|id| !before.contains_key(*id)).count();
    let removed = before.keys().filter(|id| !after.contains_key(*id)).count();
    let changed = after.iter().filter(|(id, e)| before.get(*id).is_some_and(|b| b != *e)).count();
    assert_eq!(added, 40);
    assert!(
        (5..50).contains(&removed) && (20..90).contains(&changed),
        "{removed} removed, {changed} changed"
    );
}

#[test]
fn names_stand_in_many_scripts() {
    let list = watchlist(DEFAULT_SEED, 1500);
    for (script, sample) in
        [("Cyrillic", 'о'), ("Greek", 'ς'), ("Arabic", 'ا'), ("Han", '王'), ("Hangul", '이')]
    {
        let found = list.contains(sample) || script == "Han" && list.contains('赵');
        assert!(found, "{script}");
    }
}

#[test]
fn the_load_is_what_its_name_says() {
    assert_eq!(LOAD_MESSAGES, 67_280);
    let first: Vec<_> = load_profile(3).take(841).collect();
    assert!(first[840].file_name.ends_with("pax.edi"));
    assert_eq!(text(&first[840].bytes).matches("NAD+FL").count(), 250);
    let mean = first[..840].iter().map(|m| m.bytes.len()).sum::<usize>() / 840;
    assert!((3600..4500).contains(&mean), "{mean} bytes a message");
    let people: usize = first[..168].iter().map(|m| text(&m.bytes).matches("SSR+DOCS").count()).sum();
    assert_eq!(people, 250, "each push holds everybody once");
    assert_eq!(first[7].at, load_profile(3).nth(7).unwrap().at);
}

#[test]
fn the_load_ends_after_the_last_message() {
    assert_eq!(load_profile(3).count(), LOAD_MESSAGES);
}

#[test]
fn the_large_manifest_has_four_hundred_passengers() {
    assert_eq!(text(&manifest_400(1)).matches("NAD+FL").count(), 400);
    assert_ne!(manifest_400(1), manifest_400(2));
}

#[test]
fn local_times_of_the_schedule_are_the_ports_own() {
    let agency = agency("2026-10-25T01:10:00Z", Size::Demo);
    for f in &agency.flights {
        let departs: Timestamp =
            f.departure().to_zoned(crate::flights::zone(f.from.zone)).unwrap().timestamp();
        // One hour of the year stands twice on the clock.
        assert!(departs.duration_since(f.departs).abs() <= jiff::SignedDuration::from_hours(1));
        assert!(f.arrives > f.departs);
    }
}

#[test]
fn the_ports_and_their_zones_are_those_of_the_airports_table() {
    for port in crate::FOREIGN_PORTS.iter().chain(crate::HOME_PORTS.iter().map(|(port, _)| port)) {
        let place = pc_places::lookup(port.code).unwrap_or_else(|| panic!("{} is a place", port.code));
        assert_eq!(place.zone, port.zone, "{}", port.code);
    }
}

#[test]
fn the_readers_find_everybody_whatever_the_flaw() {
    let agency = agency(MOMENTS[0], Size::Demo);
    let today = jiff::civil::date(2026, 6, 1);
    for m in &agency.messages {
        let read = pc_passenger::read_interchange(&m.bytes, today);
        let (said, file) = (text(&m.bytes).replace(['\r', '\n'], ""), &m.file_name);
        let count = |needle: &str| said.matches(needle).count();
        // Custom separators: `*` between elements.
        let listed =
            ["NAD+FL", "NAD+FM", "NAD+DDU", "NAD*FL", "NAD*FM", "NAD*DDU"].map(count).iter().sum::<usize>();
        let reserved = [count("SSR+DOCS"), count("SSR*DOCS")].iter().sum::<usize>();
        let found: usize = read.messages.iter().map(|r| r.persons.len()).sum();
        let refused = read.messages.iter().any(|r| r.refused.is_some());
        assert_eq!(found, listed + reserved, "{file} ({:?}): {:?}", m.flaw, read.messages[0].warnings);
        let refusable = matches!(m.flaw, Some("garbage" | "no-person"));
        assert_eq!(refused, refusable, "{file} ({:?}): {:?}", m.flaw, read.messages[0].refused);
    }
}
