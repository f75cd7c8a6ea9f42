//! Words of the tail in their original script: plain letter tables, as a clerk without a dictionary would write.

use crate::population::culture::Script;

const CYRILLIC: &[(&str, &str)] = &[
    ("shch", "щ"),
    ("kh", "х"),
    ("zh", "ж"),
    ("ts", "ц"),
    ("ch", "ч"),
    ("sh", "ш"),
    ("ya", "я"),
    ("yu", "ю"),
    ("yo", "ё"),
    ("skiy", "ский"),
    ("sky", "ский"),
    ("a", "а"),
    ("b", "б"),
    ("v", "в"),
    ("w", "в"),
    ("g", "г"),
    ("d", "д"),
    ("e", "е"),
    ("z", "з"),
    ("i", "и"),
    ("y", "ы"),
    ("k", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("h", "х"),
];

/// Short vowels inside a word are not written.
const ARABIC: &[(&str, &str)] = &[
    ("al-", "ال"),
    ("kh", "خ"),
    ("sh", "ش"),
    ("gh", "غ"),
    ("th", "ث"),
    ("ch", "چ"),
    ("ou", "و"),
    ("oo", "و"),
    ("ee", "ي"),
    ("aa", "ا"),
    ("b", "ب"),
    ("t", "ت"),
    ("j", "ج"),
    ("h", "ح"),
    ("d", "د"),
    ("r", "ر"),
    ("z", "ز"),
    ("s", "س"),
    ("f", "ف"),
    ("q", "ق"),
    ("k", "ك"),
    ("g", "گ"),
    ("l", "ل"),
    ("m", "م"),
    ("n", "ن"),
    ("w", "و"),
    ("v", "و"),
    ("y", "ي"),
    ("p", "پ"),
    ("a", ""),
    ("e", ""),
    ("i", ""),
    ("o", "و"),
    ("u", ""),
];

const DEVANAGARI: &[(&str, &str)] = &[
    ("kh", "ख"),
    ("gh", "घ"),
    ("ch", "च"),
    ("th", "थ"),
    ("dh", "ध"),
    ("bh", "भ"),
    ("sh", "श"),
    ("k", "क"),
    ("g", "ग"),
    ("j", "ज"),
    ("t", "त"),
    ("d", "द"),
    ("n", "न"),
    ("p", "प"),
    ("b", "ब"),
    ("m", "म"),
    ("y", "य"),
    ("r", "र"),
    ("l", "ल"),
    ("v", "व"),
    ("w", "व"),
    ("s", "स"),
    ("h", "ह"),
];

/// Each vowel alone and after a consonant.
const INDIC_VOWELS: &[(&str, &str, &str)] = &[
    ("aa", "आ", "ा"),
    ("ee", "ई", "ी"),
    ("oo", "ऊ", "ू"),
    ("a", "अ", ""),
    ("i", "इ", "ि"),
    ("u", "उ", "ु"),
    ("e", "ए", "े"),
    ("o", "ओ", "ो"),
];

/// The consonants of the Ethiopic syllabary; the vowel's order is added to the code point.
const ETHIOPIC: &[(&str, char)] = &[
    ("sh", 'ሸ'),
    ("ch", 'ቸ'),
    ("h", 'ሀ'),
    ("l", 'ለ'),
    ("m", 'መ'),
    ("r", 'ረ'),
    ("s", 'ሰ'),
    ("q", 'ቀ'),
    ("b", 'በ'),
    ("t", 'ተ'),
    ("n", 'ነ'),
    ("k", 'ከ'),
    ("w", 'ወ'),
    ("z", 'ዘ'),
    ("y", 'የ'),
    ("d", 'ደ'),
    ("j", 'ጀ'),
    ("g", 'ገ'),
    ("f", 'ፈ'),
    ("p", 'ፐ'),
];

/// `latin` in `script`; as it is where no letters are known for it.
pub(crate) fn written(script: Script, latin: &str) -> String {
    let lower = latin.to_lowercase();
    match script {
        Script::Cyrillic => capital(&by_table(CYRILLIC, &lower)),
        Script::Arabic => arabic(&lower),
        Script::Devanagari => devanagari(&lower),
        Script::Ethiopic => ethiopic(&lower),
        Script::Latin | Script::Han | Script::Hangul => latin.to_owned(),
    }
}

/// The entry of the table that `text` begins with.
fn start<'a, T: Copy>(table: &[(&'a str, T)], text: &str) -> Option<(&'a str, T)> {
    table.iter().find(|(from, _)| text.starts_with(from)).copied()
}

fn by_table(table: &[(&str, &str)], text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((from, to)) = start(table, rest) {
            out.push_str(to);
            rest = &rest[from.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

fn arabic(text: &str) -> String {
    let vowel = |c: char| "aeiou".contains(c);
    let stem = text.strip_prefix("al-").unwrap_or(text);
    let mut out = by_table(ARABIC, text);
    if stem.len() == text.len() && stem.starts_with(vowel) {
        out.insert(0, 'ا');
    }
    if !stem.ends_with("ee") && !stem.ends_with("aa") {
        match stem.chars().last() {
            Some('i') => out.push('ي'),
            Some('a') => out.push('ة'),
            _ => {}
        }
    }
    out
}

fn devanagari(text: &str) -> String {
    let mut out = String::new();
    let (mut rest, mut after_consonant) = (text, false);
    while let Some(letter) = rest.chars().next() {
        if let Some((from, alone, sign)) = INDIC_VOWELS.iter().find(|(from, ..)| rest.starts_with(from)) {
            out.push_str(if after_consonant { sign } else { alone });
            after_consonant = false;
            rest = &rest[from.len()..];
        } else if let Some((from, to)) = start(DEVANAGARI, rest) {
            if after_consonant {
                out.push('\u{94d}');
            }
            out.push_str(to);
            after_consonant = true;
            rest = &rest[from.len()..];
        } else {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
        }
    }
    out
}

fn ethiopic(text: &str) -> String {
    let order = |c: Option<char>| match c {
        Some('e') => 0_u32,
        Some('u') => 1,
        Some('i') => 2,
        Some('a') => 3,
        Some('o') => 6,
        _ => 5,
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let (base, used) = start(ETHIOPIC, rest).map_or(('አ', 0), |(from, base)| (base, from.len()));
        rest = &rest[used..];
        let next = rest.chars().next();
        let vowel = next.filter(|c| "aeiou".contains(*c));
        if used == 0 && vowel.is_none() {
            out.push(letter);
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        out.extend(char::from_u32(base as u32 + order(vowel)));
        rest = &rest[usize::from(vowel.is_some())..];
    }
    out
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::population::culture::Script;

    #[test]
    fn words_are_written_in_their_script() {
        assert_eq!(written(Script::Cyrillic, "Zhanko"), "Жанко");
        assert_eq!(written(Script::Arabic, "Al-Boukari"), "البوكري");
        assert_eq!(written(Script::Devanagari, "Dharmkar"), "धर्म्कर्".trim_end_matches('\u{94d}'));
        assert_eq!(written(Script::Ethiopic, "Bekela"), "በከላ");
        assert_eq!(written(Script::Latin, "Ashton"), "Ashton");
    }
}
