//! Cells into values. What cannot be read is told; the row is used without it.

use jiff::civil::Date;
use pc_kernel::{Country, Gender, PartialDate};
use pc_name_match::Sought;

/// The earliest year of birth that is believed.
const EARLIEST: i16 = 1850;

/// A date of birth, as far as it is known; nothing for an empty cell.
///
/// `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `cYYYY`, `YYYY/YYYY`, with zeros for what is not known (`1970-00-00`);
/// `YYYYMMDD`; `YYMMDD` as in a machine-readable zone, not later than `today`; `DD/MM/YYYY` with slashes, dots or hyphens (the month
/// first only where it cannot be otherwise); `YYYY/MM/DD`; `15 Mar 1970`, `Mar 1970`.
pub fn birth(text: &str, today: Date) -> Result<Option<PartialDate>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = text.parse().ok().or_else(|| numbers(text, today)).or_else(|| words(text));
    let Some(date) = read else {
        return Err(format!(
            "{text:?} is no date of birth (YYYY-MM-DD, YYYY-MM, YYYY, DD/MM/YYYY or YYMMDD)"
        ));
    };
    let (first, last) = date.years();
    if last < EARLIEST || first > today.year() {
        return Err(format!(
            "{text:?} is no likely date of birth: the year should be {EARLIEST} to {}",
            today.year()
        ));
    }
    Ok(Some(date))
}

fn numbers(text: &str, today: Date) -> Option<PartialDate> {
    if !text.is_ascii() {
        return None;
    }
    let separator = |c: char| matches!(c, '/' | '.' | '-' | ' ');
    let parts: Vec<&str> = text.split(separator).filter(|p| !p.is_empty()).collect();
    let number =
        |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse::<i16>().ok()).flatten();
    match parts.as_slice() {
        [one] if one.len() == 8 => dated(number(&one[..4])?, number(&one[4..6])?, number(&one[6..])?),
        [one] if one.len() == 6 => {
            let short = number(&one[..2])?;
            let century = today.year() / 100 * 100;
            let year = if century + short > today.year() { century - 100 } else { century } + short;
            dated(year, number(&one[2..4])?, number(&one[4..])?)
        }
        [month, year] if year.len() == 4 => dated(number(year)?, number(month)?, 0),
        [year, month, day] if year.len() == 4 => dated(number(year)?, number(month)?, number(day)?),
        [day, month, year] if year.len() == 4 => {
            let (day, month, year) = (number(day)?, number(month)?, number(year)?);
            dated(year, month, day).or_else(|| dated(year, day, month))
        }
        _ => None,
    }
}

/// Zeros stand for what is not known.
fn dated(year: i16, month: i16, day: i16) -> Option<PartialDate> {
    match (month, day) {
        (0, 0) => Some(PartialDate::Year(year)),
        (1..=12, 0) => Some(PartialDate::Month(year, month as i8)),
        (1..=12, 1..=31) => Date::new(year, month as i8, day as i8).ok().map(PartialDate::Day),
        _ => None,
    }
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn words(text: &str) -> Option<PartialDate> {
    let lower = text.to_lowercase();
    let about = ["circa ", "ca. ", "c. ", "about "].iter().find_map(|about| lower.strip_prefix(about));
    if let Some(year) = about {
        return format!("c{}", year.trim()).parse().ok();
    }
    let parts: Vec<&str> = lower.split([' ', '-', ',', '.']).filter(|p| !p.is_empty()).collect();
    let month = |text: &str| (1..).zip(MONTHS).find(|(_, m)| text.starts_with(m)).map(|(n, _)| n);
    let (day, name, year) = match parts.as_slice() {
        [name, year] => ("0", name, year),
        [day, name, year] if month(name).is_some() => (*day, name, year),
        [name, day, year] => (*day, name, year),
        _ => return None,
    };
    (year.len() == 4).then_some(())?;
    dated(year.parse().ok()?, month(name)?, day.parse().ok()?)
}

/// A nationality: a code of two or three letters, or an English name; nothing for an empty cell.
pub fn country(text: &str) -> Result<Option<Country>, String> {
    read(text, Country::parse, "no country (a code of two or three letters, or an English name)")
}

/// What is looked for; a person for an empty cell.
pub fn sought(text: &str) -> Result<Sought, String> {
    let parse = |text: &str| match text.trim().to_lowercase().as_str() {
        "person" | "individual" => Some(Sought::Person),
        "organisation" | "organization" | "org" | "company" | "entity" => Some(Sought::Organization),
        "vessel" | "ship" => Some(Sought::Vessel),
        "aircraft" | "airplane" => Some(Sought::Aircraft),
        "vehicle" => Some(Sought::Vehicle),
        _ => None,
    };
    let found = read(text, parse, "no kind (person, organisation, vessel, aircraft or vehicle)")?;
    Ok(found.unwrap_or_default())
}

/// A gender; nothing for an empty cell.
pub fn gender(text: &str) -> Result<Option<Gender>, String> {
    read(text, Gender::parse, "no gender (M, F or X)")
}

fn read<T>(text: &str, parse: impl Fn(&str) -> Option<T>, what: &str) -> Result<Option<T>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse(text).map(Some).ok_or_else(|| format!("{text:?} is {what}"))
}
