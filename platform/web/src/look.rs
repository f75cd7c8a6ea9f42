//! Who looked at a record, found by the record: what the journal says in order of time, in order of what was looked at.

use jiff::Timestamp;
use pc_store::{
    Column, ColumnKind, Index, KindSchema, Owner, Record, Scan, StoreError, Subject, Value, WriteSet,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Caller;

/// One look of one account at one record of personal data. It is committed with the audit row that it repeats.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Look {
    /// Identifier.
    pub id: Uuid,
    /// The record looked at: a traveler, a hit, an entry, a message, a flight whose people were listed.
    pub record: Uuid,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: Uuid,
    /// Their sign-in name at the time.
    pub name: String,
    /// What for.
    pub purpose: String,
    /// What they asked the program, with ids and never with search terms.
    pub cause: String,
}

/// Declaration of [`Look`].
pub static LOOK: KindSchema = KindSchema {
    name: "look",
    schema: 1,
    owner: Owner::AppendOnly,
    columns: &[
        Column { name: "record", kind: ColumnKind::Text },
        Column { name: "at", kind: ColumnKind::Integer },
    ],
    indexes: &[Index { name: "by_record", columns: &["record", "at"], unique: false }],
};

impl Record for Look {
    const KIND: &'static KindSchema = &LOOK;

    fn id(&self) -> Uuid {
        self.id
    }

    fn values(&self) -> Vec<Value> {
        vec![self.record.into(), self.at.into()]
    }

    /// It names a record by its id and an account, as the journal's own lines do.
    fn subject(&self) -> Option<Subject> {
        None
    }
}

impl Look {
    /// Adds to `set` that `caller` looked at `records`, as the set's audit row says.
    pub fn add(
        set: &mut WriteSet,
        caller: &Caller,
        records: impl IntoIterator<Item = (Uuid, Uuid)>,
    ) -> Result<(), StoreError> {
        for (id, record) in records {
            let look = Self {
                id,
                record,
                at: set.audit.at,
                account: pc_kernel::GenericUuid::into_untyped_uuid(caller.account),
                name: caller.name.clone(),
                purpose: set.audit.purpose.clone().into_owned(),
                cause: set.audit.cause.clone().unwrap_or_default(),
            };
            set.insert(&look)?;
        }
        Ok(())
    }

    /// Looks at `record`, newest first, at most `limit`.
    pub fn at(record: Uuid, limit: usize) -> Scan {
        Scan::all::<Self>("by_record").prefix([record.into()]).reversed().limit(limit)
    }
}
