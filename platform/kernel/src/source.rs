use serde::{Deserialize, Serialize};

/// Where a value stands in the bytes it was read from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Bytes from the start of the file or message.
    pub offset: u32,
    /// Length in bytes, of the raw text: release characters and line wraps inside the value count.
    pub len: u32,
}

impl Span {
    /// From `offset`, `len` bytes.
    pub fn new(offset: usize, len: usize) -> Self {
        Self {
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            len: u32::try_from(len).unwrap_or(u32::MAX),
        }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        let start = self.offset.min(other.offset);
        let end = (self.offset.saturating_add(self.len)).max(other.offset.saturating_add(other.len));
        Self { offset: start, len: end - start }
    }

    /// The bytes it names, or nothing when `bytes` is too short.
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        let start = self.offset as usize;
        bytes.get(start..start.saturating_add(self.len as usize)).unwrap_or_default()
    }
}

/// Something a reader noticed, repaired or passed over; never a reason to lose the rest.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Warning {
    /// Stable machine-readable code in kebab-case, e.g. `count-mismatch`.
    pub code: String,
    /// Byte offset in the input that the warning is about.
    pub offset: u32,
    /// One sentence for people: what was found and what was done about it.
    pub text: String,
}

impl Warning {
    /// A warning with `code` at byte `offset`.
    pub fn new(code: &str, offset: usize, text: impl Into<String>) -> Self {
        Self { code: code.to_owned(), offset: u32::try_from(offset).unwrap_or(u32::MAX), text: text.into() }
    }
}
