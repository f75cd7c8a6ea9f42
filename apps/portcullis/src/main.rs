//! The program: wiring and command line.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use portcullis::{bench, commands};
use tracing_subscriber::EnvFilter;

/// Reading messages is a third allocation; this allocator also gives memory back after a rush
/// (docs/decisions/0012-allocator.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Border operations: manifests in, people screened, hits reviewed, every step in a verifiable journal.
#[derive(Parser)]
#[command(name = "portcullis", version, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  portcullis demo                                      a synthetic day of arrivals, in a browser
  portcullis screen --list sdn.csv manifest.edi        the main job on files, no data folder
  portcullis screen --list lists/ --format json inbox/ > result.json
  portcullis match --list sdn.csv --queries names.csv  who of a file of names is listed
  portcullis compare pairs.csv                         how alike two names are
  portcullis load --data /var/lib/portcullis --ports VNO,KUN,PLQ --list watchlist.jsonl
  portcullis serve --data /var/lib/portcullis --watch /srv/inbox
  portcullis verify --data /var/lib/portcullis";

#[derive(Subcommand)]
enum Command {
    /// Runs the node: API, console, watched folder.
    Serve(commands::serve::Args),
    /// Runs a node with a synthetic agency: a day of arrivals is screened while you watch.
    Demo(commands::demo::Args),
    /// Puts lists, a schedule or messages into a data folder while no node runs on it.
    Load(commands::load::Args),
    /// Recomputes the journal's chain and checks its signatures.
    Verify(commands::verify::Args),
    /// Screens message files against list files, without a data folder.
    Screen(commands::screen::Args),
    /// Looks a file of names up in lists, without a data folder.
    Match(commands::match_queries::Args),
    /// Says how alike the two names of each pair are.
    Compare(commands::compare::Args),
    /// Makes one file of lists that opens at once.
    Index(commands::index::Args),
    /// Destroys the keys of one subject: the journal's content about them is unreadable for ever.
    Erase(commands::erase::Args),
    /// Prints the description of the API (OpenAPI 3.1, JSON).
    Openapi,
    /// Measures, and prints each figure with its goal.
    #[command(hide = true)]
    Bench(bench::Args),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let filter = EnvFilter::try_from_env("PORTCULLIS_LOG")
        .unwrap_or_else(|_| EnvFilter::new("warn,portcullis=info,pc_web=info"));
    // Colours are for a terminal: in a file they are in the way.
    let colours = std::io::IsTerminal::is_terminal(&std::io::stderr());
    let told = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    told.with_ansi(colours).init();
    let result = match cli.command {
        Command::Serve(args) => commands::run(commands::serve::run(args)),
        Command::Demo(args) => commands::run(commands::demo::run(args)),
        Command::Load(args) => commands::run(commands::load::run(args)),
        Command::Erase(args) => commands::run(commands::erase::run(args)),
        Command::Verify(args) => commands::verify::run(&args),
        Command::Screen(args) => commands::screen::run(&args),
        Command::Match(args) => commands::match_queries::run(&args),
        Command::Index(args) => commands::index::run(&args),
        Command::Compare(args) => commands::compare::run(&args),
        Command::Openapi => commands::openapi::run(),
        Command::Bench(args) => commands::run(bench::run(args)),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("portcullis: {error:#}");
            ExitCode::from(2)
        }
    }
}
