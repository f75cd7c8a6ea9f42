//! A query for an organisation, a vessel, an aircraft or a vehicle against one subject: its names, its codes, its
//! country.

use pc_kernel::{Country, Document};

use super::{OrganizationName, TELLING, codes, compare};
use crate::{
    Agreement, Feature, Match, NameStrength, Part, Query, Sought, Subject, SubjectKind,
    score::{about_names, weakness},
    score_of, text,
};

/// The country that a list gives a thing is the query's. (Another one says nothing: flags and seats change.)
pub const COUNTRY: f32 = 0.4;
/// A code whose issuers differ.
const OTHER_ISSUER: f32 = 1.5;
/// The ship asked for has another IMO number: it keeps one for life, but numbers are mistyped and made up.
const OTHER_SHIP: f32 = -1.5;
/// Names longer than this, as codes, are no codes.
const LONGEST_CODE: usize = 12;

/// A query made ready.
#[derive(Debug)]
pub struct AskedThing<'a> {
    pub query: &'a Query,
    pub names: Vec<OrganizationName>,
    pub codes: Vec<Code>,
}

/// The names that fit best: the query's, the subject's by its place, and how they fit.
struct Best<'a> {
    total: f32,
    asked: &'a OrganizationName,
    place: usize,
    found: compare::Found,
    listed: OrganizationName,
}

/// A code that is asked for.
#[derive(Debug)]
pub struct Code {
    pub text: String,
    /// Whether it may be one character off: names may not.
    pub slips: bool,
    issuer: Option<Country>,
}

impl<'a> AskedThing<'a> {
    pub fn new(query: &'a Query) -> Self {
        let split = [query.surname.as_str(), query.given.as_str()].join(" ");
        let whole = query.full.as_deref().unwrap_or_default();
        let mut names: Vec<OrganizationName> = Vec::with_capacity(2);
        let texts = [vec![split.trim().to_owned()], text::names(whole.trim())].concat();
        for (at, text) in texts.iter().enumerate() {
            let name = OrganizationName::new(text);
            // What stands in brackets, after the two as they are, is often only a form, a place or a trade.
            if at > 1 && !name.weights.iter().any(|(weight, _)| *weight >= TELLING) {
                continue;
            }
            if !name.tokens.is_empty() && !names.iter().any(|known| known.tokens == name.tokens) {
                names.push(name);
            }
        }
        let papers = query.documents.iter().map(|paper| Code {
            text: codes::code(&paper.number),
            slips: true,
            issuer: paper.issuer,
        });
        // What is registered is often called by its registration, which may be letters only.
        let registered = matches!(query.kind, Sought::Aircraft | Sought::Vehicle);
        let called = texts
            .iter()
            .filter(|name| registered || has_digit(name))
            .map(|name| Code { text: codes::code(name), slips: false, issuer: None })
            .filter(|code| code.text.len() <= LONGEST_CODE);
        let codes = papers.chain(called).filter(|code| code.text.len() >= codes::SHORTEST).collect();
        Self { query, names, codes }
    }

    /// Compares with a subject. Its names count where it is of the kind asked for, its numbers always.
    pub fn compare(&self, subject: &Subject) -> Match {
        let answers = self.query.kind.answers(subject.kind);
        let best = if answers { self.best_name(subject) } else { None };
        let code = self.best_code(subject);
        let mut shown = subject.names.first().map(|n| n.value.clone()).unwrap_or_default();
        let mut parts = Vec::with_capacity(8);
        let named = best.is_some();
        if let Some(best) = best {
            let name = &subject.names[best.place];
            shown.clone_from(&name.value);
            parts.extend(compare::parts(&best.found, &best.asked.tokens, &best.listed.tokens));
            if name.strength == NameStrength::Weak {
                parts.push(about_names(Agreement::Unknown, weakness(name.strength), "weak alias only"));
            }
        } else if code.is_some() && (!answers || self.names.is_empty()) {
            let text = if answers { "no name to compare" } else { "of another kind: names not compared" };
            parts.push(about_names(Agreement::Unknown, 0.0, text));
        } else {
            parts.push(about_names(Agreement::Differ, compare::DIFFER, "names differ"));
        }
        if named || code.is_some() {
            parts.extend(code.or_else(|| self.other_ship(subject)));
            parts.extend(self.country(subject));
        }
        Match { key: subject.key, score: score_of(&parts), name: shown, parts }
    }

