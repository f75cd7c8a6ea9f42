//! Screens a person, an organisation or a craft against a list of entries: names in any script, dates, documents; scores
//! with reasons.
//!
//! An [`Index`] is built once from [`Subject`]s, held in an `Arc`, and asked with a [`Query`]. Every [`Match`] is a
//! lead for an officer, never a verdict, and says in its [`Part`]s what agreed, what did not, and what each was
//! worth. A score depends on the two persons compared and on nothing else: not on the rest of the list, not on
//! the order of anything. Recomputing it from the parts with [`score_of`] gives the same number.
//!
//! ```
//! use pc_name_match::{Index, NameStrength, Query, QueryOptions, Subject, SubjectKind, SubjectName};
//!
//! let subject = Subject {
//!     key: 7,
//!     kind: SubjectKind::Person,
//!     names: vec![SubjectName { value: "ЭКЗЕМПЛАРОВ, Иво".into(), strength: NameStrength::Primary }],
//!     gender: None,
//!     births: vec!["1961".parse().unwrap()],
//!     nationalities: vec![],
//!     documents: vec![],
//! };
//! let index = Index::build([subject]);
//! let query = Query {
//!     surname: "EKZEMPLAROV".into(),
//!     given: "IVO".into(),
//!     birth: Some("1961-02-28".parse().unwrap()),
//!     ..Query::default()
//! };
//! let found = index.query(&query, &QueryOptions::default());
//! assert_eq!(found[0].key, 7);
//! assert!(found[0].parts[0].text.starts_with("surname equal after transliteration"));
//! ```
//!
//! # The recall contract
//!
//! **Two tokens are neighbours** where they share a key: the sound (the spelling in Latin letters, folded), from three
//! letters on with at most one left out of either; the skeleton of two consonants and more, from four on with at most one
//! left out of either; between scripts, what any script keeps of the consonants, likewise; the first four letters; a group
//! of the dictionary of variants, or a reading of a word in another script; the sound, or the skeleton, without an article
//! or particle that is written as part of the name (`ALTESTANI`, `DELACRUZ`). **They are alike** where they are neighbours
//! and their letters, with what each exchange and omission costs by sound, are near enough. An initial is like every
//! token that begins with it. Two tokens, of five letters of sound and more together, are like one that sounds as they do,
//! whole and in its two parts; and two of the query are like a word of another script that is read as they are together.
//! [`compare`] knows no other likeness.
//!
//! **Found is every subject whose score in [`compare`] reaches the threshold**, up to the `top` best, if
//!
//! * a token of one of its names is alike to one of the query's, beyond initials; or
//! * the number of one of its documents is equal to one of the query's, or one slip off (a character exchanged, left
//!   out or put in, two neighbours swapped; in numbers of seven characters and more).
//!
//! Nothing is found otherwise, and whatever is found has exactly the score and the parts that [`compare`] gives it. No
//! list of candidates is cut short: an entry is left out before it is compared only where what is known of it (which
//! tokens it holds, when it was born) bounds its score under the threshold, or under that of `top` others. Names are
//! those of persons and of subjects of no known kind; documents are compared with all. A test asks an index and then
//! compares one by one, over 1,500 subjects; `PORTCULLIS_ORACLE=1000000` makes it a million.
//!
//! Which of equals are among the `top` follows from their dates of birth and keys, never from the order in which they
//! came; scores that differ by less than a thousandth count as equal there, so that a search for a name that thousands
//! bear can end. How many threads ask, and whether an index was built at once or changed since ([`LiveIndex`]), changes
//! nothing else.
//!
//! ## Organisations, vessels, aircraft, vehicles
//!
//! A [`Query`] whose `kind` says so looks for things by their own rules (see [`compare_organizations`]): the words of
//! their names, without legal forms; their codes; their country. **Two words are alike** where they are equal, or where
//! both tell names apart, have five letters and more, no digits, are neighbours as above, and near enough. **Found is
//! every subject whose score in [`compare`] reaches the threshold**, up to the `top` best, if
//!
//! * it is of the kind asked for, or of no known one, and a word of one of its names is alike to one of the query's; or
//!   two neighbouring words of the one, written together, sound as a word of the other (have its letters, where there
//!   are digits); or the first letters of three and more words of the one are the only
//!   word of the other; or
//! * it is of any kind, and the code of one of its documents (or of its name, where it is called by its registration) is
//!   equal to one of the query's; or, of six characters and more, one slip off a document of the query.
//!
//! Nothing else is found, scores and parts are those of [`compare`], and a test compares one by one. A telling word is
//! searched as those of persons are; common words reach only names that have few other words.
//!
//! # The score
//!
//! `score = 1 / (1 + exp(-(PRIOR + w1 + w2 + …)))`, where the `w` are the weights of the parts in their order.

