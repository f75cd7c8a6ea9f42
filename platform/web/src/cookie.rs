use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use pc_identity::Token;

use crate::Problem;

/// The session cookie's name.
pub const SESSION_COOKIE: &str = "portcullis_session";

/// Whether connections are TLS, for handlers that set cookies.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tls(pub(crate) bool);

impl<S: Sync> FromRequestParts<S> for Tls {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(parts.extensions.get().copied().unwrap_or(Self(false)))
    }
}

/// The token in the session cookie.
pub(crate) fn session_token(headers: &HeaderMap) -> Option<&str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(name, value)| (name == SESSION_COOKIE && !value.is_empty()).then_some(value))
}

/// `Set-Cookie` that hands the token over. No `Max-Age`: it ends with the browser, and at the server before that.
pub(crate) fn set_session(token: &Token, tls: Tls) -> Option<HeaderValue> {
    let secure = if tls.0 { "; Secure" } else { "" };
    let text = format!("{SESSION_COOKIE}={}; Path=/; HttpOnly; SameSite=Strict{secure}", token.reveal());
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// `Set-Cookie` that takes it away.
pub(crate) fn clear_session() -> HeaderValue {
    HeaderValue::from_static("portcullis_session=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("a=1; portcullis_session=tok-en; b=2"));
        assert_eq!(session_token(&headers), Some("tok-en"));
        let mut none = HeaderMap::new();
        none.append(header::COOKIE, HeaderValue::from_static("xportcullis_session=1; portcullis_session="));
        assert_eq!(session_token(&none), None);
    }
}
