//! A form as a row and its letters.

use super::layout::FormRow;
use crate::{
    form::{Form, Letters},
    print::Print,
};

/// Set in the first length of a row that says more than that: see [`super::things`].
pub const MARKED: u8 = 0x80;
/// More groups than this are not kept.
const MOST_GROUPS: usize = 255;

/// Appends a form's letters; gives its row, without postings.
pub fn write(form: &Form, weight: f32, letters: &mut Vec<u8>) -> FormRow {
    let at = letters.len() as u32;
    for part in [&form.text, &form.fold, &form.skeleton] {
        letters.extend_from_slice(part);
    }
    let groups = form.groups.iter().take(MOST_GROUPS);
    groups.for_each(|&group| letters.extend_from_slice(&group.to_le_bytes()));
    let lengths = [
        form.text.len() as u8,
        form.fold.len() as u8,
        form.skeleton.len() as u8,
        form.groups.len().min(MOST_GROUPS) as u8,
    ];
    let print = Print::of(form).words();
    [at, u32::from_le_bytes(lengths), print[0], print[1], print[2], weight.to_bits(), 0]
}

/// The print of a row.
pub fn print(row: &FormRow) -> Print {
    Print::from_words([row[2], row[3], row[4]])
}

/// The fold of a row.
pub fn fold<'a>(row: &FormRow, letters: &'a [u8]) -> &'a [u8] {
    let [text, fold, ..] = row[1].to_le_bytes();
    let from = row[0] as usize + usize::from(text & !MARKED);
    letters.get(from..from + usize::from(fold)).unwrap_or_default()
}

/// The form of a row. What is not there is empty.
pub fn read(row: &FormRow, letters: &[u8]) -> Form {
    let lengths = row[1].to_le_bytes();
    let mut at = row[0] as usize;
    let mut part = |length: usize| {
        let bytes = letters.get(at..at + length).unwrap_or_default();
        at += length;
        bytes
    };
    let text = Letters::of(part(usize::from(lengths[0] & !MARKED)));
    let fold = Letters::of(part(usize::from(lengths[1])));
    let skeleton = Letters::of(part(usize::from(lengths[2])));
    let groups = part(usize::from(lengths[3]) * 4);
    let groups = groups.chunks_exact(4).map(|g| u32::from_le_bytes([g[0], g[1], g[2], g[3]]));
    Form { text, fold, skeleton, writing: print(row).writing, groups: groups.collect() }
}
