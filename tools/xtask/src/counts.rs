//! Reads what test runners say: how many passed and how many failed.

/// Which runner spoke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runner {
    /// No runner: the stage itself is the one thing that passes or fails.
    None,
    /// cargo-nextest: one summary.
    Nextest,
    /// libtest: a result line for each binary.
    Libtest,
    /// vitest: `Tests  2 failed | 11 passed (13)`.
    Vitest,
    /// The browser workflows: the last line that says `N passed`.
    Browser,
}

/// `(passed, failed)` as the runner said, or the outcome of the stage where it said nothing.
pub fn read(runner: Runner, said: &str, succeeded: bool) -> (u64, u64) {
    let lines: Vec<&str> = said.lines().map(str::trim).collect();
    let mut chosen: Vec<&str> = match runner {
        Runner::None => Vec::new(),
        Runner::Nextest => {
            lines.iter().rev().find(|l| l.starts_with("Summary")).copied().into_iter().collect()
        }
        Runner::Libtest => lines.iter().filter(|l| l.starts_with("test result:")).copied().collect(),
        Runner::Vitest => lines.iter().filter(|l| l.starts_with("Tests ")).copied().collect(),
        Runner::Browser => {
            lines.iter().rev().find(|l| before(l, "passed").is_some()).copied().into_iter().collect()
        }
    };
    chosen.retain(|l| before(l, "passed").is_some() || before(l, "failed").is_some());
    let sum =
        |words: &[&str]| chosen.iter().flat_map(|l| words.iter().filter_map(|w| before(l, w))).sum::<u64>();
    let passed = sum(&["passed"]);
    let failed = sum(&["failed", "timed"]);
    match (succeeded, passed, failed) {
        (true, 0, 0) => (1, 0),
        // Something went wrong that is no test, such as a build error.
        (false, passed, 0) => (passed, 1),
        (_, passed, failed) => (passed, failed),
    }
}

/// The number before the word `word`.
fn before(line: &str, word: &str) -> Option<u64> {
    let mut last = None;
    for part in line.split(|c: char| !c.is_ascii_alphanumeric()).filter(|p| !p.is_empty()) {
        if part == word {
            return last;
        }
        last = part.parse().ok();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Runner, read};

    #[test]
    fn each_runner_is_understood() {
        let nextest =
            "   PASS a\n     Summary [  11.412s] 12/15 tests run: 11 passed (1 slow), 1 failed, 0 skipped\n";
        assert_eq!(read(Runner::Nextest, nextest, false), (11, 1));
        let libtest =
            "test result: ok. 3 passed; 0 failed; 1 ignored\n\ntest result: FAILED. 1 passed; 2 failed;\n";
        assert_eq!(read(Runner::Libtest, libtest, false), (4, 2));
        let vitest = " Test Files  1 failed | 3 passed (4)\n      Tests  2 failed | 11 passed (13)\n";
        assert_eq!(read(Runner::Vitest, vitest, false), (11, 2));
        assert_eq!(read(Runner::Browser, "1 passed so far\nok\n7 passed, 0 failed\n", true), (7, 0));
    }

    #[test]
    fn silence_counts_as_the_stage_itself() {
        assert_eq!(read(Runner::None, "9 passed", true), (1, 0));
        assert_eq!(read(Runner::Nextest, "error: could not compile", false), (0, 1));
        assert_eq!(read(Runner::Libtest, "", true), (1, 0));
    }
}
