//! The forms' folds in the order that a search goes through them: by skeleton, by writing, then by letter, so that
//! those that begin alike stand together.
//!
//! Each fold is `[letters shared with the one before, length, further letters …]`; the first of a skeleton shares none.
//! Above the letters shared stands, in three bits, how many more forms have the fold; above the length, how many letters are
//! of an article written as part of the name.

use std::ops::Range;

use super::layout::FormRow;
use crate::{
    form::Form,
    keyed::{LONGEST_BOUND, bare},
    text::MAX_LETTERS,
    writing::Writing,
};

/// The bits of a length; above them are three more.
const LENGTH: u32 = 5;
const LETTERS: u8 = (1 << LENGTH) - 1;
const _: () = assert!(MAX_LETTERS < 1 << LENGTH && LONGEST_BOUND < 1 << (u8::BITS - LENGTH));
/// The most forms that one more fold stands for.
const MOST_MORE: u8 = (1 << (u8::BITS - LENGTH)) - 1;
/// Letters that are copied at once.
const AT_ONCE: usize = 8;

/// The forms of one skeleton and one writing.
#[derive(Debug)]
pub struct Sounds<'a> {
    pub writing: Writing,
    form: u32,
    end: u32,
    letters: [u8; MAX_LETTERS + AT_ONCE],
    rest: &'a [u8],
}

/// A fold.
#[derive(Debug)]
pub struct Sound<'s> {
    /// The first form that has it, and the first that follows those.
    pub forms: Range<u32>,
    /// Its letters, so many of them.
    pub letters: &'s [u8; MAX_LETTERS],
    pub length: usize,
    /// How many of the first letters are an article written as part of the name.
    pub article: usize,
}

impl<'a> Sounds<'a> {
    /// Of the forms from one on, and before another.
    pub fn new(form: u32, end: u32, writing: Writing, rest: &'a [u8]) -> Self {
        Self { writing, form, end, letters: [0; MAX_LETTERS + AT_ONCE], rest }
    }

    pub fn first(&self) -> u32 {
        self.form
    }

    pub fn end(&self) -> u32 {
        self.end
    }

    /// Waits for the first byte.
    pub fn touch(&self) -> u8 {
        self.rest.first().copied().unwrap_or_default()
    }

    /// The next fold, and the forms that have it.
    pub fn next(&mut self) -> Option<Sound<'_>> {
        let &[shared, length, ref rest @ ..] = self.rest else { return None };
        let (more, article) = (shared >> LENGTH, usize::from(length >> LENGTH));
        let (shared, length) = (usize::from(shared & LETTERS), usize::from(length & LETTERS));
        let own = length
            .checked_sub(shared)
            .filter(|own| *own <= rest.len() && article <= length && length <= MAX_LETTERS)?;
        if let Some(letters) = rest.first_chunk::<AT_ONCE>().filter(|_| own <= AT_ONCE) {
            // More than it has: what follows is the next form's.
            self.letters[shared..shared + AT_ONCE].copy_from_slice(letters);
        } else {
            self.letters[shared..length].copy_from_slice(&rest[..own]);
        }
        self.rest = &rest[own..];
        let first = self.form;
        self.form = first.wrapping_add(1 + u32::from(more));
        let letters = self.letters.first_chunk()?;
        Some(Sound { forms: first..self.form, letters, length, article })
    }
}

/// What a builder knows of a form.
pub struct Written<'a> {
    pub skeleton: &'a [u8],
    pub fold: &'a [u8],
    pub text: &'a [u8],
    pub groups: &'a [u8],
}

impl<'a> Written<'a> {
    pub fn of(row: &FormRow, letters: &'a [u8]) -> Self {
        let [text, fold, skeleton, groups] = row[1].to_le_bytes();
        let (text, rest) = letters[row[0] as usize..].split_at(usize::from(text));
        let (fold, rest) = rest.split_at(usize::from(fold));
        let (skeleton, rest) = rest.split_at(usize::from(skeleton));
        Self { skeleton, fold, text, groups: &rest[..usize::from(groups) * 4] }
    }

    /// All its bytes.
    pub fn length(&self) -> usize {
        self.skeleton.len() + self.fold.len() + self.text.len() + self.groups.len()
    }
}

/// Takes forms in their order.
#[derive(Debug, Default)]
pub struct Builder {
    pub skeletons: Vec<[u32; 3]>,
    pub sounds: Vec<u8>,
    skeleton: Vec<u8>,
    fold: Vec<u8>,
    /// Where the last fold begins.
    last: usize,
    forms: u32,
}

impl Builder {
    /// Adds the next form; true where it begins a skeleton.
    pub fn push(&mut self, writing: Writing, form: &Written<'_>) -> bool {
        let same = self.skeletons.last().is_some_and(|last| last[2] == u32::from(writing.code()));
        let begins = !same || self.skeleton != form.skeleton;
        if begins {
            self.skeletons.push([self.forms, self.sounds.len() as u32, writing.code().into()]);
            self.skeleton.clear();
            self.skeleton.extend_from_slice(form.skeleton);
            self.fold.clear();
        }
        let text = String::from_utf8_lossy(form.text);
        let written = Form::native(&text, Writing::LATIN, Vec::new());
        let article = bare(&written).map_or(0, |bare| written.fold.len() - bare.len());
        self.forms += 1;
        let length = form.fold.len() as u8 | (article << LENGTH) as u8;
        if let Some([shared, last]) =
            self.sounds.get_mut(self.last..).and_then(|sound| sound.first_chunk_mut())
            && (!begins && *last == length && self.fold == form.fold && *shared >> LENGTH < MOST_MORE)
        {
            *shared += 1 << LENGTH;
            return begins;
        }
        self.last = self.sounds.len();
        let shared = self.fold.iter().zip(form.fold).take_while(|(a, b)| a == b).count();
        self.sounds.push(shared as u8);
        self.sounds.push(length);
        self.sounds.extend_from_slice(&form.fold[shared..]);
        self.fold.clear();
        self.fold.extend_from_slice(form.fold);
        begins
    }

    /// After the last form.
    pub fn finish(&mut self) {
        self.skeletons.push([self.forms, self.sounds.len() as u32, 0]);
    }
}
