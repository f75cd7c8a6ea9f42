//! The records of movement.

mod agency;
mod flight;
mod message;
mod traveler;

pub use agency::{AGENCY, Agency};
pub use flight::{
    Attention, Direction, FLIGHT, Flight, ManifestState, ManifestSummary, PeopleCounts, PortTime, flight_key,
};
pub use message::{MESSAGE, Message, TRANSMISSION, Transmission};
pub use traveler::{Feed, Listing, TRAVELER, Traveler, TravelerState, name_key};
