//! Dates of birth as lists write them.

use jiff::civil::Date;
use pc_kernel::PartialDate;

/// Which way round a date of numbers is written when it does not begin with the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Order {
    /// Day, month, year.
    #[default]
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// The forms of [`PartialDate`], and ISO 8601 with a time or a zone behind the day.
pub(crate) fn iso(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let day = text.get(..10)?;
        let rest = text.get(10..)?;
        rest.starts_with(['T', ' ', 'Z', '+', '-']).then(|| day.parse().ok()).flatten()
    })
}

/// `28/02/1961`, `28.2.1961`, `28-Feb-1961`, `19610228`, `02/1961`, `1961`, `circa 1961`. What is not known is written as
/// `00`, `dd` or `mm`.
pub(crate) fn numeric(text: &str, order: Order) -> Option<PartialDate> {
    let text = text.trim();
    let about = ["circa", "approx.", "approximately", "about", "ca."];
    if let Some(rest) =
        about.iter().find_map(|about| text.to_ascii_lowercase().strip_prefix(about).map(str::to_owned))
    {
        return year(&rest).map(PartialDate::Circa);
    }
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [all] if all.len() == 8 && all.is_ascii() => {
            parts_of(number(&all[6..]), number(&all[4..6]), year(&all[..4])?)
        }
        [y] => year(y).map(PartialDate::Year),
        [m, y] => parts_of(Some(0), number(m), year(y)?),
        [a, b, y] if y.len() == 4 => {
            let (day, month) = match order {
                Order::DayFirst => (a, b),
                Order::MonthFirst => (b, a),
            };
            parts_of(number(day), number(month), year(y)?)
        }
        [y, m, d] => parts_of(number(d), number(m), year(y)?),
        _ => None,
    }
}

/// From parts, each 0 where it is not known.
pub(crate) fn parts_of(day: Option<i8>, month: Option<i8>, year: i16) -> Option<PartialDate> {
    match (day?, month?) {
        (_, 0) => Some(PartialDate::Year(year)),
        (0, month @ 1..=12) => Some(PartialDate::Month(year, month)),
        (day, month) => Date::new(year, month, day).ok().map(PartialDate::Day),
    }
}

/// From the first to the last year; one of them is enough.
pub(crate) fn range(first: Option<i16>, last: Option<i16>) -> Option<PartialDate> {
    match (first, last) {
        (Some(a), Some(b)) if a < b => Some(PartialDate::Range(a, b)),
        (Some(a), Some(b)) if a > b => None,
        (Some(year), _) | (None, Some(year)) => Some(PartialDate::Year(year)),
        (None, None) => None,
    }
}

/// Four digits, not all zero.
pub(crate) fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| *year > 0)
}

/// A day or month in digits or as an English month's name; 0 for what is written as unknown.
pub(crate) fn number(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = text.trim().to_ascii_lowercase();
    match lower.as_str() {
        "" | "dd" | "mm" | "xx" | "??" => Some(0),
        _ if lower.len() <= 2 && lower.bytes().all(|b| b.is_ascii_digit()) => lower.parse().ok(),
        _ => {
            let month = MONTHS.iter().position(|month| lower.get(..3) == Some(month))?;
            i8::try_from(month + 1).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, iso, numeric, range};

    #[test]
    fn dates_in_every_written_form() {
        for (text, expected) in [
            ("28/02/1961", "1961-02-28"),
            ("00/02/1961", "1961-02"),
            ("00/00/1961", "1961"),
            ("dd/mm/1961", "1961"),
            ("dd/02/1961", "1961-02"),
            ("8.2.1961", "1961-02-08"),
            ("28-Feb-1961", "1961-02-28"),
            ("February 1961", "1961-02"),
            ("1961", "1961"),
            ("1961/02/28", "1961-02-28"),
            ("19610228", "1961-02-28"),
            ("circa 1961", "c1961"),
        ] {
            assert_eq!(
                numeric(text, Order::DayFirst).map(|d| d.to_string()).as_deref(),
                Some(expected),
                "{text}"
            );
        }
        assert_eq!(numeric("02/28/1961", Order::MonthFirst).unwrap().to_string(), "1961-02-28");
        for text in ["", "30/02/1961", "28/02/61", "28/02/19yy", "soon", "00/00/0000", "1/2/3/1961"] {
            assert_eq!(numeric(text, Order::DayFirst), None, "{text}");
        }
        assert_eq!(iso("1961-02-28T00:00:00").unwrap().to_string(), "1961-02-28");
        assert_eq!(iso("1961-02-28Z").unwrap().to_string(), "1961-02-28");
        assert_eq!(iso("1961-02-281"), None);
        assert_eq!(range(Some(1960), Some(1962)).unwrap().to_string(), "1960/1962");
        assert_eq!(range(Some(1962), Some(1960)), None);
    }
}
