//! The records of the desk.

mod inquiry;
mod saved;

pub use inquiry::{INQUIRY, Inquiry, Shown};
pub use saved::{SAVED_SUBJECT, SavedSubject};
