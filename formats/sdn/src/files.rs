use std::path::{Path, PathBuf};

/// Where the files of one edition are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SdnFiles {
    /// The subjects.
    pub sdn: PathBuf,
    /// The aliases, where the file is there.
    pub alt: Option<PathBuf>,
    /// The addresses, where the file is there.
    pub add: Option<PathBuf>,
}

/// Finds the files, given their folder or the path of `sdn.csv`; `None` when there is no `sdn.csv`.
///
/// Names are compared without regard to case, and a common prefix (`2024-sdn.csv`, `2024-alt.csv`) is allowed.
pub fn locate(path: &Path) -> Option<SdnFiles> {
    let (folder, wanted) = if path.is_dir() {
        (path.to_owned(), None)
    } else {
        (path.parent()?.to_owned(), Some(path.file_name()?.to_str()?.to_ascii_lowercase()))
    };
    let folder_to_list = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
    let mut names: Vec<String> = std::fs::read_dir(folder_to_list)
        .ok()?
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort_unstable();
    let find = |lower: &str| names.iter().find(|name| name.to_ascii_lowercase() == lower).cloned();
    let sdn = match wanted {
        Some(lower) if lower.ends_with("sdn.csv") => find(&lower)?,
        Some(_) => return None,
        None => find("sdn.csv")
            .or_else(|| names.iter().find(|n| n.to_ascii_lowercase().ends_with("sdn.csv")).cloned())?,
    };
    let lower = sdn.to_ascii_lowercase();
    let prefix = lower.strip_suffix("sdn.csv")?;
    let sister = |name: &str| find(&format!("{prefix}{name}")).map(|file| folder.join(file));
    Some(SdnFiles { alt: sister("alt.csv"), add: sister("add.csv"), sdn: folder.join(sdn) })
}
