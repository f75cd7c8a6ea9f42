//! The lists that a command is given, ready to be asked.

use std::{
    collections::HashSet,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow, bail};
use pc_lookout::read_list;
use pc_name_match::{Index, IndexBuilder, Match, Query, QueryOptions};
use pc_watchlist::Entry;

/// How every snapshot begins.
const MAGIC: [u8; 8] = *b"PCNAMES\n";

/// Lists, indexed: the files together, each snapshot by itself.
pub struct Lists {
    indexes: Vec<Index>,
}

/// An entry that a query met.
pub struct Met {
    /// Short name of the list.
    pub list: String,
    /// The entry's identifier in it.
    pub entry: String,
    /// The match.
    pub found: Match,
}

impl Lists {
    /// Opens `paths`: lists in a form that can be imported, or snapshots. Two files of one list: the later form of an
    /// entry counts.
    pub fn open(paths: &[PathBuf]) -> anyhow::Result<Self> {
        let (mut indexes, mut files) = (Vec::new(), Vec::new());
        for path in paths {
            if is_snapshot(path)? {
                indexes.push(snapshot(path)?);
            } else {
                files.push(path.clone());
            }
        }
        if !files.is_empty() {
            indexes.push(index(&files)?);
        }
        Ok(Self { indexes })
    }

    /// Who meets the query, best first.
    pub fn query(&self, query: &Query, options: &QueryOptions) -> Vec<Met> {
        let mut met = Vec::new();
        for index in &self.indexes {
            for found in index.query_labelled(query, options) {
                let (list, entry) = found.label.split_once('\t').unwrap_or(("", &found.label));
                met.push(Met { list: list.to_owned(), entry: entry.to_owned(), found: found.matched });
            }
        }
        if self.indexes.len() > 1 {
            let order = |a: &Met, b: &Met| (&a.list, &a.entry).cmp(&(&b.list, &b.entry));
            met.sort_by(|a, b| b.found.score.total_cmp(&a.found.score).then_with(|| order(a, b)));
            met.truncate(options.top);
        }
        met
    }
}

/// Whether the file begins as a snapshot does, or is called one.
pub fn is_snapshot(path: &Path) -> anyhow::Result<bool> {
    if path.is_dir() {
        return Ok(false);
    }
    let mut file = fs::File::open(path).with_context(|| format!("reading {}", path.display()))?;
    let mut first = [0; 8];
    let magic = file.read_exact(&mut first).is_ok() && first == MAGIC;
    Ok(magic || path.extension().is_some_and(|e| e.eq_ignore_ascii_case("snap")))
}

fn snapshot(path: &Path) -> anyhow::Result<Index> {
    let refused = |why: String| anyhow!("{} is not used: {why}", path.display());
    let bytes = fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let index = Index::from_bytes(Arc::new(bytes)).map_err(|e| refused(e.to_string()))?;
    index.verify().map_err(|e| refused(e.to_string()))?;
    Ok(index)
}

/// The index of lists that are no snapshots.
pub fn index(paths: &[PathBuf]) -> anyhow::Result<Index> {
    let mut builder = IndexBuilder::default();
    builder.extend((0..).zip(read(paths)?).map(|(key, entry)| {
        let label = format!("{}\t{}", entry.list, entry.id);
        (pc_screening::subject(key, &entry), label)
    }));
    Ok(builder.finish())
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
