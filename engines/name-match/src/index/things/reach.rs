//! How much a name is worth at most that answers to some of a query's words, before the name is read.

use super::{near::Near, view::View};
use crate::organization::compare::{AGREEMENT, GROWN_GAIN, Worth, common_only, more_words};

/// Words of a name that are told apart.
pub const MOST_WORDS: usize = 16;
/// What two words at most cost that are written as one.
const TWO_WORDS: f32 = 1.1;

/// What answers to each word of a query at most: see [`Reach::of`].
pub type Credits = [f32; MOST_WORDS];

/// The words of a query, as far as it matters to bounds.
#[derive(Debug)]
pub struct Reach {
    words: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    worth: Worth,
    /// The most that anything in the list counts for it.
    most: f32,
    /// The most that what answers to it would cost.
    theirs: f32,
    /// Whether what answers to it may tell names apart.
    telling: bool,
}

impl Reach {
    pub fn new(view: &View<'_>, near: &Near, worths: &[Worth]) -> Self {
        let telling = |worth: &Worth| more_than_common(*worth);
        let mut words: Vec<Word> = worths
            .iter()
            .map(|worth| Word { worth: *worth, most: 0.0, theirs: 0.0, telling: telling(worth) })
            .collect();
        for slot in near.slots() {
            let theirs = view.worth(slot.word);
            for word in &mut words[usize::from(slot.mine.0)..=usize::from(slot.mine.1)] {
                let weight = f32::midpoint(word.worth.weight, theirs.weight) * slot.gain;
                word.most = word.most.max(if slot.is_grown() { word.worth.weight } else { weight });
                word.theirs = word.theirs.max(theirs.cost());
                word.telling |= slot.is_grown();
            }
        }
        for (word, split) in words.iter_mut().zip(&near.split) {
            if !split.is_empty() {
                word.most = word.most.max(split_credit(word.worth));
                word.theirs = TWO_WORDS;
                word.telling = true;
            }
        }
        Self { words }
    }

    /// The most that a name is worth whose words answer thus, and which has others that cost `theirs` at the least. Never
    /// less where more answers.
    pub fn of(&self, credits: &Credits, theirs: f32) -> f32 {
        let (mut credit, mut telling, mut cost, mut count) = (0.0, 0.0, theirs.max(0.0), 0);
        for (word, &most) in self.words.iter().zip(credits) {
            if most > 0.0 {
                credit += most;
                count += 1;
                telling += if word.telling { most } else { 0.0 };
            } else {
                cost += word.worth.cost();
            }
        }
        if credit <= 0.0 {
            return f32::NEG_INFINITY;
        }
        let all = cost <= 1e-4;
        let more = if telling > 0.0 { more_words(telling) } else { common_only(count, all) };
        AGREEMENT * credit / (credit + cost) + more + 1e-3
    }

    /// What a name counts at most that answers to every word that anything answers to.
    pub fn all(&self) -> Credits {
        let mut credits = [0.0; MOST_WORDS];
        credits.iter_mut().zip(&self.words).for_each(|(credit, word)| *credit = word.most);
        credits
    }

    /// The most that a name is worth whose words cost so much.
    pub fn with_cost(&self, cost: f32) -> f32 {
        let theirs: f32 = self.words.iter().filter(|word| word.most > 0.0).map(|word| word.theirs).sum();
        self.of(&self.all(), cost - theirs - 1e-3)
    }

    /// The most that the words of a name may cost which is worth `needed`.
    pub fn longest(&self, needed: f32) -> f32 {
        let (mut short, mut long) = (0.0, 64.0);
        if self.with_cost(long) >= needed {
            return f32::MAX;
        }
        for _ in 0..24 {
            let middle = f32::midpoint(short, long);
            if self.with_cost(middle) >= needed {
                short = middle;
            } else {
                long = middle;
            }
        }
        long
    }

    /// Which words' lists must be gone through, when going through them costs so much: every name that is worth
    /// `needed` stands in one of these.
    pub fn drivers(&self, needed: f32, costs: &[usize]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.words.len()).filter(|&at| self.words[at].most > 0.0).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(costs.get(at).copied().unwrap_or(0)), at));
        let mut without = [0.0; MOST_WORDS];
        order.retain(|&at| {
            without[at] = self.words[at].most;
            let is_driver = self.of(&without, 0.0) >= needed;
            if is_driver {
                without[at] = 0.0;
            }
            is_driver
        });
        order
    }
}

/// What a word counts at most where the other name writes it as two.
pub fn split_credit(worth: Worth) -> f32 {
    GROWN_GAIN * worth.weight.max(1.0)
}

/// What two words cost at most that the query writes as one.
pub const fn split_cost() -> f32 {
    TWO_WORDS
}

fn more_than_common(worth: Worth) -> bool {
    worth.weight >= crate::organization::TELLING
}
