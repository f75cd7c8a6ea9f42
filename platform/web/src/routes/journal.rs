use axum::extract::State;
use jiff::Timestamp;
use pc_access::Role;
use pc_identity::AccountNote;
use pc_store::{Actor, JournalLine, Record as _, Snapshot, SnapshotExt as _, StoreError};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{ApiResult, Json, MAX_LIMIT, Problem, Query, Web};

/// Writes shown of one entry; an import has thousands.
const WRITES: usize = 100;

/// Which part of the journal.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct JournalQuery {
    /// Entries after this sequence number; 0 is the beginning.
    #[serde(default)]
    after: u64,
    /// At most so many: 1 to 500, 50 when absent.
    #[param(minimum = 1, maximum = 500, default = 50)]
    limit: Option<usize>,
}

/// Entries of the journal, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalPage {
    /// The entries.
    items: Vec<JournalLineView>,
    /// Give it as `after` for the next page; null at the end.
    next: Option<u64>,
}

/// One entry: everything of it that is not sealed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JournalLine)]
pub(crate) struct JournalLineView {
    /// Its number at this node, from 1 without gaps.
    sequence: u64,
    /// When.
    at: Timestamp,
    /// Who.
    actor: JournalActor,
    /// What for.
    purpose: String,
    /// What led to it.
    cause: Option<String>,
    /// The first 100 records written.
    writes: Vec<JournalWriteView>,
    /// How many records were written.
    writes_total: usize,
    /// Names of the events.
    events: Vec<String>,
    /// What was done to an account; null where nothing was.
    account: Option<JournalAccount>,
    /// Hash of the entry, SHA-256 in hexadecimal.
    hash: String,
}

/// Who wrote an entry.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalActor {
    /// The account; null for the program itself.
    id: Option<Uuid>,
    /// Its sign-in name, or the part of the program.
    name: String,
}

/// One write.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JournalWrite)]
pub(crate) struct JournalWriteView {
    /// Record kind.
    kind: String,
    /// Record id.
    id: Uuid,
    /// The version it has since.
    version: u64,
    /// Whether it was deleted.
    deleted: bool,
}

/// What was done to an account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalAccount {
    /// Which.
    id: Uuid,
    /// What they sign in with.
    name: String,
    /// Whether it was made.
    made: bool,
    /// Roles that it has since.
    given: Vec<Role>,
    /// Roles that it had before.
    taken: Vec<Role>,
    /// What people call them, where that changed.
    display: Option<JournalDisplay>,
    /// Whether it was locked out (true) or let in again (false); null where that did not change.
    disabled: Option<bool>,
    /// Whether its password was set anew.
    password: bool,
}

/// What people call somebody.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct JournalDisplay {
    /// Before.
    before: String,
    /// Since.
    after: String,
}

impl From<AccountNote> for JournalAccount {
    fn from(note: AccountNote) -> Self {
        Self {
            id: note.account,
            name: note.name,
            made: note.made,
            given: note.given,
            taken: note.taken,
            display: note.display.map(|(before, after)| JournalDisplay { before, after }),
            disabled: note.disabled,
            password: note.password,
        }
    }
}

/// What `line` did to an account, as it was noted with it.
async fn account(view: &dyn Snapshot, line: &JournalLine) -> Result<Option<JournalAccount>, StoreError> {
    let Some(write) = line.writes.iter().find(|w| w.kind == AccountNote::KIND.name) else { return Ok(None) };
    Ok(view.load::<AccountNote>(write.id).await?.map(|note| note.record.into()))
}

impl From<JournalLine> for JournalLineView {
    fn from(line: JournalLine) -> Self {
        let actor = match line.actor {
            Actor::Account { id, name } => JournalActor { id: Some(id), name },
            Actor::System(part) => JournalActor { id: None, name: part.into_owned() },
        };
        let writes_total = line.writes.len();
        let writes = line.writes.into_iter().take(WRITES);
        Self {
            sequence: line.sequence,
            at: line.at,
            actor,
            purpose: line.purpose,
            cause: line.cause,
            writes: writes
                .map(|w| JournalWriteView { kind: w.kind, id: w.id, version: w.version, deleted: w.deleted })
                .collect(),
            writes_total,
            events: line.events,
            account: None,
            hash: line.hash,
        }
    }
}

/// The journal: who did what, when, what for. Of what was written it tells only what was done to accounts: the name
/// somebody signs in with, what they are called, roles given and taken.
#[utoipa::path(
    get, path = "/journal", tag = "journal", operation_id = "journal_list",
    params(JournalQuery),
    responses(
        (status = 200, body = JournalPage),
        (status = "default", body = Problem, content_type = "application/problem+json"),
    ),
    extensions(("x-permission" = json!("journal:read")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn list(
    State(web): State<Web>,
    Query(query): Query<JournalQuery>,
) -> ApiResult<Json<JournalPage>> {
    let limit = query.limit.unwrap_or(crate::DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(Problem::bad_request(format!("limit must be 1 to {MAX_LIMIT}")));
    }
    let mut lines = web.store.journal(query.after, limit + 1).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    let next = lines.last().filter(|_| more).map(|l| l.sequence);
    let view = web.store.snapshot().await?;
    let mut items = Vec::with_capacity(lines.len());
    for line in lines {
        let account = account(view.as_ref(), &line).await?;
        items.push(JournalLineView { account, ..line.into() });
    }
    Ok(Json(JournalPage { items, next }))
}
