//! One file for each command, and what several of them share ([`lists`], [`table`]).

pub mod compare;
pub mod demo;
pub mod erase;
pub mod index;
pub mod list_files;
pub mod lists;
pub mod load;
pub mod match_queries;
pub mod openapi;
pub mod screen;
pub mod serve;
pub mod table;
pub mod verify;

use std::process::ExitCode;

use anyhow::Context;

/// Runs an asynchronous command to its end.
pub fn run(command: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("starting the runtime")?
        .block_on(command)
}
