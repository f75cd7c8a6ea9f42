//! Word by word: dates and numbers first, then the short words beside them, the rest is the name.

use jiff::civil::Date;
use pc_kernel::{Country, DocumentKind, Gender};

use super::{Field, Reading, Word, dates, numbered, plates};

/// Country codes that are names as well: beside a date they are still taken for a name.
const NAMES_TOO: [&str; 18] = [
    "AND", "BEN", "CAN", "CHE", "DOM", "GUY", "JAM", "KEN", "LIE", "MAC", "MAR", "NOR", "PAN", "PER", "SAU",
    "SEN", "TON", "VAT",
];

/// Shortest number of a document without a key before it.
const SHORTEST_NUMBER: usize = 5;

struct Token<'a> {
    text: &'a str,
    taken: Option<(Field, String)>,
}

pub fn read(text: &str, today: Date) -> Reading {
    let mut reading = Reading::default();
    let mut tokens: Vec<Token<'_>> = text
        .split([' ', '\t', '\n', ';', '|'])
        .filter(|t| !t.is_empty())
        .map(|text| Token { text, taken: None })
        .collect();
    keyed(&mut tokens, &mut reading, today);
    dates_and_numbers(&mut tokens, &mut reading, today);
    short_words(&mut tokens, &mut reading);
    let mut name = String::new();
    for token in &mut tokens {
        let text = token.text;
        let (field, _) = token.taken.get_or_insert_with(|| (Field::Name, text.to_owned()));
        if *field == Field::Name {
            let part = token.taken.as_ref().map_or(text, |(_, v)| v.as_str());
            // A comma parts surname and given names, with or without blanks around it.
            if !name.is_empty() && part != "," {
                name.push(' ');
            }
            name.push_str(part);
        }
    }
    name.trim_matches([',', ' ']).clone_into(&mut reading.name);
    reading.words = joined(tokens);
    reading
}

