//! From a token of a query to the forms of the list that are alike, with what each is worth. What was found is kept
//! for a while.

use std::sync::{Arc, Mutex};

use super::{alike::alike, gather::gallop, view::View};
use crate::{
    form::{Form, How, SHORTEST_GLUED, fold, glues, reads_together},
    keyed::{each_reading_key, sound_key},
    lately::Lately,
    print::Print,
};

/// Forms from this similarity on are more than somewhat alike.
pub const UPPER: f32 = 0.8;

/// A form of the list beside a token of the query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Neighbour {
    pub form: u32,
    pub similarity: f32,
    pub how: How,
    pub weight: f32,
    /// Its postings.
    pub from: u32,
    pub count: u32,
}

impl Neighbour {
    /// Whether it is more than somewhat alike.
    pub fn is_upper(&self) -> bool {
        self.similarity >= UPPER && self.how != How::Initial
    }
}

/// What a token of the query meets.
#[derive(Debug, Default, PartialEq)]
pub struct Neighbours {
    pub alike: Vec<Neighbour>,
    /// Entries that hold two forms which, written together, may be the token.
    pub split: Vec<u32>,
}

/// How many neighbours (of 24 bytes) are kept at least, and for how many bytes of the index one more.
const FEWEST: usize = 1 << 20;
const BYTES_EACH: usize = 192;

/// A word, and what is asked of it.
pub type Key = (Form, Asked);

/// What is asked of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asked {
    /// Everything alike.
    Person,
    /// Two tokens written together, the first of so many letters: what is the same in one.
    Glued(u8),
}

/// The neighbours met lately.
#[derive(Debug, Default)]
pub struct Cache(Mutex<Lately<Key, Arc<Neighbours>>>);

/// How much room neighbours take. (An empty answer takes some memory too.)
fn size(found: &Arc<Neighbours>) -> usize {
    8 + found.alike.len() + found.split.len() / 6
}

impl Cache {
    /// The neighbours of a token, from memory or by looking.
    pub fn get(&self, view: &View<'_>, key: Key) -> Arc<Neighbours> {
        let (form, asked) = &key;
        if *asked == Asked::Person
            && let Some(found) = view.form_like(form).and_then(|form| view.kept.of(view, form))
        {
            return Arc::new(found);
        }
        let most = FEWEST.max(view.size() / BYTES_EACH) / 2;
        if let Some(found) = self.0.lock().ok().and_then(|mut known| known.get(&key, size, most)) {
            return found;
        }
        let found = Arc::new(find(view, form, *asked));
        if let Ok(mut known) = self.0.lock() {
            known.keep(key, Arc::clone(&found), size(&found), most);
        }
        found
    }
}

pub fn find(view: &View<'_>, form: &Form, asked: Asked) -> Neighbours {
    match asked {
        _ if form.is_initial() => Neighbours::default(),
        Asked::Person => {
            let mut found = Neighbours { alike: alike(view, form), split: Vec::new() };
            split(view, form, &mut found);
            found
        }
        Asked::Glued(at) => Neighbours { alike: glued(view, form, at.into()), split: Vec::new() },
    }
}

/// The forms that two tokens, the first of so many letters, may be written as in one.
fn glued(view: &View<'_>, form: &Form, at: usize) -> Vec<Neighbour> {
    let mut forms = Vec::new();
    view.each_keyed(sound_key(&form.fold), |item| forms.push(item));
    each_reading_key(&Form::new(form.text.as_str()), |hash| {
        view.each_keyed(hash, |item| forms.push(item));
    });
    forms.sort_unstable();
    forms.dedup();
    let print = Print::of(form);
    let (a, b) = form.text.as_str().split_at(at.min(form.text.len()));
    let (a, b) = (Form::native(a, form.writing, Vec::new()), Form::native(b, form.writing, Vec::new()));
    let mut found = Vec::new();
    for item in forms {
        let Some(row) = view.form_row(item).filter(|row| print.may_be(row.print)) else { continue };
        let whole = view.form(item);
        if glues(&a, &b, &whole) || reads_together(&a, &b, &whole) {
            let (similarity, how) = (0.97, How::Sound);
            let (weight, from, count) = (row.weight, row.from, row.count);
            found.push(Neighbour { form: item, similarity, how, weight, from, count });
        }
    }
    found
}

/// What two ascending lists have in common.
fn each_common(one: &[u32], other: &[u32], mut each: impl FnMut(u32)) {
    let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
    if many.len() / 4 < few.len() {
        let (mut i, mut j) = (0, 0);
        while let (Some(&a), Some(&b)) = (few.get(i), many.get(j)) {
            if a == b {
                each(a);
            }
            (i, j) = (i + usize::from(a <= b), j + usize::from(b <= a));
        }
        return;
    }
    let mut rest = many;
    for &entry in few {
        rest = &rest[gallop(rest, |other| *other < entry)..];
        if rest.first() == Some(&entry) {
            each(entry);
        }
    }
}

/// What two words are known by that stand side by side in a name, from the [`sound_key`] of each.
pub fn beside(first: u32, second: u32) -> u32 {
    let both = u64::from(first) << 32 | u64::from(second);
    (both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
}

/// Finds entries that write a token as two.
fn split(view: &View<'_>, form: &Form, found: &mut Neighbours) {
    let half = |fold: &[u8]| {
        let mut forms = Vec::new();
        view.each_keyed(sound_key(fold), |item| {
            if view.fold(item) == fold {
                forms.push(item);
            }
        });
        forms
    };
    let lists = |forms: &[u32]| {
        let rows = forms.iter().filter_map(|&form| view.form_row(form));
        rows.map(|row| view.postings(row.from, row.count)).collect::<Vec<&[u32]>>()
    };
    let text = form.text.as_str();
    for at in 2..text.len().saturating_sub(1) {
        let [first, second] = [&text[..at], &text[at..]].map(|half| fold(half.as_bytes()));
        let is_short = first.len() + second.len() < SHORTEST_GLUED;
        if is_short || !view.beside.may_know(beside(sound_key(&first), sound_key(&second))) {
            continue;
        }
        let (first, second) = (lists(&half(&first)), lists(&half(&second)));
        for (one, other) in first.iter().flat_map(|one| second.iter().map(move |other| (one, other))) {
            each_common(one, other, |entry| found.split.push(entry));
        }
    }
    found.split.sort_unstable();
    found.split.dedup();
}
