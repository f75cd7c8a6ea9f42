//! `portcullis load`.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, bail};
use pc_lookout::RawFile;
use pc_store::{Actor, Audit};

use crate::node::{self, Node};

/// What to load, in this order: ports, lists, schedule, messages.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  portcullis load --data DIR --ports VNO,KUN --list ofac/ --list own.jsonl
  portcullis load --data DIR --schedule schedule.csv --message inbox/")]
pub struct Args {
    /// The data folder; made when it is not there. No node may be running on it.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// IATA codes of this agency's ports, separated by commas.
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    ports: Vec<String>,
    /// A list in any form that docs/formats/lists.md names, or a folder of lists.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    list: Vec<PathBuf>,
    /// A schedule: CSV with the header carrier,number,from,to,departure,arrival (local times).
    #[arg(long, value_name = "FILE")]
    schedule: Option<PathBuf>,
    /// Messages: files, or folders that are walked.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    message: Vec<PathBuf>,
}

/// Loads.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    if args.ports.is_empty() && args.list.is_empty() && args.schedule.is_none() && args.message.is_empty() {
        bail!("nothing to load: give --ports, --list, --schedule or --message");
    }
    let node = node::open(&args.data, node::DEFAULT_THRESHOLD)?;
    if !args.ports.is_empty() {
        node.set_ports(&args.ports, audit(&node, "ports")).await?;
        println!("Ports: {}", args.ports.join(", "));
    }
    for path in &args.list {
        list(&node, path).await?;
    }
    node.refresh().await?;
    if let Some(path) = &args.schedule {
        let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
        let rows = node::schedule_rows(&text).with_context(|| format!("reading {}", path.display()))?;
        let outcome = node.schedule(&rows, audit(&node, &path.display().to_string())).await?;
        println!(
            "Schedule: {} new, {} changed, {} as before",
            outcome.created, outcome.updated, outcome.unchanged
        );
    }
    let mut refused = 0;
    for path in super::screen::walk(&args.message)? {
        let bytes = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let receipt = node.intake.take(bytes, &name, "command-line", None, audit(&node, &name)).await?;
        for message in receipt.messages.iter().map(|m| &m.message) {
            match &message.refused {
                Some(why) => {
                    refused += 1;
                    println!("{name}: refused: {why}");
                }
                None => println!(
                    "{name}: {} {} people: {} new, {} changed, {} dropped, {} as before",
                    message.kind,
                    message.persons,
                    message.added,
                    message.changed,
                    message.dropped,
                    message.unchanged
                ),
            }
        }
    }
    node.store.checkpoint(node.clock.now()).await?;
    Ok(ExitCode::from(u8::from(refused > 0)))
}

async fn list(node: &Node, path: &Path) -> anyhow::Result<()> {
    for files in super::list_files::files(path)? {
        import(node, path, files).await?;
    }
    Ok(())
}

async fn import(node: &Node, path: &Path, files: Vec<RawFile>) -> anyhow::Result<()> {
    let import = node
        .importer
        .import(files, None, audit(node, &path.display().to_string()))
        .await
        .with_context(|| format!("list {}", path.display()))?;
    let c = import.counts;
    println!(
        "{}: {} added, {} changed, {} removed, {} as before, {} warnings",
        import.list_name, c.added, c.changed, c.removed, c.unchanged, c.warnings
    );
    for warning in import.warnings.iter().take(10) {
        println!("  {}", warning.text);
    }
    Ok(())
}

fn audit(node: &Node, cause: &str) -> Audit {
    Audit {
        actor: Actor::System(Cow::Borrowed("command-line")),
        purpose: "administration".into(),
        cause: Some(cause.to_owned()),
        at: node.clock.now(),
    }
}
