//! `GET /status`: what this node is, and how old its data are.

use std::sync::Arc;

use axum::extract::State;
use jiff::Timestamp;
use pc_movement::Agency;
use pc_screening::Lookouts;
use pc_store::SnapshotExt;
use pc_web::{ApiResult, Json, Problem, Web};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::Node;

/// A list in the index.
#[derive(Serialize, ToSchema)]
struct IndexedList {
    name: String,
    entries: u32,
    #[schema(value_type = String, format = DateTime)]
    imported_at: Timestamp,
}

/// The index in service.
#[derive(Serialize, ToSchema)]
struct IndexStatus {
    entries: usize,
    names: usize,
    #[schema(value_type = String, format = DateTime)]
    built_at: Timestamp,
    lists: Vec<IndexedList>,
}

/// What this node is.
#[derive(Serialize, ToSchema)]
struct Status {
    version: &'static str,
    node: String,
    /// This agency's ports.
    ports: Vec<String>,
    /// IANA zone of the first port; `UTC` when no port is set.
    zone: String,
    #[schema(value_type = String, format = DateTime)]
    now: Timestamp,
    journal_sequence: u64,
    index: IndexStatus,
}

/// The node's status: version, time, journal, and how old each list is.
#[utoipa::path(
    get, path = "/status", tag = "node", operation_id = "status",
    responses((status = 200, body = Status), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("status:read")), ("x-personal-data" = json!(false))),
)]
async fn status(State(node): State<Arc<Node>>) -> ApiResult<Json<Status>> {
    let view = node.store.snapshot().await?;
    let agency = view.load::<Agency>(Agency::ID).await?.map(|a| a.record).unwrap_or_default();
    let journal_sequence = view.sequence();
    drop(view);
    let index = node.lookouts.current();
    let lists = node.lookouts.lists().await.map_err(|e| Problem::internal(e.into_boxed_dyn_error()))?;
    let zone = agency.ports.first().and_then(|p| pc_places::lookup(p)).map_or("UTC", |p| p.zone);
    Ok(Json(Status {
        version: env!("CARGO_PKG_VERSION"),
        node: node.name.clone(),
        zone: zone.to_owned(),
        ports: agency.ports,
        now: node.clock.now(),
        journal_sequence,
        index: IndexStatus {
            entries: index.len(),
            names: index.cards().map(|c| c.entry.names.len()).sum(),
            built_at: index.built_at,
            lists: lists
                .into_iter()
                .map(|l| IndexedList { name: l.name, entries: l.entries, imported_at: l.imported_at })
                .collect(),
        },
    }))
}

/// The node's own routes.
pub fn router(node: Arc<Node>) -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(status)).with_state(node)
}
