//! Keys that only an index has, beside those of [`crate::keyed`].

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
