use newtype_uuid::{GenericUuid, TypedUuid, TypedUuidKind, TypedUuidTag};
use uuid::Uuid;

use crate::{Clock, Rng};

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident, $kind:ident, $tag:literal;)*) => {$(
        #[doc = concat!("Tag of [`", stringify!($id), "`].")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind {}

        impl TypedUuidKind for $kind {
            fn tag() -> TypedUuidTag {
                const TAG: TypedUuidTag = TypedUuidTag::new($tag);
                TAG
            }
        }

        $(#[$doc])*
        pub type $id = TypedUuid<$kind>;
    )*};
}

ids! {
    /// One flight leg on one day, to or from this agency's ports.
    FlightId, FlightKind, "flight";
    /// One message as it arrived, byte for byte.
    MessageId, MessageKind, "message";
    /// One person on one flight: a listing, not an identity.
    TravelerId, TravelerKind, "traveler";
    /// A list of lookouts.
    ListId, ListKind, "list";
    /// One entry of a list.
    EntryId, EntryKind, "entry";
    /// One import of a list.
    ImportId, ImportKind, "import";
    /// One traveler met one entry.
    HitId, HitKind, "hit";
    /// A decision that holds for later meetings of the same person and entry.
    ClearanceId, ClearanceKind, "clearance";
    /// A user's account.
    AccountId, AccountKind, "account";
    /// A signed-in session.
    SessionId, SessionKind, "session";
    /// A piece of work for later.
    JobId, JobKind, "job";
    /// A node: a hub process group or an edge.
    NodeId, NodeKind, "node";
}

/// Makes UUID v7 identifiers from an injected clock and chance.
pub struct Ids<'a> {
    clock: &'a dyn Clock,
    rng: &'a dyn Rng,
}

impl<'a> Ids<'a> {
    /// Identifiers ordered by `clock`, made unique by `rng`.
    pub fn new(clock: &'a dyn Clock, rng: &'a dyn Rng) -> Self {
        Self { clock, rng }
    }

    /// A fresh untyped UUID v7.
    pub fn uuid(&self) -> Uuid {
        let mut random = [0; 10];
        self.rng.fill(&mut random);
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }

    /// A fresh identifier of kind `K`.
    pub fn id<K: TypedUuidKind>(&self) -> TypedUuid<K> {
        TypedUuid::from_untyped_uuid(self.uuid())
    }
}
