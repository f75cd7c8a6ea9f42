use std::sync::Arc;

use futures::lock::Mutex;
use pc_kernel::{Clock, Ids, ImportId, Rng, Warning};
use pc_store::{Audit, CommitError, Scan, SnapshotExt, Store, StoreError, WriteSet};

use crate::{
    LookoutError,
    file::{RawFile, stream},
    import::{Draft, interrupted},
    model::{FileRecord, Import, ImportCounts, List},
    plan::{Plan, Planned, Step},
    renamed::known_as,
    survey::Survey,
    undo::Undo,
};

/// How many times an import is decided again after a conflict.
const ATTEMPTS: usize = 5;
/// Records written in one commit. What needs more is written in several, so that it needs no memory.
const PART: usize = 25_000;

/// Why files were not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImporterError {
    /// The files are not a list that can be read.
    #[error("{0}")]
    Files(String),
    /// They could not be decided on.
    #[error(transparent)]
    Lookout(#[from] LookoutError),
    /// They could not be committed.
    #[error(transparent)]
    Commit(#[from] CommitError),
}

impl From<StoreError> for ImporterError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

/// What an import of some files would do now; nothing is written.
#[derive(Debug)]
pub struct Preview {
    /// Short name of the list.
    pub list: String,
    /// Name for people of the list, where it is known.
    pub known: Option<String>,
    /// The version of the list that the files were compared with; 0 where it is not known.
    pub version: u32,
    /// Short name of the files' form.
    pub format: String,
    /// The date or edition that the list states of itself, where it does.
    pub published: Option<String>,
    /// The files.
    pub files: Vec<FileRecord>,
    /// What would be done.
    pub counts: ImportCounts,
    /// Active entries that the files do not hold and that would stay, because they could not be read to their end.
    pub kept: u32,
    /// The first entries of each kind of change.
    pub first: Vec<Planned>,
    /// The first hundred warnings.
    pub warnings: Vec<Warning>,
}

/// Takes list files in.
pub struct Importer {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    /// One import after another: a large one is several commits.
    turn: Mutex<()>,
    part: usize,
}

impl Importer {
    /// Writes to `store`.
    pub fn new(store: Arc<dyn Store>, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> Self {
        Self { store, clock, rng, turn: Mutex::new(()), part: PART }
    }

    /// Writes at most about so many records in one commit.
    #[must_use]
    pub fn in_parts_of(self, part: usize) -> Self {
        Self { part, ..self }
    }

    /// Compares `files` (those of one list, see [`pc_lists::read_any`]) with the list as it is, and commits what differs:
    /// all at once, or a large list in parts. The files are read twice, and an entry at a time where their form allows.
    pub async fn import(
        &self,
        files: Vec<RawFile>,
        title: Option<String>,
        audit: Audit,
    ) -> Result<Import, ImporterError> {
        self.import_at(files, title, None, audit).await
    }

    /// The same. With the `version` of the list that a preview was made of, the list must still be at it.
    pub async fn import_at(
        &self,
        files: Vec<RawFile>,
        title: Option<String>,
        version: Option<u32>,
        audit: Audit,
    ) -> Result<Import, ImporterError> {
        let survey = Survey::of(&files)?;
        let _turn = self.turn.lock().await;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.settle(&audit).await?;
            // What was written by an attempt before is no change of somebody else.
            let version = version.filter(|_| attempt == 1);
            match self.take(&files, &survey, title.clone(), version, &audit).await {
                Err(ImporterError::Commit(error)) if error.is_conflict() && attempt < ATTEMPTS => {}
                Err(error) => {
                    self.settle(&audit).await?;
                    return Err(error);
                }
                done => return done,
            }
        }
    }

    async fn take(
        &self,
        files: &[RawFile],
        survey: &Survey,
        title: Option<String>,
        version: Option<u32>,
        audit: &Audit,
    ) -> Result<Import, ImporterError> {
        let told = |error: String| ImporterError::Files(error);
        let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
        let mut view = self.store.snapshot().await?;
        let survey = known_as(view.as_ref(), survey).await?;
        let mut plan = Plan::begin(view.as_ref(), &survey).await?;
        if version.is_some_and(|version| version != plan.version()) {
            return Err(plan.moved(view.as_ref(), &survey).await?.into());
        }
        let mut draft = Draft::of(&survey, &plan, title, &ids, audit);
        let mut set = WriteSet::new(audit.clone());
        for line in stream(files).map_err(|e| told(e.to_string()))?.lines {
            let line = line.map_err(|e| told(e.to_string()))?;
            let Some(step) = plan.next(view.as_ref(), line).await? else { continue };
            draft.write(&mut set, &step, &ids)?;
            if set.puts.len() >= self.part {
                drop(view);
                set = self.part(&mut draft, set, plan.counts).await?;
                view = self.store.snapshot().await?;
            }
        }
        let mut after = None;
        loop {
            let (gone, next) = plan.missing(view.as_ref(), after).await?;
            for step in &gone {
                draft.write(&mut set, step, &ids)?;
            }
            let Some(next) = next else { break };
            after = Some(next);
            if set.puts.len() >= self.part {
                drop(view);
                set = self.part(&mut draft, set, plan.counts).await?;
                view = self.store.snapshot().await?;
            }
        }
        drop(view);
        draft.import.warnings = survey.with(std::mem::take(&mut plan.notices));
        let done = draft.finish(&mut set, plan.counts)?;
        self.store.commit(set).await?;
        Ok(done)
    }

    /// Commits a set that is not the last. The next, empty.
    async fn part(
        &self,
        draft: &mut Draft,
        mut set: WriteSet,
        counts: ImportCounts,
    ) -> Result<WriteSet, ImporterError> {
        let next = WriteSet::new(set.audit.clone());
        draft.part(&mut set, counts)?;
        self.store.commit(set).await?;
        Ok(next)
    }

    /// What an import of `files` would do, with the first `limit` entries of each kind of change.
    pub async fn preview(&self, files: &[RawFile], limit: usize) -> Result<Preview, ImporterError> {
        let told = |error: String| ImporterError::Files(error);
        let survey = Survey::of(files)?;
        let view = self.store.snapshot().await?;
        let survey = known_as(view.as_ref(), &survey).await?.into_owned();
        let mut plan = Plan::begin(view.as_ref(), &survey).await?;
        let mut first: [Vec<Planned>; 3] = Default::default();
        let mut note = |step: &Step| {
            if let Some(kind) = first.get_mut(step.kind() as usize)
                && kind.len() < limit
            {
                kind.push(step.planned());
            }
        };
        for line in stream(files).map_err(|e| told(e.to_string()))?.lines {
            let line = line.map_err(|e| told(e.to_string()))?;
            plan.next(view.as_ref(), line).await?.iter().for_each(&mut note);
        }
        let mut after = None;
        loop {
            let (gone, next) = plan.missing(view.as_ref(), after).await?;
            gone.iter().for_each(&mut note);
            after = next;
            if after.is_none() {
                break;
            }
        }
        let version = plan.version();
        let warnings = survey.with(std::mem::take(&mut plan.notices));
        Ok(Preview {
            list: survey.list,
            version,
            known: plan.known.map(|list| list.record.title),
            format: survey.format.to_owned(),
            published: survey.published,
            files: survey.files,
            counts: plan.counts,
            kept: plan.kept,
            first: first.into_iter().flatten().collect(),
            warnings,
        })
    }

    /// Undoes `import`, as an import of its own.
    pub async fn undo(&self, import: ImportId, audit: Audit) -> Result<Import, ImporterError> {
        let _turn = self.turn.lock().await;
        let mut attempt = 0;
        loop {
            attempt += 1;
            self.settle(&audit).await?;
            match self.take_back(import, &audit).await {
                Err(ImporterError::Commit(error)) if error.is_conflict() && attempt < ATTEMPTS => {}
                Err(error) => {
                    self.settle(&audit).await?;
                    return Err(error);
                }
                done => return done,
            }
        }
    }

    async fn take_back(&self, import: ImportId, audit: &Audit) -> Result<Import, ImporterError> {
        let ids = Ids::new(self.clock.as_ref(), self.rng.as_ref());
        let mut view = self.store.snapshot().await?;
        let (mut undo, mut draft) = Undo::begin(view.as_ref(), import, &ids, audit).await?;
        let mut set = WriteSet::new(audit.clone());
        while let Some(steps) = undo.next(view.as_ref()).await? {
            for step in &steps {
                draft.write(&mut set, step, &ids)?;
            }
            if set.puts.len() >= self.part {
                drop(view);
                set = self.part(&mut draft, set, undo.counts()).await?;
                view = self.store.snapshot().await?;
            }
        }
        drop(view);
        undo.finish(&mut set, draft.import.id)?;
        let done = draft.finish(&mut set, undo.counts())?;
        self.store.commit(set).await?;
        Ok(done)
    }

    /// Ends imports that did not come to their end, because the program was stopped for one: what they did counts from
    /// then on.
    pub async fn recover(&self, audit: &Audit) -> Result<(), ImporterError> {
        let _turn = self.turn.lock().await;
        self.settle(audit).await
    }

    async fn settle(&self, audit: &Audit) -> Result<(), ImporterError> {
        let view = self.store.snapshot().await?;
        for list in view.load_all::<List>(Scan::all::<List>("by_name")).await? {
            if let Some(set) = interrupted(view.as_ref(), &list.record, audit.clone()).await? {
                self.store.commit(set).await?;
            }
        }
        Ok(())
    }
}
