//! Asking for things: which names may be worth the threshold, and which are.

use std::collections::HashSet;

use hashbrown::HashMap;

use super::{
    kind,
    near::Near,
    reach::{Credits, MOST_WORDS, Reach, split_cost, split_credit},
    view::{Name, View},
};
use crate::{
    NameStrength, Query, QueryOptions, SubjectKind,
    align::Weighed,
    form::Form,
    index::{
        Found, Index,
        search::{SLACK, SPARE, numbered},
        verify::Limits,
    },
    keyed::hash,
    organization::{
        AskedThing, COUNTRY, OrganizationName, SLIP_LENGTH,
        compare::{Worth, acronym_worth, align, initials, plain_evidence},
    },
    score::{needed, weakness},
};

/// Candidates looked at before it is asked again whether any that follows can be worth enough.
const STRETCH: usize = 64;

/// The best `top` and some more, each with its place in an order: that of their keys.
pub fn search(
    index: &Index,
    query: &Query,
    options: &QueryOptions,
    hidden: &HashSet<u64>,
) -> Vec<(Found, u32)> {
    let asked = AskedThing::new(query);
    let view = index.view();
    let mut entries = Vec::new();
    for code in &asked.codes {
        numbered(&view, &code.text, code.slips && code.text.len() >= SLIP_LENGTH, &mut entries);
    }
    entries.sort_unstable();
    entries.dedup();
    let numbered = entries.into_iter().filter_map(|entry| view.subject(entry));
    let limits =
        Limits { needed: needed(options.threshold) - SLACK, top: options.top.saturating_add(SPARE), hidden };
    let things = View::of(index);
    let mut places: Vec<u32> =
        asked.names.iter().flat_map(|name| Search::new(index, things, &asked, name, limits).run()).collect();
    places.sort_unstable();
    places.dedup();
    let named = places.into_iter().filter_map(|place| {
        let (subject, label, _) = view.subject_at(place)?;
        Some((subject, label))
    });
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (subject, label) in named.chain(numbered) {
        if hidden.contains(&subject.key) || !seen.insert(subject.key) {
            continue;
        }
        let matched = asked.compare(&subject);
        if matched.score >= options.threshold {
            found.push((Found { matched, label: label.to_owned() }, 0));
        }
    }
    found
}

/// A name that is worth enough.
#[derive(Debug, Clone, Copy)]
struct Hit {
    worth: f32,
    key: u64,
    payload: u32,
}

/// One name of a query, looked for.
struct Search<'a> {
    index: &'a Index,
    view: View<'a>,
    asked: &'a AskedThing<'a>,
    /// Whether a ship's number is asked for.
    numbered: bool,
    words: Vec<Weighed<'a>>,
    worths: Vec<Worth>,
    near: Near,
    reach: Reach,
    limits: Limits<'a>,
    /// The most that is added to what names are worth.
    other: f32,
    hits: Vec<Hit>,
    /// What must be reached, when there are enough that do.
    floor: f32,
    known: HashMap<&'a [u32], f32>,
}

impl<'a> Search<'a> {
    fn new(
        index: &'a Index,
        view: View<'a>,
        asked: &'a AskedThing<'a>,
        name: &'a OrganizationName,
        limits: Limits<'a>,
    ) -> Self {
        let words = name.weighed();
        let worths: Vec<Worth> = words.iter().map(Worth::of).collect();
        let near = Near::find(&view, &words);
        let reach = Reach::new(&view, &near, &worths);
        let other = if asked.query.nationality.is_some() { COUNTRY } else { 0.0 };
        let (hits, known) = (Vec::new(), HashMap::new());
        let floor = f32::NEG_INFINITY;
        let numbered = asked.is_numbered_ship();
        Self { index, view, asked, numbered, words, worths, near, reach, limits, other, hits, floor, known }
    }

    /// The places of the best subjects.
    fn run(mut self) -> Vec<u32> {
        let acronyms = self.acronyms();
        for &name in &acronyms {
            self.look(name, true);
        }
        let wanted = self.wanted();
        let end = self.view.first_over(self.reach.longest(wanted));
        let short = |list: &'a [u32]| &list[..list.partition_point(|&name| name < end)];
        let mut lists: Vec<Vec<&[u32]>> = vec![Vec::new(); self.words.len()];
        for slot in self.near.slots() {
            for list in &mut lists[usize::from(slot.mine.0)..=usize::from(slot.mine.1)] {
                list.push(short(self.view.postings(slot.word)));
            }
        }
        let split = std::mem::take(&mut self.near.split);
        let costs: Vec<usize> = lists
            .iter()
            .zip(&split)
            .map(|(lists, split)| split.len() + lists.iter().map(|list| list.len()).sum::<usize>())
            .collect();
        let mut candidates: Vec<u32> = Vec::new();
        for driver in self.reach.drivers(wanted, &costs) {
            lists[driver].iter().for_each(|list| candidates.extend_from_slice(list));
            candidates.extend(&split[driver]);
        }
        self.near.split = split;
        candidates.sort_unstable();
        candidates.dedup();
        for stretch in candidates.chunks(STRETCH) {
            // What follows costs more.
            let cost = stretch.first().and_then(|&name| self.view.name(name)).map_or(0.0, |name| name.cost);
            if self.reach.with_cost(cost) < self.wanted() {
                break;
            }
            for &name in stretch {
                self.look(name, false);
            }
        }
        self.prune();
        self.hits.into_iter().map(|hit| hit.payload).collect()
    }

