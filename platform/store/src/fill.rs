use crate::{KindSchema, Record, Value};

/// How the columns of a kind follow from its documents: so a store fills a column that was declared after rows were
/// written, when it is opened.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// The kind.
    pub kind: &'static KindSchema,
    /// The values of a document; `None` where it cannot be read.
    pub values: fn(&[u8]) -> Option<Vec<Value>>,
}

impl Fill {
    /// For records of `R`.
    pub fn of<R: Record>() -> Self {
        Self { kind: R::KIND, values: |doc| Some(serde_json::from_slice::<R>(doc).ok()?.values()) }
    }
}
