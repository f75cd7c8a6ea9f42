//! Dispatches to the program's own measurements, in the release profile, and names the machine.

use std::fs;

use anyhow::Result;

use crate::shell::{capture, cargo, program, run as run_command, step};

/// Options of `bench`.
#[derive(clap::Args)]
pub struct Options {
    /// What to measure: `screen` or `match`; further arguments go to the measurement
    #[arg(default_value = "screen", trailing_var_arg = true, allow_hyphen_values = true)]
    what: Vec<String>,
}

/// Builds in the release profile and measures.
pub fn run(options: &Options) -> Result<()> {
    crate::setup::compiler()?;
    crate::ui::placeholder()?;
    step("the program (release profile)", || {
        run_command(cargo().args(["build", "--release", "--locked", "-p", "portcullis"]))
    })?;
    println!("{}", machine());
    run_command(
        cargo()
            .args(["run", "--release", "--quiet", "--locked", "-p", "portcullis", "--", "bench"])
            .args(&options.what),
    )
}

/// Processor, cores, memory, kernel.
fn machine() -> String {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = field(&cpu, "model name").unwrap_or("unknown processor");
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kib: u64 = field(&memory, "MemTotal").and_then(|m| m.split(' ').next()?.parse().ok()).unwrap_or(0);
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kernel = capture(program("uname").arg("-sr")).unwrap_or_default();
    format!("machine: {model}, {cores} cores, {:.1} GiB, {}", kib as f64 / 1_048_576.0, kernel.trim())
}

fn field<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let line = text.lines().find(|l| l.starts_with(name))?;
    Some(line.split_once(':')?.1.trim())
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn fields_of_the_machine_are_found() {
        let text = "processor\t: 0\nmodel name\t: Example 9000\nMemTotal:        1024 kB\n";
        assert_eq!(field(text, "model name"), Some("Example 9000"));
        assert_eq!(field(text, "MemTotal"), Some("1024 kB"));
        assert_eq!(field(text, "absent"), None);
    }
}
