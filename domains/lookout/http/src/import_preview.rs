use axum::extract::{Multipart, State};
use pc_store::WriteSet;
use pc_web::{ApiResult, Caller, Json, Problem};

use crate::{
    Lookout,
    import_submit::{Files, problem},
    shapes::Preview,
    upload::read_form,
};

/// So many entries of each kind of change are shown.
const FIRST: usize = 50;

/// What an import of the files would do: what would be added, changed and removed, with the first fifty entries of
/// each, and what the reader noticed. Nothing is imported; that it was asked for stands in the journal.
#[utoipa::path(
    post, path = "/imports/preview", tag = "lookout", operation_id = "import_preview",
    request_body(content = Files, content_type = "multipart/form-data"),
    responses((status = 200, body = Preview), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(
        ("x-permission" = json!("list:import")),
        ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("list-maintenance")),
    ),
)]
pub async fn import_preview(
    State(state): State<Lookout>,
    caller: Caller,
    form: Multipart,
) -> ApiResult<Json<Preview>> {
    let files = read_form(form, state.scratch).await?.files;
    let preview = state.importer.preview(&files, FIRST).await.map_err(problem)?;
    // It tells what the list says of people, as a read of entries does: a row of its own before the answer leaves.
    let audit = caller.audit("list-maintenance", state.web.now(), "POST /api/v1/imports/preview");
    state.web.store.commit(WriteSet::new(audit)).await.map_err(Problem::from)?;
    Ok(Json(Preview::from(preview)))
}
