//! Flights, manifests, the people on them: what arrives, when, and who is aboard.
//!
//! **Words.** A *transmission* is one delivery of bytes (a file, an HTTP body); it holds one or more *messages*. A
//! *flight* is one leg on one day. A *traveler* is one person as listed on one flight: a listing, not an identity.
//! APIS and reservation data are two *feeds* about the same listing.
//!
//! **Invariants.** Raw bytes are kept as they came, refused or not. Two people of one message never become one
//! listing. A misread message never drops anybody: only a complete list, a cancellation or a close-out does.
//!
//! **Events out**: `movement.traveler-listed`, `movement.traveler-dropped`. **In**: `screening.traveler-screened`.

pub mod commands;
mod error;
mod intake;
pub mod model;
pub mod queries;
mod reactor;
pub mod rules;

pub use error::MovementError;
pub use intake::{Intake, IntakeError};
pub use model::{
    Agency, Attention, Direction, Feed, Flight, Listing, ManifestState, Message, PortTime, Transmission,
    Traveler, TravelerState,
};
pub use reactor::HitCountReactor;

pub use pc_manifest::{Function, Person};

use pc_store::KindSchema;

/// Retention class of what carriers send about travelers.
pub const RETENTION: &str = "advance-information";

/// The record kinds of this domain.
pub const KINDS: &[&KindSchema] =
    &[&model::AGENCY, &model::FLIGHT, &model::TRAVELER, &model::MESSAGE, &model::TRANSMISSION];
