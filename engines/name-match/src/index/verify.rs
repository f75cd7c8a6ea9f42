//! What the candidates are worth: first by what is known of their tokens, then exactly.

use std::collections::HashSet;

use super::{
    bound::Reach, dates::Window, layout::token, search::form_of, table::Table, traits::Others, view::View,
};
use crate::{
    NameStrength, Query,
    align::{Sides, Weighed},
    answer::{Answer, Asked, asked, most},
    form::{Form, How, similarity},
    print::Print,
    scales::SCREENING,
    score::{PreparedName, person_evidence, weakness},
    text::{Field, MAX_TOKENS},
};

/// What the bounds are over what they bound, at most. Worth so little less than the most is as good.
const AS_GOOD: f32 = 3e-3;
/// So many words on stands what does not come with the first.
const LINE: u32 = 12;
/// So many more than are asked for are gathered, or a quarter more, before the last of the best is told: the sooner, the fewer
/// others are looked at.
const MORE: usize = 8;
/// Candidates whose waits for memory overlap.
const TOGETHER: usize = 32;

/// An entry that is worth enough.
#[derive(Debug, Clone, Copy)]
struct Hit {
    worth: f32,
    entry: u32,
    subject: u64,
}

/// An entry that may be worth enough: what its names and its dates are worth at most.
#[derive(Debug, Clone, Copy)]
pub struct Candidate {
    pub entry: u32,
    pub names: f32,
    pub bound: f32,
}

/// Working memory.
#[derive(Debug, Default)]
pub struct Scratch {
    answers: Vec<(Asked, Option<Answer>)>,
    forms: Vec<Form>,
}

fn field(word: u32) -> Field {
    match word >> token::FIELD & 3 {
        0 => Field::Surname,
        1 => Field::Given,
        _ => Field::Whole,
    }
}

fn weak(word: u32) -> f32 {
    weakness(if word & token::WEAK != 0 { NameStrength::Weak } else { NameStrength::Primary })
}

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Limits<'a> {
    /// What names, dates and all else must be worth together.
    pub needed: f32,
    /// At most so many are kept.
    pub top: usize,
    /// Subjects that are passed over.
    pub hidden: &'a HashSet<u64>,
}

/// Looks at candidates and keeps the best.
pub struct Verify<'a> {
    view: &'a View<'a>,
    query: &'a Query,
    cut: bool,
    weighed: &'a [Weighed<'a>],
    table: &'a Table,
    asked: Vec<Asked>,
    reach: &'a Reach,
    limits: Limits<'a>,
    /// The most that gender and nationality are worth.
    others: Others,
    most_others: f32,
    /// What the last of the best is worth, once there are enough.
    floor: f32,
    hits: Vec<Hit>,
    scratch: &'a mut Scratch,
}

