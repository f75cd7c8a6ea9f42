//! What every adapter checks alike: declarations when a store is opened, values and scans when it is used.

use std::collections::HashSet;

use crate::{Column, ColumnKind, Index, KindSchema, Put, Scan, StoreError, Value};

/// Column names that every kind's table has already.
const OWN_COLUMNS: [&str; 8] =
    ["id", "version", "created", "updated", "subject_class", "subject_id", "doc", "blob"];

/// Table names that a store keeps for itself.
const OWN_TABLES: [&str; 8] =
    ["meta", "journal", "checkpoints", "idempotency", "jobs", "destructions", "subject_keys", "job"];

impl KindSchema {
    /// The index called `name`.
    pub fn index(&self, name: &str) -> Result<&'static Index, StoreError>
    where
        Self: 'static,
    {
        self.indexes
            .iter()
            .find(|i| i.name == name)
            .ok_or_else(|| StoreError::UnknownIndex { kind: self.name, index: name.to_owned() })
    }

    /// The place of the column called `name` in [`KindSchema::columns`].
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|c| c.name == name)
    }

    /// The values of `index` among `values`, which are in the order of the columns.
    pub fn index_values(&self, index: &Index, values: &[Value]) -> Vec<Value> {
        index
            .columns
            .iter()
            .map(|name| self.column(name).and_then(|at| values.get(at)).cloned().unwrap_or(Value::Null))
            .collect()
    }
}

/// Whether `kinds` can live in one store: names are plain and differ, indexes name columns that are there.
pub fn check_kinds(kinds: &[&'static KindSchema]) -> Result<(), StoreError> {
    let wrong = |text: String| Err(StoreError::backend("reading the declared record kinds", text));
    let mut tables = HashSet::new();
    for kind in kinds {
        if !plain(kind.name) || OWN_TABLES.contains(&kind.name) || kind.name.starts_with("sqlite") {
            return wrong(format!("{:?} cannot be the name of a kind", kind.name));
        }
        if !tables.insert(kind.name) {
            return wrong(format!("kind {} is declared twice", kind.name));
        }
        let mut columns = HashSet::new();
        for Column { name, .. } in kind.columns {
            if !plain(name) || OWN_COLUMNS.contains(name) || !columns.insert(*name) {
                return wrong(format!("{}: {name:?} cannot be the name of a (further) column", kind.name));
            }
        }
        let mut indexes = HashSet::new();
        for index in kind.indexes {
            if !plain(index.name) || !indexes.insert(index.name) || index.columns.is_empty() {
                return wrong(format!("{}: index {:?} is not well declared", kind.name, index.name));
            }
            if let Some(missing) = index.columns.iter().find(|c| !columns.contains(*c)) {
                return wrong(format!("{}: index {} names no column {missing}", kind.name, index.name));
            }
        }
    }
    Ok(())
}

fn plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

impl Put {
    /// Whether the values are as many as the columns, each of its column's type.
    pub fn check(&self) -> Result<(), StoreError> {
        let columns = self.kind.columns;
        let fits = columns.len() == self.values.len()
            && columns.iter().zip(&self.values).all(|(column, value)| {
                matches!(
                    (column.kind, value),
                    (_, Value::Null)
                        | (ColumnKind::Text, Value::Text(_))
                        | (ColumnKind::Integer, Value::Int(_))
                )
            });
        if fits {
            return Ok(());
        }
        Err(StoreError::backend(
            format!("checking the values of {} {}", self.kind.name, self.id),
            "they are not those of its columns",
        ))
    }
}

impl Scan {
    /// The index to go along, after checking that prefix, bounds and cursor belong to it.
    pub fn check(&self) -> Result<&'static Index, StoreError> {
        let index = self.kind.index(self.index)?;
        let ranged = self.from.is_some() || self.to.is_some();
        if self.prefix.len() + usize::from(ranged) > index.columns.len() {
            return Err(StoreError::backend(
                format!("scanning {} along {}", self.kind.name, self.index),
                "more values than the index has columns",
            ));
        }
        if let Some(cursor) = &self.after
            && (cursor.values.len() != index.columns.len() || !cursor.values.starts_with(&self.prefix))
        {
            return Err(StoreError::backend(
                format!("scanning {} along {}", self.kind.name, self.index),
                "the cursor is of another scan",
            ));
        }
        Ok(index)
    }

    /// Whether a value is between the bounds. An absent value is outside of every bound, above and below.
    pub fn in_range(&self, value: &Value) -> bool {
        if matches!(self.to, Some(Value::Null)) {
            return false;
        }
        let from = self.from.as_ref().filter(|v| **v != Value::Null);
        match (from, &self.to) {
            (None, None) => true,
            _ if *value == Value::Null => false,
            (from, to) => from.is_none_or(|f| value >= f) && to.as_ref().is_none_or(|t| value < t),
        }
    }
}
