use axum::extract::State;
use pc_kernel::GenericUuid;
use pc_lookout::{Import as ImportRecord, List as Record, queries};
use pc_store::{Snapshot, SnapshotExt, Versioned};
use pc_web::{ApiResult, Json, PageOf, PageQuery, Path, Problem, Query};
use uuid::Uuid;

use crate::{Lookout, shapes::List};

async fn shape(view: &dyn Snapshot, list: &Record) -> ApiResult<List> {
    let last = match list.last_import {
        Some(id) => view.load::<ImportRecord>(id.into_untyped_uuid()).await?.map(|i| i.record),
        None => None,
    };
    Ok(List::of(list, last.as_ref()))
}

/// All lists, by name.
#[utoipa::path(
    get, path = "/lists", tag = "lookout", operation_id = "list_list",
    params(PageQuery),
    responses((status = 200, body = PageOf<List>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:read")), ("x-personal-data" = json!(false))),
)]
pub async fn list_list(
    State(state): State<Lookout>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<List>>> {
    let view = state.web.store.snapshot().await?;
    let found = view.scan(&queries::lists(page.cursor()?, page.limit()?)).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(shape(view.as_ref(), &Versioned::<Record>::read(stored)?.record).await?);
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// One list.
#[utoipa::path(
    get, path = "/lists/{id}", tag = "lookout", operation_id = "list_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = List), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:read")), ("x-personal-data" = json!(false))),
)]
pub async fn list_read(State(state): State<Lookout>, Path(id): Path<Uuid>) -> ApiResult<Json<List>> {
    let view = state.web.store.snapshot().await?;
    let list = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("list"))?;
    Ok(Json(shape(view.as_ref(), &list.record).await?))
}
