use std::{fs, path::Path};

use anyhow::Result;

/// A file longer than this is refused (400 is long).
const MOST_LINES: usize = 800;

const ROOMS: [&str; 8] = ["formats", "engines", "platform", "domains", "adapters", "apps", "tests", "tools"];

/// The lengths in words, and every source file that is too long.
pub fn check(root: &Path) -> Result<(String, Vec<String>)> {
    let mut lengths = Vec::new();
    for room in ROOMS.iter().chain(&["ui/src", "ui/e2e", "fuzz"]) {
        walk(&root.join(room), root, &mut lengths)?;
    }
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).map_or(0, |(n, _)| *n);
    let longest = lengths.last().map_or(String::new(), |(n, file)| format!("the longest {n} ({file})"));
    let too_long = lengths
        .iter()
        .filter(|(n, _)| *n > MOST_LINES)
        .map(|(n, file)| format!("{file} has {n} lines, at most {MOST_LINES} are allowed"))
        .collect();
    Ok((format!("{} files, median {median} lines, {longest}", lengths.len()), too_long))
}

fn walk(folder: &Path, root: &Path, lengths: &mut Vec<(usize, String)>) -> Result<()> {
    let Ok(entries) = folder.read_dir() else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !["target", "node_modules", "dist"].contains(&name.as_ref()) {
                walk(&path, root, lengths)?;
            }
            continue;
        }
        // Type declarations are generated from the API description.
        let source = [".rs", ".ts", ".tsx"].iter().any(|end| name.ends_with(end)) && !name.ends_with(".d.ts");
        if source {
            let file = path.strip_prefix(root).unwrap_or(&path).display().to_string();
            lengths.push((fs::read_to_string(&path)?.lines().count(), file));
        }
    }
    Ok(())
}
