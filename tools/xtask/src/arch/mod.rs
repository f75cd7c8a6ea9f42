//! The house's rules, read from `cargo metadata`: arrows between rooms, what pure crates may pull in, the size
//! of the program's graph, banned crates, and the length of files.

mod graph;
mod lines;
mod rules;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use anyhow::{Result, bail};

use crate::shell::{capture, cargo, program, root};
use graph::Graph;

const PROGRAM: &str = "portcullis";

/// The most crates the program's default graph may have.
const MOST_CRATES: usize = 400;

/// Checks everything and names each thing that is wrong.
pub fn run() -> Result<()> {
    let host = capture(program("rustc").arg("-vV"))?;
    let host = host.lines().find_map(|l| l.strip_prefix("host: ")).unwrap_or_default().to_owned();
    let text =
        capture(cargo().args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host]))?;
    let graph = Graph::read(&serde_json::from_str(&text)?)?;
    let mut wrong = rules::arrows(&graph);
    wrong.extend(rules::purity(&graph));
    // `cargo tree` resolves features as the build does; the metadata alone would count what no feature turns on.
    let tree =
        ["tree", "--locked", "-p", PROGRAM, "-e", "normal,build", "--prefix", "none", "--target", &host];
    let tree = capture(cargo().args(tree))?;
    let built: BTreeSet<String> = tree
        .lines()
        .map(|l| l.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" "))
        .filter(|l| l.contains(' '))
        .collect();
    wrong.extend(rules::program(&graph, PROGRAM, &built, MOST_CRATES));
    let (lengths, too_long) = lines::check(&root())?;
    wrong.extend(too_long);
    println!(
        "{} crates of ours, {} in the program's graph (at most {MOST_CRATES}); {lengths}",
        graph.ours().count(),
        built.len()
    );
    if wrong.is_empty() {
        return Ok(());
    }
    for line in &wrong {
        println!("  ✗ {line}");
    }
    bail!("{} rules of the house are broken (the table: CONTRIBUTING.md)", wrong.len())
}
