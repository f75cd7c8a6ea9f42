//! A name against a name.

use pc_name_match::{DEFAULT_THRESHOLD, compare, compare_names, score_of};
use proptest::prelude::*;

use crate::{person, traveler};

fn score(left: &str, right: &str) -> f32 {
    compare_names(left, right, None, None).score
}

#[test]
fn forms_of_one_name_are_over_the_threshold() {
    for (left, right) in [
        ("examplar", "examplar"),
        ("examplar", "exampler"),
        ("testov", "testoff"),
        ("samplerson", "samplersen"),
        ("Ivo Examplar", "EXAMPLAR, Ivo"),
        ("EXAMPLAR, Ivo Jan", "EXAMPLAR, Ivo"),
        ("ЭКЗАМПЛАРОВ, Иво", "Ivo Ekzamplarov"),
        ("bill", "william"),
        ("NASR TEST, Ibrahim", "NASRTEST, Ibrahim"),
        ("Abdul Testani", "TESTANI, Abdul"),
    ] {
        let found = compare_names(left, right, None, None);
        assert!(found.score >= DEFAULT_THRESHOLD, "{left} {right}: {found:?}");
    }
}

#[test]
fn other_names_are_under_it() {
    for (left, right) in [
        ("examplar", "testman"),
        ("ivo", "iva testman"),
        ("J", "john"),
        ("EXAMPLAR, Ivo", "EXAMPLAR, Dagmar"),
        ("EXAMPLAR, Ivo", "TESTMAN, Ivo"),
        ("konst", "konstantinov"),
        ("", "examplar"),
        ("", ""),
    ] {
        assert!(score(left, right) < DEFAULT_THRESHOLD, "{left} {right}: {}", score(left, right));
    }
}

#[test]
fn a_single_name_is_enough_here_but_not_in_screening() {
    assert!(score("EXAMPLAR", "EXAMPLAR") > 0.9);
    let screened = compare(&traveler("EXAMPLAR", "", ""), &person(1, &["EXAMPLAR"], &[]));
    assert!(screened.score < DEFAULT_THRESHOLD);
    assert!((score("MOHAMED", "MOHAMED") - score("EXAMPLAR", "EXAMPLAR")).abs() < 1e-6, "however common");
}

#[test]
fn dates_raise_and_lower() {
    let of = |right: &str| {
        compare_names("EXAMPLAR, Ivo", "EXEMPLAR, Ivo", "1961-02-28".parse().ok(), right.parse().ok()).score
    };
    let without = of("");
    assert!(of("1961-02-28") > without && of("1975-07-11") < without);
}

proptest! {
    #[test]
    fn the_order_of_the_two_does_not_matter(left in "\\PC{0,30}", right in "[A-Za-z, ]{0,30}") {
        let (forth, back) = (compare_names(&left, &right, None, None), compare_names(&right, &left, None, None));
        prop_assert_eq!(forth.score.to_bits(), back.score.to_bits());
        prop_assert_eq!(score_of(&forth.parts).to_bits(), forth.score.to_bits());
    }
}
