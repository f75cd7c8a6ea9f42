use std::error::Error;

use axum::{
    Json,
    extract::rejection::{JsonRejection, PathRejection, QueryRejection},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use pc_store::{CommitError, ReactorError, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

/// What a handler answers.
pub type ApiResult<T> = Result<T, Problem>;

/// Why a request was not done, as RFC 9457 `application/problem+json`. Constructors are named after outcomes.
///
/// A problem never carries what went wrong inside: [`Problem::internal`] logs that and tells the client nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Problem {
    /// Which problem, as a relative URI: `/problems/<slug>`. Clients decide by this.
    #[serde(rename = "type")]
    #[schema(example = "/problems/not-found")]
    pub kind: &'static str,
    /// The same in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What about this request.
    pub detail: String,
    /// Fields that were wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Seconds to wait, sent as `Retry-After`.
    #[serde(skip)]
    retry_after: Option<u64>,
}

/// One wrong field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Its name.
    pub field: String,
    /// What is wrong with it.
    pub detail: String,
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// 400: the request cannot be read.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "/problems/bad-request", "The request cannot be read", detail)
    }

    /// 401: nobody is signed in.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "/problems/signed-out", "You are not signed in", detail)
    }

    /// 403: signed in, and not permitted.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "/problems/forbidden", "You may not do this", detail)
    }

    /// 404: there is no such `what`, e.g. `"flight"`.
    pub fn not_found(what: impl AsRef<str>) -> Self {
        let detail = format!("there is no such {}", what.as_ref());
        Self::new(StatusCode::NOT_FOUND, "/problems/not-found", "Not found", detail)
    }

    /// 405: the path exists, not with this method.
    pub fn method_not_allowed(allowed: &str) -> Self {
        let detail = format!("allowed here: {allowed}");
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "/problems/method-not-allowed",
            "Method not allowed",
            detail,
        )
    }

    /// 409: somebody else wrote first, or the state does not allow it. Read again and decide again.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "/problems/conflict", "Changed by somebody else meanwhile", detail)
    }

    /// 409: something else has the value of `field` already.
    pub fn taken(field: impl Into<String>, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self::new(StatusCode::CONFLICT, "/problems/taken", "It exists already", detail.clone())
            .with_error(field, detail)
    }

    /// 413: the body is too large.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "/problems/too-large", "Too large", detail)
    }

    /// 415: the body is of another media type than the operation reads.
    pub fn unsupported_media_type(detail: impl Into<String>) -> Self {
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        Self::new(status, "/problems/unsupported-media-type", "Unsupported media type", detail)
    }

    /// 422: the request reads well and `field` is not acceptable.
    pub fn unprocessable(field: impl Into<String>, detail: impl Into<String>) -> Self {
        let (field, detail) = (field.into(), detail.into());
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let mut problem =
            Self::new(status, "/problems/unprocessable", "Not acceptable", format!("{field}: {detail}"));
        problem.errors.push(FieldError { field, detail });
        problem
    }

    /// Adds one more wrong field.
    #[must_use]
    pub fn with_error(mut self, field: impl Into<String>, detail: impl Into<String>) -> Self {
        self.errors.push(FieldError { field: field.into(), detail: detail.into() });
        self
    }

    /// 429: too many attempts; wait `retry_after` seconds.
    pub fn too_many_requests(retry_after: u64) -> Self {
        let detail = format!("try again in {retry_after} s");
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "/problems/too-many-requests",
            "Too many attempts",
            detail,
        );
        problem.retry_after = Some(retry_after);
        problem
    }

    /// 500: something broke here. Logs `error` with its whole chain, once; the client hears nothing of it.
    pub fn internal(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let error = error.into();
        tracing::error!(error = %chain(error.as_ref()), "request failed");
        let detail = "the request could not be completed; the log has the reason under the request's id";
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "/problems/internal",
            "Something went wrong here",
            detail,
        )
    }

    /// 503: not now.
    pub fn unavailable(detail: impl Into<String>, retry_after: u64) -> Self {
        let mut problem =
            Self::new(StatusCode::SERVICE_UNAVAILABLE, "/problems/unavailable", "Not available now", detail);
        problem.retry_after = Some(retry_after);
        problem
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// A problem for an extractor's refusal of `status`, worded by the extractor.
    fn rejected(status: StatusCode, detail: String) -> Self {
        match status {
            StatusCode::PAYLOAD_TOO_LARGE => Self::too_large(detail),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::unsupported_media_type(detail),
            StatusCode::UNPROCESSABLE_ENTITY => Self::unprocessable("body", detail),
            _ => Self::bad_request(detail),
        }
    }
}

/// The messages of an error and its sources, joined; a source whose words the outer one repeats is left out.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(source) = next {
        let words = source.to_string();
        if !text.ends_with(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        next = source.source();
    }
    text
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = (self.status(), Json(&self)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl From<CommitError> for Problem {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Conflict { kind, .. } => {
                Self::conflict(format!("this {kind} was changed meanwhile; read it again"))
            }
            CommitError::Duplicate { kind, index } => {
                Self::conflict(format!("another {kind} has the same {index}"))
            }
            CommitError::Reactor(ReactorError::Refused(reason)) => Self::unprocessable("request", reason),
            other => Self::internal(other),
        }
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        Self::rejected(rejection.status(), rejection.body_text())
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Self::bad_request(rejection.body_text())
    }
}

impl From<PathRejection> for Problem {
    /// A path whose id does not read as one names nothing: 404, not 400.
    fn from(_: PathRejection) -> Self {
        Self::not_found("resource")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_store_tells_the_client_nothing() {
        let secret = "disk /var/lib/x is full";
        let problem = Problem::from(StoreError::backend("writing", std::io::Error::other(secret)));
        assert_eq!(problem.status, 500);
        assert!(!serde_json::to_string(&problem).unwrap().contains("disk"));
    }

    #[test]
    fn the_chain_is_logged_whole_and_said_once() {
        let error = StoreError::backend("writing", std::io::Error::other("no space"));
        assert_eq!(chain(&error), "the store failed: writing: no space");
        let wrapped = CommitError::Store(error);
        assert_eq!(chain(&wrapped), "the store failed: writing: no space");
    }

    #[test]
    fn a_conflict_is_a_normal_outcome() {
        let error = CommitError::Conflict { kind: "hit", id: uuid::Uuid::nil(), expected: 1, actual: 2 };
        let problem = Problem::from(error);
        assert_eq!((problem.status, problem.kind), (409, "/problems/conflict"));
    }
}
