//! The browser workflows: a program of their own with the whole synthetic agency in it, and Chromium.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Child, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::shell::{cargo, program, root, run, succeeds, tee};
use crate::{chromium, demo::built, node::Node};

/// Where a running demonstration is and who can sign in.
#[derive(Debug, PartialEq, Eq)]
pub struct Credentials {
    /// Its address.
    pub url: String,
    /// Its accounts.
    pub users: Vec<User>,
}

/// An account of the demonstration.
#[derive(Debug, PartialEq, Eq)]
pub struct User {
    /// Sign-in name.
    pub name: String,
    /// Password.
    pub password: String,
    /// Roles.
    pub roles: Vec<String>,
}

/// What the program wrote once it was ready; `None` while it is not.
pub fn credentials(file: &Path) -> Option<Credentials> {
    read(&fs::read_to_string(file).ok()?)
}

fn read(text: &str) -> Option<Credentials> {
    let value: Value = serde_json::from_str(text).ok()?;
    let text = |v: &Value| v.as_str().map(str::to_owned);
    let users = value["users"].as_array()?.iter().filter_map(|user| {
        let roles = user["roles"].as_array()?.iter().filter_map(text).collect();
        Some(User { name: text(&user["name"])?, password: text(&user["password"])?, roles })
    });
    Some(Credentials { url: text(&value["url"])?, users: users.collect() })
}

/// The one account that can do most of the workflows: clear hits and import lists.
fn operator(users: &[User]) -> Option<&User> {
    let worth = |user: &&User| {
        let roles = user.roles.iter();
        roles.map(|r| if r == "analyst" || r == "list_manager" { 10 } else { 1 }).sum::<usize>()
    };
    users.iter().max_by_key(worth)
}

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // Politely first: the shutdown is part of what is tested.
        let asked = succeeds(program("kill").args(["-TERM", &self.0.id().to_string()]));
        for _ in 0..100 {
            if !asked || self.0.try_wait().is_ok_and(|s| s.is_some()) {
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs them: `(succeeded, said)`.
pub fn workflows(node: &Node) -> Result<(bool, String)> {
    let chromium = chromium::ready()?;
    let folder = root().join("target/e2e");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let lists = folder.join("lists");
    run(cargo()
        .args(["run", "--quiet", "--locked", "-p", "pc-demo-data", "--", "--lists-only", "--out"])
        .arg(&lists))?;
    let (server, found) = start(&folder)?;
    let user = operator(&found.users).context("the demonstration has no account")?;
    let outcome = tee(node
        .npm(&["run", "--silent", "e2e"])
        .env("PORTCULLIS_URL", &found.url)
        .env("PORTCULLIS_E2E_USER", &user.name)
        .env("PORTCULLIS_E2E_PASSWORD", &user.password)
        .env("PORTCULLIS_E2E_CREDENTIALS", folder.join("credentials.json"))
        .env("PORTCULLIS_E2E_LIST", lists.join("watchlist-update.jsonl"))
        .env("SCREENSHOT_DIR", root().join("target/screenshots"))
        .env("CHROMIUM", chromium)
        .env("NO_COLOR", "1"));
    drop(server);
    if outcome.as_ref().is_ok_and(|(ok, _)| !ok) {
        println!("  the server's log: {}", folder.join("server.log").display());
    }
    outcome
}

fn start(folder: &Path) -> Result<(Server, Credentials)> {
    let log: PathBuf = folder.join("server.log");
    let file = folder.join("credentials.json");
    let out = File::create(&log)?;
    let child = program(built())
        .args(["demo", "--port", "0", "--all-at-once", "--data"])
        .arg(folder.join("data"))
        .arg("--credentials-file")
        .arg(&file)
        .stdin(Stdio::null())
        .stdout(out.try_clone()?)
        .stderr(out)
        .spawn()
        .context("cannot start the program")?;
    let mut server = Server(child);
    let start = Instant::now();
    while start.elapsed() < Duration::from_mins(5) {
        if let Some(found) = credentials(&file) {
            return Ok((server, found));
        }
        if let Some(status) = server.0.try_wait()? {
            let said = fs::read_to_string(&log).unwrap_or_default();
            bail!("portcullis demo ended ({status}) before it was ready:\n{said}");
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("portcullis demo was not ready after five minutes; its log: {}", log.display())
}

#[cfg(test)]
mod tests {
    use super::{operator, read};

    #[test]
    fn half_a_file_is_not_yet_ready() {
        assert_eq!(read(r#"{"url":"http://127.0.0.1:1","users":[{"na"#), None);
    }

    #[test]
    fn the_operator_can_clear_hits_and_import_lists() {
        let found = read(
            r#"{"url":"http://127.0.0.1:1","users":[
                {"name":"boss","password":"a","roles":["administrator","auditor","supervisor"]},
                {"name":"ana","password":"b","roles":["analyst","list_manager"]},
                {"name":"off","password":"c","roles":["officer"]}]}"#,
        )
        .unwrap();
        assert_eq!(operator(&found.users).unwrap().name, "ana");
    }
}
