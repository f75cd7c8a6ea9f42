//! The neighbours of the commonest forms of a list, found when it is laid out: most words of most queries are among them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    layout::FormRow,
    neighbours::{Asked, Neighbour, Neighbours, find},
    payload::{Reader, number},
    view::View,
};
use crate::form::{Form, How};

/// Forms that fewer entries hold are not worth it.
const FEWEST: u32 = 16;
/// Lists shorter than this are walked through as soon.
const LEAST_ENTRIES: usize = 10_000;
/// Bytes that the lists may take, for each entry.
const BYTES_AN_ENTRY: usize = 22;
/// Forms whose neighbours are looked for at a time.
const ROUND: usize = 2048;

/// `(form, place of its list)` by form, and one more; the lists; what their codes stand for: `(similarity, how)`.
///
/// A list is, in LEB128: how many entries write the form as two, and these; then for each neighbour its form, and its code.
/// Of entries and of forms it has how far each is from the one before.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    places: &'a [[u32; 2]],
    lists: &'a [u8],
    codes: &'a [[u32; 2]],
}

const HOW: [How; 6] = [How::Equal, How::Sound, How::Similar, How::Initial, How::Truncated, How::Nickname];

impl<'a> Kept<'a> {
    pub fn over(places: &'a [[u32; 2]], lists: &'a [u8], codes: &'a [[u32; 2]]) -> Self {
        Self { places, lists, codes }
    }

    /// The neighbours of a form, where they are kept.
    pub fn of(&self, view: &View<'_>, form: u32) -> Option<Neighbours> {
        let at = self.places.binary_search_by_key(&form, |place| place[0]).ok()?;
        let (from, to) = (self.places[at][1], self.places.get(at + 1)?[1]);
        let mut list = Reader(self.lists.get(from as usize..to as usize)?);
        let count = next(&mut list)? as usize;
        let mut split = Vec::with_capacity(count.min(list.0.len()));
        let mut entry = 0_u32;
        for _ in 0..count {
            entry = entry.checked_add(next(&mut list)?)?;
            split.push(entry);
        }
        let mut alike = Vec::with_capacity(list.0.len() / 2);
        let mut form = 0_u32;
        while !list.0.is_empty() {
            let further = next(&mut list)?;
            if further == 0 && !alike.is_empty() {
                return None;
            }
            form = form.checked_add(further)?;
            let [similarity, how] = *self.codes.get(next(&mut list)? as usize)?;
            let (row, how) = (view.form_row(form)?, *HOW.get(how as usize)?);
            let similarity = f32::from_bits(similarity);
            // A damaged number is none.
            let similarity = if (0.0..=1.0).contains(&similarity) { similarity } else { 0.0 };
            let (weight, from, count) = (row.weight, row.from, row.count);
            alike.push(Neighbour { form, similarity, how, weight, from, count });
        }
        Some(Neighbours { alike, split })
    }
}

fn next(list: &mut Reader<'_>) -> Option<u32> {
    list.number()?.try_into().ok()
}

/// What is laid out.
#[derive(Debug, Default)]
pub struct Built {
    pub places: Vec<[u32; 2]>,
    pub lists: Vec<u8>,
    pub codes: Vec<[u32; 2]>,
}

