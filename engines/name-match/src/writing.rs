//! What kind of writing a word comes from: in each, the sounds of names are spelled otherwise.

use crate::text::Script;

/// A script, and whether the vowels (and a few consonants) of a word in it say little. Those farther from Latin letters
/// come later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Writing(u8);

/// Set where vowels say little.
const LOSSY: u8 = 16;

impl Writing {
    /// How many there are, about: every code is less.
    pub const COUNT: usize = 32;
    /// Latin letters.
    pub const LATIN: Self = Self(0);

    pub fn new(script: Script, lossy: bool) -> Self {
        let lossy = lossy && script != Script::Latin;
        Self(script as u8 | if lossy { LOSSY } else { 0 })
    }

    /// As a number under [`Writing::COUNT`].
    pub fn code(self) -> u8 {
        self.0
    }

    /// From a number; what is none is Latin.
    pub fn of_code(code: u8) -> Self {
        let script = Script::ALL.get(usize::from(code & !LOSSY)).copied().unwrap_or(Script::Latin);
        Self::new(script, code & LOSSY != 0)
    }

    pub fn is_latin(self) -> bool {
        self == Self::LATIN
    }

    /// Whether vowels say little.
    pub fn is_lossy(self) -> bool {
        self.0 & LOSSY != 0
    }

    /// The same script the other way.
    pub fn other_way(self) -> Self {
        Self::of_code(self.0 ^ LOSSY)
    }

    /// What it is called where costs are kept.
    pub fn name(self) -> String {
        let script = Script::ALL.get(usize::from(self.0 & !LOSSY)).copied().unwrap_or(Script::Latin);
        format!("{script:?}{}", if self.is_lossy() { " lossy" } else { "" })
    }
}
