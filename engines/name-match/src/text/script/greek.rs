//! Greek: modern sounds, with the pairs of letters that stand for one.

use unicode_normalization::UnicodeNormalization;

use super::{Latin, plain};

pub fn latin(word: &str) -> Latin {
    let word: Vec<char> = word.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let mut text = String::with_capacity(word.len() * 2);
    let mut at = 0;
    while let Some(&c) = word.get(at) {
        let next = word.get(at + 1).copied().unwrap_or(' ');
        let first = at == 0;
        let voiced = word.get(at + 2).is_none_or(|c| "αεηιουωβγδζλμνρ".contains(*c));
        let (letters, taken) = match (c, next) {
            ('ο', 'υ') => ("ou", 2),
            ('α', 'ι') => ("ai", 2),
            ('ε' | 'ο', 'ι') => ("ei", 2),
            ('α', 'υ') => (if voiced { "av" } else { "af" }, 2),
            ('ε' | 'η', 'υ') => (if voiced { "ev" } else { "ef" }, 2),
            ('μ', 'π') => (if first || at + 2 >= word.len() { "b" } else { "mp" }, 2),
            ('ν', 'τ') => (if first { "d" } else { "nt" }, 2),
            ('γ', 'κ') => (if first { "g" } else { "nk" }, 2),
            ('γ', 'γ' | 'χ' | 'ξ') => ("n", 1),
            ('τ', 'ζ') => ("j", 2),
            ('τ', 'σ') => ("ts", 2),
            _ => (letter(c), 1),
        };
        if letters.is_empty() {
            text.push_str(&plain(c.encode_utf8(&mut [0; 4])));
        }
        text.push_str(letters);
        at += taken;
    }
    // The three pairs sound as B, D and G in names from abroad, wherever they stand.
    let abroad = text.replace("mp", "b").replace("nt", "d").replace("nk", "g");
    let mut soft = text.clone();
    for vowel in ["a", "e", "o", "u"] {
        soft = soft.replace(&format!("gi{vowel}"), &format!("y{vowel}"));
    }
    let readings = [
        abroad,
        text.replace("ch", "h"),
        text.replace('z', "j"),
        text.replace("ge", "ye"),
        text.replace('j', "tz"),
        soft,
    ];
    let readings = readings.into_iter().filter(|reading| *reading != text).collect();
    Latin { text, lossy: false, readings }
}

fn letter(c: char) -> &'static str {
    match c {
        'β' => "v",
        'γ' => "g",
        'η' | 'ι' | 'υ' => "i",
        'θ' => "th",
        'ξ' => "x",
        'σ' | 'ς' => "s",
        'φ' => "f",
        'χ' => "ch",
        'ψ' => "ps",
        'ω' | 'ο' => "o",
        _ => "",
    }
}
