//! Lays a list out for asking.

use std::{collections::VecDeque, sync::mpsc::sync_channel};

use hashbrown::HashMap;
use rayon::{Yield, prelude::*};

use super::{
    Index,
    dates::orders,
    entries::{Entries, Row},
    form_row,
    hashed::{Hashed, Seen},
    kept,
    keys::{initial_key, number_key},
    layout::{FormRow, Section, assemble, table, token},
    neighbours::beside,
    payload,
    sounds::{self, Written},
    things, traits,
    view::View,
};
use crate::{
    NameStrength, Subject,
    form::{Form, Letters},
    keyed::{bones as bones_of, each_bones_key, each_listed_key, each_skeleton_key, sound_key},
    rarity,
    text::{self, Field},
    writing::Writing,
};

/// Subjects made ready at a time.
const BATCH: usize = 4096;
/// So many of these are on their way.
const AHEAD: usize = 4;
/// Bits that note which words stand side by side, for each token of a name.
const BESIDE: usize = 2;
/// Bits that note which documents there are, for each.
const SEEN: usize = 12;

/// Takes subjects one after another and makes an [`Index`] of them. Their order does not matter.
#[derive(Debug, Default)]
pub struct IndexBuilder {
    ids: HashMap<Box<[u8]>, u32>,
    letters: Vec<u8>,
    forms: Vec<FormRow>,
    keys: Vec<[u32; 2]>,
    documents: Vec<(u32, u32)>,
    tokens: Vec<u32>,
    payload: Vec<u8>,
    rows: Vec<Row>,
    things: things::ThingBuilder,
    subjects: u32,
}

/// A subject's names made ready: a person's, and a thing's.
type Ready = (Vec<(Form, u32)>, things::Ready);

impl IndexBuilder {
    /// Adds a subject. `label` comes back with every match of it: what the caller calls it.
    pub fn push(&mut self, subject: &Subject, label: &str) {
        let ready = ready(subject);
        self.add(subject, label, ready);
    }

    /// Adds many subjects, with all processors.
    pub fn extend(&mut self, subjects: impl IntoIterator<Item = (Subject, String)>) {
        let mut subjects = subjects.into_iter();
        let one = |(subject, label): (Subject, String)| (ready(&subject), subject, label);
        rayon::in_place_scope(|scope| {
            // Some batches are made ready while one that is ready is added.
            let mut waiting = VecDeque::with_capacity(AHEAD);
            loop {
                while waiting.len() < AHEAD {
                    let batch: Vec<(Subject, String)> = subjects.by_ref().take(BATCH).collect();
                    if batch.is_empty() {
                        break;
                    }
                    let (done, made) = sync_channel(1);
                    scope.spawn(move |_| {
                        let ready: Vec<(Ready, Subject, String)> = batch.into_par_iter().map(one).collect();
                        let _ = done.send(ready);
                    });
                    waiting.push_back(made);
                }
                let Some(made) = waiting.pop_front() else { return };
                // A thread that makes batches ready itself goes on with that while it waits.
                while rayon::yield_now() == Some(Yield::Executed) {}
                let Ok(batch) = made.recv() else { return };
                batch.into_iter().for_each(|(ready, subject, label)| self.add(&subject, &label, ready));
            }
        });
    }

    /// How many subjects were added.
    pub fn len(&self) -> usize {
        self.subjects as usize
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.subjects == 0
    }

