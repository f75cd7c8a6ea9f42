//! Files in memory without reading them: the operating system brings in what is looked at, and forgets it when memory
//! is short. An index of gigabytes opens in the time that its header takes.

use std::{fs::File, io, path::Path};

/// A file's bytes, aligned to a page.
#[derive(Debug)]
pub struct MappedFile(Option<memmap2::Mmap>);

/// Maps a file. It must be one that is replaced as a whole and never written into: whoever makes a new one writes it
/// beside the old one and renames it, as `portcullis index` does. The old one stays as it is for those who hold it.
pub fn open(path: &Path) -> io::Result<MappedFile> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(MappedFile(None));
    }
    // SAFETY: the bytes are only ever read, and as bytes: whatever they are, they are valid. Another process that writes
    // into the file against the rule above may change what is read between two looks (the reader checks every access,
    // and compares checksums), or cut it off, which ends this process with a signal and harms nothing on disk.
    #[expect(unsafe_code, reason = "there is no safe way to map a file")]
    let map = unsafe { memmap2::Mmap::map(&file)? };
    Ok(MappedFile(Some(map)))
}

impl AsRef<[u8]> for MappedFile {
    fn as_ref(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    #[test]
    fn a_file_is_there_as_it_was_when_it_was_opened() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.snap");
        fs::write(&path, b"one").expect("written");
        let open = super::open(&path).expect("opened");
        let new = dir.path().join("new");
        fs::write(&new, b"another").expect("written");
        fs::rename(&new, &path).expect("renamed");
        assert_eq!(open.as_ref(), b"one");
        assert_eq!(super::open(&path).expect("opened").as_ref(), b"another");
        fs::write(&path, b"").expect("written");
        assert_eq!(super::open(&path).expect("opened").as_ref(), b"");
        assert!(super::open(&dir.path().join("none")).is_err());
    }
}
