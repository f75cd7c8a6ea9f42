//! Windows that hold few entries: those of all of them are gathered together.

use super::{
    super::{
        bound::{Best, TOLD_APART},
        noted::Noted,
        verify::{Candidate, Verify},
    },
    Lists, Planned, SHORT, Scratch, gallop,
};

/// Where an entry stands above what it notes.
const ENTRY: u32 = u16::BITS;

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

/// Which windows the lists of each token drive, those somewhat alike and those more: from and to, those that meet as one.
fn spans(windows: &[Planned], spans: &mut Vec<Vec<(u32, u32)>>) {
    spans.resize_with(2 * TOLD_APART + 2, Vec::new);
    for (slot, spans) in spans.iter_mut().enumerate() {
        spans.clear();
        for Planned { window, drivers } in windows {
            if drivers.hold((slot / 2) as u8, slot % 2 != 0) {
                match spans.last_mut() {
                    Some(last) if last.1 == window.from => last.1 = window.to,
                    _ => spans.push((window.from, window.to)),
                }
            }
        }
    }
}

/// Calls `each` with what of a list is in these spans.
fn each_inside<'a>(list: &'a [u32], spans: &[(u32, u32)], mut each: impl FnMut(&'a [u32])) {
    let (mut rest, mut spans) = (list, spans.iter());
    let Some(mut span) = spans.next() else { return };
    loop {
        rest = &rest[gallop(rest, |entry| *entry < span.0)..];
        let Some(&first) = rest.first() else { return };
        while span.1 <= first {
            let Some(next) = spans.next() else { return };
            span = next;
        }
        if span.0 <= first {
            let (inside, after) = rest.split_at(gallop(rest, |entry| *entry < span.1));
            each(inside);
            rest = after;
        }
    }
}

/// Gathers the drivers' entries of all these windows, then looks at those that may reach.
pub fn look(
    lists: &Lists<'_>,
    windows: &[Planned],
    best: &[Best],
    scratch: &mut Scratch,
    verify: &mut Verify<'_>,
) {
    if windows.is_empty() {
        return;
    }
    let mut noted = Noted::new(best, u16::BITS);
    let shift = blocks(windows, lists.entries, &mut scratch.near);
    spans(windows, &mut scratch.spans);
    let Scratch { found, candidates, near, spans, .. } = scratch;
    found.clear();
    for list in &lists.of_forms {
        let slot = usize::from(list.token) << 1 | usize::from(list.is_upper());
        let Some(spans) = spans.get(slot.min(2 * TOLD_APART + 1)).filter(|s| !s.is_empty()) else {
            continue;
        };
        let bits = u64::from(noted.bits(list.token, list.step));
        if list.entries.len() <= SHORT {
            for &entry in list.entries {
                let block = entry >> shift;
                if near.get(block as usize / 64).is_some_and(|word| word >> (block % 64) & 1 != 0) {
                    found.push(u64::from(entry) << ENTRY | bits);
                }
            }
            continue;
        }
        each_inside(list.entries, spans, |inside| {
            found.extend(inside.iter().map(|&entry| u64::from(entry) << ENTRY | bits));
        });
    }
    found.sort_unstable();
    candidates.clear();
    let mut at = 0;
    for Planned { window, drivers } in windows {
        let undriven = noted.undriven(*drivers);
        while found.get(at).is_some_and(|pair| (pair >> ENTRY) < u64::from(window.from)) {
            at += 1;
        }
        while let Some(entry) = found.get(at).map(|pair| (pair >> ENTRY) as u32).filter(|e| *e < window.to) {
            let mut bits = undriven;
            while let Some(pair) = found.get(at).filter(|pair| (*pair >> ENTRY) as u32 == entry) {
                bits |= *pair as u16;
                at += 1;
            }
            let names = noted.most(bits);
            if verify.may_reach(names, window.bound) {
                candidates.push(Candidate { entry, names, bound: window.bound });
            }
        }
    }
    verify.look_at(candidates);
}
