//! Which entries of a block stand in the lists of two tokens.

/// Entries to a block: its marks fit the nearest memory.
pub const BLOCK: u32 = 1 << 17;

/// A bit for each entry: in the lists of a token that is done, of the one at hand, of two.
#[derive(Debug, Default)]
pub struct Marks {
    before: Vec<u64>,
    now: Vec<u64>,
    twice: Vec<u64>,
}

impl Marks {
    pub fn clear(&mut self) {
        for plane in [&mut self.before, &mut self.now, &mut self.twice] {
            plane.clear();
            plane.resize(BLOCK as usize / 64, 0);
        }
    }

    pub fn mark(&mut self, at: u32) {
        let (word, bit) = (at as usize / 64, 1 << (at % 64));
        // Where the bytes of an index are not what they should be, lists are not in order.
        if let (Some(before), Some(now), Some(twice)) =
            (self.before.get(word), self.now.get_mut(word), self.twice.get_mut(word))
        {
            *twice |= before & bit;
            *now |= bit;
        }
    }

    /// What was marked belongs to a token that is done.
    pub fn settle(&mut self) {
        for (before, now) in self.before.iter_mut().zip(&mut self.now) {
            *before |= std::mem::take(now);
        }
    }

    pub fn is_twice(&self, at: u32) -> bool {
        self.twice.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 != 0)
    }
}
