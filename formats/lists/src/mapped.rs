//! An agency's own CSV, by a mapping of its columns: one subject a row.

use std::io::{self, BufRead};

use pc_kernel::PartialDate;
use pc_watchlist::{Line, NameKind, Schema, document_kind};

use crate::{
    dates::{Order, iso, numeric},
    draft::Draft,
    mapping::Plan,
    repeated::Ids,
    table::{Extent, Row, Table, values},
};

/// The file's subjects, one at a time.
pub(crate) fn lines<R: BufRead>(input: R, plan: Plan) -> io::Result<impl Iterator<Item = io::Result<Line>>> {
    let mut table = Table::open(input, plan.delimiter, 0)?;
    Ok(std::iter::from_fn(move || Some(table.next()?.map(|row| line(&row, &plan)))))
}

/// The ids of its subjects.
pub(crate) fn ids<R: BufRead>(input: R, plan: &Plan) -> io::Result<Ids> {
    let mut table = Table::open(input, plan.delimiter, 0)?;
    let mut ids = Ids::default();
    while let Some(row) = table.next() {
        ids.note(&joined(&row?, &plan.places.id));
    }
    Ok(ids)
}

/// The values of several columns as one.
fn joined(row: &Row, places: &[usize]) -> String {
    let parts: Vec<&str> =
        places.iter().map(|place| row.get(Some(*place))).filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

fn line(row: &Row, plan: &Plan) -> Line {
    if row.extent == Extent::Broken {
        return Line { warnings: row.odd.iter().cloned().collect(), ..Line::default() };
    }
    let places = &plan.places;
    let joined = |places: &[usize]| joined(row, places);
    let several = |places: &[usize]| -> Vec<String> {
        places.iter().flat_map(|place| values(row.get(Some(*place)), plan.separator)).collect()
    };
    let mut draft = Draft::new(&plan.list, Schema::Person, row.offset, row.line);
    draft.entry.id = joined(&places.id);
    let stated = joined(&places.schema);
    let stated = if stated.is_empty() { plan.schema.clone().unwrap_or_default() } else { stated };
    draft.entry.schema = schema(&mut draft, &stated);
    let (surname, given) = (joined(&places.surname), joined(&places.given));
    if draft.entry.schema == Schema::Person {
        draft.name_of(&surname, &given, NameKind::Primary);
    } else {
        draft.name(&format!("{given} {surname}"), NameKind::Primary);
    }
    let whole = if draft.entry.names.is_empty() { NameKind::Primary } else { NameKind::Aka };
    for place in &places.name {
        draft.name(row.get(Some(*place)), whole);
    }
    for (places, kind) in
        [(&places.aliases, NameKind::Aka), (&places.weak, NameKind::Weak), (&places.original, NameKind::Orig)]
    {
        for name in several(places) {
            draft.name(&name, kind);
        }
    }
    for text in several(&places.birth) {
        draft.birth(date(&text, plan), &text);
    }
    draft.gender(&joined(&places.gender));
    for country in several(&places.nationality) {
        draft.nationality(&country);
    }
    documents(&mut draft, row, plan);
    for place in &places.remarks {
        let label =
            if places.remarks.len() > 1 { plan.header.get(*place).map_or("", String::as_str) } else { "" };
        draft.remark(label, row.get(Some(*place)));
    }
    draft.partial = row.extent == Extent::Short;
    let mut line = draft.finish();
    line.warnings.extend(row.odd.clone());
    line
}

fn date(text: &str, plan: &Plan) -> Option<PartialDate> {
    let order = if plan.month_first { Order::MonthFirst } else { Order::DayFirst };
    iso(text).or_else(|| numeric(text, order))
}

fn schema(draft: &mut Draft, stated: &str) -> Schema {
    match stated.trim().to_ascii_lowercase().as_str() {
        "" | "person" | "individual" | "p" => Schema::Person,
        "organization" | "organisation" | "company" | "entity" | "legalentity" | "enterprise" | "o" => {
            Schema::Organization
        }
        "vessel" | "ship" => Schema::Vessel,
        "aircraft" | "airplane" => Schema::Aircraft,
        "vehicle" | "car" | "truck" => Schema::Vehicle,
        "other" => Schema::Other,
        other => {
            draft.warn("unknown-schema", &format!("schema {other:?} is not known; taken as Other"));
            Schema::Other
        }
    }
}

fn documents(draft: &mut Draft, row: &Row, plan: &Plan) {
    let places = &plan.places;
    let first = |places: &[usize]| places.first().map_or("", |place| row.get(Some(*place)));
    let issuer = draft.issuer(first(&places.issuer));
    let stated = first(&places.expiry);
    let expiry = date(stated, plan);
    if expiry.is_none() && !stated.is_empty() {
        draft.warn("bad-date", &format!("expiry {stated:?} is not a date and was left out"));
    }
    for place in &places.document {
        // Without a column for it, the name of the column says the kind: `Passport no`.
        let words = match first(&places.document_type) {
            "" => plan.header.get(*place).map_or("", String::as_str),
            words => words,
        };
        let plain = ["document", "documents", "document number", "document no"]
            .contains(&words.to_lowercase().as_str());
        let words = if plain { "" } else { words };
        for number in values(row.get(Some(*place)), plan.separator) {
            if let Some(document) = draft.document(&number, words, Some(document_kind(words))) {
                document.issuer = issuer;
                document.expiry = expiry;
            }
        }
    }
}
