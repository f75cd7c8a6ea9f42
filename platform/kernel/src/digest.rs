use std::io::{self, BufRead};

use sha2::{Digest, Sha256};

/// SHA-256 of `bytes` as lower-case hexadecimal: how files are named in provenance.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The length of what `input` gives, and its SHA-256 as [`sha256_hex`] gives it, however long it is.
pub fn sha256_of(mut input: impl BufRead) -> io::Result<(u64, String)> {
    let (mut digest, mut length) = (Sha256::new(), 0);
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Ok((length, hex(&digest.finalize())));
        }
        digest.update(bytes);
        let count = bytes.len();
        length += count as u64;
        input.consume(count);
    }
}

fn hex(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        use std::fmt::Write;
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{sha256_hex, sha256_of};

    #[test]
    fn piece_by_piece_gives_the_same() {
        let bytes: Vec<u8> = (0..10_000_u32).map(|n| n as u8).collect();
        let input = std::io::BufReader::with_capacity(33, bytes.as_slice());
        assert_eq!(sha256_of(input).unwrap(), (10_000, sha256_hex(&bytes)));
    }
}
