use async_trait::async_trait;
use jiff::Timestamp;
use pc_kernel::TravelerId;
use pc_store::StoreError;

use crate::{Candidate, Known, Linked, Reading};

/// A question to the sources.
#[derive(Debug, Clone)]
pub struct Ask {
    /// The text as read.
    pub reading: Reading,
    /// The score at which a traveler would be a hit.
    pub threshold: f32,
}

/// What a source answered, and how old its data are.
#[derive(Debug, Clone)]
pub struct Found {
    /// The candidates, in no order.
    pub candidates: Vec<Candidate>,
    /// How many entries or people were looked through.
    pub among: usize,
    /// The data are those of this instant.
    pub as_of: Timestamp,
    /// What is newer than them and not yet looked through, in words.
    pub behind: Option<String>,
}

/// Why a source did not answer.
#[derive(Debug, thiserror::Error)]
pub enum Unavailable {
    /// It is being made ready.
    #[error("it is being built and will be there shortly")]
    Building,
    /// It took longer than an officer can wait.
    #[error("it did not answer in time")]
    Late,
    /// It failed.
    #[error("it failed")]
    Failed(#[from] StoreError),
}

/// Where candidates come from. Whoever implements it answers within its own deadline.
#[async_trait]
pub trait Sources: Send + Sync {
    /// Entries of the lists in service.
    async fn entries(&self, ask: &Ask) -> Result<Found, Unavailable>;

    /// People on recent and coming flights.
    async fn people(&self, ask: &Ask) -> Result<Found, Unavailable>;

    /// The journey of `traveler`, and those of what is possibly the same person, newest first; empty where there is no
    /// such traveler.
    async fn journeys(&self, traveler: TravelerId) -> Result<Vec<Linked>, StoreError>;

    /// Everything known of the person on these journeys, newest first.
    async fn known(&self, traveler: TravelerId) -> Result<Vec<Known>, StoreError>;
}
