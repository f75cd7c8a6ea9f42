//! What the lexer found: segments and values as views of the input.

use std::{borrow::Cow, sync::OnceLock};

use pc_kernel::{Span, Warning};

use crate::{
    Dialect, Envelope, Enveloped,
    value::{BROKEN, Value},
};

#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) element: u16,
    pub(crate) component: u8,
    pub(crate) repetition: u8,
    pub(crate) flags: u8,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) tag: [u8; 3],
    pub(crate) dialect: u16,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) first: u32,
}

/// Everything that was found in some bytes.
#[derive(Debug)]
pub struct Lexed<'a> {
    pub(crate) bytes: &'a [u8],
    /// The input as text, where all of it is UTF-8.
    pub(crate) whole: Option<&'a str>,
    pub(crate) rows: Vec<Row>,
    pub(crate) parts: Vec<Part>,
    pub(crate) dialects: Vec<Dialect>,
    /// Length of the longest line: looked for only where a line ends inside a value.
    pub(crate) width: OnceLock<usize>,
    /// The interchanges, each with its messages. Bare messages stand in one without sender.
    pub interchanges: Vec<Envelope>,
    /// What was repaired or passed over, in order of offset.
    pub warnings: Vec<Warning>,
}

/// One segment.
#[derive(Debug, Clone, Copy)]
pub struct Segment<'l> {
    pub(crate) lexed: &'l Lexed<'l>,
    pub(crate) row: usize,
}

impl<'l> Segment<'l> {
    /// Its tag in upper case, e.g. `NAD`.
    pub fn tag(self) -> &'l str {
        std::str::from_utf8(&self.lexed.rows[self.row].tag).unwrap_or("???")
    }

    /// Its tag as bytes, in upper case.
    #[inline]
    pub fn tag_bytes(self) -> [u8; 3] {
        self.lexed.rows[self.row].tag
    }

    /// From its tag to its terminator, which is included.
    #[inline]
    pub fn span(self) -> Span {
        let row = self.lexed.rows[self.row];
        Span { offset: row.start, len: row.end - row.start }
    }

    /// Offset of its tag.
    pub fn offset(self) -> usize {
        self.lexed.rows[self.row].start as usize
    }

    pub(crate) fn index(self) -> usize {
        self.row
    }

    #[inline]
    fn parts(self) -> &'l [Part] {
        let first = self.lexed.rows[self.row].first as usize;
        let end = self.lexed.rows.get(self.row + 1).map_or(self.lexed.parts.len(), |r| r.first as usize);
        &self.lexed.parts[first..end]
    }

    #[inline]
    fn value(self, part: &Part) -> Value<'l> {
        let dialect = self.lexed.dialects[usize::from(self.lexed.rows[self.row].dialect)];
        Value {
            bytes: self.lexed.bytes,
            whole: self.lexed.whole,
            start: part.start as usize,
            end: part.end as usize,
            flags: part.flags,
            release: dialect.release,
            width: if part.flags & BROKEN == 0 { 0 } else { self.lexed.width() },
        }
    }

    /// A component of the first repetition of an element; both count from 0, elements from the one after the
    /// tag. `None` when it is absent or empty.
    #[inline]
    pub fn component(self, element: usize, component: usize) -> Option<Value<'l>> {
        let part = self.parts().iter().find(|p| {
            usize::from(p.element) == element && usize::from(p.component) == component && p.repetition == 0
        })?;
        (part.end > part.start).then(|| self.value(part))
    }

    /// The text of a component, empty when absent.
    #[inline]
    pub fn text(self, element: usize, component: usize) -> Cow<'l, str> {
        self.component(element, component).map_or(Cow::Borrowed(""), Value::text)
    }

    /// The bytes of a component, empty when absent: for comparing codes.
    #[inline]
    pub fn code(self, element: usize, component: usize) -> Cow<'l, [u8]> {
        match self.component(element, component) {
            None => Cow::Borrowed(&[]),
            Some(value) if value.flags == 0 => Cow::Borrowed(value.raw()),
            Some(value) => Cow::Owned(value.text().into_owned().into_bytes()),
        }
    }

    /// The values of an element that are not empty, in all repetitions, with their component index.
    #[inline]
    pub fn values(self, element: usize) -> impl Iterator<Item = (usize, Value<'l>)> {
        self.parts()
            .iter()
            .filter(move |p| usize::from(p.element) == element && p.end > p.start)
            .map(move |p| (usize::from(p.component), self.value(p)))
    }

    /// How many elements follow the tag.
    pub fn elements(self) -> usize {
        self.parts().last().map_or(0, |p| usize::from(p.element) + 1)
    }

    /// Everything after the tag as received, without the terminator: for keeping what is not understood.
    pub fn rest(self) -> String {
        match (self.parts().first(), self.parts().last()) {
            (Some(first), Some(last)) => {
                String::from_utf8_lossy(&self.lexed.bytes[first.start as usize..last.end as usize])
                    .into_owned()
            }
            _ => String::new(),
        }
    }
}

impl Lexed<'_> {
    /// The segments of a message, from `UNH` to `UNT`.
    pub fn segments(&self, message: &Enveloped) -> impl ExactSizeIterator<Item = Segment<'_>> + Clone {
        message.rows.clone().map(|row| Segment { lexed: self, row })
    }

    pub(crate) fn width(&self) -> usize {
        *self.width.get_or_init(|| longest_line(self.bytes))
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Segment<'_>> {
        (0..self.rows.len()).map(|row| Segment { lexed: self, row })
    }

    /// The separators with which the message is written.
    pub fn dialect(&self, message: &Enveloped) -> Dialect {
        self.rows
            .get(message.rows.start)
            .map_or_else(Dialect::default, |r| self.dialects[usize::from(r.dialect)])
    }

    /// The bytes it was read from.
    pub fn bytes(&self) -> &[u8] {
        self.bytes
    }
}

fn longest_line(bytes: &[u8]) -> usize {
    let mut last = 0;
    let mut longest = 0;
    for at in memchr::memchr2_iter(b'\r', b'\n', bytes) {
        longest = longest.max(at - last);
        last = at + 1;
    }
    longest
}
