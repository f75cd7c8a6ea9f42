//! UN/EDIFACT PAXLST: passenger and crew lists, read tolerantly and written.
//!
//! Sources: WCO/IATA PAXLST Implementation Guide (D.02B to D.12B), UN/EDIFACT directories. One rule stands above
//! the grammar: every person that can be recognised is listed; what is not understood is a warning.

mod codes;
mod countries;
mod flight;
mod legacy;
mod person;
mod read;
mod write;

pub use codes::function;
pub use read::read;
pub use write::{Options, write};
