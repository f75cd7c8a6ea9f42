//! A synthetic border agency: ports, carriers, a week of flights, the messages carriers send about them in the
//! real syntax with the real world's flaws, and a watchlist. Everything follows from a seed and a "now"; nobody
//! in it is real.
//!
//! [`Agency`] is for the demonstration and its tests; [`load_profile`], [`manifest_400`] and [`population`] (lists of
//! any length) are for measuring.

#![expect(clippy::cast_possible_wrap, reason = "all numbers here are small")]

mod agency;
mod cultures;
mod dice;
mod edi;
mod flaws;
mod flights;
mod load;
mod paxlst;
mod people;
mod plants;
mod pnrgov;
pub mod population;
mod ports;
#[cfg(test)]
mod tests;
mod traffic;
mod watchlist;

pub use agency::{Agency, Size};
pub use flights::Flight;
pub use load::{LOAD_FLIGHTS, LOAD_MESSAGES, Load, load_profile, manifest_400, manifest_400_at};
pub use people::{TravelDocument, Traveler};
pub use plants::{Plant, PlantKind};
pub use ports::{CARRIERS, Carrier, FOREIGN_PORTS, HOME_PORTS, HOME_ZONE, Port};
pub use watchlist::{LIST, watchlist, watchlist_update};

/// The seed of the demonstration.
pub const DEFAULT_SEED: u64 = 20_000;

/// A file as a carrier sends it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedMessage {
    /// When it arrives.
    pub at: jiff::Timestamp,
    /// A name that tells people what it is; unique.
    pub file_name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What is wrong with it, or special: `wrong-count`, `repeated`, …; for people and for tests.
    pub flaw: Option<&'static str>,
}
