//! Names of organisations, vessels, aircraft and vehicles in the index: other words than persons', in sections of their
//! own.
//!
//! `build` lays them out, `view` reads them, `near` goes from a word of a query to the words of the list, `reach` says
//! what a name can be worth, `search` asks.
//!
//! **Names stand in the order of what their words cost where a query has them not**, so that whoever asks for a short
//! name goes through the short ones only: that is what bounds the cost of `BANK` and `TRADING`.

mod build;
mod near;
mod reach;
mod search;
mod view;

pub use build::{Ready, ThingBuilder, ready};
pub use search::search;

use crate::{form::Form, keyed::hash};

/// What keys of things are made of, beside those of [`crate::keyed`].
mod kind {
    /// A word as it is.
    pub const TEXT: u8 = 48;
    /// The sound of two neighbouring words written as one.
    pub const GROWN: u8 = 49;
    /// A name of one word, which may be the first letters of others.
    pub const SINGLE: u8 = 50;
    /// The first letters of a name.
    pub const INITIALS: u8 = 51;
}

fn text_key(form: &Form) -> u32 {
    hash(kind::TEXT, &form.text)
}

/// A name, in 24 bytes: `[first token, place of the payload, what its words cost (bits), flags, key, key]`; after the
/// last one stands one more, for where its tokens end.
type NameRow = [u32; 6];

/// A word, in 28 bytes: `[place of its letters, lengths, print × 3, weight (bits), first posting]`; after the last one
/// stands one more. Of the lengths' first byte the upper bit says that it is a number.
type WordRow = [u32; 7];

/// Flags of a name: the lower byte is the subject's kind.
const WEAK: u32 = 1 << 8;
const NUMBER: u8 = super::form_row::MARKED;
