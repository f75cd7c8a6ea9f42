use std::sync::Arc;

use axum::{
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use pc_access::Action;
use pc_identity::Active;
use pc_store::WriteSet;
use uuid::Uuid;

use crate::{
    Caller, Look, Problem, Web,
    cookie::session_token,
    operations::{Found, Operation, Permission, Table},
};

/// The most bytes of a body, where the operation takes files.
pub const MAX_UPLOAD: usize = 32 * 1024 * 1024;
/// Largest list, in bytes: it is kept on disk while it is read.
pub const MAX_LIST: usize = 4 << 30;
/// The most bytes of any other body.
pub const MAX_BODY: usize = 64 * 1024;

/// What the guard decides by.
#[derive(Clone)]
pub(crate) struct Guard {
    pub(crate) web: Web,
    pub(crate) table: Arc<Table>,
}

/// Lets a request through to its handler, or not; audits what was read before it leaves. Denies whatever is not
/// declared: a forgotten declaration is an endpoint that does not work, not one that leaks.
pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    match guard.pass(request, next).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

impl Guard {
    async fn pass(&self, mut request: Request, next: Next) -> Result<Response, Problem> {
        let Some(path) = request.extensions().get::<MatchedPath>().cloned() else {
            // No route: the fallback answers, which has the console's files and nothing of the store's.
            return Ok(next.run(request).await);
        };
        let operation = match self.table.find(request.method(), path.as_str()) {
            Found::Operation(operation) => operation,
            Found::OtherMethods(allowed) => return Ok(not_allowed(&allowed)),
            Found::Nothing => {
                tracing::error!(route = path.as_str(), "route without a description was denied");
                return Err(denied());
            }
        };
        if operation.missing().is_some() {
            return Err(denied());
        }
        let writes = !matches!(*request.method(), Method::GET | Method::HEAD);
        if writes {
            same_site(request.headers())?;
        }
        let caller = match operation.permission {
            Permission::Public => None,
            Permission::Undeclared => return Err(denied()),
            Permission::Action(action) => Some(self.admit(&mut request, action, writes).await?),
        };
        let limit = body_limit(operation);
        if content_length(request.headers()).is_some_and(|length| length > limit as u64) {
            return Err(Problem::too_large(format!("at most {limit} bytes")));
        }
        DefaultBodyLimit::max(limit).apply(&mut request);
        let looked_at = ids(request.uri());
        let cause = cause(request.method(), request.uri());
        let response = next.run(request).await;
        // A write has its audit row in its own write set; a read gets one here, before its first byte leaves.
        if let Some(caller) = caller
            && operation.personal == Some(true)
            && !writes
            && response.status().is_success()
        {
            self.audit(&caller, operation, cause, &looked_at).await?;
        }
        Ok(response)
    }

    /// Who is calling and whether they may; puts both into the request for the handler.
    async fn admit(&self, request: &mut Request, action: Action, writes: bool) -> Result<Caller, Problem> {
        let token = session_token(request.headers()).ok_or_else(|| Problem::unauthorized("sign in first"))?;
        let active = self.web.identity.authenticate(token, true).await?;
        let active = active.ok_or_else(|| Problem::unauthorized("the session is over"))?;
        if writes {
            csrf(request.headers(), &active)?;
        }
        if !self.web.access.permits(&active.account.roles, action) {
            return Err(Problem::forbidden(format!("none of your roles has {action}")));
        }
        let caller = Caller::new(&active, purpose(request.headers())?);
        request.extensions_mut().insert(caller.clone());
        request.extensions_mut().insert(active);
        Ok(caller)
    }

    async fn audit(
        &self,
        caller: &Caller,
        operation: &Operation,
        cause: String,
        looked_at: &[Uuid],
    ) -> Result<(), Problem> {
        let default = operation.purpose.clone().unwrap_or_default();
        let purpose = caller.purpose.clone().unwrap_or(default);
        let mut set = WriteSet::new(caller.audit(purpose, self.web.now(), cause));
        let fresh = self.web.ids();
        Look::add(&mut set, caller, looked_at.iter().map(|record| (fresh.uuid(), *record)))?;
        self.web.store.commit(set).await.map(drop).map_err(Problem::internal)
    }
}

fn denied() -> Problem {
    Problem::forbidden("this operation declares no permission")
}

fn not_allowed(allowed: &str) -> Response {
    let mut response = Problem::method_not_allowed(allowed).into_response();
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    debug_assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    response
}

/// A browser says where a request comes from (Fetch Metadata); one from another site never writes. Clients that are
/// no browsers say nothing and carry the CSRF token alone.
fn same_site(headers: &HeaderMap) -> Result<(), Problem> {
    match headers.get("sec-fetch-site").map(HeaderValue::as_bytes) {
        None | Some(b"same-origin" | b"none") => Ok(()),
        Some(_) => Err(Problem::forbidden("the request comes from another site")),
    }
}

fn csrf(headers: &HeaderMap, active: &Active) -> Result<(), Problem> {
    let offered = headers.get("x-csrf-token").and_then(|v| v.to_str().ok());
    match offered {
        Some(offered) if active.csrf_matches(offered) => Ok(()),
        Some(_) => Err(Problem::forbidden("X-CSRF-Token is not that of the session")),
        None => Err(Problem::forbidden("X-CSRF-Token is missing")),
    }
}

/// A purpose is a short token, since it stands unsealed in the journal: no free text, no personal data.
fn purpose(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get("x-purpose") else { return Ok(None) };
    let token = value.to_str().ok().filter(|text| {
        (2..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    });
    let token = token.ok_or_else(|| Problem::bad_request("X-Purpose: 2 to 40 of a-z, 0-9 and hyphen"))?;
    Ok(Some(token.to_owned()))
}

fn body_limit(operation: &Operation) -> usize {
    match operation.permission {
        Permission::Action(Action::MessageSubmit | Action::FlightSchedule) => MAX_UPLOAD,
        Permission::Action(Action::ListImport) => MAX_LIST,
        _ => MAX_BODY,
    }
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// What the journal says led to a read: method and path with its ids, of the query only the keys and those values
/// that are ids. A search term may be a name, and causes are not sealed.
fn cause(method: &Method, uri: &Uri) -> String {
    let mut text = format!("{method} {}", uri.path());
    let pairs = uri.query().unwrap_or_default().split('&').filter(|p| !p.is_empty());
    for (i, pair) in pairs.enumerate() {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        text.push(if i == 0 { '?' } else { '&' });
        text.extend(key.chars().filter(char::is_ascii_alphanumeric).take(20));
        if let Ok(id) = Uuid::parse_str(value) {
            text.push('=');
            text.push_str(&id.to_string());
        }
    }
    text
}

/// The records that a read names in its path.
fn ids(uri: &Uri) -> Vec<Uuid> {
    uri.path().split('/').filter_map(|part| Uuid::parse_str(part).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_names_ids_and_never_a_search_term() {
        let of = |uri: &str| cause(&Method::GET, &uri.parse().unwrap());
        assert_eq!(of("/api/v1/hits?state=open"), "GET /api/v1/hits?state");
        assert_eq!(of("/api/v1/x?q=lindqvist&cursor=abc"), "GET /api/v1/x?q&cursor");
        let id = "0190b6f2-8e7a-7cc3-98c4-dc0c0c07398f";
        assert_eq!(of(&format!("/api/v1/hits?flight={id}")), format!("GET /api/v1/hits?flight={id}"));
    }

    #[test]
    fn a_purpose_is_a_short_token() {
        let of = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("x-purpose", HeaderValue::from_str(text).unwrap());
            purpose(&headers)
        };
        assert_eq!(of("case-review").unwrap().as_deref(), Some("case-review"));
        for text in ["", "x", "Looking for John", &"a".repeat(41)] {
            assert_eq!(of(text).unwrap_err().status, 400, "{text}");
        }
        assert_eq!(purpose(&HeaderMap::new()).unwrap(), None);
    }

    #[test]
    fn other_sites_never_write() {
        let of = |site: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert("sec-fetch-site", HeaderValue::from_static(site));
            same_site(&headers).is_ok()
        };
        assert!(of("same-origin") && of("none"));
        assert!(!of("cross-site") && !of("same-site"));
    }
}
