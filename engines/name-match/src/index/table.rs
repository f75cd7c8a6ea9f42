//! What one query knows of the forms it meets: a small table, looked into for every token of every candidate.

use super::neighbours::Neighbour;
use crate::{answer::Answer, form::How};

/// A form beside one token of the query.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    /// The query's token.
    pub token: u8,
    pub how: How,
    pub similarity: f32,
    /// What the pair counts.
    pub answer: Answer,
    /// The form's slot before this one.
    before: u32,
}

/// A form, the query's tokens that it answers to, and its last slot.
#[derive(Debug, Clone, Copy)]
struct Head {
    form: u32,
    tokens: u16,
    slot: u32,
}

const NONE: u32 = u32::MAX;
const EMPTY: Head = Head { form: NONE, tokens: 0, slot: NONE };

/// Open addressing of small heads, so that which tokens a form answers to is told from near memory; a form has a slot for
/// each of them.
#[derive(Debug, Default)]
pub struct Table {
    heads: Vec<Head>,
    slots: Vec<Slot>,
    mask: usize,
    /// A bit for every form that has a slot, folded: most forms have none, and that is told from the nearest memory.
    known: Vec<u64>,
}

/// Bits of [`Table::known`].
const KNOWN: u32 = 1 << 15;

impl Table {
    /// Empties it, for so many slots.
    pub fn reset(&mut self, expected: usize) {
        let size = (expected * 2 + 16).next_power_of_two();
        self.heads.clear();
        self.heads.resize(size, EMPTY);
        self.mask = size - 1;
        self.slots.clear();
        self.known.clear();
        self.known.resize(KNOWN as usize / 64, 0);
    }

    /// The tokens of the query that a form answers to, a bit for each.
    pub fn tokens(&self, form: u32) -> u32 {
        let bit = fold(form);
        if self.known.get(bit as usize / 64).is_none_or(|word| word >> (bit % 64) & 1 == 0) {
            return 0;
        }
        self.heads.get(self.place(form)).map_or(0, |head| u32::from(head.tokens))
    }

    /// Where a form's head is, or is to be.
    fn place(&self, form: u32) -> usize {
        let mut at = (form.wrapping_mul(0x9E37_79B1) >> 7) as usize & self.mask;
        while self.heads.get(at).is_some_and(|head| head.form != form && head.form != NONE) {
            at = (at + 1) & self.mask;
        }
        at
    }

    pub fn add(&mut self, token: usize, neighbour: &Neighbour, answer: Answer) {
        let Neighbour { form, similarity, how, .. } = *neighbour;
        let bit = fold(form);
        self.known[bit as usize / 64] |= 1 << (bit % 64);
        let place = self.place(form);
        let Head { tokens, slot, .. } = self.heads[place];
        self.heads[place] = Head { form, tokens: tokens | 1 << token, slot: self.slots.len() as u32 };
        self.slots.push(Slot { token: token as u8, how, similarity, answer, before: slot });
    }

    /// The slots of a form.
    pub fn of(&self, form: u32) -> impl Iterator<Item = &Slot> {
        let mut at = self.heads.get(self.place(form)).map_or(NONE, |head| head.slot);
        std::iter::from_fn(move || {
            let slot = self.slots.get(at as usize)?;
            at = slot.before;
            Some(slot)
        })
    }
}

fn fold(form: u32) -> u32 {
    form.wrapping_mul(0x85EB_CA6B) >> 17
}
