use axum::extract::State;
use jiff::Timestamp;
use pc_store::{Actor, JournalLine};
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
            hash: line.hash,
        }
    }
}

/// The journal: who did what, when, what for. Sealed content is not in it.
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
    Ok(Json(JournalPage { items: lines.into_iter().map(Into::into).collect(), next }))
}
