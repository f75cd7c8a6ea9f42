use std::cmp::Ordering;

use jiff::Timestamp;
use pc_events::{Category, FlightBrief, PersonFacts};
use pc_kernel::{EntryId, GenericUuid, HitId, TravelerId};
use pc_name_match::Part;
use pc_watchlist::Entry;
use uuid::Uuid;

use crate::Reading;

/// Candidates below this score are not given: the engine promises to find those above it.
pub const NEAR: f32 = 0.5;
/// A single word of a name is never worth [`NEAR`], however well it fits; it is still what an officer has.
const NEAR_ONE_WORD: f32 = 0.15;
/// At most so many candidates of each source, people and things each.
pub const MOST: usize = 12;

/// How near a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// At or above the score at which a traveler would be a hit.
    Alert,
    /// The name, or one of its words, begins with what was typed: while somebody still types.
    Begins,
    /// Born on the day that was asked for, which was all that was.
    Born,
    /// Below that score: near, and no more.
    Near,
}

impl Group {
    /// The group of a score.
    pub fn of(score: f32, threshold: f32) -> Self {
        if score >= threshold { Self::Alert } else { Self::Near }
    }

    /// Its name as sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Begins => "begins",
            Self::Born => "born",
            Self::Near => "near",
        }
    }
}

/// An entry of a list in service.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The entry.
    pub id: EntryId,
    /// What the list says.
    pub entry: Entry,
    /// What an officer does, where the list says so.
    pub category: Option<Category>,
}

/// A hit, in short.
#[derive(Debug, Clone)]
pub struct HitBrief {
    /// The hit.
    pub id: HitId,
    /// Its state's name.
    pub state: &'static str,
    /// Its score.
    pub score: f32,
    /// What an officer does, where the entry says so.
    pub category: Option<Category>,
    /// Whether it no longer applies.
    pub stale: bool,
}

impl HitBrief {
    /// Whether what an officer does is grave, and the hit still applies.
    pub fn grave(&self) -> bool {
        !self.stale && self.category.is_some_and(Category::grave)
    }
}

/// A person on one flight: a listing, not an identity.
#[derive(Debug, Clone)]
pub struct Journey {
    /// The listing.
    pub traveler: TravelerId,
    /// The flight.
    pub flight: FlightBrief,
    /// What is known of the person.
    pub facts: PersonFacts,
    /// Whether the person is still listed.
    pub listed: bool,
    /// The hits, highest score first; of a candidate only those that still apply.
    pub hits: Vec<HitBrief>,
}

/// Whom a text may mean.
#[derive(Debug, Clone)]
pub enum Subject {
    /// Somebody or something on a list.
    Entry(Listed),
    /// Somebody on a flight.
    Traveler(Journey),
}

/// Somebody whom a text may mean: a lead, never a verdict.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Who.
    pub subject: Subject,
    /// How near.
    pub group: Group,
    /// 0 to 1; none where only the beginning of a name was compared, or the day of birth.
    pub score: Option<f32>,
    /// The name that met the text best.
    pub matched: String,
    /// What the score is made of.
    pub parts: Vec<Part>,
}

/// The score from which on candidates of `reading` are given.
pub fn floor(reading: &Reading) -> f32 {
    let one_word = reading.name_words().len() == 1 && reading.birth.is_none() && reading.documents.is_empty();
    if one_word { NEAR_ONE_WORD } else { NEAR }
}

/// The order in which candidates are shown: nearest first, lists before travelers where they are equally near.
pub fn order(candidates: &mut [Candidate]) {
    let rank = |c: &Candidate| matches!(c.subject, Subject::Traveler(_));
    candidates.sort_by(|a, b| {
        // As shown, with two digits: an order that nobody can see would look like none.
        let score = |c: &Candidate| (c.score.unwrap_or_default() * 100.0).round();
        let by_score = score(b).partial_cmp(&score(a)).unwrap_or(Ordering::Equal);
        let (a_at, a_id) = place(a);
        let (b_at, b_id) = place(b);
        let alike = a.group.cmp(&b.group).then(by_score).then(rank(a).cmp(&rank(b)));
        alike.then_with(|| a.matched.cmp(&b.matched)).then(b_at.cmp(&a_at)).then(a_id.cmp(&b_id))
    });
}

/// When a candidate travels, and which it is: the later journey of one name stands first.
fn place(candidate: &Candidate) -> (Option<Timestamp>, Uuid) {
    match &candidate.subject {
        Subject::Entry(listed) => (None, listed.id.into_untyped_uuid()),
        Subject::Traveler(journey) => (journey.flight.at, journey.traveler.into_untyped_uuid()),
    }
}
