//! IATA PADIS PNRGOV: reservations pushed to governments, read tolerantly.
//!
//! Sources: IATA PNRGOV EDIFACT implementation guides 11.1 to 17.1. Who is a person: each traveller (TIF) of GR.2
//! except group names; never one of a split reference (GR.8), another service (GR.9) or the history (GR.10–12).
//!
//! Policy for a TIF under TRI (GR.7) that matches nobody: it only points to a person, so it is reported and not
//! listed; where a reservation lists nobody in GR.2, those of GR.7 are the people.

mod docs;
mod names;
mod read;
mod record;
mod tvl;
mod write;

pub use read::read;
pub use write::write;
