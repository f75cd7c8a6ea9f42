//! Plates written in groups: `AB 123 CD`, `34 ABC 123`, `LD12 ABC`, `А 123 ВС 77`.

/// Letters and digits of a plate, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=9;
/// The most letters or digits of one group.
const GROUP: usize = 4;
/// The most letters of a group of letters.
const LETTERS: usize = 3;

fn is_number(word: &str) -> bool {
    (1..=GROUP).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit())
}

fn is_letters(word: &str) -> bool {
    (1..=LETTERS).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
}

/// Digits, or letters and digits.
fn has_digits(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_ascii_digit() || c.is_uppercase());
    plain && word.chars().count() <= GROUP && word.bytes().any(|b| b.is_ascii_digit())
}

/// Whether four digits between letters are rather a year of birth beside a short name: `IVO 1961 BGR`, but `CB 1961 AB`.
fn is_year(before: Option<&str>, word: &str, after: Option<&str>) -> bool {
    let two = |word: Option<&str>| word.is_some_and(|word| is_letters(word) && word.chars().count() == 2);
    word.len() == GROUP && (word.starts_with("19") || word.starts_with("20")) && !(two(before) && two(after))
}

/// A plate of which the first group with digits is the first of `words`; `before` is the word that stands before it. How many
/// words it takes, whether it takes the one before them too, and the plate without blanks.
pub fn plate(before: Option<&str>, words: &[&str]) -> Option<(usize, bool, String)> {
    let (first, rest) = words.split_first().filter(|(first, _)| has_digits(first))?;
    if is_year(before, first, rest.first().copied()) {
        return None;
    }
    let before = before.filter(|word| is_letters(word) && is_number(first));
    let mut plate = format!("{}{first}", before.unwrap_or_default());
    let mut used = 1;
    for word in rest.iter().take_while(|word| is_letters(word) || is_number(word)) {
        if plate.chars().count() + word.chars().count() > *LENGTH.end() {
            break;
        }
        plate.push_str(word);
        used += 1;
    }
    let letters = plate.chars().any(|c| !c.is_ascii_digit());
    let digits = plate.bytes().filter(u8::is_ascii_digit).count() >= 2;
    let groups = used + usize::from(before.is_some());
    let is_plate = groups > 1 && letters && digits && LENGTH.contains(&plate.chars().count());
    is_plate.then(|| (used, before.is_some(), plate))
}
