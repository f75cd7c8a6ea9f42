//! The sections of things as slices, for the time of one query. Every access is checked.

use super::{NUMBER, NameRow, WEAK, WordRow};
use crate::{
    SubjectKind,
    form::Form,
    index::{Index, form_row, hashed::Hashed, layout::Section, payload::kind_of},
    organization::compare::Worth,
    print::Print,
};

#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    letters: &'a [u8],
    words: &'a [WordRow],
    postings: &'a [u32],
    names: &'a [NameRow],
    tokens: &'a [u32],
    keys: Hashed<'a>,
    marks: Hashed<'a>,
}

/// A name's row, opened.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a> {
    pub words: &'a [u32],
    pub payload: u32,
    pub cost: f32,
    pub weak: bool,
    pub kind: Option<SubjectKind>,
    pub key: u64,
}

impl<'a> View<'a> {
    pub fn of(index: &'a Index) -> Self {
        Self {
            letters: index.section(Section::ThingLetters),
            words: index.rows(Section::ThingWords),
            postings: index.rows(Section::ThingPostings),
            names: index.rows(Section::ThingNames),
            tokens: index.rows(Section::ThingTokens),
            keys: index.hashed(Section::ThingKeys, Section::ThingKeyDirectory),
            marks: index.hashed(Section::ThingMarks, Section::ThingMarkDirectory),
        }
    }

    /// How many names there are.
    pub fn count(&self) -> u32 {
        self.names.len().saturating_sub(1) as u32
    }

    /// The first name whose words cost more than this.
    pub fn first_over(&self, cost: f32) -> u32 {
        let names = self.names.get(..self.count() as usize).unwrap_or_default();
        names.partition_point(|row| f32::from_bits(row[2]) <= cost) as u32
    }

    pub fn name(&self, name: u32) -> Option<Name<'a>> {
        let (row, next) = (self.names.get(name as usize)?, self.names.get(name as usize + 1)?);
        Some(Name {
            words: self.tokens.get(row[0] as usize..next[0] as usize)?,
            payload: row[1],
            cost: f32::from_bits(row[2]),
            weak: row[3] & WEAK != 0,
            kind: kind_of(row[3] as u8),
            key: u64::from(row[4]) | u64::from(row[5]) << 32,
        })
    }

    pub fn worth(&self, word: u32) -> Worth {
        let row = self.words.get(word as usize).copied().unwrap_or_default();
        let weight = f32::from_bits(row[5]);
        // Nothing weighs more than one; a damaged weight is none.
        let weight = if (0.0..=1.0).contains(&weight) { weight } else { 0.0 };
        Worth { weight, number: row[1].to_le_bytes()[0] & NUMBER != 0 }
    }

    pub fn print(&self, word: u32) -> Print {
        let row = self.words.get(word as usize).copied().unwrap_or_default();
        Print::from_words([row[2], row[3], row[4]])
    }

    /// A word's letters.
    pub fn form(&self, word: u32) -> Form {
        let Some(row) = self.words.get(word as usize) else { return Form::default() };
        form_row::read(row, self.letters)
    }

    /// The names that hold a word, ascending.
    pub fn postings(&self, word: u32) -> &'a [u32] {
        let at = word as usize;
        let (Some(row), Some(next)) = (self.words.get(at), self.words.get(at + 1)) else { return &[] };
        self.postings.get(row[6] as usize..next[6] as usize).unwrap_or_default()
    }

    /// The words with a key.
    pub fn each_keyed(&self, hash: u32, each: impl FnMut(u32)) {
        self.keys.each(hash, each);
    }

    /// The names with a mark, ascending.
    pub fn marked(&self, hash: u32) -> Vec<u32> {
        let mut names = Vec::new();
        self.marks.each(hash, |name| names.push(name));
        names
    }
}
