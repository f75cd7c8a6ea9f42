//! Cells into values. What cannot be read is told; the row is used without it.

use jiff::civil::Date;
use pc_kernel::{Country, Gender, PartialDate};
use pc_name_match::Sought;

/// The earliest year of birth that is believed.
const EARLIEST: i16 = 1850;

/// How dates of birth are read.
#[derive(Debug, Clone, Copy)]
pub struct Dates {
    /// None is later.
    pub today: Date,
    /// Of a date in numbers that does not begin with the year, the month comes first.
    pub month_first: bool,
}

impl Dates {
    /// A date of birth, as far as it is known; nothing for an empty cell. With it, what should be known of how it was read.
    ///
    /// The forms that are read at the desk (`1961-02-28`, `28.02.1961`, `28FEB1961`, `19610228`, `610228` as in a
    /// machine-readable zone, `Feb 1961`, `c1961`, `1959-1961`), zeros for what is not known (`1970-00-00`), and a time of day
    /// after it. Of two numbers before the year the first is the day, but where it cannot be.
    pub fn birth(self, text: &str) -> Result<(Option<PartialDate>, Option<String>), String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok((None, None));
        }
        let day = text.split_once(['T', ' ']).filter(|(_, time)| time.get(2..3) == Some(":"));
        let day = day.map_or(text, |(day, _)| day);
        let turned = turned(day);
        let written = turned.as_deref().filter(|_| self.month_first).unwrap_or(day);
        let read = written
            .parse()
            .ok()
            .or_else(|| in_part(written))
            .or_else(|| pc_subject::date(written, self.today));
        let Some(date) = read else {
            return Err(format!(
                "{text:?} is no date of birth (YYYY-MM-DD, YYYY-MM, YYYY, DD/MM/YYYY or YYMMDD)"
            ));
        };
        let (first, last) = date.years();
        if last < EARLIEST || first > self.today.year() {
            return Err(format!(
                "{text:?} is no likely date of birth: the year should be {EARLIEST} to {}",
                self.today.year()
            ));
        }
        // Another date of the file may have been read the wrong way round.
        let only_so = !self.month_first && turned.is_some_and(|t| is_day_first(&t) && !is_day_first(day));
        let note = only_so.then(|| {
            format!("{text:?} has the month first: where all dates of the file do, give --month-first")
        });
        Ok((Some(date), note))
    }

    /// The same, with what should be known said to `warn`. A date that cannot be read is none: what is done, `asked` or
    /// `compared`, is done without it.
    pub fn read(self, text: &str, done: &str, warn: &mut impl FnMut(String)) -> Option<PartialDate> {
        let (date, note) = match self.birth(text) {
            Ok(read) => read,
            Err(why) => (None, Some(format!("{why}; {done} without it"))),
        };
        if let Some(note) = note {
            warn(note);
        }
        date
    }
}

/// A date of three numbers that ends with the year, its first two changed round.
fn turned(text: &str) -> Option<String> {
    let mut parts = text.split(['/', '.', '-']);
    let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |part: &str, most: usize| {
        !part.is_empty() && part.len() <= most && part.bytes().all(|c| c.is_ascii_digit())
    };
    (parts.next().is_none() && number(a, 2) && number(b, 2) && year.len() == 4 && number(year, 4))
        .then(|| format!("{b}/{a}/{year}"))
}

fn is_day_first(text: &str) -> bool {
    let month = text.split(['/', '.', '-']).nth(1).and_then(|month| month.parse::<u8>().ok());
    month.is_some_and(|month| (1..=12).contains(&month))
}

/// `1970-00-00`, `00/02/1970`: zeros stand for what is not known.
fn in_part(text: &str) -> Option<PartialDate> {
    let parts: Vec<i16> = text.split(['-', '/', '.']).map_while(|part| part.parse().ok()).collect();
    let (year, month) = match *parts.as_slice() {
        [year, month, 0] | [0, month, year] if year >= EARLIEST => (year, month),
        _ => return None,
    };
    match month {
        0 => Some(PartialDate::Year(year)),
        1..=12 => i8::try_from(month).ok().map(|month| PartialDate::Month(year, month)),
        _ => None,
    }
}

/// A nationality: a code of two or three letters, or an English name, the first of several; nothing for an empty cell.
pub fn country(text: &str) -> Result<Option<Country>, String> {
    let first = text.split(';').map(str::trim).find(|one| !one.is_empty()).unwrap_or_default();
    read(first, Country::parse, "no country (a code of two or three letters, or an English name)")
}

/// What is looked for; a person for an empty cell.
pub fn sought(text: &str) -> Result<Option<Sought>, String> {
    let parse = |text: &str| match text.trim().to_lowercase().as_str() {
        "person" | "individual" => Some(Sought::Person),
        "organisation" | "organization" | "org" | "company" | "entity" => Some(Sought::Organization),
        "vessel" | "ship" => Some(Sought::Vessel),
        "aircraft" | "airplane" => Some(Sought::Aircraft),
        "vehicle" => Some(Sought::Vehicle),
        _ => None,
    };
    read(text, parse, "no kind (person, organisation, vessel, aircraft or vehicle)")
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
