//! A query against one subject: every feature's evidence, with its words.

use pc_kernel::{Country, Document, Gender, PartialDate};

use crate::{
    Agreement, Feature, Match, NameStrength, PRIOR, Part, Query, Subject,
    align::{Alignment, Sides, alike, weigh},
    birth,
    reasons::{LISTED, birth_part, name_parts, other_parts},
    scales::SCREENING,
    score_of,
    text::{self, Token},
};

/// A weak alias needs a date or a document beside it.
const WEAK: f32 = -2.7;
/// Names that do not agree at all, beside a document that does.
pub const NAMES_DIFFER: f32 = -1.0;
/// A name field this long may have been cut (the 39 letters of ICAO 9303-4, and shorter fields of carriers).
const CUT: usize = 30;

/// What the same gender is worth, and the same nationality.
const SAME_GENDER: f32 = 0.1;
const SAME_NATIONALITY: f32 = 0.4;

/// Document numbers this long may be one character off; shorter ones are too often others' numbers.
pub const SLIP_LENGTH: usize = 7;

/// A query made ready: its name in every reading.
#[derive(Debug)]
pub struct Prepared<'a> {
    pub query: &'a Query,
    pub names: Vec<PreparedName>,
}

/// One reading of a query's name.
#[derive(Debug)]
pub struct PreparedName {
    pub tokens: Vec<Token>,
    pub cut: bool,
}

impl<'a> Prepared<'a> {
    pub fn new(query: &'a Query) -> Self {
        let letters = |part: &str| part.chars().count();
        let mut names: Vec<PreparedName> = Vec::with_capacity(2);
        let mut add = |tokens: Vec<Token>, letters: usize| {
            let known = |name: &PreparedName| {
                let mut a: Vec<&str> = name.tokens.iter().map(|t| t.form.text.as_str()).collect();
                let mut b: Vec<&str> = tokens.iter().map(|t| t.form.text.as_str()).collect();
                a.sort_unstable();
                b.sort_unstable();
                a == b
            };
            if !tokens.is_empty() && !names.iter().any(known) {
                names.push(PreparedName { tokens, cut: letters >= CUT });
            }
        };
        if query.surname.is_empty() || query.given.is_empty() {
            // One part alone is as good as a name that is not split.
            let one = if query.surname.is_empty() { &query.given } else { &query.surname };
            for tokens in text::readings(one) {
                add(tokens, letters(one));
            }
        } else {
            let letters = letters(&query.surname) + letters(&query.given);
            for tokens in text::split_readings(&query.surname, &query.given) {
                add(tokens, letters);
            }
        }
        if let Some(full) = &query.full {
            for one in text::names(full) {
                for tokens in text::readings(&one) {
                    add(tokens, letters(&one));
                }
            }
        }
        Self { query, names }
    }
}

/// A document's evidence.
struct Paper<'a> {
    query: &'a Document,
    weight: f32,
    words: &'static str,
}

/// Evidence that has nothing to do with names, quick to get: birth, gender and nationality.
pub fn person_evidence(
    query: &Query,
    births: &[PartialDate],
    gender: Option<Gender>,
    nat: &[Country],
) -> f32 {
    birth::best(query.birth, births).map_or(0.0, |(evidence, _)| evidence.weight)
        + gender_weight(query.gender, gender).map_or(0.0, |(weight, _)| weight)
        + nationality_weight(query.nationality, nat).map_or(0.0, |(weight, _)| weight)
}

pub fn gender_weight(a: Option<Gender>, b: Option<Gender>) -> Option<(f32, Agreement)> {
    match (a?, b?) {
        (Gender::X, _) | (_, Gender::X) => None,
        (a, b) if a == b => Some((SAME_GENDER, Agreement::Agree)),
        _ => Some((-0.9, Agreement::Differ)),
    }
}

pub fn nationality_weight(query: Option<Country>, listed: &[Country]) -> Option<(f32, Agreement)> {
    let query = query.filter(|query| query.is_country())?;
    if !listed.iter().any(|listed| listed.is_country()) {
        None
    } else if listed.contains(&query) {
        Some((SAME_NATIONALITY, Agreement::Agree))
    } else {
        Some((-0.3, Agreement::Differ))
    }
}

/// The best document evidence, if any number agrees.
fn documents<'a>(query: &'a [Document], listed: &[Document]) -> Option<Paper<'a>> {
    let mut best: Option<Paper<'a>> = None;
    for mine in query {
        let number = mine.normal_number();
        if number.len() < 4 {
            continue;
        }
        for theirs in listed {
            let other = theirs.normal_number();
            let same_issuer = mine.issuer.zip(theirs.issuer).map(|(a, b)| a == b);
            let (weight, words) = if number == other {
                match (same_issuer, number.len()) {
                    (Some(true), 5..) => (11.0, "document number and issuer equal"),
                    (None, 6..) => (7.0, "document number equal, an issuer not stated"),
                    (Some(false), 6..) => (1.5, "document number equal, issuers differ"),
                    _ => (1.0, "short document number equal"),
                }
            } else if number.len() >= SLIP_LENGTH
                && same_issuer == Some(true)
                && one_slip(number.as_bytes(), other.as_bytes())
            {
                (1.5, "document number one character off")
            } else {
                continue;
            };
            if best.as_ref().is_none_or(|known| weight > known.weight) {
                best = Some(Paper { query: mine, weight, words });
            }
        }
    }
    best
}

