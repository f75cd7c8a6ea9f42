//! Indexes of words: a table beside the kind's own with a row for each word of each record, written with the record and
//! made from the records whenever it is missing.
//!
//! No triggers: a statement with one keeps a journal of its own inside the transaction, and in a large set each took
//! longer than the one before.

use std::collections::HashMap;

use pc_store::{Cursor, Index, KindSchema, Page, Scan, StoreError, Value};
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter, types::Value as Sql};
use uuid::Uuid;

use crate::{
    error::backend,
    sql::{KindSql, param, read, values},
};

/// Places of a word counted to find the rarest of several; what has more is common.
const COMMON: i64 = 2_000;
/// After every text that begins so.
const END: char = '\u{10FFFF}';

/// The statements of an index of words.
pub(crate) struct WordsSql {
    index: &'static Index,
    insert: String,
    delete: String,
}

impl WordsSql {
    /// Those of every index of words of `kind`.
    pub(crate) fn all(kind: &'static KindSchema) -> Vec<Self> {
        let of_words = kind.indexes.iter().filter(|index| kind.words_column(index).is_some());
        of_words
            .map(|index| {
                let (table, columns) = (table(kind, index), columns(index));
                let marks = vec!["?"; columns.len()].join(", ");
                let equal: Vec<String> = columns.iter().map(|c| format!("\"{c}\" = ?")).collect();
                Self {
                    index,
                    insert: format!("INSERT INTO \"{table}\" VALUES ({marks})"),
                    delete: format!("DELETE FROM \"{table}\" WHERE {}", equal.join(" AND ")),
                }
            })
            .collect()
    }
}

/// The words of a record as they stand, for each index.
pub(crate) type Places = Vec<Vec<Vec<Value>>>;

/// The places of the record as it stands in the tables.
pub(crate) fn places(db: &Connection, kind: &KindSql, id: Uuid) -> rusqlite::Result<Places> {
    if kind.words.is_empty() {
        return Ok(Vec::new());
    }
    let values =
        db.prepare_cached(&kind.values)?.query_row([id], |row| values(kind.kind, row, 0)).optional()?;
    Ok(values.map_or_else(Vec::new, |values| places_of(kind, &values)))
}

/// The places of a record with these values.
pub(crate) fn places_of(kind: &KindSql, values: &[Value]) -> Places {
    kind.words.iter().map(|words| kind.kind.places(words.index, values)).collect()
}

/// What a set does to the tables of words. It is written in their order: neighbours together, since records in any order
/// have words anywhere.
#[derive(Default)]
pub(crate) struct Changes<'a> {
    gone: Vec<(&'a str, Vec<Value>, Uuid)>,
    new: Vec<(&'a str, Vec<Value>, Uuid)>,
}

impl<'a> Changes<'a> {
    /// The record `id` had these places and has those.
    pub(crate) fn note(&mut self, kind: &'a KindSql, id: Uuid, had: Places, has: Places) {
        let (mut had, mut has) = (had.into_iter(), has.into_iter());
        for words in &kind.words {
            let (had, has) = (had.next().unwrap_or_default(), has.next().unwrap_or_default());
            if had == has {
                continue;
            }
            self.gone.extend(had.into_iter().map(|place| (words.delete.as_str(), place, id)));
            self.new.extend(has.into_iter().map(|place| (words.insert.as_str(), place, id)));
        }
    }

    /// Writes them all.
    pub(crate) fn write(mut self, db: &Connection) -> rusqlite::Result<()> {
        for changes in [&mut self.gone, &mut self.new] {
            changes.sort_unstable();
            for (sql, place, id) in changes.iter() {
                let id = Sql::Blob(id.as_bytes().to_vec());
                let params = place.iter().map(param).chain([id]);
                db.prepare_cached(sql)?.execute(params_from_iter(params))?;
            }
        }
        Ok(())
    }
}

/// Makes the tables of the indexes of words that are missing or were declared otherwise, from the records, and removes
/// those that are no longer declared: nobody would take out of them what is to be forgotten.
pub(crate) fn prepare(db: &Connection, kind: &'static KindSchema) -> rusqlite::Result<()> {
    let there: HashMap<String, String> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let words = WordsSql::all(kind);
    let wanted: HashMap<String, String> =
        words.iter().map(|words| (table(kind, words.index), declared(kind, words.index))).collect();
    let ours = |name: &str, sql: &str| {
        name.strip_prefix(kind.name).is_some_and(|rest| rest.starts_with("__")) && sql.contains("\"__word\"")
    };
    for (name, _) in there.iter().filter(|(name, sql)| ours(name, sql) && wanted.get(*name) != Some(*sql)) {
        db.execute_batch(&format!("DROP TABLE \"{name}\""))?;
    }
    for words in &words {
        let name = table(kind, words.index);
        if there.get(&name) != wanted.get(&name) {
            db.execute_batch(&declared(kind, words.index))?;
            fill(db, kind, words)?;
        }
    }
    Ok(())
}

fn declared(kind: &KindSchema, index: &Index) -> String {
    let columns = columns(index);
    let before: String = columns[..columns.len() - 2]
        .iter()
        .map(|name| format!("\"{name}\" ANY NOT NULL, "))
        .collect::<Vec<_>>()
        .concat();
    let key = columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ");
    format!(
        "CREATE TABLE \"{}\" ({before}\"__word\" TEXT NOT NULL, \"__id\" BLOB NOT NULL, PRIMARY KEY ({key})) \
         STRICT, WITHOUT ROWID",
        table(kind, index)
    )
}

fn fill(db: &Connection, kind: &'static KindSchema, words: &WordsSql) -> rusqlite::Result<()> {
    let names: String = kind.columns.iter().map(|c| format!("\"{}\", ", c.name)).collect::<Vec<_>>().concat();
    let mut rows = db.prepare(&format!("SELECT id, {names}1 FROM \"{}\"", kind.name))?;
    let mut insert = db.prepare(&words.insert)?;
    let mut rows = rows.query([])?;
    while let Some(row) = rows.next()? {
        let id: Uuid = row.get(0)?;
        for place in kind.places(words.index, &values(kind, row, 1)?) {
            let id = Sql::Blob(id.as_bytes().to_vec());
            insert.execute(params_from_iter(place.iter().map(param).chain([id])))?;
        }
    }
    Ok(())
}

/// Reads a page along an index of words.
pub(crate) fn page(
    db: &Connection,
    kind: &KindSql,
    scan: &Scan,
    (index, column): (&Index, usize),
) -> Result<Page, StoreError> {
    let failed = backend("scanning words");
    let walk = Walk { db, kind, scan, index };
    let after = scan.after.as_ref().and_then(|cursor| Some((cursor, scan.word_of(cursor)?)));
    let word = match after {
        Some((_, word)) => word,
        None => walk.rarest().map_err(&failed)?,
    };
    let steps = match after {
        None => vec![("\"__word\" >= ? AND \"__word\" < ?", vec![text(word)])],
        Some((cursor, _)) => {
            let (at, id) = (place(cursor), Sql::Blob(cursor.id.as_bytes().to_vec()));
            vec![
                ("\"__word\" = ? AND \"__id\" > ?", vec![at.clone(), id]),
                ("\"__word\" > ? AND \"__word\" < ?", vec![at]),
            ]
        }
    };
    let (mut records, mut last, mut more) = (Vec::new(), None, false);
    for (condition, mut params) in steps {
        if params.len() < 2 {
            params.push(text(&format!("{word}{END}")));
        }
        let mut statement = walk.statement(condition).map_err(&failed)?;
        let params = scan.prefix.iter().map(param).chain(params);
        let mut rows = statement.query(params_from_iter(params)).map_err(&failed)?;
        while let Some(row) = rows.next().map_err(&failed)? {
            let Some(at) = walk.given(row, word, column).map_err(&failed)? else { continue };
            if records.len() == scan.limit {
                more = true;
                break;
            }
            let stored = read(kind.kind, row).map_err(&failed)?;
            last = Some((at, stored.id));
            records.push(stored);
        }
        if more {
            break;
        }
    }
    let next = last.filter(|_| more).map(|(at, id)| {
        let values = scan.prefix.iter().cloned().chain([Value::Text(at)]).collect();
        Cursor { values, id }
    });
    Ok(Page { records, next })
}

struct Walk<'a> {
    db: &'a Connection,
    kind: &'a KindSql,
    scan: &'a Scan,
    index: &'a Index,
}

