//! List files as they come: in memory or elsewhere, read as often as is needed and never held whole where their form
//! allows it.

use std::{
    io::{self, BufRead, Cursor, Read},
    sync::Arc,
};

use pc_kernel::sha256_of;
use pc_lists::{ListError, Stream};
use pc_watchlist::ListRead;

use crate::model::FileRecord;

/// So much of a file tells what it is.
const HEAD: u64 = 1 << 16;

/// Where a file's bytes are.
pub trait Content: Send + Sync {
    /// The bytes, from the beginning.
    fn open(&self) -> io::Result<Box<dyn BufRead + Send>>;
}

impl Content for Arc<[u8]> {
    fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(Box::new(Cursor::new(self.clone())))
    }
}

/// A file as it came.
#[derive(Clone)]
pub struct RawFile {
    /// Its name, for messages; the format is told by the content.
    pub name: String,
    content: Arc<dyn Content>,
}

impl RawFile {
    /// A file in memory.
    pub fn held(name: impl Into<String>, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::kept(name, bytes.into())
    }

    /// A file whose bytes are elsewhere.
    pub fn kept(name: impl Into<String>, content: impl Content + 'static) -> Self {
        Self { name: name.into(), content: Arc::new(content) }
    }

    /// Its bytes, from the beginning.
    pub fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        self.content.open()
    }

    /// Its beginning: enough to tell what it is.
    pub fn head(&self) -> io::Result<Vec<u8>> {
        let mut head = Vec::new();
        self.content.open()?.take(HEAD).read_to_end(&mut head)?;
        Ok(head)
    }

    fn read(&self) -> Result<Vec<u8>, ListError> {
        let mut bytes = Vec::new();
        let read = self.content.open().and_then(|mut input| input.read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| self.failed(&error))
    }

    /// What is noted of it.
    pub(crate) fn record(&self) -> Result<FileRecord, ListError> {
        let hashed = self.content.open().and_then(sha256_of);
        let (bytes, sha256) = hashed.map_err(|error| self.failed(&error))?;
        Ok(FileRecord { name: self.name.clone(), bytes, sha256 })
    }

    pub(crate) fn failed(&self, error: &io::Error) -> ListError {
        ListError::Io { file: self.name.clone(), why: error.to_string() }
    }
}

/// Reads one list from its files: the format's short name, and the entries with what the reader noticed. The error says
/// what was expected.
pub fn read_list(files: &[RawFile]) -> Result<(&'static str, ListRead), String> {
    let read = whole(files).map_err(|error| error.to_string())?;
    Ok((read.format, read))
}

fn whole(files: &[RawFile]) -> Result<ListRead, ListError> {
    let bytes = files.iter().map(RawFile::read).collect::<Result<Vec<_>, _>>()?;
    let named: Vec<(&str, &[u8])> =
        files.iter().zip(&bytes).map(|(file, bytes)| (file.name.as_str(), bytes.as_slice())).collect();
    pc_lists::read_any(&named)
}

/// The entries of one list one at a time: of one file, with its mapping where there is one. Lists of several files are
/// small, or their parts, and are read whole.
pub(crate) fn stream(files: &[RawFile]) -> Result<Stream<'static>, ListError> {
    let heads = files.iter().map(|file| file.head().map_err(|error| file.failed(&error)));
    let heads = heads.collect::<Result<Vec<_>, _>>()?;
    let is_mapping = |at: usize| files.len() > 1 && pc_lists::is_mapping(&files[at].name, &heads[at]);
    let (mappings, lists): (Vec<usize>, Vec<usize>) = (0..files.len()).partition(|at| is_mapping(*at));
    let edition = files.iter().any(|file| file.name.to_ascii_lowercase().ends_with("sdn.csv"));
    let ([list], [] | [_], false) = (lists.as_slice(), mappings.as_slice(), edition) else {
        return Ok(Stream::of(whole(files)?));
    };
    let file = &files[*list];
    let mapping = mappings.first().map(|at| files[*at].read().map(|bytes| (files[*at].name.as_str(), bytes)));
    let mapping = mapping.transpose()?;
    let given = mapping.as_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
    let content = file.content.clone();
    pc_lists::stream(&file.name, given, move || content.open())
}
