use axum::extract::State;
use pc_kernel::{FlightId, GenericUuid};
use pc_movement::{Message as Record, queries};
use pc_store::Versioned;
use pc_web::{ApiResult, Json, PageOf, PageQuery, Problem, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Movement, shapes::Message};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Messages of this flight.
    flight: Option<Uuid>,
    /// Only refused messages (`true`) or only usable ones (`false`).
    #[serde(default)]
    refused: Option<String>,
}

/// Messages, newest first.
#[utoipa::path(
    get, path = "/messages", tag = "movement", operation_id = "message_list",
    params(Filter, PageQuery),
    responses((status = 200, body = PageOf<Message>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("message:list")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening")),
    ),
)]
pub async fn message_list(
    State(state): State<Movement>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<Message>>> {
    let refused = match filter.refused.as_deref() {
        None | Some("") => None,
        Some("true") => Some(true),
        Some("false") => Some(false),
        Some(other) => return Err(Problem::bad_request(format!("refused is true or false, not {other:?}"))),
    };
    let flight = filter.flight.map(FlightId::from_untyped_uuid);
    let scan = queries::messages(flight, refused, page.cursor()?, page.limit()?);
    let view = state.web.store.snapshot().await?;
    let found = view.scan(&scan).await?;
    let mut items = Vec::with_capacity(found.records.len());
    for stored in &found.records {
        items.push(Message::from(&Versioned::<Record>::read(stored)?.record));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}
