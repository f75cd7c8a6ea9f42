//! The keys of a token: two tokens may be alike only where they share one.
//!
//! This is what makes an index complete: it finds all tokens that share a key with the query's, so it misses
//! none that are alike. Initials have no keys: they answer to any token that begins with them.

use crate::{
    dictionary,
    distance::place,
    form::{Form, Letters, skeleton},
    writing::Writing,
};

/// Folds this short are keys only as they are; longer ones also with one letter left out.
const LEAST_FOLD: usize = 3;
/// Skeletons shorter than this are no keys: too many names share them.
const LEAST_SKELETON: usize = 2;
/// Skeletons, and bones, this long are keys also with one consonant left out.
const LONG_SKELETON: usize = 4;
/// Names cut short, and short forms of names, share their beginning.
const HEAD: usize = 4;

/// What a key is made of: keys of different kinds are never equal.
mod kind {
    pub const FOLD: u8 = 0;
    pub const SKELETON: u8 = 1;
    pub const HEAD: u8 = 2;
    pub const GROUP: u8 = 3;
    pub const BARE: u8 = 4;
    /// Of words in Latin letters, and of others: they are looked for in other scripts only.
    pub const LATIN_BONES: u8 = 5;
    pub const BONES: u8 = 6;
    /// A fold with one letter left out.
    pub const LESS: u8 = 8;
}

/// Calls `each` with the hash of every key that a form of a list is found by, some perhaps twice, beside
/// [`each_skeleton_key`] and [`each_bones_key`]. Forms that share a key have one in common with [`each_asked_key`], [`each_asked_bones`], or a skeleton's.
pub fn each_listed_key(form: &Form, mut each: impl FnMut(u32)) {
    if form.is_initial() {
        return;
    }
    each_without_one(&form.fold, LEAST_FOLD, |rest| each(hash(kind::LESS, rest)));
    each_certain_key(form, &mut each);
    if let Some(bare) = bare_skeleton(form) {
        each(hash(kind::BARE, &bare));
    }
}

/// Calls `each` with the hash of every key that a form is looked for by: see [`each_listed_key`]. `true` says that forms
/// which share this key, and whose skeletons share one too, are alike by their letters alone.
pub fn each_asked_key(form: &Form, mut each: impl FnMut(u32, bool)) {
    if form.is_initial() {
        return;
    }
    each(hash(kind::LESS, &form.fold), true);
    for kind in [kind::FOLD, kind::LESS] {
        each_without_one(&form.fold, LEAST_FOLD, |rest| each(hash(kind, rest), true));
    }
    if let Some(bare) = bare(form) {
        each(hash(kind::LESS, bare), false);
    }
    each_certain_key(form, |hash| each(hash, false));
    each_skeleton_of(kind::BARE, &form.skeleton, |hash| each(hash, false));
    if let Some(bare) = bare_skeleton(form) {
        each(hash(kind::BARE, &bare), false);
    }
}

/// Calls `each` with the keys of these [`bones`] of a word of a list.
pub fn each_bones_key(bones: &[u8], writing: Writing, each: impl FnMut(u32)) {
    let kind = if writing.is_latin() { kind::LATIN_BONES } else { kind::BONES };
    each_skeleton_of(kind, bones, each);
}

/// Calls `each` with the keys of bones that a form is looked for by: forms of other scripts share one, see [`share_consonants`].
pub fn each_asked_bones(form: &Form, mut each: impl FnMut(u32)) {
    if form.is_initial() {
        return;
    }
    let bones = bones(&form.fold);
    each_skeleton_of(kind::BONES, &bones, &mut each);
    if !form.writing.is_latin() {
        each_skeleton_of(kind::LATIN_BONES, &bones, &mut each);
    }
}

/// Whether two skeletons, or [`bones`], are equal once at most one consonant of each is left out, where they are long.
pub fn share_consonants(a: &[u8], b: &[u8]) -> bool {
    a.len().min(b.len()) >= LEAST_SKELETON && one_apart(a, b, LONG_SKELETON)
}

fn each_certain_key(form: &Form, mut each: impl FnMut(u32)) {
    each(hash(kind::FOLD, &form.fold));
    if let Some(bare) = bare(form) {
        each(hash(kind::FOLD, bare));
    }
    if let Some(head) = form.text.get(..HEAD) {
        each(hash(kind::HEAD, head));
    }
    // Other forms of the name, other readings of its characters, and itself as another's reading.
    each_reading_key(form, each);
}

/// Calls `each` with the hash of every key of a skeleton: forms whose skeletons have one in common share a key.
pub fn each_skeleton_key(skeleton: &[u8], each: impl FnMut(u32)) {
    each_skeleton_of(kind::SKELETON, skeleton, each);
}

/// The key of a skeleton by itself.
pub fn skeleton_key(skeleton: &[u8]) -> u32 {
    hash(kind::SKELETON, skeleton)
}

