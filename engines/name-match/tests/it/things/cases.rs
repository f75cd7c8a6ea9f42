use pc_kernel::Country;
use pc_name_match::{
    DEFAULT_THRESHOLD, Index, LiveIndex, NameStrength, Query, QueryOptions, Sought, SubjectKind, compare,
    score_of,
};

use super::{called, code, met, numbered, thing};
use crate::{person, reasons};

#[test]
fn organizations_are_found_by_name_in_any_writing() {
    for (asked, listed) in [
        ("EXEMPLAR TRADING CO., LTD.", "Exemplar Trading"),
        ("JSCEXEMPLAR", "АО Экземплар"),
        ("EXEMPLER SHIPPING", "EXEMPLAR SHIPPING"),
        ("SAMPLELAND HOLDING", "SAMPLE LAND HOLDING"),
        ("SAMPLE LAND HOLDING", "SAMPLELAND HOLDING"),
        ("NATIONAL BANK OF EXEMPLARIA", "Banco Nacional de Exemplaria"),
        ("ETSC", "Exemplar Testman Sampler Corporation Cargo"),
        ("NATIONAL BANK", "Банк National"),
        ("Trading", "TRADING CO."),
    ] {
        let found =
            met(&called(Sought::Organization, asked), &thing(1, SubjectKind::Organization, &[listed], &[]));
        assert!(found.score >= DEFAULT_THRESHOLD, "{asked} ~ {listed}: {} {}", found.score, reasons(&found));
        assert_eq!(score_of(&found.parts).to_bits(), found.score.to_bits());
    }
}

#[test]
fn other_organizations_are_not_found() {
    for (asked, listed) in [
        ("EXEMPLAR TRADING LTD", "TESTMAN TRADING LTD"),
        ("NATIONAL BANK", "NATIONAL TRADING"),
        ("EXEMPLAR 1", "EXEMPLAR 2"),
        ("BANK", "EXEMPLAR BANK"),
        ("LTD", "EXEMPLAR LTD"),
        ("Exemplar Testman Sampler Cargo", "ETSC"),
    ] {
        let found =
            met(&called(Sought::Organization, asked), &thing(1, SubjectKind::Organization, &[listed], &[]));
        assert!(found.score < DEFAULT_THRESHOLD, "{asked} ~ {listed}: {} {}", found.score, reasons(&found));
    }
}

#[test]
fn a_ship_of_the_name_with_another_number_is_another_ship() {
    let listed = thing(1, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &["IMO 9074729"]);
    let asked =
        |number: &str| Query { documents: vec![code(number)], ..called(Sought::Vessel, "Ocean Exemplar") };
    let other = met(&asked("9319466"), &listed);
    assert!(
        other.score < DEFAULT_THRESHOLD && reasons(&other).contains("IMO number differs"),
        "{}",
        reasons(&other)
    );
    // Many of the name with other numbers do not push out the one without.
    let others = ["9319466", "9074781", "9000003"].into_iter().cycle().zip(1..=60);
    let many = others.map(|(number, key)| thing(key, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &[number]));
    let index = Index::build(many.chain([thing(99, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &[])]));
    let found = index.query(&asked("9074729"), &QueryOptions { top: 3, ..QueryOptions::default() });
    assert_eq!(found.first().map(|m| m.key), Some(99), "{found:?}");
    // A number that is no ship's, or a slip in it, says nothing against it.
    for number in ["9319467", "9074728", "EP-XYZ"] {
        assert!(met(&asked(number), &listed).score >= DEFAULT_THRESHOLD, "{number}");
    }
}

#[test]
fn several_names_in_one_text_are_asked_each() {
    for (asked, listed) in [
        ("MV OCEAN EXEMPLAR / IMO: 9074729", "OCEAN EXEMPLAR"),
        ("Sample Testing Service (EXEMPLAR)", "EXEMPLAR"),
        ("TESTMAN SHIPPING a.k.a. EXEMPLAR TRADING", "EXEMPLAR TRADING LLC"),
    ] {
        let found = met(&called(Sought::Thing, asked), &thing(1, SubjectKind::Other, &[listed], &[]));
        assert!(found.score >= DEFAULT_THRESHOLD, "{asked}: {}", reasons(&found));
    }
}

#[test]
fn each_kind_meets_its_own_and_what_is_of_no_known_kind() {
    let kinds = [
        SubjectKind::Person,
        SubjectKind::Organization,
        SubjectKind::Vessel,
        SubjectKind::Aircraft,
        SubjectKind::Other,
        SubjectKind::Vehicle,
    ];
    let subjects = || (0..).zip(kinds).map(|(key, kind)| thing(key, kind, &["EXEMPLAR SAMPLER"], &[]));
    let index = Index::build(subjects());
    for (sought, expected) in [
        (Sought::Person, &[0, 4][..]),
        (Sought::Organization, &[1, 4]),
        (Sought::Vessel, &[2, 4]),
        (Sought::Aircraft, &[3, 4]),
        (Sought::Vehicle, &[4, 5]),
        (Sought::Thing, &[1, 2, 3, 4, 5]),
    ] {
        let found = index.query(&called(sought, "EXEMPLAR SAMPLER"), &QueryOptions::default());
        assert_eq!(found.iter().map(|m| m.key).collect::<Vec<_>>(), expected, "{sought:?}");
    }
}

