//! Work beside the requests: a changed list is put in service and matched against everybody expected, and the journal
//! is signed.

use std::{borrow::Cow, sync::Arc, time::Duration};

use anyhow::Context;
use jiff::SignedDuration;
use pc_kernel::{GenericUuid, Ids, ImportId, TravelerId};
use pc_lookout::Import;
use pc_screening::{Changed, Lookouts, RESCREEN_QUEUE, ScreenedPerson, commands, queries};
use pc_store::{Actor, Audit, Record, StoreError, Versioned, WriteSet};
use pc_subject::{SavedSubject, saved};
use tokio::sync::{Notify, mpsc};

use super::Node;

/// People on flights up to this long ago are matched against a changed list.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(24);
/// People looked at in one commit.
const BATCH: usize = 250;
/// People read at a time to see whom a change concerns.
const PAGE: usize = 1000;
const LEASE: SignedDuration = SignedDuration::from_mins(10);
const ATTEMPTS: usize = 20;

/// Starts the work, until the program ends.
pub fn start(node: Arc<Node>) {
    let changed = Arc::new(Notify::new());
    let wake = changed.clone();
    let (imports, mut imported) = mpsc::unbounded_channel();
    node.store.on_commit(Box::new(move |notice| {
        if notice.events.iter().any(|e| e == "lookout.list-imported") {
            for (_, id) in notice.records.iter().filter(|(kind, _)| *kind == Import::KIND.name) {
                let _ = imports.send(ImportId::from_untyped_uuid(*id));
            }
            wake.notify_one();
        }
    }));
    // What changed is found at once, however many people are still to be looked at for an earlier change.
    let lookouts = node.lookouts.clone();
    tokio::spawn(async move {
        while let Some(import) = imported.recv().await {
            // A large one takes long; what comes after it does not wait.
            let lookouts = lookouts.clone();
            tokio::spawn(async move {
                if let Err(error) = lookouts.follow(&[import]).await {
                    tracing::error!(
                        "a change could not be put in service, and will be tried again: {error:#}"
                    );
                }
            });
        }
    });
    // A change is looked at beside a large one before it that takes long.
    let (beside, woken) = (node.clone(), changed.clone());
    tokio::spawn(async move {
        loop {
            woken.notified().await;
            if let Err(error) = rescreen(&beside).await {
                tracing::error!("work on changed lists failed, and will be tried again: {error:#}");
            }
        }
    });
    let watcher = node.clone();
    tokio::spawn(async move { keep_asking(&watcher).await });
    let people = node.people.clone();
    tokio::spawn(async move { people.keep().await });
    tokio::spawn(async move {
        if let Err(error) = settle(&node).await {
            tracing::error!("an interrupted import could not be ended: {error:#}");
        }
        loop {
            if let Err(error) = turn(&node).await {
                tracing::error!("work on changed lists failed, and will be tried again: {error:#}");
            }
            tokio::select! {
                () = changed.notified() => {}
                () = tokio::time::sleep(Duration::from_secs(30)) => {}
            }
        }
    });
}

async fn turn(node: &Node) -> anyhow::Result<()> {
    expire(node).await?;
    rescreen(node).await?;
    node.store.checkpoint(node.clock.now()).await?;
    Ok(())
}

/// Asks saved subjects again whenever the lists in service or the people on flights have changed.
async fn keep_asking(node: &Node) {
    let mut asked = None;
    loop {
        tokio::time::sleep(Duration::from_secs(10)).await;
        let now = Some((node.lookouts.current().built_at, node.people.current().as_of));
        if now == asked {
            continue;
        }
        match ask_saved(node).await {
            Ok(()) => asked = now,
            Err(error) => tracing::error!("saved subjects could not be asked again: {error:#}"),
        }
    }
}

/// Asks every saved subject again.
pub async fn ask_saved(node: &Node) -> anyhow::Result<()> {
    let (desk, mut after) = (node.desk(), None);
    loop {
        let now = node.clock.now();
        let page = node.store.snapshot().await?.scan(&saved::asked_at(now, after)).await?;
        for stored in &page.records {
            let before = Versioned::<SavedSubject>::read(stored)?;
            let asked = saved::found(&desk, &before.record.text, node.lookouts.threshold, now).await;
            // Without an answer nothing is taken for gone: it is asked again with the next change.
            let Ok(found) = asked else { continue };
            let audit = Audit {
                actor: Actor::System(Cow::Borrowed("saved-subjects")),
                purpose: "subject-query".into(),
                cause: Some("lists or manifests changed".to_owned()),
                at: now,
            };
            let Some(set) = saved::renewed(&before, found, audit)? else { continue };
            match node.store.commit(set).await {
                Err(error) if !error.is_conflict() => return Err(error.into()),
                _ => {}
            }
        }
        match page.next {
            Some(next) => after = Some(next),
            None => return Ok(()),
        }
    }
}

