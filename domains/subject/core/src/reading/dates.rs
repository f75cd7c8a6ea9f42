//! Dates as people and documents write them.

use jiff::civil::Date;
use pc_kernel::PartialDate;

/// Earliest year that is taken for a year of birth.
const FIRST_YEAR: i16 = 1880;

/// A date in one to three words at the start of `words`, and how many words it takes. The longest reading wins.
pub fn at_start(words: &[&str], today: Date) -> Option<(PartialDate, usize)> {
    (1..=3.min(words.len())).rev().find_map(|n| {
        let date = read(&words[..n], today).filter(|date| plausible(*date, today))?;
        Some((date, n))
    })
}

/// A date that is all of these words, of any year.
fn read(words: &[&str], today: Date) -> Option<PartialDate> {
    match *words {
        [one] => single(one, today),
        [a, b] => pair(a, b, today),
        [a, b, c] => triple(a, b, c, today),
        _ => None,
    }
}

/// A date that is all of a text.
pub fn date(text: &str, today: Date) -> Option<PartialDate> {
    any_date(text, today).filter(|date| plausible(*date, today))
}

/// The same, of any year: whoever asks says which years can be.
pub fn any_date(text: &str, today: Date) -> Option<PartialDate> {
    read(&text.split_whitespace().collect::<Vec<&str>>(), today)
}

fn plausible(date: PartialDate, today: Date) -> bool {
    let (from, to) = date.years();
    from >= FIRST_YEAR && from <= to && to <= today.year() && date.day().is_none_or(|d| d <= today)
}

/// `1961-02-28`, `28.02.1961`, `28/2/61`, `28FEB1961`, `19610228`, `610228`, `02/1961`, `1961`, `c1961`, `1959-1961`.
fn single(word: &str, today: Date) -> Option<PartialDate> {
    if let Some(year) = word.strip_prefix(['c', 'C', '~']).and_then(|y| whole_year(y.trim_start_matches('.')))
    {
        return Some(PartialDate::Circa(year));
    }
    let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
    match parts[..] {
        [run] => run_together(run, today),
        [a, b] => match (whole_year(a), whole_year(b)) {
            (Some(a), Some(b)) if a <= b => Some(PartialDate::Range(a, b)),
            (Some(year), None) => month(b).map(|m| PartialDate::Month(year, m)),
            (None, Some(year)) => month(a).map(|m| PartialDate::Month(year, m)),
            _ => None,
        },
        [a, b, c] => triple(a, b, c, today),
        _ => None,
    }
}

/// `Feb 1961`, `circa 1961`.
fn pair(a: &str, b: &str, _today: Date) -> Option<PartialDate> {
    let year = whole_year(b)?;
    if matches!(a.to_lowercase().trim_end_matches('.'), "c" | "ca" | "circa" | "about" | "approx") {
        return Some(PartialDate::Circa(year));
    }
    Some(PartialDate::Month(year, named_month(a)?))
}

/// Year first, day first, month first only where the day says so: `02/28/1961`.
fn triple(a: &str, b: &str, c: &str, today: Date) -> Option<PartialDate> {
    if let Some(year) = whole_year(a) {
        return day(year, month(b)?, number(c)?);
    }
    let year = any_year(c, today)?;
    if let Some(m) = named_month(a) {
        return day(year, m, number(b)?);
    }
    if let Some(m) = named_month(b) {
        return day(year, m, number(a)?);
    }
    let (first, second) = (number(a)?, number(b)?);
    day(year, second, first).or_else(|| day(year, first, second))
}

/// Digits without marks: `19610228`, `28021961`, `610228` (as in a machine-readable zone), else `280261`; and
/// `28FEB61`.
fn run_together(run: &str, today: Date) -> Option<PartialDate> {
    if !run.is_ascii() {
        return None;
    }
    if let Some(at) = run.find(|c: char| c.is_ascii_alphabetic())
        && run.len() >= at + 5
    {
        let (d, rest) = run.split_at(at);
        let (m, y) = rest.split_at(3);
        return day(any_year(y, today)?, named_month(m)?, number(d)?);
    }
    if !run.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match run.len() {
        4 => whole_year(run).map(PartialDate::Year),
        8 => {
            let year_first = || day(whole_year(&run[..4])?, number(&run[4..6])?, number(&run[6..])?);
            let day_first = || day(whole_year(&run[4..])?, number(&run[2..4])?, number(&run[..2])?);
            let fits = |d: &PartialDate| plausible(*d, today);
            year_first().filter(fits).or_else(day_first).or_else(year_first)
        }
        6 => {
            let year_first = day(any_year(&run[..2], today)?, number(&run[2..4])?, number(&run[4..])?);
            year_first.or_else(|| day(any_year(&run[4..], today)?, number(&run[2..4])?, number(&run[..2])?))
        }
        _ => None,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    Date::new(year, month, day).ok().map(PartialDate::Day)
}

fn whole_year(text: &str) -> Option<i16> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Four digits, or two: then the latest such year that is not in the future.
fn any_year(text: &str, today: Date) -> Option<i16> {
    if text.len() != 2 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return whole_year(text);
    }
    let year = today.year() - today.year().rem_euclid(100) + text.parse::<i16>().ok()?;
    Some(if year > today.year() { year - 100 } else { year })
}

fn number(text: &str) -> Option<i8> {
    let text = text.trim_end_matches(',');
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn month(text: &str) -> Option<i8> {
    number(text).filter(|m| (1..=12).contains(m)).or_else(|| named_month(text))
}

/// English month names and their first three letters.
fn named_month(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let text = text.trim_end_matches(['.', ',']).to_ascii_lowercase();
    let found = MONTHS.iter().position(|m| *m == text || (text.len() == 3 && m.starts_with(&text)))?;
    i8::try_from(found + 1).ok()
}
