//! Keys of a token: two tokens are neighbours, and can be alike, only where they share one.

use crate::form::Form;

/// Calls `each` with the hashes of a form's keys: the fold and the skeleton of its consonants, each with up to one
/// letter left out; the first four letters; the groups of the dictionary; the fold without an article that is written
/// as part of the name.
pub fn each_key(form: &Form, mut each: impl FnMut(u32)) {
    let fold = &form.fold;
    each(sound_key(fold));
    let mut buffer: Vec<u8> = Vec::with_capacity(32);
    if fold.len() >= 3 {
        for at in 0..fold.len() {
            without(fold, at, &mut buffer);
            each(hash(0, &buffer));
        }
    }
    if form.skeleton.len() >= 2 {
        each(hash(1, &form.skeleton));
    }
    if form.skeleton.len() >= 4 {
        for at in 0..form.skeleton.len() {
            without(&form.skeleton, at, &mut buffer);
            each(hash(1, &buffer));
        }
    }
    if (form.text.starts_with(b"AL") || form.text.starts_with(b"EL")) && form.text.len() >= 6 {
        each(hash(0, &fold[2.min(fold.len())..]));
        let bare = Form::new(&form.text.as_str()[2..], form.abjad);
        if bare.skeleton.len() >= 2 {
            each(hash(1, &bare.skeleton));
        }
    }
    if form.text.len() >= 4 {
        each(hash(2, &form.text[..4]));
    }
    for group in &form.groups {
        each(hash(4, &group.to_le_bytes()));
    }
}

/// Whether two forms share a key.
pub fn share_key(a: &Form, b: &Form) -> bool {
    if a.fold == b.fold || (a.skeleton.len() >= 2 && a.skeleton == b.skeleton) {
        return true;
    }
    let mut keys = Vec::with_capacity(32);
    each_key(a, |key| keys.push(key));
    let mut found = false;
    each_key(b, |key| found |= keys.contains(&key));
    found
}

/// The key of a sound by itself.
pub fn sound_key(fold: &[u8]) -> u32 {
    hash(0, fold)
}

fn without(letters: &[u8], place: usize, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(&letters[..place]);
    out.extend_from_slice(&letters[place + 1..]);
}

/// FNV-1a, finished with a mix so that the upper bits are good too.
pub fn hash(kind: u8, bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in std::iter::once(&kind).chain(bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_shr(32) as u32
}
