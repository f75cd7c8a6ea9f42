//! Plates written in groups: `AB 123 CD`, `34 ABC 123`, `LD12 ABC`, `1234 BCD`, `А 123 ВС 77`.
//!
//! Only what is hardly anything else is read so: the words around a name are short as well.

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

/// Cyrillic and Greek capitals as the Latin ones of their shape, as plates use them.
pub fn in_latin(plate: &str) -> String {
    const SHAPES: [(&str, char); 14] = [
        ("АΑ", 'A'),
        ("ВΒ", 'B'),
        ("ЕΕ", 'E'),
        ("Ζ", 'Z'),
        ("НΗ", 'H'),
        ("ІΙ", 'I'),
        ("КΚ", 'K'),
        ("МΜ", 'M'),
        ("Ν", 'N'),
        ("ОΟ", 'O'),
        ("РΡ", 'P'),
        ("С", 'C'),
        ("ТΤ", 'T'),
        ("ХΧ", 'X'),
    ];
    let latin = |c: char| match c {
        'У' | 'Υ' => 'Y',
        _ => SHAPES.iter().find(|(shapes, _)| shapes.contains(c)).map_or(c, |(_, latin)| *latin),
    };
    plate.chars().map(latin).collect()
}
