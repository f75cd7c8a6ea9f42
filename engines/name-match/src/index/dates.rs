//! Entries stand in the order of their dates of birth, so that a query with a date looks at few of them.

use jiff::civil::Date;
use pc_kernel::PartialDate;

use super::view::View;
use crate::birth;

/// What is known of an entry's birth; entries stand in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    /// The day.
    Day = 0,
    /// The month or the year.
    Month = 1,
    /// About a year, or a few years: by the first of them.
    Range = 2,
    /// Nothing.
    None = 3,
    /// More dates than [`MOST_DATES`], or a range of more than [`WIDE`] years.
    Many = 4,
}

/// A subject with several dates has an entry for each, up to so many.
pub const MOST_DATES: usize = 4;

/// Ranges of more years than this may be anywhere.
const WIDE: i16 = 10;

/// The most that a date is worth, that one of a range of years is worth, and that one far away is worth.
const MOST_RANGE: f32 = 0.8;
const FAR_DAY: f32 = -4.5;
const FAR_YEAR: f32 = -4.0;
/// From so many years on, dates are far (but for one that has another digit of the year).
const NEAR_DAYS: i16 = 2;
const NEAR_YEARS: i16 = 3;

/// Where an entry with this date stands: by zone, then by date.
pub fn order(date: Option<PartialDate>) -> u32 {
    let code = |year: i16, month: i8, day: i8| {
        ((u32::from(year.max(0) as u16) * 13 + month as u32) * 32 + day as u32).min((1 << 29) - 1)
    };
    let (zone, code) = match date {
        None => (Zone::None, 0),
        Some(PartialDate::Day(day)) => (Zone::Day, code(day.year(), day.month(), day.day())),
        Some(PartialDate::Month(year, month)) => (Zone::Month, code(year, month, 0)),
        Some(PartialDate::Year(year)) => (Zone::Month, code(year, 0, 0)),
        Some(date @ (PartialDate::Circa(_) | PartialDate::Range(..))) => match date.years() {
            (first, last) if first == last => (Zone::Month, code(first, 0, 0)),
            (first, last) if last - first <= WIDE => (Zone::Range, code(first, 0, 0)),
            _ => (Zone::Many, 0),
        },
    };
    (zone as u32) << 29 | code
}

/// The places of a subject in the index: one for each date.
pub fn orders(births: &[PartialDate]) -> Vec<u32> {
    if births.len() > MOST_DATES {
        return vec![(Zone::Many as u32) << 29];
    }
    let mut orders: Vec<u32> = births.iter().map(|&birth| order(Some(birth))).collect();
    if orders.is_empty() {
        orders.push(order(None));
    }
    orders.sort_unstable();
    orders.dedup();
    orders
}

/// Entries next to each other, and the most that their dates of birth are worth beside a query's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    pub from: u32,
    pub to: u32,
    pub bound: f32,
}

/// All entries whose dates may be worth `least` or more, in order.
pub fn windows(view: &View<'_>, query: Option<PartialDate>, least: f32, out: &mut Vec<Window>) {
    out.clear();
    let end = view.counts.entries;
    let Some(query) = query else {
        add(out, 0, end, 0.0, least);
        return;
    };
    let zone = |zone: usize| view.counts.zones.get(zone).copied().unwrap_or(end).min(end);
    let (first, last) = query.years();
    let weight = |date: PartialDate| birth::compare(query, date).weight;
    let mut places = view.places();
    // Days.
    let far_day = if query.day().is_some() { FAR_DAY } else { FAR_YEAR };
    let mut at = 0;
    let mut days = |from: u32, to: u32, bound: f32, out: &mut Vec<Window>| {
        if bound < least && far_day < least {
            return;
        }
        let (from, to) = (places.first_of(from), places.first_of(to));
        add(out, at, from, far_day, least);
        add(out, from, to, bound, least);
        at = to.max(at);
    };
    if let Some(day) = query.day() {
        for year in years_near(day.year()) {
            if year == day.year() {
                for month in 1..=12 {
                    for date in (1..=31).map_while(|d| Date::new(year, month, d).ok()).map(PartialDate::Day) {
                        days(order(Some(date)), order(Some(date)) + 1, weight(date), out);
                    }
                }
                continue;
            }
            // In another year, one day may be near: the same. All others are as far as any.
            let same = Date::new(year, day.month(), day.day()).ok().map(PartialDate::Day);
            let bound = same.map_or(FAR_DAY, weight);
            let others = if year.abs_diff(day.year()) <= NEAR_DAYS.unsigned_abs() {
                Date::new(year, day.month() % 12 + 1, 1 + (day.day() + 13) % 28)
                    .map_or(FAR_DAY, |d| weight(PartialDate::Day(d)))
            } else {
                FAR_DAY
            };
            let (from, to) = (year_start(year), year_start(year + 1));
            match same.filter(|_| bound > others).map(|date| order(Some(date))) {
                Some(place) => {
                    days(from, place, others, out);
                    days(place, place + 1, bound, out);
                    days(place + 1, to, others, out);
                }
                None => days(from, to, others, out),
            }
        }
    } else {
        for year in (first - NEAR_YEARS).max(0)..=last + NEAR_YEARS {
            for month in 1..=12 {
                let from = year_start(year) + month as u32 * 32;
                days(from, from + 32, weight(PartialDate::Month(year, month)), out);
            }
        }
    }
    add(out, at, zone(1), far_day, least);
    // Months and years.
    at = zone(1);
    for year in (first - NEAR_YEARS).max(0)..=last + NEAR_YEARS {
        for month in 0..=12 {
            let date = if month == 0 { PartialDate::Year(year) } else { PartialDate::Month(year, month) };
            let place = order(Some(date));
            let (from, to) = (places.first_of(place), places.first_of(place + 1));
            add(out, at, from, FAR_YEAR, least);
            add(out, from, to, weight(date), least);
            at = to.max(at);
        }
    }
    add(out, at, zone(2), FAR_YEAR, least);
    // Ranges, by their first year: of those that begin together the widest reaches farthest.
    at = zone(2);
    let mut start = |year: i16| places.first_of((Zone::Range as u32) << 29 | year_start(year));
    for year in (first - WIDE - NEAR_YEARS).max(0)..=last + NEAR_YEARS {
        let bound = match (first - year - WIDE).max(year - last) {
            gap if gap > 0 => birth::years_apart(gap).weight,
            _ => MOST_RANGE,
        };
        let (from, to) = (start(year), start(year + 1));
        add(out, at, from, FAR_YEAR, least);
        add(out, from, to, bound, least);
        at = to.max(at);
    }
    add(out, at, zone(3), FAR_YEAR, least);
    add(out, zone(3), zone(4), 0.0, least);
    add(out, zone(4), end, birth::MOST, least);
}

