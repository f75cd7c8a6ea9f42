//! What one query knows of the forms it meets: a small table, looked into for every token of every candidate.

use super::neighbours::Neighbour;
use crate::{align::Choice, form::How};

/// A form beside one token of the query.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    form: u32,
    /// The query's token.
    pub token: u8,
    /// Takes part in two tokens written as one.
    pub glue: bool,
    pub how: How,
    pub similarity: f32,
    /// What the pair counts.
    pub choice: Choice,
}

const EMPTY: Slot =
    Slot { form: u32::MAX, token: 0, glue: false, how: How::Equal, similarity: 0.0, choice: Choice::GLUED };

/// Open addressing; a form has a slot for each token of the query that it answers to.
#[derive(Debug, Default)]
pub struct Table {
    slots: Vec<Slot>,
    mask: usize,
}

impl Table {
    /// Empties it, for so many slots.
    pub fn reset(&mut self, expected: usize) {
        let size = (expected * 2 + 16).next_power_of_two();
        self.slots.clear();
        self.slots.resize(size, EMPTY);
        self.mask = size - 1;
    }

    fn start(&self, form: u32) -> usize {
        (form.wrapping_mul(0x9E37_79B1) >> 7) as usize & self.mask
    }

    pub fn add(&mut self, token: usize, neighbour: &Neighbour, choice: Choice) {
        let Neighbour { form, similarity, how, .. } = *neighbour;
        self.put(Slot { form, token: token as u8, glue: false, how, similarity, choice });
    }

    /// Notes that a form may be part of a token of the query, or hold it and the next one.
    pub fn add_glue(&mut self, token: usize, form: u32) {
        self.put(Slot { form, token: token as u8, glue: true, ..EMPTY });
    }

    fn put(&mut self, slot: Slot) {
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