/// Finds the neighbours of the commonest of these forms, as many as there is room for in a list of so many entries.
pub fn build(view: &View<'_>, forms: &[FormRow], entries: usize) -> Built {
    if entries < LEAST_ENTRIES {
        return Built::default();
    }
    let mut common: Vec<(u32, u32)> = forms
        .windows(2)
        .zip(0_u32..)
        .map(|(rows, form)| (rows[1][6] - rows[0][6], form))
        .filter(|(count, _)| *count >= FEWEST)
        .collect();
    common.sort_unstable_by_key(|&(count, form)| (std::cmp::Reverse(count), form));
    let room = entries * BYTES_AN_ENTRY;
    let (mut built, mut found, mut codes) = (Built::default(), Vec::new(), HashMap::new());
    for round in common.chunks(ROUND) {
        let round: Vec<Form> = round.iter().map(|&(_, form)| view.form(form)).collect();
        let lists: Vec<Neighbours> =
            round.par_iter().with_max_len(4).map(|form| find(view, form, Asked::Person)).collect();
        for (neighbours, &(_, form)) in lists.iter().zip(&common[found.len()..]) {
            let from = built.lists.len();
            number(neighbours.split.len() as u64, &mut built.lists);
            let mut before = 0;
            for &entry in &neighbours.split {
                number(u64::from(entry - before), &mut built.lists);
                before = entry;
            }
            let mut before = 0;
            for neighbour in &neighbours.alike {
                number(u64::from(neighbour.form - before), &mut built.lists);
                before = neighbour.form;
                let how = HOW.iter().position(|how| *how == neighbour.how).unwrap_or_default();
                let stands_for = [neighbour.similarity.to_bits(), how as u32];
                let next = codes.len() as u32;
                let code = *codes.entry(stands_for).or_insert_with(|| {
                    built.codes.push(stands_for);
                    next
                });
                number(u64::from(code), &mut built.lists);
            }
            found.push((form, from, built.lists.len()));
        }
        if built.lists.len() >= room {
            break;
        }
    }
    // In the order of the forms.
    found.sort_unstable();
    let mut ordered = Vec::with_capacity(built.lists.len());
    for &(form, from, to) in &found {
        built.places.push([form, ordered.len() as u32]);
        ordered.extend_from_slice(&built.lists[from..to]);
    }
    built.places.push([u32::MAX, ordered.len() as u32]);
    built.lists = ordered;
    built
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kept, LEAST_ENTRIES};
    use crate::{
        Index, NameStrength, Subject, SubjectKind, SubjectName,
        index::neighbours::{Asked, find},
    };

    /// Names of three syllables and two, so that many are alike, and some are written as two.
    fn many() -> Index {
        let syllables = ["BA", "RI", "KO", "MA", "NOR", "TAS", "SHE", "LI", "DU", "VAN"];
        let of = |number: usize| syllables[number % syllables.len()];
        Index::build((0..LEAST_ENTRIES + 50).map(|at| {
            let family = format!("{}{}{}", of(at / 10), of(at / 100 + 3), of(at / 1000 + 7));
            let given = if at % 9 == 0 {
                format!("{} {}", of(at), of(at / 7))
            } else {
                [of(at), of(at / 7)].concat()
            };
            Subject {
                key: at as u64,
                kind: SubjectKind::Person,
                names: vec![SubjectName {
                    value: format!("{family}, {given}"),
                    strength: NameStrength::Primary,
                }],
                gender: None,
                births: Vec::new(),
                nationalities: Vec::new(),
                documents: Vec::new(),
            }
        }))
    }

    #[test]
    fn what_is_kept_is_what_would_be_found() {
        let index = many();
        let view = index.view();
        assert!(view.kept.places.len() > 50, "{}", view.kept.places.len());
        let mut split = 0;
        for place in view.kept.places.iter().take(view.kept.places.len() - 1) {
            let form = view.form(place[0]);
            assert_eq!(view.form_like(&form), Some(place[0]));
            let (kept, found) = (view.kept.of(&view, place[0]).unwrap(), find(&view, &form, Asked::Person));
            split += kept.split.len();
            assert_eq!(kept, found);
        }
        assert!(split > 0, "some are written as two");
    }

    proptest! {
        #[test]
        fn damaged_lists_are_no_fault(lists in proptest::collection::vec(any::<u8>(), 0..40), codes in any::<[[u32; 2]; 3]>()) {
            let index = Index::build([]);
            let places = [[3, 0], [9, lists.len() as u32]];
            let _ = Kept::over(&places, &lists, &codes).of(&index.view(), 3);
        }
    }
}
