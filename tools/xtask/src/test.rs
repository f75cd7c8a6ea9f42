//! Everything that must hold before a change is merged. One development profile, one feature set.

use std::{env, process::Command, time::Duration, time::Instant};

use anyhow::{Result, bail};

use crate::counts::{Runner, read};
use crate::shell::{cargo, program, root, seconds, tee};
use crate::{arch, browser, node::Node, openapi, setup, ui};

/// Options of `test` and `ci`.
#[derive(clap::Args)]
pub struct Options {
    /// Only these stages: format, arch, ui, lint, tests, docs, openapi, browser
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Leave these stages out
    #[arg(long, value_delimiter = ',')]
    skip: Vec<String>,
}

struct Stage {
    name: &'static str,
    time: Duration,
    passed: u64,
    failed: u64,
}

struct Session<'a> {
    options: &'a Options,
    done: Vec<Stage>,
}

impl Session<'_> {
    fn wants(&self, group: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|n| n == group);
        (self.options.only.is_empty() || named(&self.options.only)) && !named(&self.options.skip)
    }

    /// Does one stage; a failure is noted and the rest goes on, so that one run shows all that is wrong.
    fn stage(
        &mut self,
        name: &'static str,
        runner: Runner,
        act: impl FnOnce() -> Result<(bool, String)>,
    ) -> bool {
        println!("\n━━ {name}");
        let start = Instant::now();
        let (ok, said) = act().unwrap_or_else(|error| {
            println!("{error:#}");
            (false, String::new())
        });
        let (passed, failed) = read(runner, &said, ok);
        self.done.push(Stage { name, time: start.elapsed(), passed, failed });
        ok
    }

    fn command(&mut self, name: &'static str, runner: Runner, command: &mut Command) -> bool {
        self.stage(name, runner, || tee(command.env("NO_COLOR", "1")))
    }

    fn check(&mut self, name: &'static str, act: impl FnOnce() -> Result<()>) -> bool {
        self.stage(name, Runner::None, || act().map(|()| (true, String::new())))
    }
}

/// Runs the stages and sums up.
pub fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    let mut s = Session { options, done: Vec::new() };
    setup::compiler()?;
    if s.wants("format") {
        s.command("format", Runner::None, cargo().args(["fmt", "--all", "--check"]));
    }
    if s.wants("arch") {
        s.check("arch-check", arch::run);
    }
    let node = console(&mut s);
    // The program embeds the console: something must be there.
    ui::placeholder()?;
    rust(&mut s);
    if s.wants("browser") {
        let built =
            s.command("program", Runner::None, cargo().args(["build", "--locked", "-p", "portcullis"]));
        if built && let Some(node) = node {
            s.stage("browser workflows", Runner::Browser, || browser::workflows(&node));
        }
    }
    summary(&s.done, start.elapsed())
}

fn console(s: &mut Session<'_>) -> Option<Node> {
    if !ui::exists() || !(s.wants("ui") || s.wants("browser")) {
        return None;
    }
    let mut node = None;
    let ready = s.check("console: Node and packages", || {
        let found = Node::ready()?;
        println!("  Node {}", found.describe());
        ui::packages(&found)?;
        node = Some(found);
        Ok(())
    });
    let found = node.filter(|_| ready)?;
    if s.wants("ui") {
        s.command("console: types", Runner::None, &mut found.npm(&["run", "--silent", "check"]));
        s.command("console: unit tests", Runner::Vitest, &mut found.npm(&["run", "--silent", "test"]));
    }
    if s.wants("ui") || ui::is_stale() {
        s.command("console: build", Runner::None, &mut found.npm(&["run", "--silent", "build"]));
    }
    Some(found)
}

fn rust(s: &mut Session<'_>) {
    if s.wants("lint") {
        let args = ["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        s.command("lint", Runner::None, cargo().args(args));
    }
    if s.wants("tests") {
        if setup::has_nextest() {
            let args = ["nextest", "run", "--locked", "--workspace", "--no-fail-fast"];
            s.command("tests", Runner::Nextest, cargo().args(args));
        } else {
            let args = ["test", "--locked", "--workspace", "--no-fail-fast", "--lib", "--bins", "--tests"];
            s.command("tests", Runner::Libtest, cargo().args(args));
        }
    }
    if s.wants("docs") {
        let args = ["test", "--locked", "--workspace", "--doc", "--no-fail-fast"];
        s.command("documentation tests", Runner::Libtest, cargo().args(args));
    }
    if s.wants("openapi") {
        s.check("openapi", openapi::check);
    }
}

fn summary(done: &[Stage], whole: Duration) -> Result<()> {
    println!("\n━━ summary");
    for stage in done {
        let mark = if stage.failed == 0 { "ok    " } else { "FAILED" };
        println!(
            "{mark} {:<28} {:>14}   {} passed, {} failed",
            stage.name,
            seconds(stage.time),
            stage.passed,
            stage.failed
        );
    }
    println!("{:<35} {:>14}", "", seconds(whole));
    let failed: u64 = done.iter().map(|s| s.failed).sum();
    println!("{} passed, {failed} failed", done.iter().map(|s| s.passed).sum::<u64>());
    if failed > 0 {
        bail!("{failed} failed");
    }
    Ok(())
}

/// The same with the environment of continuous integration.
pub fn ci(options: &Options) -> Result<()> {
    let mut command = program(env::current_exe()?);
    command.arg("test").env("CI", "true").env("CARGO_INCREMENTAL", "0").env("CARGO_TERM_COLOR", "never");
    for (flag, list) in [("--only", &options.only), ("--skip", &options.skip)] {
        if !list.is_empty() {
            command.args([flag, &list.join(",")]);
        }
    }
    command.current_dir(root());
    crate::shell::run(&mut command)
}