impl<'a> Verify<'a> {
    #[expect(clippy::too_many_arguments, reason = "what a search knows")]
    pub fn new(
        view: &'a View<'a>,
        query: &'a Query,
        name: &PreparedName,
        weighed: &'a [Weighed<'a>],
        table: &'a Table,
        reach: &'a Reach,
        others: Others,
        limits: Limits<'a>,
        scratch: &'a mut Scratch,
    ) -> Self {
        let floor = f32::NEG_INFINITY;
        let asked = asked(weighed);
        Self {
            view,
            asked,
            query,
            cut: name.cut,
            weighed,
            table,
            reach,
            limits,
            most_others: others.most(),
            others,
            floor,
            hits: Vec::new(),
            scratch,
        }
    }

    /// Whether nothing can be among the best any more that follows in the order of entries, if dates are worth `bound`:
    /// nothing is better than the last of them by more than the slack of the bounds.
    pub fn is_done(&self, bound: f32) -> bool {
        self.floor + AS_GOOD >= self.reach.of(u32::MAX) + self.most_others + bound
    }

    /// Whether an entry with names and dates worth so much at most may be worth enough, whatever else is known of it.
    pub fn may_reach(&self, names: f32, bound: f32) -> bool {
        self.most_others >= self.needed(bound) - names
    }

    /// What names and all else must be worth beside dates worth so much.
    fn needed(&self, bound: f32) -> f32 {
        self.limits.needed.max(self.floor) - bound
    }

    /// Looks at candidates.
    pub fn look_at(&mut self, candidates: &[Candidate]) {
        for candidates in candidates.chunks(TOGETHER) {
            // Waits for memory overlap: for what is known of all of them, for where their names begin, for their names.
            let mut traits = [0; TOGETHER];
            candidates.iter().zip(&mut traits).for_each(|(c, traits)| *traits = self.view.traits(c.entry));
            let mut left = [(0, 0.0); TOGETHER];
            let mut count = 0;
            for (candidate, &traits) in candidates.iter().zip(&traits) {
                let needed = self.needed(candidate.bound) - self.others.of(traits);
                left[count] = (candidate.entry, needed);
                count += usize::from(candidate.names >= needed);
            }
            let left = &left[..count];
            let mut first = [0; TOGETHER];
            left.iter().zip(&mut first).for_each(|((entry, _), at)| *at = self.view.first_token(*entry));
            let touch = |at: u32| self.view.token(at) ^ self.view.token(at.saturating_add(LINE));
            std::hint::black_box(first[..count].iter().fold(0, |sum: u32, &at| sum ^ touch(at)));
            for &(entry, needed) in left {
                self.look(entry, needed);
            }
        }
    }

    fn look(&mut self, entry: u32, needed: f32) {
        let words = self.view.tokens(entry);
        let mut best = f32::NEG_INFINITY;
        let (mut from, mut set, mut count) = (0, 0_u32, 0);
        for (at, &word) in words.iter().enumerate() {
            let held = self.table.tokens(form_of(word));
            set |= held;
            count += u32::from(held != 0);
            if word & token::LAST != 0 {
                let least = needed.max(best);
                if set != 0 && self.reach.of_count(set, count) + weak(word) >= least {
                    let name = &words[from..=at];
                    if self.most_of(name) >= least {
                        best = best.max(self.apart(name));
                    }
                }
                (from, set, count) = (at + 1, 0, 0);
            }
        }
        self.weigh_up(entry, best, needed);
    }

    /// Looks at entries that write these tokens as one, or as two; `reach` knows that they may.
    pub fn look_closely_at(&mut self, entries: &[u32], windows: &[Window], tokens: u32, reach: &Reach) {
        let mut windows = windows.iter().peekable();
        for &entry in entries {
            while windows.next_if(|window| window.to <= entry).is_some() {}
            let Some(window) = windows.peek().filter(|window| window.from <= entry) else { continue };
            let others = self.others.of(self.view.traits(entry));
            let needed = self.limits.needed.max(self.floor) - window.bound - others;
            let mut best = f32::NEG_INFINITY;
            for name in self.view.tokens(entry).split_inclusive(|word| word & token::LAST != 0) {
                let set = name.iter().fold(tokens, |set, &word| set | self.table.tokens(form_of(word)));
                if reach.of(set) + name.first().map_or(0.0, |&word| weak(word)) >= needed.max(best) {
                    best = best.max(self.exactly(name));
                }
            }
            self.weigh_up(entry, best, needed);
        }
    }

    /// Adds what else is known of an entry to what its names are worth.
    fn weigh_up(&mut self, entry: u32, best: f32, needed: f32) {
        if best < needed {
            return;
        }
        let Some((subject, _)) = self.view.subject(entry) else { return };
        let worth =
            best + person_evidence(self.query, &subject.births, subject.gender, &subject.nationalities);
        if worth >= self.limits.needed.max(self.floor) && !self.limits.hidden.contains(&subject.key) {
            self.hits.push(Hit { worth, entry, subject: subject.key });
            if self.hits.len() >= self.limits.top.saturating_add(MORE.max(self.limits.top / 4)) {
                self.prune();
            }
        }
    }

    /// The most that a name is worth, from the table alone.
    fn most_of(&mut self, name: &[u32]) -> f32 {
        let answers = &mut self.scratch.answers;
        answers.clear();
        answers.extend(self.asked.iter().map(|asked| (*asked, None)));
        for &word in name {
            for slot in self.table.of(form_of(word)) {
                let known = &mut answers[usize::from(slot.token)].1;
                *known = Some(known.map_or(slot.answer, |known| known.or(slot.answer)));
            }
        }
        most(answers.iter().copied()) + name.first().map_or(0.0, |&word| weak(word))
    }

    /// What a name is worth of which no two tokens are written as one. (Names that may have such are looked at closely.)
    fn apart(&mut self, name: &[u32]) -> f32 {
        if name.len() > MAX_TOKENS {
            return f32::NEG_INFINITY;
        }
        let unknown = Form::default();
        let weigh = |&word: &u32| {
            let row = self.view.form_row(form_of(word));
            let print = row.map_or(Print::of(&unknown), |row| row.print);
            Weighed { form: &unknown, field: field(word), weight: row.map_or(1.0, |row| row.weight), print }
        };
        let mut tokens =
            [Weighed { form: &unknown, field: Field::Whole, weight: 1.0, print: Print::of(&unknown) };
                MAX_TOKENS];
        tokens.iter_mut().zip(name).for_each(|(token, word)| *token = weigh(word));
        let sides = self.sides(&tokens[..name.len()]);
        sides.evidence_apart(|i, j| self.alike(name, i, j)) + name.first().map_or(0.0, |&word| weak(word))
    }

    /// What a name is worth.
    fn exactly(&mut self, name: &[u32]) -> f32 {
        if name.len() > MAX_TOKENS {
            return f32::NEG_INFINITY;
        }
        let mut forms = std::mem::take(&mut self.scratch.forms);
        forms.clear();
        forms.extend(name.iter().map(|&word| self.view.form(form_of(word))));
        let weigh = |(form, &word)| {
            let weight = self.view.form_row(form_of(word)).map_or(1.0, |row| row.weight);
            Weighed { form, field: field(word), weight, print: Print::of(form) }
        };
        let subject: Vec<Weighed<'_>> = forms.iter().zip(name).map(weigh).collect();
        let worth = self.sides(&subject).evidence(|i, j| self.alike(name, i, j));
        drop(subject);
        self.scratch.forms = forms;
        worth + name.first().map_or(0.0, |&word| weak(word))
    }

    fn sides<'s>(&'s self, subject: &'s [Weighed<'s>]) -> Sides<'s> {
        Sides { query: self.weighed, subject, cut: self.cut, scales: &SCREENING }
    }

    /// How alike a token of the query is to one of a name.
    fn alike(&self, name: &[u32], i: usize, j: usize) -> Option<(f32, How)> {
        if self.weighed[i].form.is_initial() {
            return similarity(self.weighed[i].form, &self.view.form(form_of(name[j])));
        }
        let mut slots = self.table.of(form_of(name[j]));
        slots.find(|slot| usize::from(slot.token) == i).map(|slot| (slot.similarity, slot.how))
    }

    fn prune(&mut self) {
        self.hits.sort_unstable_by(|a, b| b.worth.total_cmp(&a.worth).then(a.entry.cmp(&b.entry)));
        let mut seen = HashSet::new();
        self.hits.retain(|hit| seen.insert(hit.subject));
        self.hits.truncate(self.limits.top);
        if let Some(last) = self.hits.last().filter(|_| self.hits.len() == self.limits.top) {
            self.floor = last.worth;
        }
    }

    /// The best entries.
    pub fn finish(mut self) -> Vec<u32> {
        self.prune();
        self.hits.iter().map(|hit| hit.entry).collect()
    }
}
