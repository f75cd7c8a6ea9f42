//! Files as they are sent in: small ones in memory, larger ones on disk.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use axum::extract::{
    Multipart,
    multipart::{Field, MultipartError},
};
use pc_lookout::{Content, RawFile};
use pc_web::{ApiResult, Problem};

/// Files of up to so many bytes stay in memory.
const HELD: usize = 1 << 20;

/// What a form holds.
pub struct Form {
    /// The files of one list.
    pub files: Vec<RawFile>,
    /// A name of the list for people.
    pub title: Option<String>,
    /// The version of the list that a preview was made of.
    pub version: Option<u32>,
}

/// Reads a form. Larger files are kept in the folder `scratch`, without a
/// name, and are gone when nobody reads them any more, whatever happens.
pub async fn read_form(mut form: Multipart, scratch: PathBuf) -> ApiResult<Form> {
    let (mut files, mut title, mut version) = (Vec::new(), None, None);
    while let Some(field) = form.next_field().await.map_err(bad)? {
        match field.name() {
            Some("file") => files.push(file(field, &scratch).await?),
            Some("title") => {
                let text = field.text().await.map_err(bad)?;
                title = Some(text.trim().chars().take(200).collect::<String>()).filter(|t| !t.is_empty());
            }
            Some("version") => {
                let text = field.text().await.map_err(bad)?;
                let wrong = |_| Problem::unprocessable("version", format!("{text:?} is not a number"));
                version = Some(text.trim().parse().map_err(wrong)?);
            }
            _ => {}
        }
    }
    Ok(Form { files, title, version })
}

async fn file(mut field: Field<'_>, scratch: &PathBuf) -> ApiResult<RawFile> {
    let name = field.file_name().unwrap_or("list").to_owned();
    let full = |error: io::Error| Problem::internal(format!("keeping the file {name}: {error}"));
    let (mut held, mut kept): (Vec<u8>, Option<File>) = (Vec::new(), None);
    while let Some(chunk) = field.chunk().await.map_err(bad)? {
        held.extend_from_slice(&chunk);
        if held.len() > HELD {
            let mut file = match kept.take() {
                Some(file) => file,
                None => tempfile::tempfile_in(scratch).map_err(full)?,
            };
            file.write_all(&held).map_err(full)?;
            held.clear();
            kept = Some(file);
        }
    }
    let Some(mut file) = kept else { return Ok(RawFile::held(name, held)) };
    file.write_all(&held).map_err(full)?;
    Ok(RawFile::kept(name, Kept(Arc::new(Mutex::new(file)))))
}

#[expect(clippy::needless_pass_by_value, reason = "as an adapter of errors takes it")]
fn bad(error: MultipartError) -> Problem {
    Problem::bad_request(format!("the form cannot be read: {}", error.body_text()))
}

/// A file without a name. All who read it have one place in it between them, so each goes to its own first.
struct Kept(Arc<Mutex<File>>);

struct Reader {
    file: Arc<Mutex<File>>,
    at: u64,
}

impl Content for Kept {
    fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        let reader = Reader { file: self.0.clone(), at: 0 };
        Ok(Box::new(BufReader::with_capacity(1 << 18, reader)))
    }
}

impl Read for Reader {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        use std::io::{Seek, SeekFrom};
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let count = file.read(out)?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        sync::{Arc, Mutex},
    };

    use pc_lookout::Content;

    use super::Kept;

    #[test]
    fn two_readers_are_not_in_each_others_way() {
        let mut file = tempfile::tempfile().unwrap();
        let bytes: Vec<u8> = (0..2_000_000_u32).map(|n| n as u8).collect();
        file.write_all(&bytes).unwrap();
        let kept = Kept(Arc::new(Mutex::new(file)));
        let (mut one, mut other) = (kept.open().unwrap(), kept.open().unwrap());
        let (mut a, mut b) = (vec![0; 1_000_000], Vec::new());
        one.read_exact(&mut a).unwrap();
        other.read_to_end(&mut b).unwrap();
        one.read_to_end(&mut a).unwrap();
        assert!(a == bytes && b == bytes);
    }
}
