//! How a file ends: whole, or cut off inside of its last line.

use std::{
    io::{self, BufRead, Read},
    sync::{Arc, Mutex, PoisonError},
};

use pc_kernel::Warning;
use pc_watchlist::Line;

use crate::Lines;

/// The code of the warning that a file ends too early, or cannot be read to its end.
pub const CUT: &str = "file-cut";

/// What is said where the last line is not whole.
pub(crate) fn cut_at(offset: usize) -> Warning {
    Warning::new(CUT, offset, "the last line is not whole: the file was cut off")
}

/// Where the last line begins, and how much was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Place(Arc<Mutex<(usize, usize)>>);

/// A reader that notes its place.
pub(crate) struct Noted<R> {
    inner: R,
    place: Place,
}

impl Place {
    fn get(&self) -> (usize, usize) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, place: (usize, usize)) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }

    /// `inner`, from its beginning.
    pub(crate) fn note<R: BufRead>(&self, inner: R) -> Noted<R> {
        self.set((0, 0));
        Noted { inner, place: self.clone() }
    }

    /// `lines`, and after the last of them what is to be said where it was cut off.
    pub(crate) fn watch(self, mut lines: Lines<'_>) -> Lines<'_> {
        let (mut bad, mut ended) = (None, false);
        Box::new(std::iter::from_fn(move || {
            if let Some(line) = lines.next() {
                let last = line.as_ref().ok().and_then(|line| line.warnings.last());
                bad = last.filter(|w| w.code == "bad-line").map(|w| w.offset as usize);
                return Some(line);
            }
            let (last, read) = self.get();
            let cut = !std::mem::replace(&mut ended, true) && bad == Some(last) && last < read;
            cut.then(|| Ok(Line { warnings: vec![cut_at(last)], ..Line::default() }))
        }))
    }
}

/// What [`Marked`] puts behind the end: a row of its own, unless a quotation mark is still open there.
pub(crate) const MARK: &[u8] = b"\x1a\x1a";
const BEHIND: &[u8] = b"\n\x1a\x1a\n";

/// A reader of CSV that puts a mark behind its end, and knows the last byte before it.
pub(crate) struct Marked<R> {
    inner: R,
    last: Option<u8>,
    behind: usize,
}

impl<R> Marked<R> {
    /// `inner`, with the mark.
    pub(crate) fn new(inner: R) -> Self {
        Self { inner, last: None, behind: 0 }
    }

    /// Whether what was read up to now ends with the end of a line.
    pub(crate) fn ends_line(&self) -> bool {
        matches!(self.last, None | Some(b'\n' | b'\r' | 0x1a))
    }
}

impl<R: Read> Read for Marked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.behind == 0 {
            let count = self.inner.read(out)?;
            if count > 0 || out.is_empty() {
                self.last = out.get(..count).and_then(<[u8]>::last).copied().or(self.last);
                return Ok(count);
            }
        }
        let mut rest = BEHIND.get(self.behind..).unwrap_or_default();
        let count = rest.read(out)?;
        self.behind += count;
        Ok(count)
    }
}

impl<R: BufRead> Read for Noted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.fill_buf()?.read(out)?;
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Noted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let (mut last, read) = self.place.get();
        // What is consumed was filled before, and is still there.
        let taken = self.inner.fill_buf().ok().and_then(|bytes| bytes.get(..count)).unwrap_or_default();
        if let Some(at) = memchr::memrchr(b'\n', taken) {
            last = read + at + 1;
        }
        self.place.set((last, read + count));
        self.inner.consume(count);
    }
}
