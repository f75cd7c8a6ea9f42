//! Dates as messages state them. Two-digit years need a day to measure from: that of the message where it is
//! known, today otherwise.

use jiff::civil::{Date, DateTime, Time};
use pc_kernel::PartialDate;

/// What a two-digit year belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Century {
    /// Birth, issue: the latest year that is not after the reference day.
    Past,
    /// Expiry: documents are shown up to 30 years late, and some are valid for 50 years and more.
    Expiry,
    /// Travel, preparation: the nearest.
    Near,
}

impl Century {
    /// The full year of `yy` with month and day (0 when unknown).
    pub fn year(self, yy: i16, month: i8, day: i8, reference: Date) -> i16 {
        let base = reference.year() - reference.year().rem_euclid(100) + yy;
        let window = match self {
            Self::Past => {
                let after = (base, month, day) > (reference.year(), reference.month(), reference.day());
                return if after { base - 100 } else { base };
            }
            Self::Expiry => -30..=69,
            Self::Near => -50..=49,
        };
        let distance = base - reference.year();
        if distance < *window.start() {
            base + 100
        } else if distance > *window.end() {
            base - 100
        } else {
            base
        }
    }
}

/// A moment, and whether the time of day was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Date and time; midnight when no time is stated.
    pub at: DateTime,
    /// Whether a usable time was stated.
    pub timed: bool,
}

fn number<T: std::str::FromStr>(text: &str, from: usize, len: usize) -> Option<T> {
    text.get(from..from + len)?.parse().ok()
}

/// Year, month and day; month or day 0 means unknown, as documents allow (ICAO 9303-3 §4.8).
fn partial(year: i16, month: i8, day: i8) -> Option<PartialDate> {
    match (month, day) {
        (0, _) => Some(PartialDate::Year(year)),
        (1..=12, 0) => Some(PartialDate::Month(year, month)),
        _ => Date::new(year, month, day).ok().map(PartialDate::Day),
    }
}

const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

/// A day: `YYMMDD`, `CCYYMMDD`, `DDMMMYY`, `DDMMMCCYY`, with or without the format code of DTM C507 2379.
pub fn day(text: &str, format: Option<&str>, century: Century, reference: Date) -> Option<PartialDate> {
    let cleaned;
    let text = if text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        text
    } else {
        cleaned = source(text);
        cleaned.as_str()
    };
    if !text.is_ascii() {
        return None;
    }
    if text.bytes().any(|b| b.is_ascii_alphabetic()) {
        return named_month(text, century, reference);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let long = || partial(number(text, 0, 4)?, number(text, 4, 2)?, number(text, 6, 2)?);
    let short = |y: usize, m: usize, d: usize| {
        let (month, day) = (number(text, m, 2)?, number(text, d, 2)?);
        partial(century.year(number(text, y, 2)?, month, day, reference), month, day)
    };
    match (text.len(), format) {
        (6, Some("2")) => short(4, 2, 0),
        (6, Some("3")) => short(4, 0, 2),
        (6 | 10, _) => short(0, 2, 4),
        // Day first is not a form of the guides, but carriers send it.
        (8, _) => long().filter(|d| (1850..2200).contains(&d.years().0)).or_else(|| {
            partial(number(text, 4, 4)?, number(text, 2, 2)?, number(text, 0, 2)?)
                .filter(|d| (1850..2200).contains(&d.years().0))
        }),
        (12 | 14, _) => long().filter(|d| (1850..2200).contains(&d.years().0)).or_else(|| short(0, 2, 4)),
        (4, Some("602")) => Some(PartialDate::Year(number(text, 0, 4)?)),
        _ => None,
    }
}

/// The text without blanks and punctuation between its figures.
fn source(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, ' ' | '-' | '/' | '.')).collect()
}

/// `12JUL64`, `12JUL1964`, `JUL64`.
fn named_month(text: &str, century: Century, reference: Date) -> Option<PartialDate> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let day: i8 = if digits == 0 { 0 } else { text[..digits].parse().ok()? };
    let name = text.get(digits..digits + 3)?.to_ascii_uppercase();
    let month = 1 + i8::try_from(MONTHS.iter().position(|m| *m == name)?).ok()?;
    let year = &text[digits + 3..];
    let year = match year.len() {
        2 => century.year(year.parse().ok()?, month, day, reference),
        4 => year.parse().ok()?,
        _ => return None,
    };
    partial(year, month, day)
}

