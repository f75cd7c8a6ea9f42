//! The key file: made at the first start, mode 0600, never replaced.

use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::{self, Write},
    path::Path,
};

use pc_journal::NodeKeys;
use pc_kernel::Rng;
use zeroize::Zeroizing;

use crate::{DATABASE, NODE_KEY, NODE_PUBLIC, OpenError};

/// Makes the data folder, for its owner alone.
pub(crate) fn make_dir(dir: &Path) -> Result<(), OpenError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(OpenError::io(format!("making the data folder {}", dir.display())))
}

/// Reads the node's keys, or makes them where there is no database yet.
pub(crate) fn load_or_make(dir: &Path, rng: &dyn Rng) -> Result<NodeKeys, OpenError> {
    let path = dir.join(NODE_KEY);
    let keys = match fs::read_to_string(&path) {
        Ok(text) => {
            let text = Zeroizing::new(text);
            warn_if_open(&path);
            NodeKeys::from_text(&text).map_err(|source| OpenError::Keys {
                context: format!("reading {}", path.display()),
                source,
            })?
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if dir.join(DATABASE).exists() {
                return Err(OpenError::KeyFileMissing(path));
            }
            let keys = NodeKeys::generate(rng);
            write(dir, NODE_KEY, keys.to_text().as_bytes(), true)?;
            keys
        }
        Err(error) => return Err(OpenError::io(format!("reading {}", path.display()))(error)),
    };
    if !dir.join(NODE_PUBLIC).exists() {
        write(dir, NODE_PUBLIC, keys.public().to_text().as_bytes(), false)?;
    }
    Ok(keys)
}

/// Writes a file whole: beside its place, flushed, then renamed, then the folder flushed.
fn write(dir: &Path, name: &str, bytes: &[u8], secret: bool) -> Result<(), OpenError> {
    let beside = dir.join(format!("{name}.new"));
    let work = || -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
        let mut file = options.open(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&beside, dir.join(name))?;
        File::open(dir)?.sync_all()
    };
    work().map_err(OpenError::io(format!("writing {}", dir.join(name).display())))
}

fn warn_if_open(path: &Path) {
    #[cfg(unix)]
    if let Ok(about) = fs::metadata(path) {
        use std::os::unix::fs::PermissionsExt;
        if about.permissions().mode() & 0o077 != 0 {
            tracing::warn!(path = %path.display(), "the node's key file can be read by others than its owner");
        }
    }
    #[cfg(not(unix))]
    let _ = path;
}
