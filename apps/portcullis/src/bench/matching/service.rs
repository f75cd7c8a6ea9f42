//! The same promise kept by a node that serves: from the request that changes a list to the answer at the desk and the
//! hit on the board, over loopback HTTP and with the store on disk.

use std::{
    borrow::Cow,
    io::Write as _,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use jiff::SignedDuration;
use pc_access::Role;
use pc_demo_data::{DEFAULT_SEED, Traveler, manifest_400_at, watchlist};
use pc_identity::{NewAccount, Password};
use pc_lookout::RawFile;
use pc_store::{Actor, Audit};
use serde_json::{Value, json};
use uuid::Uuid;

use super::client::Client;
use crate::{
    bench::{line, millis, seconds},
    commands::serve,
    node::{self, Node},
};

/// Changes measured of each kind.
const ROUNDS: usize = 12;
/// So long is waited for what should come within seconds.
const PATIENCE: Duration = Duration::from_mins(1);

/// Measures with a list of `entries` and `flights` of 400 travelers each, which depart within two days.
pub async fn run(entries: usize, flights: u64) -> anyhow::Result<()> {
    let dir = std::env::temp_dir().join(format!("portcullis-bench-{}", std::process::id()));
    let done = measure(&dir, entries, flights).await;
    let _ = std::fs::remove_dir_all(&dir);
    done
}

async fn measure(dir: &Path, entries: usize, flights: u64) -> anyhow::Result<()> {
    let node = node::open(dir, node::DEFAULT_THRESHOLD)?;
    println!("\na node that serves: {entries} entries, {} travelers on coming flights", flights * 400);
    let started = Instant::now();
    let file = RawFile::held("list.jsonl", watchlist(DEFAULT_SEED, entries).into_bytes());
    node.importer.import(vec![file], None, audit(&node)).await?;
    line("import of the list", &seconds(started.elapsed()), "-");
    node.refresh().await?;
    let mut travelers = Vec::new();
    for flight in 0..flights {
        let departs = node.clock.now() + SignedDuration::from_mins(120 + (flight.cast_signed() * 7) % 2880);
        let (people, bytes) = manifest_400_at(flight, departs);
        let receipt = node.intake.take(bytes, "manifest", "bench", None, audit(&node)).await?;
        ensure!(receipt.messages[0].message.persons == 400, "the manifest was not read whole");
        travelers.extend(people.into_iter().filter(|p| p.document.is_some()).step_by(97));
    }
    ensure!(travelers.len() >= 2 * ROUNDS, "more flights are needed");
    let password = format!("{:032x}", node.rng.next_u64());
    account(&node, &password).await?;
    node.refresh().await?;
    node.start_background();
    let (address, listener) = serve::bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    let serving = tokio::spawn(serve::listen(node.clone(), listener, None));
    let asked = tokio::task::spawn_blocking(move || ask(address, &password, &travelers)).await?;
    serving.abort();
    let _ = serving.await;
    asked
}

async fn account(node: &Arc<Node>, password: &str) -> anyhow::Result<()> {
    let password = Password::new("bench", password).map_err(|e| anyhow::anyhow!("a made password {e}"))?;
    let rng = node.rng.clone();
    let password = tokio::task::spawn_blocking(move || password.hash(rng.as_ref())).await?;
    let roles = vec![Role::ListManager, Role::Analyst, Role::Officer];
    let new = NewAccount { name: "bench".to_owned(), display: "bench".to_owned(), roles, password };
    node.web.identity.create_account(new, audit(node)).await?;
    Ok(())
}

/// Times from the answer to a change.
#[derive(Default)]
struct Times {
    answer: Vec<Duration>,
    found: Vec<Duration>,
    board: Vec<Duration>,
}

impl Times {
    fn print(mut self, what: &str) {
        let of = |text: &str, times: &mut Vec<Duration>, goal| {
            times.sort_unstable();
            let (half, worst) = (times[times.len() / 2], times[times.len() - 1]);
            line(
                &format!("{what}: {text}, p50 / worst"),
                &format!("{} / {}", millis(half), millis(worst)),
                goal,
            );
        };
        of("request to answer", &mut self.answer, "-");
        of("answer to found at the desk", &mut self.found, "50 ms");
        of("answer to hit on the board", &mut self.board, "5 s");
    }
}

fn ask(address: SocketAddr, password: &str, travelers: &[Traveler]) -> anyhow::Result<()> {
    let mut client = Client::sign_in(address, "bench", password)?;
    let (by_hand, imported) = travelers.split_at(travelers.len() / 2);
    let mut times = Times::default();
    for person in by_hand.iter().take(ROUNDS) {
        let sent = Instant::now();
        let made = client.post("/entries", &json!({"list": "OWN", "entry": draft(person)}))?;
        times.answer.push(sent.elapsed());
        let id = made["entry_id"].as_str().context("an entry was made")?.to_owned();
        wait(&mut client, person, |entry| entry["id"] == id.as_str(), &mut times)?;
    }
    times.print("entry by hand");
    let (mut times, mut list) = (Times::default(), Vec::new());
    for (number, person) in imported.iter().take(ROUNDS).enumerate() {
        writeln!(list, "{}", listed(number, person))?;
        let sent = Instant::now();
        client.import("short.jsonl", &list)?;
        times.answer.push(sent.elapsed());
        let number = number.to_string();
        let own = |entry: &Value| entry["list"] == "SHORT" && entry["external_id"] == number.as_str();
        wait(&mut client, person, own, &mut times)?;
    }
    times.print("entry imported");
    Ok(())
}

/// Waits until the entry answers to the traveler's name at the desk, and until the hit stands on the board.
fn wait(
    client: &mut Client,
    person: &Traveler,
    own: impl Fn(&Value) -> bool,
    times: &mut Times,
) -> anyhow::Result<()> {
    let begun = Instant::now();
    let question = json!({
        "text": format!("{} {} {}", person.surname, person.given, birth(person)),
        "stretch": Uuid::new_v5(&Uuid::NAMESPACE_OID, person.reference.as_bytes()),
    });
    let (mut found, mut board) = (None, None);
    while (found.is_none() || board.is_none()) && begun.elapsed() < PATIENCE {
        if found.is_none() {
            let answer = client.post("/subjects/query", &question)?;
            let by_index = |c: &Value| {
                c["group"] == "alert"
                    && c["kind"] == "entry"
                    && (own(c) || own(&c["listing"]) || own(&json!({"id": c["id"]})))
            };
            found = items(&answer["candidates"]).any(by_index).then(|| begun.elapsed());
        }
        if board.is_none() && found.is_some() {
            let hits = client.get("/hits?state=open&limit=100")?;
            board = items(&hits["items"]).any(|hit| own(&hit["entry"])).then(|| begun.elapsed());
        }
    }
    times.found.push(found.context("the entry was not found at the desk")?);
    times.board.push(board.context("the hit did not come onto the board")?);
    Ok(())
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn birth(person: &Traveler) -> String {
    person.birth.map_or_else(String::new, |birth| birth.to_string())
}

fn draft(person: &Traveler) -> Value {
    let document = person.document.as_ref();
    json!({
        "schema": "Person",
        "names": [{"value": format!("{}, {}", person.surname, person.given), "kind": "primary"}],
        "gender": person.gender, "births": [birth(person)], "nationalities": [],
        "documents": document.iter().map(|d| json!({"kind": "passport", "number": d.number, "issuer": d.issuer})).collect::<Vec<_>>(),
        "category": "refer", "reason": "measured",
    })
}

fn listed(number: usize, person: &Traveler) -> Value {
    let document = person.document.as_ref();
    json!({
        "id": number.to_string(), "list": "SHORT", "schema": "Person",
        "names": [{"v": format!("{}, {}", person.surname, person.given), "k": "primary"}],
        "gender": person.gender, "dob": [birth(person)],
        "docs": document.iter().map(|d| json!({"t": "Passport", "n": d.number, "c": d.issuer})).collect::<Vec<_>>(),
    })
}

fn audit(node: &Node) -> Audit {
    Audit {
        actor: Actor::System(Cow::Borrowed("bench")),
        purpose: "measurement".into(),
        cause: None,
        at: node.clock.now(),
    }
}
