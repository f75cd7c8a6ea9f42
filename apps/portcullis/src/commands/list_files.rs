//! The list files that an argument names.

use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail};
use pc_lists::{Lines, detect, is_mapping};
use pc_lookout::RawFile;

/// The lists at `path`, each with its files: a file with those that belong to it (the other OFAC files, the mapping of a
/// CSV), or the lists of a folder. Files of a folder that are no lists are told on standard error and passed over.
pub fn files(path: &Path) -> anyhow::Result<Vec<Vec<RawFile>>> {
    if !path.is_dir() {
        return Ok(vec![with_companions(path)?.iter().map(|path| read(path)).collect::<Result<_, _>>()?]);
    }
    let context = || format!("reading the folder {}", path.display());
    let mut found: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(path).with_context(context)? {
        found.push(entry.with_context(context)?.path());
    }
    found.sort();
    let mut files = Vec::new();
    for path in found.iter().filter(|path| path.is_file()) {
        let name = name(path);
        if name.starts_with('.') || name.to_ascii_uppercase().starts_with("README") {
            continue;
        }
        let file = read(path)?;
        match detect(&file.name, &file.bytes) {
            Err(why) if !belongs(&file) => eprintln!("{}: passed over: {why}", path.display()),
            _ => files.push(file),
        }
    }
    if files.is_empty() {
        bail!("the folder {} holds no list: expected {}", path.display(), pc_lists::EXPECTED);
    }
    let told: Vec<(&str, &[u8])> = files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice())).collect();
    let groups = pc_lists::together(&told);
    let mut files: Vec<Option<RawFile>> = files.into_iter().map(Some).collect();
    let mut take = |place: usize| files.get_mut(place).and_then(Option::take);
    Ok(groups.into_iter().map(|group| group.into_iter().filter_map(&mut take).collect()).collect())
}

/// The entries of the list file at `path` one at a time, however large it is, and the name of its form.
pub fn stream(path: &Path) -> anyhow::Result<(&'static str, Lines<'static>)> {
    let files = with_companions(path)?;
    let mapping = files.iter().skip(1).find(|other| has_mapping(other)).map(|path| read(path)).transpose()?;
    let given = mapping.as_ref().map(|m| (m.name.as_str(), m.bytes.as_slice()));
    let path = path.to_owned();
    let opened = path.clone();
    let open = move || File::open(&opened).map(|file| BufReader::with_capacity(1 << 20, file));
    let (format, lines) =
        pc_lists::stream(&name(&path), given, open).with_context(|| format!("list {}", path.display()))?;
    Ok((format.name(), lines))
}

fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> anyhow::Result<RawFile> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(RawFile { name: name(path), bytes })
}

/// Parts of a list that are no list alone.
fn belongs(file: &RawFile) -> bool {
    let lower = file.name.to_ascii_lowercase();
    is_mapping(&file.name, &file.bytes) || lower.ends_with("alt.csv") || lower.ends_with("add.csv")
}

fn has_mapping(path: &Path) -> bool {
    path.is_file()
        && path.extension().is_some_and(|ending| {
            ending.eq_ignore_ascii_case("toml")
                || (ending.eq_ignore_ascii_case("json")
                    && std::fs::read(path).is_ok_and(|bytes| is_mapping(&name(path), &bytes)))
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
