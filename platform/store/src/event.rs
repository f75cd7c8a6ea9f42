use std::borrow::Cow;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{StoreError, Subject};

/// Something that happened, told to other domains and kept in the journal. Domains meet only through these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Name in the past tense, e.g. `movement.manifest-applied`.
    pub name: Cow<'static, str>,
    /// Version of the payload's form.
    pub version: u32,
    /// Whose personal data the payload holds; it is sealed under that key in the journal.
    pub subject: Option<Subject>,
    /// The payload.
    pub payload: serde_json::Value,
}

/// A payload that belongs to one event name.
pub trait EventPayload: Serialize + DeserializeOwned {
    /// The event's name.
    const NAME: &'static str;
    /// The payload's version.
    const VERSION: u32;
}

impl Event {
    /// The event that carries `payload`.
    pub fn new<P: EventPayload>(payload: &P, subject: Option<Subject>) -> Result<Self, StoreError> {
        Ok(Self {
            name: Cow::Borrowed(P::NAME),
            version: P::VERSION,
            subject,
            payload: serde_json::to_value(payload).map_err(StoreError::Encode)?,
        })
    }

    /// The payload, when this is an event of that name and version.
    pub fn payload<P: EventPayload>(&self) -> Option<P> {
        if self.name != P::NAME || self.version != P::VERSION {
            return None;
        }
        P::deserialize(&self.payload).ok()
    }
}
