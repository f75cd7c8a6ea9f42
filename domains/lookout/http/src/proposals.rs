//! What waits for a second person, and every form that an entry had.

use axum::extract::State;
use jiff::Timestamp;
use pc_kernel::{EntryId, GenericUuid};
use pc_lookout::{
    EntryVersion as VersionRecord, Proposal as Record, ProposalState,
    by_hand::{self, Step},
    queries,
};
use pc_store::{Record as _, SnapshotExt, Versioned};
use pc_web::{ApiResult, Caller, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::{
    Lookout,
    entry_write::{problem, who},
    shapes::{Entry, FieldChange, Hand},
};

/// How many times a decision is taken again when somebody else wrote to the same list.
const ATTEMPTS: usize = 5;

/// A change of an entry that waits, or waited, for a second person.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposal {
    id: Uuid,
    /// The entry; for a new one, the id that it will have.
    entry_id: Uuid,
    /// `create`, `change` or `end`.
    what: &'static str,
    list: Option<String>,
    /// The subject's name.
    name: String,
    /// What the entry would say; null where it is to be ended.
    entry: Option<Entry>,
    /// Each field that would say something else.
    fields: Vec<FieldChange>,
    /// Why it is to be ended.
    reason: Option<String>,
    by: String,
    by_id: Uuid,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// `waiting`, `approved`, `rejected` or `withdrawn`.
    #[schema(value_type = String)]
    state: ProposalState,
    decided_by: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Timestamp>,
    note: Option<String>,
}

