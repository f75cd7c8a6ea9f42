//! The statements of each kind, written once at opening.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use jiff::Timestamp;
use pc_store::{KindSchema, StoreError, Stored, Subject, Value};
use rusqlite::{
    Row,
    types::{Type, Value as Sql, ValueRef},
};

use crate::words::WordsSql;

/// The statements of one kind.
pub(crate) struct KindSql {
    pub(crate) kind: &'static KindSchema,
    /// Columns of a [`Stored`], for [`read`].
    pub(crate) columns: String,
    pub(crate) get: String,
    pub(crate) blob: String,
    pub(crate) version: String,
    pub(crate) insert: String,
    pub(crate) update: String,
    pub(crate) delete: String,
    /// Finds what clashes, for each unique index: values of the index, then the id.
    pub(crate) clash: Vec<(&'static str, Vec<usize>, String)>,
    pub(crate) of_subject: String,
    pub(crate) delete_subject: String,
    /// The column values alone.
    pub(crate) values: String,
    pub(crate) words: Vec<WordsSql>,
}

/// The statements of every kind of a store.
#[derive(Clone)]
pub(crate) struct Kinds(Arc<HashMap<&'static str, KindSql>>);

impl Kinds {
    pub(crate) fn new(kinds: &[&'static KindSchema]) -> Self {
        Self(Arc::new(kinds.iter().map(|kind| (kind.name, KindSql::new(kind))).collect()))
    }

    pub(crate) fn of(&self, kind: &KindSchema) -> Result<&KindSql, StoreError> {
        self.0.get(kind.name).ok_or_else(|| StoreError::UnknownKind(kind.name.to_owned()))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &KindSql> {
        self.0.values()
    }
}

impl KindSql {
    fn new(kind: &'static KindSchema) -> Self {
        let table = kind.name;
        let names: String =
            kind.columns.iter().map(|c| format!("\"{}\", ", c.name)).collect::<Vec<_>>().concat();
        let columns = format!("id, version, created, updated, subject_class, subject_id, doc, {names}1");
        // Parameters of insert and update: id, version, time, subject class and id, document, raw bytes, values.
        let params: String =
            (8..8 + kind.columns.len()).map(|n| format!("?{n}, ")).collect::<Vec<_>>().concat();
        let sets: String = kind
            .columns
            .iter()
            .zip(8..)
            .map(|(c, n)| format!("\"{}\" = ?{n}, ", c.name))
            .collect::<Vec<_>>()
            .concat();
        let clash = kind.indexes.iter().filter(|i| i.unique).map(|index| {
            let places = index.columns.iter().filter_map(|c| kind.column(c)).collect();
            let equal: String = index
                .columns
                .iter()
                .zip(1..)
                .map(|(c, n)| format!("\"{c}\" = ?{n} AND "))
                .collect::<Vec<_>>()
                .concat();
            let last = index.columns.len() + 1;
            (index.name, places, format!("SELECT 1 FROM \"{table}\" WHERE {equal}id <> ?{last}"))
        });
        let subject = "subject_id = ?1 AND subject_class = ?2";
        Self {
            kind,
            get: format!("SELECT {columns} FROM \"{table}\" WHERE id = ?1"),
            columns,
            blob: format!("SELECT blob FROM \"{table}\" WHERE id = ?1"),
            version: format!("SELECT version FROM \"{table}\" WHERE id = ?1"),
            insert: format!(
                "INSERT INTO \"{table}\" (id, version, created, updated, subject_class, subject_id, doc, {names}blob)
                 VALUES (?1, ?2, ?3, ?3, ?4, ?5, ?6, {params}?7)"
            ),
            update: format!(
                "UPDATE \"{table}\" SET version = ?2, updated = ?3, subject_class = ?4, subject_id = ?5, doc = ?6,
                 {sets}blob = coalesce(?7, blob) WHERE id = ?1 AND version = ?2 - 1"
            ),
            delete: format!("DELETE FROM \"{table}\" WHERE id = ?1 AND version = ?2"),
            values: format!("SELECT {names}1 FROM \"{table}\" WHERE id = ?1"),
            words: WordsSql::all(kind),
            clash: clash.collect(),
            of_subject: format!("SELECT id, version FROM \"{table}\" WHERE {subject} ORDER BY id"),
            delete_subject: format!("DELETE FROM \"{table}\" WHERE {subject}"),
        }
    }
}

/// Reads a row of [`KindSql::columns`].
pub(crate) fn read(kind: &KindSchema, row: &Row<'_>) -> rusqlite::Result<Stored> {
    let subject = match row.get(5)? {
        Some(id) => Some(Subject { class: Cow::Owned(row.get(4)?), id }),
        None => None,
    };
    let doc = match row.get_ref(6)? {
        ValueRef::Text(bytes) => bytes.to_vec(),
        other => return Err(rusqlite::Error::InvalidColumnType(6, "doc".to_owned(), other.data_type())),
    };
    let values = values(kind, row, 7)?;
    Ok(Stored {
        id: row.get(0)?,
        version: row.get(1)?,
        created: time(row, 2)?,
        updated: time(row, 3)?,
        doc,
        values,
        subject,
    })
}

/// The column values of a row, which begin at column `first`.
pub(crate) fn values(kind: &KindSchema, row: &Row<'_>, first: usize) -> rusqlite::Result<Vec<Value>> {
    let mut values = Vec::with_capacity(kind.columns.len());
    for at in 0..kind.columns.len() {
        values.push(match row.get(first + at)? {
            Sql::Integer(v) => Value::Int(v),
            Sql::Text(v) => Value::Text(v),
            _ => Value::Null,
        });
    }
    Ok(values)
}

/// A value as a parameter.
pub(crate) fn param(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Int(v) => Sql::Integer(*v),
        Value::Text(v) => Sql::Text(v.clone()),
    }
}

fn time(row: &Row<'_>, at: usize) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(row.get(at)?)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, Type::Integer, Box::new(e)))
}
