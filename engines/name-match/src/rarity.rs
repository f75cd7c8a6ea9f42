//! How much a token says: `JOHN` little, a rare family name much.

use std::sync::LazyLock;

use hashbrown::HashMap;

use crate::{
    common::{COMMON, FIFTH, FORTIETH, HONORIFIC, MORE_SYLLABLES, MOST_COMMON, SYLLABLES, TENTH},
    distance::{Costs, distance_similarity},
    form::{Form, Letters, fold},
    scales::INITIAL_WEIGHT,
    writing::Writing,
};

/// What a token says by the share of a people that has it, as a weight: it falls by the logarithm of the share, from 1 for
/// what one in a hundred thousand is called.
const HONORIFIC_SAYS: f32 = 0.20;
const FIFTH_SAYS: f32 = 0.20;
const TENTH_SAYS: f32 = 0.30;
const FORTIETH_SAYS: f32 = 0.40;
const MOST_COMMON_SAYS: f32 = 0.60;
const COMMON_SAYS: f32 = 0.68;
/// What a syllable of names of East Asia says, and what two say together: there are far fewer such names than bearers.
const SYLLABLE_SAYS: f32 = 0.45;
const SYLLABLES_SAY: f32 = 0.67;
/// What short tokens say at most, by the letters of their sound.
const SHORT_SAY: [f32; 5] = [INITIAL_WEIGHT, INITIAL_WEIGHT, 0.54, 0.75, 0.80];

/// A word without vowels is read as a name that is so alike.
const READ_AS: f32 = 0.80;

/// The weight of a token: from 0.2 (an initial) to 1. It depends on the token alone, so that a score never
/// changes because another entry was listed.
pub fn weight(form: &Form) -> f32 {
    let by_length = SHORT_SAY.get(form.fold.len()).copied().unwrap_or(1.0);
    let by_use = TABLES.folds.get(&form.fold).copied();
    let by_use = by_use.unwrap_or_else(|| if is_written_so(form) { SYLLABLES_SAY } else { 1.0 });
    by_length.min(by_use).min(if form.writing.is_lossy() { by_reading(form) } else { 1.0 })
}

/// What the common names say that a word may be read as whose vowels are not written.
fn by_reading(form: &Form) -> f32 {
    let costs = Costs::between(form.writing, Writing::LATIN);
    let names = TABLES.skeletons.get(&form.skeleton).map(Vec::as_slice).unwrap_or_default();
    let read = names.iter().filter(|(fold, _)| distance_similarity(&form.fold, fold, costs) >= READ_AS);
    read.fold(1.0, |least, (_, says)| says.min(least))
}

/// Whether a sound is two such syllables.
pub fn is_two_syllables(sound: &[u8]) -> bool {
    (4..=10).contains(&sound.len())
        && (2..sound.len() - 1).any(|at| is_syllable(&sound[..at]) && is_syllable(&sound[at..]))
}

/// Whether a token is two such syllables, by its sound or as it is written: between two syllables letters may meet
/// that are one sound elsewhere (`SANG` and `HO`).
fn is_written_so(form: &Form) -> bool {
    let text = &form.text;
    is_two_syllables(&form.fold)
        || (4..=12).contains(&text.len())
            && (2..text.len() - 1)
                .any(|at| may_be_given(&fold(&text[..at])) && may_be_given(&fold(&text[at..])))
}

/// Whether a sound is one of the commonest syllables that names of East Asia are made of.
fn is_syllable(sound: &[u8]) -> bool {
    TABLES.syllables.get(sound).is_some_and(|common| *common)
}

/// Whether a sound is any syllable that given names of East Asia are made of.
pub fn may_be_given(sound: &[u8]) -> bool {
    TABLES.syllables.contains_key(sound)
}

/// What sounds say: by fold, of several the least; and the folds of each skeleton, for scripts without vowels.
struct Tables {
    folds: HashMap<Letters, f32>,
    skeletons: HashMap<Letters, Vec<(Letters, f32)>>,
    /// The syllables of names of East Asia, and whether each is one of the commonest.
    syllables: HashMap<Box<[u8]>, bool>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { folds: HashMap::new(), skeletons: HashMap::new(), syllables: HashMap::new() };
    for (syllables, common) in [(MORE_SYLLABLES, false), (SYLLABLES, true)] {
        let sounds = syllables.split_whitespace().map(|syllable| (*Form::new(syllable).fold).into());
        tables.syllables.extend(sounds.map(|sound| (sound, common)));
    }
    let tiers = [
        (MORE_SYLLABLES, SYLLABLE_SAYS),
        (SYLLABLES, SYLLABLE_SAYS),
        (COMMON, COMMON_SAYS),
        (MOST_COMMON, MOST_COMMON_SAYS),
        (FORTIETH, FORTIETH_SAYS),
        (TENTH, TENTH_SAYS),
        (HONORIFIC, HONORIFIC_SAYS),
        (FIFTH, FIFTH_SAYS),
    ];
    for (names, says) in tiers {
        for name in names.split_whitespace() {
            let form = Form::new(name);
            tables.folds.insert(form.fold, says);
            if form.skeleton.len() >= 2 {
                tables.skeletons.entry(form.skeleton).or_default().push((form.fold, says));
            }
        }
    }
    tables
});

#[cfg(test)]
mod tests {
    use super::weight;
    use crate::{form::Form, text::Script, writing::Writing};

    #[test]
    fn common_names_say_less_in_any_spelling() {
        let of = |text: &str| weight(&Form::new(text));
        assert!(of("MOHAMED") < of("SALAZAR") && of("SALAZAR") < of("EXAMPLAR"));
        assert!((of("HUSSEIN") - of("HUSAYN")).abs() < 0.01);
        assert!(of("J") < of("LI") && of("LI") < of("TUV") && of("TUV") < of("EXAMPLAR"));
    }

    #[test]
    fn no_script_makes_a_common_name_rare() {
        let of = |text: &str| weight(&Form::new(text));
        let arabic = |text: &str| weight(&Form::native(text, Writing::new(Script::Arabic, true), Vec::new()));
        assert!(arabic("MHMD") <= of("MOHAMED"), "unwritten vowels");
        assert!(of("SAYYID") < of("MOHAMED"), "an honorific says less than a name");
        assert!(of("GUIYING") < of("EXAMPLAR"), "two common syllables");
        assert!(of("SANGHO") < of("EXAMPLAR"), "whose letters meet");
        assert!(of("TANAKA") < 0.7 && of("SHEVCHENKO") < 0.7 && of("NGUYEN") < 0.7);
    }

    #[test]
    fn the_more_have_a_name_the_less_it_says() {
        let of = |text: &str| weight(&Form::new(text));
        let names = ["NGUYEN", "PHAM", "GARCIA", "JOHN", "SALAZAR", "EXAMPLAR"];
        assert!(names.map(of).is_sorted_by(|a, b| a < b), "{:?}", names.map(of));
    }
}
