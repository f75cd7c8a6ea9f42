//! The index: from a query's tokens to the few subjects worth comparing.
//!
//! `keys` says which tokens may be neighbours, `build` lays the list out, `scratch` holds what one query marks and
//! remembers, `search` asks.

mod born;
mod build;
mod keys;
mod scratch;
mod search;

use std::{collections::HashMap, sync::Mutex};

use crate::{NameStrength, Subject, form::Form, print::Print, text::Field};
use born::Born;
use keys::KeyTable;
use scratch::Scratch;

/// An immutable index of subjects. Hold it in an `Arc`, ask it from any thread.
#[derive(Debug, Default)]
pub struct Index {
    subjects: Vec<Subject>,
    names: Vec<IndexedName>,
    /// For each name, the dates of birth of its subject.
    born: Vec<Born>,
    /// `(form, field)` of every name's tokens, one after another.
    tokens: Vec<(u32, Field)>,
    /// Forms of two tokens written together, of every name, one after another.
    pairs: Vec<u32>,
    forms: Vec<Form>,
    /// For each form, what is asked of it most.
    briefs: Vec<Brief>,
    /// Names that hold a form, one form after another: see [`Brief`].
    postings: Vec<u32>,
    /// Forms by the keys of [`keys::each_key`].
    keys: KeyTable,
    by_document: HashMap<Box<str>, Vec<u32>>,
    /// Subjects by their documents' numbers with a character left out.
    near_documents: KeyTable,
    /// Working memory of queries, used again: as much as ever ran at one time.
    spare: Mutex<Vec<Scratch>>,
}

/// What most looks at a form need, close together: each look elsewhere in memory costs a query more than the rest.
#[derive(Debug, Clone, Copy)]
struct Brief {
    print: Print,
    weight: f32,
    /// The names that hold it: `postings[from..to]`, at least one.
    from: u32,
    to: u32,
}

#[derive(Debug)]
struct IndexedName {
    subject: u32,
    strength: NameStrength,
    /// Its tokens in `Index::tokens`.
    from: u32,
    to: u32,
    /// Its pairs in `Index::pairs`.
    pairs_from: u32,
    pairs_to: u32,
}

impl Index {
    /// How many subjects it holds.
    pub fn len(&self) -> usize {
        self.subjects.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }
}
