//! Names as written → tokens: any script to Latin capitals, fields, titles, particles, compounds.

use any_ascii::any_ascii_char;
use unicode_normalization::UnicodeNormalization;

use crate::form::Form;

/// Tokens of one name beyond this many are left out: no document holds more.
const MAX_TOKENS: usize = 12;
/// Letters of one token beyond this many are left out.
pub const MAX_LETTERS: usize = 24;

/// Which part of a name a token stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Surname,
    Given,
    Whole,
}

/// One token of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub form: Form,
    pub field: Field,
    /// The token as written, upper-cased.
    pub written: String,
}

/// Forms of address and rank: said of a person, not part of the name.
const TITLES: [&str; 52] = [
    "MR",
    "MRS",
    "MS",
    "MISS",
    "MSTR",
    "MASTER",
    "DR",
    "PROF",
    "PROFESSOR",
    "SIR",
    "LORD",
    "LADY",
    "DAME",
    "REV",
    "SHEIKH",
    "SHEIK",
    "SHAYKH",
    "SHAIKH",
    "SHEYKH",
    "CHEIKH",
    "HAJI",
    "HAJJI",
    "HAJJ",
    "HADJI",
    "HADJ",
    "HAJ",
    "ALHAJ",
    "MULLAH",
    "MULLA",
    "MAULANA",
    "MAWLAWI",
    "MAULAVI",
    "MOULAVI",
    "MAULVI",
    "USTAZ",
    "USTAD",
    "ENG",
    "ENGR",
    "ENGINEER",
    "COL",
    "COLONEL",
    "GEN",
    "GENERAL",
    "BRIGADIER",
    "MAJ",
    "CAPT",
    "CAPTAIN",
    "LT",
    "SGT",
    "JR",
    "SR",
    "CHD",
];

/// Particles that are dropped while two other tokens remain; the articles (the first two) always.
const PARTICLES: [&str; 42] = [
    "AL", "EL", "BIN", "IBN", "BEN", "BINT", "BINTI", "BINTE", "WALAD", "OULD", "OGLU", "OGHLU", "DE", "DEL",
    "DELA", "DELLA", "DELLO", "LA", "LAS", "LOS", "LE", "DA", "DAS", "DO", "DOS", "DI", "DU", "VAN", "VON",
    "DER", "DEN", "TER", "TEN", "ZU", "Y", "E", "ET", "UL", "UD", "AND", "OF", "THE",
];
const ARTICLES: usize = 2;

/// The article before sun letters, written as it sounds; an article only where a hyphen binds it.
const BOUND_ARTICLES: [&str; 12] =
    ["AN", "AR", "AS", "AT", "AZ", "AD", "ASH", "ADH", "ATH", "UR", "US", "ES"];

/// The tokens of a name that is not split: `SURNAME, Given`, `SURNAME<<GIVEN` (ICAO 9303-3 §4.6) or in any order.
pub fn name(text: &str) -> Vec<Token> {
    let split = text.split_once("<<").or_else(|| text.split_once([',', '،', '，']));
    match split {
        Some((surname, given))
            if !surname.trim().is_empty() && !given.trim_matches(['<', ' ']).is_empty() =>
        {
            split_name(surname, given)
        }
        _ => {
            let mut tokens = Vec::new();
            raw_tokens(text, Field::Whole, &mut tokens);
            finish(tokens)
        }
    }
}

/// The tokens of a name in its two parts.
pub fn split_name(surname: &str, given: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    raw_tokens(surname, Field::Surname, &mut tokens);
    raw_tokens(given, Field::Given, &mut tokens);
    finish(tokens)
}

/// A token before anything is dropped or joined.
struct Raw {
    latin: String,
    written: String,
    abjad: bool,
    field: Field,
    /// Bound to the next token by a hyphen.
    bound: bool,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}')
}

/// Scripts that write consonants and few vowels: Hebrew, Arabic, Syriac, Thaana.
fn is_abjad(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{7bf}' | '\u{8a0}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// Scripts without blanks inside a personal name, one syllable a character: Han and Hangul.
fn is_syllabic(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
}

/// Where the plain table is far from what passports print for these scripts.
#[expect(clippy::match_same_arms, reason = "a table, one script after another")]
fn latin_of(c: char) -> Option<&'static str> {
    Some(match c {
        'ع' | 'ء' | 'ـ' | 'ʿ' | 'ʾ' | 'ъ' | 'ь' | 'Ъ' | 'Ь' => "",
        'أ' | 'إ' | 'آ' | 'ا' | 'ٱ' | 'ى' | 'א' => "a",
        'ة' | 'ه' | 'ە' | 'ہ' | 'ھ' => "h",
        'ث' => "th",
        'ح' => "h",
        'خ' => "kh",
        'ذ' => "dh",
        'ش' => "sh",
        'غ' => "gh",
        'ق' => "q",
        'ک' | 'ك' => "k",
        'ی' | 'ي' | 'ئ' => "y",
        'و' | 'ؤ' => "w",
        'چ' => "ch",
        'ژ' => "zh",
        'ё' | 'Ё' => "e",
        'х' | 'Х' => "kh",
        'й' | 'Й' | 'ы' | 'Ы' => "y",
        'ה' => "h",
        'ו' => "w",
        'ח' => "h",
        'צ' | 'ץ' => "tz",
        'ש' => "sh",
        _ => return None,
    })
}

