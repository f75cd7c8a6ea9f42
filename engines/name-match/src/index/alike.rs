//! The forms of a list that are alike to a word: those that share a skeleton, or bones, by a walk through their sounds, the few that
//! share another key one by one.

use std::hint::black_box;

use super::{gather::gallop, keys::initial_key, neighbours::Neighbour, sounds::Sounds, view::View};
use crate::{
    distance::{Costs, Walk, is_too_long, similarity_of},
    form::{BARE, Form, How, MIN_SIMILARITY, are_other_syllables, similarity},
    keyed::{
        bare, bare_skeleton, bones, each_asked_bones, each_asked_key, each_skeleton_key, share_consonants,
        skeleton_key,
    },
    print::Print,
    writing::Writing,
};

/// A word on its way through the sounds of a list.
struct Walks<'a> {
    fold: &'a [u8],
    writing: Writing,
    /// By the writing of the others.
    by_writing: Vec<(Writing, Box<Walk>)>,
}

impl<'a> Walks<'a> {
    fn new(fold: &'a [u8], writing: Writing) -> Self {
        Self { fold, writing, by_writing: Vec::new() }
    }

    /// The walk through words of another writing.
    fn to(&mut self, other: Writing) -> Step<'_> {
        let known = self.by_writing.iter().position(|(writing, _)| *writing == other);
        let at = known.unwrap_or_else(|| {
            let is_far = self.writing > other;
            let (far, near) = if is_far { (self.writing, other) } else { (other, self.writing) };
            let walk = Walk::new(self.fold, Costs::between(far, near), is_far);
            self.by_writing.push((other, Box::new(walk)));
            self.by_writing.len() - 1
        });
        Step { fold: self.fold, walk: &mut self.by_writing[at].1 }
    }
}

/// A word beside others of one writing.
struct Step<'w> {
    fold: &'w [u8],
    walk: &'w mut Walk,
}

impl Step<'_> {
    /// How alike the next one is by its letters; nought where it is not.
    fn alike(&mut self, letters: &[u8]) -> f32 {
        let costs = self.walk.costs;
        if is_too_long(self.fold.len(), letters.len(), costs) {
            return 0.0;
        }
        let long = self.fold.len().max(letters.len());
        self.walk.distance(letters).map_or(0.0, |distance| similarity_of(distance, long, costs.across))
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
    // The one initial whose sound has two letters is no word to walk by.
    for letter in form.text.first().copied().filter(|&letter| letter != b'X').into_iter().chain([b'X']) {
        view.each_keyed(initial_key(letter), |item| known.push(item));
    }
    // Each with whether it is there for its bones alone.
    let mut skeletons = Vec::with_capacity(256);
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
    walk(form, stretches, &known, |form, similarity| add(form, similarity, How::Similar));
    let print = Print::of(form);
    known.retain(|&item| view.form_row(item).is_some_and(|row| print.may_be(row.print)));
    black_box(known.iter().fold(0, |sum, &item| sum ^ view.touch_form(item)));
    for item in known {
        if let Some((alike, how)) = similarity(form, &view.form(item)) {
            add(item, alike, how);
        }
    }
    found.sort_unstable_by_key(|neighbour| neighbour.form);
    // It may be kept for long.
    found.shrink_to_fit();
    found
}

/// Goes through forms in the order of their sounds, but for the `known`; says which are alike by their letters.
fn walk(form: &Form, stretches: Vec<(Sounds<'_>, bool)>, mut known: &[u32], mut add: impl FnMut(u32, f32)) {
    let mut whole = Walks::new(&form.fold, form.writing);
    // An article that one side alone has as part of the name: the word without its own, and the word beside others without theirs.
    let bare = bare(form);
    let mut other = Walks::new(bare.unwrap_or(&form.fold), form.writing);
    let own_bones = bones(&form.fold);
    for (mut sounds, by_bones) in stretches {
        let writing = sounds.writing;
        // Bones join other scripts only.
        if by_bones && writing == form.writing {
            continue;
        }
        let mut whole = whole.to(writing);
        let mut other = other.to(writing);
        known = &known[gallop(known, |&other| other < sounds.first())..];
        // How alike the fold of the form before was, once it is known, and the letters of its article.
        let (mut before, mut length, mut article) = (None, 0, 0);
        while let Some(sound) = sounds.next() {
            if sound.shared < sound.letters.len() || sound.letters.len() != length || sound.article != article
            {
                whole.walk.turn(sound.shared);
                // Without an article letters stand elsewhere.
                let as_before = bare.is_some() && article == 0;
                other.walk.turn(if as_before { sound.shared } else { 0 });
                (before, length, article) = (None, sound.letters.len(), sound.article);
            }
            while known.first().is_some_and(|&other| other < sound.form) {
                known = &known[1..];
            }
            if known.first() == Some(&sound.form) {
                continue;
            }
            let best = before.unwrap_or_else(|| {
                let mut best = whole.alike(sound.letters);
                if bare.is_some() != (sound.article > 0) {
                    best = best.max(BARE * other.alike(&sound.letters[sound.article..]));
                }
                let is_other =
                    best > 0.0 && writing != form.writing && are_other_syllables(&form.fold, sound.letters);
                if is_other { 0.0 } else { best }
            });
            before = Some(best);
            if best >= MIN_SIMILARITY && (!by_bones || share_consonants(&bones(sound.letters), &own_bones)) {
                add(sound.form, best);
            }
        }
    }
}
