//! The forms of a list that are alike to a word: those that share a skeleton, or bones, by a walk through their sounds, the few that
//! share another key one by one.

use std::hint::black_box;

use super::{keys::initial_key, neighbours::Neighbour, sounds::Sounds, view::View};
use crate::{
    dictionary::has_readings,
    distance::{Walk, is_too_long, similarity_of},
    form::{BARE, Form, How, MIN_SIMILARITY, between_scripts, far, scripts, similarity},
    keyed::{bare, bare_skeleton, bones, each_asked_bones, each_asked_key, each_skeleton_key, skeleton_key},
    print::Print,
};

/// A word on its way through the sounds of a list.
struct Walks<'a> {
    fold: &'a [u8],
    far: u8,
    /// By how far the others are from Latin letters.
    by_far: [Option<Box<Walk>>; 3],
}

impl<'a> Walks<'a> {
    fn new(fold: &'a [u8], far: u8) -> Self {
        Self { fold, far, by_far: [None, None, None] }
    }

    fn to(&mut self, other: u8) -> Step<'_> {
        let is_far = self.far > other;
        let scripts = if is_far { scripts(self.far, other) } else { scripts(other, self.far) };
        let walk = self.by_far[usize::from(other) % 3]
            .get_or_insert_with(|| Box::new(Walk::new(self.fold, scripts, is_far)));
        Step { length: self.fold.len(), scripts, walk }
    }
}

/// A word beside others of one kind.
struct Step<'w> {
    length: usize,
    scripts: crate::distance::Scripts,
    walk: &'w mut Walk,
}

impl Step<'_> {
    /// How alike the next one is by its letters; nought where it is not.
    fn alike(&mut self, letters: &[u8]) -> f32 {
        if is_too_long(self.length, letters.len(), self.scripts) {
            return 0.0;
        }
        let long = self.length.max(letters.len());
        self.walk.distance(letters).map_or(0.0, |distance| similarity_of(distance, long))
    }
}

/// The forms that are alike, as [`similarity`] says, ascending.
pub fn alike(view: &View<'_>, form: &Form) -> Vec<Neighbour> {
    // Forms that may be alike by more than letters; by letters alone; and those that share a skeleton.
    let (mut known, mut lettered) = (Vec::with_capacity(256), Vec::with_capacity(512));
    each_asked_key(form, |hash, by_letters| {
        let list = if by_letters { &mut lettered } else { &mut known };
        view.each_keyed(hash, |item| list.push(item));
    });
    if let Some(&letter) = form.text.first() {
        view.each_keyed(initial_key(letter), |item| known.push(item));
    }
    // Each with whether it is there for its bones alone.
    let mut skeletons = Vec::with_capacity(256);
    // The one initial whose sound has two letters is no word to walk by.
    view.each_keyed(initial_key(b'X'), |item| known.push(item));
    each_skeleton_key(&form.skeleton, |hash| view.each_skeleton(hash, |at| skeletons.push((at, false))));
    if let Some(bare) = bare_skeleton(form) {
        view.each_skeleton(skeleton_key(&bare), |at| skeletons.push((at, false)));
    }
    each_asked_bones(form, |hash| view.each_skeleton(hash, |at| skeletons.push((at, true))));
    skeletons.sort_unstable();
    skeletons.dedup_by_key(|(at, _)| *at);
    for list in [&mut known, &mut lettered] {
        list.sort_unstable();
        list.dedup();
    }
    // Waits for memory overlap: first all places, then all beginnings.
    let stretches: Vec<(Sounds<'_>, bool)> =
        skeletons.iter().filter_map(|&(at, by_bones)| Some((view.sounds(at)?, by_bones))).collect();
    black_box(stretches.iter().fold(0, |sum, (sounds, _)| sum ^ sounds.touch()));
    // What the walk meets needs no second look.
    let mut rest = stretches.iter().filter(|(_, by_bones)| !by_bones).map(|(sounds, _)| sounds).peekable();
    lettered.retain(|&item| {
        while rest.next_if(|sounds| sounds.end() <= item).is_some() {}
        rest.peek().is_none_or(|sounds| item < sounds.first())
    });
    known.append(&mut lettered);
    known.sort_unstable();
    known.dedup();
    let mut found: Vec<Neighbour> = Vec::with_capacity(1024);
    let mut add = |form: u32, similarity: f32, how: How| {
        if let Some(row) = view.form_row(form) {
            let (weight, from, count) = (row.weight, row.from, row.count);
            found.push(Neighbour { form, similarity, how, weight, from, count });
        }
    };
    let mut others = Vec::new();
    walk(form, stretches, &known, &mut others, |form, similarity| add(form, similarity, How::Similar));
    known.append(&mut others);
    let print = Print::of(form);
    known.retain(|&item| view.form_row(item).is_some_and(|row| print.may_be(row.print)));
    black_box(known.iter().fold(0, |sum, &item| sum ^ view.touch_form(item)));
    for item in known {
        if let Some((alike, how)) = similarity(form, &view.form(item)) {
            add(item, alike, how);
        }
    }
    found.sort_unstable_by_key(|neighbour| neighbour.form);
    found
}

/// Goes through forms in the order of their sounds, but for the `known`; says which are alike by their letters, and adds
/// to `others` what cannot be told so.
fn walk(
    form: &Form,
    stretches: Vec<(Sounds<'_>, bool)>,
    known: &[u32],
    others: &mut Vec<u32>,
    mut add: impl FnMut(u32, f32),
) {
    let mut whole = Walks::new(&form.fold, far(form));
    let is_native = has_readings(form);
    let bare = bare(form);
    let mut without_article = bare.map(|bare| Walks::new(bare, far(form)));
    let own_bones = bones(&form.fold);
    for (mut sounds, by_bones) in stretches {
        let kind = sounds.kind;
        let mut whole = whole.to(kind.far());
        let mut without_article = without_article.as_mut().map(|walks| walks.to(kind.far()));
        let mut known = &known[known.partition_point(|&other| other < sounds.first())..];
        // How alike the fold of the form before was, once it is known.
        let (mut before, mut length) = (None, 0);
        while let Some(sound) = sounds.next() {
            if sound.shared < sound.letters.len() || sound.letters.len() != length {
                whole.walk.turn(sound.shared);
                if let Some(other) = &mut without_article {
                    other.walk.turn(sound.shared);
                }
                (before, length) = (None, sound.letters.len());
            }
            while known.first().is_some_and(|&other| other < sound.form) {
                known = &known[1..];
            }
            if known.first() == Some(&sound.form) {
                continue;
            }
            if sound.has_article && bare.is_none() {
                others.push(sound.form);
                continue;
            }
            let best = before.unwrap_or_else(|| {
                let mut best = whole.alike(sound.letters);
                if let Some(other) = without_article.as_mut().filter(|_| !sound.has_article) {
                    best = best.max(BARE * other.alike(sound.letters));
                }
                if best > 0.0 && is_native != kind.has_readings() {
                    best = between_scripts(best, &form.fold, sound.letters);
                }
                best
            });
            before = Some(best).filter(|_| bare.is_none());
            if best >= MIN_SIMILARITY && (!by_bones || *bones(sound.letters) == *own_bones) {
                add(sound.form, best);
            }
        }
    }
}
