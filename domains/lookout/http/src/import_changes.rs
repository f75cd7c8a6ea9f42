use axum::extract::State;
use pc_kernel::{GenericUuid, ImportId};
use pc_lookout::{Change as Record, ChangeKind, Entry, queries};
use pc_store::{Cursor, Versioned};
use pc_web::{ApiResult, Json, PageOf, PageQuery, Path, Problem, Query};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Lookout, shapes::EntryChange};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `added`, `changed` or `removed`; all when absent.
    #[param(value_type = Option<String>)]
    change: Option<ChangeKind>,
}

/// First the entries that were known before, then those that the import brought.
#[derive(Debug, Serialize, Deserialize)]
enum Place {
    Known(Cursor),
    Brought(Option<Cursor>),
}

/// What an import did, entry by entry: changed and removed ones first, then added ones.
#[utoipa::path(
    get, path = "/imports/{id}/changes", tag = "lookout", operation_id = "import_changes",
    params(("id" = Uuid, Path), Filter, PageQuery),
    responses((status = 200, body = PageOf<EntryChange>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("entry:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn import_changes(
    State(state): State<Lookout>,
    Path(id): Path<Uuid>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<EntryChange>>> {
    let import = ImportId::from_untyped_uuid(id);
    let (place, limit) = (page.cursor_as::<Place>()?, page.limit()?);
    let wants_brought = matches!(filter.change, None | Some(ChangeKind::Added));
    let view = state.web.store.snapshot().await?;
    let mut items = Vec::new();
    let brought_after = match place {
        Some(Place::Brought(after)) => after,
        known => {
            let after = known.and_then(|p| if let Place::Known(c) = p { Some(c) } else { None });
            let found = view.scan(&queries::changes(import, filter.change, after, limit)).await?;
            for stored in &found.records {
                items.push(EntryChange::from(&Versioned::<Record>::read(stored)?.record));
            }
            if let Some(next) = found.next {
                return Ok(Json(PageOf::new(items, Some(&Place::Known(next)))?));
            }
            if items.len() >= limit && wants_brought {
                return Ok(Json(PageOf::new(items, Some(&Place::Brought(None)))?));
            }
            None
        }
    };
    if !wants_brought {
        return Ok(Json(PageOf::last(items)));
    }
    let found = view.scan(&queries::added(import, brought_after, limit - items.len())).await?;
    for stored in &found.records {
        items.push(EntryChange::added(&Versioned::<Entry>::read(stored)?.record));
    }
    Ok(Json(PageOf::new(items, found.next.map(|c| Place::Brought(Some(c))).as_ref())?))
}
