//! The words that entries are found by in their list, and those of what somebody types there.

use std::collections::BTreeSet;

use any_ascii::any_ascii_char;
use pc_watchlist::Entry;
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

/// Letters of one word beyond this many are left out, here and there.
const LETTERS: usize = 40;
/// Most words of one entry: several hundred names of a few words.
const WORDS: usize = 2_000;

/// The words of an entry, with one blank between: of all its names, its identifier and its documents.
pub fn of_entry(entry: &Entry) -> String {
    let mut words = BTreeSet::new();
    let texts = [entry.id.as_str()].into_iter().chain(entry.names.iter().map(|name| name.value.as_str()));
    for token in texts.flat_map(str::split_whitespace) {
        let pieces = pieces(token);
        // Written apart or as one: `AL-AMIN` is `AMIN` and `ALAMIN`, `XYi.123` is `XYI123`.
        if pieces.len() > 1 {
            words.insert(joined(&pieces));
        }
        words.extend(pieces);
    }
    for document in &entry.documents {
        words.insert(joined(&[document.normal_number()]));
        words.extend(document.number.split_whitespace().flat_map(pieces));
    }
    words.into_iter().filter(|word| !word.is_empty()).take(WORDS).collect::<Vec<_>>().join(" ")
}

/// What somebody types: each of these begins a word of what is meant.
pub fn sought(text: &str) -> Vec<String> {
    let mut words = BTreeSet::new();
    for token in text.split_whitespace() {
        let pieces = pieces(token);
        // An identifier or a number is one word; its pieces alone (`XYi`) would be those of a whole list.
        if pieces.len() > 1 && token.chars().any(char::is_numeric) {
            words.insert(joined(&pieces));
        } else {
            words.extend(pieces);
        }
    }
    words.into_iter().collect()
}

/// Capital letters and digits without accents; anything else stands between two pieces. Other scripts stay as they are.
fn pieces(token: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let last = |pieces: &mut Vec<String>, text: &str| {
        if let Some(piece) = pieces.last_mut() {
            piece.push_str(text);
        }
    };
    for c in token.nfkd() {
        if c.is_ascii_alphanumeric() {
            last(&mut pieces, c.to_ascii_uppercase().encode_utf8(&mut [0; 4]));
        } else if ('\u{c0}'..='\u{24f}').contains(&c) && c.is_alphabetic() {
            // Letters that do not come apart into a plain one and its accent: Ø, Ł, ß.
            last(&mut pieces, &any_ascii_char(c).to_ascii_uppercase());
        } else if canonical_combining_class(c) > 0 {
            // An accent, a vowel sign.
        } else if c.is_alphanumeric() {
            c.to_uppercase().for_each(|c| last(&mut pieces, c.encode_utf8(&mut [0; 4])));
        } else if pieces.last().is_some_and(|piece| !piece.is_empty()) {
            pieces.push(String::new());
        }
    }
    let short = |piece: String| piece.chars().take(LETTERS).collect::<String>();
    pieces.into_iter().filter(|piece| !piece.is_empty()).map(short).collect()
}

fn joined(pieces: &[String]) -> String {
    pieces.concat().chars().take(LETTERS).collect()
}

#[cfg(test)]
mod tests {
    use super::{pieces, sought};

    #[test]
    fn case_accents_and_marks_do_not_matter() {
        assert_eq!(pieces("Mu\u{f1}oz-Łoś"), ["MUNOZ", "LOS"]);
        assert_eq!(pieces("stra\u{df}e"), ["STRASSE"]);
        assert_eq!(pieces("Йован"), pieces("йОВАН"));
        assert_eq!(pieces("--"), [] as [&str; 0]);
    }

    #[test]
    fn an_identifier_is_one_word_and_a_name_its_parts() {
        assert_eq!(sought("XYi.900"), ["XYI900"]);
        assert_eq!(sought("al-amin OMAR, al"), ["AL", "AMIN", "OMAR"]);
    }
}
