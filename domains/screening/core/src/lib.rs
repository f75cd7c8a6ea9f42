//! People against lookouts: hits, review, decisions.
//!
//! **Words.** A *hit* is one traveler meeting one entry of a list, with a score and its parts. It is a lead for an
//! officer, never a verdict. A *decision* is what an analyst says of it, with a reason. A *clearance* is a decision of
//! "not a match" that holds for later meetings of the same person and entry.
//!
//! **Invariants.** A decision is never overwritten: it is added to the hit's history. "Not a match" holds until the
//! person or the entry changes; then the hit is new again and says why. A hit whose traveler was dropped or whose entry
//! was removed stays, marked stale.
//!
//! **Events out**: `screening.traveler-screened`. **In**: `movement.traveler-listed`, `movement.traveler-dropped`,
//! `lookout.list-imported`.

pub mod commands;
mod error;
mod lookouts;
pub mod model;
pub mod queries;
mod reactor;
pub mod rules;

pub use error::ScreeningError;
pub use lookouts::{Changed, EntryCard, EntryNow, LookoutIndex, Lookouts, subject};
pub use model::{
    Clearance, Decision, HistoryLine, Hit, HitState, Lapse, Reason, Reviewer, ScreenedPerson, Verdict,
};
pub use reactor::ScreeningReactor;

pub use pc_events::Category;
pub use pc_name_match::{Agreement, Feature};
pub use pc_watchlist::{NameKind, Schema};

use pc_store::KindSchema;

/// Retention class of hits and of what they were made from.
pub const RETENTION: &str = "advance-information";

/// Queue of re-screening work.
pub const RESCREEN_QUEUE: &str = "screening.rescreen";

/// The record kinds of this domain.
pub const KINDS: &[&KindSchema] = &[&model::HIT, &model::CLEARANCE, &model::SCREENED_PERSON];
