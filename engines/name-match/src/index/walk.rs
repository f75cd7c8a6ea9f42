//! A word beside many folds: these wait until there are enough of one writing and one length to be compared at once.

use std::cell::RefCell;

use super::sounds::{Sound, Sounds};
use crate::{
    distance::{Batch, Costs, LANES, Lanes, Packed, is_too_long, similarity_of},
    form::{BARE, Form},
    keyed::{article, bare},
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
    letters: Batch,
    forms: [Forms; LANES],
}

/// A word and what waits for it of one writing.
#[derive(Debug, Default)]
struct Pairing {
    lanes: Lanes,
    /// By their length, and how many they are.
    waiting: [Waiting; MAX_LETTERS + 1],
    counts: [u8; MAX_LETTERS + 1],
}

thread_local! {
    /// Room for pairings, used again.
    static SPARE: RefCell<Vec<Box<Pairing>>> = const { RefCell::new(Vec::new()) };
}

impl Pairing {
    /// Apart, since what makes room for it for the first time takes pages of the stack.
    #[inline(never)]
    fn new(fold: &[u8], own: Writing, writing: Writing) -> Box<Self> {
        let mut new = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
        let is_far = own > writing;
        let (far, near) = if is_far { (own, writing) } else { (writing, own) };
        new.lanes.set(fold, Costs::between(far, near), is_far);
        new
    }

    /// Takes a fold; calls `each` with forms that are alike and how alike, of this fold or an earlier one.
    fn push(&mut self, (letters, length): Fold, forms: Forms, each: impl FnMut(Forms, f32)) {
        if is_too_long(self.lanes.length, length, self.lanes.costs) {
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
        let long = self.lanes.length.max(length);
        let distances = self.lanes.distances(&waiting.letters, length);
        let count = usize::from(std::mem::take(&mut self.counts[length]));
        for (distance, &forms) in distances.iter().zip(&waiting.forms).take(count) {
            if let Some(distance) = *distance {
                each(forms, similarity_of(distance, long, self.lanes.costs.across));
            }
        }
    }
}

/// A fold: its letters, and how many they are.
type Fold = (Packed, usize);

/// A word, whole or without its article, beside folds of any writing.
#[derive(Debug)]
struct Side<'a> {
    fold: &'a [u8],
    writing: Writing,
    by_writing: [Option<Box<Pairing>>; Writing::COUNT],
}

impl<'a> Side<'a> {
    fn new(fold: &'a [u8], writing: Writing) -> Self {
        Self { fold, writing, by_writing: [const { None }; Writing::COUNT] }
    }

    /// The word beside folds of one writing.
    fn with(&mut self, writing: Writing) -> &mut Pairing {
        let pairing = &mut self.by_writing[usize::from(writing.code()) % Writing::COUNT];
        pairing.get_or_insert_with(|| Pairing::new(self.fold, self.writing, writing))
    }

    /// Takes a fold without the first letters, its article; see [`Walk::other`].
    fn without(
        &mut self,
        article: usize,
        writing: Writing,
        (letters, length): Fold,
        forms: Forms,
        mut each: impl FnMut(Forms, f32),
    ) {
        // Articles have fewer letters than are packed together.
        let bits = 8 * article as u32;
        let [first, second, third] = letters;
        let joined =
            |low: u64, high: u64| low >> bits | high.checked_shl(u64::BITS - bits).unwrap_or_default();
        let rest = [joined(first, second), joined(second, third), third >> bits];
        let rest = (rest, length.saturating_sub(article));
        self.with(writing).push(rest, forms, |forms, alike| each(forms, BARE * alike));
    }

    /// Compares what still waits.
    fn finish(self, mut each: impl FnMut(Forms, f32)) {
        for mut pairing in self.by_writing.into_iter().flatten() {
            for length in 0..=MAX_LETTERS {
                if pairing.counts[length] > 0 {
                    pairing.compare(length, &mut each);
                }
            }
            SPARE.with_borrow_mut(|spare| spare.push(pairing));
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
    /// Of this word.
    pub fn new(form: &'a Form) -> Self {
        let bare = bare(form);
        let whole = Side::new(&form.fold, form.writing);
        let other = Side::new(bare.unwrap_or(&form.fold), form.writing);
        Self { whole, other, is_bound: bare.is_some() }
    }

    /// Takes the folds of a skeleton; calls `each` with forms that are alike and how alike, of these or of earlier ones, with
    /// some perhaps twice. The last come with [`finish`](Self::finish).
    pub fn through(&mut self, mut sounds: Sounds<'_>, by_bones: bool, mut each: impl FnMut(Forms, f32)) {
        let writing = sounds.writing;
        let whole = self.whole.with(writing);
        while let Some(Sound { forms, letters, length, article }) = sounds.next() {
            let forms = Forms { first: forms.start, end: forms.end, by_bones };
            whole.push((letters, length), forms, &mut each);
            if self.is_bound != (article > 0) {
                self.other.without(article, writing, (letters, length), forms, &mut each);
            }
        }
    }

    /// The same of a single form.
    pub fn form(&mut self, number: u32, form: &Form, mut each: impl FnMut(Forms, f32)) {
        let forms = Forms { first: number, end: number.saturating_add(1), by_bones: false };
        let fold = (bytemuck::cast(*form.fold.all()), form.fold.len());
        self.whole.with(form.writing).push(fold, forms, &mut each);
        let article = article(&form.text, &form.fold);
        if self.is_bound != (article > 0) {
            self.other.without(article, form.writing, fold, forms, each);
        }
    }

    /// Compares what still waits.
    pub fn finish(self, mut each: impl FnMut(Forms, f32)) {
        self.whole.finish(&mut each);
        self.other.finish(|forms, alike| each(forms, BARE * alike));
    }
}
