//! Measurements, each printed with its goal.

mod screen;

use std::process::ExitCode;

/// What to measure.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(clap::Subcommand)]
enum What {
    /// From bytes to committed hits.
    Screen(screen::Args),
}

/// Measures.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Screen(args) => screen::run(args).await,
    }
}
