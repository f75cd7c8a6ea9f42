use axum::{
    extract::{Multipart, State},
    http::StatusCode,
};
use pc_lookout::{ImporterError, LookoutError};
use pc_web::{ApiResult, Caller, Json, Problem};
use utoipa::ToSchema;

use crate::{
    Lookout,
    shapes::Import,
    upload::{Form, read_form},
};

/// The files of one list, in any form that `docs/formats/lists.md` names: mostly one; `sdn.csv` with `alt.csv` and
/// `add.csv`; a CSV of one's own with its mapping.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the description of a form that is read field by field")]
pub struct Files {
    /// The file, once for each.
    #[schema(value_type = Vec<String>, content_media_type = "application/octet-stream")]
    file: Vec<Vec<u8>>,
    /// A name of the list for people.
    title: Option<String>,
    /// The version that a preview told: refused with 409, with who changed the list and when, where it has changed since.
    /// Without it the files count as they are. A preview does not need it.
    version: Option<u32>,
}

/// How a refusal of the importer is told.
pub fn problem(error: ImporterError) -> Problem {
    match error {
        ImporterError::Files(why) => Problem::unprocessable("file", why),
        ImporterError::Lookout(LookoutError::Store(error)) => Problem::from(error),
        ImporterError::Lookout(LookoutError::NoImport) => Problem::not_found("import"),
        ImporterError::Lookout(
            why @ (LookoutError::NoUndo { .. } | LookoutError::Moved { .. } | LookoutError::Gone(_)),
        ) => Problem::conflict(why.to_string()),
        ImporterError::Lookout(why) => Problem::unprocessable("file", why.to_string()),
        ImporterError::Commit(error) => Problem::from(error),
    }
}

/// Compares list files with the list as it is, and commits what differs. The same files again change nothing. With the
/// `version` that a preview told, the list must still be what the preview was made of.
#[utoipa::path(
    post, path = "/imports", tag = "lookout", operation_id = "import_submit",
    request_body(content = Files, content_type = "multipart/form-data"),
    responses((status = 201, body = Import), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:import")), ("x-personal-data" = json!(false))),
)]
pub async fn import_submit(
    State(state): State<Lookout>,
    caller: Caller,
    form: Multipart,
) -> ApiResult<(StatusCode, Json<Import>)> {
    let Form { files, title, version } = read_form(form, state.scratch).await?;
    let audit = caller.audit("list-maintenance", state.web.now(), "POST /api/v1/imports");
    // It goes on where the caller does not wait for the answer.
    let import = tokio::spawn(async move { state.importer.import_at(files, title, version, audit).await });
    let import = import.await.map_err(Problem::internal)?.map_err(problem)?;
    Ok((StatusCode::CREATED, Json(Import::from(&import))))
}
