//! A node: every part wired together.

mod desk;
mod folder;
mod lookouts;
mod status;
mod ui;
mod work;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, anyhow};
use axum::Router;
use jiff::civil::DateTime;
use pc_kernel::{Clock, Ids, Rng, SystemClock, SystemRng};
use pc_lookout::Importer;
use pc_movement::{
    Agency, HitCountReactor, Intake,
    commands::{ScheduleOutcome, ScheduledFlight, schedule},
};
use pc_screening::ScreeningReactor;
use pc_store::{Audit, Fill, KindSchema, Reacting, SnapshotExt, Store, WriteSet};
use pc_web::Web;

pub use desk::People;
pub use folder::watch;
pub use lookouts::IndexService;

/// Hits below this score are not made.
pub const DEFAULT_THRESHOLD: f32 = pc_name_match::DEFAULT_THRESHOLD;

/// Every record kind of the program.
pub static KINDS: std::sync::LazyLock<Vec<&'static KindSchema>> = std::sync::LazyLock::new(|| {
    [
        pc_movement::KINDS,
        pc_lookout::KINDS,
        pc_screening::KINDS,
        pc_subject::KINDS,
        &pc_identity::KINDS,
        &pc_web::KINDS,
    ]
    .concat()
});

/// Every part, wired.
pub struct Node {
    /// Records and journal, with the reactors in front.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Where messages go in.
    pub intake: Arc<Intake>,
    /// Where lists go in.
    pub importer: Arc<Importer>,
    /// The index in service.
    pub lookouts: Arc<IndexService>,
    /// Everybody on recent and coming flights.
    pub people: Arc<People>,
    /// What is being asked at the desk.
    pub inquiries: Arc<pc_subject_http::Inquiries>,
    /// What the routes share.
    pub web: Web,
    name: String,
    /// For files while they are read.
    scratch: PathBuf,
}

/// Opens the node of the data folder `dir`.
pub fn open(dir: &Path, threshold: f32) -> anyhow::Result<Arc<Node>> {
    let fill = vec![Fill::of::<pc_lookout::Entry>()];
    let options = pc_store_sqlite::Options { fill, ..Default::default() };
    let store = pc_store_sqlite::SqliteStore::open(dir, &KINDS, options)
        .with_context(|| format!("opening the data folder {}", dir.display()))?;
    Node::wire(store, Arc::new(SystemClock), Arc::new(SystemRng), "hub", threshold, dir.to_owned())
}

