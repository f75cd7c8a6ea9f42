//! Asking: which entries may be worth the threshold, and which are.

use std::{collections::HashSet, sync::Arc};

use super::{
    Found, Index,
    bound::{Best, Reach},
    dates::{Window, windows},
    gather::{self, Lists},
    keys::{each_slip_key, number_key},
    layout::token,
    manifest::{Shared, glued},
    neighbours::{Asked, Key, Neighbours},
    noted::{MOST_STEPS, step},
    table::Table,
    traits::Others,
    verify::{Limits, Verify},
    view::View,
};
use crate::{
    Match, Query, QueryOptions,
    align::{Weighed, weigh},
    answer::{Answer, asked},
    score::{Prepared, PreparedName, SLIP_LENGTH, compare, needed},
};
/// A little less than what is needed: the index's sums are taken in another order than the parts'.
pub const SLACK: f32 = 1e-3;
/// More candidates than asked for are compared, so that the last places are right in spite of [`SLACK`].
pub const SPARE: usize = 8;

/// Working memory of a query, used again.
#[derive(Debug, Default)]
pub struct Scratch {
    pub windows: Vec<Window>,
    pub table: Table,
    pub gathered: gather::Scratch,
    pub verify: super::verify::Scratch,
}

impl Index {
    /// The subjects that `query` may be, best first, ties by key.
    pub fn query(&self, query: &Query, options: &QueryOptions) -> Vec<Match> {
        self.query_labelled(query, options).into_iter().map(|found| found.matched).collect()
    }

    /// The same, with the labels that the subjects were given.
    pub fn query_labelled(&self, query: &Query, options: &QueryOptions) -> Vec<Found> {
        Found::select(self.search(query, options, &HashSet::new(), None), options.top)
    }

    /// The best `top` and some more, each with its place in the order of all; without the subjects in `hidden`.
    pub(super) fn search(
        &self,
        query: &Query,
        options: &QueryOptions,
        hidden: &HashSet<u64>,
        met: Option<&Shared>,
    ) -> Vec<(Found, u32)> {
        if query.kind.is_thing() {
            return super::things::search(self, query, options, hidden);
        }
        let prepared = Prepared::new(query);
        let view = self.view();
        let mut scratch = self.scratch.lock().ok().and_then(|mut spare| spare.pop()).unwrap_or_default();
        let top = options.top.saturating_add(SPARE);
        let mut entries = documents(&view, query);
        for name in &prepared.names {
            let limits = Limits { needed: needed(options.threshold) - SLACK, top, hidden };
            entries.extend(self.named(&view, query, name, limits, met, &mut scratch));
        }
        if let Ok(mut spare) = self.scratch.lock() {
            spare.push(scratch);
        }
        entries.sort_unstable();
        entries.dedup();
        let mut found: Vec<(Found, u32)> = Vec::with_capacity(entries.len());
        for entry in entries {
            let Some((subject, label)) = view.subject(entry) else { continue };
            // A subject with several dates has several entries, in the order of the dates.
            if hidden.contains(&subject.key)
                || found.iter().any(|(known, _)| known.matched.key == subject.key)
            {
                continue;
            }
            let matched = compare(&prepared, &subject);
            if matched.score >= options.threshold {
                let order = super::dates::orders(&subject.births)[0];
                found.push((Found { matched, label: label.to_owned() }, order));
            }
        }
        found
    }

