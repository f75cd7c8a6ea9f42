//! Traveller names: titles glued to given names, and whether two spellings are the same person.

use pc_kernel::Gender;

/// Titles that end no given name: cut off wherever they are glued.
const GLUED: [&str; 5] = ["MRS", "MISS", "MSTR", "CHD", "INF"];
/// Titles as words of their own.
const WORDS: [&str; 17] = [
    "MR", "MRS", "MS", "MISS", "MSTR", "MASTER", "DR", "PROF", "CHD", "INF", "REV", "SIR", "MDM", "MME",
    "MX", "ENG", "CAPT",
];

/// The given names of a reservation without titles. `MR` and `MS` are cut off where they are glued only if
/// that leaves a name and neither the gender nor the document's spelling of the name speaks against it.
pub(crate) fn without_title(given: &str, gender: Option<Gender>, document: Option<&str>) -> String {
    let mut words: Vec<&str> = given.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|w| is_title(w)) {
        words.pop();
    }
    while words.len() > 1 && words.first().is_some_and(|w| is_title(w)) {
        words.remove(0);
    }
    if let [only] = words[..]
        && is_title(only)
    {
        return String::new();
    }
    let Some(last) = words.last().copied() else { return String::new() };
    let last = glued(last, gender, document);
    let keep = words.len() - 1;
    words[keep] = last;
    words.join(" ")
}

fn is_title(word: &str) -> bool {
    WORDS.iter().any(|t| t.eq_ignore_ascii_case(word.trim_end_matches('.')))
}

fn glued<'a>(word: &'a str, gender: Option<Gender>, document: Option<&str>) -> &'a str {
    let cut = |title: &str| {
        let at = word.len().checked_sub(title.len()).filter(|at| *at >= 2)?;
        let (name, end) = word.split_at_checked(at)?;
        end.eq_ignore_ascii_case(title).then_some(name)
    };
    if let Some(name) = GLUED.iter().find_map(|t| cut(t)) {
        return name;
    }
    // `MR` ends some given names (AMR is kept by its length), `MS` many (WILLIAMS).
    let spelt = |name: &str| document.is_some_and(|d| d.eq_ignore_ascii_case(name));
    if let Some(name) = cut("MR") {
        let against = gender == Some(Gender::F) && !document.is_some_and(|d| same_start(d, name));
        return if against { word } else { name };
    }
    if let Some(name) = cut("MS")
        && (spelt(name) || gender == Some(Gender::F))
    {
        return name;
    }
    word
}

/// Letters only, upper case: for comparing spellings.
pub(crate) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Whether one spelling starts with the other: `JOHN` and `JOHNALVA`, `JOHNMR` and `JOHN`.
pub(crate) fn same_start(a: &str, b: &str) -> bool {
    let (a, b) = (key(a), key(b));
    !a.is_empty() && !b.is_empty() && (a.starts_with(&b) || b.starts_with(&a))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_go_and_names_stay() {
        for (given, gender, document, expected) in [
            ("ANSELMMR", None, None, "ANSELM"),
            ("BERTHAMRS", None, None, "BERTHA"),
            ("BERTHA MRS", None, None, "BERTHA"),
            ("MR ANSELM", None, None, "ANSELM"),
            ("ANSELM KAI MR", None, None, "ANSELM KAI"),
            ("LIMR", None, None, "LI"),
            ("AMR", None, None, "AMR"),
            ("WILLIAMS", Some(Gender::M), None, "WILLIAMS"),
            ("DORAMS", Some(Gender::F), None, "DORA"),
            ("DORAMS", None, Some("DORA"), "DORA"),
            ("ALEXANDR", None, None, "ALEXANDR"),
            ("TIMCHD", None, None, "TIM"),
            ("MR", None, None, ""),
            ("", None, None, ""),
        ] {
            assert_eq!(without_title(given, gender, document), expected, "{given}");
        }
    }
}
