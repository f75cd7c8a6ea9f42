//! Lays the names of things out.

use std::sync::Arc;

use super::{NUMBER, NameRow, WEAK, WordRow, kind, text_key};
use crate::{
    NameStrength, Subject, SubjectKind,
    form::Form,
    index::{form_row, hashed::Hashed, layout::Section, numbers::Numbers, payload::kind_code},
    keyed::{bones, each_bones_key, each_listed_key, each_skeleton_key, hash},
    organization::{
        self,
        compare::{Worth, grown, initials, may_vary},
        listed_codes,
    },
};

/// A subject made ready: its names, where it is a thing, and the codes under which its documents do not stand already.
#[derive(Debug, Default)]
pub struct Ready {
    pub names: Vec<(Vec<Arc<Form>>, bool)>,
    pub codes: Vec<String>,
    kind: u8,
    key: u64,
}

/// Makes a subject ready.
pub fn ready(subject: &Subject) -> Ready {
    let (kind, codes) = (kind_code(subject.kind), listed_codes(subject).collect());
    let mut ready = Ready { names: Vec::new(), codes, kind, key: subject.key };
    if subject.kind == SubjectKind::Person {
        return ready;
    }
    for name in &subject.names {
        let words: Vec<Arc<Form>> =
            organization::name(&name.value).into_iter().map(|token| token.form).collect();
        let name = (words, name.strength == NameStrength::Weak);
        if !name.0.is_empty() && !ready.names.contains(&name) {
            ready.names.push(name);
        }
    }
    ready
}

/// Takes the names of things one after another.
#[derive(Debug, Default)]
pub struct ThingBuilder {
    numbers: Numbers,
    letters: Vec<u8>,
    words: Vec<WordRow>,
    worths: Vec<Worth>,
    keys: Vec<[u32; 2]>,
    marks: Vec<[u32; 2]>,
    tokens: Vec<u32>,
    names: Vec<NameRow>,
}

impl ThingBuilder {
    /// Adds the names of a subject that stands at this place of the payload.
    pub fn add(&mut self, ready: Ready, payload: u32) {
        for (forms, weak) in ready.names {
            let name = self.names.len() as u32;
            let from = self.tokens.len() as u32;
            for pair in forms.windows(2) {
                if let Some(form) = grown(&pair[0], &pair[1]) {
                    self.marks.push([hash(kind::GROWN, &form.fold), name]);
                }
            }
            if let [form] = forms.as_slice() {
                self.marks.push([hash(kind::SINGLE, &form.text), name]);
            }
            if let Some(letters) = initials(forms.iter().map(AsRef::as_ref)) {
                self.marks.push([hash(kind::INITIALS, &letters), name]);
            }
            let mut cost = 0.0;
            for form in &forms {
                let id = self.id_of(form);
                self.tokens.push(id);
                cost += self.worths[id as usize].cost();
            }
            let flags = u32::from(ready.kind) | if weak { WEAK } else { 0 };
            let (key, upper) = (ready.key as u32, (ready.key >> 32) as u32);
            self.names.push([from, payload, f32::to_bits(cost), flags, key, upper]);
        }
    }

    fn id_of(&mut self, form: &Form) -> u32 {
        let (id, is_new) = self.numbers.of(form);
        if !is_new {
            return id;
        }
        let weight = organization::weight(form);
        let worth = Worth { weight, number: organization::is_number(form.text.as_str()) };
        let mut row = form_row::write(form, weight, &mut self.letters);
        row[1] |= if worth.number { u32::from(NUMBER) } else { 0 };
        self.words.push(row);
        self.worths.push(worth);
        self.keys.push([text_key(form), id]);
        // Two words written as one are found by their sound, all others that vary by every key.
        self.keys.push([hash(kind::GROWN, &form.fold), id]);
        if may_vary(form, weight) {
            each_listed_key(form, |hash| self.keys.push([hash, id]));
            each_skeleton_key(&form.skeleton, |hash| self.keys.push([hash, id]));
            each_bones_key(&bones(&form.fold), form.writing, |hash| self.keys.push([hash, id]));
        }
        id
    }

    /// Gives each section's bytes to `set`.
    pub fn finish(mut self, mut set: impl FnMut(Section, Vec<u8>)) {
        drop(std::mem::take(&mut self.numbers));
        // What is nought or more is in the order of its bits.
        let mut order: Vec<u32> = (0..self.names.len() as u32).collect();
        order.sort_by_key(|&at| (self.names[at as usize][2], self.names[at as usize][1], at));
        let mut place_of = vec![0_u32; self.names.len()];
        let mut names: Vec<NameRow> = Vec::with_capacity(self.names.len() + 1);
        let mut tokens: Vec<u32> = Vec::with_capacity(self.tokens.len());
        let mut lists: Vec<(u32, u32)> = Vec::with_capacity(self.tokens.len());
        for (place, &at) in (0_u32..).zip(&order) {
            place_of[at as usize] = place;
            let mut row = self.names[at as usize];
            let end = self.names.get(at as usize + 1).map_or(self.tokens.len() as u32, |next| next[0]);
            let own = &self.tokens[row[0] as usize..end as usize];
            row[0] = tokens.len() as u32;
            tokens.extend_from_slice(own);
            names.push(row);
            lists.extend(own.iter().map(|&word| (word, place)));
        }
        names.push([tokens.len() as u32, 0, 0, 0, 0, 0]);
        lists.sort_unstable();
        lists.dedup();
        for (word, row) in self.words.iter_mut().enumerate() {
            row[6] = lists.partition_point(|(other, _)| (*other as usize) < word) as u32;
        }
        self.words.push([0, 0, 0, 0, 0, 0, lists.len() as u32]);
        let postings: Vec<u32> = lists.into_iter().map(|(_, place)| place).collect();
        self.marks.iter_mut().for_each(|mark| mark[1] = place_of[mark[1] as usize]);
        let (keys, key_directory) = Hashed::build(&self.keys);
        let (marks, mark_directory) = Hashed::build(&self.marks);
        let mut put = |section, bytes: &[u8]| set(section, bytes.to_vec());
        put(Section::ThingLetters, &self.letters);
        put(Section::ThingWords, bytemuck::cast_slice(&self.words));
        put(Section::ThingPostings, bytemuck::cast_slice(&postings));
        put(Section::ThingNames, bytemuck::cast_slice(&names));
        put(Section::ThingTokens, bytemuck::cast_slice(&tokens));
        put(Section::ThingKeys, bytemuck::cast_slice(&keys));
        put(Section::ThingKeyDirectory, bytemuck::cast_slice(&key_directory));
        put(Section::ThingMarks, bytemuck::cast_slice(&marks));
        put(Section::ThingMarkDirectory, bytemuck::cast_slice(&mark_directory));
    }
}
