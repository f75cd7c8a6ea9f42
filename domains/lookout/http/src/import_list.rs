use axum::extract::State;
use pc_kernel::{GenericUuid, ListId};
use pc_lookout::{Import as Record, queries};
use pc_store::{SnapshotExt, Versioned};
use pc_web::{ApiResult, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Lookout, shapes::Import};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Imports of this list.
    list: Option<Uuid>,
}

/// Imports, newest first.
#[utoipa::path(
    get, path = "/imports", tag = "lookout", operation_id = "import_list",
    params(Filter, PageQuery),
    responses((status = 200, body = PageOf<Import>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:read")), ("x-personal-data" = json!(false))),
)]
pub async fn import_list(
    State(state): State<Lookout>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Import>>> {
    let list = filter.list.map(ListId::from_untyped_uuid);
    let scan = queries::imports(list, page.cursor()?, page.limit()?);
    let found = state.web.store.snapshot().await?.scan(&scan).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Import::from(&Versioned::<Record>::read(stored)?.record));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// One import.
#[utoipa::path(
    get, path = "/imports/{id}", tag = "lookout", operation_id = "import_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Import), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:read")), ("x-personal-data" = json!(false))),
)]
pub async fn import_read(State(state): State<Lookout>, Path(id): Path<Uuid>) -> ApiResult<Json<Import>> {
    let view = state.web.store.snapshot().await?;
    let import = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("import"))?;
    Ok(Json(Import::from(&import.record)))
}
