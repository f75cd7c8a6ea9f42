use crate::AccountError;

/// A sign-in name as it is kept and looked up: lower case, from a set of characters without look-alikes.
pub(crate) fn normal_name(name: &str) -> Result<String, AccountError> {
    let name = name.trim().to_ascii_lowercase();
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-_@".contains(&b);
    if (2..=64).contains(&name.len()) && name.bytes().all(allowed) {
        Ok(name)
    } else {
        Err(AccountError::Name)
    }
}

/// A name for people: one line of at most 100 characters.
pub(crate) fn display_name(display: &str) -> Result<String, AccountError> {
    let display = display.trim();
    let fits = (1..=100).contains(&display.chars().count()) && !display.chars().any(char::is_control);
    if fits { Ok(display.to_owned()) } else { Err(AccountError::Display) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_one_form() {
        assert_eq!(normal_name(" Mara.Lindqvist ").unwrap(), "mara.lindqvist");
        for name in ["", "x", "mara lindqvist", "mära", "a\0b", &"n".repeat(65)] {
            assert!(normal_name(name).is_err(), "{name}");
        }
        assert_eq!(display_name(" Mära Lindqvist ").unwrap(), "Mära Lindqvist");
        for display in ["", " ", "a\nb", &"é".repeat(101)] {
            assert!(display_name(display).is_err(), "{display}");
        }
    }
}
