use std::collections::HashMap;

use axum::extract::State;
use pc_kernel::{EntryId, FlightId, GenericUuid};
use pc_screening::{EntryNow, Hit, queries, queries::Which};
use pc_store::Versioned;
use pc_web::{ApiResult, Json, PageOf, PageQuery, Problem, Query};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::{Screening, shapes::HitSummary};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// `open` (the default), `new`, `in_review`, `possible`, `confirmed`, `not_a_match` or `all`.
    state: Option<String>,
    /// Hits on people of this flight, of every state.
    flight: Option<Uuid>,
}

fn which(state: Option<&str>) -> ApiResult<Which> {
    const STATES: [&str; 5] = ["new", "in_review", "possible", "confirmed", "not_a_match"];
    match state {
        None | Some("open") => Ok(Which::Open),
        Some("all") => Ok(Which::All),
        Some(other) => STATES.into_iter().find(|s| *s == other).map(Which::State).ok_or_else(|| {
            Problem::bad_request(format!("there is no state {other:?}: open, all, {}", STATES.join(", ")))
        }),
    }
}

/// Hits, highest score first.
#[utoipa::path(
    get, path = "/hits", tag = "screening", operation_id = "hit_list",
    params(Filter, PageQuery),
    responses((status = 200, body = PageOf<HitSummary>), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("hit:list")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("review")),
    ),
)]
pub async fn hit_list(
    State(state): State<Screening>,
    Query(filter): Query<Filter>,
    Query(page): Query<PageQuery>,
) -> ApiResult<Json<PageOf<HitSummary>>> {
    let flight = filter.flight.map(FlightId::from_untyped_uuid);
    let scan = queries::hits(which(filter.state.as_deref())?, flight, page.cursor()?, page.limit()?);
    let view = state.web.store.snapshot().await?;
    let found = view.scan(&scan).await?;
    let mut items = Vec::with_capacity(found.records.len());
    // Hits that were withdrawn together are of few entries.
    let mut withdrawn: HashMap<EntryId, Option<EntryNow>> = HashMap::new();
    for stored in &found.records {
        let hit = Versioned::<Hit>::read(stored)?;
        let known = withdrawn.get(&hit.record.entry).filter(|_| hit.record.stale.is_some()).copied();
        let now = match known {
            Some(now) => now,
            None => EntryNow::of(&hit.record, state.lookouts.as_ref(), view.as_ref()).await?,
        };
        if hit.record.stale.is_some() {
            withdrawn.insert(hit.record.entry, now);
        }
        items.push(HitSummary::of(&hit, now));
    }
    Ok(Json(PageOf::new(items, found.next.as_ref())?))
}
