//! The records of one kind and their indexes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Bound::{self, Excluded, Included, Unbounded},
    sync::Arc,
};

use pc_store::{Cursor, Index, KindSchema, Page, Scan, StoreError, Stored, Value};
use uuid::Uuid;

/// A record and its raw bytes.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) stored: Stored,
    pub(crate) blob: Option<Vec<u8>>,
}

/// The records of one kind, by id and along each index.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    kind: &'static KindSchema,
    rows: BTreeMap<Uuid, Arc<Row>>,
    indexes: Vec<BTreeSet<Place>>,
}

/// A place in an index.
type Place = (Vec<Value>, Uuid);

/// The first place after all those that begin with `prefix`; `None` when there is no prefix.
fn after_all(prefix: &[Value]) -> Option<Place> {
    let (last, before) = prefix.split_last()?;
    let next = match last {
        Value::Null => Value::Int(i64::MIN),
        Value::Int(v) => v.checked_add(1).map_or_else(|| Value::Text(String::new()), Value::Int),
        Value::Text(v) => Value::Text(format!("{v}\0")),
    };
    Some(([before, &[next]].concat(), Uuid::nil()))
}

fn outside(place: &Place, high: &Bound<Place>) -> bool {
    matches!(high, Excluded(high) if place >= high)
}

impl Table {
    pub(crate) fn new(kind: &'static KindSchema) -> Self {
        Self { kind, rows: BTreeMap::new(), indexes: vec![BTreeSet::new(); kind.indexes.len()] }
    }

    pub(crate) fn get(&self, id: Uuid) -> Option<&Arc<Row>> {
        self.rows.get(&id)
    }

    pub(crate) fn kind(&self) -> &'static KindSchema {
        self.kind
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().map(AsRef::as_ref)
    }

    /// Puts (or, with `None`, removes) the row of `id` and gives back the one before.
    pub(crate) fn set(&mut self, id: Uuid, row: Option<Arc<Row>>) -> Option<Arc<Row>> {
        let before = self.rows.remove(&id);
        for (index, set) in self.kind.indexes.iter().zip(&mut self.indexes) {
            for place in before.iter().flat_map(|row| self.kind.places(index, &row.stored.values)) {
                set.remove(&(place, id));
            }
            for place in row.iter().flat_map(|row| self.kind.places(index, &row.stored.values)) {
                set.insert((place, id));
            }
        }
        if let Some(row) = row {
            self.rows.insert(id, row);
        }
        before
    }

    /// The first unique index in which another record has the same values (records without a value never clash).
    pub(crate) fn clash(&self, id: Uuid, values: &[Value]) -> Option<&'static str> {
        self.kind.indexes.iter().zip(&self.indexes).filter(|(index, _)| index.unique).find_map(
            |(index, set)| {
                let values = self.kind.index_values(index, values);
                if values.contains(&Value::Null) {
                    return None;
                }
                let place = (values, Uuid::nil());
                set.range(&place..)
                    .take_while(|(v, _)| *v == place.0)
                    .any(|(_, other)| *other != id)
                    .then_some(index.name)
            },
        )
    }

    fn places(&self, index: &Index) -> &BTreeSet<Place> {
        let at = self.kind.indexes.iter().position(|i| i.name == index.name).unwrap_or(0);
        &self.indexes[at]
    }

    pub(crate) fn count(&self, index: &Index, prefix: &[Value]) -> u64 {
        let start = (prefix.to_vec(), Uuid::nil());
        self.places(index).range(start..).take_while(|(values, _)| values.starts_with(prefix)).count() as u64
    }

    pub(crate) fn scan(&self, scan: &Scan) -> Result<Page, StoreError> {
        let index = scan.check()?;
        if let Some(column) = self.kind.words_column(index) {
            return Ok(self.by_words(scan, index, column));
        }
        let place = |values: &[Value], next: Option<&Value>| -> Place {
            (values.iter().chain(next).cloned().collect(), Uuid::nil())
        };
        let cursor = scan.after.as_ref().map(|c| (c.values.clone(), c.id));
        let start = place(&scan.prefix, scan.from.as_ref());
        let end = match (&scan.to, after_all(&scan.prefix)) {
            (Some(to), _) => Some(place(&scan.prefix, Some(to))),
            (None, end) => end,
        };
        let (mut low, mut high) = (Included(start), end.map_or(Unbounded, Excluded));
        match cursor {
            Some(cursor) if scan.reverse && !outside(&cursor, &high) => high = Excluded(cursor),
            Some(cursor) if !scan.reverse && matches!(&low, Included(l) if cursor >= *l) => {
                low = Excluded(cursor);
            }
            _ => {}
        }
        if matches!((&low, &high), (Included(l) | Excluded(l), Excluded(h)) if l >= h) {
            return Ok(Page { records: Vec::new(), next: None });
        }
        let range = self.places(index).range((low, high));
        let all: Box<dyn Iterator<Item = &Place>> =
            if scan.reverse { Box::new(range.rev()) } else { Box::new(range) };
        let found = all.filter(|(v, _)| v.get(scan.prefix.len()).is_none_or(|v| scan.in_range(v)));
        Ok(self.page(found, scan.limit))
    }

    /// Walks along the longest word looked for.
    fn by_words(&self, scan: &Scan, index: &Index, column: usize) -> Page {
        let longest = || scan.words.iter().max_by_key(|word| word.len()).map_or("", String::as_str);
        let word = scan.after.as_ref().and_then(|cursor| scan.word_of(cursor)).unwrap_or_else(longest);
        let start = ([scan.prefix.as_slice(), &[word.into()]].concat(), Uuid::nil());
        let cursor = scan.after.as_ref().map(|c| (c.values.clone(), c.id)).filter(|cursor| *cursor >= start);
        let low = cursor.map_or(Included(start), Excluded);
        let begins = |v: &[Value]| matches!(v.last(), Some(Value::Text(at)) if at.starts_with(word));
        let given = |v: &[Value], id: &Uuid| match (v.last(), self.rows.get(id)) {
            (Some(Value::Text(at)), Some(row)) => {
                matches!(&row.stored.values[column], Value::Text(words) if scan.given_at(word, at, words))
            }
            _ => false,
        };
        let range = self.places(index).range((low, Unbounded));
        let along = range.take_while(|(v, _)| v.starts_with(&scan.prefix) && begins(v));
        self.page(along.filter(|(v, id)| given(v, id)), scan.limit)
    }

    fn page<'a>(&self, mut found: impl Iterator<Item = &'a Place>, limit: usize) -> Page {
        let mut records = Vec::new();
        let mut last = None;
        for place in found.by_ref().take(limit) {
            if let Some(row) = self.rows.get(&place.1) {
                records.push(row.stored.clone());
                last = Some(place);
            }
        }
        let next = match (last, found.next()) {
            (Some((values, id)), Some(_)) => Some(Cursor { values: values.clone(), id: *id }),
            _ => None,
        };
        Page { records, next }
    }
}
