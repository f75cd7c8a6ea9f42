//! Which tokens' lists the entries of a block stand in.

/// Entries to a block: its marks fit near memory.
pub const BLOCK: u32 = 1 << 16;

/// A bit for each token and entry.
#[derive(Debug, Default)]
pub struct Marks {
    planes: Vec<Vec<u64>>,
}

impl Marks {
    /// Forgets all, for so many tokens.
    pub fn clear(&mut self, tokens: usize) {
        self.planes.resize_with(tokens, Vec::new);
        for plane in &mut self.planes {
            plane.clear();
            plane.resize(BLOCK as usize / 64, 0);
        }
    }

    /// Entries, by their places in the block, stand in a list of this token.
    pub fn mark(&mut self, token: u8, places: impl Iterator<Item = u32>) {
        let Some(plane) = self.planes.get_mut(usize::from(token)) else { return };
        for at in places {
            // Where the bytes of an index are not what they should be, lists are not in order.
            if let Some(word) = plane.get_mut(at as usize / 64) {
                *word |= 1 << (at % 64);
            }
        }
    }

    /// The tokens in whose lists an entry stands.
    pub fn of(&self, at: u32) -> u32 {
        let bit =
            |plane: &Vec<u64>| plane.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 != 0);
        self.planes.iter().rev().fold(0, |set, plane| set << 1 | u32::from(bit(plane)))
    }
}