fn each_skeleton_of(kind: u8, skeleton: &[u8], mut each: impl FnMut(u32)) {
    if skeleton.len() >= LEAST_SKELETON {
        each(hash(kind, skeleton));
        each_without_one(skeleton, LONG_SKELETON, |rest| each(hash(kind, rest)));
    }
}

/// The skeleton of a form without its article, where it has one.
pub fn bare_skeleton(form: &Form) -> Option<Letters> {
    bare(form).map(skeleton).filter(|bare| bare.len() >= LEAST_SKELETON)
}

/// Calls `each` with the hashes of the keys that forms of other scripts are found by.
pub fn each_reading_key(form: &Form, mut each: impl FnMut(u32)) {
    form.groups.iter().for_each(|group| each(hash(kind::GROUP, &group.to_le_bytes())));
    each(hash(kind::GROUP, &dictionary::reading_key(&form.fold).to_le_bytes()));
}

/// The key of a sound by itself.
pub fn sound_key(fold: &[u8]) -> u32 {
    hash(kind::FOLD, fold)
}

/// Whether two forms, neither an initial, share a key: equal folds or skeletons, each perhaps with one letter left
/// out; the same first four letters; a group or reading that makes them alike; or equal sound but for a bound article.
/// (Groups that tell nothing of two Latin forms make no difference here, though their hashes are common.)
pub fn share_key(a: &Form, b: &Form) -> bool {
    let head = a.text.get(..HEAD).is_some_and(|head| b.text.get(..HEAD) == Some(head));
    head || one_apart(&a.fold, &b.fold, LEAST_FOLD)
        || share_consonants(&a.skeleton, &b.skeleton)
        || dictionary::likeness(a, b).is_some()
        || (a.writing != b.writing && share_consonants(&bones(&a.fold), &bones(&b.fold)))
        || article_apart(a, b)
        || article_apart(b, a)
        || bare(a).zip(bare(b)).is_some_and(|(a, b)| a == b || same_skeleton(&skeleton(a), &skeleton(b)))
}

/// What another script keeps of a name at the least: consonants, where L is R, and F, V and B are one or left out.
pub fn bones(fold: &[u8]) -> Letters {
    let mut bones = Letters::default();
    for &letter in fold {
        let bone = match letter {
            b'A' | b'I' | b'U' | b'H' | b'V' => continue,
            b'L' => b'R',
            b'F' | b'P' => b'B',
            b'D' => b'T',
            b'G' => b'K',
            b'Z' | b'X' | b'J' => b'S',
            other => other,
        };
        if bones.last() != Some(&bone) {
            bones.push(bone);
        }
    }
    bones
}

fn same_skeleton(a: &[u8], b: &[u8]) -> bool {
    a.len() >= LEAST_SKELETON && a == b
}

/// What may be written as part of a name that has it apart elsewhere (`DELACRUZ`, `BINLADEN`): its sound, and of how many letters
/// the rest must be. (Shorter rests are more often names that begin so by chance: `DELGADO`, `BENITO`.)
pub const BOUND: [(&[u8], &[u8], usize); 20] = [
    (b"AL", b"AL", 4),
    (b"EL", b"IL", 4),
    (b"DELAS", b"DILAS", 5),
    (b"DELOS", b"DILUS", 5),
    (b"DELLA", b"DILA", 4),
    (b"DELA", b"DILA", 4),
    (b"DEL", b"DIL", 5),
    (b"VANDER", b"VANDIR", 4),
    (b"VANDEN", b"VANDIN", 4),
    (b"VAN", b"VAN", 5),
    (b"VON", b"VUN", 5),
    (b"BIN", b"BIN", 5),
    (b"BEN", b"BIN", 5),
    (b"OULD", b"ULD", 4),
    (b"DE", b"DI", 5),
    (b"DI", b"DI", 5),
    (b"DA", b"DA", 5),
    (b"DU", b"DU", 5),
    (b"LE", b"LI", 5),
    (b"LA", b"LA", 5),
];

/// The most letters that the sound of one of these has.
pub const LONGEST_BOUND: usize = {
    let (mut most, mut at) = (0, 0);
    while at < BOUND.len() {
        most = if BOUND[at].1.len() > most { BOUND[at].1.len() } else { most };
        at += 1;
    }
    most
};

/// The letters that these begin with as written, by [`place`].
const FIRST: u32 = {
    let (mut letters, mut at) = (0, 0);
    while at < BOUND.len() {
        letters |= 1 << place(BOUND[at].0[0]);
        at += 1;
    }
    letters
};

/// The fold without the article or particle, where one may be written as part of the name.
pub fn bare(form: &Form) -> Option<&[u8]> {
    let article = article(&form.text, &form.fold);
    (article > 0).then(|| &form.fold[article..])
}

