//! What an officer typed into one box, taken apart.
//!
//! Nothing typed is lost: every word is a part of the name unless it is read as something else, and [`Reading::words`]
//! says how each was taken. `born:`, `doc:`, `plate:`, `nat:`, `sex:` and `name:` before a word settle it.

mod dates;
mod plates;
mod words;

pub use dates::{any_date, date};
use jiff::civil::Date;
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate};
use pc_name_match::{Query, Sought};
use serde::{Deserialize, Serialize};

/// Longest text that is read, in characters: a machine-readable zone has 90.
pub const LONGEST: usize = 300;

/// What a word was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// A part of the name.
    Name,
    /// The date of birth.
    Birth,
    /// The gender.
    Gender,
    /// The nationality.
    Nationality,
    /// The number of a document, or of a plate where the word does not say which.
    Document,
    /// A plate or the registration of a craft.
    Plate,
}

/// How a stretch of the text was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    /// For what.
    pub field: Field,
    /// As typed.
    pub text: String,
    /// As read: a date as `YYYY-MM-DD`, a country as three letters.
    pub value: String,
}

/// A text as read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The name as typed; `SURNAME, Given` where it holds a comma.
    pub name: String,
    /// Date of birth.
    pub birth: Option<PartialDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// Numbers of documents, plates and registrations, each an alternative.
    pub documents: Vec<Document>,
    /// How each stretch was taken, in the order of the text.
    pub words: Vec<Word>,
    /// What could also have been meant, and how to say so.
    pub notes: Vec<String>,
}

impl Reading {
    /// Reads `text`. `today` settles the century of two-digit years and which dates can be of birth.
    pub fn of(text: &str, today: Date) -> Self {
        let text: String = text.chars().take(LONGEST).map(ascii_digit).collect();
        let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if squeezed.len() >= 60
            && squeezed.contains("<<")
            && let Ok(zone) = pc_mrz::read(&text, today)
        {
            return Self::of_zone(&squeezed, zone);
        }
        words::read(&text, today)
    }

    fn of_zone(text: &str, zone: pc_mrz::Zone) -> Self {
        let mut notes: Vec<String> = zone.warnings.into_iter().map(|w| w.text).collect();
        let wrong: Vec<&str> = zone.checks.iter().filter(|c| !c.agrees).map(|c| c.field).collect();
        if !wrong.is_empty() {
            notes.push(format!("The check digit does not agree for: {}.", wrong.join(", ")));
        }
        let name = format!("{}, {}", zone.surname, zone.given).trim_matches([',', ' ']).to_owned();
        let mut reading = Self {
            birth: zone.birth,
            gender: zone.gender.filter(|g| *g != Gender::X),
            nationality: zone.nationality,
            notes,
            ..Self::default()
        };
        let field = |field, value: String| Word { field, text: text.to_owned(), value };
        reading.words.push(field(Field::Name, name.clone()));
        reading.words.extend(reading.birth.map(|b| field(Field::Birth, b.to_string())));
        reading.words.extend(reading.gender.map(|g| field(Field::Gender, g.letter().to_string())));
        reading.words.extend(reading.nationality.map(|n| field(Field::Nationality, n.to_string())));
        reading.words.push(field(Field::Document, zone.document.number.clone()));
        reading.documents.push(zone.document);
        reading.name = name;
        reading
    }

    /// Whether there is enough to look for by likeness: two letters of a name, or a document number of four characters.
    pub fn enough(&self) -> bool {
        self.name.chars().filter(|c| c.is_alphabetic()).count() >= 2
            || self.documents.iter().any(|d| d.normal_number().len() >= 4)
    }

    /// The day of birth where that is all there is: those born on it are few enough to be shown. A year or a month would name
    /// thousands.
    pub fn day_alone(&self) -> Option<Date> {
        let alone = self.name_words().is_empty() && self.documents.is_empty();
        self.birth.filter(|_| alone).and_then(PartialDate::day)
    }

    /// The question that it puts to the matching engine.
    pub fn query(&self) -> Query {
        let (surname, given) = match self.name.split_once(',') {
            Some((surname, given)) => (surname.trim().to_owned(), given.trim().to_owned()),
            None => Default::default(),
        };
        let split = !surname.is_empty() && !given.is_empty();
        Query {
            kind: Sought::Person,
            full: (!split && !self.name.is_empty()).then(|| self.name.clone()),
            surname: if split { surname } else { String::new() },
            given: if split { given } else { String::new() },
            birth: self.birth,
            gender: self.gender,
            nationality: self.nationality,
            documents: self.documents.clone(),
        }
    }

    /// The question for organisations, vessels, aircraft and vehicles: none where a birth or a gender is stated, which
    /// only people have.
    pub fn things(&self) -> Option<Query> {
        (self.birth.is_none() && self.gender.is_none()).then(|| Query {
            kind: Sought::Thing,
            full: Some(self.name.clone()).filter(|name| !name.is_empty()),
            nationality: self.nationality,
            documents: self.documents.clone(),
            ..Query::default()
        })
    }

    /// The words of the name, upper case, letters and digits only: for looking up names that begin so.
    pub fn name_words(&self) -> Vec<String> {
        let fold = |w: &str| {
            w.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect::<String>()
        };
        self.name.split([' ', ',', '-', '\'']).map(fold).filter(|w| !w.is_empty()).collect()
    }

    /// Takes what a form states besides the text; it wins over the text.
    #[must_use]
    pub fn with(
        mut self,
        birth: Option<PartialDate>,
        gender: Option<Gender>,
        nationality: Option<Country>,
        document: Option<String>,
    ) -> Self {
        self.birth = birth.or(self.birth);
        self.gender = gender.or(self.gender);
        self.nationality = nationality.or(self.nationality);
        self.documents.extend(document.map(|number| numbered(DocumentKind::Unknown, number)));
        self
    }
}

fn numbered(kind: DocumentKind, number: String) -> Document {
    Document { kind, stated: None, number, issuer: None, expiry: None }
}

/// Digits of other scripts, as keyboards give them.
fn ascii_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6F0}'..='\u{6F9}' => 0x6F0,
        '\u{966}'..='\u{96F}' => 0x966,
        '\u{FF10}'..='\u{FF19}' => 0xFF10,
        _ => return c,
    };
    char::from_digit(c as u32 - zero, 10).unwrap_or(c)
}
