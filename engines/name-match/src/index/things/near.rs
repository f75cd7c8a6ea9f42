//! From the words of a query to the words of the list that answer to them.

use super::{kind, text_key, view::View};
use crate::{
    align::Weighed,
    form::How,
    keyed::{bare_skeleton, each_asked_bones, each_asked_key, each_skeleton_key, hash, skeleton_key},
    organization::compare::{GROWN_GAIN, grown, is_grown, like, may_vary},
};

/// A word of the list beside one of the query, or beside two neighbours of it written as one.
#[derive(Debug, Clone, Copy)]
pub struct Slot {
    pub word: u32,
    /// The query's words, first and last.
    pub mine: (u8, u8),
    pub gain: f32,
    pub how: How,
}

impl Slot {
    /// Whether it is beside two words of the query.
    pub fn is_grown(&self) -> bool {
        self.mine.0 != self.mine.1
    }
}

/// Bits of [`Near::known`].
const KNOWN: u32 = 1 << 14;

/// What the words of a query meet.
#[derive(Debug)]
pub struct Near {
    /// By the word of the list.
    slots: Vec<Slot>,
    /// For each word of the query the names that may write it as two, ascending.
    pub split: Vec<Vec<u32>>,
    /// A bit for every word that has a slot, folded: most have none.
    known: Vec<u64>,
}

impl Near {
    pub fn find(view: &View<'_>, words: &[Weighed<'_>]) -> Self {
        let mut slots = Vec::new();
        let mut items = Vec::with_capacity(256);
        for (at, word) in words.iter().enumerate() {
            let mine = (at as u8, at as u8);
            items.clear();
            view.each_keyed(text_key(word.form), |item| items.push(item));
            if may_vary(word.form, word.weight) {
                let mut look = |hash| view.each_keyed(hash, |item| items.push(item));
                each_asked_key(word.form, |hash, _| look(hash));
                each_skeleton_key(&word.form.skeleton, &mut look);
                each_asked_bones(word.form, &mut look);
                if let Some(bare) = bare_skeleton(word.form) {
                    look(skeleton_key(&bare));
                }
            }
            items.sort_unstable();
            items.dedup();
            for &item in &items {
                let print = view.print(item);
                if !word.print.may_be(print) {
                    continue;
                }
                let form = view.form(item);
                let other =
                    Weighed { form: &form, field: word.field, weight: view.worth(item).weight, print };
                if let Some((gain, how)) = like(word, &other) {
                    slots.push(Slot { word: item, mine, gain, how });
                }
            }
        }
        for (at, pair) in words.windows(2).enumerate() {
            let Some(form) = grown(pair[0].form, pair[1].form) else { continue };
            view.each_keyed(hash(kind::GROWN, &form.fold), |item| {
                if is_grown(&form, &view.form(item)) {
                    let mine = (at as u8, at as u8 + 1);
                    slots.push(Slot { word: item, mine, gain: GROWN_GAIN, how: How::Sound });
                }
            });
        }
        slots.sort_unstable_by_key(|slot| (slot.word, slot.mine));
        let mut known = vec![0; KNOWN as usize / 64];
        for slot in &slots {
            let bit = fold(slot.word);
            known[bit as usize / 64] |= 1 << (bit % 64);
        }
        let split = words.iter().map(|word| view.marked(hash(kind::GROWN, &word.form.fold))).collect();
        Self { slots, split, known }
    }

    /// All slots.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// The slots of a word of the list.
    pub fn of(&self, word: u32) -> &[Slot] {
        let bit = fold(word);
        if self.known[bit as usize / 64] >> (bit % 64) & 1 == 0 {
            return &[];
        }
        let from = self.slots.partition_point(|slot| slot.word < word);
        let count = self.slots[from..].iter().take_while(|slot| slot.word == word).count();
        &self.slots[from..from + count]
    }
}

fn fold(word: u32) -> u32 {
    word.wrapping_mul(0x85EB_CA6B) >> 18
}
