use std::collections::HashMap;

use anyhow::{Context, Result};
use serde_json::Value;

/// What a dependency is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Part of the program.
    Normal,
    /// Part of building it.
    Build,
    /// For tests only.
    Dev,
}

/// One package.
#[derive(Debug, Default, Clone)]
pub struct Package {
    /// Its name.
    pub name: String,
    /// Folder in the workspace, `/` between its parts; `None` for crates from outside.
    pub folder: Option<String>,
    /// What it depends on, by id.
    pub needs: Vec<(String, Kind)>,
}

/// The packages by id.
#[derive(Debug, Default)]
pub struct Graph {
    pub packages: HashMap<String, Package>,
}

impl Graph {
    /// From `cargo metadata --format-version 1`.
    pub fn read(metadata: &Value) -> Result<Self> {
        let root = metadata["workspace_root"].as_str().context("workspace_root")?;
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        let mut packages = HashMap::new();
        for package in metadata["packages"].as_array().context("packages")? {
            let manifest = text(&package["manifest_path"]);
            let inside = manifest.strip_prefix(root).filter(|_| package["source"].is_null());
            let folder = inside
                .map(|p| p.replace('\\', "/").trim_matches('/').trim_end_matches("/Cargo.toml").to_owned());
            let name = text(&package["name"]);
            packages.insert(text(&package["id"]), Package { name, folder, needs: Vec::new() });
        }
        for node in metadata["resolve"]["nodes"].as_array().context("resolve")? {
            let mut needs = Vec::new();
            for dep in node["deps"].as_array().into_iter().flatten() {
                for kind in dep["dep_kinds"].as_array().into_iter().flatten() {
                    let kind = match kind["kind"].as_str() {
                        Some("dev") => Kind::Dev,
                        Some("build") => Kind::Build,
                        _ => Kind::Normal,
                    };
                    needs.push((text(&dep["pkg"]), kind));
                }
            }
            needs.sort();
            needs.dedup();
            if let Some(package) = packages.get_mut(node["id"].as_str().unwrap_or_default()) {
                package.needs = needs;
            }
        }
        Ok(Self { packages })
    }

    /// Our own packages.
    pub fn ours(&self) -> impl Iterator<Item = &Package> {
        let mut ours: Vec<&Package> = self.packages.values().filter(|p| p.folder.is_some()).collect();
        ours.sort_by(|a, b| a.folder.cmp(&b.folder));
        ours.into_iter()
    }

    /// How `name` comes to need `wanted`: the names on the way, both ends included.
    pub fn path(&self, name: &str, wanted: &str) -> Option<Vec<&str>> {
        let (start, _) = self.packages.iter().find(|(_, p)| p.name == name && p.folder.is_some())?;
        let mut from: HashMap<&str, &str> = HashMap::new();
        let mut open = std::collections::VecDeque::from([start.as_str()]);
        while let Some(id) = open.pop_front() {
            let package = self.packages.get(id)?;
            if package.name == wanted && id != start {
                let mut way = vec![package.name.as_str()];
                let mut at = id;
                while let Some(before) = from.get(at).filter(|_| at != start) {
                    at = before;
                    way.push(&self.packages[at].name);
                }
                way.reverse();
                return Some(way);
            }
            for (to, kind) in &package.needs {
                if *kind == Kind::Normal && to != start && !from.contains_key(to.as_str()) {
                    from.insert(to, id);
                    open.push_back(to);
                }
            }
        }
        None
    }
}
