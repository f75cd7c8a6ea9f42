use super::{codes::code, compare_codes, compare_organizations, name};
use crate::{DEFAULT_THRESHOLD, score_of};

fn words(text: &str) -> String {
    name(text).iter().map(|t| t.form.text.as_str()).collect::<Vec<_>>().join(" ")
}

#[test]
fn legal_forms_fall_away_and_common_words_are_one() {
    for text in [
        "EXEMPLAR LTD.",
        "Exemplar L.L.C.",
        "JSC EXEMPLAR",
        "JSCEXEMPLAR",
        "EXEMPLAR S.A.R.L.",
        "Exemplar GmbH",
    ] {
        assert_eq!(words(text), "EXEMPLAR", "{text}");
    }
    assert_eq!(words("BANCO EXEMPLAR"), words("Банк Exemplar"));
    assert_eq!(words("ООО Экземплар"), "EKZEMPLAR");
    assert_eq!(words("M/V OCEAN EXEMPLAR 007"), "OCEAN EXEMPLAR 7");
    assert_eq!(words("田中株式会社"), words("田中"));
    assert_eq!(words("LTD"), "LTD", "a name of nothing else keeps what it has");
    assert_eq!(words(" -- "), "");
}

#[test]
fn the_same_organization_is_found() {
    for (a, b) in [
        ("EXEMPLAR TRADING CO., LTD.", "Exemplar Trading"),
        ("TRADING COMPANY EXEMPLAR", "EXEMPLAR TRADING LLC"),
        ("JSCEXEMPLAR", "JSC EXEMPLAR"),
        ("EXEMPLAR & SAMPLER", "Sampler and Exemplar Inc"),
        ("EXEMPLER SHIPPING", "EXEMPLAR SHIPPING"),
        ("ООО Экземпляров", "EKZEMPLYAROV OOO"),
        ("SAMPLE LAND HOLDING", "SAMPLELAND HOLDING"),
        ("NATIONAL BANK OF EXEMPLARIA", "Banco Nacional de Exemplaria"),
        // Where, not who.
        ("EXEMPLAR LEBANON", "LEBANESE EXEMPLAR"),
        ("Exemplar of Russia", "EXEMPLAR"),
        ("EXEMPLAR TRADING DUBAI", "EXEMPLAR TRADING"),
        // Numbers of ships either way.
        ("EXEMPLAR II", "MV EXEMPLAR 2"),
        ("EXEMPLAR I", "EXEMPLAR 1"),
        ("SEA EXEMPLAR V IMO 9074729", "SEA EXEMPLAR V"),
        ("EXEMPLAR I", "EXEMPLAR 1 LTD"),
        ("EXEMPLAR X", "EXEMPLAR X LLC"),
        // Several names in one text.
        ("Sample Testing Service (EXEMPLAR)", "EXEMPLAR"),
        ("EXEMPLAR TRADING a.k.a. TESTMAN SHIPPING", "TESTMAN SHIPPING LLC"),
        ("al-Qaida", "AL QAEDA"),
        ("Hisbollah", "HEZBOLLAH"),
    ] {
        let (one, other) = (compare_organizations(a, b), compare_organizations(b, a));
        assert!(one.score >= DEFAULT_THRESHOLD, "{a} ~ {b}: {one:?}");
        assert!((one.score - other.score).abs() < 1e-5, "{a} ~ {b}");
        assert_eq!(score_of(&one.parts).to_bits(), one.score.to_bits());
    }
}

#[test]
fn other_organizations_are_not() {
    for (a, b) in [
        ("EXEMPLAR TRADING LTD", "TESTMAN TRADING LTD"),
        ("NATIONAL BANK", "NATIONAL TRADING"),
        ("EXEMPLAR 1", "EXEMPLAR 2"),
        ("EXEMPLAR II", "EXEMPLAR III"),
        ("HONG KONG AIRLINES", "HONG KONG ELECTRONICS"),
        ("BANK OF DUBAI", "DUBAI TRADING COMPANY"),
        ("OCEAN EXEMPLAR SHIPPING", "OCEAN TESTMAN SHIPPING"),
        ("EXEMPLAR", "EXEMPLAR SAMPLER TESTMAN"),
        ("", "EXEMPLAR"),
    ] {
        let found = compare_organizations(a, b);
        assert!(found.score < DEFAULT_THRESHOLD, "{a} ~ {b}: {found:?}");
    }
}

#[test]
fn plates_are_read_by_shape() {
    assert_eq!(code("а 123 вс-77"), "A123BC77");
    assert_eq!(code("ep-xyz"), "EPXYZ");
    assert!(compare_codes("А 123 ВС 77", "a123bc77").score > 0.9);
    assert!(compare_codes("IMO 9999999", "IMO 9999998").score < DEFAULT_THRESHOLD);
    assert!(compare_codes("EP-XYZ", "EP-ABC").score < 0.1 && compare_codes("", "").score < 0.1);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(a: String, b in "\\PC{0,60}") {
        let found = compare_organizations(&a, &b);
        proptest::prop_assert!((0.0..=1.0).contains(&found.score));
    }
}
