//! A list file read through once, before anything is decided.

use std::collections::BTreeSet;

use pc_kernel::Warning;
use pc_lists::CUT;

use crate::{
    LookoutError,
    edition::OLDER,
    file::{RawFile, stream},
    importer::ImporterError,
    model::FileRecord,
};

/// So many warnings are kept with an import.
pub(crate) const WARNINGS: usize = 100;
/// So many of the first ids are kept.
const IDS: usize = 50;
/// Names of lists told where there are several.
const NAMES: usize = 10;

/// What is known of the files of one list.
#[derive(Debug, Clone)]
pub(crate) struct Survey {
    /// The list's short name.
    pub list: String,
    /// Short name of the files' form.
    pub format: &'static str,
    /// The list's own date or edition, where it states one.
    pub published: Option<String>,
    /// How many entries the files hold.
    pub entries: u32,
    /// The ids of the first of them.
    pub first: Vec<String>,
    /// The files end too early: that an entry is missing from them says nothing.
    pub cut: bool,
    /// How often the reader noticed something.
    pub noticed: u32,
    /// The first of that; that the files are not whole stands before the rest.
    pub warnings: Vec<Warning>,
    /// The files.
    pub files: Vec<FileRecord>,
}

impl Survey {
    /// Reads the files through.
    pub fn of(files: &[RawFile]) -> Result<Self, ImporterError> {
        let told = |error: pc_lists::ListError| ImporterError::Files(error.to_string());
        let read = stream(files).map_err(told)?;
        let (mut noticed, mut warnings, mut ends) = (0, Vec::new(), Vec::new());
        let mut lists: BTreeSet<String> = BTreeSet::new();
        let (mut entries, mut first) = (0, Vec::new());
        for line in read.lines {
            let line = line.map_err(|error| ImporterError::Files(error.to_string()))?;
            if let Some(entry) = line.entry {
                entries += 1;
                if first.len() < IDS {
                    first.push(entry.id);
                }
                if lists.len() < NAMES && !lists.contains(&entry.list) {
                    lists.insert(entry.list);
                }
            }
            noticed += line.warnings.len() as u32;
            for warning in line.warnings {
                let kept = if warning.code == CUT { &mut ends } else { &mut warnings };
                if kept.len() < WARNINGS {
                    kept.push(warning);
                }
            }
        }
        let cut = !ends.is_empty();
        ends.append(&mut warnings);
        ends.truncate(WARNINGS);
        let warnings = ends;
        let files = files.iter().map(RawFile::record).collect::<Result<Vec<_>, _>>().map_err(told)?;
        let named = || files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
        let list = match lists.len() {
            0 => {
                let hint = warnings.first().map(|w| format!("; {}", w.text)).unwrap_or_default();
                return Err(LookoutError::Empty { file: named(), hint }.into());
            }
            1 => lists.pop_first().unwrap_or_default(),
            _ => {
                let lists = lists.into_iter().collect::<Vec<_>>().join(", ");
                return Err(LookoutError::SeveralLists { file: named(), lists }.into());
            }
        };
        let (format, published) = (read.format, read.published);
        Ok(Self { list, format, published, entries, first, cut, noticed, warnings, files })
    }

    /// The first of what was noticed, here and in `notices`, with room for both. What concerns the file as a whole, that it is
    /// of an older edition, stands before the rest.
    pub fn with(&self, notices: Vec<Warning>) -> Vec<Warning> {
        let room = WARNINGS - notices.len().min(WARNINGS / 2);
        let (mut all, notices): (Vec<_>, Vec<_>) = notices.into_iter().partition(|w| w.code == OLDER);
        all.extend(self.warnings.iter().take(room).cloned());
        all.extend(notices);
        all.truncate(WARNINGS);
        all
    }
}
