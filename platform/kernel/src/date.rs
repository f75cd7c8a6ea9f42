use std::{fmt, str::FromStr};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A date as far as it is known: a day, a month, a year, about a year, or one of several years.
///
/// Written and read as `YYYY-MM-DD`, `YYYY-MM`, `YYYY`, `cYYYY` (about), `YYYY/YYYY` (range, both ends in it).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PartialDate {
    /// The day is known.
    Day(Date),
    /// Year and month (1–12) are known.
    Month(i16, i8),
    /// The year is known.
    Year(i16),
    /// About this year.
    Circa(i16),
    /// Some year from the first to the second.
    Range(i16, i16),
}

/// Text that is not a [`PartialDate`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a date: {0:?} (expected YYYY-MM-DD, YYYY-MM, YYYY, cYYYY or YYYY/YYYY)")]
pub struct PartialDateError(pub String);

impl PartialDate {
    /// The first and the last year that the date can mean (a year about `y` means `y-2..=y+2`).
    pub fn years(self) -> (i16, i16) {
        match self {
            Self::Day(d) => (d.year(), d.year()),
            Self::Month(y, _) | Self::Year(y) => (y, y),
            Self::Circa(y) => (y - 2, y + 2),
            Self::Range(a, b) => (a, b),
        }
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Date> {
        if let Self::Day(d) = self { Some(d) } else { None }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(d) => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
            Self::Month(y, m) => write!(f, "{y:04}-{m:02}"),
            Self::Year(y) => write!(f, "{y:04}"),
            Self::Circa(y) => write!(f, "c{y:04}"),
            Self::Range(a, b) => write!(f, "{a:04}/{b:04}"),
        }
    }
}

impl FromStr for PartialDate {
    type Err = PartialDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || PartialDateError(text.to_owned());
        let year = |s: &str| match s.len() {
            4 if s.bytes().all(|b| b.is_ascii_digit()) => s.parse::<i16>().map_err(|_| error()),
            _ => Err(error()),
        };
        let two = |s: &str| match s.len() {
            2 if s.bytes().all(|b| b.is_ascii_digit()) => s.parse::<i8>().map_err(|_| error()),
            _ => Err(error()),
        };
        let text = text.trim();
        if let Some(rest) = text.strip_prefix(['c', 'C']) {
            return Ok(Self::Circa(year(rest.trim())?));
        }
        if let Some((a, b)) = text.split_once('/') {
            let (a, b) = (year(a)?, year(b)?);
            return if a <= b { Ok(Self::Range(a, b)) } else { Err(error()) };
        }
        let mut parts = text.split('-');
        let y = year(parts.next().unwrap_or_default())?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Ok(Self::Year(y)),
            (Some(m), None, _) => {
                let m = two(m)?;
                if (1..=12).contains(&m) { Ok(Self::Month(y, m)) } else { Err(error()) }
            }
            (Some(m), Some(d), None) => Date::new(y, two(m)?, two(d)?).map(Self::Day).map_err(|_| error()),
            _ => Err(error()),
        }
    }
}

impl Serialize for PartialDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn every_form_reads_back_as_it_was_written() {
        for text in ["1961-02-28", "1961-02", "1961", "c1961", "1959/1961"] {
            assert_eq!(text.parse::<PartialDate>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn impossible_dates_are_refused_with_the_text() {
        for text in ["1961-02-30", "1961-13", "61", "", "1961/1959", "1961-2-3-4", "abc"] {
            assert!(text.parse::<PartialDate>().unwrap_err().to_string().contains(text));
        }
    }
}
