//! Writing what came of the rows, and saying how far it is.

use std::{
    fmt::Write as _,
    io::{self, IsTerminal, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

use super::Done;

impl Done {
    /// Says something about a row.
    pub fn say(&mut self, file: &str, line: u64, text: &str) {
        let _ = writeln!(self.said, "{file}: line {line}: {text}");
    }

    /// Says why a row cannot be used.
    pub fn refuse(&mut self, file: &str, line: u64, why: &str) {
        self.bad += 1;
        self.say(file, line, &format!("error: {why}"));
    }

    /// Says that the file could not be read on.
    pub fn fail(&mut self, file: &str, error: &io::Error) {
        self.bad += 1;
        let _ = writeln!(self.said, "{file}: error: reading stopped: {error}");
    }
}

/// So many lines are said of rows; further ones are counted.
const SAID: u64 = 1000;

/// Counts rows; once it takes more than two seconds and somebody looks at standard error, says how far it is.
pub struct Progress {
    what: &'static str,
    started: Instant,
    told: Option<Instant>,
    rows: u64,
    bad: u64,
    said: u64,
}

impl Progress {
    /// Begins.
    pub fn new(what: &'static str) -> Self {
        Self { what, started: Instant::now(), told: None, rows: 0, bad: 0, said: 0 }
    }

    /// Writes what came of a batch.
    pub fn write(&mut self, done: &Done, out: &mut impl Write) -> anyhow::Result<()> {
        self.rows += done.rows;
        self.bad += done.bad;
        if !done.said.is_empty() {
            self.clear();
            for line in done.said.lines() {
                if self.said < SAID {
                    eprintln!("{line}");
                }
                self.said += 1;
            }
        }
        until_closed(out.write_all(&done.out).and_then(|()| out.flush()))?;
        let quiet = self.told.map_or(Duration::from_secs(2), |_| Duration::from_millis(500));
        if self.told.unwrap_or(self.started).elapsed() > quiet && io::stderr().is_terminal() {
            self.told = Some(Instant::now());
            let rate = self.rows as f64 / self.started.elapsed().as_secs_f64();
            eprint!("\r{} {}, {rate:.0} a second ", self.rows, self.what);
        }
        Ok(())
    }

    /// Ends: the exit status says whether every row could be used.
    pub fn end(&mut self, out: &mut impl Write) -> anyhow::Result<ExitCode> {
        until_closed(out.flush())?;
        if self.told.is_some() {
            self.clear();
            eprintln!("{} {} in {:.1} s", self.rows, self.what, self.started.elapsed().as_secs_f32());
        }
        if self.said > SAID {
            eprintln!("{} more warnings and errors were not printed", self.said - SAID);
        }
        if self.bad > 0 {
            eprintln!("{} of {} {} could not be used", self.bad, self.rows, self.what);
        }
        Ok(ExitCode::from(u8::from(self.bad > 0)))
    }

    fn clear(&self) {
        if self.told.is_some() {
            eprint!("\r{:40}\r", "");
        }
    }
}

/// Whoever reads may have enough (`| head`): that is no error, and nothing is left to do.
fn until_closed(written: io::Result<()>) -> io::Result<()> {
    if written.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe) {
        std::process::exit(0);
    }
    written
}
