//! The console, as part of the program.

use axum::{
    Router,
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Console;

const MISSING: &str = "<!doctype html><html lang=en><title>Portcullis</title><h1>The console is not part of this build</h1>\
<p>Build it with <code>cargo xtask test --only ui</code> and build the program again. The API is at <code>/api/v1</code>.</p>";

/// Answers every path: a file of the console, or its page, which finds its own way.
pub fn router() -> Router {
    Router::new().fallback(serve)
}

async fn serve(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if let Some(file) = Console::get(path) {
        // Built files carry a hash of their content in their name; the page itself must always be fresh.
        let lasting = path.starts_with("assets/");
        let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
        let kind = file.metadata.mimetype().to_owned();
        return ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache.to_owned())], file.data)
            .into_response();
    }
    if path.starts_with("assets/") {
        return StatusCode::NOT_FOUND.into_response();
    }
    match Console::get("index.html") {
        Some(page) => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")],
            page.data,
        )
            .into_response(),
        None => Html(MISSING).into_response(),
    }
}
