//! Readings of Han characters in Cantonese, Korean and Vietnamese, from the Unicode Han database.

use crate::learn::{Table, best};

/// `(character, kind, readings)`, as `readings` in the matcher has them.
pub fn readings(unihan: &str, hangul: &Table) -> Vec<(char, char, Vec<String>)> {
    let line = |line: &str| {
        let mut fields = line.strip_prefix("U+")?.split('\t');
        let c = char::from_u32(u32::from_str_radix(fields.next()?, 16).ok()?)?;
        let (field, values) = (fields.next()?, fields.next()?);
        let (kind, readings): (char, Vec<String>) = match field {
            "kCantonese" => ('C', values.split(' ').take(1).flat_map(cantonese).collect()),
            "kVietnamese" => (
                'V',
                values.split(' ').take(1).map(|v| pc_name_match::making::latin(v).to_lowercase()).collect(),
            ),
            "kHangul" => {
                let syllable = values.chars().next()?;
                let mut spellings = vec![pc_name_match::making::revised(&values[..syllable.len_utf8()])];
                spellings.extend(hangul.get(&syllable).map(|known| best(known, 2, 0.2)).unwrap_or_default());
                spellings.dedup();
                ('K', spellings)
            }
            _ => return None,
        };
        Some((c, kind, readings))
    };
    unihan.lines().filter_map(line).collect()
}

/// Jyutping as Hong Kong's passports spell it, roughly: `siu2` SIU, `zoeng1` CHEUNG, `gwok3` KWOK.
fn cantonese(jyutping: &str) -> Vec<String> {
    let sound = jyutping.trim_end_matches(|c: char| c.is_ascii_digit());
    let initials = [
        ("gw", "kw"),
        ("kw", "kw"),
        ("ng", "ng"),
        ("z", "ch"),
        ("c", "ch"),
        ("j", "y"),
        ("g", "k"),
        ("d", "t"),
        ("b", "p"),
    ];
    let (own, initial) = initials.iter().find(|(own, _)| sound.starts_with(own)).copied().unwrap_or(("", ""));
    let mut rest = sound[own.len()..].to_owned();
    for (from, to) in [
        ("oeng", "eung"),
        ("oek", "euk"),
        ("oe", "eu"),
        ("eoi", "ui"),
        ("eo", "u"),
        ("yun", "uen"),
        ("yut", "uet"),
        ("yu", "u"),
        ("aa", "a"),
        ("ou", "o"),
    ] {
        rest = rest.replace(from, to);
    }
    let spelled = [initial, rest.as_str()].concat();
    if spelled.starts_with('s') {
        vec![spelled.clone(), spelled.replacen('s', "sh", 1)]
    } else {
        vec![spelled]
    }
}
