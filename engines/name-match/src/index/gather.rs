//! From lists of entries to the few that hold enough of a query's tokens to be looked at.
//!
//! Only those lists are gone through without which nothing is worth enough ([`Reach::drivers`]). Windows that hold few of
//! their entries are gathered together; in a large one the other lists say which entries are worth a look. Large ones
//! go first, in the order of entries, so that the search can end when nothing that follows can be better.

use std::sync::Arc;

use super::{
    bound::{Drivers, Reach, TOLD_APART, step},
    dates::Window,
    marks::{BLOCK, Marks},
    neighbours::Neighbours,
    verify::Verify,
    view::View,
};

/// Windows with fewer entries in their drivers' lists than this, about, are gathered together.
const SMALL: u64 = 2048;
/// What it costs to look at a candidate, in entries of a list gone through.
const LOOK: u64 = 40;
/// Lists up to this long are gone through whole.
const SHORT: usize = 48;
/// Forms from this similarity on are more than somewhat alike.
pub const UPPER: f32 = 0.8;

/// A list of entries: of a token, of a form that is more than somewhat alike or not.
#[derive(Debug, Clone, Copy)]
struct List<'a> {
    token: u8,
    is_upper: bool,
    step: u8,
    entries: &'a [u32],
}

impl<'a> List<'a> {
    /// What of it is left before an entry; it is done with then.
    fn before(&mut self, end: u32) -> &'a [u32] {
        let count = self.entries.iter().take_while(|entry| **entry < end).count();
        let (before, after) = self.entries.split_at(count);
        self.entries = after;
        before
    }

    /// What of it is in a window.
    fn inside(self, window: &Window) -> Self {
        let rest = &self.entries[gallop(self.entries, window.from)..];
        Self { entries: &rest[..gallop(rest, window.to)], ..self }
    }
}

/// The lists of every token, by token.
pub struct Lists<'a> {
    of_forms: Vec<List<'a>>,
    /// How long the lists of each token are together, those somewhat alike and those more.
    costs: [[u64; 2]; TOLD_APART],
    tokens: usize,
    entries: u32,
}

/// Working memory.
#[derive(Debug, Default)]
pub struct Scratch {
    found: Vec<u64>,
    driven: Vec<u32>,
    marks: Marks,
    near: Vec<u64>,
}

impl<'a> Lists<'a> {
    pub fn new(view: &View<'a>, neighbours: &[Arc<Neighbours>]) -> Self {
        let mut lists = Vec::with_capacity(neighbours.iter().map(|found| found.alike.len()).sum());
        let mut costs = [[0; 2]; TOLD_APART];
        for (token, found) in neighbours.iter().enumerate() {
            for neighbour in &found.alike {
                let is_upper = neighbour.is_upper();
                let entries = view.postings(neighbour.from, neighbour.count);
                if let Some(costs) = costs.get_mut(token) {
                    costs[usize::from(is_upper)] += entries.len() as u64 + 4;
                }
                if !entries.is_empty() {
                    let step = step(neighbour.similarity);
                    lists.push(List { token: token as u8, is_upper, step, entries });
                }
            }
        }
        Self { of_forms: lists, costs, tokens: neighbours.len(), entries: view.counts.entries }
    }

