//! `portcullis demo`.

use std::{borrow::Cow, net::SocketAddr, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use anyhow::Context;
use jiff::Timestamp;
use pc_access::Role;
use pc_demo_data::{Agency, DEFAULT_SEED, HOME_PORTS, Size, TimedMessage};
use pc_identity::{NewAccount, Password};
use pc_lookout::RawFile;
use pc_store::{Actor, Audit};
use serde::Serialize;

use super::serve::{bind, listen};
use crate::node::{self, Node};

/// How to show.
#[derive(clap::Args)]
pub struct Args {
    /// Port on this machine; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The data folder; a fresh one among the temporary files when it is not given.
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Where to write address and accounts as JSON once the page is usable.
    #[arg(long, value_name = "FILE")]
    credentials_file: Option<PathBuf>,
    /// Takes every message in at once instead of letting the day go on.
    #[arg(long)]
    all_at_once: bool,
    /// Seconds between two messages of the day that goes on.
    #[arg(long, default_value_t = 4.0, value_name = "SECONDS")]
    pace: f32,
}

#[derive(Serialize)]
struct Credentials {
    url: String,
    data: PathBuf,
    users: Vec<User>,
}

#[derive(Serialize)]
struct User {
    name: &'static str,
    password: String,
    roles: Vec<&'static str>,
}

/// The demonstration's accounts: everybody's own, and one that has the roles of a whole shift.
const USERS: [(&str, &str, &[Role]); 6] = [
    ("shift", "Shift of one", &[Role::Analyst, Role::Supervisor, Role::ListManager]),
    ("analyst", "An analyst", &[Role::Analyst]),
    ("officer", "An officer", &[Role::Officer]),
    ("lists", "A list manager", &[Role::ListManager]),
    ("auditor", "An auditor", &[Role::Auditor]),
    ("admin", "An administrator", &[Role::Administrator]),
];

/// Shows.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let temporary = args.data.is_none();
    let dir = args
        .data
        .unwrap_or_else(|| std::env::temp_dir().join(format!("portcullis-demo-{}", std::process::id())));
    if dir.join("portcullis.db").exists() {
        anyhow::bail!("{} holds data already: a demonstration begins with an empty folder", dir.display());
    }
    let (address, listener) = bind(SocketAddr::from(([127, 0, 0, 1], args.port)))?;
    let node = node::open(&dir, node::DEFAULT_THRESHOLD)?;
    let now = node.clock.now();
    let agency = Agency::generate(DEFAULT_SEED, now, Size::Demo);
    let users = accounts(&node).await?;
    prepare(&node, &agency).await?;
    node.start_background();

    let mut past = agency.messages;
    let coming = past.split_off(past.partition_point(|m| m.at <= now));
    let url = format!("http://{address}/");
    let feeder = node.clone();
    let (all, pace) = (args.all_at_once, Duration::from_secs_f32(args.pace.clamp(0.01, 3600.0)));
    let feed = tokio::spawn(async move { feed(&feeder, past, coming, all, pace).await });

    let credentials = Credentials { url: url.clone(), data: dir.clone(), users };
    println!("\nPortcullis shows a synthetic agency at  {url}\n");
    println!("  {:<10} {:<28} roles", "name", "password");
    for user in &credentials.users {
        println!("  {:<10} {:<28} {}", user.name, user.password, user.roles.join(", "));
    }
    println!(
        "\nData folder: {} (removed at the end: {})",
        dir.display(),
        if temporary { "yes" } else { "no" }
    );
    println!("Ctrl-C ends it.");
    if args.all_at_once {
        feed.await.context("taking the messages in")??;
    }
    if let Some(file) = &args.credentials_file {
        // Written whole and then named, so that whoever waits for it never reads half of it.
        let part = file.with_extension("part");
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        std::io::Write::write_all(&mut options.open(&part)?, &serde_json::to_vec_pretty(&credentials)?)?;
        std::fs::rename(&part, file).with_context(|| format!("writing {}", file.display()))?;
    }
    listen(node, listener, None).await?;
    if temporary {
        let _ = std::fs::remove_dir_all(&dir);
    }
    Ok(ExitCode::SUCCESS)
}

async fn accounts(node: &Node) -> anyhow::Result<Vec<User>> {
    let mut users = Vec::new();
    for (name, display, roles) in USERS {
        // Made at each start, shown once on this terminal: no password stands in the program.
        let text = format!("{:016x}", node.rng.next_u64());
        let password = Password::new(name, &text).map_err(|e| anyhow::anyhow!("a made password {e}"))?;
        let rng = node.rng.clone();
        let hashed = tokio::task::spawn_blocking(move || password.hash(rng.as_ref())).await?;
        let new = NewAccount {
            name: name.to_owned(),
            display: display.to_owned(),
            roles: roles.to_vec(),
            password: hashed,
        };
        node.web.identity.create_account(new, audit(node.clock.now())).await?;
        users.push(User { name, password: text, roles: roles.iter().map(|role| role.as_str()).collect() });
    }
    Ok(users)
}

async fn prepare(node: &Node, agency: &Agency) -> anyhow::Result<()> {
    let at = agency.messages.first().map_or(agency.now, |m| m.at.min(agency.now));
    let ports: Vec<String> = HOME_PORTS.iter().map(|(port, _)| port.code.to_owned()).collect();
    node.set_ports(&ports, audit(at)).await?;
    let file = RawFile::held("watchlist.jsonl", agency.watchlist().into_bytes());
    node.importer.import(vec![file], Some("Synthetic watchlist".to_owned()), audit(at)).await?;
    node.refresh().await?;
    let rows = node::schedule_rows(&agency.schedule_csv())?;
    node.schedule(&rows, audit(at)).await?;
    Ok(())
}

/// Takes in what has come by now under its own time, then lets the day go on.
async fn feed(
    node: &Arc<Node>,
    past: Vec<TimedMessage>,
    coming: Vec<TimedMessage>,
    all: bool,
    pace: Duration,
) -> anyhow::Result<()> {
    for message in past {
        take(node, &message, message.at).await?;
    }
    for message in coming {
        if !all {
            tokio::time::sleep(pace).await;
        }
        take(node, &message, node.clock.now()).await?;
    }
    Ok(())
}

async fn take(node: &Node, message: &TimedMessage, at: Timestamp) -> anyhow::Result<()> {
    node.intake.take(message.bytes.clone(), &message.file_name, "folder", None, audit(at)).await?;
    Ok(())
}

fn audit(at: Timestamp) -> Audit {
    Audit { actor: Actor::System(Cow::Borrowed("demo")), purpose: "demonstration".into(), cause: None, at }
}
