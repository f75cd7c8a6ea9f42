//! Names of organisations, vessels, aircraft and vehicles: other words than persons', other rules.

mod codes;
pub mod compare;
mod subjects;
mod words;

use std::sync::Arc;

use crate::{
    Match,
    align::Weighed,
    form::Form,
    print::Print,
    score_of,
    text::{self, Field, Token},
    writing::Writing,
};
pub use codes::{SLIP_LENGTH, by_shape, compare_codes};
pub use subjects::{AskedThing, COUNTRY, listed_codes};
use words::{Class, Says, is_craft, is_joining, phrase, without_grown_form};

/// What a word says that is in so many names; what one says that names a trade, or a place.
const COMMON: f32 = 0.25;
const TRADE: f32 = 0.38;
const PLACE: f32 = 0.42;
/// From this weight on a word tells one organisation from another.
pub const TELLING: f32 = 0.45;

/// The words of an organisation's or a vessel's name that are compared, in their order: without legal forms (`LTD`, `OOO`,
/// `SARL` …, in any language the table has) and joining words, common ones (`BANK`, `BANCO`, `БАНК`) made one.
/// A name of nothing else keeps what it has.
pub fn name(text: &str) -> Vec<Token> {
    let all = text::words(text);
    let latin: Vec<&str> = all.iter().map(|word| word.latin.as_str()).collect();
    let token =
        |form: Arc<Form>, written: &str| Token { form, field: Field::Whole, written: written.to_owned() };
    let mut tokens = Vec::with_capacity(all.len());
    let mut at = 0;
    while at < all.len() {
        let word = &all[at];
        // Numbers of ships of one row are written either way; what may be a word is one at the end only.
        let numeral = roman(&word.latin)
            .filter(|_| at > 0 && (!MAY_BE_WORDS.contains(&word.latin.as_str()) || is_end(&latin[at + 1..])));
        if let Some(number) = numeral {
            tokens.push(token(Form::met(number), &word.written));
            at += 1;
            continue;
        }
        match phrase(&latin[at..]) {
            Some((Class::Legal, count)) => at += count,
            Some((Class::Common(class), count)) => {
                let written: Vec<&str> =
                    all[at..at + count].iter().map(|word| word.written.as_str()).collect();
                let form = Arc::new(Form::native(class, Writing::LATIN, Vec::new()));
                tokens.push(token(form, &written.join(" ")));
                at += count;
            }
            None if is_joining(&word.latin) || is_craft(&word.latin) => at += 1,
            None => {
                let number = word.latin.trim_start_matches('0');
                let form = if let Some(rest) = without_grown_form(&word.latin) {
                    Form::met(rest)
                } else if is_number(&word.latin) && !number.is_empty() {
                    Form::met(number)
                } else {
                    Arc::clone(&word.form)
                };
                tokens.push(token(form, &word.written));
                at += 1;
            }
        }
    }
    if tokens.is_empty() {
        tokens.extend(all.into_iter().map(|word| Token {
            form: word.form,
            field: Field::Whole,
            written: word.written,
        }));
    }
    tokens.truncate(16);
    tokens
}

/// Roman numbers that are words as well. (X is never taken for a number.)
const MAY_BE_WORDS: [&str; 4] = ["I", "V", "VI", "XI"];

/// Whether nothing follows but legal forms, what is said of ships, and numbers.
fn is_end(mut words: &[&str]) -> bool {
    while let Some(word) = words.first() {
        let said = match phrase(words) {
            Some((Class::Legal, count)) => count,
            _ if is_craft(word) || is_number(word) => 1,
            _ => return false,
        };
        words = &words[said..];
    }
    true
}

/// The digits of a Roman number up to twenty.
fn roman(word: &str) -> Option<&'static str> {
    const NUMBERS: [(&str, &str); 19] = [
        ("I", "1"),
        ("II", "2"),
        ("III", "3"),
        ("IV", "4"),
        ("V", "5"),
        ("VI", "6"),
        ("VII", "7"),
        ("VIII", "8"),
        ("IX", "9"),
        ("XI", "11"),
        ("XII", "12"),
        ("XIII", "13"),
        ("XIV", "14"),
        ("XV", "15"),
        ("XVI", "16"),
        ("XVII", "17"),
        ("XVIII", "18"),
        ("XIX", "19"),
        ("XX", "20"),
    ];
    NUMBERS.iter().find(|(roman, _)| *roman == word).map(|(_, digits)| *digits)
}

/// Weighs the words of [`name`].
pub fn weigh(tokens: &[Token]) -> Vec<Weighed<'_>> {
    let weigh = |token| {
        let Token { form, field, .. }: &Token = token;
        Weighed { form, field: *field, weight: weight(form), print: Print::of(form) }
    };
    tokens.iter().map(weigh).collect()
}

/// What a word says: a common one little, a number as much as a name, others by their length.
pub fn weight(form: &Form) -> f32 {
    let text = form.text.as_str();
    if let Some(says) = words::says(text) {
        return match says {
            Says::Little => COMMON,
            Says::Trade => TRADE,
            Says::Place => PLACE,
        };
    }
    match form.text.len() {
        _ if is_number(text) => 0.6,
        0 | 1 => 0.3,
        2 => 0.5,
        3 => 0.75,
        4 => 0.9,
        _ => 1.0,
    }
}

pub fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// An organisation's name made ready to be compared many times.
#[derive(Debug, Clone)]
pub struct OrganizationName {
    text: String,
    tokens: Vec<Token>,
    weights: Vec<(f32, Print)>,
}

impl OrganizationName {
    /// Reads a name, in any script.
    pub fn new(text: &str) -> Self {
        let tokens = name(text);
        let weights = weigh(&tokens).iter().map(|word| (word.weight, word.print)).collect();
        Self { text: text.to_owned(), tokens, weights }
    }

    /// Compares this name with a listed one: a score from 0 to 1 ([`score_of`] its parts) and the reasons. The key is nought.
    pub fn compare(&self, listed: &Self) -> Match {
        let (mine, theirs) = (self.weighed(), listed.weighed());
        let found = compare::align(&mine, &theirs);
        let parts = compare::parts(&found, &self.tokens, &listed.tokens);
        Match { key: 0, score: score_of(&parts), name: listed.text.clone(), parts }
    }

    pub(crate) fn weighed(&self) -> Vec<Weighed<'_>> {
        let weigh = |(token, &(weight, print)): (_, &(f32, Print))| {
            let Token { form, field, .. }: &Token = token;
            Weighed { form, field: *field, weight, print }
        };
        self.tokens.iter().zip(&self.weights).map(weigh).collect()
    }
}

/// Compares two names of organisations, vessels or aircraft: 0.70 and more is worth a look.
///
/// ```
/// let found = pc_name_match::compare_organizations("JSCEXEMPLAR", "АО Экземпляр");
/// assert!(found.score > 0.7, "{found:?}");
/// ```
pub fn compare_organizations(left: &str, right: &str) -> Match {
    let names =
        |text: &str| text::names(text).iter().map(|one| OrganizationName::new(one)).collect::<Vec<_>>();
    let (mine, theirs) = (names(left), names(right));
    let pairs = mine.iter().flat_map(|one| theirs.iter().map(move |other| one.compare(other)));
    // Of equals the names as they are written, which come first.
    let none = Match { key: 0, score: f32::NEG_INFINITY, name: String::new(), parts: Vec::new() };
    pairs.fold(none, |best, next| if next.score > best.score { next } else { best })
}

#[cfg(test)]
mod tests;
