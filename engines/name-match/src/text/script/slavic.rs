//! Russian and Ukrainian names as German, Polish and Dutch write them (`Kowaltschuk`, `Iwanow`, `Sergej`), which several small
//! differences at once put far from their English spelling.

/// How such words end, and how they begin; shorter words and others are as they are.
const ENDS: [&str; 26] = [
    "OW", "EW", "OWA", "EWA", "OWO", "OWOI", "OWOJ", "EWOI", "OWSKI", "EWSKI", "OWSKY", "EWSKY", "SKIJ",
    "SKAJA", "OWICZ", "EWICZ", "OWNA", "EWNA", "IJ", "EJ", "AJ", "CZUK", "CZENKO", "SZYN", "SZKO", "JEWA",
];
const BEGINS: [&str; 14] = [
    "WLAD", "WJATSCH", "WIKTOR", "WITAL", "WASIL", "WALER", "WALENT", "WSEWOL", "JEWG", "JELENA", "JEKAT",
    "JURI", "JAROSL", "DSCH",
];
const SHORTEST: usize = 4;
/// Letters that are one sound, the longest first.
const SOUNDS: [(&str, &str); 10] = [
    ("SCHTSCH", "SHCH"),
    ("SZCZ", "SHCH"),
    ("TSCH", "CH"),
    ("DSCH", "J"),
    ("SCH", "SH"),
    ("CZ", "CH"),
    ("SZ", "SH"),
    ("CH", "KH"),
    ("W", "V"),
    ("J", "Y"),
];

/// What a word in Latin capitals may be in English spelling, where it seems to be of these; else nothing.
pub fn english_of_slavic(word: &str) -> Vec<String> {
    let seems = word.len() >= SHORTEST
        && (word.contains("TSCH")
            || ENDS.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(end))
            || BEGINS.iter().any(|begin| word.starts_with(begin)));
    if !seems {
        return Vec::new();
    }
    let plain = read(word, false);
    let german = read(word, true);
    let mut readings = vec![plain];
    if german != readings[0] {
        readings.push(german);
    }
    readings.retain(|reading| reading != word);
    readings
}

/// `german`: S between vowels, and before consonants that are voiced, is Z; and Z is TS.
fn read(word: &str, german: bool) -> String {
    let mut out = String::with_capacity(word.len() + 2);
    let mut rest = word;
    while let Some(letter) = rest.chars().next() {
        if let Some((letters, sound)) = SOUNDS.iter().find(|(letters, _)| rest.starts_with(letters)) {
            out.push_str(sound);
            rest = &rest[letters.len()..];
            continue;
        }
        let is_vowel = |c: char| "AEIOUY".contains(c);
        let next = rest.chars().nth(1);
        let voiced =
            out.ends_with(is_vowel) && next.is_some_and(|next| is_vowel(next) || "NMLVDB".contains(next));
        match letter {
            'S' if german && voiced => out.push('Z'),
            'Z' if german => out.push_str("TS"),
            _ => out.push(letter),
        }
        rest = &rest[letter.len_utf8()..];
    }
    out
}

#[cfg(test)]
mod tests {
    use super::english_of_slavic;

    #[test]
    fn german_and_polish_spellings_are_read() {
        for (word, english) in [
            ("IWANOW", "IVANOV"),
            ("KOWALTSCHUK", "KOVALCHUK"),
            ("KUSNEZOW", "KUZNETSOV"),
            ("TSCHEMESOW", "CHEMEZOV"),
            ("SERGEJ", "SERGEY"),
            ("CHODORKOWSKIJ", "KHODORKOVSKIY"),
            ("WLADISLAW", "VLADISLAV"),
            ("KOWALCZUK", "KOVALCHUK"),
            ("JEWGENIJ", "YEVGENIY"),
        ] {
            assert!(
                english_of_slavic(word).contains(&english.to_owned()),
                "{word} {:?}",
                english_of_slavic(word)
            );
        }
        for word in ["WILLIAM", "JOHNSON", "WANG", "JIN", "SCHMIDT", "OW", "EW", "PETROV"] {
            assert!(english_of_slavic(word).is_empty(), "{word} {:?}", english_of_slavic(word));
        }
    }
}
