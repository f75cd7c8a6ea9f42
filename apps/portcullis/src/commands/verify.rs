//! `portcullis verify`.

use std::{path::PathBuf, process::ExitCode};

use pc_store_sqlite::VerifyError;

/// What to verify.
#[derive(clap::Args)]
pub struct Args {
    /// The data folder; a node may be running on it.
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

/// Recomputes the chain. Exit status 1 and the entry's number when it is broken.
pub fn run(args: &Args) -> anyhow::Result<ExitCode> {
    match pc_store_sqlite::verify_dir(&args.data) {
        Ok(report) => {
            println!("The journal holds: {} entries, last hash {}.", report.entries, report.last_hash);
            println!(
                "{} signed checkpoints up to entry {}; {} sealed parts: {} opened, {} of destroyed keys, {} failed.",
                report.checkpoints,
                report.signed_up_to,
                report.sealed,
                report.opened,
                report.destroyed,
                report.failed
            );
            if report.lost > 0 {
                println!("{} keys are missing though no entry tells of their destruction.", report.lost);
            }
            Ok(ExitCode::from(u8::from(report.failed > 0 || report.lost > 0)))
        }
        Err(VerifyError::Broken(broken)) => {
            println!("{broken}");
            Ok(ExitCode::from(1))
        }
        Err(error) => Err(error.into()),
    }
}
