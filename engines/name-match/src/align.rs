//! Two names against each other: which token answers to which, one to one, and what that is worth.

use crate::{
    form::{self, Form, How},
    print::Print,
    scales::{INITIAL_WEIGHT, Scales, role},
    text::{Field, Token},
};

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
    let weigh = |t| {
        let Token { form, field, .. }: &Token = t;
        Weighed { form, field: *field, weight: crate::rarity::weight(form), print: Print::of(form) }
    };
    tokens.iter().map(weigh).collect()
}

/// One or two tokens of the query that answer to one or two of the subject.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub query: (u8, u8),
    pub subject: (u8, u8),
    pub similarity: f32,
    pub weight: f32,
    pub how: How,
}

const NO_PAIR: Pair = Pair { query: (0, 0), subject: (0, 0), similarity: 0.0, weight: 0.0, how: How::Equal };

/// A few pairs in place, more on the heap: most names have few, and the index aligns thousands.
struct Pairs {
    few: [Pair; 12],
    count: usize,
    many: Vec<Pair>,
}

impl Pairs {
    fn new() -> Self {
        Self { few: [NO_PAIR; 12], count: 0, many: Vec::new() }
    }

    fn push(&mut self, pair: Pair) {
        if let Some(place) = self.few.get_mut(self.count) {
            *place = pair;
            self.count += 1;
            return;
        }
        if self.many.is_empty() {
            self.many.extend_from_slice(&self.few);
        }
        self.many.push(pair);
    }

    fn as_mut_slice(&mut self) -> &mut [Pair] {
        if self.many.is_empty() { &mut self.few[..self.count] } else { &mut self.many }
    }
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

/// Two names that are aligned, in the sums that their evidence is made of.
struct Sums {
    matched: f32,
    credit: f32,
    /// What the extra tokens cost by themselves, and together with their contradiction.
    plain: f32,
    cost: f32,
    strong: u32,
}

/// Two names to align.
#[derive(Clone, Copy)]
pub struct Sides<'a> {
    pub query: &'a [Weighed<'a>],
    pub subject: &'a [Weighed<'a>],
    /// The query's name may end early (ICAO 9303-3 §4.6).
    pub cut: bool,
    pub scales: &'a Scales,
}

/// How alike a token of the query and one of the subject are.
pub fn alike(query: &Weighed<'_>, subject: &Weighed<'_>) -> Option<(f32, How)> {
    if query.print.may_be(subject.print) { form::similarity(query.form, subject.form) } else { None }
}

