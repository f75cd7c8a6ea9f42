//! What every adapter checks alike: declarations when a store is opened, values and scans when it is used.

use std::collections::{BTreeSet, HashSet};

use crate::{Column, ColumnKind, Cursor, Index, KindSchema, Put, Scan, StoreError, Value};

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

    fn is_words(&self, column: &str) -> bool {
        self.columns.iter().any(|c| c.name == column && c.kind == ColumnKind::Words)
    }

    /// The place in [`KindSchema::columns`] of the words of an index of words; `None` for any other index.
    pub fn words_column(&self, index: &Index) -> Option<usize> {
        index.columns.last().filter(|last| self.is_words(last)).and_then(|last| self.column(last))
    }

    /// The places that a record with these values has in `index`: one, or in an index of words one for each word. There,
    /// a record without a value in one of the columns has none.
    pub fn places(&self, index: &Index, values: &[Value]) -> Vec<Vec<Value>> {
        let place = self.index_values(index, values);
        if self.words_column(index).is_none() {
            return vec![place];
        }
        let Some((Value::Text(words), before)) = place.split_last() else { return Vec::new() };
        if before.contains(&Value::Null) {
            return Vec::new();
        }
        let words: BTreeSet<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        words.into_iter().map(|word| [before, &[word.into()]].concat()).collect()
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
            let of_words = |column: &&&str| kind.is_words(column);
            let inside = &index.columns[..index.columns.len() - 1];
            if inside.iter().any(|c| of_words(&c)) || (index.unique && kind.words_column(index).is_some()) {
                return wrong(format!(
                    "{}: words stand last in index {}, which is not unique",
                    kind.name, index.name
                ));
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
                        | (ColumnKind::Text | ColumnKind::Words, Value::Text(_))
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
        let by_words = self.kind.words_column(index).is_some();
        if by_words == self.words.is_empty()
            || (by_words && (ranged || self.reverse || self.prefix.len() + 1 != index.columns.len()))
        {
            return Err(StoreError::backend(
                format!("scanning {} along {}", self.kind.name, self.index),
                "an index of words is walked by words, all columns before them given, and no other index is",
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

    /// Of the words looked for, the one to walk along after a cursor: the longest that the cursor's word begins with.
    pub fn word_of(&self, cursor: &Cursor) -> Option<&str> {
        let Some(Value::Text(place)) = cursor.values.last() else { return None };
        let begun = self.words.iter().filter(|word| place.starts_with(word.as_str()));
        begun.max_by_key(|word| word.len()).map(String::as_str)
    }

    /// Walking along the places of `word`: whether the place `at` is the one at which a record with all of `words` is
    /// given. It is its first one, so that the record is given once.
    pub fn given_at(&self, word: &str, at: &str, words: &str) -> bool {
        let all = || words.split(' ');
        all().filter(|w| w.starts_with(word)).min() == Some(at)
            && self.words.iter().all(|sought| all().any(|w| w.starts_with(sought.as_str())))
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