    /// What a name must be worth.
    fn wanted(&self) -> f32 {
        self.limits.needed.max(self.floor - SLACK) - self.other
    }

    /// Names whose words begin with the letters of the query's only word, or that are the letters its words begin with.
    fn acronyms(&self) -> Vec<u32> {
        let forms = || self.words.iter().map(|word| word.form);
        let (letters, what, most) = match self.words.as_slice() {
            [word] => (Some(word.form.text.to_vec()), kind::INITIALS, word.form.text.len()),
            words => (initials(forms()), kind::SINGLE, words.len()),
        };
        let letters = letters.filter(|_| acronym_worth(most) >= self.wanted());
        letters.map(|letters| self.view.marked(hash(what, &letters))).unwrap_or_default()
    }

    /// Looks at a name; `whole` where it may be worth more than its words tell.
    fn look(&mut self, name: u32, whole: bool) {
        let Some(row) = self.view.name(name) else { return };
        let answers = row.kind.is_some_and(|kind| self.asked.query.kind.answers(kind));
        if !answers || row.words.len() > MOST_WORDS || self.limits.hidden.contains(&row.key) {
            return;
        }
        let weak = if row.weak { weakness(NameStrength::Weak) } else { 0.0 };
        let Some(whole) = self.promising(name, &row, weak, whole) else { return };
        let evidence = if whole { self.whole(&row) } else { self.plain(&row) };
        let mut worth = evidence + weak;
        if worth < self.wanted() {
            return;
        }
        let numbered = self.numbered && row.kind == Some(SubjectKind::Vessel);
        if numbered || self.asked.query.nationality.is_some() {
            let view = self.index.view();
            let Some((subject, ..)) = view.subject_at(row.payload) else { return };
            let agrees = self.asked.query.nationality.is_some_and(|c| subject.nationalities.contains(&c));
            worth += if agrees { COUNTRY } else { 0.0 };
            worth += if numbered { self.asked.against(&subject) } else { 0.0 };
        }
        if worth >= self.limits.needed.max(self.floor - SLACK) {
            self.hits.push(Hit { worth, key: row.key, payload: row.payload });
            if self.hits.len() >= self.limits.top.saturating_mul(2).saturating_add(64) {
                self.prune();
            }
        }
    }

    /// Whether what answers in a name to the query's words may be worth enough; and whether there are words written
    /// together among them.
    fn promising(&self, name: u32, row: &Name<'_>, weak: f32, whole: bool) -> Option<bool> {
        let mut credits: Credits = [0.0; MOST_WORDS];
        let (mut theirs, mut grown) = (row.cost, false);
        for &word in row.words {
            let slots = self.near.of(word);
            if slots.is_empty() {
                continue;
            }
            let worth = self.view.worth(word);
            theirs -= worth.cost();
            for slot in slots {
                grown |= slot.is_grown();
                let mine = usize::from(slot.mine.0)..=usize::from(slot.mine.1);
                for (credit, own) in credits[mine.clone()].iter_mut().zip(&self.worths[mine]) {
                    let plain = f32::midpoint(own.weight, worth.weight) * slot.gain;
                    *credit = credit.max(if slot.is_grown() { own.weight } else { plain });
                }
            }
        }
        for (at, split) in self.near.split.iter().enumerate() {
            if !split.is_empty() && split.binary_search(&name).is_ok() {
                grown = true;
                credits[at] = credits[at].max(split_credit(self.worths[at]));
                theirs -= split_cost();
            }
        }
        let enough = whole || self.reach.of(&credits, theirs - 1e-3) + weak >= self.wanted();
        enough.then_some(whole || grown)
    }

    /// What a name is worth, by its words alone.
    fn plain(&mut self, row: &Name<'a>) -> f32 {
        if let Some(&known) = self.known.get(row.words) {
            return known;
        }
        let theirs: Vec<Worth> = row.words.iter().map(|&word| self.view.worth(word)).collect();
        let near = &self.near;
        let evidence = plain_evidence(&self.worths, &theirs, |i, j| {
            let slots = near.of(row.words[j]).iter();
            slots.filter(|slot| slot.mine == (i as u8, i as u8)).map(|slot| (slot.gain, slot.how)).next()
        });
        self.known.insert(row.words, evidence);
        evidence
    }

    /// The same of a name that has words written together, or may be the first letters of another.
    fn whole(&self, row: &Name<'_>) -> f32 {
        let forms: Vec<Form> = row.words.iter().map(|&word| self.view.form(word)).collect();
        let weigh = |(form, &word)| {
            let weight = self.view.worth(word).weight;
            Weighed { form, field: crate::text::Field::Whole, weight, print: self.view.print(word) }
        };
        let theirs: Vec<Weighed<'_>> = forms.iter().zip(row.words).map(weigh).collect();
        let found = align(&self.words, &theirs);
        if found.agrees() { found.evidence() } else { f32::NEG_INFINITY }
    }

    /// Leaves the best.
    fn prune(&mut self) {
        self.hits.sort_by(|a, b| a.key.cmp(&b.key).then(b.worth.total_cmp(&a.worth)));
        self.hits.dedup_by_key(|hit| hit.key);
        self.hits.sort_by(|a, b| b.worth.total_cmp(&a.worth).then(a.key.cmp(&b.key)));
        self.hits.truncate(self.limits.top);
        if self.hits.len() == self.limits.top {
            self.floor = self.hits.last().map_or(self.floor, |hit| hit.worth);
        }
    }
}
