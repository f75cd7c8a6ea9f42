use jiff::Timestamp;
use uuid::Uuid;

use crate::Journey;

/// A journey of what is possibly the same person: linked, never merged.
#[derive(Debug, Clone)]
pub struct Linked {
    /// The journey.
    pub journey: Journey,
    /// Why it is linked, in words; empty for the journey asked about.
    pub reasons: Vec<String>,
}

/// What kind of thing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum KnownKind {
    /// A flight that the person was listed on.
    Journey,
    /// A message named the person.
    Message,
    /// The person met an entry of a list, or no longer does.
    Hit,
    /// Somebody decided on a hit.
    Decision,
    /// Somebody looked.
    Look,
}

impl KnownKind {
    /// Its name as sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Journey => "journey",
            Self::Message => "message",
            Self::Hit => "hit",
            Self::Decision => "decision",
            Self::Look => "look",
        }
    }
}

/// One thing that the node knows of a person.
#[derive(Debug, Clone)]
pub struct Known {
    /// When it happened.
    pub at: Timestamp,
    /// What it is.
    pub kind: KnownKind,
    /// Who did it: an account's name, a part of the program, a sender.
    pub by: Option<String>,
    /// In words, without names of persons.
    pub text: String,
    /// What for, or why: the purpose of a look, the reason of a decision.
    pub why: Option<String>,
    /// The journey that it belongs to.
    pub traveler: Uuid,
    /// The message, hit or flight to open.
    pub opens: Uuid,
}

/// Newest first; of one instant, in an order of its own so that pages do not overlap.
pub fn newest_first(known: &mut [Known]) {
    known.sort_by(|a, b| {
        let key = |k: &Known| (k.kind, k.traveler, k.opens);
        b.at.cmp(&a.at).then_with(|| key(a).cmp(&key(b))).then_with(|| a.text.cmp(&b.text))
    });
}
