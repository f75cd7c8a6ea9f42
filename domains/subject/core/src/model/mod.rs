//! The records of the desk.

mod inquiry;

pub use inquiry::{INQUIRY, Inquiry, Shown};
