//! The lists that a command is given, ready to be asked.

use std::{collections::HashSet, path::PathBuf};

use anyhow::bail;
use pc_lookout::read_list;
use pc_name_match::Index;
use pc_watchlist::Entry;

/// Lists, indexed together.
pub struct Lists {
    index: Index,
    /// List and entry of each subject.
    labels: Vec<(String, String)>,
}

impl Lists {
    /// Reads `paths`, each a list in a form that can be imported. Two files of one list: the later form of an entry
    /// counts.
    pub fn open(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let entries = read(paths)?;
        let labels = entries.iter().map(|e| (e.list.clone(), e.id.clone())).collect();
        let subjects =
            entries.into_iter().enumerate().map(|(n, entry)| pc_screening::subject(n as u64, &entry));
        Ok(Self { index: Index::build(subjects), labels })
    }

    /// What answers queries.
    pub fn engine(&self) -> &Index {
        &self.index
    }

    /// The list and the entry behind a match's key.
    pub fn label(&self, key: u64) -> (&str, &str) {
        let found = usize::try_from(key).ok().and_then(|key| self.labels.get(key));
        found.map_or(("", ""), |(list, entry)| (list, entry))
    }
}

/// The entries of all lists, each once.
fn read(paths: &[PathBuf]) -> anyhow::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for path in paths {
        let files = super::load::list_files(path)?;
        let (_, read) = read_list(&files).map_err(anyhow::Error::msg)?;
        if read.entries.is_empty() {
            bail!(
                "{} holds no entry that could be read{}",
                path.display(),
                read.warnings.first().map(|w| format!(": {}", w.text)).unwrap_or_default()
            );
        }
        for warning in &read.warnings {
            tracing::warn!(list = %path.display(), "{}", warning.text);
        }
        entries.extend(read.entries);
    }
    let mut seen = HashSet::new();
    entries.reverse();
    entries.retain(|entry: &Entry| seen.insert((entry.list.clone(), entry.id.clone())));
    entries.reverse();
    Ok(entries)
}
