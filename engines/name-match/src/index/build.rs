//! Lays a list out for asking.

use std::{
    collections::VecDeque,
    sync::mpsc::{TryRecvError, sync_channel},
};

use rayon::{Yield, prelude::*};

use super::{
    Index,
    entries::{Entries, Row},
    form_row,
    hashed::{Hashed, Seen},
    kept,
    keys::initial_key,
    layout::{FormRow, Section, assemble, table, token},
    neighbours::beside,
    numbers::Numbers,
    part::Part,
    sounds::{self, Written},
    things,
    view::View,
};
use crate::{
    Subject,
    form::{Form, Letters},
    keyed::{bones as bones_of, each_bones_key, each_listed_key, each_skeleton_key, sound_key},
    rarity,
    writing::Writing,
};

/// Subjects of a part.
const PART: usize = 2048;
/// Lists of fewer than this are made ready as soon by one thread.
const FEW: usize = 256;
/// Most parts that are on their way.
const AHEAD: usize = 16;
/// Bits that note which words stand side by side, for each token of a name.
const BESIDE: usize = 2;
/// Bits that note which documents there are, for each.
const SEEN: usize = 12;

/// Takes subjects one after another and makes an [`Index`] of them. Their order does not matter.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    numbers: Numbers,
    letters: Vec<u8>,
    forms: Vec<FormRow>,
    keys: Vec<[u32; 2]>,
    documents: Vec<(u32, u32)>,
    tokens: Vec<u32>,
    /// What subjects say, in the parts that they came in.
    payload: Vec<Vec<u8>>,
    /// How much that is, in words of four bytes.
    said: u32,
    rows: Vec<Row>,
    things: things::ThingBuilder,
    subjects: u32,
    /// What was added one by one and is no part of the whole yet.
    open: Part,
}

impl IndexBuilder {
    /// Adds a subject. `label` comes back with every match of it: what the caller calls it.
    pub fn push(&mut self, subject: &Subject, label: &str) {
        self.open.push(subject, label);
        if self.open.subjects as usize >= PART {
            self.close();
        }
    }

    fn close(&mut self) {
        let part = std::mem::take(&mut self.open);
        self.add(part);
    }

    /// Adds many subjects, with all processors.
    pub fn extend(&mut self, subjects: impl IntoIterator<Item = (Subject, String)>) {
        let mut subjects = subjects.into_iter();
        let mut next: Vec<(Subject, String)> = subjects.by_ref().take(FEW).collect();
        if next.len() < FEW {
            return next.iter().for_each(|(subject, label)| self.push(subject, label));
        }
        self.close();
        let ahead = (4 * rayon::current_num_threads()).min(AHEAD);
        rayon::in_place_scope(|scope| {
            // Some parts are made ready while one that is ready is added.
            let mut waiting = VecDeque::with_capacity(ahead);
            loop {
                while waiting.len() < ahead {
                    let mut some = std::mem::take(&mut next);
                    some.extend(subjects.by_ref().take(PART - some.len()));
                    if some.is_empty() {
                        break;
                    }
                    let (done, made) = sync_channel(1);
                    scope.spawn(move |_| {
                        let mut part = Part::default();
                        for (subject, label) in &some {
                            part.push(subject, label);
                        }
                        let _ = done.send(part);
                    });
                    waiting.push_back(made);
                }
                let Some(made) = waiting.pop_front() else { return };
                // A thread that makes parts ready itself goes on with that while it waits.
                let part = loop {
                    match made.try_recv() {
                        Err(TryRecvError::Empty) if rayon::yield_now() == Some(Yield::Executed) => {}
                        Err(TryRecvError::Empty) => break made.recv().ok(),
                        part => break part.ok(),
                    }
                };
                let Some(part) = part else { return };
                self.add(part);
            }
        });
    }