    /// The entries whose names and dates are worth most, at least what is needed.
    fn named(
        &self,
        view: &View<'_>,
        query: &Query,
        name: &PreparedName,
        limits: Limits<'_>,
        met: Option<&Shared>,
        scratch: &mut Scratch,
    ) -> Vec<u32> {
        let weighed = weigh(&name.tokens);
        let find = |key: Key| {
            let known = met.and_then(|met| met.get(&key)).cloned();
            known.unwrap_or_else(|| self.cache.get(view, key))
        };
        let neighbours: Vec<Arc<Neighbours>> =
            weighed.iter().map(|token| find((token.form.clone(), Asked::Person))).collect();
        let glued: Vec<Option<Arc<Neighbours>>> =
            weighed.windows(2).map(|pair| glued(pair[0].form, pair[1].form).map(find)).collect();
        let best = fill(&mut scratch.table, &weighed, name.cut, &neighbours);
        let reach = Reach::new(&best);
        let (written, tokens) = written_otherwise(view, &neighbours, &glued);
        let otherwise = (tokens != 0).then(|| {
            let mut together = best.clone();
            for (place, (best, token)) in together.iter_mut().zip(&weighed).enumerate() {
                if tokens & 1 << place != 0 {
                    best.add(MOST_STEPS as u8, Answer::together(token.weight));
                }
            }
            Reach::new(&together)
        });
        let otherwise = otherwise.as_ref().unwrap_or(&reach);
        let most = otherwise.of(u32::MAX);
        let others = Others::new(query);
        let needed = limits.needed - others.most();
        windows(view, query.birth, needed - most, &mut scratch.windows);
        let Scratch { windows, table, gathered, verify } = scratch;
        let mut verify = Verify::new(view, query, name, &weighed, table, &reach, others, limits, verify);
        verify.look_closely_at(&written, windows, tokens, otherwise);
        let lists = Lists::new(view, &neighbours);
        gather::run(&lists, windows, &best, &reach, needed, gathered, &mut verify);
        verify.finish()
    }
}

/// Entries that hold a document's number, or one a slip away.
fn documents(view: &View<'_>, query: &Query) -> Vec<u32> {
    let mut entries = Vec::new();
    for document in &query.documents {
        let number = document.normal_number();
        if !number.is_empty() {
            numbered(view, &number, number.len() >= SLIP_LENGTH, &mut entries);
        }
    }
    entries
}

/// Adds the entries that hold a number, or, where `slips`, one a slip away.
pub fn numbered(view: &View<'_>, number: &str, slips: bool, entries: &mut Vec<u32>) {
    let mut keys = Vec::new();
    if slips {
        each_slip_key(number, |key| keys.push(key));
    } else {
        keys.push(number_key(number));
    }
    view.each_document(keys, |entry| entries.push(entry));
}

/// Entries that write two tokens as one, or one as two, ascending; and which tokens these are.
fn written_otherwise(
    view: &View<'_>,
    neighbours: &[Arc<Neighbours>],
    glued: &[Option<Arc<Neighbours>>],
) -> (Vec<u32>, u32) {
    let mut tokens = 0;
    for (place, found) in neighbours.iter().enumerate() {
        tokens |= u32::from(!found.split.is_empty()) << place;
    }
    for (place, found) in glued.iter().enumerate() {
        tokens |= if found.as_ref().is_some_and(|found| !found.alike.is_empty()) { 3 << place } else { 0 };
    }
    let mut entries: Vec<u32> = neighbours.iter().flat_map(|found| &found.split).copied().collect();
    for neighbour in glued.iter().flatten().flat_map(|found| &found.alike) {
        entries.extend_from_slice(view.postings(neighbour.from, neighbour.count));
    }
    entries.sort_unstable();
    entries.dedup();
    (entries, tokens)
}

/// Notes every form that answers to a token; gives each token's best answers.
fn fill(table: &mut Table, weighed: &[Weighed<'_>], cut: bool, neighbours: &[Arc<Neighbours>]) -> Vec<Best> {
    table.reset(neighbours.iter().map(|found| found.alike.len()).sum());
    let mut best = Vec::with_capacity(weighed.len());
    for (place, ((token, asked), found)) in weighed.iter().zip(asked(weighed)).zip(neighbours).enumerate() {
        let ends = cut && place + 1 == weighed.len();
        let mut of_token = Best::new(asked);
        for neighbour in &found.alike {
            let answer =
                Answer::of(token.weight, neighbour.weight, ends, neighbour.similarity, neighbour.how);
            table.add(place, neighbour, answer);
            of_token.add(step(neighbour), answer);
        }
        best.push(of_token);
    }
    best
}

/// A form's number in a token.
pub fn form_of(word: u32) -> u32 {
    word & token::FORM
}
