//! Registrations, hull and IMO numbers, call signs, plates: compared letter for letter.

use crate::{Agreement, Feature, Match, Part, score::one_slip, score_of};

/// Shorter codes say nothing.
pub const SHORTEST: usize = 4;
/// Codes this long may be one character off; shorter ones are too often others'.
pub const SLIP_LENGTH: usize = 6;

/// A Cyrillic or Greek capital as the Latin one of its shape, as plates use them; any other letter as it is.
pub fn by_shape(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'Е' | 'Ε' => 'E',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Н' | 'Η' => 'H',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'С' => 'C',
        'Т' | 'Τ' => 'T',
        'У' | 'Υ' => 'Y',
        'Х' | 'Χ' => 'X',
        'Ι' | 'І' => 'I',
        other => other,
    }
}

/// A registration, a hull or IMO number or a plate, to be compared letter for letter: Latin capitals and digits,
/// without the `IMO` before a ship's number.
/// Cyrillic and Greek letters are read by their shape, as plates use them: `А123ВС` is `A123BC`.
pub fn code(text: &str) -> String {
    let mut code: String = if text.is_ascii() {
        text.bytes().filter(u8::is_ascii_alphanumeric).map(|b| char::from(b.to_ascii_uppercase())).collect()
    } else {
        let capitals = text.chars().flat_map(char::to_uppercase).map(by_shape);
        capitals.filter(char::is_ascii_alphanumeric).collect()
    };
    // The number of a ship is often written with what it is.
    let number = code.strip_prefix("IMO").filter(|rest| rest.len() == 7);
    if number.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit())) {
        code.drain(.."IMO".len());
    }
    code
}

/// What two codes say: equal, or one slip apart; nothing where they are others.
pub fn alike(mine: &str, theirs: &str) -> Option<Part> {
    if mine == theirs && mine.len() >= SHORTEST {
        // A few digits are the number of many things.
        let telling = mine.len() > SHORTEST || mine.bytes().any(|b| b.is_ascii_alphabetic());
        let (weight, what) = if telling { (7.0, "number") } else { (2.0, "short number") };
        let text = format!("{what} equal: {mine}");
        return Some(Part { feature: Feature::Document, agreement: Agreement::Agree, weight, text });
    }
    let near = mine.len() >= SLIP_LENGTH
        && one_slip(mine.as_bytes(), theirs.as_bytes())
        && !(is_ship(mine) && is_ship(theirs));
    near.then(|| {
        let text = format!("number one character off ({mine}, {theirs})");
        Part { feature: Feature::Document, agreement: Agreement::Near, weight: 3.0, text }
    })
}

/// Whether the check digit says that this is the number of a ship (IMO resolution A.1117(30)): two such numbers that
/// differ are two ships.
pub fn is_ship(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    let [weighed @ .., check] = digits.as_slice() else { return false };
    let sum: u32 = weighed.iter().zip((2..=7).rev()).map(|(digit, weight)| digit * weight).sum();
    code.len() == 7 && digits.len() == 7 && sum % 10 == *check
}

/// Compares two registrations, hull or IMO numbers, or plates, letter for letter: equal, or (of six and more) one
/// character off.
pub fn compare_codes(left: &str, right: &str) -> Match {
    let part = alike(&code(left), &code(right)).unwrap_or_else(|| Part {
        feature: Feature::Document,
        agreement: Agreement::Differ,
        weight: -2.0,
        text: "number differs".to_owned(),
    });
    let parts = vec![part];
    Match { key: 0, score: score_of(&parts), name: right.to_owned(), parts }
}
