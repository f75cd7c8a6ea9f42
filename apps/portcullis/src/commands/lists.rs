//! The lists that a command is given, ready to be asked.

use std::{
    collections::{
        HashMap, HashSet,
        hash_map::Entry::{Occupied, Vacant},
    },
    fs,
    hash::{BuildHasher, RandomState},
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow, bail};
use pc_journal::PublicKey;
use pc_lookout::read_list;
use pc_name_match::{Index, IndexBuilder, Match, OpenError, Query, QueryOptions};
use pc_watchlist::Entry;

use super::list_files;

/// How every snapshot begins.
const MAGIC: [u8; 8] = *b"PCNAMES\n";
/// What a signature of a snapshot is of.
pub const SIGNED_AS: &str = "index of names";
/// Snapshots up to so many bytes are checked whole before anything is answered.
const CHECKED_FIRST: usize = 256 << 20;

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
    /// Opens `paths`: lists in a form that can be imported, snapshots, or folders of these.
    /// `signed_by` is the public key file of the node that snapshots must be signed by.
    pub fn open(paths: &[PathBuf], signed_by: Option<&Path>) -> anyhow::Result<Self> {
        let key = signed_by.map(public_key).transpose()?;
        let (mut indexes, mut files) = (Vec::new(), Vec::new());
        for path in paths {
            if is_snapshot(path)? {
                indexes.push(snapshot(path, key.as_ref())?);
                continue;
            }
            let (snapshots, others) = within(path)?;
            for path in &snapshots {
                indexes.push(snapshot(path, key.as_ref())?);
            }
            if others || snapshots.is_empty() {
                files.push(path.clone());
            }
        }
        if !files.is_empty() {
            indexes.push(index(&files)?);
        }
        Ok(Self { indexes })
    }

    /// Who meets any of these queries, best first.
    pub fn query(&self, queries: &[Query], options: &QueryOptions) -> Vec<Met> {
        let mut met = Vec::new();
        for (index, query) in
            self.indexes.iter().flat_map(|index| queries.iter().map(move |query| (index, query)))
        {
            for found in index.query_labelled(query, options) {
                let (list, entry) = found.label.split_once('\t').unwrap_or(("", &found.label));
                met.push(Met { list: list.to_owned(), entry: entry.to_owned(), found: found.matched });
            }
        }
        if self.indexes.len() * queries.len() > 1 {
            let order = |a: &Met, b: &Met| (&a.list, &a.entry).cmp(&(&b.list, &b.entry));
            met.sort_by(|a, b| b.found.score.total_cmp(&a.found.score).then_with(|| order(a, b)));
            // The same entry in two of them, or met by two queries, is one.
            let mut seen = HashSet::new();
            met.retain(|met| seen.insert((met.list.clone(), met.entry.clone())));
            met.truncate(options.top);
        }
        met
    }
}

/// The snapshots in a folder, and whether it holds other files that may be lists; nothing of what is no folder.
fn within(path: &Path) -> anyhow::Result<(Vec<PathBuf>, bool)> {
    if !path.is_dir() {
        return Ok((Vec::new(), true));
    }
    let files = list_files::within(path)?;
    let (snapshots, others): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|path| is_snapshot(path).unwrap_or(false));
    Ok((snapshots, !others.is_empty()))
}

