use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString},
};
use pc_kernel::Rng;

/// The fewest characters of a password (NIST SP 800-63B-4 §3.1.1.2 asks for length, not for kinds of characters).
pub const MIN_PASSWORD: usize = 12;
/// The most: a bound on the work of hashing.
pub const MAX_PASSWORD: usize = 256;

/// Passwords of the required length that are tried first by everybody who guesses, lower case.
const COMMON: [&str; 24] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456123456",
    "123123123123",
    "111111111111",
    "000000000000",
    "abcdefghijkl",
    "abcdef123456",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopas",
    "qwerty123456",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "passwordpassword",
    "password1234",
    "password12345",
    "password123456",
    "administrator",
    "letmeinletmein",
    "welcome12345",
    "changemechangeme",
    "iloveyouiloveyou",
];

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordPolicy {
    /// Too short.
    #[error("at least {MIN_PASSWORD} characters")]
    Short,
    /// Too long.
    #[error("at most {MAX_PASSWORD} characters")]
    Long,
    /// It has the sign-in name in it.
    #[error("must not contain the sign-in name")]
    Name,
    /// Everybody tries it.
    #[error("is one of the passwords that are tried first")]
    Common,
}

/// A password that the policy accepts, not hashed yet.
pub struct Password(String);

impl Password {
    /// Checks whether `password` will do for the account called `name`.
    pub fn new(name: &str, password: &str) -> Result<Self, PasswordPolicy> {
        check(name, password).map(|()| Self(password.to_owned()))
    }

    /// Hashes it; slow on purpose, so call it on a thread for blocking work.
    pub fn hash(&self, rng: &dyn Rng) -> HashedPassword {
        HashedPassword(hash(rng, &self.0))
    }
}

/// An accepted password as accounts keep it: an argon2id hash in PHC form.
pub struct HashedPassword(pub(crate) String);

fn check(name: &str, password: &str) -> Result<(), PasswordPolicy> {
    let length = password.chars().count();
    let lower = password.to_lowercase();
    let first = lower.chars().next();
    if length < MIN_PASSWORD {
        Err(PasswordPolicy::Short)
    } else if length > MAX_PASSWORD {
        Err(PasswordPolicy::Long)
    } else if lower == name || (name.len() >= 4 && lower.contains(name)) {
        Err(PasswordPolicy::Name)
    } else if COMMON.contains(&lower.as_str()) || lower.chars().all(|c| Some(c) == first) {
        Err(PasswordPolicy::Common)
    } else {
        Ok(())
    }
}

/// Argon2id with the parameters of the OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane.
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("fixed parameters are in range");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

pub(crate) fn hash(rng: &dyn Rng, password: &str) -> String {
    let mut salt = [0; 16];
    rng.fill(&mut salt);
    let salt = SaltString::encode_b64(&salt).expect("16 bytes make a salt");
    argon2().hash_password(password.as_bytes(), &salt).expect("bounded passwords hash").to_string()
}

/// Whether `password` is the one that `hash` was made of; slow on purpose. A damaged hash is never matched.
pub(crate) fn verify_password(hash: &str, password: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|h| argon2().verify_password(password.as_bytes(), &h).is_ok())
}

#[cfg(test)]
mod tests {
    use pc_kernel::SeededRng;

    use super::*;

    #[test]
    fn only_long_and_uncommon_passwords_will_do() {
        for (password, expected) in [
            ("short", Err(PasswordPolicy::Short)),
            ("elevenchars", Err(PasswordPolicy::Short)),
            ("aaaaaaaaaaaaaaaa", Err(PasswordPolicy::Common)),
            ("PasswordPassword", Err(PasswordPolicy::Common)),
            ("mara.lindqvist", Err(PasswordPolicy::Name)),
            ("xx-Mara.Lindqvist-1", Err(PasswordPolicy::Name)),
            ("correct horse staple", Ok(())),
            ("пароль для порта", Ok(())),
        ] {
            assert_eq!(check("mara.lindqvist", password), expected, "{password}");
        }
        assert_eq!(check("x", &"ab".repeat(200)), Err(PasswordPolicy::Long));
    }

    #[test]
    fn a_hash_names_its_parameters_and_matches_its_password_alone() {
        let hash = hash(&SeededRng::new(1), "correct horse staple");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password(&hash, "correct horse staple"));
        assert!(!verify_password(&hash, "correct horse stapl"));
        assert!(!verify_password("not a hash", "correct horse staple"));
    }
}
