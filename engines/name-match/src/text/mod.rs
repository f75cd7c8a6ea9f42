//! Names as written → tokens: any script to Latin capitals, fields, titles, particles, compounds.

mod particles;
mod read;
mod script;
mod several;

use std::sync::Arc;

use any_ascii::any_ascii_char;
use particles::Role;
use read::{form, read};
pub use script::Script;
pub use several::names;
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfkc_quick};

use crate::form::{Form, Letters};

/// Tokens of one name beyond this many are left out: no document holds more.
pub const MAX_TOKENS: usize = 12;
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
    pub form: Arc<Form>,
    pub field: Field,
    /// The token as written, upper-cased.
    pub written: String,
}

/// The tokens of a name that is not split: `SURNAME, Given`, `SURNAME<<GIVEN` (ICAO 9303-3 §4.6) or in any order.
pub fn name(text: &str) -> Vec<Token> {
    if let Some((surname, given)) = in_parts(text) {
        return split_name(surname, given);
    }
    let mut tokens = Vec::new();
    raw_tokens(text, Field::Whole, &mut tokens);
    finish(tokens)
}

/// Whether there is a name in a text: a word of two letters and more that is no title.
pub fn is_name(text: &str) -> bool {
    name(text).iter().any(|token| {
        let text = token.form.text.as_str();
        text.len() > 1 && text.bytes().any(|b| b.is_ascii_alphabetic()) && !Role::of(text).is(Role::TITLE)
    })
}

/// The family name and the given names, where a name says which is which.
fn in_parts(text: &str) -> Option<(&str, &str)> {
    let marked = text.as_bytes().contains(&b'<').then(|| text.split_once("<<")).flatten();
    let by_comma =
        || if text.is_ascii() { text.split_once(',') } else { text.split_once([',', '،', '，']) };
    let (surname, given) = marked.or_else(by_comma)?;
    (!surname.trim().is_empty() && !given.trim_matches(['<', ' ']).is_empty()).then_some((surname, given))
}

/// The ways to read a name: see [`split_readings`].
pub fn readings(text: &str) -> Vec<Vec<Token>> {
    if let Some((surname, given)) = in_parts(text) {
        return split_readings(surname, given);
    }
    let mut raw = Vec::new();
    raw_tokens(text, Field::Whole, &mut raw);
    let compounded = compounded(&raw);
    [raw].into_iter().chain(compounded).map(finish).collect()
}

/// What the dictionary knows a word by, and whether it is of another script than Latin; `None` where the text is not one
/// word.
pub fn key(text: &str) -> Option<(String, bool)> {
    let mut raw = Vec::new();
    raw_tokens(text, Field::Given, &mut raw);
    let [token] = raw.as_mut_slice() else { return None };
    let is_latin = token.script == Some(Script::Latin);
    let key = if is_latin { token.latin.as_str().to_owned() } else { std::mem::take(&mut token.native) };
    (key.chars().count() > 1 || !is_latin).then_some((key, !is_latin))
}

/// The English spelling that a word may be written for as German or Polish writes Russian.
pub use script::english_of_slavic;
/// Han characters in Mandarin, in pinyin.
pub use script::pinyin;
/// The pinyin that a word in Latin capitals may be written for.
pub use script::pinyin_of_wade_giles;
/// A word of a name that is not a person's.
pub struct Word {
    /// As written, in capitals.
    pub written: String,
    /// Latin capitals and digits.
    pub latin: String,
    /// The form that it is compared in.
    pub form: Arc<Form>,
}