    fn add(&mut self, subject: &Subject, label: &str, ready: Ready) {
        let from = self.tokens.len() as u32;
        let (persons, things) = ready;
        for (form, flags) in persons {
            let id = self.id_of(&form);
            self.tokens.push(id & token::FORM | flags);
        }
        let tokens = (from, self.tokens.len() as u32);
        let place = (self.payload.len() / 4) as u32;
        payload::write(subject, label, &mut self.payload);
        self.payload.resize(self.payload.len().next_multiple_of(4), 0);
        for document in &subject.documents {
            let number = document.normal_number();
            if !number.is_empty() {
                self.documents.push((number_key(&number), self.subjects));
            }
        }
        let traits = traits::of(subject);
        let codes = things.codes.iter().map(|code| (number_key(code), self.subjects));
        self.documents.extend(codes);
        self.things.add(subject, things, place);
        for order in orders(&subject.births) {
            let (key, subject) = (subject.key, self.subjects);
            self.rows.push(Row { order, key, tokens, payload: place, subject, traits });
        }
        self.subjects += 1;
    }

    fn id_of(&mut self, form: &Form) -> u32 {
        let mut key = Vec::with_capacity(48);
        key.extend_from_slice(&form.text);
        key.push(form.writing.code());
        form.groups.iter().for_each(|&group| key.extend_from_slice(&group.to_le_bytes()));
        if let Some(&id) = self.ids.get(key.as_slice()) {
            return id;
        }
        let id = self.forms.len() as u32;
        self.forms.push(form_row::write(form, rarity::weight(form), &mut self.letters));
        match *form.text {
            [letter, ..] if form.is_initial() => self.keys.push([initial_key(letter), id]),
            _ => each_listed_key(form, |hash| self.keys.push([hash, id])),
        }
        self.ids.insert(key.into(), id);
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
        drop(std::mem::take(&mut self.ids));
        let (mut sounds, skeleton_keys) = self.arrange();
        sounds.finish();
        self.rows.par_sort_unstable_by_key(|row| (row.order, row.key, row.payload));
        let keys = std::mem::take(&mut self.keys);
        let (laid, (beside, ((keys, key_directory), (skeleton_keys, skeleton_directory)))) = rayon::join(
            || Entries::lay_out(&self.rows, &self.tokens, self.forms.len(), self.subjects),
            || (self.beside(), (Hashed::build(&keys), Hashed::build(&skeleton_keys))),
        );
        let Entries { counts, births, entries, tokens, traits, starts, postings, place_of } = laid;
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
        let mut sections: [&[u8]; Section::ALL.len()] = [&[]; Section::ALL.len()];
        let mut set = |section: Section, bytes| sections[section as usize] = bytes;
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
        set(Section::Payload, &self.payload);
        let mut apart = Vec::with_capacity(Section::ALL.len());
        std::mem::take(&mut self.things).finish(|section, bytes| apart.push((section, bytes)));
        for (section, bytes) in &apart {
            sections[*section as usize] = bytes;
        }
        let bytes = assemble(counts, &sections);
        let table = table(&bytes).unwrap_or_default();
        Index::over(bytes, table)
    }
}

impl Index {
    /// Indexes subjects; their order does not matter.
    pub fn build(subjects: impl IntoIterator<Item = Subject>) -> Self {
        let mut builder = IndexBuilder::default();
        subjects.into_iter().for_each(|subject| builder.push(&subject, ""));
        builder.finish()
    }
}

fn ready(subject: &Subject) -> Ready {
    (persons(subject), things::ready(subject))
}

fn persons(subject: &Subject) -> Vec<(Form, u32)> {
    let mut ready = Vec::with_capacity(8);
    if !subject.kind.answers_to_persons() {
        return ready;
    }
    for name in &subject.names {
        let readings = text::listed(&name.value).into_iter().flat_map(|tokens| {
            let last = tokens.len().saturating_sub(1);
            tokens.into_iter().enumerate().map(move |(place, token)| (place == last, token))
        });
        for (is_last, written) in readings {
            let field = match written.field {
                Field::Surname => 0,
                Field::Given => 1,
                Field::Whole => 2,
            };
            let mut flags = field << token::FIELD;
            flags |= if is_last { token::LAST } else { 0 };
            flags |= if name.strength == NameStrength::Weak { token::WEAK } else { 0 };
            ready.push((written.form, flags));
        }
    }
    ready
}