/// Words with a key before them: `doc:X123`, `born: 1961`, `IMO 9187629`.
fn keyed(tokens: &mut [Token<'_>], reading: &mut Reading, today: Date) {
    let mut at = 0;
    while at < tokens.len() {
        let text = tokens[at].text;
        let (key, value) = match text.split_once(':') {
            Some((key, value)) => (key, value),
            None if matches!(text.to_ascii_uppercase().as_str(), "IMO" | "PASSPORT" | "VISA" | "PLATE") => {
                (text, "")
            }
            None => {
                at += 1;
                continue;
            }
        };
        let Some(field) = field_of(key) else {
            at += 1;
            continue;
        };
        // The value stands behind the key, with or without a blank between.
        let own = !value.is_empty();
        let first = if own { at } else { at + 1 };
        let words: Vec<&str> = (first..tokens.len().min(first + 4))
            .map(|i| if own && i == at { value } else { tokens[i].text })
            .map(|w| w.trim_end_matches(','))
            .collect();
        let Some(word) = words.first().copied() else { break };
        let numeric = word.bytes().any(|b| b.is_ascii_digit());
        let read = match field {
            Field::Birth => dates::at_start(&words, today).map(|(date, n)| {
                reading.birth = Some(date);
                (date.to_string(), n)
            }),
            Field::Gender => Gender::parse(word).map(|g| {
                reading.gender = Some(g);
                (g.letter().to_string(), 1)
            }),
            Field::Nationality => Country::parse(word).map(|c| {
                reading.nationality = Some(c);
                (c.to_string(), 1)
            }),
            Field::Name => Some((word.to_owned(), 1)),
            // "Plate" and "visa" without a colon are words like others unless a number follows.
            Field::Plate if own || text.ends_with(':') || numeric => {
                let (plate, used) = plates::after_key(&words);
                reading.documents.push(numbered(DocumentKind::Other, plate.clone()));
                Some((plate, used))
            }
            Field::Document if own || text.ends_with(':') || numeric => {
                reading.documents.push(numbered(DocumentKind::Unknown, word.to_owned()));
                (numeric || own).then(|| (word.to_owned(), 1))
            }
            Field::Document | Field::Plate => None,
        };
        let Some((value, used)) = read else {
            at += 1;
            continue;
        };
        for (i, token) in tokens[at..].iter_mut().enumerate().take(used + usize::from(!own)) {
            token.taken = Some((field, if i == 0 { value.clone() } else { String::new() }));
        }
        at = first + used;
    }
}

fn field_of(key: &str) -> Option<Field> {
    Some(match key.to_lowercase().as_str() {
        "name" | "n" => Field::Name,
        "born" | "birth" | "dob" | "b" => Field::Birth,
        "sex" | "gender" => Field::Gender,
        "nat" | "nationality" | "citizen" => Field::Nationality,
        "doc" | "document" | "passport" | "visa" | "id" | "no" => Field::Document,
        "plate" | "reg" | "registration" | "tail" | "imo" | "vessel" => Field::Plate,
        _ => return None,
    })
}

fn dates_and_numbers(tokens: &mut [Token<'_>], reading: &mut Reading, today: Date) {
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at].taken.is_some() {
            at += 1;
            continue;
        }
        if let Some(used) = plate(tokens, at, reading, today) {
            at += used;
            continue;
        }
        let free = tokens[at..].iter().take(3).take_while(|t| t.taken.is_none());
        let words: Vec<&str> = free.map(|t| t.text.trim_end_matches(',')).collect();
        if let Some((date, used)) = dates::at_start(&words, today).filter(|_| reading.birth.is_none()) {
            let plain = words[0].bytes().all(|b| b.is_ascii_digit()) && words[0].len() >= 6;
            if plain {
                reading.notes.push(format!(
                    "“{}” was read as a date ({date}); write doc:{} for a number.",
                    words[0], words[0]
                ));
            }
            reading.birth = Some(date);
            for (i, token) in tokens[at..].iter_mut().enumerate().take(used) {
                token.taken = Some((Field::Birth, if i == 0 { date.to_string() } else { String::new() }));
            }
            at += used;
            continue;
        }
        if let Some(number) = number(words[0]) {
            // A series of one or two letters before the digits belongs to many numbers.
            let series = at.checked_sub(1).filter(|i| {
                let before = tokens[*i].text;
                tokens[*i].taken.is_none()
                    && before.len() <= 2
                    && before.bytes().all(|b| b.is_ascii_uppercase())
                    && number.bytes().all(|b| b.is_ascii_digit())
            });
            if let Some(i) = series {
                let whole = format!("{}{number}", tokens[i].text);
                reading.documents.push(numbered(DocumentKind::Unknown, whole.clone()));
                tokens[i].taken = Some((Field::Document, whole));
                tokens[at].taken = Some((Field::Document, String::new()));
            } else {
                tokens[at].taken = Some((Field::Document, number.to_owned()));
            }
            reading.documents.push(numbered(DocumentKind::Unknown, number.to_owned()));
        }
        at += 1;
    }
}

