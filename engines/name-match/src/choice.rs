//! The most that a name can be worth, from the answers that its tokens may give: a bound for an index.

use crate::{
    form::How,
    scales::{INITIAL_WEIGHT, SCREENING},
};

/// What a token of a query may be answered with, one way or several: every pair of a credit and a weight, where no
/// credit is more than `credit`, no weight less than `least`, and no credit more than `ratio` of its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    pub credit: f32,
    pub ratio: f32,
    pub least: f32,
    /// Whether it is more than an initial.
    pub strong: bool,
}

impl Choice {
    /// No answer.
    pub const NONE: Self = Self { credit: 0.0, ratio: 1.0, least: 1.0, strong: false };
    /// The same initial on both sides.
    const INITIAL: (f32, f32) = (INITIAL_WEIGHT, INITIAL_WEIGHT);

    /// A token of weight `query` beside one of the list's. `ends` says that the query's name may end within it.
    pub fn of(query: f32, subject: f32, ends: bool, similarity: f32, how: How) -> Self {
        let similarity = if ends && how == How::Truncated { similarity.max(0.96) } else { similarity };
        let weight = if how == How::Initial { query.min(INITIAL_WEIGHT) } else { query.min(subject) };
        let ratio = SCREENING.gain(similarity);
        Self { credit: weight * ratio, ratio, least: weight, strong: how != How::Initial }
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

/// The most that a name is worth whose tokens answer the query's thus: `(what it costs that the query's token has no
/// answer, answer, whether an initial may answer instead)`. Tokens that only the listed name has are not counted.
pub fn most(tokens: impl Iterator<Item = (f32, Option<Choice>, bool)> + Clone) -> f32 {
    // For each token the answer that is best where the whole is worth this share of full agreement: Dinkelbach's way
    // to the greatest quotient of two sums.
    let sums = |share: f32| {
        tokens.clone().fold((0.0_f32, 0.0_f32), |(credit, matched), (cost, choice, initial)| {
            let extra = (0.0, cost);
            let initial = if initial { Choice::INITIAL } else { extra };
            let (full, least) = choice.map_or((extra, extra), |choice| {
                ((choice.credit, choice.credit / choice.ratio), (choice.ratio * choice.least, choice.least))
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
    let strong = tokens.filter(|(_, choice, _)| choice.is_some_and(|choice| choice.strong)).count();
    let alone = if strong < SCREENING.enough as usize { SCREENING.single } else { 0.0 };
    SCREENING.agreement * share.min(1.0) + SCREENING.rarity_of(full) + alone + 1e-3
}
