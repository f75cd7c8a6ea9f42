use jiff::{Timestamp, civil::Date};
use pc_kernel::{Country, Document, Gender, PartialDate};
use pc_watchlist::{Entry, Name, NameKind, Schema};
use serde::{Deserialize, Serialize};

use crate::model::{ByHand, Category, Who};

/// Most names, dates, nationalities or documents of one entry.
const MOST: usize = 50;
/// Longest name or number, in characters.
const LONGEST: usize = 200;
/// Longest reason or remark, in characters.
const LONGEST_TEXT: usize = 4000;

/// Nobody who was born before this year is looked for at a border.
const FIRST_YEAR: i16 = 1850;

/// What somebody wrote into the form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is about.
    pub schema: Schema,
    /// Names, the primary first.
    pub names: Vec<Name>,
    /// Gender, where known.
    pub gender: Option<Gender>,
    /// Dates of birth, each an alternative.
    pub births: Vec<PartialDate>,
    /// Nationalities.
    pub nationalities: Vec<Country>,
    /// Documents, plates, registrations.
    pub documents: Vec<Document>,
    /// What an officer should read.
    pub remarks: Option<String>,
    /// What an officer does.
    pub category: Category,
    /// Why the subject is listed.
    pub reason: String,
    /// Does not count before.
    pub valid_from: Option<Timestamp>,
    /// Does not count from then on.
    pub valid_until: Option<Timestamp>,
}

/// A field that cannot stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {detail}")]
pub struct DraftError {
    /// Which.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub detail: String,
}

impl Draft {
    /// The name that the subject is filed under.
    pub fn name(&self) -> &str {
        self.names.first().map_or("", |n| n.value.as_str())
    }

    /// Whether it can be an entry of `today`. Names and births that the entry said `before` may stay as they are.
    pub fn check(&self, today: Date, before: Option<&Entry>) -> Result<(), DraftError> {
        let wrong = |field, detail: &str| Err(DraftError { field, detail: detail.to_owned() });
        if self.names.is_empty() && self.documents.is_empty() {
            return wrong(
                "names",
                "give at least a name or a document: there is nothing else to find the subject by",
            );
        }
        if self.names.iter().filter(|n| n.kind == NameKind::Primary).count() > 1
            || self.names.first().is_some_and(|n| n.kind != NameKind::Primary)
        {
            return wrong("names", "the first name, and only the first, is the primary one");
        }
        for (field, count) in [
            ("names", self.names.len()),
            ("births", self.births.len()),
            ("nationalities", self.nationalities.len()),
            ("documents", self.documents.len()),
        ] {
            if count > MOST {
                return Err(DraftError { field, detail: format!("at most {MOST}") });
            }
        }
        if self.names.iter().any(|n| n.value.trim().is_empty() || n.value.chars().count() > LONGEST) {
            return Err(DraftError {
                field: "names",
                detail: format!("a name has 1 to {LONGEST} characters"),
            });
        }
        self.check_names(before)?;
        self.check_births(today, before)?;
        if self.documents.iter().any(|d| d.normal_number().is_empty() || d.number.chars().count() > LONGEST) {
            return wrong("documents", "a number has letters or digits");
        }
        if self.reason.trim().is_empty() {
            return wrong("reason", "say why the subject is listed");
        }
        if [Some(&self.reason), self.remarks.as_ref()]
            .into_iter()
            .flatten()
            .any(|t| t.chars().count() > LONGEST_TEXT)
        {
            return Err(DraftError { field: "reason", detail: format!("at most {LONGEST_TEXT} characters") });
        }
        match (self.valid_from, self.valid_until) {
            (Some(from), Some(until)) if from >= until => {
                wrong("valid_until", "the end of validity comes after its beginning")
            }
            _ => Ok(()),
        }
    }

    /// A name has a letter. Ships and others are called by numbers too.
    fn check_names(&self, before: Option<&Entry>) -> Result<(), DraftError> {
        let person = self.schema == Schema::Person;
        let spoken = |c: char| if person { c.is_alphabetic() } else { c.is_alphanumeric() };
        let kept = |name: &Name| before.is_some_and(|b| b.names.iter().any(|n| n.value == name.value));
        let Some(name) = self.names.iter().find(|n| !n.value.chars().any(spoken) && !kept(n)) else {
            return Ok(());
        };
        let why = if person {
            "has no letter: write it as SURNAME, Given names; a number is a document"
        } else {
            "has neither letter nor digit"
        };
        Err(DraftError { field: "names", detail: format!("{:?} {why}", name.value) })
    }

    /// Nobody is born in the future, and no person who is looked for was long ago.
    fn check_births(&self, today: Date, before: Option<&Entry>) -> Result<(), DraftError> {
        let first = if self.schema == Schema::Person { FIRST_YEAR } else { i16::MIN };
        let kept = |birth: &PartialDate| before.is_some_and(|b| b.births.contains(birth));
        let wrong = |birth: &PartialDate| Some((*birth, unlikely(*birth, first, today)?));
        match self.births.iter().filter(|b| !kept(b)).find_map(wrong) {
            Some((birth, why)) => Err(DraftError { field: "births", detail: format!("{birth} {why}") }),
            None => Ok(()),
        }
    }

