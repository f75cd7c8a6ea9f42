//! The committed API description, `schemas/openapi.json`, is what the program says of itself.

use std::{collections::BTreeMap, fs};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::node::Node;
use crate::shell::{capture, cargo, root, run as run_command, step};

/// Options of `openapi`.
#[derive(clap::Args)]
pub struct Options {
    /// Only say whether the committed description is the program's
    #[arg(long)]
    check: bool,
}

/// Writes the description and the console's types, or checks the description.
pub fn run(options: &Options) -> Result<()> {
    if options.check {
        return check();
    }
    let file = root().join("schemas/openapi.json");
    fs::create_dir_all(root().join("schemas"))?;
    fs::write(&file, program_says()?)?;
    println!("  {}", file.display());
    if root().join("ui/node_modules").is_dir() {
        let node = Node::ready()?;
        step("the console's types (npm run api)", || {
            run_command(&mut node.npm(&["run", "--silent", "api"]))
        })?;
    }
    Ok(())
}

fn program_says() -> Result<String> {
    crate::ui::placeholder()?;
    let text = capture(cargo().args(["run", "--quiet", "--locked", "-p", "portcullis", "--", "openapi"]))?;
    canonical(&text)
}

/// The same description with the keys of every object in order, so that a difference is always one of content.
fn canonical(text: &str) -> Result<String> {
    let value: Value = serde_json::from_str(text)?;
    Ok(format!("{:#}\n", sorted(value)))
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let in_order: BTreeMap<String, Value> = map.into_iter().map(|(k, v)| (k, sorted(v))).collect();
            Value::Object(in_order.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

/// Fails and names the first line that differs.
pub fn check() -> Result<()> {
    let says = program_says()?;
    let committed =
        fs::read_to_string(root().join("schemas/openapi.json")).context("schemas/openapi.json")?;
    if let Some((line, was, is)) = first_difference(&canonical(&committed)?, &says) {
        bail!(
            "schemas/openapi.json is not what the program says (line {line}: {was:?}, the program: {is:?}). \
             Run `cargo xtask openapi` and look at what changed."
        );
    }
    Ok(())
}

fn first_difference<'a>(a: &'a str, b: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut left, mut right) = (a.lines(), b.lines());
    for line in 1.. {
        match (left.next(), right.next()) {
            (None, None) => return None,
            (l, r) if l == r => {}
            (l, r) => return Some((line, l.unwrap_or_default().trim(), r.unwrap_or_default().trim())),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{canonical, first_difference};

    #[test]
    fn the_order_of_keys_is_no_difference() {
        let (one, two) = (r#"{"b":[{"y":1,"x":2}],"a":0}"#, r#"{"a":0,"b":[{"x":2,"y":1}]}"#);
        assert_eq!(canonical(one).unwrap(), canonical(two).unwrap());
        assert_ne!(canonical("[1,2]").unwrap(), canonical("[2,1]").unwrap(), "the order of items is one");
    }

    #[test]
    fn the_first_differing_line_is_named() {
        assert_eq!(first_difference("a\nb\n", "a\nb"), None);
        assert_eq!(first_difference("a\nb\nc", "a\nx\nc"), Some((2, "b", "x")));
        assert_eq!(first_difference("a", "a\nmore"), Some((2, "", "more")));
    }
}
