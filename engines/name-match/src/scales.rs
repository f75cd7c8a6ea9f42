//! What agreement and disagreement of names is worth.

use crate::{align::Weighed, text::Field};

/// What an initial weighs, and a name that answers to one.
pub const INITIAL_WEIGHT: f32 = 0.2;

/// What a token is in its name, which says how much it matters that the other name has it not: a first given name
/// makes another person of the same family, a second family name or a patronymic is often left out.
const ROLES: usize = 6;

/// The role of a token, as a place in the tables of [`Scales`]: first and further surname, first and further given
/// name, and the ends and the middle of a name that is not split.
pub fn role(name: &[Weighed<'_>], at: usize) -> usize {
    let field = name[at].field;
    let first = at == 0 || name[at - 1].field != field;
    let last = at + 1 == name.len();
    match (field, first) {
        (Field::Surname, true) => 0,
        (Field::Surname, false) => 1,
        (Field::Given, true) => 2,
        (Field::Given, false) => 3,
        (Field::Whole, _) if first || last => 4,
        (Field::Whole, _) => 5,
    }
}

/// The numbers that evidence is made with, in log-odds unless said otherwise.
#[derive(Debug, Clone)]
pub struct Scales {
    /// Complete agreement of names, before rarity.
    pub agreement: f32,
    /// What an unmatched token costs by its role, of the query and of the subject, as a share of its weight.
    pub extra_query: [f32; ROLES],
    pub extra_subject: [f32; ROLES],
    /// Tokens left over on both sides contradict each other: the lesser of the two weights costs so much more.
    pub conflict: f32,
    /// What agrees is a name of some rarity, the sum of its tokens' weights: what it has over the mean adds, up to the
    /// most; what it lacks takes away, by more and as far as it goes.
    pub rarity: f32,
    pub commonness: f32,
    pub rarity_mean: f32,
    pub rarity_most: f32,
    /// Fewer names that agree than these are no agreement of names, and cost so much.
    pub enough: u32,
    pub single: f32,
    /// A family name that answers to a given name, or the other way round: so much of their similarity counts.
    pub crossed: f32,
    /// The similarity from which tokens count anything; at 1 they count all.
    pub gain_from: f32,
}

/// For screening: a name against the names of a list.
pub const SCREENING: Scales = Scales {
    agreement: 5.0,
    extra_query: [0.43, 0.3, 1.33, 0.48, 0.78, 0.3],
    extra_subject: [0.45, 0.2, 0.87, 0.2, 0.52, 0.4],
    conflict: 1.12,
    rarity: 1.4,
    commonness: 3.0,
    rarity_mean: 1.05,
    rarity_most: 1.03,
    enough: 2,
    single: -1.28,
    crossed: 0.95,
    gain_from: 0.48,
};

/// For a name against a name: see [`compare_names`](crate::compare_names). At 0.725 the similarity of two single names
/// reaches the shipped threshold.
pub const COMPARISON: Scales = Scales {
    agreement: 5.77,
    extra_query: [0.5, 0.4, 0.6, 0.35, 0.5, 0.35],
    extra_subject: [0.5, 0.4, 0.6, 0.35, 0.5, 0.35],
    conflict: 1.6,
    rarity: 0.0,
    commonness: 0.0,
    rarity_mean: 0.0,
    rarity_most: 0.0,
    enough: 1,
    single: -2.0,
    crossed: 0.97,
    gain_from: 0.175,
};

impl Scales {
    /// What a similarity counts, from 0 to 1.
    pub fn gain(&self, similarity: f32) -> f32 {
        ((similarity - self.gain_from) / (1.0 - self.gain_from)).clamp(0.0, 1.0)
    }

    /// What it is worth that the names that agree are rare, or common. More never is worth less.
    pub fn rarity_of(&self, credit: f32) -> f32 {
        let over = credit - self.rarity_mean;
        if over < 0.0 { self.commonness * over } else { (self.rarity * over).min(self.rarity_most) }
    }

    /// The most that any two names can be worth.
    #[cfg(test)]
    pub const fn most(&self) -> f32 {
        self.agreement + self.rarity_most + 1e-3
    }
}
