use pc_kernel::{Country, Document, Gender, PartialDate};
use serde::{Deserialize, Serialize};

/// The score at and over which a match is worth an officer's look.
pub const DEFAULT_THRESHOLD: f32 = 0.70;

/// What a subject is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SubjectKind {
    /// A natural person.
    Person,
    /// A company, body or group.
    Organization,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// Not known, or anything else.
    Other,
    /// A vehicle on wheels.
    Vehicle,
}

impl SubjectKind {
    /// Whether a person's name is compared with this subject's names. Documents are compared with all.
    pub fn answers_to_persons(self) -> bool {
        matches!(self, Self::Person | Self::Other)
    }
}

/// What a query looks for: whose names it is compared with, and by which rules. Documents are compared with all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sought {
    /// A person.
    #[default]
    Person,
    /// A company, body or group.
    Organization,
    /// A ship.
    Vessel,
    /// An aircraft.
    Aircraft,
    /// A vehicle on wheels.
    Vehicle,
    /// Any of these but a person.
    Thing,
}

impl Sought {
    /// Whether it is asked for by the rules for things, not by those for persons.
    pub fn is_thing(self) -> bool {
        self != Self::Person
    }

    /// Whether names of subjects of this kind are compared. Those of no known kind answer to all.
    pub fn answers(self, kind: SubjectKind) -> bool {
        match self {
            Self::Person => kind.answers_to_persons(),
            _ if kind == SubjectKind::Other => true,
            Self::Organization => kind == SubjectKind::Organization,
            Self::Vessel => kind == SubjectKind::Vessel,
            Self::Aircraft => kind == SubjectKind::Aircraft,
            Self::Vehicle => kind == SubjectKind::Vehicle,
            Self::Thing => kind != SubjectKind::Person,
        }
    }
}

/// How far a name is known to be the subject's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum NameStrength {
    /// The name the subject is filed under.
    Primary,
    /// A good alias.
    Aka,
    /// A weak alias: alone it is no ground for a hit.
    Weak,
    /// The name in its original script.
    Original,
}

/// One name of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct SubjectName {
    /// The name, in any script: `SURNAME, Given names` when it holds a comma, else in the order written.
    pub value: String,
    /// How good it is.
    pub strength: NameStrength,
}

/// One subject of a list, as the index takes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The caller's own handle, given back in [`Match::key`]. Unique within an index.
    pub key: u64,
    /// What it is.
    pub kind: SubjectKind,
    /// Its names.
    pub names: Vec<SubjectName>,
    /// Gender, where stated.
    pub gender: Option<Gender>,
    /// Dates of birth, each an alternative.
    pub births: Vec<PartialDate>,
    /// Nationalities.
    pub nationalities: Vec<Country>,
    /// Documents.
    pub documents: Vec<Document>,
}

/// A person to look for, or a thing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// What is looked for; a person where nothing is said.
    #[serde(default)]
    pub kind: Sought,
    /// Family name, empty when the name is not split.
    pub surname: String,
    /// Given names, empty when there are none or the name is not split.
    pub given: String,
    /// The whole name where it is not split (or where the whole says more than the parts).
    pub full: Option<String>,
    /// Date of birth.
    pub birth: Option<PartialDate>,
    /// Gender.
    pub gender: Option<Gender>,
    /// Nationality; of a thing, its flag or its country.
    pub nationality: Option<Country>,
    /// Documents; of a thing, its registrations, numbers, call signs and plates.
    pub documents: Vec<Document>,
}

/// How an index is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QueryOptions {
    /// Matches below this score are not given.
    pub threshold: f32,
    /// At most so many matches are given.
    pub top: usize,
}

impl Default for QueryOptions {
    fn default() -> Self {
        Self { threshold: DEFAULT_THRESHOLD, top: 20 }
    }
}

/// What a part of a score is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// The whole name, or the kind of name that matched.
    Name,
    /// The family name.
    Surname,
    /// The given names.
    Given,
    /// The date of birth.
    Birth,
    /// The gender.
    Gender,
    /// The nationality.
    Nationality,
    /// A document.
    Document,
}

/// How far a feature of the traveler and of the subject agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// They are the same.
    Agree,
    /// They are near, as a slip or another spelling would make them.
    Near,
    /// They contradict each other.
    Differ,
    /// One side does not say.
    Unknown,
}

/// One part of a score, with its reason in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// What it is about.
    pub feature: Feature,
    /// How the two sides agree.
    pub agreement: Agreement,
    /// The evidence, in natural log-odds: positive for, negative against. See [`score_of`](crate::score_of).
    pub weight: f32,
    /// The reason in words, for an officer.
    pub text: String,
}

/// A subject that a query met: a lead for an officer, never a verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// The subject's key.
    pub key: u64,
    /// From 0 to 1; always [`score_of`](crate::score_of) of `parts`.
    pub score: f32,
    /// The subject's name that matched best, as listed.
    pub name: String,
    /// The reasons.
    pub parts: Vec<Part>,
}
