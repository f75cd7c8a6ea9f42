//! Measurements, each printed with its goal.

mod matching;
mod screen;

use std::{process::ExitCode, time::Duration};

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
    /// The matcher: what it finds, how seldom it cries wolf, how fast it is.
    Match(matching::Args),
}

/// Measures.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    match args.what {
        What::Screen(args) => screen::run(args).await,
        What::Match(args) => matching::run(&args).await,
    }
}

fn line(what: &str, figure: &str, goal: &str) {
    println!("{what:<62} {figure:>14}   goal {goal}");
}

fn millis(d: Duration) -> String {
    format!("{:.1} ms", d.as_secs_f64() * 1e3)
}

fn seconds(d: Duration) -> String {
    format!("{:.2} s", d.as_secs_f64())
}

/// A line of this process's memory, as the kernel tells it.
fn memory(name: &str) -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kib = status.lines().find_map(|l| {
        l.strip_prefix(name)?.trim_start_matches(':').trim().strip_suffix("kB")?.trim().parse::<u64>().ok()
    });
    kib.map_or_else(|| "not told".to_owned(), |kib| format!("{} MiB", kib / 1024))
}
