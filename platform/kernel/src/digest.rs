use sha2::{Digest, Sha256};

/// SHA-256 of `bytes` as lower-case hexadecimal: how files are named in provenance.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
}