/// The words of a name that is not a person's, nothing dropped: letters that stand alone are one word (`L.L.C.`, `S A`).
pub fn words(text: &str) -> Vec<Word> {
    let mut text = text.replace(['&', '+'], " and ");
    if !text.is_ascii() {
        // Han and Hangul have no blank before a legal form.
        for form in particles::GROWN_FORMS.split_whitespace() {
            text = text.replace(form, " ");
        }
    }
    let mut raw = Vec::new();
    raw_tokens(&text, Field::Given, &mut raw);
    raw.retain(|token| !token.latin.is_empty());
    let mut words: Vec<Word> = Vec::with_capacity(raw.len());
    let mut letter_before = false;
    for token in raw {
        let is_letter = token.latin.len() == 1 && token.latin[0].is_ascii_alphabetic();
        let latin = token.latin.as_str().to_owned();
        match words.last_mut() {
            Some(last) if is_letter && letter_before => {
                last.latin.push_str(&latin);
                last.written.push_str(&token.written);
                last.form = Form::met(&last.latin);
            }
            _ => words.push(Word { form: form(&token), written: token.written, latin }),
        }
        letter_before = is_letter;
    }
    words
}

/// Kana as they are read in Japanese names, in Hepburn's letters.
pub use script::plain_kana;
/// Hangul in the Revised system.
pub use script::revised;

/// The ways to read a listed name: its [`readings`], and, where two syllables of an East Asian given name stand apart
/// (`YOUNG-HEE`, `XIAO MING`), with these as one, since the scripts they come from write them so.
pub fn listed(text: &str) -> Vec<Vec<Token>> {
    let mut readings = readings(text);
    if let [tokens] = readings.as_slice() {
        readings.extend(joined_syllables(text, tokens));
    }
    readings
}

fn joined_syllables(text: &str, tokens: &[Token]) -> Option<Vec<Token>> {
    let given = |token: &Token| token.field != Field::Surname && token.written.is_ascii();
    let syllable = |token: &Token| given(token) && crate::rarity::may_be_given(&token.form.fold);
    let pair = |at: usize| {
        let (before, after) = (&tokens[at], &tokens[at + 1]);
        before.field == after.field && syllable(before) && syllable(after)
    };
    let places = 0..tokens.len().saturating_sub(1);
    let hyphen = |at: usize| {
        let bound = [tokens[at].written.as_str(), tokens[at + 1].written.as_str()].join("-");
        text.to_ascii_uppercase().contains(&bound)
    };
    // Bound by a hyphen, else the last two of three: a name that is not split has its family name first.
    let bound = places.clone().find(|&at| pair(at) && hyphen(at));
    let at = bound.or_else(|| places.last().filter(|&at| tokens.len() == 3 && pair(at)))?;
    let (before, after) = (&tokens[at], &tokens[at + 1]);
    let latin = [before.form.text.as_str(), after.form.text.as_str()].concat();
    let together = Token {
        form: Form::met(&latin),
        field: before.field,
        written: format!("{} {}", before.written, after.written),
    };
    let mut joined = tokens.to_vec();
    joined.splice(at..=at + 1, [together]);
    Some(joined)
}

/// The tokens of a name in its two parts.
pub fn split_name(surname: &str, given: &str) -> Vec<Token> {
    finish(raw_parts(surname, given).0)
}

/// The ways to read a name in its two parts: as it is written; and, where its given names end in "servant of", which belongs
/// to the family name (`RAHMAN, Umar Abdul`), in the order that it is said; and with its compounds, see [`compounded`].
pub fn split_readings(surname: &str, given: &str) -> Vec<Vec<Token>> {
    let (raw, family) = raw_parts(surname, given);
    let compounded = compounded(&raw);
    let last = raw[family..].iter().rev().find(|token| !token.role.is(Role::ARTICLE));
    let said = (family > 0 && last.is_some_and(|token| token.role.is(Role::SERVANT))).then(|| {
        let mut said = raw.clone();
        said.rotate_left(family);
        for token in &mut said {
            token.field = Some(Field::Whole);
        }
        said
    });
    [raw].into_iter().chain(said).chain(compounded).map(finish).collect()
}

/// The tokens of a name in its two parts before anything is dropped or joined, and how many the first part has.
fn raw_parts(surname: &str, given: &str) -> (Vec<Raw>, usize) {
    let mut raw = Vec::new();
    raw_tokens(surname, Field::Surname, &mut raw);
    let family = raw.len();
    raw_tokens(given, Field::Given, &mut raw);
    (raw, family)
}

