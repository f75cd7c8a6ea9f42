//! A word beside many folds: these wait until there are enough of one writing and one length to be compared at once.

use std::cell::RefCell;

use super::sounds::Sounds;
use crate::{
    distance::{Costs, LANES, Lanes, Words, is_too_long, similarity_of},
    form::{BARE, Form},
    keyed::bare,
    text::MAX_LETTERS,
    writing::Writing,
};

/// Forms of one fold: the first, and the first after them; and whether they are there for their bones alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Forms {
    pub first: u32,
    pub end: u32,
    pub by_bones: bool,
}

/// Folds of one length that wait.
#[derive(Debug, Clone, Copy, Default)]
struct Waiting {
    letters: Words,
    forms: [Forms; LANES],
}

/// A word beside folds of one writing.
#[derive(Debug, Default)]
struct Beside {
    lanes: Lanes,
    length: usize,
    /// What being the same is worth.
    most: f32,
    /// By their length, and how many they are.
    waiting: [Waiting; MAX_LETTERS + 1],
    counts: [u8; MAX_LETTERS + 1],
}

thread_local! {
    /// Room for words beside folds, used again.
    static SPARE: RefCell<Vec<Box<Beside>>> = const { RefCell::new(Vec::new()) };
}

impl Beside {
    fn new(fold: &[u8], own: Writing, writing: Writing, most: f32) -> Box<Self> {
        let mut new = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
        let is_far = own > writing;
        let (far, near) = if is_far { (own, writing) } else { (writing, own) };
        new.lanes.set(fold, Costs::between(far, near), is_far);
        (new.length, new.most) = (fold.len(), most);
        new
    }

    /// Takes a fold; calls `each` with forms that are alike and how alike, in any order.
    fn push(
        &mut self,
        letters: &[u8; MAX_LETTERS],
        length: usize,
        forms: Forms,
        each: impl FnMut(Forms, f32),
    ) {
        if is_too_long(self.length, length, self.lanes.costs) {
            return;
        }
        let (Some(waiting), Some(count)) = (self.waiting.get_mut(length), self.counts.get_mut(length)) else {
            return;
        };
        let lane = usize::from(*count) % LANES;
        waiting.letters.set(lane, letters);
        waiting.forms[lane] = forms;
        *count += 1;
        if usize::from(*count) == LANES {
            self.compare(length, each);
        }
    }

    /// Compares what waits of a length.
    fn compare(&mut self, length: usize, mut each: impl FnMut(Forms, f32)) {
        let waiting = &self.waiting[length];
        let long = self.length.max(length);
        let distances = self.lanes.distances(&waiting.letters, length);
        let count = usize::from(std::mem::take(&mut self.counts[length]));
        for (distance, &forms) in distances.iter().zip(&waiting.forms).take(count) {
            if let Some(distance) = *distance {
                each(forms, self.most * similarity_of(distance, long, self.lanes.costs.across));
            }
        }
    }
}

/// A word, whole or without its article, beside folds of any writing.
#[derive(Debug)]
struct Side<'a> {
    fold: &'a [u8],
    writing: Writing,
    most: f32,
    by_writing: [Option<Box<Beside>>; Writing::COUNT],
}

impl<'a> Side<'a> {
    fn new(fold: &'a [u8], writing: Writing, most: f32) -> Self {
        Self { fold, writing, most, by_writing: [const { None }; Writing::COUNT] }
    }

    /// The word beside folds of one writing.
    fn beside(&mut self, writing: Writing) -> &mut Beside {
        let beside = &mut self.by_writing[usize::from(writing.code()) % Writing::COUNT];
        beside.get_or_insert_with(|| Beside::new(self.fold, self.writing, writing, self.most))
    }

    /// Compares what still waits.
    fn finish(self, mut each: impl FnMut(Forms, f32)) {
        for mut beside in self.by_writing.into_iter().flatten() {
            for length in 0..=MAX_LETTERS {
                if beside.counts[length] > 0 {
                    beside.compare(length, &mut each);
                }
            }
            SPARE.with_borrow_mut(|spare| spare.push(beside));
        }
    }
}

/// A word that folds are compared with: as [`similarity`](crate::form::similarity) does by their letters.
#[derive(Debug)]
pub struct Walk<'a> {
    whole: Side<'a>,
    /// An article that one side alone has as part of the name: the word without its own, and the word beside others without
    /// theirs.
    other: Side<'a>,
    is_bound: bool,
}

impl<'a> Walk<'a> {
    pub fn new(form: &'a Form) -> Self {
        let bare = bare(form);
        let whole = Side::new(&form.fold, form.writing, 1.0);
        let other = Side::new(bare.unwrap_or(&form.fold), form.writing, BARE);
        Self { whole, other, is_bound: bare.is_some() }
    }

    /// Takes the folds of a skeleton; calls `each` with forms that are alike and how alike, in any order, with some perhaps
    /// twice.
    pub fn through(&mut self, mut sounds: Sounds<'_>, by_bones: bool, mut each: impl FnMut(Forms, f32)) {
        let writing = sounds.writing;
        let whole = self.whole.beside(writing);
        while let Some(sound) = sounds.next() {
            let forms = Forms { first: sound.forms.start, end: sound.forms.end, by_bones };
            whole.push(sound.letters, sound.length, forms, &mut each);
            if self.is_bound != (sound.article > 0) {
                let (rest, length) = without(sound.letters, sound.article, sound.length);
                self.other.beside(writing).push(&rest, length, forms, &mut each);
            }
        }
    }

    /// The same of a single form.
    pub fn form(&mut self, number: u32, form: &Form, mut each: impl FnMut(Forms, f32)) {
        let forms = Forms { first: number, end: number.saturating_add(1), by_bones: false };
        let (letters, length) = (form.fold.all(), form.fold.len());
        self.whole.beside(form.writing).push(letters, length, forms, &mut each);
        let bare = bare(form);
        if self.is_bound != bare.is_some() {
            let article = length - bare.map_or(length, <[u8]>::len);
            let (rest, length) = without(letters, article, length);
            self.other.beside(form.writing).push(&rest, length, forms, each);
        }
    }

    /// Compares what still waits.
    pub fn finish(self, mut each: impl FnMut(Forms, f32)) {
        self.whole.finish(&mut each);
        self.other.finish(each);
    }
}

/// The letters of a fold of so many without the first, and how many these are.
fn without(fold: &[u8; MAX_LETTERS], first: usize, length: usize) -> ([u8; MAX_LETTERS], usize) {
    let mut letters = [0; MAX_LETTERS];
    let rest = fold.get(first..length).unwrap_or_default();
    letters[..rest.len()].copy_from_slice(rest);
    (letters, rest.len())
}
