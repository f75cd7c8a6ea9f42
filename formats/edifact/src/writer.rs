//! Writes interchanges: escapes what must be escaped, lays lines out as asked.

use crate::{Dialect, dialect::CURLY};

/// How lines are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lines {
    /// Everything on one line.
    #[default]
    One,
    /// A line feed after each segment.
    Lf,
    /// Carriage return and line feed after each segment.
    CrLf,
    /// One stream, cut hard into lines of so many bytes, as teleprinter gateways do.
    Wrapped(usize),
}

/// Separators and layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    /// The separators.
    pub dialect: Dialect,
    /// Whether to write the service string advice.
    pub una: bool,
    /// The lines.
    pub lines: Lines,
}

/// Builds an interchange segment by segment.
#[derive(Debug)]
pub struct Writer {
    style: Style,
    out: Vec<u8>,
    segments: usize,
}

impl Writer {
    /// An empty interchange, with `UNA` where the style asks for it.
    pub fn new(style: Style) -> Self {
        let mut writer = Self { style, out: Vec::new(), segments: 0 };
        if style.una {
            let d = style.dialect;
            writer.out.extend_from_slice(b"UNA");
            writer.out.extend([
                d.component,
                d.element,
                b'.',
                d.release.unwrap_or(b' '),
                d.repetition.unwrap_or(b' '),
            ]);
            writer.terminate();
        }
        writer
    }

    /// Adds a segment: elements of components. Empty ones at the end are left out.
    pub fn segment(&mut self, tag: &str, elements: &[&[&str]]) -> &mut Self {
        let d = self.style.dialect;
        self.out.extend_from_slice(tag.as_bytes());
        let used = elements.iter().rposition(|e| e.iter().any(|c| !c.is_empty())).map_or(0, |i| i + 1);
        for element in &elements[..used] {
            self.out.push(d.element);
            let used = element.iter().rposition(|c| !c.is_empty()).map_or(0, |i| i + 1);
            for (i, component) in element[..used].iter().enumerate() {
                if i > 0 {
                    self.out.push(d.component);
                }
                self.escape(component);
            }
        }
        self.terminate();
        self.segments += 1;
        self
    }

    /// Segments written so far: for `UNT`.
    pub fn count(&self) -> usize {
        self.segments
    }

    /// Counts from 0 again: at each `UNH`.
    pub fn restart_count(&mut self) -> &mut Self {
        self.segments = 0;
        self
    }

    fn escape(&mut self, text: &str) {
        let d = self.style.dialect;
        for &b in text.as_bytes() {
            let special = b == d.component
                || b == d.element
                || b == d.terminator
                || (d.curly && b == b'\'')
                || Some(b) == d.release
                || Some(b) == d.repetition;
            if special && let Some(release) = d.release {
                self.out.push(release);
            }
            self.out.push(b);
        }
    }

    fn terminate(&mut self) {
        if self.style.dialect.curly {
            self.out.extend_from_slice(&CURLY);
        } else {
            self.out.push(self.style.dialect.terminator);
        }
        match self.style.lines {
            Lines::Lf => self.out.push(b'\n'),
            Lines::CrLf => self.out.extend_from_slice(b"\r\n"),
            Lines::One | Lines::Wrapped(_) => {}
        }
    }

    /// The bytes.
    pub fn finish(self) -> Vec<u8> {
        let Lines::Wrapped(width) = self.style.lines else { return self.out };
        let mut wrapped = Vec::with_capacity(self.out.len() + self.out.len() / width.max(1) * 2);
        let mut column = 0;
        for b in self.out {
            // Never inside a character of several bytes.
            if column >= width.max(1) && b & 0xC0 != 0x80 {
                wrapped.extend_from_slice(b"\r\n");
                column = 0;
            }
            wrapped.push(b);
            column += 1;
        }
        wrapped
    }
}