/// Ends imports that the last run of the program did not come to the end of.
pub async fn settle(node: &Node) -> anyhow::Result<()> {
    let audit = Audit {
        actor: Actor::System(Cow::Borrowed("lists")),
        purpose: "list-maintenance".into(),
        cause: Some("an interrupted import".to_owned()),
        at: node.clock.now(),
    };
    Ok(node.importer.recover(&audit).await?)
}

/// Has entries made by hand begin and cease to count when their time has come.
pub async fn expire(node: &Node) -> anyhow::Result<()> {
    for _ in 0..ATTEMPTS {
        let view = node.store.snapshot().await?;
        let ids = Ids::new(node.clock.as_ref(), node.rng.as_ref());
        let audit = Audit {
            actor: Actor::System(Cow::Borrowed("validity")),
            purpose: "list-maintenance".into(),
            cause: Some("the validity of entries".to_owned()),
            at: node.clock.now(),
        };
        let Some(set) = pc_lookout::by_hand::due(view.as_ref(), &ids, audit).await? else { return Ok(()) };
        drop(view);
        match node.store.commit(set).await {
            Err(error) if !error.is_conflict() => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// Works off what imports have left to do. Whether there was anything, so that the index is as new as the lists.
pub async fn rescreen(node: &Node) -> anyhow::Result<bool> {
    let mut worked = false;
    loop {
        let jobs = node.store.claim_jobs(RESCREEN_QUEUE, 100, node.clock.now(), LEASE).await?;
        if jobs.is_empty() {
            return Ok(worked);
        }
        worked = true;
        let imports: Option<Vec<ImportId>> =
            jobs.iter().map(|job| serde_json::from_value(job.payload.get("import")?.clone()).ok()).collect();
        let changed = if let Some(imports) = imports {
            node.lookouts.follow(&imports).await?
        } else {
            node.lookouts.rebuild().await?;
            None
        };
        everybody(node, changed).await?;
        // One look answers every import that came before it.
        let mut set = WriteSet::new(audit(node));
        set.done = jobs.iter().map(|j| j.id).collect();
        node.store.commit(set).await?;
    }
}

/// Looks again at everybody whom the change may concern: who had a hit on one of its entries, and to whom one of them
/// answers. Without a change that is told, at everybody.
async fn everybody(node: &Node, changed: Option<Changed>) -> anyhow::Result<()> {
    let since = node.clock.now() - LOOK_BACK;
    let threshold = node.lookouts.threshold;
    let changed = match changed {
        Some(changed) => {
            let met = changed.met(node.store.snapshot().await?.as_ref()).await?;
            Some(Arc::new((changed, met)))
        }
        None => None,
    };
    let mut after = None;
    loop {
        let page = node.store.snapshot().await?.scan(&queries::listed_since(since, after, PAGE)).await?;
        after = page.next;
        let changed = changed.clone();
        let concerned = tokio::task::spawn_blocking(move || {
            let mut concerned = Vec::new();
            for stored in &page.records {
                let person = Versioned::<ScreenedPerson>::read(stored)?.record;
                let concerns = changed.as_ref().is_none_or(|change| {
                    change.1.contains(&person.traveler) || change.0.answers(&person.facts, threshold)
                });
                if concerns {
                    concerned.push(person.traveler);
                }
            }
            Ok::<Vec<TravelerId>, StoreError>(concerned)
        });
        for people in concerned.await.context("looking for those concerned")??.chunks(BATCH) {
            look(node, people).await?;
        }
        if after.is_none() {
            return Ok(());
        }
    }
}

async fn look(node: &Node, people: &[TravelerId]) -> anyhow::Result<()> {
    let index = node.lookouts.current();
    for attempt in 0.. {
        let view = node.store.snapshot().await?;
        let threshold = node.lookouts.threshold;
        let lookouts = node.lookouts.as_ref();
        let set = commands::rescreen(view.as_ref(), lookouts, &index, people, threshold, audit(node)).await?;
        drop(view);
        if set.puts.is_empty() {
            return Ok(());
        }
        match node.store.commit(set).await {
            Ok(_) => return Ok(()),
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

fn audit(node: &Node) -> Audit {
    Audit {
        actor: Actor::System(Cow::Borrowed("screening")),
        purpose: "screening".into(),
        cause: Some("a list changed".to_owned()),
        at: node.clock.now(),
    }
}
