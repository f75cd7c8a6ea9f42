//! A window that holds many entries: it is gone through block by block, and what lists say of its entries is noted.

use super::{
    super::{
        bound::{Reach, TOLD_APART},
        dates::Window,
        marks::BLOCK,
        noted::Noted,
        verify::{Candidate, Verify},
    },
    List, Lists, Planned, SHORT, Scratch, gallop,
};

/// What it costs to look at a candidate, in entries of a list gone through.
const LOOK: u64 = 100;
/// Lists with no more entries than this in a block, on the average, are not gone through block by block.
const FEW: usize = 3;

/// Where an entry stands above what it notes and whether that drives.
const ENTRY: u32 = 1 + u8::BITS;

/// Puts what was found in a window into the order of blocks of `2^shift` entries; gives where each block `ends`.
fn by_block(found: &[u64], window: &Window, shift: u32, sorted: &mut Vec<u64>, ends: &mut [usize]) {
    // Where the bytes of an index are not what they should be, lists are not in order: any block is one.
    let last = ends.len().saturating_sub(1);
    let block =
        |pair: u64| (((pair >> ENTRY).saturating_sub(u64::from(window.from)) >> shift) as usize).min(last);
    for &pair in found {
        ends[block(pair)] += 1;
    }
    // Where each block begins; it ends where it was filled to.
    let mut sum = 0;
    for end in ends.iter_mut() {
        (*end, sum) = (sum, sum + *end);
    }
    sorted.clear();
    sorted.resize(found.len(), 0);
    for &pair in found {
        let end = &mut ends[block(pair)];
        sorted[*end] = pair;
        *end += 1;
    }
}

/// Goes through the drivers in one window, block by block.
pub fn look(
    lists: &Lists<'_>,
    planned: &Planned,
    needed: f32,
    reach: &Reach,
    noted: &mut Noted<'_>,
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
    // What names are worth at most, and by what is noted, once it is known: this is asked for every entry of the lists.
    let most = reach.of(u32::MAX);
    let mut names = [f32::NAN; 1 << u8::BITS];
    // Lists with many entries in a block, with what each notes and whether it drives.
    let mut long: Vec<(List<'_>, u8, bool)> = Vec::new();
    let Scratch { found, sorted, ends, driven, candidates, marks, .. } = scratch;
    // Without a test all is one block.
    let shift = if test { BLOCK.trailing_zeros() } else { u32::BITS };
    let blocks = 1 + (u64::from(window.to - window.from).saturating_sub(1) >> shift) as usize;
    // Of the many lists with few entries in a block the entries themselves: `entry · what it notes · whether it drives`.
    found.clear();
    for list in &lists.of_forms {
        let drives = drivers.hold(list.token, list.is_upper());
        let bits = if test { noted.bits(list.token, list.step) as u8 } else { 0 };
        if !drives && bits == 0 {
            continue;
        }
        let inside = list.inside(window);
        if inside.entries.len() > SHORT.max(FEW * blocks) {
            long.push((inside, bits, drives));
            continue;
        }
        let slot = u64::from(bits) << 1 | u64::from(drives);
        found.extend(inside.entries.iter().map(|&entry| u64::from(entry) << ENTRY | slot));
    }
    ends.clear();
    ends.resize(blocks, 0);
    by_block(found, window, shift, sorted, ends);
    let mut from = 0;
    for (number, &to) in ends.iter().enumerate() {
        if verify.is_done(window.bound) {
            return;
        }
        let few = &sorted[from..to];
        from = to;
        let block = window.from + ((number as u64) << shift) as u32;
        let end = if test { block.saturating_add(BLOCK).min(window.to) } else { window.to };
        driven.clear();
        driven.extend(few.iter().filter(|pair| *pair & 1 != 0).map(|pair| (pair >> ENTRY) as u32));
        if test {
            marks.clear();
            for pair in few {
                marks.mark((pair >> 1) as u8, ((pair >> ENTRY) as u32).wrapping_sub(block));
            }
            for (list, bits, drives) in &mut long {
                let inside = marks.mark_before(*bits, &mut list.entries, block, end);
                if *drives {
                    driven.extend_from_slice(inside);
                }
            }
        } else {
            for (list, ..) in &mut long {
                let (inside, after) = list.entries.split_at(gallop(list.entries, |entry| *entry < end));
                list.entries = after;
                driven.extend_from_slice(inside);
            }
        }
        candidates.clear();
        candidates.extend(driven.iter().filter_map(|&entry| {
            let names = if test {
                let bits = marks.of(entry.wrapping_sub(block));
                let known = &mut names[usize::from(bits)];
                if known.is_nan() {
                    *known = noted.most(bits.into());
                }
                *known
            } else {
                most
            };
            let candidate = Candidate { entry, names, bound: window.bound };
            verify.may_reach(names, window.bound).then_some(candidate)
        }));
        candidates.sort_unstable_by_key(|candidate| candidate.entry);
        candidates.dedup_by_key(|candidate| candidate.entry);
        verify.look_at(candidates);
    }
}
