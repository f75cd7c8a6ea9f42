//! How a file that is read line by line ends: whole, or cut off inside of its last line.

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
            cut.then(|| Ok(Line { entry: None, warnings: vec![cut_at(last)] }))
        }))
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