    /// How many subjects were added.
    pub fn len(&self) -> usize {
        (self.subjects + self.open.subjects) as usize
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn add(&mut self, part: Part) {
        let ids: Vec<u32> = part.forms.iter().map(|form| self.id_of(form)).collect();
        let tokens = self.tokens.len() as u32;
        let payload = self.said;
        let subjects = self.subjects;
        let numbered = |word: &u32| *word & !token::FORM | ids[(*word & token::FORM) as usize];
        self.tokens.extend(part.tokens.iter().map(numbered));
        self.said += (part.payload.len() / 4) as u32;
        self.payload.push(part.payload);
        self.documents.extend(part.documents.iter().map(|&(hash, subject)| (hash, subjects + subject)));
        self.rows.extend(part.rows.iter().map(|row| Row {
            tokens: (row.tokens.0 + tokens, row.tokens.1 + tokens),
            payload: row.payload + payload,
            subject: row.subject + subjects,
            ..*row
        }));
        part.things.into_iter().for_each(|(things, place)| self.things.add(things, place + payload));
        self.subjects += part.subjects;
    }

    fn id_of(&mut self, form: &Form) -> u32 {
        let (id, is_new) = self.numbers.of(form);
        if !is_new {
            return id;
        }
        self.forms.push(form_row::write(form, rarity::weight(form), &mut self.letters));
        match *form.text {
            [letter, ..] if form.is_initial() => self.keys.push([initial_key(letter), id]),
            _ => each_listed_key(form, |hash| self.keys.push([hash, id])),
        }
        id
    }

    /// Puts the forms into the order of their sounds; gives these, and the keys of the skeletons.
    fn arrange(&mut self) -> (sounds::Builder, Vec<[u32; 2]>) {
        let letters = std::mem::take(&mut self.letters);
        let written = |row: &FormRow| Written::of(row, &letters);
        let mut order: Vec<(u64, Writing, u32)> = (0_u32..)
            .zip(&self.forms)
            .map(|(id, row)| {
                let mut first = [0; 8];
                first.iter_mut().zip(written(row).skeleton).for_each(|(to, from)| *to = *from);
                (u64::from_be_bytes(first), form_row::print(row).writing, id)
            })
            .collect();
        order.par_sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| {
                let (x, y) = (written(&self.forms[a.2 as usize]), written(&self.forms[b.2 as usize]));
                let rest = (x.fold, x.text, x.groups).cmp(&(y.fold, y.text, y.groups));
                x.skeleton.cmp(y.skeleton).then(a.1.cmp(&b.1)).then(rest)
            })
        });
        let (mut sounds, mut bones) = (sounds::Builder::default(), Letters::default());
        let (mut keys, mut place_of) = (Vec::new(), vec![0_u32; order.len()]);
        let (mut forms, mut ordered) = (Vec::with_capacity(order.len()), Vec::with_capacity(letters.len()));
        for (place, (_, writing, id)) in (0_u32..).zip(order) {
            let mut row = self.forms[id as usize];
            let form = written(&row);
            let begins = sounds.push(writing, &form);
            let skeleton = sounds.skeletons.len() as u32 - 1;
            if begins {
                each_skeleton_key(form.skeleton, |hash| keys.push([hash, skeleton]));
            }
            let own = bones_of(form.fold);
            if begins || own != bones {
                each_bones_key(&own, writing, |hash| keys.push([hash, skeleton]));
            }
            bones = own;
            let from = row[0] as usize;
            let length = form.length();
            row[0] = ordered.len() as u32;
            ordered.extend_from_slice(&letters[from..from + length]);
            forms.push(row);
            place_of[id as usize] = place;
        }
        (self.letters, self.forms) = (ordered, forms);
        self.keys.iter_mut().for_each(|key| key[1] = place_of[key[1] as usize]);
        for word in &mut self.tokens {
            *word = *word & !token::FORM | place_of[(*word & token::FORM) as usize];
        }
        (sounds, keys)
    }

    /// Which words stand side by side in the names.
    fn beside(&self) -> Vec<u64> {
        let sounds: Vec<u32> =
            self.forms.iter().map(|row| sound_key(form_row::fold(row, &self.letters))).collect();
        let pairs = self.tokens.windows(2).filter(|pair| pair[0] & token::LAST == 0);
        let hashes = pairs.map(|pair| {
            let [first, second] = [pair[0], pair[1]].map(|word| sounds[(word & token::FORM) as usize]);
            beside(first, second)
        });
        Seen::build(BESIDE * self.tokens.len(), hashes)
    }

    /// Makes the index.
    pub fn finish(mut self) -> Index {
        self.close();
        drop(std::mem::take(&mut self.numbers));
        let (mut sounds, skeleton_keys) = self.arrange();
        sounds.finish();
        self.rows.par_sort_unstable_by_key(|row| (row.order, row.key, row.payload));
        let keys = std::mem::take(&mut self.keys);
        let (laid, (beside, ((keys, key_directory), (skeleton_keys, skeleton_directory)))) = rayon::join(
            || Entries::lay_out(&self.rows, &self.tokens, self.forms.len(), self.subjects),
            || (self.beside(), (Hashed::build(&keys), Hashed::build(&skeleton_keys))),
        );
        let Entries { counts, births, places: entries, tokens, traits, starts, postings, place_of } = laid;
        for (form, start) in self.forms.iter_mut().zip(&starts) {
            form[6] = *start;
        }
        self.forms.push([0, 0, 0, 0, 0, 0, postings.len() as u32]);
        drop(std::mem::take(&mut self.tokens));
        drop(std::mem::take(&mut self.rows));
        let documents: Vec<[u32; 2]> =
            self.documents.iter().map(|&(hash, subject)| [hash, place_of[subject as usize]]).collect();
        let documents_seen = Seen::build(SEEN * documents.len(), documents.iter().map(|pair| pair[0]));
        let (documents, document_directory) = Hashed::build(&documents);
        let of_keys = Hashed::over(&keys, &key_directory);
        let of_skeletons = Hashed::over(&skeleton_keys, &skeleton_directory);
        let of_pairs = Seen::over(&beside);
        let view =
            View::of_forms(&self.letters, &self.forms, &postings, of_keys, &sounds, of_skeletons, of_pairs);
        let kept = kept::build(&view, &self.forms, entries.len());
        let mut sections: [Vec<&[u8]>; Section::ALL.len()] = Default::default();
        let mut set = |section: Section, bytes| sections[section as usize] = vec![bytes];
        set(Section::Letters, &self.letters);
        set(Section::Forms, bytemuck::cast_slice(&self.forms));
        set(Section::Postings, bytemuck::cast_slice(&postings));
        set(Section::Entries, bytemuck::cast_slice(&entries));
        set(Section::Traits, &traits);
        set(Section::Tokens, bytemuck::cast_slice(&tokens));
        set(Section::Keys, bytemuck::cast_slice(&keys));
        set(Section::KeyDirectory, bytemuck::cast_slice(&key_directory));
        set(Section::Skeletons, bytemuck::cast_slice(&sounds.skeletons));
        set(Section::Sounds, &sounds.sounds);
        set(Section::SkeletonKeys, bytemuck::cast_slice(&skeleton_keys));
        set(Section::SkeletonDirectory, bytemuck::cast_slice(&skeleton_directory));
        set(Section::Documents, bytemuck::cast_slice(&documents));
        set(Section::DocumentDirectory, bytemuck::cast_slice(&document_directory));
        set(Section::DocumentsSeen, bytemuck::cast_slice(&documents_seen));
        set(Section::Beside, bytemuck::cast_slice(&beside));
        set(Section::Births, bytemuck::cast_slice(&births));
        set(Section::KeptPlaces, bytemuck::cast_slice(&kept.places));
        set(Section::KeptLists, &kept.lists);
        set(Section::KeptCodes, bytemuck::cast_slice(&kept.codes));
        let mut apart = Vec::with_capacity(Section::ALL.len());
        std::mem::take(&mut self.things).finish(|section, bytes| apart.push((section, bytes)));
        for (section, bytes) in &apart {
            sections[*section as usize] = vec![bytes];
        }
        sections[Section::Payload as usize] = self.payload.iter().map(Vec::as_slice).collect();
        let bytes = assemble(counts, &sections);
        let table = table(&bytes).unwrap_or_default();
        Index::over(bytes, table)
    }
}

impl Index {
    /// Indexes subjects; their order does not matter.
    pub fn build(subjects: impl IntoIterator<Item = Subject>) -> Self {
        let mut builder = IndexBuilder::default();
        builder.extend(subjects.into_iter().map(|subject| (subject, String::new())));
        builder.finish()
    }
}