/// The years in which a day may be nearer than any: those of a life, and those of which one digit differs, ascending.
fn years_near(year: i16) -> Vec<i16> {
    let mut years: Vec<i16> = ((year - 110).max(0)..=year + 110).collect();
    for power in [1000, 100] {
        let without = year - year / power % 10 * power;
        years.extend((0..10).map(|digit| without + digit * power));
    }
    years.sort_unstable();
    years.dedup();
    years
}

/// Before the first day of a year.
fn year_start(year: i16) -> u32 {
    u32::from(year.max(0) as u16) * 13 * 32
}

/// Adds a window, to the one before it where that is worth the same.
fn add(out: &mut Vec<Window>, from: u32, to: u32, bound: f32, least: f32) {
    if from >= to || bound < least {
        return;
    }
    match out.last_mut() {
        Some(last) if last.to == from && last.bound.to_bits() == bound.to_bits() => last.to = to,
        _ => out.push(Window { from, to, bound }),
    }
}

#[cfg(test)]
mod tests {
    use pc_kernel::PartialDate;

    use super::windows;
    use crate::{Index, NameStrength, Subject, SubjectKind, SubjectName, birth};

    #[test]
    fn no_entry_is_passed_over_whose_dates_are_worth_it() {
        let mut dates: Vec<PartialDate> = Vec::new();
        for year in [1161, 1871, 1950, 1958, 1959, 1960, 1961, 1962, 1963, 1964, 1965, 1971, 1991, 2061, 2961]
        {
            for rest in
                ["-02-28", "-02-29", "-03-01", "-03-02", "-02-03", "-01-01", "-12-31", "-02", "-03", ""]
            {
                dates.extend(format!("{year}{rest}").parse::<PartialDate>());
            }
            let wide = [0, 3, 9, 14].map(|width| format!("{year}/{}", year + width));
            dates.extend(wide.iter().flat_map(|d| d.parse::<PartialDate>()));
            dates.extend(format!("c{year}").parse::<PartialDate>());
        }
        let births = dates.iter().map(|&date| vec![date]);
        let several = [vec![], vec![dates[3], dates[40]], dates[20..25].to_vec(), dates[7..10].to_vec()];
        let births: Vec<Vec<PartialDate>> = births.chain(several).collect();
        let subjects = births.iter().enumerate().map(|(key, births)| Subject {
            key: key as u64,
            kind: SubjectKind::Person,
            names: vec![SubjectName { value: "TEST, Ivo".into(), strength: NameStrength::Primary }],
            gender: None,
            births: births.clone(),
            nationalities: Vec::new(),
            documents: Vec::new(),
        });
        let index = Index::build(subjects);
        let view = index.view();
        let mut found = Vec::new();
        for query in dates.iter().map(|date| Some(*date)).chain([None]) {
            for least in [-9.0_f32, -3.0, -1.0, 0.0, 1.0] {
                windows(&view, query, least, &mut found);
                assert!(found.is_sorted_by(|a, b| a.to <= b.from && a.from < a.to), "{query:?}");
                for (key, births) in births.iter().enumerate() {
                    let worth = birth::best(query, births).map_or(0.0, |(evidence, _)| evidence.weight);
                    // Any of the subject's entries will do.
                    let mut entries = (0..view.counts.entries).filter(|&entry| {
                        view.subject(entry).is_some_and(|(subject, _)| subject.key == key as u64)
                    });
                    let covers =
                        |entry| found.iter().any(|w| w.from <= entry && entry < w.to && w.bound >= worth);
                    assert!(worth < least || entries.any(covers), "{query:?} {births:?} {worth} {least}");
                }
            }
        }
    }
}