impl<'a> Walk<'a> {
    /// The word looked for that begins the fewest words.
    fn rarest(&self) -> rusqlite::Result<&'a str> {
        let mut words: Vec<(i64, std::cmp::Reverse<usize>, &str)> = Vec::new();
        for word in &self.scan.words {
            let count = if self.scan.words.len() == 1 { 0 } else { self.count(word)? };
            words.push((count, std::cmp::Reverse(word.len()), word));
        }
        Ok(words.into_iter().min().map_or("", |(_, _, word)| word))
    }

    fn count(&self, word: &str) -> rusqlite::Result<i64> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM \"{}\" WHERE {}\"__word\" >= ? AND \"__word\" < ? LIMIT {COMMON})",
            table(self.kind.kind, self.index),
            self.equal(),
        );
        let bounds = [text(word), text(&format!("{word}{END}"))];
        let params = self.scan.prefix.iter().map(param).chain(bounds);
        self.db.prepare_cached(&sql)?.query_row(params_from_iter(params), |r| r.get(0))
    }

    fn statement(&self, condition: &str) -> rusqlite::Result<rusqlite::CachedStatement<'a>> {
        // CROSS JOIN keeps the order: along the words, then to the record of each.
        self.db.prepare_cached(&format!(
            "SELECT {}, \"__word\" FROM \"{}\" CROSS JOIN \"{}\" ON id = \"__id\" WHERE {}{condition}
             ORDER BY \"__word\", \"__id\"",
            self.kind.columns,
            table(self.kind.kind, self.index),
            self.kind.kind.name,
            self.equal(),
        ))
    }

    fn equal(&self) -> String {
        columns(self.index)[..self.scan.prefix.len()]
            .iter()
            .map(|c| format!("\"{c}\" = ? AND "))
            .collect::<Vec<_>>()
            .concat()
    }

    /// The place of the row, where its record is given there.
    fn given(&self, row: &Row<'_>, word: &str, column: usize) -> rusqlite::Result<Option<String>> {
        let words = row.get_ref(7 + column)?.as_str()?;
        let at = row.get_ref(row.as_ref().column_count() - 1)?.as_str()?;
        Ok(self.scan.given_at(word, at, words).then(|| at.to_owned()))
    }
}

fn table(kind: &KindSchema, index: &Index) -> String {
    format!("{}__{}", kind.name, index.name)
}

/// The columns of its table: those before the words under names of their own, the word, the record.
fn columns(index: &Index) -> Vec<String> {
    let before = (0..index.columns.len() - 1).map(|at| format!("__of_{at}"));
    before.chain(["__word".to_owned(), "__id".to_owned()]).collect()
}

fn place(cursor: &Cursor) -> Sql {
    cursor.values.last().map_or(Sql::Null, param)
}

fn text(text: &str) -> Sql {
    Sql::Text(text.to_owned())
}