/// A moment in DTM form: `YYMMDDhhmm` (201), `CCYYMMDDhhmm` (203), with seconds (202, 204), or a date alone.
pub fn moment(text: &str, format: Option<&str>, reference: Date) -> Option<Moment> {
    let cleaned;
    let mut text = text;
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        cleaned = source(text).replace(':', "");
        text = &cleaned;
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let text = &text[..digits];
    let with_century = match (format, digits) {
        (Some("101" | "201" | "202" | "301" | "302"), 6 | 10) | (Some("202"), _) => false,
        (_, 8 | 14) | (Some("102" | "203" | "204" | "205" | "303" | "304"), 9..) => true,
        // 12 digits are CCYYMMDDhhmm or YYMMDDhhmmss: a year of travel starts with 19 or 20.
        (_, 12) => text.starts_with("19") || text.starts_with("20"),
        _ => false,
    };
    let (date, rest) = if with_century {
        (day(text.get(..8)?, Some("102"), Century::Near, reference)?, text.get(8..)?)
    } else {
        let format = if format == Some("2") { format } else { None };
        (day(text.get(..6)?, format, Century::Near, reference)?, text.get(6..)?)
    };
    let date = date.day()?;
    Some(match clock(rest) {
        Some(time) => Moment { at: date.to_datetime(time), timed: true },
        None => Moment { at: date.to_datetime(Time::midnight()), timed: false },
    })
}

/// `hhmm` or `hhmmss`.
pub fn clock(text: &str) -> Option<Time> {
    if text.len() < 4 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Time::new(number(text, 0, 2)?, number(text, 2, 2)?, number(text, 4, 2).unwrap_or(0), 0).ok()
}

/// A PADIS date, `DDMMYY`, as in TVL and DAT.
pub fn padis_date(text: &str, reference: Date) -> Option<Date> {
    let text = source(text);
    match text.len() {
        6 => day(&text, Some("2"), Century::Near, reference)?.day(),
        _ => day(&text, None, Century::Near, reference)?.day(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn two_digit_years_follow_what_they_are_for() {
        let today = date(2026, 5, 17);
        for (text, century, expected) in [
            ("531224", Century::Past, "1953-12-24"),
            ("010328", Century::Past, "2001-03-28"),
            ("260517", Century::Past, "2026-05-17"),
            ("260518", Century::Past, "1926-05-18"),
            ("12JUL64", Century::Past, "1964-07-12"),
            ("19870203", Century::Past, "1987-02-03"),
            ("03021987", Century::Past, "1987-02-03"),
            ("530000", Century::Past, "1953"),
            ("531200", Century::Past, "1953-12"),
            ("181109", Century::Expiry, "2018-11-09"),
            ("991231", Century::Expiry, "1999-12-31"),
            ("760101", Century::Expiry, "2076-01-01"),
            ("23AUG19", Century::Expiry, "2019-08-23"),
            ("991231", Century::Near, "1999-12-31"),
            ("300101", Century::Near, "2030-01-01"),
        ] {
            assert_eq!(
                day(text, None, century, today).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        for text in ["", "5", "531324", "530230", "12JUX64", "ABCDEF", "999999999999999", "é1234"] {
            assert_eq!(day(text, None, Century::Past, today), None, "{text}");
        }
    }

    #[test]
    fn moments_are_read_in_every_format_of_the_guides() {
        let today = date(2026, 5, 17);
        for (text, format, expected, timed) in [
            ("2002261200", Some("201"), "2020-02-26T12:00:00", true),
            ("202002261200", Some("203"), "2020-02-26T12:00:00", true),
            ("202002261200", None, "2020-02-26T12:00:00", true),
            ("200226120059", Some("202"), "2020-02-26T12:00:59", true),
            ("20200226", Some("102"), "2020-02-26T00:00:00", false),
            ("2002262575", Some("201"), "2020-02-26T00:00:00", false),
            ("260220", Some("2"), "2020-02-26T00:00:00", false),
        ] {
            let moment = moment(text, format, today).unwrap();
            assert_eq!((moment.at.to_string().as_str(), moment.timed), (expected, timed), "{text}");
        }
    }
}
