use axum::extract::State;
use jiff::Timestamp;
use pc_movement::{Direction, queries};
use pc_store::Versioned;
use pc_web::{ApiResult, Json, PageOf, PageQuery, Problem, Query};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::{Movement, shapes::Flight};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `arrival`, `departure` or `overflight`; all when absent.
    #[param(value_type = Option<String>)]
    direction: Option<Direction>,
    /// Flights at this instant or later.
    #[param(value_type = Option<String>)]
    from: Option<Timestamp>,
    /// Flights before this instant.
    #[param(value_type = Option<String>)]
    to: Option<Timestamp>,
}

/// The board: flights by their time at this agency's port.
#[utoipa::path(
    get, path = "/flights", tag = "movement", operation_id = "flight_list",
    params(Filter, PageQuery),
    responses((status = 200, body = PageOf<Flight>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("flight:list")), ("x-personal-data" = json!(false))),
)]
pub async fn flight_list(
    State(state): State<Movement>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Flight>>> {
    let view = state.web.store.snapshot().await?;
    let (after, limit) = (page.cursor()?, page.limit()?);
    let found = view.scan(&queries::board(filter.direction, filter.from, filter.to, after, limit)).await?;
    let now = state.web.now();
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Flight::of(&Versioned::read(stored)?.record, now));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}
