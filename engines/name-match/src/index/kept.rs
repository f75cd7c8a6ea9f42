//! The neighbours of the commonest forms of a list, found when it is laid out: most words of most queries are among them.

use std::{collections::HashMap, num::NonZero, thread};

use super::{
    layout::FormRow,
    neighbours::{Asked, Neighbour, Neighbours, find},
    view::View,
};
use crate::form::{Form, How};

/// Forms that fewer entries hold are not worth it.
const FEWEST: u32 = 16;
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
        let mut list = self.lists.get(from as usize..to as usize)?;
        let count = number(&mut list)? as usize;
        let mut split = Vec::with_capacity(count.min(list.len()));
        let mut entry = 0_u32;
        for _ in 0..count {
            entry = entry.checked_add(number(&mut list)?)?;
            split.push(entry);
        }
        let mut alike = Vec::with_capacity(list.len() / 2);
        let mut form = 0_u32;
        while !list.is_empty() {
            form = form.checked_add(number(&mut list)?)?;
            let [similarity, how] = *self.codes.get(number(&mut list)? as usize)?;
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

fn number(bytes: &mut &[u8]) -> Option<u32> {
    let (mut value, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(value);
        }
        shift += 7;
    }
}

fn put(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
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
        let lists = neighbours(view, &round);
        for (neighbours, &(_, form)) in lists.iter().zip(&common[found.len()..]) {
            let from = built.lists.len();
            put(neighbours.split.len() as u32, &mut built.lists);
            let mut before = 0;
            for &entry in &neighbours.split {
                put(entry - before, &mut built.lists);
                before = entry;
            }
            let mut before = 0;
            for neighbour in &neighbours.alike {
                put(neighbour.form - before, &mut built.lists);
                before = neighbour.form;
                let how = HOW.iter().position(|how| *how == neighbour.how).unwrap_or_default();
                let stands_for = [neighbour.similarity.to_bits(), how as u32];
                let next = codes.len() as u32;
                let code = *codes.entry(stands_for).or_insert_with(|| {
                    built.codes.push(stands_for);
                    next
                });
                put(code, &mut built.lists);
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

/// The neighbours of each form, with all processors.
fn neighbours(view: &View<'_>, forms: &[Form]) -> Vec<Neighbours> {
    let workers = thread::available_parallelism().map_or(1, NonZero::get);
    let share = forms.len().div_ceil(workers).max(1);
    let find = |forms: &[Form]| forms.iter().map(|form| find(view, form, Asked::Person)).collect::<Vec<_>>();
    if forms.len() < 64 {
        return find(forms);
    }
    thread::scope(|scope| {
        let running: Vec<_> = forms.chunks(share).map(|part| scope.spawn(move || find(part))).collect();
        running.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}
