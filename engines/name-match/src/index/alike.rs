//! The forms of a list that are alike to a word: those that share a skeleton, or bones, by a walk through their sounds, and the
//! few that share another key.

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

/// Tells, of ascending items, which are in none of these ascending stretches.
fn outside(stretches: &[(Sounds<'_>, bool)], by_bones: bool) -> impl FnMut(u32) -> bool {
    let stretches = stretches.iter().filter(move |stretch| by_bones || !stretch.1);
    let mut stretches = stretches.map(|(sounds, _)| (sounds.first(), sounds.end())).peekable();
    move |item| {
        while stretches.next_if(|&(_, end)| end <= item).is_some() {}
        stretches.peek().is_none_or(|&(first, _)| item < first)
    }
}

/// The forms that are alike, as [`similarity`](crate::form::similarity) says, ascending.
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
    lettered.sort_unstable();
    // Waits for memory overlap: first all places, then all beginnings.
    let opened = skeletons.iter().filter_map(|&(at, by_bones)| Some((view.sounds(at)?, by_bones)));
    // Bones join other scripts only.
    let stretches: Vec<(Sounds<'_>, bool)> =
        opened.filter(|(sounds, by_bones)| !by_bones || sounds.writing != form.writing).collect();
    black_box(stretches.iter().fold(0, |sum, (sounds, _)| sum ^ sounds.touch()));
    // What the walk meets by its skeleton needs no second look.
    let mut is_outside = outside(&stretches, false);
    lettered.retain(|&item| is_outside(item));
    drop(is_outside);
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
    // Those that the walk through the stretches does not meet.
    let forms: Vec<Form> = known.iter().map(|&item| view.form(item)).collect();
    let mut is_outside = outside(&stretches, true);
    for (&item, other) in known.iter().zip(&forms) {
        if is_outside(item) {
            walk.form(item, other, &mut met);
        }
    }
    drop(is_outside);
    for (sounds, by_bones) in stretches {
        walk.through(sounds, by_bones, &mut met);
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::alike;
    use crate::{
        Index,
        form::{Form, similarity},
        index::named,
    };

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn what_is_alike_is_what_comparing_says(
            bases in proptest::collection::vec("(AL|EL|DELA|VANDER|BIN)?([ABDIKLMNRSTUZ]{3,8}|[ABDIKLMNRSTUZ]{12,18})", 2..5),
            changes in proptest::collection::vec((0_usize..5, 0_usize..9, "[A-Z]{0,2}"), 40..120),
        ) {
            // Many of one length and of one skeleton; some that share the first letters, a group, or bones.
            let changed = |(base, at, by): (usize, usize, String)| {
                let base = &bases[base % bases.len()];
                let at = at % base.len();
                [&base[..at], &by, &base[at + 1..]].concat()
            };
            let others = "BILL WILLIAM KONST KONSTANTIN MOHAMED محمد محمّد YUSUF Юсуф Юсеф J RAHMAN ALRAHMAN الرحمان N0RD N1RD";
            let words = others.split(' ').map(str::to_owned).chain(changes.into_iter().map(changed));
            let index = Index::build((0..).zip(words).map(|(key, word)| named(key, &word)));
            let view = index.view();
            let count = (0..1000).take_while(|&form| view.form_row(form).is_some()).count() as u32;
            let all: Vec<Form> = (0..count).map(|form| view.form(form)).collect();
            for form in all.iter().filter(|form| !form.is_initial()) {
                let found: Vec<_> =
                    alike(&view, form).iter().map(|found| (found.form, found.similarity, found.how)).collect();
                let said: Vec<_> = (0..)
                    .zip(&all)
                    .filter_map(|(at, other)| similarity(form, other).map(|(alike, how)| (at, alike, how)))
                    .collect();
                prop_assert_eq!(found, said, "{:?}", form);
            }
        }
    }
}
