//! From lists of entries to the few that hold enough of a query's tokens to be looked at.
//!
//! Only those lists are gone through without which nothing is worth enough ([`Reach::drivers`]). Windows that hold few of
//! their entries are gathered together; in a large one the other lists say which entries are worth a look. Large ones
//! go first, in the order of entries, so that the search can end when nothing that follows can be better.

mod large;
mod small;

use std::sync::Arc;

use super::{
    bound::{Best, Drivers, Reach, TOLD_APART},
    dates::Window,
    marks::Marks,
    neighbours::Neighbours,
    noted::{LOWER, Noted, step},
    verify::{Candidate, Verify},
    view::View,
};
use crate::text::MAX_TOKENS;

/// Windows with fewer entries in their drivers' lists than this, about, are gathered together.
const SMALL: u64 = 2048;
/// Lists up to this long are gone through whole.
const SHORT: usize = 48;

/// A list of entries: of a token, of a form that is so alike.
#[derive(Debug, Clone, Copy)]
struct List<'a> {
    token: u8,
    step: u8,
    entries: &'a [u32],
}

impl List<'_> {
    /// Whether its forms are more than somewhat alike.
    fn is_upper(&self) -> bool {
        self.step > LOWER
    }

    /// What of it is in a window.
    fn inside(self, window: &Window) -> Self {
        if window.from == 0 && self.entries.last().is_none_or(|last| *last < window.to) {
            return self;
        }
        let rest = &self.entries[gallop(self.entries, |entry| *entry < window.from)..];
        Self { entries: &rest[..gallop(rest, |entry| *entry < window.to)], ..self }
    }
}

/// The lists of every token, by token.
pub struct Lists<'a> {
    of_forms: Vec<List<'a>>,
    /// How long the lists of each token are together, those somewhat alike and those more.
    costs: [[u64; 2]; MAX_TOKENS],
    tokens: usize,
    entries: u32,
}

/// Working memory.
#[derive(Debug, Default)]
pub struct Scratch {
    found: Vec<u64>,
    sorted: Vec<u64>,
    ends: Vec<usize>,
    driven: Vec<u32>,
    candidates: Vec<Candidate>,
    marks: Marks,
    near: Vec<u64>,
    spans: Vec<Vec<(u32, u32)>>,
}

impl<'a> Lists<'a> {
    pub fn new(view: &View<'a>, neighbours: &[Arc<Neighbours>]) -> Self {
        let mut lists = Vec::with_capacity(neighbours.iter().map(|found| found.alike.len()).sum());
        let mut costs = [[0; 2]; MAX_TOKENS];
        for (token, found) in neighbours.iter().enumerate() {
            for neighbour in &found.alike {
                let entries = view.postings(neighbour.from, neighbour.count);
                let list = List { token: token as u8, step: step(neighbour), entries };
                if let Some(costs) = costs.get_mut(token) {
                    costs[usize::from(list.is_upper())] += entries.len() as u64 + 4;
                }
                if !entries.is_empty() {
                    lists.push(list);
                }
            }
        }
        Self { of_forms: lists, costs, tokens: neighbours.len(), entries: view.counts.entries }
    }

    /// How many entries of these lists are in a window, about.
    fn share(&self, drivers: Drivers, window: &Window) -> u64 {
        let all: u64 = (0..self.tokens.min(MAX_TOKENS) as u8)
            .flat_map(|token| [(token, false), (token, true)])
            .filter(|&(token, is_upper)| drivers.hold(token, is_upper))
            .map(|(token, is_upper)| self.costs[usize::from(token)][usize::from(is_upper)])
            .sum();
        all * u64::from(window.to - window.from) / u64::from(self.entries.max(1))
    }
}

/// A window with the lists that must be gone through in it.
#[derive(Debug, Clone, Copy)]
struct Planned {
    window: Window,
    drivers: Drivers,
}

/// Looks at everything in these windows that may be worth `needed` without gender and nationality.
pub fn run(
    lists: &Lists<'_>,
    windows: &[Window],
    best: &[Best],
    reach: &Reach,
    needed: f32,
    scratch: &mut Scratch,
    verify: &mut Verify<'_>,
) {
    let mut small: Vec<Planned> = Vec::with_capacity(windows.len());
    let mut large: Vec<Planned> = Vec::new();
    let mut known: Vec<(u32, Option<Drivers>)> = Vec::new();
    for &window in windows {
        let bits = window.bound.to_bits();
        let drivers = known.iter().find(|(bound, _)| *bound == bits).map(|(_, drivers)| *drivers);
        let drivers = drivers.unwrap_or_else(|| {
            let drivers = reach.drivers(needed - window.bound, &lists.costs[..lists.tokens.min(TOLD_APART)]);
            known.push((bits, drivers));
            drivers
        });
        let Some(drivers) = drivers else { continue };
        let planned = Planned { window, drivers };
        if lists.share(drivers, &window) < SMALL { small.push(planned) } else { large.push(planned) }
    }
    let mut noted = Noted::new(best, u8::BITS);
    // In the order of entries, so that of equals the first are kept when one of these ends early.
    for planned in &large {
        large::look(lists, planned, needed, reach, &mut noted, scratch, verify);
    }
    small::look(lists, &small, best, scratch, verify);
}

/// How many of an ascending list come before something, where these are likely few.
pub fn gallop<T>(list: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    let mut step = 1;
    while step < list.len() && is_before(&list[step - 1]) {
        step *= 2;
    }
    let (from, to) = (step / 2, step.min(list.len()));
    from + list[from..to].partition_point(is_before)
}
