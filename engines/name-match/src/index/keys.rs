//! Keys: two tokens (or two document numbers) that share one may be neighbours.

use crate::form::Form;

/// Things' names have their own keys: a person's name never meets a ship's.
const THING: u32 = 0x5bd1_e995;

/// Calls `each` with the hashes of the keys of a form. Two forms are neighbours when they share one: the fold
/// with up to one letter left out, and the skeleton, with one left out where it is long.
pub fn each_key(form: &Form, thing: bool, mut each: impl FnMut(u32)) {
    let salt = if thing { THING } else { 0 };
    crate::keyed::each_key(form, |hash| each(hash ^ salt));
}

/// The keys by which a form is found where it is how a word of another script is read.
pub fn each_reading_key(form: &Form, each: impl FnMut(u32)) {
    crate::keyed::each_reading_key(form, each);
}

/// The key of a sound by itself: forms of one fold share it.
pub fn sound_key(fold: &[u8]) -> u32 {
    crate::keyed::sound_key(fold)
}

/// The key of an initial.
pub fn initial_key(letter: u8) -> u32 {
    crate::keyed::hash(62, &[letter])
}

/// The key of a document number.
pub fn number_key(number: &str) -> u32 {
    crate::keyed::hash(63, number.as_bytes())
}

/// Calls `each` with every number one slip away from this one, and with itself: a character exchanged, left out, put
/// in, or two neighbours swapped.
pub fn each_slip(number: &str, mut each: impl FnMut(&str)) {
    const LETTERS: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut text = Vec::with_capacity(number.len() + 1);
    let mut say = |text: &[u8]| {
        if let Ok(text) = std::str::from_utf8(text) {
            each(text);
        }
    };
    let number = number.as_bytes();
    say(number);
    for at in 0..=number.len() {
        let (before, after) = number.split_at(at);
        let mut with = |middle: &[u8], rest: &[u8]| {
            text.clear();
            text.extend_from_slice(before);
            text.extend_from_slice(middle);
            text.extend_from_slice(rest);
            say(&text);
        };
        for &letter in LETTERS {
            with(&[letter], after);
        }
        if let [first, rest @ ..] = after {
            LETTERS.iter().filter(|letter| *letter != first).for_each(|&letter| with(&[letter], rest));
            with(&[], rest);
            if let [second, rest @ ..] = rest
                && first != second
            {
                with(&[*second, *first], rest);
            }
        }
    }
}