/// A token before anything is dropped or joined.
#[derive(Default, Clone)]
struct Raw {
    /// As written, in lower case: what the dictionary knows words of other scripts by.
    native: String,
    written: String,
    script: Option<Script>,
    /// The reading that letters and sounds are compared by.
    latin: Letters,
    /// See [`script::Latin`].
    lossy: bool,
    field: Option<Field>,
    role: Role,
    /// Bound to the next token by a hyphen.
    bound: bool,
    /// The form; none where its letters were changed since.
    form: Option<Arc<Form>>,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '\u{b4}' | '\u{2b9}'..='\u{2bf}' | '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{5f3}' | '\u{5f4}')
}

/// What is written with a letter and says nothing of the name: marks of vowels and stress, joiners, soft hyphens.
fn is_silent(c: char) -> bool {
    matches!(
        c,
        '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}'
            | '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
            | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}'
    )
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || is_combining_mark(c)
        || (!c.is_ascii() && any_ascii_char(c).starts_with(|l: char| l.is_ascii_alphanumeric()))
}

/// Scripts between these have no capitals.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{d7ff}')
}

/// Adds the words of a text as they are written.
fn native_tokens(text: impl Iterator<Item = char>, out: &mut Vec<Raw>) {
    let (mut current, mut letters) = (Raw::default(), 0);
    for c in text {
        if is_silent(c) {
            continue;
        }
        if is_apostrophe(c) {
            // A geresh makes another letter of the one before it; elsewhere it says nothing.
            if current.native.chars().last().is_some_and(|last| Script::of(last) == Script::Hebrew) {
                current.native.push('\'');
                letters += 1;
            }
            continue;
        }
        if is_word(c) {
            if letters < MAX_LETTERS && has_no_case(c) {
                letters += 1;
                current.native.push(c);
                current.written.push(c);
            } else if letters < MAX_LETTERS {
                letters += c.to_lowercase().count();
                current.native.extend(c.to_lowercase());
                current.written.extend(c.to_uppercase());
            }
        } else if !current.native.is_empty() {
            current.bound = matches!(c, '-' | '\u{2010}'..='\u{2015}');
            out.push(std::mem::take(&mut current));
            letters = 0;
        }
    }
    if !current.native.is_empty() {
        out.push(current);
    }
}

fn raw_tokens(text: &str, field: Field, out: &mut Vec<Raw>) {
    let first = out.len();
    if text.is_ascii() {
        plain_tokens(text, field, out);
        return;
    }
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        native_tokens(text.chars(), out);
    } else {
        native_tokens(text.nfkc(), out);
    }
    // A Han or Hangul name in one piece is a family name and a given name.
    if field == Field::Whole && out.len() == first + 1 {
        let whole = &out[first];
        let at = match Script::of_word(&whole.native) {
            Script::Han => script::split_han(&whole.native),
            Script::Hangul => script::split_hangul(&whole.native),
            _ => None,
        };
        if let Some((byte, _)) = at.and_then(|at| whole.native.char_indices().nth(at)) {
            let (surname, given) = whole.native.split_at(byte);
            let part =
                |text: &str| Raw { native: text.to_owned(), written: text.to_owned(), ..Raw::default() };
            let parts = [part(surname), part(given)];
            out.splice(first.., parts);
        }
    }
    for token in &mut out[first..] {
        token.field = Some(field);
        read(token);
    }
}

/// A name read as what Arabic letters write apart or together against the custom of Latin ones: "of God" as part of the
/// word before (`نصر الله`, Nasrallah), Muhammad before a second given name as a word (`محمدجواد`, Mohammad Javad). `None`
/// where there is nothing of the kind.
fn compounded(raw: &[Raw]) -> Option<Vec<Raw>> {
    const GOD: &str = "الله";
    const MUHAMMAD: &str = "محمد";
    if raw.iter().all(|token| token.script != Some(Script::Arabic)) {
        return None;
    }
    let mut all: Vec<Raw> = Vec::with_capacity(raw.len() + 1);
    let mut changed = false;
    for token in raw {
        let of_god = token.native == GOD;
        let before = all
            .last_mut()
            .filter(|before| of_god && before.field == token.field && !before.role.is(Role::SERVANT));
        let rest = token.native.strip_prefix(MUHAMMAD).filter(|rest| particles::is_given_rest(rest));
        if let Some(before) = before {
            before.native.push_str(&token.native);
            before.written = [before.written.as_str(), &token.written].join(" ");
            before.bound = token.bound;
            read(before);
        } else if let Some(rest) = rest {
            for part in [MUHAMMAD, rest] {
                let (native, written) = (part.to_owned(), part.to_owned());
                let mut part = Raw { native, written, field: token.field, ..Raw::default() };
                read(&mut part);
                all.push(part);
            }
        } else {
            all.push(token.clone());
            continue;
        }
        changed = true;
    }
    changed.then_some(all)
}