/// How many letters of the fold of a text are an article or particle written as part of the name.
pub fn article(text: &[u8], fold: &[u8]) -> usize {
    // Most words end here.
    if text.first().is_none_or(|&first| FIRST >> place(first) & 1 == 0) {
        return 0;
    }
    let of = |(written, sound, least): &(&[u8], &'static [u8], usize)| {
        (text.starts_with(written) && text.len() >= written.len() + least).then_some(*sound)
    };
    let sound = BOUND.iter().find_map(of).filter(|sound| fold.starts_with(sound) && fold.len() > sound.len());
    sound.map_or(0, <[u8]>::len)
}

/// Whether `b` is `a` without its article, as far as keys tell.
fn article_apart(a: &Form, b: &Form) -> bool {
    bare(a).is_some_and(|bare| {
        let within = |short: &[u8], long: &[u8], least| {
            short == long || (long.len() >= least && long.len() == short.len() + 1 && omits_one(short, long))
        };
        let bones = skeleton(bare);
        within(bare, &b.fold, LEAST_FOLD)
            || (bones.len() >= LEAST_SKELETON && within(&bones, &b.skeleton, LONG_SKELETON))
    })
}

/// Whether two words are equal once at most one letter of each is left out; only words of `least` letters and more
/// may leave one out.
fn one_apart(a: &[u8], b: &[u8], least: usize) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    match long.len() - short.len() {
        0 if short == long => true,
        0 if short.len() >= least => {
            let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
            // The letter left out of the one stands at the first difference or may as well; likewise the other's.
            omits_one(&short[start + 1..], &long[start..]) || omits_one(&long[start + 1..], &short[start..])
        }
        1 if long.len() >= least => omits_one(short, long),
        _ => false,
    }
}

/// Whether `long`, which has one letter more, is `short` once one is left out.
fn omits_one(short: &[u8], long: &[u8]) -> bool {
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    short[start..] == long[start + 1..]
}

fn each_without_one(letters: &[u8], least: usize, mut each: impl FnMut(&[u8])) {
    if letters.len() < least {
        return;
    }
    let mut rest = [0_u8; crate::text::MAX_LETTERS];
    let rest = &mut rest[..letters.len() - 1];
    rest.copy_from_slice(&letters[1..]);
    each(rest);
    for at in 0..rest.len() {
        // One letter out of two equal neighbours leaves the same word; folds and skeletons hold none.
        rest[at] = letters[at];
        each(rest);
    }
}

/// FNV-1a, finished with a mix so that the upper bits are good too.
pub fn hash(kind: u8, bytes: &[u8]) -> u32 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in std::iter::once(&kind).chain(bytes) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash ^ (hash >> 29)).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_shr(32) as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        bare_skeleton, bones, each_asked_bones, each_asked_key, each_bones_key, each_listed_key,
        each_skeleton_key, share_key, skeleton_key,
    };
    use crate::{form::Form, text::Script, writing::Writing};

    fn listed(form: &Form) -> Vec<u32> {
        let mut keys = Vec::new();
        each_listed_key(form, |key| keys.push(key));
        each_skeleton_key(&form.skeleton, |key| keys.push(key));
        each_bones_key(&bones(&form.fold), form.writing, |key| keys.push(key));
        keys
    }

    fn asked(form: &Form) -> Vec<u32> {
        let mut keys = Vec::new();
        each_asked_key(form, |key, _| keys.push(key));
        each_skeleton_key(&form.skeleton, |key| keys.push(key));
        keys.extend(bare_skeleton(form).map(|bare| skeleton_key(&bare)));
        each_asked_bones(form, |key| keys.push(key));
        keys
    }

    proptest! {
        #[test]
        fn forms_share_a_key_where_their_keys_say_so(
            a in "(AL|EL|DELA|VANDER|BIN)?[A-EHK-TV]{2,8}", at in 0_usize..9, other in "[A-Z]{0,3}", abjad: bool
        ) {
            let mut b = a.clone();
            let at = at.min(b.len());
            b.replace_range(at..(at + 2).min(a.len()), &other);
            prop_assume!(b.len() >= 2);
            let writing = Writing::new(if abjad { Script::Arabic } else { Script::Latin }, true);
            let (a, b) = (Form::native(&a, writing, Vec::new()), Form::new(&b));
            for (a, b) in [(&a, &b), (&b, &a)] {
                let of_b = listed(b);
                let common = asked(a).iter().any(|key| of_b.contains(key));
                prop_assert!(common || !share_key(a, b), "{:?} {:?}", a, b);
            }
            prop_assert_eq!(share_key(&b, &a), share_key(&a, &b));
        }
    }

    #[test]
    fn names_have_few_keys() {
        let names = "MOHAMED TESTANI LI WEI IVO BILL ANN SAMPLER KARIM ROSA ALTESTANI EXAMPLAR";
        let counts: Vec<usize> = names.split(' ').map(|name| listed(&Form::new(name)).len()).collect();
        assert!(counts.iter().sum::<usize>() <= 15 * counts.len(), "{counts:?}");
        assert!(asked(&Form::new("J")).is_empty(), "initials have none");
    }
}
