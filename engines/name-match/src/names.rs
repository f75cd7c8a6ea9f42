//! A name against a name, as such: not a traveler against a list.

use pc_kernel::PartialDate;

use crate::{
    Agreement, Match,
    align::{Alignment, Sides, alike, weigh},
    reasons::{NAMES, birth_part, name_parts},
    scales::COMPARISON,
    score::{NAMES_DIFFER, about_names},
    score_of,
    text::{self, Token},
};

/// Compares two names (`SURNAME, Given names` where they hold a comma, else in the order written), and two dates of
/// birth where both are known.
///
/// The question is another than in [`compare`](crate::compare): not whether a traveler is a listed person, but whether
/// two names are forms of one. So a single name that agrees with a single name is full agreement (in screening it is
/// next to none: too many people share it), names are worth the same however common they are, and what one
/// side has more counts the same on both. Of pairs of single names at the shipped threshold, people call about two in
/// three one name. The order of the two does not matter.
pub fn compare_names(
    left: &str,
    right: &str,
    left_birth: Option<PartialDate>,
    right_birth: Option<PartialDate>,
) -> Match {
    // In an order that does not depend on which is left, so that the score does not either.
    let turned = left > right;
    let (one, other) = if turned { (right, left) } else { (left, right) };
    let (births, listed) = if turned { (right_birth, left_birth) } else { (left_birth, right_birth) };
    let (first, second) = (readings(one), readings(other));
    let pairs = first.iter().flat_map(|first| second.iter().map(move |second| (first, second)));
    let aligned = pairs.map(|(first, second)| {
        let (mine, theirs) = (weigh(first), weigh(second));
        let sides = Sides { query: &mine, subject: &theirs, cut: false, scales: &COMPARISON };
        (sides.align(|i, j| alike(&mine[i], &theirs[j])), first, second)
    });
    let worth = |found: &Alignment| if found.pairs.is_empty() { NAMES_DIFFER } else { found.evidence() };
    // Of equals the names as they are written, which come first.
    let best = aligned.reduce(|best, next| if worth(&next.0) > worth(&best.0) { next } else { best });
    let mut parts = Vec::with_capacity(4);
    let best = best.filter(|(found, ..)| worth(found) > NAMES_DIFFER);
    let named = best.is_some();
    if let Some((found, first, second)) = best {
        name_parts(first, second, &found, &NAMES, &mut parts);
    } else {
        parts.push(about_names(Agreement::Differ, NAMES_DIFFER, "names differ"));
    }
    if births.is_some() && listed.is_some() {
        let mut part = birth_part(births, listed.as_slice(), &NAMES);
        if !named {
            part.weight = part.weight.min(0.0);
        }
        parts.push(part);
    }
    Match { key: 0, score: score_of(&parts), name: right.to_owned(), parts }
}

/// The ways to read what stands on one side: as one name first.
fn readings(text: &str) -> Vec<Vec<Token>> {
    text::names(text).iter().flat_map(|one| text::readings(one)).collect()
}
