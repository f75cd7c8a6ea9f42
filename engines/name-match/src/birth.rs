//! Dates of birth: how a traveler's and an entry's agree.

use jiff::civil::Date;
use pc_kernel::PartialDate;

use crate::Agreement;

/// How two dates of birth agree, as evidence, with the words for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BirthEvidence {
    pub agreement: Agreement,
    pub weight: f32,
    pub text: &'static str,
}

/// The most that dates of birth can be worth.
pub const MOST: f32 = 3.2;

const fn evidence(agreement: Agreement, weight: f32, text: &'static str) -> BirthEvidence {
    BirthEvidence { agreement, weight, text }
}

const DIFFERENT: BirthEvidence = evidence(Agreement::Differ, -4.5, "date of birth differs");

/// The best that any of the entry's dates says, with that date. `None` when a side has none.
pub fn best(query: Option<PartialDate>, listed: &[PartialDate]) -> Option<(BirthEvidence, PartialDate)> {
    let query = query?;
    listed
        .iter()
        .map(|&date| (compare(query, date), date))
        // The first of equals would depend on the order of the list: the earlier date wins.
        .max_by(|a, b| a.0.weight.total_cmp(&b.0.weight).then(b.1.cmp(&a.1)))
}

/// Compares two dates.
pub fn compare(a: PartialDate, b: PartialDate) -> BirthEvidence {
    use Agreement::{Agree, Differ, Near};
    if let (Some(x), Some(y)) = (a.day(), b.day()) {
        let year_gap = (x.year() - y.year()).abs();
        let same_day = x.month() == y.month() && x.day() == y.day();
        // 1 January stands for an unknown day in many registers.
        let is_placeholder = [x, y].map(|d| (d.month(), d.day()) == (1, 1));
        if x == y {
            return if is_placeholder[0] {
                evidence(Agree, 1.8, "date of birth equal, a 1 January")
            } else {
                evidence(Agree, MOST, "date of birth equal")
            };
        }
        if year_gap == 0 && (x.month(), x.day()) == (y.day(), y.month()) {
            return evidence(Near, 1.6, "day and month of birth swapped");
        }
        if year_gap == 0 && is_placeholder.contains(&true) {
            return evidence(Near, 0.7, "year of birth equal, one date is 1 January");
        }
        if same_day && is_placeholder[0] {
            return if year_gap > 3 { DIFFERENT } else { years_apart(year_gap) };
        }
        if same_day && year_gap <= 1 {
            return evidence(Near, 1.1, "birth year one off");
        }
        if digits_apart(x, y) == 1 {
            return if same_day {
                evidence(Near, 1.1, "one digit of the year of birth differs")
            } else {
                evidence(Near, 1.2, "one digit of the date of birth differs")
            };
        }
        return match year_gap {
            0 if x.month() == y.month() => evidence(Near, 0.2, "day of birth differs, month and year equal"),
            0 => evidence(Differ, -0.8, "year of birth equal, day and month differ"),
            1 => evidence(Differ, -2.2, "date of birth differs, birth year one off"),
            2 => evidence(Differ, -3.2, "date of birth differs by about two years"),
            _ => DIFFERENT,
        };
    }
    let ((a1, a2), (b1, b2)) = (a.years(), b.years());
    let exact =
        |d: PartialDate| matches!(d, PartialDate::Day(_) | PartialDate::Month(..) | PartialDate::Year(_));
    if a1 <= b2 && b1 <= a2 {
        if let (Some(m), Some(n)) = (month(a), month(b)) {
            return if m == n {
                evidence(Agree, 1.8, "month and year of birth equal")
            } else {
                evidence(Differ, -0.6, "year of birth equal, month differs")
            };
        }
        let width = (a2 - a1).max(b2 - b1);
        return match width {
            0 => evidence(Agree, 1.2, "year of birth equal"),
            1..=4 if exact(a) || exact(b) => evidence(Near, 0.8, "year of birth within the range stated"),
            _ => evidence(Near, 0.4, "year of birth within a wide range"),
        };
    }
    years_apart((a1 - b2).max(b1 - a2))
}

/// What years are worth that are so far apart.
pub fn years_apart(years: i16) -> BirthEvidence {
    match years {
        1 => evidence(Agreement::Near, -0.1, "birth year one off"),
        2 => evidence(Agreement::Differ, -1.0, "birth year two off"),
        3 => evidence(Agreement::Differ, -2.0, "birth year three off"),
        _ => evidence(Agreement::Differ, -4.0, "year of birth differs"),
    }
}

fn month(date: PartialDate) -> Option<i8> {
    match date {
        PartialDate::Day(d) => Some(d.month()),
        PartialDate::Month(_, m) => Some(m),
        _ => None,
    }
}

/// How many digits of two written days differ in place.
fn digits_apart(a: Date, b: Date) -> u32 {
    let differ = digits(a) ^ digits(b);
    // A bit for each group of four that has one.
    let differ = (differ | differ >> 1 | differ >> 2 | differ >> 3) & 0x1111_1111;
    differ.count_ones()
}

/// A date written out, four bits a digit.
fn digits(date: Date) -> u32 {
    let (year, month, day) = (date.year() as u16, date.month() as u8, date.day() as u8);
    let two = |number: u8| u32::from(number / 10 * 16 + number % 10);
    two((year / 100 % 100) as u8) << 24 | two((year % 100) as u8) << 16 | two(month) << 8 | two(day)
}

#[cfg(test)]
mod tests {
    use super::compare;
    use crate::Agreement;

    #[test]
    fn the_nearer_the_better() {
        let weight = |a: &str, b: &str| {
            let (one, other) = (
                compare(a.parse().unwrap(), b.parse().unwrap()),
                compare(b.parse().unwrap(), a.parse().unwrap()),
            );
            assert_eq!(one, other, "the order of the two sides does not matter");
            one.weight
        };
        let ladder = [
            ("1961-02-28", "1961-02-28"),
            ("1961-02-28", "1961-02"),
            ("1961-01-01", "1961-01-01"),
            ("1961-02-03", "1961-03-02"),
            ("1961-02-28", "1961"),
            ("1961-02-28", "1962-02-28"),
            ("1961-02-28", "c1963"),
            ("1961-02-28", "1961-01-01"),
            ("1961-02-28", "1950/1970"),
            ("1961-02-28", "1962"),
            ("1961-01-01", "1962-01-01"),
            ("1961-02-28", "1961-07-11"),
            ("1961-02-28", "1962-07-11"),
            ("1961-02-28", "1975-07-11"),
        ];
        let weights: Vec<f32> = ladder.iter().map(|(a, b)| weight(a, b)).collect();
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
        assert_eq!(compare("1961".parse().unwrap(), "1980".parse().unwrap()).agreement, Agreement::Differ);
        assert!((weight("1961-02-28", "1961-02-23") - 1.2).abs() < 1e-6, "one digit off");
        assert!(weight("1961-02-28", "1991-02-28") > 1.0, "one digit off");
        assert!(weight("1961-01-01", "1991-01-01") < -3.0, "a day that is not known agrees with nothing");
    }
}
