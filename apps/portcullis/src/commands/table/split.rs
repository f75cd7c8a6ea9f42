//! One row into its cells.

use std::{iter::Peekable, str::Chars};

/// What is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// A quotation mark is open at the end: the cell may go on in the next line.
    Open,
    /// A cell of several lines goes on after its closing quotation mark: it was meant to end long before.
    Astray,
}

/// The cells of a row. A quotation mark counts at the beginning of a cell only (blanks before it are passed over), and
/// two of them inside a quoted cell are one.
pub fn split(row: &str, delimiter: char) -> Result<Vec<String>, Fault> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let row = row.strip_suffix('\r').unwrap_or(row);
    let mut cells = Vec::new();
    let mut letters = row.chars().peekable();
    loop {
        let mut cell = String::new();
        while letters.next_if_eq(&' ').is_some() {}
        if letters.next_if_eq(&'"').is_some() {
            quoted(&mut letters, &mut cell)?;
            if cell.contains('\n') && letters.peek().is_some_and(|c| *c != delimiter) {
                return Err(Fault::Astray);
            }
        }
        // What stands there without quotation marks, or after them.
        while let Some(letter) = letters.next_if(|c| *c != delimiter) {
            cell.push(letter);
        }
        cells.push(cell);
        if letters.next().is_none() {
            return Ok(cells);
        }
    }
}

fn quoted(letters: &mut Peekable<Chars<'_>>, cell: &mut String) -> Result<(), Fault> {
    while let Some(letter) = letters.next() {
        if letter == '"' && letters.next_if_eq(&'"').is_none() {
            return Ok(());
        }
        cell.push(letter);
    }
    Err(Fault::Open)
}
