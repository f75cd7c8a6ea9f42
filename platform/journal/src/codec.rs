//! The small binary form: length-prefixed, big-endian, one way to write a value.

use jiff::Timestamp;
use uuid::Uuid;

use crate::JournalError;

/// Appends values to bytes.
#[derive(Default)]
pub(crate) struct Writer(pub(crate) Vec<u8>);

impl Writer {
    pub(crate) fn u8(&mut self, v: u8) {
        self.0.push(v);
    }

    pub(crate) fn u32(&mut self, v: u32) {
        self.0.extend(v.to_be_bytes());
    }

    pub(crate) fn u64(&mut self, v: u64) {
        self.0.extend(v.to_be_bytes());
    }

    /// A length or count. INVARIANT: nothing in an entry is near 4 GiB; SQLite's own limit for a row is 1 GB.
    pub(crate) fn count(&mut self, v: usize) {
        self.u32(u32::try_from(v).expect("less than 4 GiB"));
    }

    pub(crate) fn raw(&mut self, v: &[u8]) {
        self.0.extend_from_slice(v);
    }

    pub(crate) fn bytes(&mut self, v: &[u8]) {
        self.count(v.len());
        self.raw(v);
    }

    pub(crate) fn str(&mut self, v: &str) {
        self.bytes(v.as_bytes());
    }

    pub(crate) fn uuid(&mut self, v: Uuid) {
        self.raw(v.as_bytes());
    }

    pub(crate) fn time(&mut self, v: Timestamp) {
        self.raw(&v.as_second().to_be_bytes());
        self.raw(&v.subsec_nanosecond().to_be_bytes());
    }

    pub(crate) fn opt<T>(&mut self, v: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.u8(u8::from(v.is_some()));
        if let Some(v) = v {
            write(self, v);
        }
    }

    pub(crate) fn list<T>(
        &mut self,
        items: impl ExactSizeIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        self.count(items.len());
        for item in items {
            write(self, item);
        }
    }
}

/// Takes values from bytes.
pub(crate) struct Reader<'a> {
    all: &'a [u8],
    at: usize,
}

type Read<T> = Result<T, JournalError>;

impl<'a> Reader<'a> {
    pub(crate) fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }

    pub(crate) fn wrong<T>(&self, reason: &'static str) -> Read<T> {
        Err(JournalError::Undecodable { offset: self.at, reason })
    }

    pub(crate) fn raw(&mut self, len: usize) -> Read<&'a [u8]> {
        match self.at.checked_add(len).and_then(|end| self.all.get(self.at..end)) {
            Some(bytes) => {
                self.at += len;
                Ok(bytes)
            }
            None => self.wrong("the bytes end too early"),
        }
    }

    pub(crate) fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.raw(N)?);
        Ok(array)
    }

    pub(crate) fn u8(&mut self) -> Read<u8> {
        Ok(self.array::<1>()?[0])
    }

    pub(crate) fn flag(&mut self) -> Read<bool> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => self.wrong("neither 0 nor 1"),
        }
    }

    pub(crate) fn u32(&mut self) -> Read<u32> {
        self.array().map(u32::from_be_bytes)
    }

    pub(crate) fn u64(&mut self) -> Read<u64> {
        self.array().map(u64::from_be_bytes)
    }

    pub(crate) fn i64(&mut self) -> Read<i64> {
        self.array().map(i64::from_be_bytes)
    }

    pub(crate) fn bytes(&mut self) -> Read<&'a [u8]> {
        let len = self.u32()? as usize;
        self.raw(len)
    }

    pub(crate) fn str(&mut self) -> Read<String> {
        match std::str::from_utf8(self.bytes()?) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) => self.wrong("not UTF-8"),
        }
    }

    pub(crate) fn uuid(&mut self) -> Read<Uuid> {
        self.array().map(Uuid::from_bytes)
    }

    pub(crate) fn time(&mut self) -> Read<Timestamp> {
        let seconds = self.i64()?;
        let nanos = i32::from_be_bytes(self.array()?);
        match Timestamp::new(seconds, nanos) {
            // The writer gives both the same sign; a second form of the same instant would not be canonical.
            Ok(time) if time.as_second() == seconds && time.subsec_nanosecond() == nanos => Ok(time),
            _ => self.wrong("not a time"),
        }
    }

    pub(crate) fn opt<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<Option<T>> {
        if self.flag()? { read(self).map(Some) } else { Ok(None) }
    }

    pub(crate) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let count = self.u32()? as usize;
        // Never reserve on the word of the bytes alone: they may be damaged.
        let mut items = Vec::with_capacity(count.min(self.all.len() - self.at));
        for _ in 0..count {
            items.push(read(self)?);
        }
        Ok(items)
    }

    pub(crate) fn end(&self) -> Read<()> {
        if self.at == self.all.len() { Ok(()) } else { self.wrong("bytes after the end") }
    }
}