/// Whether one substitution, omission or exchange of neighbours makes one number the other.
pub fn one_slip(a: &[u8], b: &[u8]) -> bool {
    if a.len().abs_diff(b.len()) > 1 || a == b {
        return false;
    }
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    match (a, b) {
        ([_, x @ ..], [_, y @ ..]) if x == y => true,
        ([_, x @ ..], y) | (y, [_, x @ ..]) if x == y => true,
        ([_, _, x @ ..], [_, _, y @ ..]) => (a[0], a[1]) == (b[1], b[0]) && x == y,
        ([], [_]) | ([_], []) => true,
        _ => false,
    }
}

/// The best name of a subject: its place, the reading of the query, and how they align.
struct Best<'a> {
    place: usize,
    reading: &'a PreparedName,
    tokens: Vec<Token>,
    alignment: Alignment,
    total: f32,
}

/// Compares a prepared query with a subject.
pub fn compare(prepared: &Prepared<'_>, subject: &Subject) -> Match {
    let query = prepared.query;
    let mut best: Option<Best<'_>> = None;
    if subject.kind.answers_to_persons() {
        for (place, name) in subject.names.iter().enumerate() {
            let readings = text::listed(&name.value);
            for (reading, tokens) in prepared.names.iter().flat_map(|r| readings.iter().map(move |t| (r, t)))
            {
                let (mine, theirs) = (weigh(&reading.tokens), weigh(tokens));
                let sides = Sides { query: &mine, subject: &theirs, cut: reading.cut, scales: &SCREENING };
                let alignment = sides.align(|i, j| alike(&mine[i], &theirs[j]));
                // A name of which nothing agrees is no better than one of which little does.
                let total = if alignment.pairs.is_empty() {
                    NAMES_DIFFER
                } else {
                    alignment.evidence() + weakness(name.strength)
                };
                let better = best.as_ref().is_none_or(|known| {
                    // Of equals the better kind of name, then the name that sorts first: not its place.
                    let order = |n: &crate::SubjectName| (n.strength == NameStrength::Weak, n.value.clone());
                    total > known.total
                        || (total >= known.total && order(name) < order(&subject.names[known.place]))
                });
                if better {
                    best = Some(Best { place, reading, tokens: tokens.clone(), alignment, total });
                }
            }
        }
    }
    let mut parts = Vec::with_capacity(8);
    let mut shown = subject.names.first().map(|n| n.value.clone()).unwrap_or_default();
    let agreeing = best.filter(|best| best.total > NAMES_DIFFER && !best.alignment.pairs.is_empty());
    let named = agreeing.is_some();
    if let Some(best) = agreeing {
        shown.clone_from(&subject.names[best.place].value);
        name_parts(&best.reading.tokens, &best.tokens, &best.alignment, &LISTED, &mut parts);
        if subject.names[best.place].strength == NameStrength::Weak {
            parts.push(about_names(Agreement::Unknown, WEAK, "weak alias only"));
        }
    } else if prepared.names.is_empty() {
        parts.push(about_names(Agreement::Unknown, 0.0, "no name to compare"));
    } else {
        parts.push(about_names(Agreement::Differ, NAMES_DIFFER, "names differ"));
    }
    if let Some(paper) = documents(&query.documents, &subject.documents) {
        let issuer = paper.query.issuer.map(|c| format!(" ({c})")).unwrap_or_default();
        let agreement = if paper.weight >= 7.0 { Agreement::Agree } else { Agreement::Near };
        let text = format!("{}: {}{issuer}", paper.words, paper.query.number);
        parts.push(Part { feature: Feature::Document, agreement, weight: paper.weight, text });
    }
    parts.push(birth_part(query.birth, &subject.births, &LISTED));
    let (mine, theirs) =
        ((query.gender, query.nationality), (subject.gender, subject.nationalities.as_slice()));
    other_parts(mine, theirs, &mut parts);
    if !named && !parts.iter().any(|part| part.feature == Feature::Document) {
        // Nothing names this subject: dates and nationality alone are no lead.
        for part in &mut parts {
            part.weight = part.weight.min(0.0);
        }
    }
    Match { key: subject.key, score: score_of(&parts), name: shown, parts }
}

/// A part about the names as a whole.
pub fn about_names(agreement: Agreement, weight: f32, text: &str) -> Part {
    Part { feature: Feature::Name, agreement, weight, text: text.to_owned() }
}

/// What the kind of a name takes from it.
pub fn weakness(strength: NameStrength) -> f32 {
    if strength == NameStrength::Weak { WEAK } else { 0.0 }
}

/// The log-odds that a score amounts to.
pub fn needed(threshold: f32) -> f32 {
    let threshold = threshold.clamp(1e-6, 1.0 - 1e-6);
    (threshold / (1.0 - threshold)).ln() - PRIOR
}

#[cfg(test)]
mod tests {
    use super::Prepared;
    use crate::Query;

    #[test]
    fn letters_are_counted_not_their_bytes() {
        let is_cut = |surname: &str, given: &str| {
            let query = Query { surname: surname.into(), given: given.into(), ..Query::default() };
            Prepared::new(&query).names.iter().any(|name| name.cut)
        };
        assert!(is_cut("SAMPLEROPOULOSTESTIDIS", "KONSTANTINOS"));
        assert!(!is_cut("САМПЛЕР", "МАРИЯ ДИМИТРОВ") && !is_cut("", "САМПЛЕР МАРИЯ ДИМИТРОВ"));
    }
}
