//! Some subjects made ready to be laid out: their words are numbered among themselves, so that a word that many of them
//! hold is looked for once, or a few times, when the part is added to the whole.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{dates::orders, entries::Row, keys::number_key, layout::token, payload, things, traits};
use crate::{
    NameStrength, Subject,
    form::Form,
    text::{self, Field},
};

/// Everything in it counts from the beginning of the part.
#[derive(Debug, Default)]
pub struct Part {
    /// The numbers of forms, by where these lie: a form that lies twice has two.
    numbers: HashMap<usize, u32>,
    pub forms: Vec<Arc<Form>>,
    pub tokens: Vec<u32>,
    pub payload: Vec<u8>,
    /// Keys of documents' numbers, each with its subject.
    pub documents: Vec<(u32, u32)>,
    pub rows: Vec<Row>,
    /// Things, each with its place in the payload.
    pub things: Vec<(things::Ready, u32)>,
    pub subjects: u32,
}

impl Part {
    /// Adds a subject.
    pub fn push(&mut self, subject: &Subject, label: &str) {
        let from = self.tokens.len() as u32;
        if subject.kind.answers_to_persons() {
            for name in &subject.names {
                for tokens in text::listed(&name.value) {
                    self.push_name(tokens, name.strength == NameStrength::Weak);
                }
            }
        }
        let tokens = (from, self.tokens.len() as u32);
        let place = (self.payload.len() / 4) as u32;
        payload::write(subject, label, &mut self.payload);
        self.payload.resize(self.payload.len().next_multiple_of(4), 0);
        let things = things::ready(subject);
        let numbers = subject.documents.iter().map(pc_kernel::Document::normal_number);
        let numbers = numbers.filter(|number| !number.is_empty()).map(|number| number_key(&number));
        let codes = things.codes.iter().map(|code| number_key(code));
        self.documents.extend(numbers.chain(codes).map(|key| (key, self.subjects)));
        if !things.names.is_empty() {
            self.things.push((things, place));
        }
        let traits = traits::of(subject);
        for order in orders(&subject.births) {
            let (key, subject) = (subject.key, self.subjects);
            self.rows.push(Row { order, key, tokens, payload: place, subject, traits });
        }
        self.subjects += 1;
    }

    fn push_name(&mut self, tokens: Vec<text::Token>, is_weak: bool) {
        let last = tokens.len().saturating_sub(1);
        for (place, token) in tokens.into_iter().enumerate() {
            let field = match token.field {
                Field::Surname => 0,
                Field::Given => 1,
                Field::Whole => 2,
            };
            let mut flags = field << token::FIELD;
            flags |= if place == last { token::LAST } else { 0 };
            flags |= if is_weak { token::WEAK } else { 0 };
            let word = self.id_of(token.form) & token::FORM | flags;
            self.tokens.push(word);
        }
    }

    fn id_of(&mut self, form: Arc<Form>) -> u32 {
        *self.numbers.entry(Arc::as_ptr(&form).addr()).or_insert_with(|| {
            // It lies there as long as the part does.
            self.forms.push(form);
            self.forms.len() as u32 - 1
        })
    }
}