    /// The entry as lists say it. Category and reason stand in the remarks, where everybody who meets the entry reads
    /// them: in hits, in answers of the desk, on a carried snapshot.
    pub fn listed(&self, list: &str, external_id: &str) -> Entry {
        Entry {
            id: external_id.to_owned(),
            list: list.to_owned(),
            schema: self.schema,
            names: self.names.clone(),
            gender: self.gender,
            births: self.births.clone(),
            nationalities: self.nationalities.clone(),
            documents: self.documents.clone(),
            remarks: Some(match &self.remarks {
                Some(remarks) => format!("{}: {}\n{remarks}", self.category.words(), self.reason),
                None => format!("{}: {}", self.category.words(), self.reason),
            }),
        }
    }

    /// What it says besides.
    pub fn hand(&self, by: Who, approved_by: Option<Who>) -> ByHand {
        ByHand {
            category: self.category,
            reason: self.reason.clone(),
            remarks: self.remarks.clone(),
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            ended: false,
            by,
            approved_by,
        }
    }
}

/// Why nobody is born then, in the year `first` at the earliest. Where it is later already than in Greenwich, today is
/// tomorrow.
fn unlikely(birth: PartialDate, first: i16, today: Date) -> Option<&'static str> {
    let latest = today.saturating_add(jiff::Span::new().days(1));
    let (year, ahead) = match birth {
        PartialDate::Day(day) => (day.year(), day > latest),
        PartialDate::Month(year, month) => (year, (year, month) > (latest.year(), latest.month())),
        PartialDate::Year(year) | PartialDate::Circa(year) => (year, year > latest.year()),
        PartialDate::Range(from, to) => (from, to > latest.year()),
    };
    if ahead {
        return Some("is in the future: nobody is born then yet");
    }
    (year < first).then_some("is too long ago: a year of birth is 1850 or later")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Draft, Entry, FIRST_YEAR, Name, NameKind, Schema, unlikely};
    use crate::Category;

    const TODAY: jiff::civil::Date = date(2026, 12, 30);

    fn draft(schema: Schema, name: &str, births: &[&str]) -> Draft {
        Draft {
            schema,
            names: vec![Name { value: name.to_owned(), kind: NameKind::Primary }],
            gender: None,
            births: births.iter().map(|b| b.parse().unwrap()).collect(),
            nationalities: Vec::new(),
            documents: Vec::new(),
            remarks: None,
            category: Category::Refer,
            reason: "a test".to_owned(),
            valid_from: None,
            valid_until: None,
        }
    }

    #[test]
    fn things_may_be_called_by_a_number_and_be_old() {
        let field = |draft: &Draft, before: Option<&Entry>| draft.check(TODAY, before).err().map(|e| e.field);
        assert_eq!(field(&draft(Schema::Person, "365", &[]), None), Some("names"));
        assert_eq!(field(&draft(Schema::Person, "EXAMPLAR, Eva", &["1849"]), None), Some("births"));
        for schema in [Schema::Vessel, Schema::Organization, Schema::Vehicle] {
            assert_eq!(field(&draft(schema, "365", &["1799"]), None), None);
            assert_eq!(field(&draft(schema, "!!!", &[]), None), Some("names"));
            assert_eq!(field(&draft(schema, "365", &["2028"]), None), Some("births"));
        }
    }

    #[test]
    fn what_the_entry_said_before_may_stay() {
        let known = draft(Schema::Person, "365", &["1849", "2999"]);
        let before = known.listed("OWN", "H-1");
        assert_eq!(known.check(TODAY, Some(&before)), Ok(()));
        for other in [draft(Schema::Person, "366", &["1849"]), draft(Schema::Person, "365", &["1848"])] {
            assert!(other.check(TODAY, Some(&before)).is_err());
        }
    }

    #[test]
    fn nobody_is_born_tomorrow_or_before_1850() {
        let why = |text: &str| unlikely(text.parse().unwrap(), FIRST_YEAR, TODAY);
        for fine in ["1850", "c1851", "1963-07-05", "2026-12-31", "2026-12", "2026", "2020/2026"] {
            assert_eq!(why(fine), None, "{fine}");
        }
        for ahead in ["2027", "c2030", "2027-01-01", "2027-01", "2020/2027"] {
            assert!(why(ahead).unwrap().contains("future"), "{ahead}");
        }
        for past in ["1849", "c1800", "1849-12-31", "1849-12", "1849/1860"] {
            assert!(why(past).unwrap().contains("1850"), "{past}");
        }
        // It is the first of January already elsewhere.
        assert_eq!(unlikely("2027-01-01".parse().unwrap(), FIRST_YEAR, date(2026, 12, 31)), None);
    }
}
