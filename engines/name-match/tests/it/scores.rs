//! What scores mean: more agreement is never worth less, and each way in which names differ has its measure.

use pc_name_match::{
    Agreement, DEFAULT_THRESHOLD, Feature, NameStrength, Query, Subject, SubjectName, compare,
};
use proptest::{prelude::*, sample::select};

use crate::{PARTS, found, person, reasons, score, traveler};

fn name() -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(select(&PARTS[..]), 1..5);
    (words, any::<bool>()).prop_map(|(words, split)| match words.split_first() {
        Some((surname, given)) if split && !given.is_empty() => format!("{surname}, {}", given.join(" ")),
        _ => words.join(" "),
    })
}

fn whole(name: &str) -> Query {
    Query { full: Some(name.to_owned()), ..Query::default() }
}

proptest! {
    #[test]
    fn no_name_scores_above_the_same_name(mine in name(), other in name(), weak: bool) {
        let strength = if weak { NameStrength::Weak } else { NameStrength::Aka };
        let listed = |value: &str| Subject {
            names: vec![SubjectName { value: value.to_owned(), strength }],
            ..person(1, &[], &[])
        };
        let (same, other) = (compare(&whole(&mine), &listed(&mine)), compare(&whole(&mine), &listed(&other)));
        prop_assert!(same.score >= other.score - 1e-6, "{} {}", reasons(&same), reasons(&other));
    }

    #[test]
    fn another_name_of_a_subject_never_lowers_its_score(mine in name(), listed in name(), more in name()) {
        let (one, two) = (person(1, &[&listed], &[]), person(1, &[&listed, &more], &[]));
        prop_assert!(compare(&whole(&mine), &two).score >= compare(&whole(&mine), &one).score);
    }
}

#[test]
fn what_the_other_name_lacks_matters_by_its_place() {
    let of = |listed: &str| score(&traveler("EXAMPLAR", "IVO", ""), &person(1, &[listed], &[]));
    let complete = of("EXAMPLAR, Ivo");
    for listed in ["EXAMPLAR TESTOV, Ivo", "EXAMPLAR, Ivo Klausov"] {
        assert!(of(listed) >= DEFAULT_THRESHOLD && of(listed) < complete, "{listed}: {}", of(listed));
    }
    assert!(of("EXAMPLAR, Klausov Ivo") < of("EXAMPLAR, Ivo Klausov"), "a first name makes another person");
    let of =
        |given: &str| score(&traveler("EXAMPLAR", given, ""), &person(1, &["EXAMPLAR, Ivo Klausov"], &[]));
    assert!(of("IVO") >= DEFAULT_THRESHOLD && of("IVO K") > of("IVO J"), "initials");
    assert!(of("IVO KLAUSOV") > of("KLAUSOV IVO") - 1e-6 && of("IVO KLAUSOV") > of("IVO K"));
}

#[test]
fn the_order_of_a_name_matters_little() {
    let subject = person(1, &["EXAMPLAR, Ivo Klausov"], &[]);
    let straight = score(&traveler("EXAMPLAR", "IVO KLAUSOV", ""), &subject);
    let crossed = found(&traveler("KLAUSOV", "IVO EXAMPLAR", ""), &subject);
    assert!(crossed.score >= DEFAULT_THRESHOLD && crossed.score < straight, "{}", reasons(&crossed));
    assert!(reasons(&crossed).contains("listed in the other part of the name"));
}

#[test]
fn common_names_say_less_in_every_script() {
    let of = |name: &str| score(&whole(name), &person(1, &[name], &[]));
    let rare = of("EXAMPLAR, Quintibert");
    for common in [
        "ALI, Hassan Karim",
        "علي محمد رشيد",
        "KIM, Yong Sik",
        "GARCIA, Jose",
        "SMITH, John",
        "ИВАНОВ, Сергей",
    ] {
        assert!(of(common) < rare && of(common) >= DEFAULT_THRESHOLD, "{common}: {} {rare}", of(common));
    }
}

/// Names that very many share, each as listed.
const OF_MANY: [&str; 4] = ["KHAN, Mohammad", "NGUYEN, Le", "KIM, Lee", "خان محمد"];

#[test]
fn a_name_of_very_many_needs_a_date_beside_it() {
    for name in OF_MANY {
        let of = |birth: &str, listed: &[&str]| {
            let query = Query { birth: birth.parse().ok(), ..whole(name) };
            score(&query, &person(1, &[name], listed))
        };
        let day = "1961-02-28";
        let scores = [of(day, &[]), of("", &[day]), of(day, &["1961"]), of(day, &["1961-02-28"])];
        assert!(scores[0] < DEFAULT_THRESHOLD && scores[1] < DEFAULT_THRESHOLD, "{name}: {scores:?}");
        assert!(scores[3] >= DEFAULT_THRESHOLD && scores[2] < scores[3], "{name}: {scores:?}");
        let hit = found(&whole(name), &person(1, &[name], &[]));
        assert!(reasons(&hit).contains("those of many people"), "{}", reasons(&hit));
    }
    // Beside one word that few have, common ones are no hindrance.
    for name in ["KHAN, Mohammad Quintibert", "NGUYEN, Van Examplar", "KIM, Examplar"] {
        assert!(score(&whole(name), &person(1, &[name], &[])) >= DEFAULT_THRESHOLD, "{name}");
    }
}

#[test]
fn short_names_of_one_sound_are_often_two_names() {
    let of = |mine: &str, listed: &str| score(&whole(mine), &person(1, &[listed], &[]));
    assert!(of("LEI, Quintibert", "LI, Quintibert") < of("LEIMAROV, Quintibert", "LIMAROV, Quintibert"));
}

#[test]
fn a_name_cut_short_by_its_document_has_lost_nothing() {
    let subject = person(1, &["SAMPLEROPOULOSTESTIDIS, Konstantinos Alexandros Ivo"], &[]);
    let cut = score(&traveler("SAMPLEROPOULOSTESTIDIS", "KONSTANTINOS ALEXA", ""), &subject);
    let short = person(1, &["SAMPLER, Konstantinos Alexandros Ivo"], &[]);
    let not_cut = score(&traveler("SAMPLER", "KONSTANTINOS ALEXA", ""), &short);
    assert!(cut > not_cut && cut >= DEFAULT_THRESHOLD, "{cut} {not_cut}");
    let zone = whole("SAMPLEROPOULOSTESTIDIS<<KONSTANTINOS<AL");
    assert!(score(&zone, &subject) >= DEFAULT_THRESHOLD, "the machine-readable zone's 39 places");
}

#[test]
fn the_words_say_what_the_weights_do() {
    let subject = person(1, &["EXAMPLAR TESTOV, Ivo"], &["1961-03-02"]);
    let hit = found(&traveler("EXAMPLAR", "IVO QUENTIN", "1961-02-03"), &subject);
    for part in &hit.parts {
        match part.agreement {
            Agreement::Agree => assert!(part.weight > 0.0, "{part:?}"),
            Agreement::Differ => assert!(part.weight < 0.0, "{part:?}"),
            Agreement::Near | Agreement::Unknown => {}
        }
    }
    let birth = hit.parts.iter().find(|part| part.feature == Feature::Birth).expect("a part");
    assert_eq!(birth.text, "day and month of birth swapped (1961-02-03, 1961-03-02)");
}
