//! From lists of entries to the few that hold enough of a query's tokens to be looked at.
//!
//! Small windows are gathered whole. In a large one only those lists are gone through without which nothing is worth
//! enough (see [`Reach::drivers`]); the others only say which of these are worth a look. Everything goes in the order
//! of entries, so that the search can end when nothing that follows can be better.

use std::sync::Arc;

use super::{bound::Reach, dates::Window, neighbours::Neighbours, verify::Verify, view::View};

/// Entries to a block: its marks fit the nearest memory.
const BLOCK: u32 = 1 << 17;
/// Windows with fewer entries in their lists than this are gathered whole.
const SMALL: u64 = 2048;
/// What it costs to look at a candidate, in entries of a list gone through.
const LOOK: u64 = 40;

/// The lists of every token, ascending.
pub struct Lists<'a> {
    /// `(token, entries)`.
    lists: Vec<(u8, &'a [u32])>,
    tokens: usize,
}

/// Working memory.
#[derive(Debug, Default)]
pub struct Scratch {
    pairs: Vec<(u32, u8)>,
    driven: Vec<u32>,
    marks: Marks,
}

impl<'a> Lists<'a> {
    pub fn new(view: &View<'a>, neighbours: &[Arc<Neighbours>]) -> Self {
        let mut lists = Vec::with_capacity(neighbours.iter().map(|found| found.alike.len()).sum());
        for (token, found) in neighbours.iter().enumerate() {
            lists.extend(found.alike.iter().map(|n| (token as u8, view.postings(n.from, n.count))));
        }
        lists.retain(|(_, entries)| !entries.is_empty());
        Self { lists, tokens: neighbours.len() }
    }
}

/// Looks at everything in these windows that may be worth `needed` without gender and nationality.
pub fn run(
    lists: &Lists<'_>,
    windows: &[Window],
    reach: &Reach,
    needed: f32,
    scratch: &mut Scratch,
    verify: &mut Verify<'_>,
) {
    // What is left of each list, window after window.
    let mut rest: Vec<(u8, &[u32])> = lists.lists.clone();
    let mut here: Vec<(u8, &[u32])> = Vec::with_capacity(rest.len());
    for window in windows {
        if verify.is_done(window.bound) {
            continue;
        }
        here.clear();
        let mut costs = [0_u64; 16];
        let mut total = 0;
        rest.retain_mut(|(token, list)| {
            *list = &list[gallop(list, window.from)..];
            let (inside, after) = list.split_at(gallop(list, window.to));
            *list = after;
            if !inside.is_empty() {
                here.push((*token, inside));
                costs[usize::from(*token) & 15] += inside.len() as u64;
                total += inside.len() as u64;
            }
            !after.is_empty()
        });
        if here.is_empty() {
            continue;
        }
        if total < SMALL {
            whole(&here, window, verify, scratch);
            continue;
        }
        let Some(drivers) =
            reach.drivers(needed - window.bound, &costs[..lists.tokens.min(super::bound::TOLD_APART)])
        else {
            continue;
        };
        large(&here, drivers, window, needed, reach, verify, scratch);
    }
}

/// How many of an ascending list are under `bound`, where these are likely few.
fn gallop(list: &[u32], bound: u32) -> usize {
    let mut step = 1;
    while step < list.len() && list[step - 1] < bound {
        step *= 2;
    }
    let (from, to) = (step / 2, step.min(list.len()));
    from + list[from..to].partition_point(|&entry| entry < bound)
}

/// Gathers everything.
fn whole(lists: &[(u8, &[u32])], window: &Window, verify: &mut Verify<'_>, scratch: &mut Scratch) {
    let pairs = &mut scratch.pairs;
    pairs.clear();
    pairs.extend(lists.iter().flat_map(|(token, list)| list.iter().map(|&entry| (entry, *token))));
    pairs.sort_unstable();
    let mut at = 0;
    while let Some(&(entry, _)) = pairs.get(at) {
        let mut set = 0_u32;
        while let Some((_, token)) = pairs.get(at).filter(|(other, _)| *other == entry) {
            set |= 1 << token;
            at += 1;
        }
        if verify.may_reach(set, window.bound) {
            scratch.driven.push(entry);
        }
    }
    verify.look_at(&scratch.driven, window.bound);
    scratch.driven.clear();
}

