//! A browser for the browser tests: Debian's Chromium.

use std::{env, path::PathBuf};

use anyhow::{Result, bail};

use crate::shell::{apt_install, can_apt, on_path, step};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Where one is, if there is one.
fn find() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|p| p.is_file());
    named.or_else(|| NAMES.iter().find_map(|name| on_path(name)))
}

/// Finds or brings one.
pub fn ready() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if can_apt() {
        step("Chromium and fonts (apt-get install)", || {
            apt_install(&["chromium", "fonts-noto-core", "fonts-noto-cjk"])
        })?;
        if let Some(found) = find() {
            return Ok(found);
        }
    }
    bail!(
        "no Chromium here. On Debian: apt-get install chromium fonts-noto-core fonts-noto-cjk; elsewhere install \
         Chromium or Chrome and name it in CHROMIUM"
    )
}
