use std::collections::{BTreeMap, HashSet};

use pc_name_match::NameStrength;

use super::{Change, Dated, Mix, Population};

const POPULATION: Population = Population { seed: 7 };

#[test]
fn an_entry_is_the_same_whenever_it_is_made() {
    let all: Vec<_> = POPULATION.subjects(0..50).collect();
    assert_eq!(POPULATION.subject(31), all[31]);
    assert_ne!(Population::new(8).subject(31), all[31]);
    let asked = POPULATION.traveler(Mix::Travelers, Dated::Mostly, 1000, 5);
    assert_eq!(asked, POPULATION.traveler(Mix::Travelers, Dated::Mostly, 1000, 5));
}

#[test]
fn the_list_has_the_shape_that_is_claimed() {
    let count = 20_000;
    let (mut names, mut days, mut documents, mut originals, mut heaped) = (0, 0, 0, 0, 0);
    for subject in POPULATION.subjects(0..count) {
        names += subject.names.len();
        originals += subject.names.iter().filter(|n| n.strength == NameStrength::Original).count();
        let day = subject.births.first().and_then(|b| b.day());
        days += usize::from(day.is_some());
        heaped += usize::from(day.is_some_and(|d| d.month() == 1 && d.day() == 1));
        documents += usize::from(!subject.documents.is_empty());
        assert!(subject.names.iter().all(|n| n.value.trim().len() > 1), "{subject:?}");
    }
    let share = |n: usize| n as f64 / count as f64;
    assert!((2.6..2.8).contains(&share(names)), "names an entry: {}", share(names));
    assert!((0.84..0.86).contains(&share(days)), "with the day: {}", share(days));
    assert!((0.59..0.61).contains(&share(documents)), "with a document: {}", share(documents));
    assert!((0.10..0.25).contains(&share(originals)), "original scripts: {}", share(originals));
    assert!((0.04..0.10).contains(&share(heaped)), "on 1 January: {}", share(heaped));
}

#[test]
fn common_names_are_as_common_as_among_people() {
    let mut surnames: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    for index in 0..60_000 {
        let asked = POPULATION.traveler(Mix::Clean, Dated::No, 0, index);
        let common = match asked.culture {
            "chinese" => "Wang",
            "korean" => "Kim",
            "vietnamese" => "Nguyen",
            _ => continue,
        };
        if !asked.query.surname.is_empty() {
            let (all, hit) = surnames.entry(asked.culture).or_default();
            *all += 1;
            *hit += u32::from(asked.query.surname == common);
        }
    }
    for (culture, share) in [("chinese", 0.072), ("korean", 0.213), ("vietnamese", 0.384)] {
        let (all, hit) = surnames[culture];
        let seen = f64::from(hit) / f64::from(all);
        assert!((share * 0.85..share * 1.15).contains(&seen), "{culture}: {seen}");
    }
}

#[test]
fn the_vocabulary_is_large_and_skewed() {
    let mut words: BTreeMap<String, u32> = BTreeMap::new();
    for subject in POPULATION.subjects(0..30_000) {
        let name = subject.names[0].value.to_uppercase();
        for word in name.split([' ', ',']).filter(|w| w.len() > 1) {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    let all: u32 = words.values().sum();
    let commonest = words.values().max().copied().unwrap_or_default();
    assert!(words.len() > 15_000, "{} words", words.len());
    assert!((0.01..0.06).contains(&(f64::from(commonest) / f64::from(all))), "{commonest} of {all}");
}

#[test]
fn travelers_are_of_the_mix_and_every_change_occurs() {
    let asked: Vec<_> =
        (0..4000).map(|n| POPULATION.traveler(Mix::Travelers, Dated::Mostly, 500, n)).collect();
    let hits = asked.iter().filter(|a| a.source.is_some()).count();
    assert!((1100..1300).contains(&hits), "{hits} listed");
    assert!(asked.iter().all(|a| a.source.is_some() == (a.change != Change::Clean)));
    assert_eq!(asked.iter().map(|a| a.change).collect::<HashSet<_>>().len(), 9);
    let dated = asked.iter().filter(|a| a.query.birth.is_some()).count();
    assert!((2650..2950).contains(&dated), "{dated} dated");
    assert!(asked.iter().all(|a| a.query.full.is_some() || !a.query.surname.is_empty()));
    let common = POPULATION.traveler(Mix::Common, Dated::Yes, 500, 1);
    assert_eq!((common.source, common.query.birth.is_some()), (None, true));
}
