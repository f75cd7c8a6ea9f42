//! `portcullis erase`.

use std::{borrow::Cow, path::PathBuf, process::ExitCode};

use anyhow::Context;
use pc_store::{Actor, Audit, Subject};
use uuid::Uuid;

use crate::node;

/// What to destroy.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder; no node may be running on it.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
    /// Retention class: `advance-information`, `lookout` or `account` (with its sessions and what was noted of it; who
    /// did what stays in the journal).
    #[arg(long)]
    class: String,
    /// The traveler, transmission, entry or account.
    #[arg(long, value_name = "UUID")]
    subject: Uuid,
    /// Why: kept in the journal.
    #[arg(long)]
    reason: String,
}

/// Destroys the subject's keys and records.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let node = node::open(&args.data, 0.7)?;
    let audit = Audit {
        actor: Actor::System(Cow::Borrowed("command-line")),
        purpose: "erasure".into(),
        cause: Some(args.reason),
        at: node.clock.now(),
    };
    let subject = Subject { class: Cow::Owned(args.class), id: args.subject };
    let commit = node.store.destroy(&subject, audit).await.context("destroying the keys")?;
    println!("Done: journal entry {} tells of it, and the chain still verifies.", commit.sequence);
    Ok(ExitCode::SUCCESS)
}
