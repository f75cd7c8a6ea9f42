//! One value: a view of the raw bytes that knows how to become text.

use std::borrow::Cow;

use pc_kernel::Span;

use crate::dialect::is_space;

/// The value holds a release character.
pub(crate) const RELEASED: u8 = 1;
/// The value holds a line break or another control character.
pub(crate) const BROKEN: u8 = 2;
/// The value holds bytes outside ASCII.
pub(crate) const FOREIGN: u8 = 4;

/// Lines at least this long that end inside a value were wrapped by a teleprinter gateway (69 columns, in
/// practice 64–69), which breaks words: the pieces belong together without a blank.
const WRAP_COLUMN: usize = 60;

/// One component, trimmed of blanks and line ends on both sides.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    pub(crate) bytes: &'a [u8],
    /// The whole input as text, where all of it is UTF-8: checked once, not for each value.
    pub(crate) whole: Option<&'a str>,
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) flags: u8,
    pub(crate) release: Option<u8>,
    /// Length of the longest line of the input.
    pub(crate) width: usize,
}

impl<'a> Value<'a> {
    /// Where it stands in the input; release characters and wraps inside it count.
    #[inline]
    pub fn span(self) -> Span {
        Span::new(self.start, self.end - self.start)
    }

    /// Its bytes as received.
    #[inline]
    pub fn raw(self) -> &'a [u8] {
        &self.bytes[self.start..self.end]
    }

    /// Whether nothing is stated.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Its text: release characters resolved, wraps removed, bytes that are not UTF-8 read as Latin-1.
    #[inline]
    pub fn text(self) -> Cow<'a, str> {
        match self.whole.and_then(|w| w.get(self.start..self.end)) {
            Some(text) if self.flags & (RELEASED | BROKEN) == 0 => Cow::Borrowed(text),
            _ => self.resolve(),
        }
    }

    fn resolve(self) -> Cow<'a, str> {
        let raw = self.raw();
        if self.flags & (RELEASED | BROKEN) == 0 {
            return match std::str::from_utf8(raw) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => Cow::Owned(latin1(raw)),
            };
        }
        let clean = self.clean();
        Cow::Owned(String::from_utf8(clean).unwrap_or_else(|e| latin1(e.as_bytes())))
    }

    /// The parts between unreleased `separator`s, each trimmed, with exact spans (free text such as `DOCS`).
    pub fn split(self, separator: u8) -> impl Iterator<Item = Value<'a>> {
        let mut next = Some(self.start);
        std::iter::from_fn(move || {
            let start = next?;
            let mut at = start;
            while at < self.end && self.bytes[at] != separator {
                at += if Some(self.bytes[at]) == self.release { 2 } else { 1 };
            }
            let end = at.min(self.end);
            next = (at < self.end).then_some(at + 1);
            Some(self.part(start, end))
        })
    }

    /// The words of letters and digits in it, e.g. the seats of `.03BN03AN` as `03B` and `03A`: each starts with
    /// a digit and ends with the first letter after its digits.
    pub fn pieces(self) -> impl Iterator<Item = Value<'a>> {
        let mut at = self.start;
        std::iter::from_fn(move || {
            while at < self.end && !self.bytes[at].is_ascii_digit() {
                at += 1;
            }
            let start = at;
            while at < self.end && self.bytes[at].is_ascii_digit() {
                at += 1;
            }
            at = (at + 1).min(self.end);
            (start < self.end).then(|| self.part(start, at))
        })
    }

    /// The part from `start` to `end` (offsets in the input), trimmed.
    fn part(self, start: usize, end: usize) -> Self {
        let (start, end) = trim(self.bytes, start, end);
        Self { start, end, ..self }
    }

    fn clean(self) -> Vec<u8> {
        let raw = self.raw();
        let mut out = Vec::with_capacity(raw.len());
        let mut i = 0;
        while i < raw.len() {
            let b = raw[i];
            if Some(b) == self.release {
                i += 1;
                while raw.get(i).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
                    i += 1;
                }
                out.extend(raw.get(i));
                i += 1;
            } else if matches!(b, b'\r' | b'\n') {
                let full = self.full_line(self.start + i);
                while raw.get(i).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
                    i += 1;
                }
                let apart = out.last() == Some(&b' ') || raw.get(i) == Some(&b' ');
                if !full && !apart {
                    out.push(b' ');
                }
            } else {
                match b {
                    b'\t' => out.push(b' '),
                    0..=0x1F | 0x7F => {}
                    _ => out.push(b),
                }
                i += 1;
            }
        }
        let kept = out.trim_ascii();
        if kept.len() == out.len() { out } else { kept.to_vec() }
    }

    /// Whether the line that ends at `at` is as long as a wrapped line.
    fn full_line(self, at: usize) -> bool {
        let before = &self.bytes[at.saturating_sub(256)..at];
        let column = before.iter().rev().take_while(|b| !matches!(b, b'\r' | b'\n')).count();
        column >= WRAP_COLUMN || (column >= 20 && column >= self.width)
    }
}

/// `start..end` without blanks and control characters at either side.
#[inline]
pub(crate) fn trim(bytes: &[u8], mut start: usize, mut end: usize) -> (usize, usize) {
    while start < end && is_space(bytes[start]) {
        start += 1;
    }
    while end > start && is_space(bytes[end - 1]) {
        end -= 1;
    }
    (start, end.max(start))
}

/// ISO 8859-1: every byte is the code point of the same number.
fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(*b)).collect()
}
