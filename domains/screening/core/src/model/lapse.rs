use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Why an entry that a hit met does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Lapse {
    /// Its list does not have it any more.
    Removed,
    /// Somebody ended it.
    Ended,
    /// Its time is over.
    Expired {
        /// It counted until then.
        at: Timestamp,
    },
    /// Its time has not come.
    NotBegun {
        /// It counts from then on.
        at: Timestamp,
    },
}

impl Lapse {
    /// The words that hits have stored for an entry that does not count whatever the reason was, before it was noted by itself.
    pub const STORED: &str = "the entry was removed from its list";

    /// The entry's state as sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Removed => "removed",
            Self::Ended => "ended",
            Self::Expired { .. } => "expired",
            Self::NotBegun { .. } => "not_begun",
        }
    }

    /// Since when it does not count, or from when on it does, where its validity says so.
    pub fn at(self) -> Option<Timestamp> {
        match self {
            Self::Removed | Self::Ended => None,
            Self::Expired { at } | Self::NotBegun { at } => Some(at),
        }
    }
}

impl fmt::Display for Lapse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Removed => f.write_str("the entry was removed from its list"),
            Self::Ended => f.write_str("the entry was ended"),
            Self::Expired { .. } => f.write_str("the entry expired"),
            Self::NotBegun { .. } => f.write_str("the entry does not count yet"),
        }
    }
}
