//! How much names can be worth at most, from the little that is known before they are read.

use super::noted::{LOWER, MOST_STEPS};
use crate::answer::{Answer, Asked, most};

/// Tokens of a query beyond this many are not told apart in [`Reach`]: every subset would be too many.
pub const TOLD_APART: usize = 8;
/// Queries of more tokens than this have no levels, for the same reason.
const LEVELLED: usize = 5;

/// What the forms of a list answer to a token of a query with at best.
#[derive(Debug, Clone, Copy)]
pub struct Best {
    pub asked: Asked,
    /// Those up to each step.
    pub steps: [Option<Answer>; MOST_STEPS],
}

impl Best {
    pub fn new(asked: Asked) -> Self {
        Self { asked, steps: [None; MOST_STEPS] }
    }

    /// Adds what a form of this step answers.
    pub fn add(&mut self, step: u8, answer: Answer) {
        for best in &mut self.steps[usize::from(step).saturating_sub(1)..] {
            *best = Some(best.map_or(answer, |best| best.or(answer)));
        }
    }

    /// The best of all forms.
    pub fn all(&self) -> Option<Answer> {
        self.steps[MOST_STEPS - 1]
    }

    /// The best of those that are only somewhat alike.
    fn lower(&self) -> Option<Answer> {
        self.steps[usize::from(LOWER) - 1]
    }
}

/// For every set of a query's tokens, the most that a name is worth that holds them and no other.
#[derive(Debug, Default)]
pub struct Reach {
    by_set: Vec<f32>,
    /// By a number to base three with a digit for each token: not held, held by what is somewhat alike, held.
    by_levels: Vec<f32>,
    tokens: usize,
}

/// Lists that hold, together, every name that is worth so much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Drivers {
    /// The tokens of which all lists are needed.
    pub all: u32,
    /// The tokens of which those forms' lists are needed that are more than somewhat alike.
    pub upper: u32,
    /// Whether all lists are needed of the tokens that are not told apart.
    pub rest: bool,
}

impl Drivers {
    /// Whether a list is one of them.
    pub fn hold(self, token: u8, is_upper: bool) -> bool {
        let of = if is_upper { self.all | self.upper } else { self.all };
        if usize::from(token) < TOLD_APART { of >> token & 1 != 0 } else { self.rest }
    }
}

impl Reach {
    pub fn new(best: &[Best]) -> Self {
        let tokens = best.len().min(TOLD_APART);
        let of = |level: &dyn Fn(usize) -> usize| {
            most(best.iter().enumerate().map(|(token, best)| {
                let level = if token < tokens { level(token) } else { 2 };
                (best.asked, [None, best.lower(), best.all()][level])
            }))
        };
        let by_levels: Vec<f32> = if tokens <= LEVELLED {
            let digit = |state: usize, token: usize| state / 3_usize.pow(token as u32) % 3;
            (0..3_usize.pow(tokens as u32)).map(|state| of(&|token| digit(state, token))).collect()
        } else {
            Vec::new()
        };
        let by_set = (0..1_usize << tokens).map(|set| {
            if by_levels.is_empty() {
                of(&|token| 2 * (set >> token & 1))
            } else {
                by_levels[2 * number(set as u32, tokens)]
            }
        });
        let by_set = by_set.collect();
        Self { by_set, by_levels, tokens }
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

    /// The most that a name is worth that holds the tokens of `held`, and what is somewhat alike to those of `lower`.
    fn of_levels(&self, held: u32, lower: u32) -> f32 {
        if self.by_levels.is_empty() {
            return self.of(held | lower);
        }
        let all = (1 << self.tokens) - 1;
        let (held, lower) = (held & all, lower & all & !held);
        let state = 2 * number(held, self.tokens) + number(lower, self.tokens);
        self.by_levels.get(state).copied().unwrap_or(f32::INFINITY)
    }

    /// The cheapest lists that hold, together, every name that is worth `needed`; `costs` is what it takes to go through
    /// the lists of each token that are somewhat alike, and through the others. `None` where nothing is worth so much.
    pub fn drivers(&self, needed: f32, costs: &[[u64; 2]]) -> Option<Drivers> {
        let all = (1_u32 << self.tokens) - 1;
        if self.of(all) < needed {
            return None;
        }
        let cost = |drivers: Drivers| {
            let of = |set: u32, level: usize| {
                costs
                    .iter()
                    .enumerate()
                    .filter(|(t, _)| set >> t & 1 != 0)
                    .map(|(_, c)| c[level])
                    .sum::<u64>()
            };
            of(drivers.all, 0) + of(drivers.all | drivers.upper, 1)
        };
        let mut best: Option<(u64, Drivers)> = None;
        let mut consider = |drivers: Drivers| {
            // What is left when none of these holds a name must be worth too little.
            let left = self.of_levels(all & !drivers.all & !drivers.upper, drivers.upper);
            if left < needed {
                let cost = cost(drivers);
                if best.is_none_or(|(known, _)| cost < known) {
                    best = Some((cost, drivers));
                }
            }
        };
        for set in 0..=all {
            let mut upper = if self.by_levels.is_empty() { 0 } else { set };
            loop {
                consider(Drivers { all: set & !upper, upper, rest: false });
                if upper == 0 {
                    break;
                }
                upper = (upper - 1) & set;
            }
        }
        // A name may be worth it that holds none of those told apart.
        Some(best.map_or(Drivers { all, upper: 0, rest: true }, |(_, drivers)| drivers))
    }
}

/// A set of tokens as a number to base three.
fn number(set: u32, tokens: usize) -> usize {
    (0..tokens).rev().fold(0, |sum, token| sum * 3 + (set >> token & 1) as usize)
}
