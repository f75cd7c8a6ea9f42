//! How fast a large list is read, and in how much memory: `cargo run --release -p pc-lists --example throughput -- 1000000`.
//!
//! The list is invented on the fly and never stored: entries in the own form, and the same as a mapped CSV.

use std::{
    io::{self, BufReader, Read},
    time::Instant,
};

/// Lines made as they are read.
struct Made {
    head: &'static str,
    line: fn(u64) -> String,
    next: u64,
    end: u64,
    rest: Vec<u8>,
    at: usize,
}

impl Read for Made {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.rest.len() {
            self.rest = std::mem::take(&mut self.head).as_bytes().to_vec();
            while self.rest.len() < buffer.len() && self.next < self.end {
                self.rest.extend((self.line)(self.next).bytes());
                self.next += 1;
            }
            self.at = 0;
        }
        let part = self.rest.get(self.at..).unwrap_or_default();
        let count = part.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..count), part.get(..count)) {
            to.copy_from_slice(from);
        }
        self.at += count;
        Ok(count)
    }
}

fn jsonl(n: u64) -> String {
    format!(
        "{{\"id\":\"{n}\",\"list\":\"T\",\"schema\":\"Person\",\"names\":[{{\"v\":\"SURNAME{n}, Given\",\"k\":\"primary\"}},{{\"v\":\"Given Other{n}\",\"k\":\"aka\"}}],\"gender\":\"F\",\"dob\":[\"19{:02}-03-04\"],\"nat\":[\"EGY\"],\"docs\":[{{\"t\":\"Passport\",\"n\":\"T{n}\",\"c\":\"EGY\"}}]}}\n",
        n % 100
    )
}

fn csv(n: u64) -> String {
    format!("{n},SURNAME{n},Given,Given Other{n},04/03/19{:02},F,EGY,T{n}\n", n % 100)
}

fn main() {
    let entries = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    for (name, head, line) in [
        ("list.jsonl", "", jsonl as fn(u64) -> String),
        ("list.csv", "id,surname,given,aliases,dob,sex,nationality,passport no\n", csv),
    ] {
        let open = || {
            let made = Made { head, line, next: 0, end: entries, rest: Vec::new(), at: 0 };
            Ok(BufReader::with_capacity(1 << 20, made))
        };
        let start = Instant::now();
        let count = match pc_lists::stream(name, None, open) {
            Ok(read) => read.lines.flatten().filter(|line| line.entry.is_some()).count(),
            Err(error) => return println!("{error}"),
        };
        let seconds = start.elapsed().as_secs_f64();
        let peak = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let peak = peak.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or("?").trim().to_owned();
        println!(
            "{name}: {count} entries in {seconds:.1} s, {:.0} a second, at most {peak}",
            count as f64 / seconds
        );
    }
}
