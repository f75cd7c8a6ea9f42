//! How much a token says: `JOHN` little, a rare family name much.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use crate::{
    common::{COMMON, HONORIFIC, MOST_COMMON, SYLLABLES},
    form::{Form, Letters},
    scales::INITIAL_WEIGHT,
};

/// What a token of the three kinds says, as a weight.
const HONORIFIC_SAYS: f32 = 0.30;
const MOST_COMMON_SAYS: f32 = 0.50;
const COMMON_SAYS: f32 = 0.66;
/// What two common syllables say together: there are far fewer such names than bearers.
const SYLLABLES_SAY: f32 = 0.80;

/// The weight of a token: from 0.2 (an initial) to 1. It depends on the token alone, so that a score never
/// changes because another entry was listed.
pub fn weight(form: &Form) -> f32 {
    let by_length: f32 = match form.fold.len() {
        0 | 1 => INITIAL_WEIGHT,
        2 => 0.48,
        3 => 0.66,
        4 => 0.86,
        _ => 1.0,
    };
    let by_use = TABLES
        .folds
        .get(&form.fold)
        .copied()
        .unwrap_or_else(|| if is_two_syllables(&form.fold) { SYLLABLES_SAY } else { 1.0 });
    // Where vowels are not written, consonants stand for all names that have them.
    let by_bones =
        if form.abjad { TABLES.skeletons.get(&form.skeleton).copied().unwrap_or(1.0) } else { 1.0 };
    by_length.min(by_use).min(by_bones)
}

/// Whether a sound is two such syllables.
pub fn is_two_syllables(sound: &[u8]) -> bool {
    (4..=10).contains(&sound.len())
        && (2..sound.len() - 1).any(|at| is_syllable(&sound[..at]) && is_syllable(&sound[at..]))
}

/// Whether a sound is a syllable that names of East Asia are made of.
pub fn is_syllable(sound: &[u8]) -> bool {
    TABLES.syllables.contains(sound)
}

/// What sounds say: by fold, and by skeleton for scripts without vowels. Of several the least holds.
struct Tables {
    folds: HashMap<Letters, f32>,
    skeletons: HashMap<Letters, f32>,
    syllables: HashSet<Box<[u8]>>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { folds: HashMap::new(), skeletons: HashMap::new(), syllables: HashSet::new() };
    for syllable in SYLLABLES.split_whitespace() {
        tables.syllables.insert((*Form::new(syllable, false).fold).into());
    }
    let tiers = [
        (SYLLABLES, COMMON_SAYS),
        (COMMON, COMMON_SAYS),
        (MOST_COMMON, MOST_COMMON_SAYS),
        (HONORIFIC, HONORIFIC_SAYS),
    ];
    for (names, says) in tiers {
        for name in names.split_whitespace() {
            let form = Form::new(name, false);
            tables.folds.insert(form.fold, says);
            if form.skeleton.len() >= 2 {
                tables.skeletons.insert(form.skeleton, says);
            }
        }
    }
    tables
});

#[cfg(test)]
mod tests {
    use super::weight;
    use crate::form::Form;

    #[test]
    fn common_names_say_less_in_any_spelling() {
        let of = |text: &str| weight(&Form::new(text, false));
        assert!(of("MOHAMED") < of("SALAZAR") && of("SALAZAR") < of("EXAMPLAR"));
        assert!((of("HUSSEIN") - of("HUSAYN")).abs() < 0.01);
        assert!(of("J") < of("LI") && of("LI") < of("TUV") && of("TUV") < of("EXAMPLAR"));
    }

    #[test]
    fn no_script_makes_a_common_name_rare() {
        let of = |text: &str, abjad| weight(&Form::new(text, abjad));
        assert!(of("MHMD", true) <= of("MOHAMED", false), "unwritten vowels");
        assert!(of("SAYYID", false) < of("MOHAMED", false), "an honorific says less than a name");
        assert!(of("GUIYING", false) < of("EXAMPLAR", false), "two common syllables");
        assert!(of("TANAKA", false) < 0.7 && of("SHEVCHENKO", false) < 0.7 && of("NGUYEN", false) < 0.7);
    }
}
