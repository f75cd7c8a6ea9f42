//! The files beside `sdn.csv`: rows about entities that it has.

use std::collections::{BTreeSet, HashMap};

use csv::ByteRecord;
use pc_kernel::Warning;
use pc_watchlist::Entry;

use crate::{
    field,
    rows::{CUT, Extent, File, Place},
};

/// So many rows for entities that `sdn.csv` does not have are told one by one.
const TOLD: usize = 10;
/// Some are slips of the publisher. More than these, and more than one in so many of a file's rows, say that `sdn.csv` is
/// not whole.
const SLIPS: usize = 2;
const ONE_IN: usize = 100;

/// Adds the rows of `file` to `entries`, found by `places`. `partial` gets the ids of those that may lack some.
pub(crate) fn add(
    file: &File<'_>,
    entries: &mut [Entry],
    places: &HashMap<String, (usize, usize)>,
    partial: &mut BTreeSet<String>,
    warnings: &mut Vec<Warning>,
    each: impl Fn(&ByteRecord, &mut Entry),
) {
    let mut met = vec![false; entries.len()];
    let (mut last, mut broken) = (None, false);
    let (mut count, mut orphans) = (0, 0);
    let whole = file.rows(warnings, |row, at, warnings| {
        count += 1;
        let id = field(row, 0).unwrap_or_default();
        let place = places.get(&id).map(|(_, place)| *place);
        // Rows that a broken one took in may be of the entity before it and of the one after.
        if at.extent != Extent::Whole || std::mem::take(&mut broken) {
            partial.extend(place.and_then(|place| entries.get(place)).map(|entry| entry.id.clone()));
        }
        if at.extent == Extent::Broken {
            partial.extend(last.and_then(|place: usize| entries.get(place)).map(|entry| entry.id.clone()));
            broken = true;
        }
        if at.extent != Extent::Whole {
            return;
        }
        let Some((place, entry)) = place.and_then(|place| Some((place, entries.get_mut(place)?))) else {
            orphans += 1;
            if orphans <= TOLD {
                warnings.push(orphan(file.name, &id, at));
            }
            return;
        };
        last = Some(place);
        met.get_mut(place).into_iter().for_each(|met| *met = true);
        each(row, entry);
    });
    let many = orphans > SLIPS && orphans * ONE_IN > count;
    if many || orphans > TOLD {
        let text = format!("{}: {orphans} rows are for entities that sdn.csv does not have", file.name);
        let (code, text) = if many {
            (CUT, format!("{text}: sdn.csv is not whole, or of another edition"))
        } else {
            ("orphan-row", text)
        };
        warnings.push(Warning::new(code, 0, text));
    }
    if !whole {
        // What an entity has in the part that is missing is not taken from it.
        let unmet = entries.iter().zip(&met).filter(|(_, met)| !**met).map(|(entry, _)| entry);
        partial.extend(unmet.chain(last.and_then(|place| entries.get(place))).map(|entry| entry.id.clone()));
    }
}

fn orphan(file: &str, id: &str, at: Place) -> Warning {
    let text = format!(
        "{file}, line {}: row for entity {id:?}, which sdn.csv does not have, was passed over",
        at.line
    );
    Warning::new("orphan-row", at.offset, text)
}
