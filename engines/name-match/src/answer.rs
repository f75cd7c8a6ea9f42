//! What a token of a query may be answered with, and how much a name is worth at most that answers so: known before
//! the name is read.

use crate::{
    align::Weighed,
    form::How,
    scales::{INITIAL_WEIGHT, SCREENING, role},
};

/// What a token of a query may be answered with, one way or several: every pair of a credit and a weight, where no
/// credit is more than `credit`, no weight less than `least`, and no credit more than `ratio` of its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    credit: f32,
    ratio: f32,
    least: f32,
    /// Whether it is more than an initial.
    strong: bool,
}

impl Answer {
    /// A token of weight `query` beside one of the list's. `ends` says that the query's name may end within it.
    pub fn of(query: f32, subject: f32, ends: bool, similarity: f32, how: How) -> Self {
        let similarity = if ends && how == How::Truncated { similarity.max(0.96) } else { similarity };
        let weight = if how == How::Initial { query.min(INITIAL_WEIGHT) } else { query.min(subject) };
        let ratio = SCREENING.gain(similarity);
        Self { credit: weight * ratio, ratio, least: weight, strong: how != How::Initial }
    }

    /// A token that is written with another as one, or as two.
    pub fn together(query: f32) -> Self {
        Self { credit: query, ratio: 1.0, least: query / 8.0, strong: true }
    }

    /// Either of two.
    pub fn or(self, other: Self) -> Self {
        Self {
            credit: self.credit.max(other.credit),
            ratio: self.ratio.max(other.ratio),
            least: self.least.min(other.least),
            strong: self.strong || other.strong,
        }
    }
}

/// A token of the query, as far as it matters to bounds.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// What it costs when nothing answers it.
    pub extra: f32,
    /// An initial's weight: any token with this letter may answer it.
    pub initial: Option<f32>,
}

/// What matters of a query's tokens.
pub fn asked(query: &[Weighed<'_>]) -> Vec<Asked> {
    let of = |(at, token): (usize, &Weighed<'_>)| Asked {
        extra: SCREENING.extra_query[role(query, at)] * token.weight,
        initial: token.form.is_initial().then_some(token.weight.min(INITIAL_WEIGHT)),
    };
    query.iter().enumerate().map(of).collect()
}

/// The most that a name is worth whose tokens answer the query's thus. Tokens that only the listed name has are not
/// counted.
pub fn most(tokens: impl Iterator<Item = (Asked, Option<Answer>)> + Clone) -> f32 {
    // For each token the answer that is best where the whole is worth this share of full agreement: Dinkelbach's way
    // to the greatest quotient of two sums.
    let sums = |share: f32| {
        tokens.clone().fold((0.0_f32, 0.0_f32), |(credit, matched), (asked, answer)| {
            let extra = (0.0, asked.extra);
            let initial = asked.initial.map_or(extra, |weight| (weight, weight));
            let (full, least) = answer.filter(|answer| answer.ratio > 0.0).map_or((extra, extra), |answer| {
                ((answer.credit, answer.credit / answer.ratio), (answer.ratio * answer.least, answer.least))
            });
            let worth = |(credit, matched): (f32, f32)| credit - share * matched;
            let best = [full, least, initial]
                .into_iter()
                .fold(extra, |a, b| if worth(b) > worth(a) { b } else { a });
            (credit + best.0, matched + best.1)
        })
    };
    let (full, of) = sums(0.0);
    if full <= 0.0 {
        return 0.0;
    }
    let mut share = full / of;
    for _ in 0..16 {
        let (credit, of) = sums(share);
        let next = credit / of;
        if next <= share {
            break;
        }
        share = next;
    }
    let strong = tokens.filter(|(_, answer)| answer.is_some_and(|answer| answer.strong)).count();
    let alone = if strong < SCREENING.enough as usize { SCREENING.single } else { 0.0 };
    SCREENING.agreement * share.min(1.0) + SCREENING.rarity_of(full) + alone + 1e-3
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Answer, asked, most};
    use crate::{
        align::{Pair, Sides, alike, weigh},
        scales::SCREENING,
        text,
    };

    const PARTS: [&str; 20] = [
        "MOHAMED", "ALI", "IVO", "EXAMPLAR", "EXAMPLER", "TEST", "OV", "TESTOV", "KARIM", "JUAN", "IVAN",
        "J", "NASR", "NASRTEST", "QUENTIN", "QUENT", "NGUYEN", "KHAN", "SANGHO", "LI",
    ];

    proptest! {
        #[test]
        fn no_name_is_worth_more_than_its_bound(
            a in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            b in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            cut: bool,
        ) {
            let (a, b) = (text::name(&a.join(" ")), text::name(&b.join(", ")));
            let (a, b) = (weigh(&a), weigh(&b));
            let sides = Sides { query: &a, subject: &b, cut, scales: &SCREENING };
            let found = sides.align(|i, j| alike(&a[i], &b[j]));
            let apart = |p: &Pair| p.query.0 == p.query.1 && p.subject.0 == p.subject.1;
            if found.pairs.is_empty() || !found.pairs.iter().all(apart) {
                return Ok(());
            }
            let answers: Vec<_> = a.iter().zip(asked(&a)).enumerate().map(|(i, (token, asked))| {
                let ends = cut && i + 1 == a.len();
                let answers = b.iter().filter(|_| !token.form.is_initial()).filter_map(|other| {
                    let (similarity, how) = alike(token, other)?;
                    Some(Answer::of(token.weight, other.weight, ends, similarity, how))
                });
                (asked, answers.reduce(Answer::or))
            }).collect();
            prop_assert!(found.evidence() <= most(answers.iter().copied()));
        }
    }
}