#[test]
fn codes_decide_and_slips_call_for_a_look() {
    let written = ["IMO 9074729", "9074729"]
        .map(|number| thing(1, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &[number, "UBCD7"]));
    for (number, ship) in ["9074729", "imo9074729", "IMO: 9074729", "ubcd-7"]
        .iter()
        .flat_map(|number| written.iter().map(move |ship| (number, ship)))
    {
        let found = met(&numbered(Sought::Vessel, number), ship);
        assert!(found.score >= 0.95, "{number}: {}", reasons(&found));
    }
    let of = |query: &Query| met(query, &written[0]);
    let renamed = Query { documents: vec![code("UBCD7")], ..called(Sought::Vessel, "TESTMAN STAR") };
    assert!(of(&renamed).score >= DEFAULT_THRESHOLD, "a ship that was renamed keeps its number");
    assert!(reasons(&of(&renamed)).contains("names differ"), "{}", reasons(&of(&renamed)));
    // One character off, and a name that says too little by itself.
    let plain = thing(1, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &["9074729"]);
    let slip = Query { documents: vec![code("9074720")], ..called(Sought::Vessel, "EXEMPLAR TESTMAN") };
    assert!(met(&called(Sought::Vessel, "EXEMPLAR TESTMAN"), &plain).score < DEFAULT_THRESHOLD);
    let found = met(&slip, &plain);
    assert!(found.score >= DEFAULT_THRESHOLD, "{} {}", found.score, reasons(&found));
    assert!(reasons(&found).contains("number one character off (9074720, 9074729)"));
    // Two numbers that are ships' by their check digits are two ships.
    let other = numbered(Sought::Vessel, "9074731");
    assert!(!reasons(&compare(&other, &plain)).contains("one character off"));
}

#[test]
fn plates_and_tail_numbers_are_found_under_names_and_numbers_alike() {
    let plane = thing(1, SubjectKind::Aircraft, &["EP-XYZ"], &[]);
    let car = thing(2, SubjectKind::Vehicle, &["Grey van"], &["А 123 ВС 77"]);
    let owner = thing(3, SubjectKind::Person, &["TESTANOV, Ivo"], &["ab 123 cd"]);
    assert!(met(&called(Sought::Aircraft, "EPXYZ"), &plane).score >= DEFAULT_THRESHOLD);
    assert!(met(&numbered(Sought::Aircraft, "EP-XYZ"), &plane).score >= DEFAULT_THRESHOLD);
    let by_shape = met(&numbered(Sought::Vehicle, "A123BC77"), &car);
    assert!(by_shape.score >= DEFAULT_THRESHOLD, "{}", reasons(&by_shape));
    assert!(met(&called(Sought::Vehicle, "а123вс77"), &car).score >= DEFAULT_THRESHOLD);
    let found = met(&numbered(Sought::Vehicle, "AB-123-CD"), &owner);
    assert!(found.score >= 0.95 && reasons(&found).contains("of another kind"), "{}", reasons(&found));
    assert!(met(&called(Sought::Vehicle, "TESTANOV IVO"), &owner).score < 0.1);
}

#[test]
fn countries_and_weak_aliases_weigh() {
    let mut firm = thing(1, SubjectKind::Organization, &["EXEMPLAR CARGO"], &[]);
    let plain = met(&called(Sought::Organization, "EXEMPLAR FREIGHT SAMPLE"), &firm).score;
    firm.nationalities = Country::parse("EGY").into_iter().collect();
    let mut query = called(Sought::Organization, "EXEMPLAR FREIGHT SAMPLE");
    query.nationality = Country::parse("FRA");
    assert!((met(&query, &firm).score - plain).abs() < 1e-6, "another country says nothing");
    query.nationality = Country::parse("EGY");
    assert!(met(&query, &firm).score > plain);
    firm.names[0].strength = NameStrength::Weak;
    let weak = met(&called(Sought::Organization, "EXEMPLAR CARGO"), &firm);
    assert!(weak.score < DEFAULT_THRESHOLD && reasons(&weak).contains("weak alias only"));
}

#[test]
fn a_change_is_found_and_a_subject_that_went_is_not() {
    let options = QueryOptions::default();
    let (ask, other) =
        (called(Sought::Thing, "OCEAN EXEMPLAR"), called(Sought::Organization, "SAMPLER TESTMAN"));
    let ship = || thing(1, SubjectKind::Vessel, &["OCEAN EXEMPLAR"], &[]);
    let live = LiveIndex::new(Index::build([ship(), person(2, &["EXEMPLAR, Ocean"], &[])]));
    assert_eq!(live.query(&ask, &options).iter().map(|m| m.key).collect::<Vec<_>>(), [1]);
    let firm = thing(3, SubjectKind::Organization, &["Sampler & Testman"], &[]);
    let live = live.with([(firm, "firm".to_owned())], [1]);
    assert_eq!(live.query(&ask, &options), []);
    let found = live.query_labelled(&other, &options);
    assert_eq!((found[0].matched.key, found[0].label.as_str()), (3, "firm"));
    assert_eq!(live.merged().query_labelled(&other, &options), found);
}

#[test]
fn a_query_that_says_no_kind_is_for_a_person() {
    let old = r#"{"surname":"A","given":"B","full":null,"birth":null,"gender":null,"nationality":null,"documents":[]}"#;
    let query: Query = serde_json::from_str(old).unwrap();
    assert_eq!(query.kind, Sought::Person);
}
