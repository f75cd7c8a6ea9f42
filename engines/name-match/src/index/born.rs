//! Dates of birth, in small: to pass over at once what can be no help.

use pc_kernel::PartialDate;

use crate::birth;

/// The years and days that some dates of birth span.
#[derive(Debug, Clone, Copy)]
pub struct Born {
    first: i16,
    last: i16,
    /// A bit for every day and month that a date has, folded. In two, so that it all takes 12 bytes.
    days: [u32; 2],
}

impl Default for Born {
    fn default() -> Self {
        Self { first: i16::MAX, last: i16::MIN, days: [0; 2] }
    }
}

impl Born {
    pub fn of(births: &[PartialDate]) -> Self {
        let mut born = Self::default();
        for birth in births {
            let (first, last) = birth.years();
            born.first = born.first.min(first);
            born.last = born.last.max(last);
            if let Some(day) = birth.day() {
                let folded = (i32::from(day.month()) * 31 + i32::from(day.day())) % 64;
                born.days[usize::from(folded >= 32)] |= 1 << (folded % 32);
            }
        }
        born
    }

    /// Whether dates of the two may be near: years that meet, or one and the same day of another year.
    pub fn may_be(self, other: Self) -> bool {
        (self.first <= other.last && other.first <= self.last)
            || (self.days[0] & other.days[0]) | (self.days[1] & other.days[1]) != 0
    }

    /// The most that dates of birth can be worth: little where the years are far apart. See [`crate::birth`].
    pub fn most(self, other: Self) -> f32 {
        if self.first > self.last || other.first > other.last || self.may_be(other) {
            return birth::MOST;
        }
        match (i32::from(self.first) - i32::from(other.last))
            .max(i32::from(other.first) - i32::from(self.last))
        {
            ..=1 => 0.0,
            2 => -0.9,
            3 => -1.9,
            _ => -3.9,
        }
    }
}

#[cfg(test)]
mod tests {
    use pc_kernel::PartialDate;

    use super::Born;
    use crate::birth;

    #[test]
    fn never_less_than_what_dates_are_worth() {
        let mut dates: Vec<PartialDate> = Vec::new();
        for year in [1958, 1960, 1961, 1962, 1963, 1964, 1968, 1971, 1991, 2061] {
            for day in
                ["-02-28", "-02-29", "-03-01", "-03-02", "-02-03", "-01-01", "-12-31", "-02", "-03", ""]
            {
                dates.extend(format!("{year}{day}").parse::<PartialDate>());
            }
            dates.extend(
                [format!("c{year}"), format!("{year}/{}", year + 3)]
                    .iter()
                    .flat_map(|d| d.parse::<PartialDate>()),
            );
        }
        assert!(dates.len() > 100);
        for &query in &dates {
            for listed in dates.iter().map(|&date| vec![date]).chain([vec![], vec![dates[3], dates[40]]]) {
                let (mine, theirs) = (Born::of(&[query]), Born::of(&listed));
                let worth = birth::best(Some(query), &listed).map_or(0.0, |(evidence, _)| evidence.weight);
                assert!(mine.most(theirs) >= worth, "{query} {listed:?}: {worth}");
                assert!(
                    worth < super::super::search::DATE_HELPS || mine.may_be(theirs),
                    "{query} {listed:?}"
                );
            }
        }
    }
}
