//! The forms' folds in the order that a search goes through them: by skeleton, by writing, then by letter, so that
//! those that begin alike stand together.
//!
//! Each fold is `[letters shared with the one before, length, further letters …]`; the first of a skeleton shares none.
//! Above the letters shared stands, in three bits, how many more forms have the fold; above the length, how many letters are
//! of an article written as part of the name. Where there are more, the fold stands again.

use std::ops::Range;

use super::layout::FormRow;
use crate::{
    distance::Packed,
    keyed::{LONGEST_BOUND, article},
    text::MAX_LETTERS,
    writing::Writing,
};

/// The bits of a length; above them are three more.
const LENGTH: u32 = 5;
const LETTERS: u8 = (1 << LENGTH) - 1;
const _: () = assert!(MAX_LETTERS < 1 << LENGTH && LONGEST_BOUND < 1 << (u8::BITS - LENGTH));
/// How many forms more than one a fold is written for at most: what has more stands again.
const MOST_MORE: u8 = (1 << (u8::BITS - LENGTH)) - 1;
/// Letters that are taken at once.
const AT_ONCE: usize = 8;

/// Letters that most folds have no more of.
const FIRST: usize = size_of::<u128>();
const _: () = assert!(FIRST + size_of::<u64>() == MAX_LETTERS);

/// The forms of one skeleton and one writing.
#[derive(Debug)]
pub struct Sounds<'a> {
    pub writing: Writing,
    form: u32,
    end: u32,
    /// The letters of the last fold: the first sixteen, and the others.
    letters: (u128, u64),
    rest: &'a [u8],
}

/// A fold.
#[derive(Debug)]
pub struct Sound {
    /// The first form that has it, and the first that follows those.
    pub forms: Range<u32>,
    /// Its letters, so many of them; what follows them means nothing.
    pub letters: Packed,
    pub length: usize,
    /// How many of the first letters are an article written as part of the name.
    pub article: usize,
}

impl<'a> Sounds<'a> {
    /// Of the forms from one on, and before another.
    pub fn new(form: u32, end: u32, writing: Writing, rest: &'a [u8]) -> Self {
        Self { writing, form, end, letters: (0, 0), rest }
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
    pub fn next(&mut self) -> Option<Sound> {
        let &[shared, length, ref rest @ ..] = self.rest else { return None };
        let (more, article) = (shared >> LENGTH, usize::from(length >> LENGTH));
        let (shared, length) = (usize::from(shared & LETTERS), usize::from(length & LETTERS));
        let own = length
            .checked_sub(shared)
            .filter(|own| *own <= rest.len() && article <= length && length <= MAX_LETTERS)?;
        // In registers: letters written in parts and read at once would have to wait for memory.
        if let Some(&letters) = rest.first_chunk::<AT_ONCE>().filter(|_| own <= AT_ONCE && length <= FIRST) {
            // More than it has: what follows is the next fold's.
            let (from, letters) = (8 * shared as u32, u128::from(u64::from_le_bytes(letters)));
            // Where it shares sixteen it has none of its own.
            let kept = 1_u128.checked_shl(from).map_or(u128::MAX, |first| first - 1);
            self.letters.0 = self.letters.0 & kept | letters.checked_shl(from).unwrap_or_default();
        } else {
            self.take_long(shared, &rest[..own]);
        }
        self.rest = &rest[own..];
        let first = self.form;
        self.form = first.wrapping_add(1 + u32::from(more));
        let letters = [self.letters.0 as u64, (self.letters.0 >> 64) as u64, self.letters.1];
        Some(Sound { forms: first..self.form, letters, length, article })
    }

    /// Takes the letters of a fold from one on; they are long, or the last ones there are.
    #[inline(never)]
    fn take_long(&mut self, shared: usize, own: &[u8]) {
        let mut letters = [0; MAX_LETTERS];
        letters[..FIRST].copy_from_slice(&self.letters.0.to_le_bytes());
        letters[FIRST..].copy_from_slice(&self.letters.1.to_le_bytes());
        letters[shared..shared + own.len()].copy_from_slice(own);
        let [low, high, rest]: Packed = bytemuck::cast(letters);
        let [low, high, rest] = [low, high, rest].map(u64::from_le);
        self.letters = (u128::from(high) << 64 | u128::from(low), rest);
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
        let article = article(form.text, form.fold);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Builder, Sounds, Written};
    use crate::{form::Form, keyed::article, writing::Writing};

    #[test]
    fn forms_of_one_fold_are_told_once_and_all_are_there() {
        let vowels = ["E", "I", "Y"];
        let three = |at: usize| [vowels[at / 9], vowels[at / 3 % 3], vowels[at % 3]];
        let spelled = (0..27).map(three).map(|[a, b, c]| format!("B{a}R{b}K{c}"));
        let others = ["ELTESTAN", "ILTESTAN", "BARAK", "MARUK"].map(str::to_owned);
        let mut forms: Vec<Form> = spelled.chain(others).map(|text| Form::new(&text)).collect();
        forms.sort_by(|a, b| (&*a.skeleton, &*a.fold, &*a.text).cmp(&(&*b.skeleton, &*b.fold, &*b.text)));
        let mut builder = Builder::default();
        for form in &forms {
            let written =
                Written { skeleton: &form.skeleton, fold: &form.fold, text: &form.text, groups: &[] };
            builder.push(Writing::LATIN, &written);
        }
        builder.finish();
        let (mut next, mut folds) = (0, 0);
        for pair in builder.skeletons.windows(2) {
            let bytes = &builder.sounds[pair[0][1] as usize..pair[1][1] as usize];
            let mut sounds = Sounds::new(pair[0][0], pair[1][0], Writing::LATIN, bytes);
            while let Some(sound) = sounds.next() {
                assert_eq!(sound.forms.start, next);
                next = sound.forms.end;
                folds += 1;
                for form in &forms[sound.forms.start as usize..sound.forms.end as usize] {
                    assert_eq!(&bytemuck::cast::<_, [u8; 24]>(sound.letters)[..sound.length], &*form.fold);
                    assert_eq!(sound.article, article(&form.text, &form.fold), "{form:?}");
                }
            }
        }
        assert_eq!(next as usize, forms.len());
        // The 27 in four, those with an article and without apart, and two more.
        assert_eq!(folds, 4 + 2 + 2);
    }

    proptest! {
        #[test]
        fn folds_of_any_length_are_read_as_they_were_written(
            folds in proptest::collection::btree_set("(ABIKULANUS){0,2}[ABIK]{1,4}", 1..60),
        ) {
            let mut builder = Builder::default();
            for fold in &folds {
                let written = Written { skeleton: b"BK", fold: fold.as_bytes(), text: b"X", groups: &[] };
                builder.push(Writing::LATIN, &written);
            }
            let mut sounds = Sounds::new(0, folds.len() as u32, Writing::LATIN, &builder.sounds);
            for fold in &folds {
                let sound = sounds.next().unwrap();
                let letters: [u8; 24] = bytemuck::cast(sound.letters);
                prop_assert_eq!(&letters[..sound.length], fold.as_bytes());
            }
            prop_assert!(sounds.next().is_none());
        }
    }
}