impl Sides<'_> {
    /// Aligns the names. `alike` is [`alike`] of the tokens in these places, for callers that remember what they saw.
    pub fn align(&self, alike: impl FnMut(usize, usize) -> Option<(f32, How)>) -> Alignment {
        let mut pairs = self.pairs(alike);
        let chosen = assign(self.best_first(pairs.as_mut_slice()));
        chosen.sort_unstable_by_key(|pair| pair.query);
        let sums = self.sums(chosen);
        let extras =
            |length, taken: u32| (0..length).filter(|i| taken & (1 << i) == 0).collect::<Vec<usize>>();
        let (of_query, of_subject) = taken(chosen);
        let mut found = Alignment {
            pairs: chosen.to_vec(),
            extra_query: extras(self.query.len(), of_query),
            extra_subject: extras(self.subject.len(), of_subject),
            ..Alignment::default()
        };
        if sums.matched <= 0.0 {
            return found;
        }
        // The whole is agreement · credit / (matched + cost). What the extra tokens take from it is shared among
        // them by their cost, so that every token has its own part.
        let full = self.scales.agreement / sums.matched;
        let lost = full * sums.credit * sums.cost / (sums.matched + sums.cost);
        let share = if sums.plain > 0.0 { lost / sums.plain } else { 0.0 };
        let of_pairs = found.pairs.iter().map(|p| full * p.weight * self.scales.gain(p.similarity));
        let of_query = found.extra_query.iter().map(|&i| -share * self.extra_query(i));
        let of_subject = found.extra_subject.iter().map(|&j| -share * self.extra_subject(j));
        found.values = of_pairs.chain(of_query).chain(of_subject).collect();
        found.rarity = self.scales.rarity_of(sums.credit);
        found.single = self.single(sums.strong);
        found
    }

    /// The evidence of [`Sides::align`] alone, quicker.
    pub fn evidence(&self, alike: impl FnMut(usize, usize) -> Option<(f32, How)>) -> f32 {
        self.worth(self.pairs(alike))
    }

    /// The same of names of which no two tokens are written as one in the other: the forms do not matter.
    pub fn evidence_apart(&self, alike: impl FnMut(usize, usize) -> Option<(f32, How)>) -> f32 {
        self.worth(self.pairs_apart(alike))
    }

    fn worth(&self, mut pairs: Pairs) -> f32 {
        let pairs = self.best_first(pairs.as_mut_slice());
        let sums = self.sums(assign(pairs));
        if sums.matched <= 0.0 {
            return 0.0;
        }
        self.scales.agreement * sums.credit / (sums.matched + sums.cost)
            + self.scales.rarity_of(sums.credit)
            + self.single(sums.strong)
    }

    fn extra_query(&self, i: usize) -> f32 {
        self.scales.extra_query[role(self.query, i)] * self.query[i].weight
    }

    /// A query name that was cut short has not lost what the entry has more.
    fn extra_subject(&self, j: usize) -> f32 {
        let cost = self.scales.extra_subject[role(self.subject, j)] * self.subject[j].weight;
        if self.cut { cost / 3.0 } else { cost }
    }

    fn single(&self, strong: u32) -> f32 {
        if strong < self.scales.enough { self.scales.single } else { 0.0 }
    }

    /// What two tokens that are so alike count for each other: as how similar, and of what weight. Never more than the
    /// query's token weighs, so that no name is worth more than the same name.
    fn credited(&self, i: usize, j: usize, similarity: f32, how: How) -> (f32, f32) {
        let (q, s) = (&self.query[i], &self.subject[j]);
        let similarity =
            if crossed(q.field, s.field) { similarity * self.scales.crossed } else { similarity };
        let ends = self.cut && i + 1 == self.query.len();
        let similarity = if ends && how == How::Truncated { similarity.max(0.96) } else { similarity };
        (similarity, if how == How::Initial { q.weight.min(INITIAL_WEIGHT) } else { q.weight.min(s.weight) })
    }

    /// Every pair of tokens that may answer to each other.
    fn pairs(&self, alike: impl FnMut(usize, usize) -> Option<(f32, How)>) -> Pairs {
        let mut pairs = self.pairs_apart(alike);
        glued(self.query, self.subject, false, &mut pairs);
        glued(self.subject, self.query, true, &mut pairs);
        pairs
    }

    /// Every pair of single tokens.
    fn pairs_apart(&self, mut alike: impl FnMut(usize, usize) -> Option<(f32, How)>) -> Pairs {
        let mut pairs = Pairs::new();
        for i in 0..self.query.len() {
            for j in 0..self.subject.len() {
                if let Some((similarity, how)) = alike(i, j) {
                    let (similarity, weight) = self.credited(i, j, similarity, how);
                    let (query, subject) = ((i as u8, i as u8), (j as u8, j as u8));
                    pairs.push(Pair { query, subject, similarity, weight, how });
                }
            }
        }
        pairs
    }

    /// The best first; of equals the earliest, so that nothing depends on chance.
    fn best_first<'p>(&self, pairs: &'p mut [Pair]) -> &'p mut [Pair] {
        pairs.sort_unstable_by(|a, b| {
            let (x, y) =
                (a.weight * self.scales.gain(a.similarity), b.weight * self.scales.gain(b.similarity));
            y.total_cmp(&x).then((a.query, a.subject).cmp(&(b.query, b.subject)))
        });
        pairs
    }

    fn sums(&self, chosen: &[Pair]) -> Sums {
        let (of_query, of_subject) = taken(chosen);
        let mut sums = Sums { matched: 0.0, credit: 0.0, plain: 0.0, cost: 0.0, strong: 0 };
        for pair in chosen {
            sums.matched += pair.weight;
            sums.credit += pair.weight * self.scales.gain(pair.similarity);
            if pair.how != How::Initial {
                sums.strong += bits(pair.query).count_ones();
            }
        }
        let (mut mine, mut theirs) = (0.0, 0.0);
        for i in (0..self.query.len()).filter(|i| of_query & (1 << i) == 0) {
            sums.plain += self.extra_query(i);
            mine += self.query[i].weight;
        }
        for j in (0..self.subject.len()).filter(|j| of_subject & (1 << j) == 0) {
            sums.plain += self.extra_subject(j);
            theirs += self.subject[j].weight;
        }
        sums.cost = sums.plain + self.scales.conflict * f32::min(mine, theirs);
        sums
    }
}

