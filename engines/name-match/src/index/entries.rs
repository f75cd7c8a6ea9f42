//! Entries put into their places, and the lists of those that hold a form.

use super::{
    dates::Zone,
    layout::{Counts, ZONES, token},
};

/// An entry before it has its place.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub order: u32,
    pub key: u64,
    /// Where its tokens stand.
    pub tokens: (u32, u32),
    pub payload: u32,
    pub subject: u32,
    pub traits: u8,
}

/// What follows from the entries in their order.
#[derive(Debug)]
pub struct Entries {
    pub counts: Counts,
    pub births: Vec<[u32; 2]>,
    /// `(first token, place of the payload)` of each, and one more.
    pub places: Vec<[u32; 2]>,
    pub tokens: Vec<u32>,
    pub traits: Vec<u8>,
    /// Where the postings of each form begin.
    pub starts: Vec<u32>,
    pub postings: Vec<u32>,
    /// The first entry of each subject, for its documents.
    pub place_of: Vec<u32>,
}

/// The forms of an entry, each once, in `held`.
fn each_form(tokens: &[u32], held: &mut Vec<u32>) {
    held.clear();
    held.extend(tokens.iter().map(|word| word & token::FORM));
    held.sort_unstable();
    held.dedup();
}

impl Entries {
    /// Of rows in their order, with tokens of so many forms.
    pub fn lay_out(rows: &[Row], all: &[u32], forms: usize, subjects: u32) -> Self {
        let mut counts = Counts { subjects, entries: rows.len() as u32, zones: [0; ZONES] };
        for zone in Zone::Day as u32..=Zone::Many as u32 {
            counts.zones[zone as usize] = rows.partition_point(|row| row.order >> 29 < zone) as u32;
        }
        let own = |row: &Row| &all[row.tokens.0 as usize..row.tokens.1 as usize];
        let mut births: Vec<[u32; 2]> = Vec::new();
        let mut places: Vec<[u32; 2]> = Vec::with_capacity(rows.len() + 1);
        let mut tokens: Vec<u32> = Vec::with_capacity(all.len());
        let mut place_of = vec![u32::MAX; subjects as usize];
        let mut starts = vec![0_u32; forms];
        let mut held: Vec<u32> = Vec::with_capacity(32);
        for (place, row) in (0_u32..).zip(rows) {
            if births.last().is_none_or(|last| last[0] != row.order) {
                births.push([row.order, place]);
            }
            places.push([tokens.len() as u32, row.payload]);
            tokens.extend_from_slice(own(row));
            let first = &mut place_of[row.subject as usize];
            *first = place.min(*first);
            each_form(own(row), &mut held);
            for &form in &held {
                starts[form as usize] += 1;
            }
        }
        places.push([tokens.len() as u32, 0]);
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        let mut filled = starts.clone();
        let mut postings = vec![0_u32; total as usize];
        for (place, row) in (0_u32..).zip(rows) {
            each_form(own(row), &mut held);
            for &form in &held {
                let next = &mut filled[form as usize];
                postings[*next as usize] = place;
                *next += 1;
            }
        }
        let traits = rows.iter().map(|row| row.traits).collect();
        Self { counts, births, places, tokens, traits, starts, postings, place_of }
    }
}
