use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{KindSchema, Stored, Value};

/// A walk along one index.
#[derive(Debug, Clone)]
pub struct Scan {
    /// The kind.
    pub kind: &'static KindSchema,
    /// The index's name.
    pub index: &'static str,
    /// Leading columns that must equal these values.
    pub prefix: Vec<Value>,
    /// The column after the prefix is at least this. A record without a value there is outside of every bound.
    pub from: Option<Value>,
    /// The column after the prefix is less than this.
    pub to: Option<Value>,
    /// Along an index of words: each of these begins a word of the record. A record is given once, whichever of its words
    /// begin so. One word gives them in the order of the words that begin so; several, in no promised order.
    pub words: Vec<String>,
    /// Go on after this place: a cursor that a page of the same scan gave.
    pub after: Option<Cursor>,
    /// From the end to the start.
    pub reverse: bool,
    /// At most so many records.
    pub limit: usize,
}

impl Scan {
    /// All along `index` of `R`, at most 1,000 records a page.
    pub fn all<R: crate::Record>(index: &'static str) -> Self {
        Self {
            kind: R::KIND,
            index,
            prefix: Vec::new(),
            from: None,
            to: None,
            words: Vec::new(),
            after: None,
            reverse: false,
            limit: 1000,
        }
    }

    /// Only records whose leading columns equal `values`.
    #[must_use]
    pub fn prefix(mut self, values: impl IntoIterator<Item = Value>) -> Self {
        self.prefix = values.into_iter().collect();
        self
    }

    /// The column after the prefix in `from..to`.
    #[must_use]
    pub fn range(mut self, from: Option<Value>, to: Option<Value>) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// Only records of which a word begins with each of `words`.
    #[must_use]
    pub fn words(mut self, words: impl IntoIterator<Item = String>) -> Self {
        self.words = words.into_iter().collect();
        self
    }

    /// From the end.
    #[must_use]
    pub fn reversed(mut self) -> Self {
        self.reverse = true;
        self
    }

    /// At most `limit` records.
    #[must_use]
    pub fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }

    /// On from `cursor`.
    #[must_use]
    pub fn after(mut self, cursor: Option<Cursor>) -> Self {
        self.after = cursor;
        self
    }
}

/// A place in an index: the last record seen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    /// Its index values.
    pub values: Vec<Value>,
    /// Its id.
    pub id: Uuid,
}

/// A page of records and where the next begins.
#[derive(Debug, Clone)]
pub struct Page {
    /// The records, in the order of the scan.
    pub records: Vec<Stored>,
    /// Where to go on; `None` at the end.
    pub next: Option<Cursor>,
}
