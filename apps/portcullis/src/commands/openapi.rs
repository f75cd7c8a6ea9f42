//! `portcullis openapi`.

use std::{io::Write, process::ExitCode, sync::Arc};

use pc_kernel::{SystemClock, SystemRng};

use crate::node::{KINDS, Node};

/// Prints the API's description.
pub fn run() -> anyhow::Result<ExitCode> {
    let store = pc_store_memory::MemoryStore::open(&KINDS);
    let node = Node::new(store, Arc::new(SystemClock), Arc::new(SystemRng), "openapi", 0.7)?;
    let (_, document) = node.app(false);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", document.to_pretty_json()?)?;
    Ok(ExitCode::SUCCESS)
}
