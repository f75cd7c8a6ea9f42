use serde::{Deserialize, Serialize};

use crate::{Country, PartialDate};

/// What a person does aboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Travels.
    Passenger,
    /// Works aboard, or is positioned to.
    Crew,
}

/// Gender as documents state it (ICAO 9303-3 §4: F, M, X or unspecified).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Gender {
    /// Female.
    F,
    /// Male.
    M,
    /// Neither, or not stated on the document.
    X,
}

impl Gender {
    /// Reads `F`, `M`, `X`, `U`, their infant forms (`FI`, `MI`) and the English words; anything else is `None`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_uppercase().as_str() {
            "F" | "FI" | "FC" | "FEMALE" => Some(Self::F),
            "M" | "MI" | "MC" | "MALE" => Some(Self::M),
            "X" | "U" | "<" | "UNKNOWN" | "UNSPECIFIED" | "OTHER" => Some(Self::X),
            _ => None,
        }
    }

    /// `F`, `M` or `X`.
    pub fn letter(self) -> char {
        match self {
            Self::F => 'F',
            Self::M => 'M',
            Self::X => 'X',
        }
    }
}

/// What kind of document, as far as a message or a list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// A passport of any sort.
    Passport,
    /// A visa.
    Visa,
    /// A national identity card or number.
    Identity,
    /// A residence permit or resident card.
    Residence,
    /// A crew member's certificate or pilot's licence.
    Crew,
    /// Any other stated kind.
    Other,
    /// The kind is not stated.
    Unknown,
}

/// A document, as stated by a message or a list.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Document {
    /// Its kind.
    pub kind: DocumentKind,
    /// The code or words it was stated with (`P`, `V`, `Cedula No.`), for those who want the original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<String>,
    /// Its number, as stated.
    pub number: String,
    /// Who issued it; `None` when absent or not recognised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<Country>,
    /// When it expires.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expiry: Option<PartialDate>,
}

impl Document {
    /// The number with everything but letters and digits removed, upper-case: for comparison.
    pub fn normal_number(&self) -> String {
        self.number.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
    }
}
