//! Lays a list out for asking.

use std::collections::HashMap;

use super::{
    Born, Brief, Index, IndexedName,
    keys::{KeyTable, each_key, each_number_key, together},
};
use crate::{Subject, SubjectName, form::Form, print::Print, rarity, score::SLIP_LENGTH, text};

/// What is gathered on the way.
#[derive(Default)]
struct Gathered {
    /// Forms by their text, script and whether they are one token.
    ids: HashMap<(Box<str>, Vec<u32>, bool, bool), u32>,
    /// `(form, name)`.
    holders: Vec<(u32, u32)>,
    keys: Vec<(u32, u32)>,
}

impl Index {
    /// Indexes subjects; their order does not matter.
    pub fn build(subjects: impl IntoIterator<Item = Subject>) -> Self {
        let mut index = Self::default();
        let mut subjects: Vec<Subject> = subjects.into_iter().collect();
        subjects.sort_by_key(|subject| subject.key);
        let mut gathered = Gathered::default();
        let mut number_keys = Vec::new();
        for (place, subject) in (0_u32..).zip(&subjects) {
            for document in &subject.documents {
                let number = document.normal_number();
                // One slip may have left a character out.
                if number.len() + 1 >= SLIP_LENGTH {
                    each_number_key(&number, |hash| number_keys.push((hash, place)));
                }
                let list = index.by_document.entry(number.into()).or_default();
                if list.last() != Some(&place) {
                    list.push(place);
                }
            }
            if subject.kind.answers_to_persons() {
                for name in &subject.names {
                    index.add_name(place, name, &mut gathered);
                }
            }
        }
        index.born =
            index.names.iter().map(|name| Born::of(&subjects[name.subject as usize].births)).collect();
        index.subjects = subjects;
        index.near_documents = KeyTable::new(number_keys);
        index.finish(gathered);
        index
    }

    fn add_name(&mut self, subject: u32, name: &SubjectName, gathered: &mut Gathered) {
        let tokens = text::name(&name.value);
        let place = self.names.len() as u32;
        let (from, pairs_from) = (self.tokens.len() as u32, self.pairs.len() as u32);
        for token in &tokens {
            let id = self.id_of(&token.form, true, gathered);
            gathered.holders.push((id, place));
            self.tokens.push((id, token.field));
        }
        for pair in tokens.windows(2) {
            if let Some(form) = together(&pair[0].form, &pair[1].form) {
                let id = self.id_of(&form, false, gathered);
                gathered.holders.push((id, place));
                self.pairs.push(id);
            }
        }
        let (to, pairs_to) = (self.tokens.len() as u32, self.pairs.len() as u32);
        self.names.push(IndexedName { subject, strength: name.strength, from, to, pairs_from, pairs_to });
    }

    fn id_of(&mut self, form: &Form, whole: bool, gathered: &mut Gathered) -> u32 {
        let Gathered { ids, keys, .. } = gathered;
        *ids.entry((form.text.as_str().into(), form.groups.clone(), form.abjad, whole)).or_insert_with(|| {
            let id = self.forms.len() as u32;
            each_key(form, whole, |hash| keys.push((hash, id)));
            self.forms.push(form.clone());
            id
        })
    }

    fn finish(&mut self, gathered: Gathered) {
        let Gathered { mut holders, keys, .. } = gathered;
        holders.sort_unstable();
        holders.dedup();
        let mut from = 0;
        self.briefs = (0_u32..)
            .zip(&self.forms)
            .map(|(id, form)| {
                let to = from + holders[from..].partition_point(|(holder, _)| *holder <= id);
                let range = (from as u32, to as u32);
                from = to;
                let (print, weight) = (Print::of(form), rarity::weight(form));
                Brief { print, weight, from: range.0, to: range.1 }
            })
            .collect();
        self.postings = holders.into_iter().map(|(_, name)| name).collect();
        self.keys = KeyTable::new(keys);
    }
}
