//! Plates written in groups: `AB 123 CD`, `34 ABC 123`, `LD12 ABC`, `1234 BCD`, `А 123 ВС 77`.
//!
//! Only what is hardly anything else is read so: the words around a name are short as well.

use pc_name_match::by_shape;

/// Letters and digits of a plate, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=9;
/// The most letters and digits of one group, and the most letters of it.
const GROUP: usize = 4;
const LETTERS: usize = 3;

/// How many letters a group begins with, and how many digits follow.
type Group = (usize, usize);

/// A group of capitals, of digits, or of capitals and then digits.
fn group(word: &str) -> Option<Group> {
    let letters = word.chars().take_while(|c| c.is_uppercase()).count();
    let rest = word.chars().skip(letters);
    let digits = rest.clone().filter(char::is_ascii_digit).count();
    let is_group = letters <= LETTERS && (1..=GROUP).contains(&(letters + digits)) && rest.count() == digits;
    is_group.then_some((letters, digits))
}

/// Whether a word may be a group of a plate.
pub fn is_group(word: &str) -> bool {
    group(word).is_some()
}

/// The plate that these words are, all of them, in Latin capitals; and whether it is hardly anything else.
pub fn plate(words: &[&str]) -> Option<(String, bool)> {
    let groups: Vec<Group> = words.iter().map(|word| group(word)).collect::<Option<_>>()?;
    let is_sure = match groups.as_slice() {
        // Perhaps a short name, a year and a country.
        [(2, 0), (0, 4), (2, 0)] => !is_year(words[1]),
        [(1..=2, 0), (0, 1..=4), (1..=3, 0)] if !is_year(words[1]) => true,
        // Perhaps a day, a month in another language and the end of a year.
        [(0, 1..=2), (3, 0), (0, 2)] => false,
        [(0, 1..=2), (1..=3, 0), (0, 2..=4)] if !is_year(words[2]) => true,
        [(1..=2, 0), (0, 2..=4), (1..=3, 0), (0, 1..=3)] | [(2, 2), (3, 0)] => true,
        // Without vowels: others are names.
        [(0, 4), (3, 0)] => !is_year(words[0]) && !words[1].chars().any(|c| "AEIOU".contains(c)),
        _ => return None,
    };
    let plate = words.concat();
    LENGTH.contains(&plate.chars().count()).then(|| (in_latin(&plate), is_sure))
}

/// Whether four digits may be a year of birth.
fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}

/// The plate after a key, and how many words it has: a short one goes on with the short ones that follow and have, with it, no
/// more letters and digits than a plate.
pub fn after_key(words: &[&str]) -> (String, usize) {
    let groups = words.iter().take_while(|word| group(&word.to_uppercase()).is_some()).count();
    let together = (2..=groups).map(|count| (words[..count].concat(), count));
    let longest = together.rev().find(|(plate, _)| plate.chars().count() <= *LENGTH.end());
    let whole = longest.filter(|(plate, _)| plate.bytes().any(|b| b.is_ascii_digit()));
    let (plate, used) = whole.unwrap_or_else(|| (words.first().copied().unwrap_or_default().to_owned(), 1));
    (in_latin(&plate.to_uppercase()), used)
}

fn in_latin(plate: &str) -> String {
    plate.chars().map(by_shape).collect()
}
