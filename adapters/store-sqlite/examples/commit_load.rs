//! How many durable commits a second: 8 tasks, each set one sealed 4 kB message, two small records, one event.
//!
//! `cargo run --release -p pc-store-sqlite --example commit_load [SECONDS] [TASKS] [DIR]`

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use pc_kernel::{Clock, Ids, Rng, SystemClock, SystemRng};
use pc_store::{
    Actor, Audit, Column, ColumnKind, EventPayload, Index, KindSchema, Owner, Record, Store, Subject, Value,
    WriteSet,
};
use pc_store_sqlite::{Options, SqliteStore, verify_dir};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Serialize, Deserialize)]
struct Message {
    id: Uuid,
    received: i64,
}

#[derive(Serialize, Deserialize)]
struct Person {
    id: Uuid,
    message: Uuid,
    name: String,
}

#[derive(Serialize, Deserialize)]
struct Arrived {
    message: Uuid,
}

const MESSAGE: &KindSchema = &KindSchema {
    name: "load_message",
    schema: 1,
    owner: Owner::Node,
    columns: &[Column { name: "received", kind: ColumnKind::Integer }],
    indexes: &[Index { name: "by_received", columns: &["received"], unique: false }],
};

const PERSON: &KindSchema = &KindSchema {
    name: "load_person",
    schema: 1,
    owner: Owner::Node,
    columns: &[
        Column { name: "message", kind: ColumnKind::Text },
        Column { name: "name", kind: ColumnKind::Text },
    ],
    indexes: &[
        Index { name: "by_message", columns: &["message"], unique: false },
        Index { name: "by_name", columns: &["name"], unique: false },
    ],
};

impl Record for Message {
    const KIND: &'static KindSchema = MESSAGE;
    fn id(&self) -> Uuid {
        self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![self.received.into()]
    }
    fn subject(&self) -> Option<Subject> {
        Some(Subject::new("advance-information", self.id))
    }
}

impl Record for Person {
    const KIND: &'static KindSchema = PERSON;
    fn id(&self) -> Uuid {
        self.id
    }
    fn values(&self) -> Vec<Value> {
        vec![self.message.into(), self.name.clone().into()]
    }
    fn subject(&self) -> Option<Subject> {
        Some(Subject::new("advance-information", self.message))
    }
}

impl EventPayload for Arrived {
    const NAME: &'static str = "load.arrived";
    const VERSION: u32 = 1;
}

fn one_set() -> WriteSet {
    let ids = Ids::new(&SystemClock, &SystemRng);
    let at = SystemClock.now();
    let actor = Actor::System("commit-load".into());
    let mut set = WriteSet::new(Audit { actor, purpose: "load".into(), cause: None, at });
    let message = Message { id: ids.uuid(), received: at.as_millisecond() };
    let mut bytes = vec![0; 4096];
    SystemRng.fill(&mut bytes);
    set.insert_with_blob(&message, bytes).expect("it encodes");
    for _ in 0..2 {
        let name = format!("Person {}", SystemRng.next_u64());
        set.insert(&Person { id: ids.uuid(), message: message.id, name }).expect("it encodes");
    }
    let subject = message.subject();
    set.event(&Arrived { message: message.id }, subject).expect("it encodes");
    set
}

#[tokio::main]
async fn main() {
    let mut args = std::env::args().skip(1);
    let seconds: u64 = args.next().and_then(|a| a.parse().ok()).unwrap_or(10);
    let tasks: usize = args.next().and_then(|a| a.parse().ok()).unwrap_or(8);
    let dir = args.next().map_or_else(|| std::env::temp_dir().join("portcullis-commit-load"), PathBuf::from);
    let _ = std::fs::remove_dir_all(&dir);
    let store = SqliteStore::open(&dir, &[MESSAGE, PERSON], Options::default()).expect("the store opens");

    let began = Instant::now();
    let until = began + Duration::from_secs(seconds);
    let mut running = Vec::new();
    for _ in 0..tasks {
        let store: Arc<SqliteStore> = store.clone();
        running.push(tokio::spawn(async move {
            let mut times = Vec::new();
            while Instant::now() < until {
                let set = one_set();
                let start = Instant::now();
                store.commit(set).await.expect("it commits");
                times.push(start.elapsed());
            }
            times
        }));
    }
    let mut times = Vec::new();
    for task in running {
        times.extend(task.await.expect("it ran"));
    }
    let took = began.elapsed();
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{} commits in {:.1} s by {tasks} tasks: {:.0} commits/s (goal 1500); p50 {:.2} ms, p99 {:.2} ms, max {:.1} ms",
        times.len(),
        took.as_secs_f64(),
        times.len() as f64 / took.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0)
    );
    drop(store);
    let began = Instant::now();
    let report = verify_dir(&dir).expect("the chain holds");
    println!(
        "verified {} entries in {:.2} s, {} parts opened",
        report.entries,
        began.elapsed().as_secs_f64(),
        report.opened
    );
    let _ = std::fs::remove_dir_all(&dir);
}
