//! The forms of a list by number.

use hashbrown::HashMap;

use crate::form::Form;

/// The numbers of forms, in the order in which they were met.
#[derive(Debug, Default)]
pub struct Numbers {
    ids: HashMap<Box<[u8]>, u32>,
    key: Vec<u8>,
}

impl Numbers {
    /// A form's number, and whether it is new.
    pub fn of(&mut self, form: &Form) -> (u32, bool) {
        self.key.clear();
        self.key.extend_from_slice(&form.text);
        self.key.push(form.writing.code());
        form.groups.iter().for_each(|&group| self.key.extend_from_slice(&group.to_le_bytes()));
        if let Some(&id) = self.ids.get(self.key.as_slice()) {
            return (id, false);
        }
        let id = self.ids.len() as u32;
        self.ids.insert(self.key.as_slice().into(), id);
        (id, true)
    }
}
