//! Two names against each other: which token answers to which, one to one, and what that is worth.

use crate::{
    dictionary::has_readings,
    form::{self, Form, How},
    print::Print,
    text::{Field, Token},
};

/// Complete agreement of names is worth this much, in log-odds, before rarity.
const AGREEMENT: f32 = 4.9;
/// What an unmatched token of the traveler and of the entry costs, as a share of its weight.
const EXTRA_QUERY: f32 = 0.72;
const EXTRA_SUBJECT: f32 = 0.36;
/// Tokens left over on both sides contradict each other: the lesser of the two weights costs so much more.
const CONFLICT: f32 = 1.6;
/// Each token's weight over this mean adds, and under it takes away.
const RARITY: f32 = 0.6;
const RARITY_MEAN: f32 = 1.0;
const RARITY_MOST: f32 = 0.8;
/// A single name that agrees is no agreement of names.
const SINGLE: f32 = -2.8;
/// A family name that answers to a given name, or the other way round.
const CROSSED: f32 = 0.95;

/// The most that any two names can be worth: every token agrees, and all are rare.
pub const MOST_NAMES: f32 = AGREEMENT + RARITY_MOST + 1e-3;

/// A token with what it is worth.
#[derive(Debug, Clone, Copy)]
pub struct Weighed<'a> {
    pub form: &'a Form,
    pub field: Field,
    pub weight: f32,
    pub print: Print,
}

/// Weighs a name's tokens.
pub fn weigh(tokens: &[Token]) -> Vec<Weighed<'_>> {
    let of = |token: &Token| crate::rarity::weight(&token.form);
    let weigh = |t| {
        let Token { form, field, .. }: &Token = t;
        Weighed { form, field: *field, weight: of(t), print: Print::of(form) }
    };
    tokens.iter().map(weigh).collect()
}

/// One or two tokens of the query that answer to one or two of the subject.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub query: (usize, usize),
    pub subject: (usize, usize),
    pub similarity: f32,
    pub weight: f32,
    pub how: How,
}

/// The outcome.
#[derive(Debug, Clone, Default)]
pub struct Alignment {
    pub pairs: Vec<Pair>,
    pub extra_query: Vec<usize>,
    pub extra_subject: Vec<usize>,
    /// What each pair is worth, then each extra token of the query and of the subject.
    pub values: Vec<f32>,
    /// Rarity of what agrees.
    pub rarity: f32,
    /// Set where a single name agrees.
    pub single: f32,
}

impl Alignment {
    /// The evidence of the names, in log-odds.
    pub fn evidence(&self) -> f32 {
        self.values.iter().sum::<f32>() + self.rarity + self.single
    }
}

/// A query name that was cut short has not lost what the entry has more.
fn extra_subject(cut: bool) -> f32 {
    if cut { EXTRA_SUBJECT / 3.0 } else { EXTRA_SUBJECT }
}

fn rarity(credit: f32) -> f32 {
    (RARITY * (credit - RARITY_MEAN)).clamp(-RARITY_MOST, RARITY_MOST)
}

/// How alike a token of the query and one of the subject are.
pub fn alike(query: &Weighed<'_>, subject: &Weighed<'_>) -> Option<(f32, How)> {
    if query.print.may_be(subject.print) { form::similarity(query.form, subject.form) } else { None }
}

