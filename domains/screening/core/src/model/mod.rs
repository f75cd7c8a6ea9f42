//! The records of screening.

mod clearance;
mod hit;
mod lapse;
mod person;
mod state;

pub use clearance::{CLEARANCE, Clearance};
pub use hit::{HIT, HistoryLine, Hit};
pub use lapse::Lapse;
pub use person::{SCREENED_PERSON, ScreenedPerson};
pub use state::{Decision, HitState, Reason, Reviewer, Verdict};
