//! Lays the groups out as the matcher reads them: see `dictionary` there.

use std::collections::{BTreeMap, BTreeSet};

use pc_name_match::making;

/// Names this alike by letters and sound need no entry.
const ALIKE: f32 = 0.93;
/// A form keeps so many groups, those of the most forms: the names that most people have.
const MOST_GROUPS: usize = 8;
/// A group with more forms than this says little.
const MOST_FORMS: usize = 1_000;

/// A dictionary without a name.
pub const EMPTY: &[u8] = &[b'P', b'C', b'N', b'1', 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

pub fn pack(groups: &[Vec<String>], nicknames: &str) -> Vec<u8> {
    let mut by_key: BTreeMap<String, Vec<(usize, u32)>> = BTreeMap::new();
    let mut next = 0_u32;
    let mut add = |keys: BTreeSet<String>| {
        for key in &keys {
            by_key.entry(key.clone()).or_default().push((keys.len(), next));
        }
        next += 1;
        next
    };
    let mut by_hand = 0;
    for line in nicknames.lines().filter(|line| !line.starts_with('#')) {
        by_hand = add(line.split_whitespace().map(str::to_owned).collect());
    }
    for needed in groups.iter().map(|forms| needed(forms)).filter(|needed| needed.len() > 1) {
        add(needed);
    }
    println!("{next} groups kept, {} forms", by_key.len());
    let mut entries: Vec<(u64, u32)> = Vec::new();
    for (key, mut of) in by_key {
        // Those made by hand first.
        of.sort_unstable_by_key(|&(forms, group)| (group >= by_hand, std::cmp::Reverse(forms), group));
        of.truncate(MOST_GROUPS);
        let hash = making::hash(key.as_bytes());
        entries.extend(of.into_iter().map(|(_, group)| (hash, group)));
    }
    lay_out(entries, by_hand)
}

/// The forms of a group that need the dictionary to meet another of it.
fn needed(forms: &[String]) -> BTreeSet<String> {
    let mut keys: Vec<(String, bool, &str)> = forms
        .iter()
        .filter_map(|form| making::key(form).map(|(key, native)| (key, native, form.as_str())))
        .collect();
    keys.sort();
    keys.dedup_by(|a, b| a.0 == b.0);
    if keys.len() > MOST_FORMS {
        return BTreeSet::new();
    }
    let mut needed = BTreeSet::new();
    for (at, (key, native, form)) in keys.iter().enumerate() {
        for (other_key, other_native, other) in &keys[at + 1..] {
            // In Latin letters alone only the groups made by hand count.
            if (*native || *other_native) && making::alike(form, other) < ALIKE {
                needed.insert(key.clone());
                needed.insert(other_key.clone());
            }
        }
    }
    needed
}

fn lay_out(mut entries: Vec<(u64, u32)>, by_hand: u32) -> Vec<u8> {
    entries.sort_unstable();
    entries.dedup();
    let bits = entries.len().max(2).ilog2().saturating_sub(3).clamp(1, 20);
    let mut table = b"PCN1".to_vec();
    table.push(bits as u8);
    table.extend(by_hand.to_le_bytes());
    let bucket = |hash: u64| hash >> (64 - bits);
    for at in 0..=1_u64 << bits {
        let before = entries.partition_point(|(hash, _)| bucket(*hash) < at) as u32;
        table.extend(before.to_le_bytes());
    }
    for (hash, group) in entries {
        table.extend(((hash >> (48 - bits)) as u16).to_le_bytes());
        table.extend(&group.to_le_bytes()[..3]);
    }
    table
}
