//! The console: its packages, and its built form that the program embeds.

use std::{fs, path::PathBuf};

use anyhow::Result;

use crate::node::Node;
use crate::shell::{newest, root, run, step};

fn folder() -> PathBuf {
    root().join("ui")
}

/// Whether there is a console in this tree at all.
pub fn exists() -> bool {
    folder().join("package.json").is_file()
}

/// `npm ci`, unless what is installed is what the lock file asks for.
pub fn packages(node: &Node) -> Result<()> {
    let lock = newest(&[folder().join("package-lock.json")]);
    let installed = newest(&[folder().join("node_modules/.package-lock.json")]);
    if installed.is_some() && installed >= lock {
        return Ok(());
    }
    step("the console's packages (npm ci)", || {
        run(node.npm(&["ci", "--no-fund", "--no-audit", "--loglevel=error"]).env("NO_UPDATE_NOTIFIER", "1"))
    })
}

/// Whether the built console is missing or older than its sources.
pub fn is_stale() -> bool {
    let names = ["src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json"];
    let sources: Vec<PathBuf> = names.iter().map(|n| folder().join(n)).collect();
    let built = newest(&[folder().join("dist/index.html")]);
    built.is_none() || built < newest(&sources) || is_placeholder()
}

const PLACEHOLDER: &str = "<!doctype html><title>Portcullis</title><p>The console is not built.</p>\n";

fn is_placeholder() -> bool {
    fs::read_to_string(folder().join("dist/index.html")).is_ok_and(|text| text == PLACEHOLDER)
}

/// Gives the program something to embed where the console is not built.
pub fn placeholder() -> Result<()> {
    let dist = folder().join("dist");
    if !dist.join("index.html").is_file() {
        fs::create_dir_all(&dist)?;
        fs::write(dist.join("index.html"), PLACEHOLDER)?;
    }
    Ok(())
}

/// Brings Node and packages and builds, where needed.
pub fn build() -> Result<()> {
    let node = Node::ready()?;
    packages(&node)?;
    step("the console (npm run build)", || run(&mut node.npm(&["run", "--silent", "build"])))
}
