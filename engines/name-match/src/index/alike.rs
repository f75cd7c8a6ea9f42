//! The forms of a list that are alike to a word: those that share a skeleton, or bones, by a walk through their sounds, the few that
//! share another key one by one.

use std::hint::black_box;

use super::{
    keys::initial_key,
    neighbours::Neighbour,
    sounds::Sounds,
    view::View,
    walk::{Forms, Walk},
};
use crate::{
    form::{Form, How, MIN_SIMILARITY, are_other_syllables, similarity_with},
    keyed::{
        bare_skeleton, bones, each_asked_bones, each_asked_key, each_skeleton_key, share_consonants,
        skeleton_key,
    },
    print::Print,
};

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
    let print = Print::of(form);
    known.retain(|&item| view.form_row(item).is_some_and(|row| print.may_be(row.print)));
    black_box(known.iter().fold(0, |sum, &item| sum ^ view.touch_form(item)));
    let mut found: Vec<Neighbour> = Vec::with_capacity(1024);
    let mut add = |form: u32, similarity: f32, how: How| {
        if let Some(row) = view.form_row(form) {
            let (weight, from, count) = (row.weight, row.from, row.count);
            found.push(Neighbour { form, similarity, how, weight, from, count });
        }
    };
    // How alike the known ones are by their letters.
    let mut by_letters = vec![0.0_f32; known.len()];
    let own_bones = bones(&form.fold);
    let mut met = |forms: Forms, alike: f32| {
        let Some(row) = view.form_row(forms.first) else { return };
        let may_be = || {
            let fold = view.fold(forms.first);
            !are_other_syllables(&form.fold, fold)
                && (!forms.by_bones || share_consonants(&bones(fold), &own_bones))
        };
        let is_met = alike >= MIN_SIMILARITY && (row.print.writing == form.writing || may_be());
        for item in forms.first..forms.end {
            match known.binary_search(&item) {
                Ok(at) => by_letters[at] = by_letters[at].max(alike),
                Err(_) if is_met => add(item, alike, How::Similar),
                Err(_) => {}
            }
        }
    };
    let mut walk = Walk::new(form);
    let mut seen = Vec::new();
    for (sounds, by_bones) in stretches {
        // Bones join other scripts only.
        if !by_bones || sounds.writing != form.writing {
            seen.push((sounds.first(), sounds.end()));
            walk.through(sounds, by_bones, &mut met);
        }
    }
    // Those that the walk does not meet.
    let forms: Vec<Form> = known.iter().map(|&item| view.form(item)).collect();
    let mut seen = seen.iter().peekable();
    for (&item, other) in known.iter().zip(&forms) {
        while seen.next_if(|seen| seen.1 <= item).is_some() {}
        if seen.peek().is_none_or(|seen| item < seen.0) {
            walk.form(item, other, &mut met);
        }
    }
    walk.finish(&mut met);
    for ((item, other), by_letters) in known.into_iter().zip(&forms).zip(by_letters) {
        if let Some((alike, how)) = similarity_with(form, other, |_, _| by_letters) {
            add(item, alike, how);
        }
    }
    found.sort_unstable_by(|a, b| a.form.cmp(&b.form).then(b.similarity.total_cmp(&a.similarity)));
    found.dedup_by_key(|neighbour| neighbour.form);
    // It may be kept for long.
    found.shrink_to_fit();
    found
}
