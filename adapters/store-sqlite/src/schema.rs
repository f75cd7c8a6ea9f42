//! The tables: the store's own, and one for each kind, which grow with the declarations.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use pc_journal::{Checkpoint, Hash};
use pc_store::{Column, ColumnKind, Fill, Index, KindSchema};
use rusqlite::{
    Connection, OptionalExtension, params, params_from_iter,
    types::{Type, Value as Sql},
};

use crate::{DATABASE, OpenError, sql::param, words};

/// The form of the database. A newer one is refused.
pub(crate) const FORM: i64 = 1;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS journal (sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS checkpoints (
        sequence INTEGER PRIMARY KEY, hash BLOB NOT NULL, at TEXT NOT NULL, signature BLOB NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS idempotency (key TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS jobs (
        id BLOB PRIMARY KEY, queue TEXT NOT NULL, payload TEXT NOT NULL,
        due INTEGER NOT NULL, attempts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS jobs_by_due ON jobs (queue, due, id);
    CREATE TABLE IF NOT EXISTS subject_keys (
        key BLOB PRIMARY KEY, class TEXT NOT NULL, subject BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS subject_keys_by_subject ON subject_keys (subject, class);
    CREATE TABLE IF NOT EXISTS destructions (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;";

/// What every connection that writes is set to.
pub(crate) fn durable(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(512);
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864;
         PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;",
    )
}

/// Folds the write-ahead log into the file and empties it; `false` when a reader is in the way.
pub(crate) fn fold(connection: &Connection) -> rusqlite::Result<bool> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0));
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    Ok(busy? == 0)
}

/// Makes what is missing: the store's tables, those of `kinds`, columns and indexes declared since.
///
/// A column added later is filled from the documents as `fill` says; of kinds that it does not name it is empty in rows
/// written before, until they are put again. A column no longer declared stays,
/// unused.
pub(crate) fn prepare(
    db: &mut Connection,
    kinds: &[&'static KindSchema],
    fill: &[Fill],
    node: &str,
    name: &str,
) -> Result<(), OpenError> {
    let sqlite = |e| OpenError::sqlite("preparing the tables of portcullis.db")(e);
    let tx = db.transaction().map_err(sqlite)?;
    let has_meta: bool = tx
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'", [], |r| r.get(0))
        .map_err(sqlite)?;
    let found = if has_meta { meta(&tx, "form").map_err(sqlite)? } else { None };
    if let Some(found) = found.and_then(|f| f.parse::<i64>().ok())
        && found > FORM
    {
        return Err(OpenError::TooNew { file: DATABASE, found, known: FORM });
    }
    tx.execute_batch(TABLES).map_err(sqlite)?;
    if let Some(database) = meta(&tx, "node").map_err(sqlite)?
        && database != node
    {
        return Err(OpenError::OtherNode { database, keys: node.to_owned() });
    }
    for (key, value) in [("form", FORM.to_string().as_str()), ("node", node), ("name", name)] {
        tx.execute(
            "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2 WHERE value <> ?2",
            [key, value],
        )
        .map_err(sqlite)?;
    }
    for kind in kinds {
        let fill = fill.iter().find(|fill| fill.kind == *kind);
        table(&tx, kind, fill).map_err(sqlite)?;
    }
    tx.commit().map_err(sqlite)
}

pub(crate) fn meta(db: &Connection, key: &str) -> rusqlite::Result<Option<String>> {
    db.query_row("SELECT value FROM meta WHERE key = ?1", [key], |r| r.get(0)).optional()
}

fn table(db: &Connection, kind: &'static KindSchema, fill: Option<&Fill>) -> rusqlite::Result<()> {
    let name = kind.name;
    let typed = |kind: ColumnKind| match kind {
        ColumnKind::Text | ColumnKind::Words => "TEXT",
        ColumnKind::Integer => "INTEGER",
    };
    let columns: String = kind
        .columns
        .iter()
        .map(|c| format!("\"{}\" {}, ", c.name, typed(c.kind)))
        .collect::<Vec<_>>()
        .concat();
    db.execute_batch(&format!(
        "CREATE TABLE IF NOT EXISTS \"{name}\" (
            id BLOB PRIMARY KEY NOT NULL, version INTEGER NOT NULL, created INTEGER NOT NULL,
            updated INTEGER NOT NULL, {columns}subject_class TEXT, subject_id BLOB, doc TEXT NOT NULL, blob BLOB
        ) STRICT;"
    ))?;
    let there: HashSet<String> = db
        .prepare(&format!("SELECT name FROM pragma_table_info('{name}')"))?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    let added: Vec<_> = kind.columns.iter().filter(|c| !there.contains(c.name)).collect();
    for column in &added {
        db.execute_batch(&format!(
            "ALTER TABLE \"{name}\" ADD COLUMN \"{}\" {}",
            column.name,
            typed(column.kind)
        ))?;
    }
    if let Some(fill) = fill.filter(|_| !added.is_empty()) {
        fill_columns(db, kind, fill, &added)?;
    }
    indexes(db, kind)?;
    words::prepare(db, kind)
}

/// Writes the columns `added` of every row, a page of rows at a time.
fn fill_columns(db: &Connection, kind: &KindSchema, fill: &Fill, added: &[&Column]) -> rusqlite::Result<()> {
    let name = kind.name;
    tracing::info!(kind = name, "filling columns that were added");
    let sets: Vec<String> = added.iter().map(|c| format!("\"{}\" = ?", c.name)).collect();
    let mut write = db.prepare(&format!("UPDATE \"{name}\" SET {} WHERE rowid = ?", sets.join(", ")))?;
    let mut page =
        db.prepare(&format!("SELECT rowid, doc FROM \"{name}\" WHERE rowid > ? ORDER BY rowid LIMIT 1000"))?;
    let mut after = i64::MIN;
    loop {
        let rows: Vec<(i64, String)> =
            page.query_map([after], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after = *last;
        for (row, doc) in &rows {
            let Some(values) = (fill.values)(doc.as_bytes()) else { continue };
            let wanted = added.iter().filter_map(|c| values.get(kind.column(c.name)?)).map(param);
            write.execute(params_from_iter(wanted.chain([Sql::Integer(*row)])))?;
        }
    }
}

fn indexes(db: &Connection, kind: &KindSchema) -> rusqlite::Result<()> {
    let name = kind.name;
    let mut wanted: HashMap<String, String> =
        kind.indexes.iter().filter(|i| kind.words_column(i).is_none()).map(|i| index(kind, i)).collect();
    let subject = format!("{name}__subject");
    wanted.insert(
        subject.clone(),
        format!(
            "CREATE INDEX \"{subject}\" ON \"{name}\" (subject_id, subject_class) WHERE subject_id IS NOT NULL"
        ),
    );
    let there: HashMap<String, String> = db
        .prepare(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL",
        )?
        .query_map([name], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (index, _) in there.iter().filter(|(index, sql)| wanted.get(*index) != Some(*sql)) {
        db.execute_batch(&format!("DROP INDEX \"{index}\""))?;
    }
    for (_, sql) in wanted.iter().filter(|(index, sql)| there.get(*index) != Some(*sql)) {
        db.execute_batch(sql)?;
    }
    Ok(())
}

/// Name and making of a declared index. The id at the end puts equal rows in order; a unique index must not have it.
fn index(kind: &KindSchema, index: &Index) -> (String, String) {
    let name = format!("{}__{}", kind.name, index.name);
    let columns: Vec<String> = index.columns.iter().map(|c| format!("\"{c}\"")).collect();
    let columns = columns.join(", ");
    let sql = if index.unique {
        format!("CREATE UNIQUE INDEX \"{name}\" ON \"{}\" ({columns})", kind.name)
    } else {
        format!("CREATE INDEX \"{name}\" ON \"{}\" ({columns}, id)", kind.name)
    };
    (name, sql)
}

pub(crate) fn insert_checkpoint(db: &Connection, checkpoint: &Checkpoint) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO checkpoints (sequence, hash, at, signature) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![
        checkpoint.sequence,
        checkpoint.hash,
        checkpoint.at.to_string(),
        checkpoint.signature
    ])?;
    Ok(())
}

pub(crate) fn checkpoints(db: &Connection) -> rusqlite::Result<Vec<Checkpoint>> {
    let mut statement =
        db.prepare("SELECT sequence, hash, at, signature FROM checkpoints ORDER BY sequence")?;
    statement
        .query_map([], |r| {
            let at: String = r.get(2)?;
            let at: Timestamp = at
                .parse()
                .map_err(|e| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, Box::new(e)))?;
            Ok(Checkpoint { sequence: r.get(0)?, hash: r.get::<_, Hash>(1)?, at, signature: r.get(3)? })
        })?
        .collect()
}
