//! How much names can be worth at most, from the little that is known before they are read.

use crate::answer::{Answer, Asked, most};

/// Tokens of a query beyond this many are not told apart in [`Reach`]: every subset would be too many.
pub const TOLD_APART: usize = 8;

/// For every set of a query's tokens, the most that a name is worth that holds them and no other.
#[derive(Debug, Default)]
pub struct Reach {
    by_set: Vec<f32>,
    tokens: usize,
}

impl Reach {
    /// `best` is, for each token of the query, the best that any form of the list answers it with.
    pub fn new(best: &[(Asked, Option<Answer>)]) -> Self {
        let tokens = best.len().min(TOLD_APART);
        let by_set = (0..1_usize << tokens).map(|set| {
            let here = |token: usize| token >= tokens || set & 1 << token != 0;
            let answers = best.iter().enumerate();
            most(answers.map(|(token, (asked, answer))| (*asked, answer.filter(|_| here(token)))))
        });
        Self { by_set: by_set.collect(), tokens }
    }

    /// The most that a name is worth that holds these tokens and no other.
    pub fn of(&self, set: u32) -> f32 {
        let all = self.by_set.len().saturating_sub(1);
        self.by_set.get(set as usize & all).copied().unwrap_or(f32::INFINITY)
    }

    /// The most that a name is worth that answers these tokens with so many of its own: with fewer than there are, where
    /// the query says a name twice, or two that are alike.
    pub fn of_count(&self, set: u32, count: u32) -> f32 {
        if set.count_ones() <= count {
            return self.of(set);
        }
        let mut best = f32::NEG_INFINITY;
        let mut part = set;
        while part != 0 {
            if part.count_ones() == count {
                best = best.max(self.of(part));
            }
            part = (part - 1) & set;
        }
        best
    }

    /// The tokens whose lists, together, hold every name that is worth `needed`: those that are cheapest to look at.
    /// `None` where nothing is worth so much.
    pub fn drivers(&self, needed: f32, costs: &[u64]) -> Option<u32> {
        let all = (1_u32 << self.tokens) - 1;
        if self.of(all) < needed {
            return None;
        }
        // A set of tokens will do when what is left without it is worth too little.
        let cost = |set: u32| (0..self.tokens).filter(|t| set & 1 << t != 0).map(|t| costs[t]).sum::<u64>();
        (0..=all).filter(|set| self.of(all & !set) < needed).min_by_key(|&set| (cost(set), set)).or(Some(all))
    }
}
