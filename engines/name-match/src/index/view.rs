//! The sections of an index as slices, for the time of one query.

use super::{
    Index, form_row,
    gather::gallop,
    hashed::{Hashed, Seen},
    kept::Kept,
    layout::{Counts, FormRow, Section},
    payload,
    sounds::{self, Sounds},
};
use crate::{Subject, form::Form, keyed::sound_key, print::Print, writing::Writing};

/// Every access is checked: bytes that are not what they should be give wrong answers, never a fault.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub counts: Counts,
    letters: &'a [u8],
    forms: &'a [FormRow],
    postings: &'a [u32],
    entries: &'a [[u32; 2]],
    traits: &'a [u8],
    tokens: &'a [u32],
    keys: Hashed<'a>,
    skeletons: &'a [[u32; 3]],
    sounds: &'a [u8],
    skeleton_keys: Hashed<'a>,
    documents: Hashed<'a>,
    documents_seen: Seen<'a>,
    /// The words that stand side by side in a name.
    pub beside: Seen<'a>,
    births: &'a [[u32; 2]],
    payload: &'a [u8],
    /// What is known of the neighbours of the commonest forms.
    pub kept: Kept<'a>,
}

/// A form's row, opened.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub print: Print,
    pub weight: f32,
    pub from: u32,
    pub count: u32,
}

impl Row {
    fn of(row: &FormRow, next: &FormRow) -> Self {
        Self {
            print: form_row::print(row),
            weight: f32::from_bits(row[5]),
            from: row[6],
            count: next[6].saturating_sub(row[6]),
        }
    }
}

impl<'a> View<'a> {
    /// Of the forms, their keys, postings and what stands side by side alone, while an index is made.
    pub fn of_forms(
        letters: &'a [u8],
        forms: &'a [FormRow],
        postings: &'a [u32],
        keys: Hashed<'a>,
        sounds: &'a sounds::Builder,
        skeleton_keys: Hashed<'a>,
        beside: Seen<'a>,
    ) -> Self {
        View {
            counts: Counts::default(),
            letters,
            forms,
            postings,
            entries: &[],
            traits: &[],
            tokens: &[],
            keys,
            skeletons: &sounds.skeletons,
            sounds: &sounds.sounds,
            skeleton_keys,
            documents: Hashed::over(&[], &[]),
            documents_seen: Seen::over(&[]),
            beside,
            births: &[],
            payload: &[],
            kept: Kept::over(&[], &[], &[]),
        }
    }

    /// How many bytes the index takes, about.
    pub fn size(&self) -> usize {
        self.payload.len() + 4 * (self.postings.len() + self.tokens.len()) + 28 * self.forms.len()
    }

    pub fn form_row(&self, form: u32) -> Option<Row> {
        Some(Row::of(self.forms.get(form as usize)?, self.forms.get(form as usize + 1)?))
    }

    /// A form's letters.
    pub fn form(&self, form: u32) -> Form {
        let Some(row) = self.forms.get(form as usize) else { return Form::default() };
        form_row::read(row, self.letters)
    }