fn raw_tokens(text: &str, field: Field, out: &mut Vec<Raw>) {
    let mut current = Raw { latin: String::new(), written: String::new(), abjad: false, field, bound: false };
    let mut syllables = 0;
    let fresh = || Raw { latin: String::new(), written: String::new(), abjad: false, field, bound: false };
    for c in text.nfkc() {
        if is_apostrophe(c)
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{ad}')
        {
            continue;
        }
        let letters = latin_of(c).unwrap_or_else(|| any_ascii_char(c));
        let word =
            c.is_alphanumeric() || (!c.is_ascii() && letters.chars().any(|l| l.is_ascii_alphanumeric()));
        // A Han or Hangul name in one piece is a family name of one character and a given name of the rest.
        let split_here = is_syllabic(c) && syllables == 1 && field == Field::Whole;
        if !word || split_here {
            if !current.written.is_empty() {
                current.bound = matches!(c, '-' | '\u{2010}'..='\u{2015}');
                out.push(std::mem::replace(&mut current, fresh()));
            }
            if !word {
                syllables = 0;
                continue;
            }
        }
        syllables = if is_syllabic(c) { syllables + 1 } else { 0 };
        current.abjad |= is_abjad(c);
        if current.written.chars().count() < MAX_LETTERS {
            current.written.extend(c.to_uppercase());
        }
        for letter in letters.chars().filter(char::is_ascii_alphanumeric) {
            if current.latin.len() < MAX_LETTERS {
                current.latin.push(letter.to_ascii_uppercase());
            }
        }
    }
    if !current.written.is_empty() {
        out.push(current);
    }
}

fn finish(mut raw: Vec<Raw>) -> Vec<Token> {
    raw.retain(|token| !token.latin.is_empty());
    drop_if(&mut raw, 1, |raw, at| TITLES.contains(&raw[at].latin.as_str()));
    join_servants(&mut raw);
    drop_if(&mut raw, 1, |raw, at| {
        PARTICLES[..ARTICLES].contains(&raw[at].latin.as_str())
            || (raw[at].bound && BOUND_ARTICLES.contains(&raw[at].latin.as_str()))
    });
    drop_if(&mut raw, 2, |raw, at| PARTICLES[ARTICLES..].contains(&raw[at].latin.as_str()));
    raw.truncate(MAX_TOKENS);
    raw.into_iter()
        .map(|token| Token {
            form: Form::new(&token.latin, token.abjad),
            field: token.field,
            written: token.written,
        })
        .collect()
}

/// Drops what `unwanted` names, while at least `keep` tokens remain that it does not name.
fn drop_if(raw: &mut Vec<Raw>, keep: usize, unwanted: impl Fn(&[Raw], usize) -> bool) {
    let marks: Vec<bool> = (0..raw.len()).map(|at| unwanted(raw, at)).collect();
    if marks.iter().filter(|mark| !**mark).count() >= keep {
        let mut marks = marks.into_iter();
        raw.retain(|_| !marks.next().unwrap_or(false));
    }
}

/// Joins `ABD AL RAHMAN`, `ABDUL RAHMAN`, `ABDEL-RAHMAN` into one token: "servant of …" is one name.
fn join_servants(raw: &mut Vec<Raw>) {
    let mut at = 0;
    while at + 1 < raw.len() {
        let servant = matches!(
            raw[at].latin.as_str(),
            "ABD"
                | "ABDUL"
                | "ABDEL"
                | "ABDAL"
                | "ABDOL"
                | "ABDOUL"
                | "ABDUR"
                | "ABDUS"
                | "ABDU"
                | "ABDIL"
                | "ABDOUR"
        );
        if servant {
            let article = |token: &Raw| {
                PARTICLES[..ARTICLES].contains(&token.latin.as_str())
                    || token.latin == "UL"
                    || BOUND_ARTICLES.contains(&token.latin.as_str())
            };
            let next = if article(&raw[at + 1]) { at + 2 } else { at + 1 };
            if next < raw.len() && raw[next].field == raw[at].field && raw[next].latin.len() > 2 {
                let base = std::mem::take(&mut raw[next].latin);
                let written: Vec<String> = raw[at..=next].iter().map(|t| t.written.clone()).collect();
                let joined = &mut raw[at];
                joined.latin = format!("ABD{base}");
                joined.latin.truncate(MAX_LETTERS);
                joined.written = written.join(" ");
                joined.bound = false;
                raw.drain(at + 1..=next);
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Field, name, split_name};

    fn latin(text: &str) -> String {
        name(text).iter().map(|t| t.form.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn scripts_particles_titles_and_compounds() {
        for (text, tokens) in [
            ("ПЕТРОВ, Пётр", "PETROV PETR"),
            ("al-Sample, Dr. Ivo", "SAMPLE IVO"),
            ("AN-NASIR, Ivo", "NASIR IVO"),
            ("Sample bin Tester Ivo", "SAMPLE TESTER IVO"),
            ("VAN, Do", "VAN DO"),
            ("ABD AL-RAHMAN, Ivo", "ABDRAHMAN IVO"),
            ("Abdul Rahman Ivo", "ABDRAHMAN IVO"),
            ("O'TEST, D’Arcy", "OTEST DARCY"),
            ("SAMPLE<<IVO<JAN<<<<<", "SAMPLE IVO JAN"),
            ("王小明", "WANG XIAOMING"),
            ("Sáñchez-Müller", "SANCHEZ MULLER"),
            ("Mr", "MR"),
            ("", ""),
            ("-- ,, <<", ""),
        ] {
            assert_eq!(latin(text), tokens, "{text}");
        }
    }

    #[test]
    fn fields_are_kept() {
        let fields: Vec<Field> = name("DE SAMPLE ROY, Ivo Jan").iter().map(|t| t.field).collect();
        assert_eq!(fields, [Field::Surname, Field::Surname, Field::Given, Field::Given]);
        assert_eq!(split_name("ROY", "").len(), 1);
        assert!(name("محمد علي").iter().all(|t| t.form.abjad && t.field == Field::Whole));
    }
}
