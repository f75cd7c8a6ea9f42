use axum::{extract::State, http::StatusCode};
use jiff::{SignedDuration, Timestamp};
use pc_store::{Snapshot, SnapshotExt, Versioned, WriteSet};
use pc_subject::{LONGEST, Reading, SavedSubject as Record, Unavailable, saved};
use pc_web::{ApiResult, Caller, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::Desk;

/// Most subjects that one account keeps an eye on.
const MOST: usize = 100;
/// Longest time for which one is kept.
const LONGEST_TIME: SignedDuration = SignedDuration::from_hours(366 * 24);

/// Somebody whom the caller keeps an eye on.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedSubject {
    id: Uuid,
    /// What is asked.
    text: String,
    reason: String,
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// Not asked any more from then on.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    expired: bool,
    /// How many are at or above the alert threshold.
    found: usize,
    /// How many of them are new since the caller looked last.
    fresh: usize,
    /// When the answer changed last.
    #[schema(value_type = String, format = DateTime)]
    changed_at: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    seen_at: Timestamp,
}

impl SavedSubject {
    fn of(s: &Record, now: Timestamp) -> Self {
        Self {
            id: s.id,
            text: s.text.clone(),
            reason: s.reason.clone(),
            at: s.at,
            until: s.until,
            expired: s.until <= now,
            found: s.found.len(),
            fresh: s.fresh(),
            changed_at: s.changed_at,
            seen_at: s.seen_at,
        }
    }
}

/// The caller's saved subjects, newest first.
#[utoipa::path(
    get, path = "/saved-subjects", tag = "subject", operation_id = "saved_list",
    params(PageQuery),
    responses((status = 200, body = PageOf<SavedSubject>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("subject:save")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("subject-query")),
    ),
)]
pub async fn saved_list(
    State(desk): State<Desk>,
    caller: Caller,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<SavedSubject>>> {
    let view = desk.web.store.snapshot().await?;
    let found = view.scan(&saved::of(caller.account, page.cursor()?, page.limit()?)).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(SavedSubject::of(&Versioned::<Record>::read(stored)?.record, desk.web.now()));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// A subject to keep an eye on.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NewSavedSubject {
    /// What is asked, as typed at the desk.
    text: String,
    /// Why.
    reason: String,
    /// Not asked any more from then on: at most a year ahead.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
}

/// Saves a subject. It is asked again whenever lists or manifests change.
#[utoipa::path(
    post, path = "/saved-subjects", tag = "subject", operation_id = "saved_create",
    request_body = NewSavedSubject,
    responses((status = 201, body = SavedSubject), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("subject:save")), ("x-personal-data" = json!(false))),
)]
pub async fn saved_create(
    State(desk): State<Desk>,
    caller: Caller,
    Json(new): Json<NewSavedSubject>,
) -> ApiResult<(StatusCode, Json<SavedSubject>)> {
    let now = desk.web.now();
    let (text, reason) = (new.text.trim().to_owned(), new.reason.trim().to_owned());
    let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
    if text.chars().count() > LONGEST || !Reading::of(&text, today).enough() {
        return Err(Problem::unprocessable(
            "text",
            "two letters of a name or four characters of a number, at least",
        ));
    }
    if reason.is_empty() || reason.chars().count() > 1000 {
        return Err(Problem::unprocessable("reason", "say why, in at most 1000 characters"));
    }
    if new.until <= now || new.until.duration_since(now) > LONGEST_TIME {
        return Err(Problem::unprocessable("until", "after now, and at most a year ahead"));
    }
    let view = desk.web.store.snapshot().await?;
    if view.scan(&saved::of(caller.account, None, MOST)).await?.records.len() >= MOST {
        return Err(Problem::unprocessable("text", format!("at most {MOST}: end one first")));
    }
    drop(view);
    let found = match saved::found(desk.sources.as_ref(), &text, desk.threshold, now).await {
        Ok(found) => found,
        // It is asked as soon as the source is there.
        Err(Unavailable::Building | Unavailable::Late) => Vec::new(),
        Err(Unavailable::Failed(error)) => return Err(error.into()),
    };
    let record = Record {
        id: desk.web.ids().uuid(),
        owner: caller.account,
        owner_name: caller.name.clone(),
        text,
        reason,
        at: now,
        until: new.until,
        seen: found.clone(),
        found,
        changed_at: now,
        seen_at: now,
    };
    let mut set = WriteSet::new(caller.audit("subject-query", now, "POST /api/v1/saved-subjects"));
    set.insert(&record)?;
    desk.web.store.commit(set).await?;
    Ok((StatusCode::CREATED, Json(SavedSubject::of(&record, now))))
}

/// The caller's own; somebody else's does not exist for them.
async fn own(view: &dyn Snapshot, id: Uuid, caller: &Caller) -> ApiResult<Versioned<Record>> {
    let found = view.load::<Record>(id).await?.filter(|s| s.record.owner == caller.account);
    found.ok_or_else(|| Problem::not_found("saved subject"))
}

/// The caller has looked: what is found now is no longer new.
#[utoipa::path(
    post, path = "/saved-subjects/{id}/seen", tag = "subject", operation_id = "saved_seen",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = SavedSubject), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("subject:save")), ("x-personal-data" = json!(false))),
)]
pub async fn saved_seen(
    State(desk): State<Desk>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<SavedSubject>> {
    let now = desk.web.now();
    let view = desk.web.store.snapshot().await?;
    let before = own(view.as_ref(), id, &caller).await?;
    let next = Record { seen: before.record.found.clone(), seen_at: now, ..before.record.clone() };
    let cause = format!("POST /api/v1/saved-subjects/{id}/seen");
    let mut set = WriteSet::new(caller.audit("subject-query", now, cause));
    set.update(&before, &next)?;
    desk.web.store.commit(set).await?;
    Ok(Json(SavedSubject::of(&next, now)))
}

/// Ends a saved subject of the caller.
#[utoipa::path(
    post, path = "/saved-subjects/{id}/end", tag = "subject", operation_id = "saved_end",
    params(("id" = Uuid, Path)),
    responses((status = 204), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("subject:save")), ("x-personal-data" = json!(false))),
)]
pub async fn saved_end(
    State(desk): State<Desk>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let view = desk.web.store.snapshot().await?;
    let before = own(view.as_ref(), id, &caller).await?;
    let cause = format!("POST /api/v1/saved-subjects/{id}/end");
    let mut set = WriteSet::new(caller.audit("subject-query", desk.web.now(), cause));
    set.delete(&before);
    desk.web.store.commit(set).await?;
    Ok(StatusCode::NO_CONTENT)
}
