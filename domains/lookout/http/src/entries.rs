use axum::extract::State;
use pc_kernel::{GenericUuid, ListId};
use pc_lookout::{Entry as Record, queries};
use pc_store::{SnapshotExt, Versioned};
use pc_web::{ApiResult, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Lookout, shapes::Entry};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Words in any order: each of them begins a word of any name, the identifier or the number of a document. Case and
    /// accents do not matter.
    q: Option<String>,
}

/// Entries of a list by primary name, removed ones too. Where they are searched for, each page is in order by
/// itself.
#[utoipa::path(
    get, path = "/lists/{id}/entries", tag = "lookout", operation_id = "entry_list",
    params(("id" = Uuid, Path), Filter, PageQuery),
    responses((status = 200, body = PageOf<Entry>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn entry_list(
    State(state): State<Lookout>,
    Path(id): Path<Uuid>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Entry>>> {
    let list = ListId::from_untyped_uuid(id);
    let scan = queries::entries(list, filter.q.as_deref(), page.cursor()?, page.limit()?);
    let found = state.web.store.snapshot().await?.scan(&scan).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Entry::from(&Versioned::<Record>::read(stored)?.record));
    }
    if scan.index == "by_word" {
        items.sort_by(|a, b| a.key().cmp(&b.key()));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// One entry.
#[utoipa::path(
    get, path = "/entries/{id}", tag = "lookout", operation_id = "entry_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Entry), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn entry_read(State(state): State<Lookout>, Path(id): Path<Uuid>) -> ApiResult<Json<Entry>> {
    let view = state.web.store.snapshot().await?;
    let entry = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("entry"))?;
    Ok(Json(Entry::from(&entry.record)))
}
