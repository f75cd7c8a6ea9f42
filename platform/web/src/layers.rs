use std::{panic::AssertUnwindSafe, time::Duration};

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures::FutureExt as _;
use tracing::Instrument as _;

use crate::{Problem, Web};

/// How long a handler may take until its answer begins. A stream that has begun goes on.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The same for a list that is sent in: ten million entries are gigabytes.
const LIST_TIMEOUT: Duration = Duration::from_hours(1);

/// One directive a line: only our own files, no frames, no plug-ins, no other origins.
const CONTENT_SECURITY: &str = "default-src 'self'; connect-src 'self'; img-src 'self' data:; object-src 'none'; \
                                base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const HEADERS: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

/// Sets the headers that tell browsers what never to do. Runs outermost, so that refusals have them too.
pub(crate) async fn headers(State(tls): State<bool>, request: Request, next: Next) -> Response {
    let api = is_api(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if tls {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    if api {
        // Answers are about people: no cache may keep them.
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    }
    response
}

/// Whether a path belongs to the API.
pub(crate) fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

/// Gives the request an id, a span and an end: one line a request, with the route's template and never its path,
/// query, headers or body. A handler that panics or takes too long is a problem like any other.
pub(crate) async fn trace(State(web): State<Web>, request: Request, next: Next) -> Response {
    let id = web.ids().uuid();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let limit = if route.ends_with("/imports") || route.ends_with("/imports/preview") {
        LIST_TIMEOUT
    } else {
        TIMEOUT
    };
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    let start = tokio::time::Instant::now();
    let mut response = async move {
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
        let response = match tokio::time::timeout(limit, answer).await {
            Ok(Ok(response)) => response,
            Ok(Err(_)) => Problem::internal("the handler panicked").into_response(),
            Err(_) => {
                tracing::warn!("request took too long");
                Problem::unavailable("the answer took too long", 5).into_response()
            }
        };
        let status = response.status().as_u16();
        let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status, ms, "answered");
        response
    }
    .instrument(span)
    .await;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}
