//! From a fresh clone to a page that can be used.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};

use crate::browser::credentials;
use crate::shell::{cargo, program, root, run as run_command, seconds, step};
use crate::{setup, ui};

/// Options of `demo`.
#[derive(clap::Args)]
pub struct Options {
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not build the console
    #[arg(long)]
    no_ui: bool,
    /// Further arguments for `portcullis demo`
    #[arg(last = true)]
    rest: Vec<String>,
}

/// Builds what is missing or old, runs the demonstration, and says when the page can be used.
pub fn run(options: &Options) -> Result<()> {
    let start = Instant::now();
    setup::compiler()?;
    if options.no_ui || !ui::exists() {
        ui::placeholder()?;
    } else if ui::is_stale() {
        ui::build()?;
    }
    step("the program (cargo build)", || {
        run_command(cargo().args(["build", "--locked", "-p", "portcullis"]))
    })?;

    let folder = root().join("target/demo");
    fs::create_dir_all(&folder)?;
    let file = folder.join("credentials.json");
    let _ = fs::remove_file(&file);
    println!("• portcullis demo");
    let mut child = program(built())
        .args(["demo", "--port", &options.port.to_string()])
        .arg("--credentials-file")
        .arg(&file)
        .args(&options.rest)
        .spawn()?;
    loop {
        if let Some(status) = child.try_wait()? {
            bail!("portcullis demo ended ({status})");
        }
        if let Some(found) = credentials(&file).filter(|found| answers(&found.url)) {
            println!("\n  {} is usable {} after the start", found.url, seconds(start.elapsed()));
            break;
        }
        thread::sleep(Duration::from_millis(50));
    }
    let status = child.wait()?;
    // Ctrl-C reaches the program too and is the usual end.
    if status.code().is_some_and(|code| code != 0) {
        bail!("portcullis demo ended ({status})");
    }
    Ok(())
}

/// Whether the page at `url` (`http://host:port/`) comes.
fn answers(url: &str) -> bool {
    let host = url.trim_start_matches("http://").trim_end_matches('/');
    let ask = || -> std::io::Result<String> {
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET / HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
        let mut first = [0; 32];
        let n = stream.read(&mut first)?;
        Ok(String::from_utf8_lossy(&first[..n]).into_owned())
    };
    ask().is_ok_and(|line| line.split(' ').nth(1) == Some("200"))
}

/// The program as the development profile builds it.
pub fn built() -> std::path::PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    target.join("debug/portcullis")
}
