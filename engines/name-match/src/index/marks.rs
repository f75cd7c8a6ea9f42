//! Which lists the entries of a block stand in.

/// Entries to a block: its marks fit near memory.
pub const BLOCK: u32 = 1 << 16;

/// A byte for each entry: see [`super::bound::Noted`].
#[derive(Debug, Default)]
pub struct Marks(Vec<u8>);

impl Marks {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
        self.0.resize(BLOCK as usize, 0);
    }

    /// Entries, by their places in the block, stand in a list that notes these bits.
    pub fn mark(&mut self, bits: u8, places: impl Iterator<Item = u32>) {
        for at in places {
            // Where the bytes of an index are not what they should be, lists are not in order.
            if let Some(mark) = self.0.get_mut(at as usize) {
                *mark |= bits;
            }
        }
    }

    /// What the lists of an entry note.
    pub fn of(&self, at: u32) -> u8 {
        self.0.get(at as usize).copied().unwrap_or_default()
    }
}