    /// The names that fit best.
    fn best_name(&self, subject: &Subject) -> Option<Best<'_>> {
        let mut best: Option<Best<'_>> = None;
        for (place, listed) in subject.names.iter().enumerate() {
            let theirs = OrganizationName::new(&listed.value);
            // Of equals the better kind of name, then the name that sorts first: not its place.
            let order = |n: &crate::SubjectName| (n.strength == NameStrength::Weak, n.value.clone());
            for name in &self.names {
                let found = compare::align(&name.weighed(), &theirs.weighed());
                let total = found.evidence() + weakness(listed.strength);
                if !found.agrees() || total <= compare::DIFFER {
                    continue;
                }
                let better = best.as_ref().is_none_or(|known| {
                    let before = || order(listed) < order(&subject.names[known.place]);
                    total > known.total || (total >= known.total && before())
                });
                if better {
                    best = Some(Best { total, asked: name, place, found, listed: theirs.clone() });
                }
            }
        }
        best
    }

    /// What the codes say, of the two that fit best.
    fn best_code(&self, subject: &Subject) -> Option<Part> {
        let papers = subject.documents.iter().map(|paper| (codes::code(&paper.number), paper.issuer));
        let listed: Vec<(String, Option<Country>)> =
            papers.chain(called(subject).map(|code| (code, None))).collect();
        let pairs = self.codes.iter().flat_map(|mine| listed.iter().map(move |theirs| (mine, theirs)));
        let parts = pairs.filter_map(|(mine, (theirs, issuer))| {
            let mut part = codes::alike(&mine.text, theirs)?;
            if part.agreement == Agreement::Near && !mine.slips {
                return None;
            }
            if mine.issuer.zip(*issuer).is_some_and(|(a, b)| a != b) && part.weight > OTHER_ISSUER {
                part.weight = OTHER_ISSUER;
                part.text.push_str(", issuers differ");
            }
            Some(part)
        });
        // Of equals the one whose text sorts first.
        parts.reduce(|a, b| {
            let better = b.weight > a.weight || (b.weight >= a.weight && b.text < a.text);
            if better { b } else { a }
        })
    }

    /// Whether a ship's number is asked for.
    pub fn is_numbered_ship(&self) -> bool {
        self.codes.iter().any(|code| codes::is_ship(&code.text))
    }

    /// What the numbers of a ship that is met by its name take from it.
    pub fn against(&self, subject: &Subject) -> f32 {
        let other = self.other_ship(subject).filter(|_| self.best_code(subject).is_none());
        other.map_or(0.0, |part| part.weight)
    }

    /// That a ship's number is asked for, and this ship has another.
    fn other_ship(&self, subject: &Subject) -> Option<Part> {
        let mine = self.codes.iter().map(|code| &code.text).find(|code| codes::is_ship(code))?;
        let is_ship = subject.kind == SubjectKind::Vessel;
        let numbers = subject.documents.iter().filter(|_| is_ship).map(|paper| codes::code(&paper.number));
        let theirs = numbers.filter(|code| codes::is_ship(code)).min()?;
        let text = format!("IMO number differs ({mine}, {theirs})");
        Some(Part { feature: Feature::Document, agreement: Agreement::Differ, weight: OTHER_SHIP, text })
    }

    fn country(&self, subject: &Subject) -> Option<Part> {
        let country = self.query.nationality.filter(|country| subject.nationalities.contains(country))?;
        let text = format!("country agrees ({country})");
        Some(Part { feature: Feature::Nationality, agreement: Agreement::Agree, weight: COUNTRY, text })
    }
}

/// The codes of a subject under which an index must find it beside the plain numbers of its documents: names that are
/// codes, and numbers that are read otherwise (in letters of another script, or with `IMO` before them).
pub fn listed_codes(subject: &Subject) -> impl Iterator<Item = String> {
    let read = |paper: &Document| {
        let code = codes::code(&paper.number);
        (code != paper.normal_number()).then_some(code)
    };
    subject.documents.iter().filter_map(read).chain(called(subject))
}

/// The names of a craft or a vehicle that are its registration.
fn called(subject: &Subject) -> impl Iterator<Item = String> {
    let always = matches!(subject.kind, SubjectKind::Aircraft | SubjectKind::Vehicle);
    let perhaps = matches!(subject.kind, SubjectKind::Vessel | SubjectKind::Other);
    let names = subject.names.iter().map(|name| name.value.as_str());
    let codes = names.filter(move |name| always || (perhaps && has_digit(name))).map(codes::code);
    codes.filter(|code| (codes::SHORTEST..=LONGEST_CODE).contains(&code.len()))
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
}
