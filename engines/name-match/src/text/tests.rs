use proptest::prelude::*;

use super::{Field, key, name, split_name, words};
use crate::form::similarity;

fn latin(text: &str) -> String {
    name(text).iter().map(|t| t.form.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// How alike two single words are.
fn alike(a: &str, b: &str) -> f32 {
    let one = |text: &str| split_name("", text).into_iter().next().expect("a word").form;
    similarity(&one(a), &one(b)).map_or(0.0, |found| found.0)
}

#[test]
fn particles_titles_and_compounds() {
    for (text, tokens) in [
        ("ПЕТРОВ, Пётр", "PETROV PETR"),
        ("al-Sample, Dr. Ivo", "SAMPLE IVO"),
        ("AN-NASIR, Ivo", "NASIR IVO"),
        ("Sample bin Tester Ivo", "SAMPLE TESTER IVO"),
        ("VAN, Do", "VAN DO"),
        ("SAMPLE, Ivo III", "SAMPLE IVO"),
        ("ABD AL-RAHMAN, Ivo", "ABDRAHMAN IVO"),
        ("Abdul Rahman Ivo", "ABDRAHMAN IVO"),
        ("O'TEST, D’Arcy", "OTEST DARCY"),
        ("SAMPLE<<IVO<JAN<<<<<", "SAMPLE IVO JAN"),
        ("VAN<DER<SAMPLE<<IVO<<<<<<<", "SAMPLE IVO"),
        ("王小明", "WANG XIAOMING"),
        ("欧阳小明", "OUYANG XIAOMING"),
        ("Sáñchez-Müller", "SANCHEZ MULLER"),
        ("عبد الرحمن", "ABDRHMN"),
        ("محمد بن علي", "MHMD ALY"),
        ("Mr", "MR"),
        ("SAEED, Hafiz", "SAEED HAFIZ"),
        ("SAMPLE, Hafiz Ivo", "SAMPLE IVO"),
        ("Sample\u{200b}Ivo", "SAMPLE IVO"),
        ("", ""),
        ("-- ,, <<", ""),
    ] {
        assert_eq!(latin(text), tokens, "{text}");
    }
}

#[test]
fn every_script_meets_its_latin_forms() {
    for (native, latin) in [
        ("Сергей", "SERGEY"),
        ("Чехов", "TSCHECHOW"),
        ("Щукин", "SHCHUKIN"),
        ("Олександр", "OLEKSANDR"),
        ("Ђорђе", "DJORDJE"),
        ("Γεώργιος", "GEORGIOS"),
        ("Παπαδόπουλος", "PAPADOPOULOS"),
        ("Հակոբյան", "HAKOBYAN"),
        ("გიორგი", "GIORGI"),
        ("דוד", "DAVID"),
        ("יצחק", "YITZHAK"),
        ("محمد", "MOHAMMED"),
        ("یوسف", "YOUSEF"),
        ("शर्मा", "SHARMA"),
        ("राजकुमार", "RAJKUMAR"),
        ("রহমান", "RAHMAN"),
        ("முருகன்", "MURUGAN"),
        ("വർമ്മ", "VARMA"),
        ("สมชาย", "SOMCHAI"),
        ("たなか", "TANAKA"),
        ("しんいち", "SHINICHI"),
        ("しんいち", "SINITI"),
        ("アレクサンドル", "ALEKSANDR"),
        ("田中", "TANAKA"),
        ("小明", "XIAOMING"),
        ("小明", "HSIAOMING"),
        ("亚历山大", "ALEXANDER"),
        ("김", "KIM"),
        ("이", "LEE"),
        ("박", "PARK"),
        ("최", "CHOI"),
        ("영희", "YOUNGHEE"),
        ("알렉산드르", "ALEKSANDR"),
    ] {
        assert!(alike(native, latin) >= 0.8, "{native} ~ {latin}: {}", alike(native, latin));
        assert!((alike(native, latin) - alike(latin, native)).abs() < 1e-6, "{native} ~ {latin}");
    }
}

#[test]
fn other_names_do_not_meet() {
    for (native, latin) in [
        ("Сергей", "NIKOLAY"),
        ("محمد", "KARIM"),
        ("田中", "YAMADA"),
        ("김", "CHOI"),
        ("शर्मा", "GUPTA"),
        ("たなか", "SUZUKI"),
    ] {
        assert!(alike(native, latin) < 0.7, "{native} ~ {latin}: {}", alike(native, latin));
    }
}

#[test]
fn passports_spell_marked_letters_in_two_ways() {
    for (marked, spelled) in [
        ("MÜLLERTEST", "MUELLERTEST"),
        ("MÜLLERTEST", "MULLERTEST"),
        ("ØSTTEST", "OESTTEST"),
        ("ÅSTEST", "AASTEST"),
        ("GROẞTEST", "GROSSTEST"),
        ("ÞORTEST", "THORTEST"),
        ("PEÑATEST", "PENATEST"),
        ("KOVAČTEST", "KOVACHTEST"),
        ("KOVAČTEST", "KOVACTEST"),
    ] {
        assert!(alike(marked, spelled) >= 0.93, "{marked} ~ {spelled}: {}", alike(marked, spelled));
    }
}

#[test]
fn fields_are_kept() {
    let fields: Vec<Field> = name("DE SAMPLE ROY, Ivo Jan").iter().map(|t| t.field).collect();
    assert_eq!(fields, [Field::Surname, Field::Surname, Field::Given, Field::Given]);
    assert_eq!(split_name("ROY", "").len(), 1);
    assert!(name("محمد علي").iter().all(|t| t.form.writing.is_lossy() && t.field == Field::Whole));
}

#[test]
fn keys_are_the_word_as_written_or_its_latin_capitals() {
    assert_eq!(key("Müllertest"), Some(("MULLERTEST".to_owned(), false)));
    assert_eq!(key("Пётр"), Some(("пётр".to_owned(), true)));
    assert_eq!(key("two words"), None);
    assert_eq!(
        words("L.L.C. Test S A & Co").iter().map(|w| w.latin.as_str()).collect::<Vec<_>>(),
        ["LLC", "TEST", "SA", "AND", "CO"]
    );
}

/// Text with letters of many scripts.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "\\PC{0,40}", "[a-zA-Zа-яёіїєґͰ-Ͽ֐-ۿऀ-ൿ฀-๿ᄀ-ᇿぁ-ヿ가-힣一-鿿 ,<'-]{0,40}",]
}

proptest! {
    #[test]
    fn any_text_is_read_and_the_same_each_time(text in text(), given in text()) {
        let tokens = name(&text);
        prop_assert_eq!(&tokens, &name(&text));
        for token in tokens.iter().chain(&split_name(&text, &given)) {
            prop_assert!(!token.form.text.is_empty() && token.form.groups.is_sorted());
            prop_assert!(token.form.text.iter().all(u8::is_ascii_alphanumeric));
        }
        words(&text);
    }

    #[test]
    fn what_was_read_is_read_as_it_is(text in text()) {
        let once = latin(&text);
        // A title or a particle may be left alone at the second look, where more stood beside it at the first.
        let twice = latin(&once);
        prop_assert_eq!(latin(&twice), latin(&latin(&twice)));
        prop_assert!(twice.split(' ').all(|word| once.replace(' ', "").contains(word) || word.starts_with("ABD")));
    }
}

#[test]
fn scripts_without_capitals_have_none() {
    let without = (0..=u32::from(char::MAX)).filter_map(char::from_u32).filter(|&c| super::has_no_case(c));
    for c in without {
        assert!(c.to_lowercase().eq([c]) && c.to_uppercase().eq([c]), "{c:?}");
    }
}

proptest! {
    #[test]
    fn what_need_not_be_normalised_reads_the_same(text in "([a-zİßéñΣσЖ가王محمد्त\u{301}\u{5f3}ﬁ' -]|\\PC){0,40}") {
        use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};
        let (mut plain, mut normal) = (Vec::new(), Vec::new());
        super::native_tokens(text.nfkc(), &mut normal);
        let normalised: String = text.nfkc().collect();
        super::native_tokens(normalised.chars(), &mut plain);
        if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
            super::native_tokens(text.chars(), &mut plain);
            plain.drain(..normal.len());
        }
        let word = |raw: &super::Raw| (raw.native.clone(), raw.written.clone(), raw.bound);
        let words = |raw: &[super::Raw]| raw.iter().map(word).collect::<Vec<_>>();
        prop_assert_eq!(words(&plain), words(&normal));
        prop_assert!(normal.iter().all(|word| word.native.chars().count() <= super::MAX_LETTERS + 2));
    }
}