/// Takes the pairs one to one, the first first: they are moved to the front.
fn assign(pairs: &mut [Pair]) -> &mut [Pair] {
    let (mut of_query, mut of_subject, mut count) = (0_u32, 0_u32, 0);
    for at in 0..pairs.len() {
        let (q, s) = (bits(pairs[at].query), bits(pairs[at].subject));
        if of_query & q == 0 && of_subject & s == 0 {
            of_query |= q;
            of_subject |= s;
            pairs[count] = pairs[at];
            count += 1;
        }
    }
    &mut pairs[..count]
}

/// The tokens of the query and of the subject that stand in pairs.
fn taken(pairs: &[Pair]) -> (u32, u32) {
    pairs.iter().fold((0, 0), |(q, s), pair| (q | bits(pair.query), s | bits(pair.subject)))
}

fn bits((from, to): (u8, u8)) -> u32 {
    (1 << from) | (1 << to)
}

fn crossed(a: Field, b: Field) -> bool {
    matches!((a, b), (Field::Surname, Field::Given) | (Field::Given, Field::Surname))
}

/// Two tokens of one side written as one on the other: they sound as it does, whole and in its parts.
fn glued(two: &[Weighed<'_>], one: &[Weighed<'_>], swapped: bool, pairs: &mut Pairs) {
    for (i, neighbours) in two.windows(2).enumerate() {
        let [a, b] = neighbours else { continue };
        for (j, whole) in one.iter().enumerate() {
            let same = a.print.may_glue(b.print, whole.print) && form::glues(a.form, b.form, whole.form);
            // Not the other way round: an index cannot part what is only known by how it is read.
            if !same && (swapped || !form::reads_together(a.form, b.form, whole.form)) {
                continue;
            }
            let (i, j) = (i as u8, j as u8);
            let weight = whole.weight.min(a.weight + b.weight);
            let (query, subject) = if swapped { ((j, j), (i, i + 1)) } else { ((i, i + 1), (j, j)) };
            pairs.push(Pair { query, subject, similarity: 0.97, weight, how: How::Sound });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Sides, alike, weigh};
    use crate::scales::SCREENING;
    use crate::text;

    const PARTS: [&str; 22] = [
        "MOHAMED", "ALI", "IVO", "EXAMPLAR", "EXAMPLER", "TEST", "OV", "TESTOV", "KARIM", "JUAN", "IVAN",
        "J", "NASR", "NASRTEST", "QUENTIN", "QUENT", "محمد", "LI", "LEI", "ALTESTOV", "SAYYID", "BILL",
    ];

    proptest! {
        #[test]
        fn no_name_is_worth_more_than_the_most(
            a in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            b in proptest::collection::vec(proptest::sample::select(&PARTS[..]), 1..5),
            cut: bool, split: bool,
        ) {
            let (a, b) = (text::name(&a.join(if split { ", " } else { " " })), text::name(&b.join(", ")));
            let (a, b) = (weigh(&a), weigh(&b));
            let sides = Sides { query: &a, subject: &b, cut, scales: &SCREENING };
            let evidence = sides.evidence(|i, j| alike(&a[i], &b[j]));
            prop_assert!(evidence <= SCREENING.most());
            let found = sides.align(|i, j| alike(&a[i], &b[j]));
            prop_assert!((evidence - found.evidence()).abs() < 1e-4, "{evidence} {}", found.evidence());
        }
    }
}
