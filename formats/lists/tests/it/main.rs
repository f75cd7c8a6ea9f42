//! Every form on a small file written for it, what wrong values cost, and that no bytes make a reader panic.

mod flawed;
mod own;
mod properties;
mod published;
mod telling;

use pc_watchlist::{Entry, ListRead, NameKind};

/// A file of `tests/data`.
fn data(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn read(name: &str) -> ListRead {
    pc_lists::read_any(&[(name, &data(name))]).unwrap()
}

fn names(entry: &Entry) -> Vec<(&str, NameKind)> {
    entry.names.iter().map(|n| (n.value.as_str(), n.kind)).collect()
}

fn births(entry: &Entry) -> Vec<String> {
    entry.births.iter().map(ToString::to_string).collect()
}

fn countries(entry: &Entry) -> Vec<&str> {
    entry.nationalities.iter().map(pc_kernel::Country::as_str).collect()
}

fn numbers(entry: &Entry) -> Vec<&str> {
    entry.documents.iter().map(|d| d.number.as_str()).collect()
}

fn codes(read: &ListRead) -> Vec<&str> {
    read.warnings.iter().map(|w| w.code.as_str()).collect()
}
