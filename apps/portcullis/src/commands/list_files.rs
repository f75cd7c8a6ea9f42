//! The list files that an argument names.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use pc_lists::{Lines, detect, is_mapping};
use pc_lookout::{Content, RawFile};

/// The lists at `path`, each with its files: a file with those that belong to it (the other OFAC files, the mapping of a
/// CSV), or the lists of a folder. Files of a folder that are no lists are told on standard error and passed over.
pub fn files(path: &Path) -> anyhow::Result<Vec<Vec<RawFile>>> {
    if !path.is_dir() {
        return Ok(vec![with_companions(path)?.iter().map(|path| kept(path)).collect()]);
    }
    let mut files = Vec::new();
    for path in &within(path)? {
        if super::lists::is_snapshot(path)? {
            continue;
        }
        let file = kept(path);
        let head = file.head().with_context(|| format!("reading {}", path.display()))?;
        match detect(&file.name, &head) {
            Err(why) if !belongs(&file.name, &head) => eprintln!("{}: passed over: {why}", path.display()),
            _ => files.push((file, head)),
        }
    }
    if files.is_empty() {
        bail!("the folder {} holds no list: expected {}", path.display(), pc_lists::EXPECTED);
    }
    let told: Vec<(&str, &[u8])> = files.iter().map(|(f, head)| (f.name.as_str(), head.as_slice())).collect();
    let groups = pc_lists::together(&told);
    let mut files: Vec<Option<RawFile>> = files.into_iter().map(|(file, _)| Some(file)).collect();
    let mut take = |place: usize| files.get_mut(place).and_then(Option::take);
    Ok(groups.into_iter().map(|group| group.into_iter().filter_map(&mut take).collect()).collect())
}

/// The files of a folder that may be lists or snapshots.
pub fn within(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let context = || format!("reading the folder {}", path.display());
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).with_context(context)? {
        found.push(entry.with_context(context)?.path());
    }
    found.retain(|path| {
        let name = name(path);
        path.is_file() && !name.starts_with('.') && !name.to_ascii_uppercase().starts_with("README")
    });
    found.sort();
    Ok(found)
}

/// The entries of the list file at `path` one at a time, however large it is.
pub fn stream(path: &Path) -> anyhow::Result<Lines<'static>> {
    let files = with_companions(path)?;
    let mapping = files.iter().skip(1).find(|other| has_mapping(other));
    let mapping = mapping
        .map(|other| {
            let bytes = std::fs::read(other).with_context(|| format!("reading {}", other.display()))?;
            anyhow::Ok((name(other), bytes))
        })
        .transpose()?;
    let given = mapping.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    let content = OnDisk(path.to_owned());
    let read = pc_lists::stream(&name(path), given, move || content.open())
        .with_context(|| format!("list {}", path.display()))?;
    Ok(read.lines)
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A file that is read where it is.
struct OnDisk(PathBuf);

impl Content for OnDisk {
    fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(Box::new(BufReader::with_capacity(1 << 20, File::open(&self.0)?)))
    }
}

fn kept(path: &Path) -> RawFile {
    RawFile::kept(name(path), OnDisk(path.to_owned()))
}

/// Parts of a list that are no list alone.
fn belongs(name: &str, head: &[u8]) -> bool {
    let lower = name.to_ascii_lowercase();
    is_mapping(name, head) || lower.ends_with("alt.csv") || lower.ends_with("add.csv")
}

fn has_mapping(path: &Path) -> bool {
    path.is_file()
        && path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("toml")
                || (ending.eq_ignore_ascii_case("json")
                    && kept(path).head().is_ok_and(|head| is_mapping(&name(path), &head)))
        })
}

fn with_companions(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_file() {
        bail!("{} is neither a file nor a folder", path.display());
    }
    if let Some(found) = pc_sdn::locate(path) {
        return Ok([Some(found.sdn), found.alt, found.add].into_iter().flatten().collect());
    }
    let csv =
        path.extension().is_some_and(|e| e.eq_ignore_ascii_case("csv") || e.eq_ignore_ascii_case("tsv"));
    let mut files = vec![path.to_owned()];
    if csv {
        let endings = ["map.toml", "toml", "map.json", "json"];
        files.extend(
            endings.iter().map(|ending| path.with_extension(ending)).find(|other| has_mapping(other)),
        );
    }
    Ok(files)
}
