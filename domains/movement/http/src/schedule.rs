use axum::extract::State;
use jiff::civil::DateTime;
use pc_movement::commands::{self, ScheduledFlight};
use pc_web::{ApiResult, Caller, Json, Problem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::Movement;

/// A schedule: flights to expect.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Schedule {
    /// The flights.
    flights: Vec<Row>,
}

/// One flight. Times are local at their port.
#[derive(Debug, Deserialize, ToSchema)]
struct Row {
    /// Carrier code.
    carrier: String,
    /// Flight number.
    number: String,
    /// Port of departure, IATA code.
    from: String,
    /// Port of arrival, IATA code.
    to: String,
    /// Scheduled departure.
    #[schema(value_type = String)]
    departure: DateTime,
    /// Scheduled arrival.
    #[schema(value_type = String)]
    arrival: DateTime,
}

/// What a schedule changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outcome {
    /// Flights that were not known.
    created: u32,
    /// Flights whose times changed.
    updated: u32,
    /// Flights that stay as they were.
    unchanged: u32,
}

/// Says which flights to expect. Flights that it does not name stay.
#[utoipa::path(
    post, path = "/schedule", tag = "movement", operation_id = "schedule",
    request_body = Schedule,
    responses((status = 200, body = Outcome), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("flight:schedule")), ("x-personal-data" = json!(false))),
)]
pub async fn schedule(
    State(state): State<Movement>,
    caller: Caller,
    Json(body): Json<Schedule>,
) -> ApiResult<Json<Outcome>> {
    let rows: Vec<ScheduledFlight> = body
        .flights
        .into_iter()
        .map(|r| ScheduledFlight {
            carrier: r.carrier,
            number: r.number,
            from: r.from,
            to: r.to,
            departure: r.departure,
            arrival: r.arrival,
        })
        .collect();
    let audit = caller.audit("schedule", state.web.now(), "POST /api/v1/schedule");
    let view = state.web.store.snapshot().await?;
    let (set, outcome) = commands::schedule(view.as_ref(), &rows, &state.web.ids(), audit)
        .await
        .map_err(|e| Problem::unprocessable("flights", e.to_string()))?;
    drop(view);
    state.web.store.commit(set).await?;
    Ok(Json(Outcome { created: outcome.created, updated: outcome.updated, unchanged: outcome.unchanged }))
}
