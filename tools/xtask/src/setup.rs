//! What building and testing need of the machine.

use anyhow::{Result, bail};

use crate::shell::{self, apt_install, can_apt, cargo, on_path, program, step, succeeds};
use crate::{chromium, node::Node, ui};

/// Options of `setup`.
#[derive(clap::Args)]
pub struct Options {
    /// Also install cargo-nextest (several minutes)
    #[arg(long)]
    nextest: bool,
}

/// Brings everything.
pub fn run(options: &Options) -> Result<()> {
    compiler()?;
    let node = Node::ready()?;
    println!("  Node {}", node.describe());
    if ui::exists() {
        ui::packages(&node)?;
    }
    println!("  Chromium {}", chromium::ready()?.display());
    if options.nextest && !has_nextest() {
        step("cargo-nextest", || shell::run(cargo().args(["install", "cargo-nextest", "--locked"])))?;
    }
    Ok(())
}

/// Whether the faster test runner is here.
pub fn has_nextest() -> bool {
    succeeds(cargo().args(["nextest", "--version"]))
}

/// A C compiler: SQLite and the cryptography are C.
pub fn compiler() -> Result<()> {
    let here = ["cc", "gcc", "clang"].iter().any(|name| on_path(name).is_some());
    if here && succeeds(program("cc").arg("--version")) {
        return Ok(());
    }
    if can_apt() {
        return step("a C compiler (apt-get install)", || apt_install(&["gcc", "libc6-dev"]));
    }
    bail!(
        "no C compiler `cc` here: SQLite and the cryptography need one. On Debian: apt-get install gcc libc6-dev"
    )
}
