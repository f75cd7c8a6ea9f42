//! `portcullis index`: lists made ready to be asked, as one file that can be carried elsewhere.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Instant,
};

use anyhow::{Context, bail};
use pc_journal::NodeKeys;
use zeroize::Zeroizing;

use super::lists;

/// Which lists, and into which file.
#[derive(clap::Args)]
#[command(
    after_help = "The snapshot holds the entries themselves: keep it as the lists are kept. It is the same, byte for byte, for the
same lists, and carries its own checksums. Give it to `match` and `screen` wherever a list is taken.

Examples:
  portcullis index --list ofac/ --list own.jsonl --out lists.snap
  portcullis index --list own.jsonl --out lists.snap --sign /var/lib/portcullis
  portcullis match --list lists.snap --queries travelers.csv"
)]
pub struct Args {
    /// A list: a file in any form that can be imported, or the folder of the OFAC files.
    #[arg(long, required = true, value_name = "FILE", num_args = 1..)]
    list: Vec<PathBuf>,
    /// The snapshot to write; one that is there is replaced once the new one is whole.
    #[arg(long, value_name = "FILE.snap")]
    out: PathBuf,
    /// Signs it with a node's key: the data folder of the node, or its key file. Whoever has the node's public key
    /// (`node.pub`) can then be sure of it with `--signed-by`.
    #[arg(long, value_name = "DIR")]
    sign: Option<PathBuf>,
}

/// Indexes.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    for path in &args.list {
        if lists::is_snapshot(path)? {
            bail!("{} is a snapshot already: give the lists that it was made of", path.display());
        }
    }
    let out = output(&args.out)?;
    let started = Instant::now();
    let keys = args.sign.as_deref().map(signing_key).transpose()?;
    let mut index = lists::index(&args.list)?;
    if let Some(keys) = keys {
        let signature = keys.sign_digest(lists::SIGNED_AS, &index.digest());
        index.set_seal(keys.public().key, &signature);
    }
    // Beside its place, then moved there: whoever opens it meets the old one or the new one, whole.
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = out.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&beside)?;
        file.write_all(index.bytes())?;
        file.sync_all()?;
        fs::rename(&beside, &out)
    };
    if let Err(error) = write() {
        let _ = fs::remove_file(&beside);
        return Err(error).with_context(|| format!("writing {}", args.out.display()));
    }
    println!(
        "{}: {} entries, {} bytes, in {:.1} s",
        args.out.display(),
        index.len(),
        index.bytes().len(),
        started.elapsed().as_secs_f32()
    );
    Ok(ExitCode::SUCCESS)
}

/// The file to write. It is replaced as a whole: so it must be a snapshot, or none yet.
fn output(path: &Path) -> anyhow::Result<PathBuf> {
    let shown = path.display();
    if path.as_os_str() == "-" {
        bail!("a snapshot goes into a file, not to standard output: name it");
    }
    if path.is_dir() {
        bail!("{shown} is a folder: name the file to write in it");
    }
    if !path.exists() {
        return Ok(path.to_owned());
    }
    // A link stays, and what it leads to is replaced.
    let real = path.canonicalize().with_context(|| format!("writing {shown}"))?;
    if !real.is_file() {
        bail!("{shown} is no file that could be replaced: name another");
    }
    if real.metadata()?.len() > 0 && !lists::is_snapshot(&real)? {
        bail!("{shown} is no snapshot, and may be one of the lists: name another file");
    }
    Ok(real)
}

fn signing_key(path: &Path) -> anyhow::Result<NodeKeys> {
    let path = if path.is_dir() { path.join(pc_store_sqlite::NODE_KEY) } else { path.to_owned() };
    let text = Zeroizing::new(
        fs::read_to_string(&path).with_context(|| format!("reading the node's key {}", path.display()))?,
    );
    NodeKeys::from_text(&text).with_context(|| format!("the node's key {}", path.display()))
}
