//! The watched folder: files put there are taken in, then moved beside.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::Context;
use notify::{RecursiveMode, Watcher};
use pc_store::{Actor, Audit};
use tokio::sync::Notify;

use super::Node;

/// A look is taken at least this often, whatever the file system tells.
const LOOK: Duration = Duration::from_secs(2);
/// A file is taken once it has not changed for so long.
const SETTLED: Duration = Duration::from_millis(300);

/// Takes in every file put into `dir`, until the program ends. A file is moved to `taken/` when it is on disk and
/// screened, and to `refused/` when none of it could be used (it is kept by the store all the same). Names that begin
/// with a dot or end in `.part` or `.tmp` are left alone until they are renamed.
pub fn watch(node: Arc<Node>, dir: PathBuf) -> anyhow::Result<()> {
    for sub in ["taken", "refused"] {
        let sub = dir.join(sub);
        fs::create_dir_all(&sub).with_context(|| format!("making {}", sub.display()))?;
    }
    let changed = Arc::new(Notify::new());
    let wake = changed.clone();
    let mut watcher = notify::recommended_watcher(move |_| wake.notify_one())?;
    watcher
        .watch(&dir, RecursiveMode::NonRecursive)
        .with_context(|| format!("watching {}", dir.display()))?;
    tokio::spawn(async move {
        let _watcher = watcher;
        let mut seen: HashMap<PathBuf, (u64, SystemTime)> = HashMap::new();
        loop {
            let unsettled = match look(&node, &dir, &mut seen).await {
                Ok(unsettled) => unsettled,
                Err(error) => {
                    tracing::error!(folder = %dir.display(), "the watched folder: {error:#}");
                    false
                }
            };
            let wait = if unsettled { SETTLED } else { LOOK };
            tokio::select! {
                () = changed.notified(), if !unsettled => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    });
    Ok(())
}

/// One look. Whether there are files that may still be growing.
async fn look(
    node: &Node,
    dir: &Path,
    seen: &mut HashMap<PathBuf, (u64, SystemTime)>,
) -> anyhow::Result<bool> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(dir)?.flatten().map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.sort();
    files.retain(|p| {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        !(name.starts_with('.') || name.ends_with(".part") || name.ends_with(".tmp"))
    });
    seen.retain(|path, _| files.contains(path));
    let mut unsettled = false;
    for path in files {
        let Ok(about) = fs::metadata(&path) else { continue };
        let state = (about.len(), about.modified().unwrap_or(SystemTime::UNIX_EPOCH));
        if seen.insert(path.clone(), state) != Some(state) {
            unsettled = true;
            continue;
        }
        // One file that cannot be taken must not keep the others waiting; it is tried again at the next look.
        if let Err(error) = take(node, dir, &path, state.1).await {
            tracing::error!(file = %path.display(), "not taken in, and will be tried again: {error:#}");
        }
    }
    Ok(unsettled)
}

async fn take(node: &Node, dir: &Path, path: &Path, modified: SystemTime) -> anyhow::Result<()> {
    let bytes = fs::read(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let stamp = modified.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
    // A stop between the commit and the move must not take the file twice.
    let key = format!("folder/{name}/{stamp}/{}", pc_kernel::sha256_hex(&bytes));
    let audit = Audit {
        actor: Actor::System(Cow::Borrowed("watched-folder")),
        purpose: "screening".into(),
        cause: Some(name.clone()),
        at: node.clock.now(),
    };
    let receipt = node.intake.take(bytes, &name, "folder", Some(key), audit).await?;
    let used = receipt.messages.iter().any(|m| m.message.refused.is_none());
    let target = free(&dir.join(if used { "taken" } else { "refused" }), &name);
    fs::rename(path, &target).with_context(|| format!("moving to {}", target.display()))?;
    for message in receipt.messages.iter().map(|m| &m.message) {
        if let Some(why) = &message.refused {
            tracing::warn!(file = %name, "refused: {why}");
        } else {
            tracing::info!(file = %name, people = message.persons, "taken in");
        }
    }
    Ok(())
}

/// A path in `dir` that no file has yet.
fn free(dir: &Path, name: &str) -> PathBuf {
    (0..10_000)
        .map(|n| if n == 0 { dir.join(name) } else { dir.join(format!("{name}.{n}")) })
        .find(|p| !p.exists())
        .unwrap_or_else(|| dir.join(name))
}