impl Node {
    /// Wires a node over `store`, which has no folder.
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        name: &str,
        threshold: f32,
    ) -> anyhow::Result<Arc<Self>> {
        Self::wire(store, clock, rng, name, threshold, std::env::temp_dir())
    }

    fn wire(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Rng>,
        name: &str,
        threshold: f32,
        scratch: PathBuf,
    ) -> anyhow::Result<Arc<Self>> {
        let lookouts = Arc::new(IndexService::new(store.clone(), clock.clone(), threshold));
        let screening = ScreeningReactor::new(lookouts.clone(), clock.clone(), rng.clone(), threshold);
        let store: Arc<dyn Store> =
            Arc::new(Reacting::new(store, vec![Arc::new(screening), Arc::new(HitCountReactor)]));
        let web = Web::new(store.clone(), clock.clone(), rng.clone())?;
        Ok(Arc::new(Self {
            people: People::new(store.clone(), clock.clone()),
            inquiries: pc_subject_http::Inquiries::new(web.clone()),
            intake: Arc::new(Intake::new(store.clone(), clock.clone(), rng.clone())),
            importer: Arc::new(Importer::new(store.clone(), clock.clone(), rng.clone())),
            web,
            lookouts,
            store,
            clock,
            rng,
            name: name.to_owned(),
            scratch,
        }))
    }

    /// The API and the console.
    pub fn app(self: &Arc<Self>, tls: bool) -> (Router, utoipa::openapi::OpenApi) {
        let movement = pc_movement_http::Movement { web: self.web.clone(), intake: self.intake.clone() };
        let lookout = pc_lookout_http::Lookout {
            web: self.web.clone(),
            importer: self.importer.clone(),
            scratch: self.scratch.clone(),
            read_birth: pc_subject::any_date,
            turn: Arc::default(),
        };
        let screening =
            pc_screening_http::Screening { web: self.web.clone(), lookouts: self.lookouts.clone() };
        let desk = pc_subject_http::Desk {
            web: self.web.clone(),
            sources: Arc::new(self.desk()),
            inquiries: self.inquiries.clone(),
            threshold: self.lookouts.threshold,
        };
        let api = pc_movement_http::router(movement)
            .merge(pc_lookout_http::router(lookout))
            .merge(pc_screening_http::router(screening))
            .merge(pc_subject_http::router(desk))
            .merge(status::router(self.clone()));
        pc_web::app(api, self.web.clone(), pc_web::Options { tls, ui: Some(ui::router()) })
    }

    /// Where the desk's questions are answered.
    fn desk(&self) -> desk::Desk {
        desk::Desk {
            clock: self.clock.clone(),
            store: self.store.clone(),
            lookouts: self.lookouts.clone(),
            people: self.people.clone(),
        }
    }

    /// Asks every saved subject again; those whose answer changed say so from then on.
    pub async fn ask_saved(&self) -> anyhow::Result<()> {
        work::ask_saved(self).await
    }

    /// Builds the index of the lists as they are, looks again at everybody whom a change concerns, and returns when
    /// that is done.
    pub async fn refresh(&self) -> anyhow::Result<()> {
        work::settle(self).await?;
        work::expire(self).await?;
        // What an import has left to do begins with the index; without any, the index alone is made.
        if !work::rescreen(self).await? {
            self.lookouts.rebuild().await?;
        }
        self.people.refresh().await
    }

    /// Says which ports are this agency's.
    pub async fn set_ports(&self, ports: &[String], audit: Audit) -> anyhow::Result<()> {
        let ports: Vec<String> = ports.iter().map(|p| p.trim().to_ascii_uppercase()).collect();
        if let Some(unknown) = ports.iter().find(|p| pc_places::lookup(p).is_none()) {
            return Err(anyhow!("{unknown:?} is not an IATA code that is known"));
        }
        let view = self.store.snapshot().await?;
        let before = view.load::<Agency>(Agency::ID).await?;
        drop(view);
        let mut set = WriteSet::new(audit);
        set.put(&Agency { ports }, before.map_or(0, |b| b.version))?;
        self.store.commit(set).await?;
        Ok(())
    }

    /// Says which flights to expect.
    pub async fn schedule(&self, rows: &[ScheduledFlight], audit: Audit) -> anyhow::Result<ScheduleOutcome> {
        let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
        let view = self.store.snapshot().await?;
        let (set, outcome) = schedule(view.as_ref(), rows, &ids, audit).await?;
        drop(view);
        self.store.commit(set).await?;
        Ok(outcome)
    }

    /// Keeps the index fresh, works off what lists changed, and signs the journal, until the program ends.
    pub fn start_background(self: &Arc<Self>) {
        work::start(self.clone());
    }
}

/// Reads a schedule: CSV with the header `carrier,number,from,to,departure,arrival`.
pub fn schedule_rows(text: &str) -> anyhow::Result<Vec<ScheduledFlight>> {
    let mut lines = text.lines();
    let header = lines.next().unwrap_or_default().trim_start_matches('\u{feff}').trim();
    if header != "carrier,number,from,to,departure,arrival" {
        return Err(anyhow!(
            "line 1: the header must be carrier,number,from,to,departure,arrival, not {header:?}"
        ));
    }
    let mut rows = Vec::new();
    for (index, line) in lines.enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let fields: Vec<&str> = line.split(',').map(str::trim).collect();
        let [carrier, number, from, to, departure, arrival] = fields[..] else {
            return Err(anyhow!("line {}: expected 6 fields, found {}", index + 2, fields.len()));
        };
        let time = |t: &str| {
            t.parse::<DateTime>()
                .map_err(|_| anyhow!("line {}: {t:?} is not a local time like 2026-03-01T07:40", index + 2))
        };
        rows.push(ScheduledFlight {
            carrier: carrier.to_owned(),
            number: number.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            departure: time(departure)?,
            arrival: time(arrival)?,
        });
    }
    Ok(rows)
}