    /// How many entries of these lists are in a window, about.
    fn share(&self, drivers: Drivers, window: &Window) -> u64 {
        let all: u64 = (0..self.tokens.min(TOLD_APART) as u8)
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
    // In the order of entries, so that of equals the first are kept when one of these ends early.
    for planned in &large {
        alone(lists, planned, needed, reach, scratch, verify);
    }
    together(lists, &small, reach, scratch, verify);
}

/// How many of an ascending list are under `bound`, where these are likely few.
pub fn gallop(list: &[u32], bound: u32) -> usize {
    let mut step = 1;
    while step < list.len() && list[step - 1] < bound {
        step *= 2;
    }
    let (from, to) = (step / 2, step.min(list.len()));
    from + list[from..to].partition_point(|&entry| entry < bound)
}

/// Which blocks of entries a window reaches into: a bit for each of at most 4,096.
fn blocks(windows: &[Planned], entries: u32, near: &mut Vec<u64>) -> u32 {
    let shift = (32 - entries.leading_zeros()).saturating_sub(12);
    near.clear();
    near.resize(64, 0);
    for Planned { window, .. } in windows {
        for block in window.from >> shift..=(window.to - 1) >> shift {
            if let Some(word) = near.get_mut(block as usize / 64) {
                *word |= 1 << (block % 64);
            }
        }
    }
    shift
}

/// Gathers the drivers' entries of all these windows, then looks at those that may reach.
fn together(
    lists: &Lists<'_>,
    windows: &[Planned],
    reach: &Reach,
    scratch: &mut Scratch,
    verify: &mut Verify<'_>,
) {
    if windows.is_empty() {
        return;
    }
    let shift = blocks(windows, lists.entries, &mut scratch.near);
    let (near, found) = (&scratch.near, &mut scratch.found);
    found.clear();
    let anywhere = windows.iter().fold(Drivers::default(), |all, window| all.or(window.drivers));
    for list in &lists.of_forms {
        if !anywhere.hold(list.token, list.is_upper) {
            continue;
        }
        let slot = u64::from(list.token) << 1 | u64::from(list.is_upper);
        if list.entries.len() <= SHORT {
            for &entry in list.entries {
                let block = entry >> shift;
                if near.get(block as usize / 64).is_some_and(|word| word >> (block % 64) & 1 != 0) {
                    found.push(u64::from(entry) << 8 | slot);
                }
            }
            continue;
        }
        let mut rest = list.entries;
        for Planned { window, drivers } in windows {
            if drivers.hold(list.token, list.is_upper) {
                rest = &rest[gallop(rest, window.from)..];
                let (inside, after) = rest.split_at(gallop(rest, window.to));
                found.extend(inside.iter().map(|&entry| u64::from(entry) << 8 | slot));
                rest = after;
            }
        }
    }
    found.sort_unstable();
    let mut at = 0;
    for Planned { window, drivers } in windows {
        while found.get(at).is_some_and(|pair| (pair >> 8) < u64::from(window.from)) {
            at += 1;
        }
        while let Some(entry) = found.get(at).map(|pair| (pair >> 8) as u32).filter(|e| *e < window.to) {
            let (mut held, mut lower) = (!(drivers.all | drivers.upper), drivers.upper);
            while let Some(pair) = found.get(at).filter(|pair| (*pair >> 8) as u32 == entry) {
                let token = 1_u32 << (pair >> 1 & 0x7f).min(31);
                if pair & 1 != 0 {
                    held |= token;
                } else {
                    lower |= token;
                }
                at += 1;
            }
            if verify.may_reach(entry, reach.of_levels(held, lower), window.bound) {
                scratch.driven.push(entry);
            }
        }
        verify.look_at(&scratch.driven, window.bound);
        scratch.driven.clear();
    }
}

/// Goes through the drivers in one window, block by block.
fn alone(
    lists: &Lists<'_>,
    planned: &Planned,
    needed: f32,
    reach: &Reach,
    scratch: &mut Scratch,
    verify: &mut Verify<'_>,
) {
    let Planned { window, drivers } = planned;
    // Whether something must stand beside each driver, without which nothing is worth enough.
    let enough = (0..TOLD_APART as u32)
        .filter(|t| (drivers.all | drivers.upper) >> t & 1 != 0)
        .any(|t| reach.of(1 << t) >= needed - window.bound);
    let all: u64 = lists.costs.iter().flatten().sum();
    let share = u64::from(window.to - window.from) * all / u64::from(lists.entries.max(1));
    let test = !enough && share < lists.share(*drivers, window) * LOOK;
    let noted = test.then(|| reach.noted());
    let bits = |list: &List<'_>| noted.as_ref().map_or(0, |noted| noted.bits(list.token, list.step));
    let mut long: Vec<(List<'_>, bool)> = Vec::new();
    let Scratch { found, driven, marks, .. } = scratch;
    // Of the many short lists the entries themselves: `entry · what it notes · whether it drives`.
    found.clear();
    for list in &lists.of_forms {
        let drives = drivers.hold(list.token, list.is_upper);
        if !drives && !test {
            continue;
        }
        if list.entries.len() > SHORT {
            long.extend(Some((list.inside(window), drives)).filter(|(list, _)| !list.entries.is_empty()));
            continue;
        }
        let slot = u64::from(bits(list)) << 1 | u64::from(drives);
        let inside = list.entries.iter().filter(|entry| (window.from..window.to).contains(entry));
        found.extend(inside.map(|&entry| u64::from(entry) << 9 | slot));
    }
    found.sort_unstable();
    let mut rest = found.as_slice();
    let length = if test { BLOCK } else { window.to - window.from };
    let mut block = window.from;
    while block < window.to {
        if verify.is_done(window.bound) {
            return;
        }
        let end = block.saturating_add(length).min(window.to);
        let (few, after) = rest.split_at(rest.partition_point(|pair| (pair >> 9) < u64::from(end)));
        rest = after;
        driven.clear();
        driven.extend(few.iter().filter(|pair| *pair & 1 != 0).map(|pair| (pair >> 9) as u32));
        if let Some(noted) = &noted {
            marks.clear();
            for pair in few {
                marks.mark((pair >> 1) as u8, std::iter::once(((pair >> 9) as u32).wrapping_sub(block)));
            }
            for (list, drives) in &mut long {
                let inside = list.before(end);
                marks.mark(bits(list), inside.iter().map(|entry| entry.wrapping_sub(block)));
                if *drives {
                    driven.extend_from_slice(inside);
                }
            }
            driven.retain(|&entry| {
                let names = noted.most(marks.of(entry.wrapping_sub(block)));
                verify.may_reach(entry, names, window.bound)
            });
        } else {
            for (list, _) in &mut long {
                driven.extend_from_slice(list.before(end));
            }
        }
        driven.sort_unstable();
        driven.dedup();
        verify.look_at(driven, window.bound);
        block = end;
    }
    scratch.driven.clear();
}
