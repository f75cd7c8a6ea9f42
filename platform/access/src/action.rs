use std::{fmt, str::FromStr};

use crate::Unknown;

macro_rules! actions {
    ($($(#[doc = $doc:literal])* $action:ident = $name:literal;)*) => {
        /// What a request does, as `resource:verb`. Every API operation names one in `x-permission`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[doc = $doc])* $action,)*
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$action),*];

            /// Its name in policies and in the API description.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$action => $name,)* }
            }
        }
    };
}

actions! {
    /// Version, index and journal position.
    StatusRead = "status:read";
    /// See and end one's own session.
    SessionOwn = "session:own";
    /// Hear that records changed (ids only).
    EventsRead = "events:read";
    /// The board.
    FlightList = "flight:list";
    /// One flight.
    FlightRead = "flight:read";
    /// Enter or change scheduled flights.
    FlightSchedule = "flight:schedule";
    /// People of a flight.
    TravelerList = "traveler:list";
    /// One person, with sources.
    TravelerRead = "traveler:read";
    /// Everything known of one person, across journeys.
    TravelerHistory = "traveler:history";
    /// What messages came in.
    MessageList = "message:list";
    /// One message, its bytes included.
    MessageRead = "message:read";
    /// Hand in a message.
    MessageSubmit = "message:submit";
    /// The queue of hits.
    HitList = "hit:list";
    /// One hit with both sides.
    HitRead = "hit:read";
    /// Claim and decide a hit.
    HitDecide = "hit:decide";
    /// Give a hit to a reviewer.
    HitAssign = "hit:assign";
    /// Lists and their imports.
    ListRead = "list:read";
    /// Import a list.
    ListImport = "list:import";
    /// Undo the import of a list.
    ListUndo = "list:undo";
    /// One lookout entry.
    EntryRead = "entry:read";
    /// Make, change and end entries by hand.
    EntryWrite = "entry:write";
    /// Approve what somebody else proposed for a grave entry.
    EntryApprove = "entry:approve";
    /// Ask about anybody from the desk.
    SubjectQuery = "subject:query";
    /// Keep an eye on subjects of one's own.
    SubjectSave = "subject:save";
    /// The journal's lines.
    JournalRead = "journal:read";
    /// Who has an account.
    AccountList = "account:list";
    /// Make and change accounts.
    AccountManage = "account:manage";
}

impl Action {
    /// The kind of thing acted on: the part before the colon.
    pub fn resource(self) -> &'static str {
        self.as_str().split_once(':').map_or("", |(resource, _)| resource)
    }

    pub(crate) fn bit(self) -> u64 {
        1 << (self as u8)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Action {
    type Err = Unknown;

    fn from_str(text: &str) -> Result<Self, Unknown> {
        Self::ALL.iter().copied().find(|a| a.as_str() == text).ok_or_else(|| Unknown(text.to_owned()))
    }
}
