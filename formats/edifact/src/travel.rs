//! Small readings that every passenger message shares: names that are none, seats, kinds of documents.

use pc_kernel::DocumentKind;

/// Placeholders for a person who is still to be named.
pub fn is_placeholder(name: &str) -> bool {
    const PLACEHOLDERS: [&str; 8] =
        ["TBA", "TBD", "TBN", "TO BE ADVISED", "TO BE NAMED", "TO BE ANNOUNCED", "NONAME", "NO NAME"];
    PLACEHOLDERS.iter().any(|p| p.eq_ignore_ascii_case(name.trim()))
}

/// A seat without zero padding (`062J` → `62J`); `None` for `XXX` and what is no seat.
pub fn seat(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('0');
    let row = text.bytes().take_while(u8::is_ascii_digit).count();
    let good = (1..=3).contains(&row)
        && text.len() <= row + 2
        && text[row..].bytes().all(|b| b.is_ascii_alphabetic());
    (good && text.len() > row).then(|| text.to_ascii_uppercase())
}

/// The kind that a document code means: WCO/IATA guide DOC C002/1001, IATA DOCS, ICAO 9303 document codes.
pub fn document_kind(code: &str) -> DocumentKind {
    match code.trim() {
        "P" => return DocumentKind::Passport,
        "V" => return DocumentKind::Visa,
        _ => {}
    }
    match code.trim().to_ascii_uppercase().as_str() {
        "" => DocumentKind::Unknown,
        "A" | "C" | "I" | "IC" | "ID" | "IN" | "CI" | "IP" => DocumentKind::Identity,
        "AC" | "L" | "CR1" => DocumentKind::Crew,
        "AR" | "IR" | "CR" | "RP" | "PR" => DocumentKind::Residence,
        code if code.starts_with('V') => DocumentKind::Visa,
        code if code.starts_with('P') => DocumentKind::Passport,
        _ => DocumentKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seats_lose_their_padding_and_junk_is_no_seat() {
        for (text, expected) in [
            ("062J", Some("62J")),
            ("7a", Some("7A")),
            ("XXX", None),
            ("", None),
            ("000", None),
            ("12", None),
            ("1234A", None),
        ] {
            assert_eq!(seat(text).as_deref(), expected, "{text}");
        }
    }
}