    /// A form's fold.
    pub fn fold(&self, form: u32) -> &'a [u8] {
        self.forms.get(form as usize).map_or(&[], |row| form_row::fold(row, self.letters))
    }

    /// Waits for the first of a form's letters.
    pub fn touch_form(&self, form: u32) -> u8 {
        let at = self.forms.get(form as usize).map_or(0, |row| row[0] as usize);
        self.letters.get(at).copied().unwrap_or_default()
    }

    /// The entries that hold a form.
    pub fn postings(&self, from: u32, count: u32) -> &'a [u32] {
        self.postings.get(from as usize..(from as usize).saturating_add(count as usize)).unwrap_or_default()
    }

    /// The tokens of an entry's names.
    pub fn tokens(&self, entry: u32) -> &'a [u32] {
        let at = entry as usize;
        let (Some(row), Some(next)) = (self.entries.get(at), self.entries.get(at + 1)) else { return &[] };
        self.tokens.get(row[0] as usize..next[0] as usize).unwrap_or_default()
    }

    /// See [`super::traits`].
    pub fn traits(&self, entry: u32) -> u8 {
        self.traits.get(entry as usize).copied().unwrap_or_default()
    }

    /// The first token of each entry, so that waits for memory overlap.
    pub fn first_token(&self, entry: u32) -> u32 {
        self.entries.get(entry as usize).map_or(0, |row| row[0])
    }

    pub fn token(&self, at: u32) -> u32 {
        self.tokens.get(at as usize).copied().unwrap_or_default()
    }

    /// An entry's subject, and its label.
    pub fn subject(&self, entry: u32) -> Option<(Subject, &'a str)> {
        let (subject, label, _) = self.subject_at(self.entries.get(entry as usize)?[1])?;
        Some((subject, label))
    }

    /// The subject at a place of the payload, its label, and the place of the next.
    pub fn subject_at(&self, at: u32) -> Option<(Subject, &'a str, u32)> {
        let bytes = self.payload.get(at as usize * 4..)?;
        let (subject, label, length) = payload::read(bytes)?;
        Some((subject, label, at + length.div_ceil(4) as u32))
    }

    /// The form of the list that is this one.
    pub fn form_like(&self, form: &Form) -> Option<u32> {
        let mut found = None;
        self.keys.each(sound_key(&form.fold), |item| {
            if found.is_none() && self.form(item) == *form {
                found = Some(item);
            }
        });
        found
    }

    pub fn each_keyed(&self, hash: u32, each: impl FnMut(u32)) {
        self.keys.each(hash, each);
    }

    pub fn each_skeleton(&self, hash: u32, each: impl FnMut(u32)) {
        self.skeleton_keys.each(hash, each);
    }

    /// The forms of a skeleton.
    pub fn sounds(&self, skeleton: u32) -> Option<Sounds<'a>> {
        let at = skeleton as usize;
        let (row, next) = (self.skeletons.get(at)?, self.skeletons.get(at + 1)?);
        let bytes = self.sounds.get(row[1] as usize..next[1] as usize)?;
        Some(Sounds::new(row[0], next[0], Writing::of_code(row[2] as u8), bytes))
    }

    /// Calls `each` with the entries of these keys of documents' numbers.
    pub fn each_document(&self, mut keys: Vec<u32>, mut each: impl FnMut(u32)) {
        self.documents_seen.keep_known(&mut keys);
        std::hint::black_box(keys.iter().fold(0, |sum, &key| sum ^ self.documents.touch(key)));
        for key in keys {
            self.documents.each(key, &mut each);
        }
    }

    /// Where entries stand in the order of [`super::dates::order`], to be asked for in that order.
    pub fn places(&self) -> Places<'a> {
        Places { rows: self.births, at: 0, end: self.counts.entries }
    }
}

/// Goes through the places of entries in the order of their dates.
#[derive(Debug)]
pub struct Places<'a> {
    rows: &'a [[u32; 2]],
    at: usize,
    end: u32,
}

impl Places<'_> {
    /// The first entry at or after a place in the order, which is mostly near the one asked for last.
    pub fn first_of(&mut self, order: u32) -> u32 {
        if self.at > 0 && self.rows[self.at - 1][0] >= order {
            self.at = 0;
        }
        self.at += gallop(&self.rows[self.at..], |row| row[0] < order);
        self.rows.get(self.at).map_or(self.end, |row| row[1].min(self.end))
    }
}

impl Index {
    pub(super) fn section(&self, section: Section) -> &[u8] {
        let Some(&(from, length, _)) = self.table.sections.get(section as usize) else { return &[] };
        self.bytes.get(from..from + length).unwrap_or_default()
    }

    /// The rows of a section; none where its bytes are no such rows.
    pub(super) fn rows<T: bytemuck::AnyBitPattern>(&self, section: Section) -> &[T] {
        bytemuck::try_cast_slice(self.section(section)).unwrap_or_default()
    }

    pub(super) fn hashed(&self, rows: Section, directory: Section) -> Hashed<'_> {
        Hashed::over(self.rows(rows), self.rows(directory))
    }

    pub(super) fn view(&self) -> View<'_> {
        View {
            counts: self.table.counts,
            letters: self.section(Section::Letters),
            forms: self.rows(Section::Forms),
            postings: self.rows(Section::Postings),
            entries: self.rows(Section::Entries),
            traits: self.section(Section::Traits),
            tokens: self.rows(Section::Tokens),
            keys: self.hashed(Section::Keys, Section::KeyDirectory),
            skeletons: self.rows(Section::Skeletons),
            sounds: self.section(Section::Sounds),
            skeleton_keys: self.hashed(Section::SkeletonKeys, Section::SkeletonDirectory),
            documents: self.hashed(Section::Documents, Section::DocumentDirectory),
            documents_seen: Seen::over(self.rows(Section::DocumentsSeen)),
            beside: Seen::over(self.rows(Section::Beside)),
            births: self.rows(Section::Births),
            payload: self.section(Section::Payload),
            kept: Kept::over(
                self.rows(Section::KeptPlaces),
                self.section(Section::KeptLists),
                self.rows(Section::KeptCodes),
            ),
        }
    }
}
