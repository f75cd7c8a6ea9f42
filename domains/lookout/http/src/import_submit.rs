use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
};
use pc_lookout::{ImporterError, RawFile};
use pc_web::{ApiResult, Caller, Json, Problem};
use utoipa::ToSchema;

use crate::{Lookout, shapes::Import};

/// One list: a `.jsonl` file, or `sdn.csv` with `alt.csv` and `add.csv`.
#[derive(ToSchema)]
#[expect(dead_code, reason = "the description of a form that is read field by field")]
pub struct Files {
    /// The file, once for each.
    #[schema(value_type = Vec<String>, content_media_type = "application/octet-stream")]
    file: Vec<Vec<u8>>,
    /// A name of the list for people.
    title: Option<String>,
}

/// Compares list files with the list as it is, and commits what differs. The same files again change nothing.
#[utoipa::path(
    post, path = "/imports", tag = "lookout", operation_id = "import_submit",
    request_body(content = Files, content_type = "multipart/form-data"),
    responses((status = 201, body = Import), (status = "default", body = Problem, content_type = "application/problem+json")),
    extensions(("x-permission" = json!("list:import")), ("x-personal-data" = json!(false))),
)]
pub async fn import_submit(
    State(state): State<Lookout>,
    caller: Caller,
    mut form: Multipart,
) -> ApiResult<(StatusCode, Json<Import>)> {
    let bad = |e: MultipartError| Problem::bad_request(format!("the form cannot be read: {}", e.body_text()));
    let (mut files, mut title) = (Vec::new(), None);
    while let Some(field) = form.next_field().await.map_err(bad)? {
        match field.name() {
            Some("file") => {
                let name = field.file_name().unwrap_or("list").to_owned();
                files.push(RawFile { name, bytes: field.bytes().await.map_err(bad)?.into() });
            }
            Some("title") => {
                let text = field.text().await.map_err(bad)?;
                title = Some(text.trim().chars().take(200).collect::<String>()).filter(|t| !t.is_empty());
            }
            _ => {}
        }
    }
    let audit = caller.audit("list-maintenance", state.web.now(), "POST /api/v1/imports");
    let import = state.importer.import(files, title, audit).await.map_err(|error| match error {
        ImporterError::Files(why) => Problem::unprocessable("file", why),
        ImporterError::Lookout(pc_lookout::LookoutError::Store(error)) => Problem::from(error),
        ImporterError::Lookout(why) => Problem::unprocessable("file", why.to_string()),
        ImporterError::Commit(error) => Problem::from(error),
    })?;
    Ok((StatusCode::CREATED, Json(Import::from(&import))))
}
