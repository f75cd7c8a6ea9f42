use axum::{extract::State, http::StatusCode};
use pc_kernel::{GenericUuid, ImportId};
use pc_web::{ApiResult, Caller, Json, Path, Problem};
use uuid::Uuid;

use crate::{Lookout, import_submit::problem, shapes::Import};

/// Undoes an import: its entries say again what they said before, as a new import that names the one it undoes. People
/// are screened again as after any import. Answers 409 with the reason where a later import touched the same entries.
#[utoipa::path(
    post, path = "/imports/{id}/undo", tag = "lookout", operation_id = "import_undo",
    params(("id" = Uuid, Path)),
    responses((status = 201, body = Import), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:undo")), ("x-personal-data" = json!(false))),
)]
pub async fn import_undo(
    State(state): State<Lookout>,
    caller: Caller,
    Path(id): Path<Uuid>,
) -> ApiResult<(StatusCode, Json<Import>)> {
    let cause = format!("POST /api/v1/imports/{id}/undo");
    let audit = caller.audit("list-maintenance", state.web.now(), cause);
    // It goes on where the caller does not wait for the answer.
    let undo = tokio::spawn(async move { state.importer.undo(ImportId::from_untyped_uuid(id), audit).await });
    let import = undo.await.map_err(Problem::internal)?.map_err(problem)?;
    Ok((StatusCode::CREATED, Json(Import::from(&import))))
}
