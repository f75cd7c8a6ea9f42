//! OpenSanctions' `targets.simple.csv`: one subject a row, several values of a field joined by semicolons.

use std::io::{self, BufRead};

use pc_kernel::DocumentKind;
use pc_watchlist::{Line, NameKind};

use crate::{
    datasets::DataSets,
    draft::Draft,
    ftm,
    repeated::Ids,
    table::{Extent, Row, Table, values},
};

/// The file's subjects, one at a time, as entries of `list`.
pub(crate) fn lines<R: BufRead>(
    input: R,
    list: String,
) -> io::Result<impl Iterator<Item = io::Result<Line>>> {
    let mut table = Table::open(input, b',', 0)?.strict();
    let columns = [
        "id",
        "schema",
        "name",
        "aliases",
        "birth_date",
        "countries",
        "identifiers",
        "dataset",
        "program_ids",
        "sanctions",
        "addresses",
    ];
    let columns = columns.map(|name| table.column(&[name]));
    Ok(std::iter::from_fn(move || Some(table.next()?.map(|row| line(&row, &columns, &list)))))
}

/// The ids of its subjects, and in `sets` which data sets they are of.
pub(crate) fn ids<R: BufRead>(input: R, sets: &mut DataSets) -> io::Result<Ids> {
    let mut table = Table::open(input, b',', 0)?;
    let (id, set, mut ids) = (table.column(&["id"]), table.column(&["dataset"]), Ids::default());
    while let Some(row) = table.next() {
        let row = row?;
        ids.note(row.get(id));
        if row.extent == Extent::Whole {
            sets.note(row.get(set));
        }
    }
    Ok(ids)
}

fn line(row: &Row, columns: &[Option<usize>; 11], list: &str) -> Line {
    if row.extent == Extent::Broken {
        return Line { warnings: row.odd.iter().cloned().collect(), ..Line::default() };
    }
    let [id, schema, name, aliases, birth, countries, identifiers, dataset, programs, sanctions, addresses] =
        columns.map(|column| row.get(column));
    let kind = ftm::schema(schema);
    let mut draft = Draft::new(list, kind.unwrap_or(pc_watchlist::Schema::Other), row.offset, row.line);
    id.clone_into(&mut draft.entry.id);
    if kind.is_none() {
        draft.warn("unknown-schema", &format!("schema {schema:?} is not known; taken as Other"));
    }
    draft.name(name, NameKind::Primary);
    for alias in values(aliases, ';') {
        draft.name(&alias, NameKind::Aka);
    }
    for date in values(birth, ';') {
        draft.birth_iso(&date);
    }
    for country in values(countries, ';') {
        draft.nationality(&country);
    }
    for number in values(identifiers, ';') {
        draft.document(&number, "", Some(DocumentKind::Unknown));
    }
    for (label, text) in
        [("Data set", dataset), ("Programme", programs), ("Sanctions", sanctions), ("Address", addresses)]
    {
        for value in values(text, ';') {
            draft.remark(label, &value);
        }
    }
    draft.partial = row.extent == Extent::Short;
    let mut line = draft.finish();
    line.warnings.extend(row.odd.clone());
    line
}
