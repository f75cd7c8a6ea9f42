//! One place for tasks: `cargo xtask demo · test · ci · bench · openapi · arch-check · setup`.

mod arch;
mod bench;
mod browser;
mod chromium;
mod counts;
mod demo;
mod node;
mod openapi;
mod setup;
mod shell;
mod test;
mod ui;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of the Portcullis workspace
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Options {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and run the demonstration: a synthetic agency with flights coming in
    Demo(demo::Options),
    /// Everything that must hold before a change is merged: lints, tests, contracts, browser workflows
    Test(test::Options),
    /// `test` as continuous integration runs it
    Ci(test::Options),
    /// Measure; prints the machine and the goal beside each figure
    Bench(bench::Options),
    /// Write schemas/openapi.json from the program, and the console's types from it
    Openapi(openapi::Options),
    /// Check the arrows between the rooms of the workspace, banned crates and file lengths
    ArchCheck,
    /// Bring what building and testing need: Node, the console's packages, Chromium
    Setup(setup::Options),
}

fn main() -> ExitCode {
    let outcome = match Options::parse().task {
        Task::Demo(options) => demo::run(&options),
        Task::Test(options) => test::run(&options),
        Task::Ci(options) => test::ci(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Openapi(options) => openapi::run(&options),
        Task::ArchCheck => arch::run(),
        Task::Setup(options) => setup::run(&options),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
