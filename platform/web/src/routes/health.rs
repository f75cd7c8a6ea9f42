use serde::Serialize;
use utoipa::ToSchema;

use crate::Json;

/// That the program answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Health {
    /// Always `ok`.
    status: &'static str,
    /// The program's version.
    version: &'static str,
}

/// Whether the program answers, for probes. Asks nothing of the store.
#[utoipa::path(
    get, path = "/health", tag = "system", operation_id = "health_read",
    responses((status = 200, body = Health)),
    extensions(("x-permission" = json!("public")), ("x-personal-data" = json!(false))),
)]
pub(crate) async fn read() -> Json<Health> {
    Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })
}
