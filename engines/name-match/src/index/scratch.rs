//! What one query marks and remembers. It is given back clean, so that the next query need not clear it all.

use crate::form::How;

/// What is known of a form beside a token of the query. Two bits each: [`MAX_TOKENS`](crate::text) fit a `u32`.
pub mod state {
    /// They share a key; how alike they are has not been looked at.
    pub const SHARES: u32 = 1;
    /// Alike.
    pub const ALIKE: u32 = 2;
}

/// How alike a token and a form are: see [`crate::form::similarity`].
pub type Alike = Option<(f32, How)>;

const SLOTS: usize = 1 << 11;

/// Working memory of a query.
#[derive(Debug, Default)]
pub struct Scratch {
    /// For each form, its [`state`] beside each token.
    states: Vec<u32>,
    seen: Vec<u32>,
    /// For each name, a bit for every token that it may hold a neighbour of.
    marks: Vec<u16>,
    /// The names with a mark.
    pub touched: Vec<u32>,
    /// The names with two marks or more.
    pub twice: Vec<u32>,
    /// Similarities met before: `(token and form, how alike)`. A newer one takes the slot of an older one.
    memo: Vec<(u32, Alike)>,
}

impl Scratch {
    pub fn new(forms: usize, names: usize) -> Self {
        Self {
            states: vec![0; forms],
            marks: vec![0; names],
            memo: vec![(0, None); SLOTS],
            ..Self::default()
        }
    }

    /// Forgets what was marked.
    pub fn clean(&mut self) {
        for form in self.seen.drain(..) {
            self.states[form as usize] = 0;
        }
        if self.touched.len() > self.marks.len() / 16 {
            self.marks.fill(0);
        } else {
            self.touched.iter().for_each(|&name| self.marks[name as usize] = 0);
        }
        self.touched.clear();
        self.twice.clear();
        self.memo.fill((0, None));
    }

    pub fn state(&self, token: usize, form: u32) -> u32 {
        (self.states[form as usize] >> (2 * token)) & 3
    }

    /// The states of a form beside every token at once: nought where it is no neighbour of any.
    pub fn states(&self, form: u32) -> u32 {
        self.states[form as usize]
    }

    pub fn set_state(&mut self, token: usize, form: u32, state: u32) {
        let states = &mut self.states[form as usize];
        if *states == 0 {
            self.seen.push(form);
        }
        *states = *states & !(3 << (2 * token)) | state << (2 * token);
    }

    /// Marks a name as holding what may be neighbours of the tokens in `bits`.
    pub fn mark(&mut self, name: u32, bits: u16) {
        let marks = &mut self.marks[name as usize];
        let before = std::mem::replace(marks, *marks | bits);
        if before == 0 {
            self.touched.push(name);
        }
        if before.count_ones() < 2 && (before | bits).count_ones() >= 2 {
            self.twice.push(name);
        }
    }

    pub fn marks(&self, name: u32) -> u16 {
        self.marks[name as usize]
    }

    /// How alike, from memory or by `look`. It is the same either way.
    pub fn alike(&mut self, token: usize, form: u32, look: impl FnOnce() -> Alike) -> Alike {
        let key = form * 16 + token as u32 + 1;
        let slot = key.wrapping_mul(0x9E37_79B1) >> (32 - SLOTS.ilog2());
        let slot = &mut self.memo[slot as usize];
        if slot.0 != key {
            *slot = (key, look());
        }
        slot.1
    }
}
