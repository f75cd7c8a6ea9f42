//! Keys: two tokens (or two document numbers) that share one may be neighbours.

use crate::{
    form::Form,
    keyed::{self, hash},
};

/// From the hash of a key to what has that key.
#[derive(Debug, Default)]
pub struct KeyTable {
    /// `(hash, item)`, sorted.
    entries: Vec<(u32, u32)>,
    /// Where the entries with the same upper bits begin: about one bucket for each entry.
    directory: Vec<u32>,
    shift: u32,
}

impl KeyTable {
    pub fn new(mut entries: Vec<(u32, u32)>) -> Self {
        entries.sort_unstable();
        entries.dedup();
        let bits = entries.len().max(2).ilog2().min(24);
        let shift = 32 - bits;
        let mut directory = vec![0_u32; (1 << bits) + 1];
        for &(hash, _) in &entries {
            directory[(hash >> shift) as usize + 1] += 1;
        }
        for at in 1..directory.len() {
            directory[at] += directory[at - 1];
        }
        Self { entries, directory, shift }
    }

    /// Calls `each` with what has a key of these hashes.
    pub fn each(&self, hashes: &[u32], mut each: impl FnMut(u32)) {
        if self.entries.is_empty() {
            return;
        }
        for &hash in hashes {
            let bucket = (hash >> self.shift) as usize;
            let (from, to) = (self.directory[bucket] as usize, self.directory[bucket + 1] as usize);
            self.entries[from..to]
                .iter()
                .filter(|(known, _)| *known == hash)
                .for_each(|&(_, item)| each(item));
        }
    }
}

/// Calls `each` with the hashes of the keys of a form. `whole` is false for tokens glued from two, which are found
/// by equal sound only.
pub fn each_key(form: &Form, whole: bool, each: impl FnMut(u32)) {
    if whole { keyed::each_key(form, each) } else { keyed::each_sound_key(form, each) }
}

/// Calls `each` with the hashes of the keys of a document number: with up to one character left out. Numbers that
/// are one slip apart share one.
pub fn each_number_key(number: &str, mut each: impl FnMut(u32)) {
    let mut buffer: Vec<u8> = Vec::with_capacity(32);
    each(hash(3, number.as_bytes()));
    for at in 0..number.len() {
        without(number.as_bytes(), at, &mut buffer);
        each(hash(3, &buffer));
    }
}

fn without(letters: &[u8], place: usize, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(&letters[..place]);
    out.extend_from_slice(&letters[place + 1..]);
}