/// As [`raw_tokens`], of ASCII: most of what is ever read.
fn plain_tokens(text: &str, field: Field, out: &mut Vec<Raw>) {
    let mut latin = Letters::default();
    let ends = text.bytes().map(Some).chain([None]);
    for byte in ends {
        match byte {
            Some(b'\'' | b'`') => {}
            Some(byte) if byte.is_ascii_alphanumeric() => latin.push(byte.to_ascii_uppercase()),
            end => {
                if !latin.is_empty() {
                    let written = latin.as_str().to_owned();
                    let role = Role::of(&written);
                    let bound = end == Some(b'-');
                    let (script, field) = (Some(Script::Latin), Some(field));
                    out.push(Raw { written, script, latin, field, role, bound, ..Raw::default() });
                    latin = Letters::default();
                }
            }
        }
    }
}

fn finish(mut raw: Vec<Raw>) -> Vec<Token> {
    raw.retain(|token| !token.latin.is_empty());
    drop_if(&mut raw, 1, |token| token.role.is(Role::TITLE));
    join_servants(&mut raw);
    drop_if(&mut raw, 1, |token| {
        token.role.is(Role::ARTICLE) || (token.bound && token.role.is(Role::BOUND_ARTICLE))
    });
    drop_if(&mut raw, 2, |token| token.role.is(Role::PARTICLE));
    drop_if(&mut raw, 2, |token| token.role.is(Role::HONORIFIC));
    raw.truncate(MAX_TOKENS);
    raw.into_iter()
        .map(|token| Token {
            form: form(&token),
            field: token.field.unwrap_or(Field::Whole),
            written: token.written,
        })
        .collect()
}

/// Drops what is `unwanted`, while at least `keep` other tokens remain.
fn drop_if(raw: &mut Vec<Raw>, keep: usize, unwanted: impl Fn(&Raw) -> bool) {
    let drops = raw.iter().filter(|token| unwanted(token)).count();
    if drops > 0 && raw.len() - drops >= keep {
        raw.retain(|token| !unwanted(token));
    }
}

/// Joins `ABD AL RAHMAN`, `ABDUL RAHMAN`, `ABDEL-RAHMAN` into one token: "servant of …" is one name.
fn join_servants(raw: &mut Vec<Raw>) {
    let mut at = 0;
    while at + 1 < raw.len() {
        if raw[at].role.is(Role::SERVANT) {
            let article =
                |token: &Raw| token.role.is(Role::ARTICLE | Role::BOUND_ARTICLE) || *token.latin == *b"UL";
            let next = if article(&raw[at + 1]) { at + 2 } else { at + 1 };
            if next < raw.len() && raw[next].field == raw[at].field && raw[next].latin.len() > 2 {
                let Raw { latin: base, lossy, .. } = raw[next];
                let written: Vec<String> = raw[at..=next].iter().map(|t| t.written.clone()).collect();
                let native: String = raw[at..=next].iter().map(|t| t.native.as_str()).collect();
                let joined = &mut raw[at];
                joined.latin = Letters::of(b"ABD");
                base.iter().for_each(|&letter| joined.latin.push(letter));
                joined.lossy = lossy;
                joined.written = written.join(" ");
                joined.native = native;
                joined.bound = false;
                joined.form = None;
                raw.drain(at + 1..=next);
            }
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests;
