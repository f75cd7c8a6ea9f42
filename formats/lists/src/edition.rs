//! The date that a list states of itself.

use jiff::civil::Date;
use pc_kernel::PartialDate;

use crate::dates::{Order, iso, numeric};

/// The date or edition that a list states, as ISO 8601 where it is a date: `2026-05-17` for `17/05/2026`, `17-May-2026` and
/// `17/05/2026 10:30`. The lists that write it in numbers are British and European, and put the day first. What is ISO 8601
/// already keeps its time; what is no date stays as it is.
pub fn edition(stated: &str) -> String {
    let stated = stated.trim();
    match edition_day(stated) {
        Some(day) if iso(stated).is_none() => day.to_string(),
        _ => stated.to_owned(),
    }
}

/// The day of what [`edition`] takes; nothing where it is no day.
pub fn edition_day(stated: &str) -> Option<Date> {
    let written = || {
        // The time of the day stands behind it.
        let time = |word: &&str| word.contains(':') || matches!(*word, "AM" | "PM" | "am" | "pm");
        let words: Vec<&str> = stated.split_whitespace().filter(|word| !time(word)).collect();
        numeric(&words.join(" "), Order::DayFirst)
    };
    iso(stated).or_else(written).and_then(PartialDate::day)
}

#[cfg(test)]
mod tests {
    use super::{edition, edition_day};

    #[test]
    fn a_date_is_iso_whichever_way_a_list_writes_it() {
        for (stated, expected) in [
            ("17/05/2026", "2026-05-17"),
            (" 05/07/2026 ", "2026-07-05"),
            ("17/05/2026 10:30:15", "2026-05-17"),
            ("17/05/2026 10:30 PM", "2026-05-17"),
            ("17-May-2026", "2026-05-17"),
            ("17 May 2026", "2026-05-17"),
            ("17.05.2026", "2026-05-17"),
            ("2026-05-17", "2026-05-17"),
            ("2026-05-17T10:00:00.000+02:00", "2026-05-17T10:00:00.000+02:00"),
            ("Edition 12", "Edition 12"),
            ("31/02/2026", "31/02/2026"),
            ("May 2026", "May 2026"),
            ("", ""),
        ] {
            assert_eq!(edition(stated), expected, "{stated}");
        }
        assert_eq!(edition_day("2026-05-17T23:00:00Z").unwrap().to_string(), "2026-05-17");
        assert_eq!(edition_day("Edition 12"), None);
    }
}
