use axum::extract::State;
use pc_kernel::{FlightId, GenericUuid};
use pc_movement::{Traveler as Record, queries};
use pc_store::{SnapshotExt, Versioned};
use pc_web::{ApiResult, Json, PageOf, PageQuery, Path, Problem, Query};
use uuid::Uuid;

use crate::{Movement, shapes::Traveler};

/// People of a flight: those with open hits first, then by name; the dropped last.
#[utoipa::path(
    get, path = "/flights/{id}/travelers", tag = "movement", operation_id = "traveler_list",
    params(("id" = Uuid, Path), PageQuery),
    responses((status = 200, body = PageOf<Traveler>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("traveler:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening")),
    ),
)]
pub async fn traveler_list(
    State(state): State<Movement>,
    Path(id): Path<Uuid>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Traveler>>> {
    let view = state.web.store.snapshot().await?;
    let flight = FlightId::from_untyped_uuid(id);
    let found = view.scan(&queries::travelers(flight, page.cursor()?, page.limit()?)).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Traveler::of(&Versioned::read(stored)?.record));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}

/// One traveler, with the place of each field in the message.
#[utoipa::path(
    get, path = "/travelers/{id}", tag = "movement", operation_id = "traveler_read",
    params(("id" = Uuid, Path)),
    responses((status = 200, body = Traveler), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("traveler:read")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening")),
    ),
)]
pub async fn traveler_read(State(state): State<Movement>, Path(id): Path<Uuid>) -> ApiResult<Json<Traveler>> {
    let view = state.web.store.snapshot().await?;
    let traveler = view.load::<Record>(id).await?.ok_or_else(|| Problem::not_found("traveler"))?;
    Ok(Json(Traveler::of(&traveler.record)))
}
