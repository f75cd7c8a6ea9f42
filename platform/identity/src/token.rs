use std::fmt;

use aws_lc_rs::{constant_time, digest};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use pc_kernel::Rng;

/// A secret of 256 random bits, as text. It is shown to its owner once and never stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    pub(crate) fn new(rng: &dyn Rng) -> Self {
        let mut bytes = [0; 32];
        rng.fill(&mut bytes);
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The secret itself, for the cookie or the terminal.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    /// Never the secret: debug output ends in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// What is stored of a secret. One round of SHA-256 is enough where the secret is 256 random bits.
pub(crate) fn stored_form(secret: &str) -> String {
    hex::encode(digest::digest(&digest::SHA256, secret.as_bytes()))
}

/// Compares in a time that depends on the lengths alone.
pub(crate) fn same(a: &str, b: &str) -> bool {
    constant_time::verify_slices_are_equal(a.as_bytes(), b.as_bytes()).is_ok()
}

/// The CSRF token of a session: derived from the session's secret, so that it need not be stored and nobody can make
/// it without the cookie.
pub(crate) fn csrf(token: &str) -> String {
    let mut context = digest::Context::new(&digest::SHA256);
    context.update(b"portcullis csrf\0");
    context.update(token.as_bytes());
    hex::encode(context.finish())
}