/// Goes through the drivers, block by block.
fn large(
    lists: &[(u8, &[u32])],
    drivers: u32,
    window: &Window,
    needed: f32,
    reach: &Reach,
    verify: &mut Verify<'_>,
    scratch: &mut Scratch,
) {
    let is_driver =
        |token: u8| u32::from(token) >= super::bound::TOLD_APART as u32 || drivers & 1 << token != 0;
    let mut driving: Vec<(u8, &[u32])> = lists.iter().filter(|(t, _)| is_driver(*t)).copied().collect();
    driving.sort_by_key(|(token, _)| *token);
    // A token that must stand beside each driver: without it, nothing is worth enough.
    let alone = (0..super::bound::TOLD_APART as u32)
        .filter(|t| drivers & 1 << t != 0)
        .any(|t| reach.of(1 << t) >= needed - window.bound);
    let mut testing: Vec<(u8, &[u32])> = lists.to_vec();
    testing.sort_by_key(|(token, _)| *token);
    let tested: u64 = lists.iter().map(|(_, list)| list.len() as u64).sum();
    let driven: u64 = driving.iter().map(|(_, list)| list.len() as u64).sum();
    let test = !alone && tested < driven * LOOK;
    let length = if test { BLOCK } else { window.to - window.from };
    let mut block = window.from;
    while block < window.to {
        if verify.is_done(window.bound) {
            return;
        }
        let end = block.saturating_add(length).min(window.to);
        scratch.driven.clear();
        for (_, list) in &mut driving {
            let (inside, after) = list.split_at(gallop(list, end));
            scratch.driven.extend_from_slice(inside);
            *list = after;
        }
        if test {
            scratch.marks.clear();
            let mut from = 0;
            while from < testing.len() {
                let token = testing[from].0;
                let to = from + testing[from..].partition_point(|(t, _)| *t == token);
                for (_, list) in &mut testing[from..to] {
                    let (inside, after) = list.split_at(gallop(list, end));
                    for entry in inside {
                        scratch.marks.mark(entry.wrapping_sub(block));
                    }
                    *list = after;
                }
                scratch.marks.settle();
                from = to;
            }
            scratch.driven.retain(|entry| scratch.marks.is_twice(entry.wrapping_sub(block)));
        }
        scratch.driven.sort_unstable();
        scratch.driven.dedup();
        verify.look_at(&scratch.driven, window.bound);
        block = end;
    }
    scratch.driven.clear();
}

/// Which entries of a block stand in the lists of two tokens.
#[derive(Debug, Default)]
struct Marks {
    before: Vec<u64>,
    now: Vec<u64>,
    twice: Vec<u64>,
}

impl Marks {
    fn clear(&mut self) {
        for plane in [&mut self.before, &mut self.now, &mut self.twice] {
            plane.clear();
            plane.resize(BLOCK as usize / 64, 0);
        }
    }

    fn mark(&mut self, at: u32) {
        let (word, bit) = (at as usize / 64, 1 << (at % 64));
        // Where the bytes of an index are not what they should be, lists are not in order.
        if let (Some(before), Some(now), Some(twice)) =
            (self.before.get(word), self.now.get_mut(word), self.twice.get_mut(word))
        {
            *twice |= before & bit;
            *now |= bit;
        }
    }

    /// What was marked belongs to a token that is done.
    fn settle(&mut self) {
        for (before, now) in self.before.iter_mut().zip(&mut self.now) {
            *before |= std::mem::take(now);
        }
    }

    fn is_twice(&self, at: u32) -> bool {
        self.twice.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }
}
