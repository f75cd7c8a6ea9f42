//! Running other programs, and saying what is going on.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Context, Result, bail};

/// The root of the workspace.
pub fn root() -> PathBuf {
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.ancestors().nth(2).map_or_else(|| here.clone(), Path::to_path_buf)
}

/// A cargo command in the root.
pub fn cargo() -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// A program in the root.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

fn shown(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let args = command.get_args().map(OsStr::to_string_lossy);
    std::iter::once(name).chain(args).collect::<Vec<_>>().join(" ")
}

/// Runs to the end; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs to the end and gives its standard output; its standard error passes through.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    if !output.status.success() {
        bail!("`{}` failed ({})", shown(command), output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether it starts and succeeds, without a word.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// Runs to the end, showing and keeping all it says: `(succeeded, said)`.
pub fn tee(command: &mut Command) -> Result<(bool, String)> {
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start `{}`", shown(command)))?;
    let said = Arc::new(Mutex::new(String::new()));
    let copies = [child.stdout.take().map(boxed), child.stderr.take().map(boxed)];
    let copies: Vec<_> = copies
        .into_iter()
        .flatten()
        .map(|from| {
            let said = Arc::clone(&said);
            thread::spawn(move || copy(from, &said))
        })
        .collect();
    for copy in copies {
        let _ = copy.join();
    }
    let status = child.wait()?;
    let text = said.lock().map(|t| t.clone()).unwrap_or_default();
    Ok((status.success(), text))
}

fn boxed(from: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(from)
}

fn copy(from: Box<dyn Read + Send>, said: &Mutex<String>) {
    let mut lines = BufReader::new(from);
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
        let text = String::from_utf8_lossy(&line);
        let _ = std::io::stdout().write_all(text.as_bytes());
        if let Ok(mut said) = said.lock() {
            said.push_str(&text);
        }
        line.clear();
    }
}

/// Does something and says what, and how long it took if that is over two seconds.
pub fn step<T>(what: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    println!("• {what}");
    let outcome = act().with_context(|| what.to_owned());
    if start.elapsed() > Duration::from_secs(2) {
        println!("  {what}: {}", seconds(start.elapsed()));
    }
    outcome
}

/// `12.3 s`, or `3 min 20 s`.
pub fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    if whole < 120 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {} s", whole / 60, whole % 60)
    }
}

/// The program called `name` on the path.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|dir| dir.join(name)).find(|file| file.is_file())
}

/// Whether apt can install something here.
pub fn can_apt() -> bool {
    let root = capture(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && on_path("apt-get").is_some()
}

/// Installs Debian packages.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let quiet = |c: &mut Command| {
        c.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null());
    };
    let mut update = program("apt-get");
    update.args(["update", "-qq"]);
    quiet(&mut update);
    run(&mut update)?;
    let mut install = program("apt-get");
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    quiet(&mut install);
    run(&mut install)
}

/// The newest change among the files under `paths`.
pub fn newest(paths: &[PathBuf]) -> Option<SystemTime> {
    paths.iter().filter_map(|p| newest_in(p)).max()
}

fn newest_in(path: &Path) -> Option<SystemTime> {
    let meta = path.metadata().ok()?;
    if meta.is_dir() {
        path.read_dir().ok()?.filter_map(|e| newest_in(&e.ok()?.path())).max()
    } else {
        meta.modified().ok()
    }
}
