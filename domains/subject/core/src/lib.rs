//! The desk: one box in which an officer looks for anybody, the subjects saved from it, and who was looked at.
//!
//! **Words.** A *reading* is what a typed text was taken for. A *candidate* is an entry of a list or a traveler that
//! the text may mean: a lead, never a verdict. An *inquiry* is one stretch of typing by one account, kept with what
//! it asked and whom it showed.
//!
//! **Invariants.** Nothing typed is dropped silently. A weak candidate is told apart from one at or above the alert
//! threshold. No candidate leaves before an inquiry that covers it is on disk.
//!
//! **Events**: none in, none out. What is asked about comes through [`Sources`].

mod candidate;
mod known;
pub mod model;
mod reading;
pub mod saved;
mod sources;

pub use candidate::{Candidate, Group, HitBrief, Journey, Listed, MOST, NEAR, Subject, floor, order};
pub use known::{Known, KnownKind, Linked, newest_first};
pub use model::{Inquiry, SavedSubject};
pub use reading::{Field, LONGEST, Reading, Word, any_date, date};
pub use sources::{Ask, Found, Sources, Unavailable};

pub use pc_events::Category;
pub use pc_name_match::{Agreement, Feature, Part};
pub use pc_watchlist::{NameKind, Schema};

use pc_store::KindSchema;

/// Retention class of inquiries: what was asked is personal data of the person asked about.
pub const RETENTION: &str = "inquiry";

/// The record kinds of this domain.
pub const KINDS: &[&KindSchema] = &[&model::INQUIRY, &model::SAVED_SUBJECT];
