//! The neighbours of the commonest forms of a list, found when it is laid out: most words of most queries are among them.

use std::collections::HashMap;

use rayon::prelude::*;

use super::{
    layout::FormRow,
    neighbours::{Asked, Neighbour, Neighbours, find},
    payload::{Reader, number},
    view::View,
};
use crate::form::How;

/// Forms that fewer entries hold are not worth it.
const FEWEST: u32 = 16;
/// Lists shorter than this are walked through as soon.
const LEAST_ENTRIES: usize = 10_000;
/// Bytes that the lists may take, for each entry.
const BYTES_AN_ENTRY: usize = 14;
/// Forms whose neighbours are looked for at a time.
const ROUND: usize = 2048;

/// `(form, place of its list)` by form, and one more; the lists; what their codes stand for: `(similarity, how)`.
///
/// A list is how many entries write the form as two, and these, each as how far it is from the one before; then the neighbours in
/// runs: forms that follow one another and are alike in the same way, as those that sound the same mostly are. A run is two
/// bytes, [`GAP`], how many more than one it has, and a code; then, where it does not follow the run before, how far it
/// is from it; then, where they are [`MANY`] and more, how many beyond that. Numbers are LEB128.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    places: &'a [[u32; 2]],
    lists: &'a [u8],
    codes: &'a [[u32; 2]],
}

/// Set in a run's bytes where it does not begin with the form after the last.
const GAP: u16 = 1 << 15;
/// The bits of a run's bytes that say how many more than one it has, and so many more are told apart.
const MORE: u32 = 13;
const MANY: u32 = 3;
/// Codes are below this.
const CODES: usize = 1 << MORE;

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
        let mut alike = Vec::with_capacity(list.0.len());
        let mut form = 0_u32;
        while let Some(run) = list.0.split_off(..2) {
            let run = u16::from_le_bytes(run.try_into().ok()?);
            let further = if run & GAP == 0 { 1 } else { next(&mut list)? };
            if further == 0 && !alike.is_empty() {
                return None;
            }
            form = form.checked_add(further)?;
            let [similarity, how] = *self.codes.get(usize::from(run) & (CODES - 1))?;
            let how = *HOW.get(how as usize)?;
            let similarity = f32::from_bits(similarity);
            // A damaged number is none.
            let similarity = if (0.0..=1.0).contains(&similarity) { similarity } else { 0.0 };
            let more = u32::from((run & !GAP) >> MORE);
            let more = if more < MANY { more } else { more.checked_add(next(&mut list)?)? };
            let last = form.checked_add(more)?;
            // Where there is no such form, there is no such run: a damaged one may be of any length.
            view.form_row(last)?;
            alike.extend((form..=last).map(|form| Neighbour {
                form,
                similarity,
                how,
                weight: 0.0,
                from: 0,
                count: 0,
            }));
            form = last;
        }
        // Apart, so that waits for memory overlap.
        for Neighbour { form, weight, from, count, .. } in &mut alike {
            let row = view.form_row(*form)?;
            (*weight, *from, *count) = (row.weight, row.from, row.count);
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

impl Built {
    /// Adds the list of a form; false, with a part of it, where there are too many codes for it.
    fn add(&mut self, neighbours: &Neighbours, codes: &mut HashMap<[u32; 2], u16>) -> bool {
        number(neighbours.split.len() as u64, &mut self.lists);
        let mut before = 0;
        for &entry in &neighbours.split {
            number(u64::from(entry - before), &mut self.lists);
            before = entry;
        }
        let stands_for = |neighbour: &Neighbour| {
            let how = HOW.iter().position(|how| *how == neighbour.how).unwrap_or_default();
            [neighbour.similarity.to_bits(), how as u32]
        };
        let mut before = 0;
        let one_run = |a: &Neighbour, b: &Neighbour| a.form + 1 == b.form && stands_for(a) == stands_for(b);
        for run in neighbours.alike.chunk_by(one_run) {
            let stands_for = stands_for(&run[0]);
            let code = match codes.get(&stands_for) {
                Some(code) => *code,
                None if self.codes.len() == CODES => return false,
                None => {
                    let code = self.codes.len() as u16;
                    codes.insert(stands_for, code);
                    self.codes.push(stands_for);
                    code
                }
            };
            let (gap, more) = (run[0].form - before, run.len() as u32 - 1);
            let bytes = code | (more.min(MANY) << MORE) as u16 | if gap == 1 { 0 } else { GAP };
            self.lists.extend_from_slice(&bytes.to_le_bytes());
            if gap != 1 {
                number(gap.into(), &mut self.lists);
            }
            if more >= MANY {
                number((more - MANY).into(), &mut self.lists);
            }
            before = run[0].form + more;
        }
        true
    }
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
        let one = |&(_, form): &(u32, u32)| find(view, &view.form(form), Asked::Person);
        let lists: Vec<Neighbours> = round.par_iter().with_max_len(4).map(one).collect();
        for (neighbours, &(_, form)) in lists.iter().zip(round) {
            let from = built.lists.len();
            if built.add(neighbours, &mut codes) {
                found.push((form, from, built.lists.len()));
            } else {
                built.lists.truncate(from);
            }
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

    use std::collections::HashMap;

    use super::{Built, Kept, LEAST_ENTRIES};
    use crate::{
        Index,
        form::How,
        index::{
            named,
            neighbours::{Asked, Neighbour, Neighbours, find},
        },
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
            named(at as u64, &format!("{family}, {given}"))
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
        fn runs_are_read_as_they_were_written(
            split in proptest::collection::btree_set(0_u32..100_000, 0..4),
            runs in proptest::collection::vec((0_u32..4, 1_u32..9, 0_usize..4), 0..9),
        ) {
            let index = Index::build((0..60).map(|at| named(at, &format!("KORATAS{}, MA{}", at / 8, at % 8))));
            let view = index.view();
            let ways = [(0.98, How::Sound), (0.7, How::Similar), (0.7, How::Nickname), (0.64, How::Similar)];
            let (mut form, mut alike) = (0, Vec::new());
            for (gap, length, way) in runs {
                form += gap;
                for _ in 0..length {
                    let Some(row) = view.form_row(form) else { break };
                    let ((similarity, how), (weight, from, count)) = (ways[way], (row.weight, row.from, row.count));
                    alike.push(Neighbour { form, similarity, how, weight, from, count });
                    form += 1;
                }
            }
            let neighbours = Neighbours { alike, split: split.into_iter().collect() };
            let mut built = Built::default();
            prop_assert!(built.add(&neighbours, &mut HashMap::new()));
            let places = [[3, 0], [9, built.lists.len() as u32]];
            prop_assert_eq!(Kept::over(&places, &built.lists, &built.codes).of(&view, 3), Some(neighbours));
        }

        #[test]
        fn damaged_lists_are_no_fault(
            lists in proptest::collection::vec(prop_oneof![any::<u8>(), Just(0), Just(0x60), Just(0xff)], 0..40),
            ways in any::<[(u32, u32); 3]>(),
        ) {
            let index = Index::build((0..60).map(|at| named(at, &format!("KORATAS{}, MA{}", at / 8, at % 8))));
            let codes = ways.map(|(similarity, how)| [similarity, how % 7]);
            let places = [[3, 0], [9, lists.len() as u32]];
            let _ = Kept::over(&places, &lists, &codes).of(&index.view(), 3);
        }
    }
}
