//! Nothing acknowledged is missing after a kill.
//!
//! The test runs its own binary again as a child that commits as fast as it can and prints each acknowledgement; kills
//! it at a random moment; opens the folder and looks for everything that was acknowledged; and goes on with the same
//! folder.

use std::{
    env,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use futures::executor::block_on;
use pc_kernel::{Rng, SystemRng};
use pc_store::{
    Store, Subject,
    conformance::{ITEM, Item, audit, id, item, set},
};
use pc_store_sqlite::verify_dir;

use crate::open;

const DIR: &str = "PC_STORE_SQLITE_CRASH_DIR";
const ROUND: &str = "PC_STORE_SQLITE_CRASH_ROUND";
const WRITERS: u64 = 6;

/// The child: not a test, and does nothing when it is run as one.
#[test]
fn child() {
    let (Ok(dir), Ok(round)) = (env::var(DIR), env::var(ROUND)) else { return };
    let round: u64 = round.parse().unwrap();
    let store = open(Path::new(&dir));
    let (store, started) = (&store, round * 1_000_000_000);
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            scope.spawn(move || {
                for n in 0.. {
                    let this = started + writer * 10_000_000 + n;
                    let mut set = set(1);
                    let record = Item { owner: Some(id(this)), ..item(this) };
                    set.insert_with_blob(&record, vec![7; 4000]).unwrap();
                    let commit = block_on(store.commit(set)).unwrap();
                    say(&format!("put {} {this}", commit.sequence));
                    if n % 10 == 9 {
                        let commit =
                            block_on(store.destroy(&Subject::new("conformance", id(this)), audit(2)))
                                .unwrap();
                        say(&format!("destroyed {} {this}", commit.sequence));
                    }
                }
            });
        }
    });
}

fn say(line: &str) {
    // The lock makes the line whole; a reader that has gone away means that the test is over.
    let mut out = std::io::stdout().lock();
    if writeln!(out, "ack {line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

#[derive(Debug)]
struct Ack {
    destroyed: bool,
    sequence: u64,
    n: u64,
}

fn run_and_kill(dir: &Path, round: u64) -> Vec<Ack> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "crash::child", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let reader = thread::spawn(move || {
        let mut acks = Vec::new();
        for line in output.lines().map_while(Result::ok) {
            // The harness writes its own words in front of the first line.
            let Some((_, line)) = line.split_once("ack ") else { continue };
            let words: Vec<&str> = line.split(' ').collect();
            if let [what, sequence, n] = words[..]
                && let (Ok(sequence), Ok(n)) = (sequence.parse(), n.parse())
            {
                acks.push(Ack { destroyed: what == "destroyed", sequence, n });
            }
        }
        acks
    });
    thread::sleep(Duration::from_millis(150 + SystemRng.below(450)));
    child.kill().unwrap();
    child.wait().unwrap();
    reader.join().unwrap()
}

#[test]
fn nothing_acknowledged_is_missing_after_kills() {
    let dir = tempfile::tempdir().unwrap();
    let mut total = 0;
    for round in 1..=5 {
        let acks = run_and_kill(dir.path(), round);
        total += acks.len();
        let store = open(dir.path());
        let lines = block_on(store.journal(0, usize::MAX >> 1)).unwrap();
        let view = block_on(store.snapshot()).unwrap();
        let destroyed: Vec<u64> = acks.iter().filter(|a| a.destroyed).map(|a| a.n).collect();
        for ack in &acks {
            let line = lines
                .get(usize::try_from(ack.sequence).unwrap() - 1)
                .unwrap_or_else(|| panic!("{ack:?} was acknowledged and is not in the journal"));
            assert!(
                line.writes.iter().any(|w| w.id == id(ack.n) && w.deleted == ack.destroyed),
                "{ack:?} {line:?}"
            );
            let record = block_on(view.get(ITEM, id(ack.n))).unwrap();
            // Its destruction may have been committed without the child living to say so.
            let gone = destroyed.contains(&ack.n)
                || lines.iter().any(|l| l.writes.iter().any(|w| w.deleted && w.id == id(ack.n)));
            assert_eq!(record.is_none(), gone, "{ack:?}");
        }
        drop(view);
        drop(store);
        let report = verify_dir(dir.path()).unwrap();
        assert_eq!(report.entries, lines.len() as u64);
        assert_eq!((report.failed, report.lost), (0, 0), "{report:?}");
        assert_eq!(report.opened + report.destroyed, report.sealed);
        let entries = lines.iter().filter(|l| l.writes.iter().any(|w| w.deleted)).count() as u64;
        assert_eq!(report.destroyed, entries, "every committed destruction is finished after reopening");
    }
    assert!(total > 50, "only {total} acknowledgements: the test tests nothing");
}
