use std::collections::BTreeSet;

use super::graph::{Graph, Kind};

/// Where a crate lives, by its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room<'a> {
    /// `formats/*`: bytes ⇄ types.
    Format,
    /// `engines/*`: hard computation.
    Engine,
    /// `platform/*`, by its name.
    Platform(&'a str),
    /// `domains/NAME/core`.
    Core(&'a str),
    /// `domains/NAME/http`.
    Http(&'a str),
    /// `adapters/*`.
    Adapter,
    /// `apps/*`, `tools/*`, `tests/*`: may use everything.
    Top,
}

/// The platform's ladder: a crate may use those below it, never one beside or above.
const LADDER: [&[&str]; 5] =
    [&["kernel"], &["places", "store"], &["access", "events", "journal"], &["identity"], &["web"]];

/// What a domain's core may use of the platform: the ports and plain types.
const PORTS: [&str; 4] = ["kernel", "store", "places", "events"];

/// What nothing pure may pull in, not even by way of others.
const IMPURE: [&str; 4] = ["tokio", "axum", "rusqlite", "libsqlite3-sys"];

/// Crates that must not be in the program's default graph, and why.
const BANNED: [(&str, &str); 16] = [
    ("ring", "one cryptographic provider: aws-lc-rs"),
    ("openssl", "one cryptographic provider: aws-lc-rs"),
    ("openssl-sys", "one cryptographic provider: aws-lc-rs"),
    ("native-tls", "TLS is rustls"),
    ("aws-lc-fips-sys", "release builds only: needs CMake and Go"),
    ("duckdb", "a huge C++ build"),
    ("libduckdb-sys", "a huge C++ build"),
    ("rdkafka", "brokers stand alone in an adapter behind a feature"),
    ("async-nats", "brokers stand alone in an adapter behind a feature"),
    ("librocksdb-sys", "a huge C++ build"),
    ("datafusion", "analytics stand alone in an adapter behind a feature"),
    ("ballista", "analytics stand alone in an adapter behind a feature"),
    ("typst", "documents stand alone in an adapter behind a feature"),
    ("leptos", "the console is TypeScript"),
    ("sqlx", "SQL by rusqlite and tokio-postgres behind the store port"),
    ("diesel", "SQL by rusqlite and tokio-postgres behind the store port"),
];

/// The room of a folder; `None` where the house has no such room.
pub fn room(folder: &str) -> Option<Room<'_>> {
    let parts: Vec<&str> = folder.split('/').collect();
    Some(match parts.as_slice() {
        // The helper that unifies features is no room: everything that links the heavy crates may name it.
        ["tools", "workspace-hack"] => return None,
        ["formats", _] => Room::Format,
        ["engines", _] => Room::Engine,
        ["platform", name] => Room::Platform(name),
        ["domains", name, "core"] => Room::Core(name),
        ["domains", name, "http"] => Room::Http(name),
        ["adapters", _] => Room::Adapter,
        ["apps" | "tools" | "tests", _] => Room::Top,
        _ => return None,
    })
}

fn rung(name: &str) -> Option<usize> {
    LADDER.iter().position(|names| names.contains(&name))
}

/// Whether the arrow is in the table.
pub fn allowed(from: Room<'_>, to: Room<'_>) -> bool {
    match (from, to) {
        (Room::Top, _)
        | (Room::Format | Room::Engine, Room::Platform("kernel"))
        | (Room::Format, Room::Format)
        | (Room::Core(_), Room::Engine | Room::Format)
        | (Room::Http(_) | Room::Adapter, Room::Platform(_)) => true,
        (Room::Platform(a), Room::Platform(b)) => rung(a) > rung(b) && rung(b).is_some(),
        (Room::Core(_), Room::Platform(name)) => PORTS.contains(&name),
        (Room::Http(own), Room::Core(core)) => own == core,
        _ => false,
    }
}

/// Tests may also lean on adapters, on the suites of the platform and on tools.
fn allowed_in_tests(from: Room<'_>, to: Room<'_>) -> bool {
    allowed(from, to)
        || match to {
            Room::Adapter | Room::Top => true,
            Room::Platform(_) => matches!(from, Room::Core(_) | Room::Http(_) | Room::Platform(_)),
            Room::Format => matches!(from, Room::Engine | Room::Http(_)),
            _ => false,
        }
}

/// Every arrow that the table does not allow.
pub fn arrows(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in graph.ours() {
        let folder = package.folder.as_deref().unwrap_or_default();
        let Some(from) = room(folder) else {
            if package.name != "workspace-hack" {
                wrong.push(format!("{folder}: the house has no such room"));
            }
            continue;
        };
        if let Room::Platform(name) = from
            && rung(name).is_none()
        {
            wrong.push(format!("platform/{name} has no place on the ladder (tools/xtask/src/arch/rules.rs)"));
        }
        for (to, kind) in &package.needs {
            let Some(target) = graph.packages.get(to) else { continue };
            let Some(to) = target.folder.as_deref() else { continue };
            let Some(room) = room(to) else { continue };
            let fine = if *kind == Kind::Dev { allowed_in_tests(from, room) } else { allowed(from, room) };
            if !fine {
                let tests = if *kind == Kind::Dev { " (in tests)" } else { "" };
                wrong.push(format!("{folder} → {to}{tests}: {}", why(from)));
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    wrong
}

fn why(from: Room<'_>) -> &'static str {
    match from {
        Room::Format => "a format may use the kernel and other formats",
        Room::Engine => "an engine may use the kernel only",
        Room::Platform(_) => "a platform crate may use those on lower rungs of the ladder only",
        Room::Core(_) => {
            "a domain's core may use the kernel, the platform's ports, engines and formats; never another domain"
        }
        Room::Http(_) => "a domain's face may use its own core and the platform",
        Room::Adapter => "an adapter may use the platform only",
        Room::Top => "",
    }
}

/// Pure crates that pull in a runtime, a web server or a database.
pub fn purity(graph: &Graph) -> Vec<String> {
    let mut wrong = Vec::new();
    for package in graph.ours() {
        let room = package.folder.as_deref().and_then(room);
        if !matches!(room, Some(Room::Format | Room::Engine | Room::Core(_))) {
            continue;
        }
        for name in IMPURE {
            if let Some(way) = graph.path(&package.name, name) {
                wrong.push(format!(
                    "{} must stay pure but pulls in {name}: {}",
                    package.name,
                    way.join(" → ")
                ));
            }
        }
    }
    wrong
}

/// What is wrong with the program called `name`, which is built from the crates `built` (`name v1.2.3`).
pub fn program(graph: &Graph, name: &str, built: &BTreeSet<String>, most: usize) -> Vec<String> {
    let mut wrong = Vec::new();
    if built.len() > most {
        wrong.push(format!("{name} needs {} crates, at most {most} are allowed", built.len()));
    }
    for found in built.iter().filter_map(|line| line.split(' ').next()) {
        let banned = BANNED.iter().find(|(b, _)| *b == found);
        let why =
            banned.map(|(_, why)| *why).or_else(|| found.starts_with("aws-sdk-").then_some("far too large"));
        if let Some(why) = why {
            let way = graph.path(name, found).map(|w| w.join(" → ")).unwrap_or_default();
            wrong.push(format!("{found} is banned from {name} ({why}) {way}"));
        }
    }
    wrong
}
