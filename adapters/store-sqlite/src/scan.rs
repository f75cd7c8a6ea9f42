//! Scans as SQL. A walk that goes on after a cursor is cut into steps, each of which is one range of the index: "same
//! values and a greater id", then "same values but the last, and that greater", and so on outwards. So every page costs
//! what it holds, wherever it begins, and absent values need no tricks.

use pc_store::{Cursor, Index, Page, Scan, StoreError, Stored, Value};
use rusqlite::{Connection, types::Value as Sql};
use uuid::Uuid;

use crate::{
    error::backend,
    sql::{KindSql, param, read},
    words,
};

/// One range of an index: the first columns equal, then conditions on the next.
struct Step {
    equal: Vec<Value>,
    conditions: Vec<(String, Option<Sql>)>,
}

/// Reads a page.
pub(crate) fn page(db: &Connection, kind: &KindSql, scan: &Scan) -> Result<Page, StoreError> {
    let index = scan.check()?;
    if let Some(column) = kind.kind.words_column(index) {
        return words::page(db, kind, scan, (index, column));
    }
    let failed = backend("scanning");
    let mut records: Vec<Stored> = Vec::new();
    // One more than asked for tells whether there is a next page.
    let wanted = scan.limit.saturating_add(1);
    for step in steps(scan, index) {
        if records.len() >= wanted {
            break;
        }
        let (sql, params) = step.sql(kind, index, scan.reverse, wanted - records.len());
        let mut statement = db.prepare_cached(&sql).map_err(&failed)?;
        let rows = statement
            .query_map(rusqlite::params_from_iter(params), |row| read(kind.kind, row))
            .map_err(&failed)?;
        for row in rows {
            records.push(row.map_err(&failed)?);
        }
    }
    let more = records.len() > scan.limit;
    records.truncate(scan.limit);
    let next = records
        .last()
        .filter(|_| more)
        .map(|last| Cursor { values: kind.kind.index_values(index, &last.values), id: last.id });
    Ok(Page { records, next })
}

fn steps(scan: &Scan, index: &Index) -> Vec<Step> {
    if scan.to == Some(Value::Null) {
        return Vec::new();
    }
    let ranged = scan.prefix.len();
    let Some(cursor) = &scan.after else {
        let conditions = index.columns.get(ranged).map_or_else(Vec::new, |column| bounds(scan, column));
        return vec![Step { equal: scan.prefix.clone(), conditions }];
    };
    let id = if scan.reverse { "id < ?" } else { "id > ?" };
    let mut steps = Vec::new();
    if cursor.values.get(ranged).is_none_or(|v| scan.in_range(v)) {
        let blob = Sql::Blob(cursor.id.as_bytes().to_vec());
        steps.push(Step { equal: cursor.values.clone(), conditions: vec![(id.to_owned(), Some(blob))] });
        for at in (ranged + 1..index.columns.len()).rev() {
            steps.extend(beyond(&cursor.values, at, index.columns[at], scan.reverse, Vec::new()));
        }
    }
    if let Some(column) = index.columns.get(ranged) {
        steps.extend(beyond(&cursor.values, ranged, column, scan.reverse, bounds(scan, column)));
    }
    steps
}

fn bounds(scan: &Scan, column: &str) -> Vec<(String, Option<Sql>)> {
    let from = scan
        .from
        .as_ref()
        .filter(|v| **v != Value::Null)
        .map(|v| (format!("\"{column}\" >= ?"), Some(param(v))));
    let to = scan.to.as_ref().map(|v| (format!("\"{column}\" < ?"), Some(param(v))));
    from.into_iter().chain(to).collect()
}

/// The steps in which the first `at` columns are those of the cursor and the next is beyond it.
fn beyond(
    values: &[Value],
    at: usize,
    column: &str,
    reverse: bool,
    bounds: Vec<(String, Option<Sql>)>,
) -> Vec<Step> {
    let bounded = !bounds.is_empty();
    let step = |condition: Option<(String, Option<Sql>)>, mut conditions: Vec<_>, equal: &[Value]| {
        conditions.extend(condition);
        Step { equal: equal.to_vec(), conditions }
    };
    let (before, value) = (&values[..at], &values[at]);
    match (reverse, value) {
        (false, Value::Null) => vec![step(Some((format!("\"{column}\" IS NOT NULL"), None)), bounds, before)],
        (false, value) => vec![step(Some((format!("\"{column}\" > ?"), Some(param(value)))), bounds, before)],
        (true, Value::Null) => Vec::new(),
        (true, value) => {
            let below = step(Some((format!("\"{column}\" < ?"), Some(param(value)))), bounds, before);
            // Absent values come first, so last on the way back; they are outside of every bound.
            let absent = (!bounded).then(|| step(None, Vec::new(), &[before, &[Value::Null]].concat()));
            std::iter::once(below).chain(absent).collect()
        }
    }
}

impl Step {
    fn sql(self, kind: &KindSql, index: &Index, reverse: bool, limit: usize) -> (String, Vec<Sql>) {
        let (mut terms, mut params) = equal(index, &self.equal);
        for (condition, value) in self.conditions {
            terms.push(condition);
            params.extend(value);
        }
        let direction = if reverse { " DESC" } else { "" };
        let order: String = index.columns[self.equal.len()..]
            .iter()
            .map(|c| format!("\"{c}\"{direction}, "))
            .collect::<Vec<_>>()
            .concat();
        let sql = format!(
            "SELECT {} FROM \"{}\"{} ORDER BY {order}id{direction} LIMIT ?",
            kind.columns,
            kind.kind.name,
            condition(&terms)
        );
        params.push(Sql::Integer(i64::try_from(limit).unwrap_or(i64::MAX)));
        (sql, params)
    }
}

fn equal(index: &Index, values: &[Value]) -> (Vec<String>, Vec<Sql>) {
    let terms = index.columns.iter().zip(values).map(|(column, value)| match value {
        Value::Null => format!("\"{column}\" IS NULL"),
        _ => format!("\"{column}\" = ?"),
    });
    (terms.collect(), values.iter().filter(|v| **v != Value::Null).map(param).collect())
}

fn condition(terms: &[String]) -> String {
    if terms.is_empty() { String::new() } else { format!(" WHERE {}", terms.join(" AND ")) }
}

/// Counts the records with these leading values.
pub(crate) fn count(
    db: &Connection,
    kind: &KindSql,
    index: &Index,
    prefix: &[Value],
) -> Result<u64, StoreError> {
    let (terms, params) = equal(index, prefix);
    let sql = format!("SELECT count(*) FROM \"{}\"{}", kind.kind.name, condition(&terms));
    db.prepare_cached(&sql)
        .and_then(|mut s| s.query_row(rusqlite::params_from_iter(params), |r| r.get(0)))
        .map_err(backend("counting"))
}

/// Reads one record.
pub(crate) fn get(db: &Connection, kind: &KindSql, id: Uuid) -> rusqlite::Result<Option<Stored>> {
    use rusqlite::OptionalExtension;
    db.prepare_cached(&kind.get)?.query_row([id], |row| read(kind.kind, row)).optional()
}
