//! What is noted of the entries of a block.

/// Entries to a block: its marks fit near memory.
pub const BLOCK: u32 = 1 << 16;

/// Entries of a list that are marked at once.
const AT_ONCE: usize = 8;

/// A byte for each entry: see [`super::noted::Noted`].
#[derive(Debug)]
pub struct Marks(Box<[u8; BLOCK as usize]>);

impl Default for Marks {
    #[expect(clippy::large_stack_arrays, reason = "its length is known where it is read")]
    fn default() -> Self {
        Self(Box::new([0; BLOCK as usize]))
    }
}

impl Marks {
    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.fill(0);
    }

    /// An entry, by its place in the block, stands in a list that notes these bits.
    pub fn mark(&mut self, bits: u8, at: u32) {
        // Where the bytes of an index are not what they should be, lists are not in order: any place is one.
        self.0[at as usize % BLOCK as usize] |= bits;
    }

    /// Marks, for a list that notes these bits, its entries before the end of the block, and takes them from it.
    pub fn mark_before<'a>(&mut self, bits: u8, list: &mut &'a [u32], block: u32, end: u32) -> &'a [u32] {
        let (all, mut count) = (*list, 0);
        while let Some(entries) = all[count..].first_chunk::<AT_ONCE>().filter(|e| e[AT_ONCE - 1] < end) {
            for entry in entries {
                self.mark(bits, entry.wrapping_sub(block));
            }
            count += AT_ONCE;
        }
        for entry in all[count..].iter().take_while(|entry| **entry < end) {
            self.mark(bits, entry.wrapping_sub(block));
            count += 1;
        }
        let (before, after) = all.split_at(count);
        *list = after;
        before
    }

    /// What the lists of an entry note.
    pub fn of(&self, at: u32) -> u8 {
        self.0[at as usize % BLOCK as usize]
    }
}
