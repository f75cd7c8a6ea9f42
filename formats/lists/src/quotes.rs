//! Quotation marks that are opened and not closed where they should be: what stands between is one field to any reader.

use csv::StringRecord;

use crate::table::Extent;

/// What is left of `row` where a field of it has taken in rows that follow, since it has several lines and, in them, what
/// rows have: nothing; or a part, where the last field of a sound row merely may have, as a text of several lines may look
/// so as well. `None` where none has.
pub(crate) fn takes_rows(row: &StringRecord, delimiter: char, wanted: usize) -> Option<Extent> {
    if wanted < 2 {
        return None;
    }
    let first = row.get(0).and_then(|field| field.lines().next());
    let own = first.map(|line| token(line, delimiter)).unwrap_or_default();
    let ragged = row.len() > wanted || row.len() + 1 < wanted;
    let mut left = None;
    for (at, field) in row.iter().enumerate().filter(|(_, field)| field.contains('\n')) {
        let (inside, stray) = (field.matches(delimiter).count(), is_stray(field));
        // A later line begins as the row does: with a number, for one.
        let begins = !own.is_empty() && field.lines().skip(1).any(|line| token(line, delimiter) == own);
        let full = field.lines().skip(1).any(|line| is_row(line, delimiter, wanted, &own));
        let within = full && at + 1 < row.len();
        if (inside + 1 >= wanted && (stray || (begins && at == 0) || within))
            || (ragged && (stray || (inside > 0 && begins)))
        {
            return Some(Extent::Broken);
        }
        if full {
            left = Some(Extent::Short);
        }
    }
    left
}

/// Whether a line begins as rows do, `own`, and has as many fields, or one fewer.
fn is_row(line: &str, delimiter: char, wanted: usize, own: &str) -> bool {
    !own.is_empty() && token(line, delimiter) == own && line.matches(delimiter).count() + 2 >= wanted
}

/// What a line begins with looks like.
fn token(line: &str, delimiter: char) -> String {
    line.split(delimiter).next().map(shape).unwrap_or_default()
}

/// Whether a field of `row` has taken in the next one, its mark closed by that one's first.
pub(crate) fn takes_fields(row: &StringRecord, delimiter: char) -> bool {
    row.iter().any(|field| field.contains(delimiter) && is_stray(field))
}

/// A mark without its other.
fn is_stray(field: &str) -> bool {
    field.matches('"').count() % 2 == 1
}

/// What a value looks like: `K-2031` is `A-9`.
fn shape(value: &str) -> String {
    let mut shape = String::new();
    for c in value.trim_matches(['"', ' ', '\r']).chars() {
        let class = match c {
            _ if c.is_numeric() => '9',
            _ if c.is_alphabetic() => 'A',
            other => other,
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use csv::StringRecord;

    use super::{takes_fields, takes_rows};
    use crate::table::Extent;

    #[test]
    fn rows_inside_of_a_field_are_told_from_lines_of_text() {
        let told = |fields: &[&str], wanted| {
            takes_rows(&StringRecord::from(fields), ',', wanted) == Some(Extent::Broken)
        };
        for (fields, wanted) in [
            (&["2", "EXAMPLAR,1961\n3,SAMPLER\"", "1970"][..], 3),
            (&["2", "EXAMPLAR,1961\n3,SAMPLER", "1970"], 3),
            (&["2,EXAMPLAR,1961\n3", "SAMPLER", "1970"], 3),
            (&["2", "EXAMPLAR,1961\n3,MUSTER,1965\n4,SAMPLER\"", "1970"], 3),
            (&["K-1", "A", "2026\nK-2\"", "B", "2026"], 3),
        ] {
            assert!(told(fields, wanted), "{fields:?}");
        }
        for (fields, wanted) in [
            (&["2", "EXAMPLAR", "1 Test Street,\nTestville,\nTestland"][..], 3),
            (&["2", "EXAMPLAR", "called \"Ivo\",\nso, they, say"], 3),
            (&["2", "EXAMPLAR"], 2),
            (&["2", "EXAMPLAR\nIvo", "1961", ""], 3),
            // It may be: the row is kept, and the file counts as cut.
            (&["2", "1970", "EXAMPLAR,1961\n3,SAMPLER"], 3),
            (&["2", "SAMPLER Dagmar", "Test House,\n17, rue Test, Testville"], 3),
            (&["7", "SAMPLER", "1970", "Traveller.\nSeen in A, B, C, D"], 4),
        ] {
            assert!(!told(fields, wanted), "{fields:?}");
        }
        let may = |fields: &[&str], wanted| takes_rows(&StringRecord::from(fields), ',', wanted).is_some();
        assert!(may(&["2", "1970", "EXAMPLAR,1961\n3,SAMPLER"], 3));
        assert!(!may(&["7", "SAMPLER", "1970", "Traveller.\nSeen in A, B, C, D"], 4));
        assert!(!may(&["7", "SAMPLER", "1970", "Test House,\n17, rue Test"], 4));
        assert!(takes_fields(&StringRecord::from(vec!["1", "Ivor,1961\"", "x"]), ','));
        assert!(!takes_fields(&StringRecord::from(vec!["1", "a 5\" pipe", "\"a\", b"]), ','));
    }
}