/// Aligns a query's name with a subject's. `cut` says that the query's name may end early (ICAO 9303-3 §4.6);
/// `alike` is [`alike`] of the tokens in these places, for callers that remember what they saw.
pub fn align(
    query: &[Weighed<'_>],
    subject: &[Weighed<'_>],
    cut: bool,
    mut alike: impl FnMut(usize, usize) -> Option<(f32, How)>,
) -> Alignment {
    let mut options: Vec<Pair> = Vec::with_capacity(query.len() * 2);
    for (i, q) in query.iter().enumerate() {
        for (j, s) in subject.iter().enumerate() {
            if let Some((similarity, how)) = alike(i, j) {
                let ends = cut && i + 1 == query.len();
                let (similarity, weight) = credited(q, s, ends, similarity, how);
                options.push(Pair { query: (i, i), subject: (j, j), similarity, weight, how });
            }
        }
    }
    glued(query, subject, false, &mut options);
    glued(subject, query, true, &mut options);
    // The best first; of equals the earliest, so that nothing depends on chance.
    options.sort_by(|a, b| {
        let (x, y) = (a.weight * gain(a.similarity), b.weight * gain(b.similarity));
        y.total_cmp(&x).then((a.query, a.subject).cmp(&(b.query, b.subject)))
    });
    let (mut of_query, mut of_subject) = (0_u32, 0_u32);
    let mut found = Alignment::default();
    for pair in options {
        let (q, s) = (bits(pair.query), bits(pair.subject));
        if of_query & q == 0 && of_subject & s == 0 {
            of_query |= q;
            of_subject |= s;
            found.pairs.push(pair);
        }
    }
    found.pairs.sort_by_key(|pair| pair.query);
    found.extra_query = (0..query.len()).filter(|i| of_query & (1 << i) == 0).collect();
    found.extra_subject = (0..subject.len()).filter(|j| of_subject & (1 << j) == 0).collect();
    value(query, subject, cut, &mut found);
    found
}

/// What two tokens that are so alike count for each other: as how similar, and of what weight. `ends` says that
/// the query's name may end within this token.
fn credited(q: &Weighed<'_>, s: &Weighed<'_>, ends: bool, similarity: f32, how: How) -> (f32, f32) {
    let similarity = if crossed(q.field, s.field) { similarity * CROSSED } else { similarity };
    let similarity = if ends && how == How::Truncated { similarity.max(0.96) } else { similarity };
    (similarity, if how == How::Initial { 0.25 } else { f32::midpoint(q.weight, s.weight) })
}

/// The most that [`align`] can find these names worth, quick to get: as if every token had its best partner for
/// itself, and what agrees weighed no more than it counts. Without bound where two tokens may be written as one.
pub fn ceiling(
    query: &[Weighed<'_>],
    subject: &[Weighed<'_>],
    cut: bool,
    mut alike: impl FnMut(usize, usize) -> Option<(f32, How)>,
) -> f32 {
    if may_glue(query, subject) || may_glue(subject, query) {
        return f32::INFINITY;
    }
    let (mut credit, mut extra) = (0.0_f32, 0.0);
    for (i, q) in query.iter().enumerate() {
        let ends = cut && i + 1 == query.len();
        let mut best: Option<f32> = None;
        for (j, s) in subject.iter().enumerate() {
            if let Some((similarity, how)) = alike(i, j) {
                let (similarity, weight) = credited(q, s, ends, similarity, how);
                best = Some(best.unwrap_or(0.0).max(weight * gain(similarity)));
            }
        }
        match best {
            Some(best) => credit += best,
            None => extra += q.weight,
        }
    }
    if credit <= 0.0 {
        return 0.0;
    }
    AGREEMENT * credit / (credit + EXTRA_QUERY * extra) + rarity(credit)
}

fn may_glue(two: &[Weighed<'_>], one: &[Weighed<'_>]) -> bool {
    let mut pairs = two.windows(2);
    pairs.any(|pair| one.iter().any(|whole| pair[0].print.may_glue(pair[1].print, whole.print)))
}

fn bits((from, to): (usize, usize)) -> u32 {
    (1 << from) | (1 << to)
}

fn crossed(a: Field, b: Field) -> bool {
    matches!((a, b), (Field::Surname, Field::Given) | (Field::Given, Field::Surname))
}

/// What a similarity counts: nothing at 0.5, all at 1.
fn gain(similarity: f32) -> f32 {
    ((similarity - 0.5) * 2.0).clamp(0.0, 1.0)
}

/// Two tokens of one side written as one on the other.
fn glued(two: &[Weighed<'_>], one: &[Weighed<'_>], swapped: bool, options: &mut Vec<Pair>) {
    for (i, neighbours) in two.windows(2).enumerate() {
        let [a, b] = neighbours else { continue };
        let length = a.form.fold.len() + b.form.fold.len();
        for (j, whole) in one.iter().enumerate() {
            let fits =
                length.abs_diff(whole.form.fold.len()) <= 1 && a.form.fold.first() == whole.form.fold.first();
            // Another script's readings need not be as long, nor begin alike.
            let read = has_readings(whole.form);
            let may_be = read || (fits && length >= 5);
            if !may_be || a.form.is_initial() || b.form.is_initial() {
                continue;
            }
            let text = [a.form.text.as_str(), b.form.text.as_str()].concat();
            let Some((similarity, how)) =
                form::similarity(&Form::new(&text, a.form.abjad && b.form.abjad), whole.form)
            else {
                continue;
            };
            if similarity < 0.85 || !(fits || how == How::Sound) {
                continue;
            }
            let weight = (a.weight + b.weight).max(whole.weight);
            let (query, subject) = if swapped { ((j, j), (i, i + 1)) } else { ((i, i + 1), (j, j)) };
            options.push(Pair { query, subject, similarity: similarity.min(0.97), weight, how });
        }
    }
}

fn value(query: &[Weighed<'_>], subject: &[Weighed<'_>], cut: bool, found: &mut Alignment) {
    let matched: f32 = found.pairs.iter().map(|p| p.weight).sum();
    if matched <= 0.0 {
        return;
    }
    let credit: f32 = found.pairs.iter().map(|p| p.weight * gain(p.similarity)).sum();
    let share = extra_subject(cut);
    let costs: Vec<f32> = found
        .extra_query
        .iter()
        .map(|&i| EXTRA_QUERY * query[i].weight)
        .chain(found.extra_subject.iter().map(|&j| share * subject[j].weight))
        .collect();
    let sides = costs.split_at(found.extra_query.len());
    let left_over = sides.0.iter().sum::<f32>() / EXTRA_QUERY;
    let left_over = left_over.min(sides.1.iter().sum::<f32>() / share);
    let plain: f32 = costs.iter().sum();
    let cost = plain + CONFLICT * left_over;
    // The whole is AGREEMENT · credit / (matched + cost). What the extra tokens take from it is shared among
    // them by their cost, so that every token has its own part.
    let full = AGREEMENT / matched;
    let lost = full * credit * cost / (matched + cost);
    found.values = found
        .pairs
        .iter()
        .map(|p| full * p.weight * gain(p.similarity))
        .chain(costs.iter().map(|c| -lost * c / plain))
        .collect();
    found.rarity = rarity(credit);
    let strong = found
        .pairs
        .iter()
        .filter(|p| p.how != How::Initial)
        .map(|p| if p.query.0 != p.query.1 || p.subject.0 != p.subject.1 { 2 } else { 1 })
        .sum::<usize>();
    if strong < 2 {
        found.single = SINGLE;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{align, alike, ceiling, weigh};
    use crate::text;

    const PARTS: [&str; 16] = [
        "MOHAMED", "ALI", "IVO", "EXAMPLAR", "EXAMPLER", "TEST", "OV", "TESTOV", "KARIM", "JUAN", "IVAN",
        "J", "NASR", "NASRTEST", "QUENTIN", "QUENT",
    ];

    proptest! {
        #[test]
        fn no_name_is_worth_more_than_its_ceiling(
            a in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            b in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            cut: bool,
        ) {
            let (a, b) = (text::name(&a.join(" ")), text::name(&b.join(", ")));
            let (a, b) = (weigh(&a), weigh(&b));
            let found = align(&a, &b, cut, |i, j| alike(&a[i], &b[j])).evidence();
            prop_assert!(found <= ceiling(&a, &b, cut, |i, j| alike(&a[i], &b[j])) + 1e-4);
        }
    }
}
