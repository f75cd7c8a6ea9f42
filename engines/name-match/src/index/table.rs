//! What one query knows of the forms it meets: a small table, looked into for every token of every candidate.

use super::neighbours::Neighbour;
use crate::{answer::Answer, form::How};

/// A form beside one token of the query.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    form: u32,
    /// The query's token.
    pub token: u8,
    pub how: How,
    pub similarity: f32,
    /// What the pair counts.
    pub answer: Answer,
}

const EMPTY: Slot = Slot { form: u32::MAX, token: 0, how: How::Equal, similarity: 0.0, answer: Answer::NONE };

/// Open addressing; a form has a slot for each token of the query that it answers to.
#[derive(Debug, Default)]
pub struct Table {
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
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        self.mask = size - 1;
        self.known.clear();
        self.known.resize(KNOWN as usize / 64, 0);
    }

    /// Whether a form may have a slot.
    pub fn may_know(&self, form: u32) -> bool {
        let bit = fold(form);
        self.known.get(bit as usize / 64).is_some_and(|word| word >> (bit % 64) & 1 != 0)
    }

    fn start(&self, form: u32) -> usize {
        (form.wrapping_mul(0x9E37_79B1) >> 7) as usize & self.mask
    }

    pub fn add(&mut self, token: usize, neighbour: &Neighbour, answer: Answer) {
        let Neighbour { form, similarity, how, .. } = *neighbour;
        self.put(Slot { form, token: token as u8, how, similarity, answer });
    }

    fn put(&mut self, slot: Slot) {
        let bit = fold(slot.form);
        self.known[bit as usize / 64] |= 1 << (bit % 64);
        let mut at = self.start(slot.form);
        while self.slots[at].form != u32::MAX {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = slot;
    }

    /// The slots of a form.
    pub fn of(&self, form: u32) -> impl Iterator<Item = &Slot> {
        let mut at = self.start(form);
        std::iter::from_fn(move || {
            loop {
                let slot = self.slots.get(at)?;
                if slot.form == u32::MAX {
                    return None;
                }
                at = (at + 1) & self.mask;
                if slot.form == form {
                    return Some(slot);
                }
            }
        })
    }
}

fn fold(form: u32) -> u32 {
    form.wrapping_mul(0x85EB_CA6B) >> 17
}