impl From<&Record> for Proposal {
    fn from(p: &Record) -> Self {
        let (what, list, entry, reason) = match &p.step {
            Step::Create { list, external_id, draft } => {
                let entry =
                    Entry::proposed(p, &draft.listed(list, external_id), &draft.hand(p.by.clone(), None));
                ("create", Some(list.clone()), Some(entry), None)
            }
            Step::Change { draft } => {
                let entry = Entry::proposed(p, &draft.listed("", ""), &draft.hand(p.by.clone(), None));
                ("change", None, Some(entry), None)
            }
            Step::End { reason } => ("end", None, None, Some(reason.clone())),
        };
        Self {
            id: p.id,
            entry_id: p.entry.into_untyped_uuid(),
            what,
            list,
            name: p.name.clone(),
            entry,
            fields: p.fields.iter().map(FieldChange::from).collect(),
            reason,
            by: p.by.name.clone(),
            by_id: p.by.id.into_untyped_uuid(),
            at: p.at,
            state: p.state,
            decided_by: p.decided_by.as_ref().map(|w| w.name.clone()),
            decided_at: p.decided_at,
            note: p.note.clone(),
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `waiting` (the default, oldest first), `approved`, `rejected` or `withdrawn` (newest first).
    #[param(value_type = Option<String>)]
    state: Option<ProposalState>,
}

/// Changes of entries that wait for a second person.
#[utoipa::path(
    get, path = "/proposals", tag = "lookout", operation_id = "proposal_list",
    params(Filter, PageQuery),
    responses((status = 200, body = PageOf<Proposal>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn proposal_list(
    State(state): State<Lookout>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Proposal>>> {
    let wanted = filter.state.unwrap_or(ProposalState::Waiting);
    let view = state.web.store.snapshot().await?;
    let found = view.scan(&queries::proposals(wanted, page.cursor()?, page.limit()?)).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Proposal::from(&Versioned::<Record>::read(stored)?.record));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// How many proposals wait. Nobody's data, so that a count that is asked for all the time is no look at anybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProposalCount {
    waiting: u64,
}

/// How many changes of entries wait for a second person. It asks for the right to approve: only to those who may is the
/// count something to do.
#[utoipa::path(
    get, path = "/proposals/count", tag = "lookout", operation_id = "proposal_count",
    responses((status = 200, body = ProposalCount), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:approve")), ("x-personal-data" = json!(false))),
)]
pub async fn proposal_count(State(state): State<Lookout>) -> ApiResult<Json<ProposalCount>> {
    let view = state.web.store.snapshot().await?;
    let waiting = [ProposalState::Waiting.as_str().into()];
    let waiting = view.count(Record::KIND, "by_state", &waiting).await?;
    Ok(Json(ProposalCount { waiting }))
}

/// One proposal.
#[utoipa::path(
    get, path = "/proposals/{id}", tag = "lookout", operation_id = "proposal_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Proposal), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn proposal_read(State(state): State<Lookout>, Path(id): Path<Uuid>) -> ApiResult<Json<Proposal>> {
    let view = state.web.store.snapshot().await?;
    let found = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("proposal"))?;
    Ok(Json(Proposal::from(&found.record)))
}

/// What the second person says.
#[derive(Debug, Deserialize, ToSchema)]
pub struct ProposalDecision {
    /// True approves; false rejects, or takes back one's own.
    approve: bool,
    /// In words; a rejection needs one (422 without), taking back does not.
    note: Option<String>,
}

/// Approves or rejects a proposal. Nobody approves what they proposed (403); whoever made it takes it back by
/// rejecting it.
#[utoipa::path(
    post, path = "/proposals/{id}/decision", tag = "lookout", operation_id = "proposal_decide",
    params(("id" = Uuid, Path)), request_body = ProposalDecision,
    responses((status = 200, body = Proposal), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("entry:approve")), ("x-personal-data" = json!(false))),
)]
pub async fn proposal_decide(
    State(state): State<Lookout>,
    caller: Caller,
    Path(id): Path<Uuid>,
    Json(body): Json<ProposalDecision>,
) -> ApiResult<Json<Proposal>> {
    let note = body.note;
    if note.as_ref().is_some_and(|n| n.chars().count() > 2000) {
        return Err(Problem::unprocessable("note", "at most 2000 characters"));
    }
    let audit =
        caller.audit("list-maintenance", state.web.now(), format!("POST /api/v1/proposals/{id}/decision"));
    let mut attempt = 0;
    loop {
        attempt += 1;
        let view = state.web.store.snapshot().await?;
        let ids = state.web.ids();
        let (by, audit) = (who(&caller), audit.clone());
        let set = by_hand::decide(view.as_ref(), id, body.approve, note.clone(), by, &ids, audit).await;
        let set = set.map_err(problem)?;
        drop(view);
        match state.web.store.commit(set).await {
            Ok(_) => return proposal_read(State(state), Path(id)).await,
            Err(error) if error.is_conflict() && attempt < ATTEMPTS => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// One form of an entry made by hand.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryVersion {
    version: u32,
    /// `created`, `changed`, `ended`, `begun` (its validity began) or `expired`.
    what: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Who; null where time alone did it.
    by: Option<String>,
    approved_by: Option<String>,
    /// Whether it counted.
    counts: bool,
    /// Each field that says something else than before.
    fields: Vec<FieldChange>,
    hand: Hand,
}

/// Every form that an entry made by hand had, newest first.
#[utoipa::path(
    get, path = "/entries/{id}/versions", tag = "lookout", operation_id = "entry_versions",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = PageOf<EntryVersion>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn entry_versions(
    State(state): State<Lookout>,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<EntryVersion>>> {
    let entry = EntryId::from_untyped_uuid(id);
    let view = state.web.store.snapshot().await?;
    let found = view.scan(&queries::versions(entry, page.cursor()?, page.limit()?)).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        let v = Versioned::<VersionRecord>::read(stored)?.record;
        items.push(EntryVersion {
            version: v.version,
            what: v.what,
            at: v.at,
            by: v.by.map(|w| w.name),
            approved_by: v.approved_by.map(|w| w.name),
            counts: v.state == pc_lookout::EntryState::Active,
            fields: v.fields.iter().map(FieldChange::from).collect(),
            hand: Hand::from(&v.hand),
        });
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}