/// Takes a plate that is written in groups, of which this token is the first; how many tokens it has.
fn plate(tokens: &mut [Token<'_>], at: usize, reading: &mut Reading, today: Date) -> Option<usize> {
    let is_group =
        |token: &&Token<'_>| token.taken.is_none() && plates::is_group(token.text.trim_end_matches(','));
    // All that stand together, since a part of them would say something else. A comma ends them.
    if tokens[..at].last().filter(is_group).is_some_and(|before| !before.text.ends_with(',')) {
        return None;
    }
    let last = tokens[at..].iter().position(|token| token.text.ends_with(','));
    let together = tokens[at..].iter().take(last.map_or(usize::MAX, |last| last + 1)).take_while(is_group);
    let groups: Vec<&str> = together.map(|token| token.text.trim_end_matches(',')).collect();
    // A gender or a nationality may follow.
    let says_else = |last: &&&str| gender(last).is_some() || country(last).is_some();
    let without_last = groups.last().filter(says_else).map(|_| groups.len() - 1);
    let lengths = [Some(groups.len()), without_last].into_iter().flatten();
    let mut plates = lengths.filter_map(|count| plates::plate(&groups[..count]).map(|plate| (count, plate)));
    let (count, (plate, is_sure)) = plates.next()?;
    // A date of birth of several words is none.
    let dates = (0..count).filter_map(|from| dates::at_start(&groups[from..count], today));
    if dates.into_iter().any(|(_, used)| used > 1) {
        return None;
    }
    let typed = groups[..count].join(" ");
    reading.documents.push(numbered(DocumentKind::Unknown, plate.clone()));
    if !is_sure {
        reading.notes.push(format!("If “{typed}” is a plate, write plate: before it."));
        return None;
    }
    reading.notes.push(format!(
        "“{typed}” was read as a plate or a number; write name: before a word of it that is a name."
    ));
    for (i, token) in tokens[at..at + count].iter_mut().enumerate() {
        token.taken = Some((Field::Document, if i == 0 { plate.clone() } else { String::new() }));
    }
    Some(count)
}

/// A word that can only be a number of something: five characters or more, two digits or more among them.
fn number(word: &str) -> Option<&str> {
    let plain = word.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | '<'));
    let count = word.chars().filter(char::is_ascii_alphanumeric).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    (plain && count >= SHORTEST_NUMBER && digits >= 2).then(|| word.trim_matches(['-', '/', '.', '<']))
}

fn gender(upper: &str) -> Option<Gender> {
    Gender::parse(upper).filter(|_| matches!(upper, "M" | "F" | "X" | "MALE" | "FEMALE"))
}

fn country(upper: &str) -> Option<Country> {
    Country::parse(upper).filter(|_| upper.len() == 3)
}

/// `M`, `BGR` and the like are a gender and a nationality only beside something that is no name: alone, `M` is an
/// initial and `Ken` is a name.
fn short_words(tokens: &mut [Token<'_>], reading: &mut Reading) {
    let mut changed = true;
    while changed {
        changed = false;
        for at in 0..tokens.len() {
            let other = |i: Option<usize>| {
                i.and_then(|i| tokens.get(i))
                    .is_some_and(|t| t.taken.as_ref().is_some_and(|(field, _)| *field != Field::Name))
            };
            if tokens[at].taken.is_some() || !(other(at.checked_sub(1)) || other(Some(at + 1))) {
                continue;
            }
            let word = tokens[at].text.trim_end_matches(',');
            let upper = word.to_ascii_uppercase();
            if reading.gender.is_none()
                && let Some(gender) = gender(&upper)
            {
                reading.gender = Some(gender);
                tokens[at].taken = Some((Field::Gender, gender.letter().to_string()));
                changed = true;
            } else if reading.nationality.is_none()
                && let Some(country) = country(&upper)
            {
                if NAMES_TOO.contains(&upper.as_str()) {
                    let note = format!("“{word}” was read as a name; write nat:{word} for the nationality.");
                    if !reading.notes.contains(&note) {
                        reading.notes.push(note);
                    }
                    continue;
                }
                reading.nationality = Some(country);
                tokens[at].taken = Some((Field::Nationality, country.to_string()));
                changed = true;
            }
        }
    }
}

/// Neighbours taken for one thing, together.
fn joined(tokens: Vec<Token<'_>>) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for token in tokens {
        let (field, value) = token.taken.unwrap_or((Field::Name, token.text.to_owned()));
        match words.last_mut().filter(|w| w.field == field && (value.is_empty() || field == Field::Name)) {
            Some(last) => {
                last.text = format!("{} {}", last.text, token.text);
                if !value.is_empty() {
                    last.value = format!("{} {value}", last.value);
                }
            }
            None => words.push(Word { field, text: token.text.to_owned(), value }),
        }
    }
    words
}
