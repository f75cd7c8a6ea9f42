//! Routes of a made-up domain: declared well, badly and not at all.

use axum::{extract::State, http::StatusCode, routing::get};
use pc_web::{ApiResult, Caller, Json, Path, Problem, Web};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::house::Booth;

/// Personal data of one person.
#[utoipa::path(get, path = "/persons/{id}", operation_id = "person_read", params(("id" = Uuid, Path)),
    responses((status = 200, body = String)),
    extensions(("x-permission" = json!("traveler:read")), ("x-personal-data" = json!(true)),
        ("x-purpose" = json!("screening"))))]
async fn person(Path(id): Path<Uuid>) -> ApiResult<Json<String>> {
    if id.is_nil() { Err(Problem::not_found("person")) } else { Ok(Json("Lindqvist".to_owned())) }
}

/// Writes a record.
#[utoipa::path(post, path = "/booths", operation_id = "booth_open", responses((status = 204)),
    extensions(("x-permission" = json!("hit:decide")), ("x-personal-data" = json!(false))))]
async fn open(caller: Caller, State(web): State<Web>, body: String) -> ApiResult<StatusCode> {
    let _ = body;
    let mut set = pc_store::WriteSet::new(caller.audit("review", web.now(), "POST /api/v1/booths"));
    set.insert(&Booth { id: web.ids().uuid() })?;
    web.store.commit(set).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes files.
#[utoipa::path(post, path = "/files", operation_id = "file_submit",
    request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 204)),
    extensions(("x-permission" = json!("message:submit")), ("x-personal-data" = json!(false))))]
async fn file(body: axum::body::Bytes) -> StatusCode {
    if body.is_empty() { StatusCode::BAD_REQUEST } else { StatusCode::NO_CONTENT }
}

/// Declares no permission.
#[utoipa::path(get, path = "/undeclared", responses((status = 200)), extensions(("x-personal-data" = json!(false))))]
async fn undeclared() {}

/// Misspells its permission.
#[utoipa::path(get, path = "/misspelt", responses((status = 200)),
    extensions(("x-permission" = json!("traveller:read")), ("x-personal-data" = json!(false))))]
async fn misspelt() {}

/// Does not say whether it has personal data.
#[utoipa::path(get, path = "/silent", responses((status = 200)), extensions(("x-permission" = json!("status:read"))))]
async fn silent() {}

/// Breaks.
#[utoipa::path(get, path = "/broken", responses((status = 200)),
    extensions(("x-permission" = json!("status:read")), ("x-personal-data" = json!(false))))]
async fn broken() {
    panic!("a handler broke");
}

pub fn router() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(person))
        .routes(routes!(open))
        .routes(routes!(file))
        .routes(routes!(undeclared))
        .routes(routes!(misspelt))
        .routes(routes!(silent))
        .routes(routes!(broken))
        .route("/undescribed", get(async || "open to all?"))
}