fn public_key(path: &Path) -> anyhow::Result<PublicKey> {
    if path.is_dir() {
        bail!("{} is a folder: give the public key in it (node.pub)", path.display());
    }
    let text =
        fs::read_to_string(path).with_context(|| format!("reading the public key {}", path.display()))?;
    PublicKey::from_text(&text).with_context(|| format!("the public key {}", path.display()))
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

fn snapshot(path: &Path, signed_by: Option<&PublicKey>) -> anyhow::Result<Index> {
    let refused = |why: OpenError| anyhow!("{} is not used: {why}", path.display());
    let file = pc_mapped_file::open(path).with_context(|| format!("reading {}", path.display()))?;
    let file = Arc::new(file);
    let index = Index::from_bytes(file.clone()).map_err(refused)?;
    if let Some(key) = signed_by {
        let unsigned = || {
            anyhow!(
                "{} is not used: it is not signed: make it with `portcullis index --sign DIR`",
                path.display()
            )
        };
        let (signer, signature) = index.seal().ok_or_else(unsigned)?;
        if signer != key.key || !key.verify_digest(SIGNED_AS, &index.digest(), signature) {
            return Err(refused(OpenError::Signature));
        }
    }
    if index.bytes().len() <= CHECKED_FIRST {
        index.verify().map_err(refused)?;
        return Ok(index);
    }
    // A large one answers while it is checked; where it is damaged, all ends at once, and not well.
    let copy = Index::from_bytes(file).map_err(refused)?;
    let path = path.to_owned();
    std::thread::spawn(move || {
        if let Err(why) = copy.verify() {
            eprintln!(
                "portcullis: {} is damaged, and what was answered from it is not to be used: {why}",
                path.display()
            );
            std::process::exit(2);
        }
    });
    Ok(index)
}

/// The index of lists that are no snapshots. Files of many entries are read as they go: they need no memory for
/// themselves. An entry that stands in two files is one; where it is not the same there, that is refused: lists of one name
/// may be two lists.
pub fn index(paths: &[PathBuf]) -> anyhow::Result<Index> {
    let mut sources = Vec::new();
    for path in paths {
        sources.extend(source(path)?.into_iter().map(|entries| entries.map(move |entry| (path, entry))));
    }
    let mut failed = None;
    let mut seen: HashMap<u64, (u32, &Path)> = HashMap::new();
    let hasher = RandomState::new();
    let mut builder = IndexBuilder::default();
    let fresh = sources.into_iter().flatten().map_while(|(path, entry)| {
        let entry = entry.map_err(|why| failed = Some(why)).ok()?;
        let says = hasher.hash_one((&entry.names, &entry.births)) as u32;
        match seen.entry(hasher.hash_one((&entry.list, &entry.id))) {
            Vacant(place) => {
                place.insert((says, path.as_path()));
                Some(Some(entry))
            }
            Occupied(known) => {
                let (known, first) = *known.get();
                if known != says && first != path.as_path() {
                    failed = Some(anyhow!(
                        "entry {} of the list {} stands in {} and, otherwise, in {}: where these are two lists, give one \
                         another file name, or a mapping with its name (list = \"…\")",
                        entry.id,
                        entry.list,
                        first.display(),
                        path.display()
                    ));
                    return None;
                }
                if known != says {
                    let file = path.display();
                    eprintln!("{file}: warning: entry {} of {} stands twice; the first counts", entry.id, entry.list);
                }
                Some(None)
            }
        }
    });
    builder.extend((0..).zip(fresh.flatten()).map(|(key, entry)| {
        let label = format!("{}\t{}", entry.list, entry.id);
        (pc_screening::subject(key, &entry), label)
    }));
    if let Some(why) = failed {
        return Err(why);
    }
    if builder.is_empty() {
        bail!("the lists hold no entry that could be read");
    }
    Ok(builder.finish())
}

type Entries = Box<dyn Iterator<Item = anyhow::Result<Entry>>>;

/// The entries of the lists at a path.
fn source(path: &Path) -> anyhow::Result<Vec<Entries>> {
    if path.is_file() && pc_sdn::locate(path).is_none() {
        let lines = list_files::stream(path)?;
        let path = path.to_owned();
        let entries = lines.filter_map(move |line| match line {
            Ok(line) => {
                for warning in &line.warnings {
                    tracing::warn!(list = %path.display(), "{}", warning.text);
                }
                line.entry.map(Ok)
            }
            Err(why) => Some(Err(anyhow!("reading {}: {why}", path.display()))),
        });
        return Ok(vec![Box::new(entries)]);
    }
    let mut all: Vec<Entries> = Vec::new();
    for files in list_files::files(path)? {
        let (_, read) = read_list(&files)
            .map_err(anyhow::Error::msg)
            .with_context(|| format!("list {}", path.display()))?;
        for warning in &read.warnings {
            tracing::warn!(list = %path.display(), "{}", warning.text);
        }
        if read.entries.is_empty() {
            bail!(
                "{} holds no entry that could be read{}",
                path.display(),
                read.warnings.first().map(|w| format!(": {}", w.text)).unwrap_or_default()
            );
        }
        all.push(Box::new(read.entries.into_iter().map(Ok)));
    }
    Ok(all)
}
