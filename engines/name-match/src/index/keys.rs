//! Keys: two tokens (or two document numbers) that share one may be neighbours.

use crate::{dictionary, form::Form};

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

/// Two neighbouring tokens as one, where they may be written so.
pub fn together(a: &Form, b: &Form) -> Option<Form> {
    let length = a.fold.len() + b.fold.len();
    ((5..=14).contains(&length) && !a.is_initial() && !b.is_initial())
        .then(|| Form::new(&[a.text.as_str(), b.text.as_str()].concat(), a.abjad && b.abjad))
}

/// Calls `each` with the hashes of the keys of a form. Two forms are neighbours when they share one: the fold
/// with up to one or two letters left out, and the skeleton, with one left out where it is long. `whole` is
/// false for tokens glued from two, which are found by equal sound only.
pub fn each_key(form: &Form, whole: bool, mut each: impl FnMut(u32)) {
    let mut buffer: Vec<u8> = Vec::with_capacity(32);
    each(hash(0, &form.fold));
    if form.skeleton.len() >= 2 {
        each(hash(1, &form.skeleton));
    }
    // Other forms of the name, and other readings of the characters.
    each(hash(4, &dictionary::reading_key(&form.fold).to_le_bytes()));
    for group in &form.groups {
        each(hash(4, &group.to_le_bytes()));
    }
    if !whole {
        return;
    }
    let fold = &form.fold;
    if fold.len() >= 3 {
        let mut once: Vec<u8> = Vec::with_capacity(32);
        for i in 0..fold.len() {
            without(fold, i, &mut once);
            each(hash(0, &once));
            if fold.len() >= 8 {
                for j in i..once.len() {
                    without(&once, j, &mut buffer);
                    each(hash(0, &buffer));
                }
            }
        }
    }
    if form.skeleton.len() >= 4 {
        for i in 0..form.skeleton.len() {
            without(&form.skeleton, i, &mut buffer);
            each(hash(1, &buffer));
        }
    }
    // The article written as part of the name, on either side.
    if (form.text.starts_with(b"AL") || form.text.starts_with(b"EL")) && form.text.len() >= 6 {
        each(hash(0, &fold[2..]));
        let bare = Form::new(&form.text.as_str()[2..], form.abjad);
        if bare.skeleton.len() >= 2 {
            each(hash(1, &bare.skeleton));
        }
    }
    // A name cut short, or a short form of it.
    if form.text.len() >= 4 {
        each(hash(2, &form.text[..4]));
    }
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

/// FNV-1a, finished with a mix so that the upper bits are good too.
fn hash(kind: u8, bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in std::iter::once(&kind).chain(bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_shr(32) as u32
}
