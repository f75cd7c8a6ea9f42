//! The scripts of India whose letters stand in one order in Unicode: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya,
//! Tamil, Telugu, Kannada, Malayalam.

use super::{Latin, plain};

/// What a letter is, by its place in the block.
enum Sign {
    Vowel(&'static str),
    Consonant(&'static str),
    /// A vowel written at a consonant.
    Matra(&'static str),
    Virama,
    /// A nasal over the vowel.
    Nasal,
    Nukta,
    Other,
}

const VOWELS: [&str; 16] =
    ["a", "a", "i", "i", "u", "u", "ri", "li", "e", "e", "e", "ai", "o", "o", "o", "au"];
const CONSONANTS: [&str; 37] = [
    "k", "kh", "g", "gh", "n", "ch", "ch", "j", "jh", "ny", "t", "th", "d", "dh", "n", "t", "th", "d", "dh",
    "n", "n", "p", "ph", "b", "bh", "m", "y", "r", "r", "l", "l", "zh", "v", "sh", "sh", "s", "h",
];
const MATRAS: [&str; 15] = ["a", "i", "i", "u", "u", "ri", "ri", "e", "e", "e", "ai", "o", "o", "o", "au"];

#[expect(clippy::match_same_arms, reason = "a table, in the order of the alphabet")]
fn sign(c: char) -> Sign {
    let at = (c as usize) & 0x7f;
    match at {
        0x01 | 0x02 | 0x70 => Sign::Nasal,
        0x05..=0x14 => Sign::Vowel(VOWELS[at - 0x05]),
        0x15..=0x39 => Sign::Consonant(CONSONANTS[at - 0x15]),
        0x3c => Sign::Nukta,
        0x3e..=0x4c => Sign::Matra(MATRAS[at - 0x3e]),
        0x4d => Sign::Virama,
        _ => match c {
            'ൺ' | 'ൻ' => Sign::Matra("n"),
            'ർ' => Sign::Matra("r"),
            'ൽ' | 'ൾ' => Sign::Matra("l"),
            'ൿ' => Sign::Matra("k"),
            'ৎ' => Sign::Matra("t"),
            'ৰ' => Sign::Consonant("r"),
            'ৱ' => Sign::Consonant("w"),
            'ੜ' => Sign::Consonant("r"),
            'ੱ' => Sign::Nukta,
            _ => Sign::Other,
        },
    }
}

/// A consonant and the vowel that follows: `None` is the one that is not written.
struct Syllable {
    consonant: String,
    vowel: Option<&'static str>,
}

pub fn latin(word: &str) -> Latin {
    let block =
        word.chars().map(|c| (c as u32) & !0x7f).find(|block| (0x900..0xd80).contains(block)).unwrap_or(0);
    let mut syllables: Vec<Syllable> = Vec::with_capacity(word.len() / 3);
    for c in word.chars() {
        match sign(c) {
            Sign::Vowel(vowel) => syllables.push(Syllable { consonant: String::new(), vowel: Some(vowel) }),
            Sign::Consonant(consonant) => {
                syllables.push(Syllable { consonant: consonant.to_owned(), vowel: None });
            }
            Sign::Matra(vowel) => match syllables.last_mut().filter(|_| "aeiou".contains(&vowel[..1])) {
                Some(last) => last.vowel = Some(vowel),
                None => syllables.push(Syllable { consonant: vowel.to_owned(), vowel: Some("") }),
            },
            Sign::Virama => {
                if let Some(last) = syllables.last_mut() {
                    last.vowel = Some("");
                }
            }
            Sign::Nasal => syllables.push(Syllable { consonant: "n".to_owned(), vowel: Some("") }),
            Sign::Nukta => {
                if let Some(last) = syllables.last_mut() {
                    let dotted = match last.consonant.as_str() {
                        "k" => "q",
                        "j" | "jh" => "z",
                        "d" | "dh" => "r",
                        "ph" => "f",
                        other => other,
                    };
                    last.consonant = dotted.to_owned();
                }
            }
            Sign::Other => {
                syllables.push(Syllable { consonant: plain(c.encode_utf8(&mut [0; 4])), vowel: Some("") });
            }
        }
    }
    if block == 0xb80 {
        voice_tamil(&mut syllables);
    }
    // Hindi, Bengali, Panjabi and Gujarati do not say every vowel that is not written.
    let silent = matches!(block, 0x900 | 0x980 | 0xa00 | 0xa80);
    let text = join(&syllables, silent);
    let readings = if silent { vec![join(&syllables, false)] } else { Vec::new() };
    Latin::lossy_if_long(text, readings)
}

/// Writes the syllables; with `silent`, the unwritten vowel is left out at the end and between two syllables that
/// have one.
fn join(syllables: &[Syllable], silent: bool) -> String {
    let mut text = String::with_capacity(syllables.len() * 3);
    let mut spoken = true;
    for (at, syllable) in syllables.iter().enumerate() {
        text.push_str(&syllable.consonant);
        let vowel = match syllable.vowel {
            Some(vowel) => vowel,
            None if !silent || at == 0 => "a",
            None => {
                let next = syllables.get(at + 1);
                let after = next.is_some_and(|next| {
                    !next.consonant.is_empty() && next.vowel.is_some_and(|v| !v.is_empty())
                });
                if next.is_none() || (after && spoken) { "" } else { "a" }
            }
        };
        spoken = !vowel.is_empty();
        text.push_str(vowel);
    }
    text
}

/// Tamil writes one letter for K and G, P and B, T and D: voiced between vowels and after a nasal.
fn voice_tamil(syllables: &mut [Syllable]) {
    for at in 0..syllables.len() {
        let before = at.checked_sub(1).map(|before| &syllables[before]);
        let voiced = before.is_some_and(|before| {
            before.vowel != Some("") || matches!(before.consonant.as_str(), "n" | "m" | "ny")
        }) && syllables[at].vowel != Some("");
        let sound = match (syllables[at].consonant.as_str(), voiced) {
            ("k", true) => "g",
            ("p", true) => "b",
            ("t", true) => "d",
            ("ch", _) => "s",
            _ => continue,
        };
        sound.clone_into(&mut syllables[at].consonant);
    }
}