mod align;
mod answer;
mod birth;
mod common;
mod dictionary;
mod distance;
mod form;
mod index;
mod keyed;
mod lately;
mod names;
mod organization;
mod print;
mod rarity;
mod reasons;
mod scales;
mod score;
mod text;
mod types;
mod writing;

pub use index::{Found, Index, IndexBuilder, LiveIndex, OpenError};
pub use names::compare_names;
pub use organization::{OrganizationName, by_shape, compare_codes, compare_organizations};
pub use text::is_name;
pub use types::{
    Agreement, DEFAULT_THRESHOLD, Feature, Match, NameStrength, Part, Query, QueryOptions, Sought, Subject,
    SubjectKind, SubjectName,
};

/// The evidence that everything starts from, in log-odds, before any part is added.
pub const PRIOR: f32 = -3.0;

/// The score that parts amount to: the logistic function of [`PRIOR`] plus the sum of the weights, in order.
///
/// `score = 1 / (1 + exp(-(PRIOR + w1 + w2 + …)))`
pub fn score_of(parts: &[Part]) -> f32 {
    let evidence = parts.iter().fold(PRIOR, |sum, part| sum + part.weight);
    1.0 / (1.0 + (-evidence).exp())
}

/// Compares one query with one subject, whatever the score.
pub fn compare(query: &Query, subject: &Subject) -> Match {
    if query.kind.is_thing() {
        return organization::AskedThing::new(query).compare(subject);
    }
    score::compare(&score::Prepared::new(query), subject)
}

/// Uses another dictionary of name variants and readings than the one in the program (the two files that
/// `tools/name-dictionary` makes), before anything is compared; false where it is none or another is in use already.
///
/// For measuring: figures on names that the dictionary holds would praise the dictionary.
pub fn set_dictionary(names: &'static [u8], readings: &'static str) -> bool {
    dictionary::set(names, readings)
}

/// Uses other costs between scripts than those in the program (a file that `tools/name-dictionary` makes), before anything is
/// compared; false where others are in use already. For measuring, as [`set_dictionary`].
pub fn set_costs(costs: &'static str) -> bool {
    dictionary::set_costs(costs)
}

/// What the dictionary is made with; not for other use.
#[doc(hidden)]
pub mod making {
    pub use crate::{dictionary::hash, distance::LETTERS, text::key};

    /// The Latin letters of a single word, small; nothing where it is none.
    pub fn latin(word: &str) -> String {
        let token = crate::text::split_name("", word).into_iter().next();
        token.map(|token| token.form.text.as_str().to_lowercase()).unwrap_or_default()
    }

    pub use crate::text::{pinyin, plain_kana, revised};

    /// The words of an organisation's name in Latin capitals, nothing dropped.
    pub fn organization_words(text: &str) -> Vec<String> {
        crate::text::words(text).into_iter().map(|word| word.latin).collect()
    }

    /// The fold of a single word, and what its writing is called; `None` where it is Latin letters.
    pub fn sound(word: &str) -> Option<(String, Option<String>)> {
        let form = crate::text::split_name("", word).into_iter().next()?.form;
        let writing =
            Some(form.writing).filter(|writing| !writing.is_latin()).map(crate::writing::Writing::name);
        Some((String::from_utf8_lossy(&form.fold).into_owned(), writing))
    }

    /// How alike two single names are: nought where they are not. By letters, sound and readings alone while the
    /// dictionary in use is empty.
    pub fn alike(left: &str, right: &str) -> f32 {
        let form = |text: &str| crate::text::split_name("", text).into_iter().next().map(|token| token.form);
        match (form(left), form(right)) {
            (Some(a), Some(b)) => crate::form::similarity(&a, &b).map_or(0.0, |found| found.0),
            _ => 0.0,
        }
    }
}
