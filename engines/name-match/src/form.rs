//! One token in the forms it is compared in, and how alike two tokens are.

use std::{cell::RefCell, sync::Arc};

use crate::{
    dictionary,
    distance::{Costs, distance_similarity},
    keyed::{bare, share_key},
    lately::ByWord,
    rarity::{is_two_syllables, may_be_given},
    text::{MAX_LETTERS, english_of_slavic, pinyin_of_wade_giles},
    writing::Writing,
};

/// A few ASCII letters, held in place: the index compares hundreds of tokens a query, and each look elsewhere
/// in memory would cost more than the comparison.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Letters {
    length: u8,
    letters: [u8; MAX_LETTERS],
}

impl Letters {
    /// Adds a letter, while there is room.
    pub fn push(&mut self, letter: u8) {
        if let Some(place) = self.letters.get_mut(usize::from(self.length)) {
            *place = letter;
            self.length += 1;
        }
    }

    /// From letters; what is over [`MAX_LETTERS`] is left out.
    pub fn of(letters: &[u8]) -> Self {
        let mut out = Self::default();
        let length = letters.len().min(MAX_LETTERS);
        out.letters[..length].copy_from_slice(&letters[..length]);
        out.length = length as u8;
        out
    }

    /// All places, those of its letters first.
    pub fn all(&self) -> &[u8; MAX_LETTERS] {
        &self.letters
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(self).unwrap_or_default()
    }
}

impl std::hash::Hash for Letters {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        // What follows the letters is nought, and tells how many they are.
        for eight in bytemuck::cast_ref::<_, [[u8; 8]; 3]>(&self.letters) {
            state.write_u64(u64::from_le_bytes(*eight));
        }
    }
}

impl std::ops::Deref for Letters {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.letters[..usize::from(self.length)]
    }
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A token in Latin capitals, folded by sound, and its skeleton of consonants.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Form {
    pub text: Letters,
    /// Spellings of one sound made one: see [`fold`].
    pub fold: Letters,
    /// The fold's consonants, near ones made one.
    pub skeleton: Letters,
    pub writing: Writing,
    /// The groups of the [`dictionary`] that it stands in and the keys of its other readings, ascending.
    pub groups: Vec<u32>,
}

/// How two tokens were found alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Equal,
    Sound,
    Similar,
    Initial,
    Truncated,
    Nickname,
}

/// What a token is worth that is alike but for an article written as part of it.
pub const BARE: f32 = 0.97;

/// Tokens less alike than this are not the same name.
pub const MIN_SIMILARITY: f32 = 0.62;

/// Words that each thread keeps, of those met since the last turn and of those before it.
const MOST_MET: usize = 1 << 15;

thread_local! {
    /// The forms of words met lately.
    static MET: RefCell<ByWord<Letters, Form>> = RefCell::default();
}

impl Form {
    /// From Latin capitals and digits; what is over [`MAX_LETTERS`] is left out.
    pub fn new(latin: &str) -> Self {
        let mut groups = dictionary::groups_of(latin);
        // A name whose other forms are known (ANDREW) is no German spelling.
        let slavic = if dictionary::has_hand_made(&groups) { Vec::new() } else { english_of_slavic(latin) };
        let readings = pinyin_of_wade_giles(latin).into_iter().chain(slavic);
        groups.extend(readings.map(|reading| dictionary::reading_key(&fold_of(&reading))));
        groups.sort_unstable();
        groups.dedup();
        Self::native(latin, Writing::LATIN, groups)
    }

    /// [`new`](Self::new), from memory where the word was met lately on this thread: names are few.
    pub fn met(latin: &str) -> Arc<Self> {
        Self::of_letters(letters(latin))
    }

    /// The same, from letters.
    pub fn of_letters(word: Letters) -> Arc<Self> {
        MET.with_borrow_mut(|met| met.of(&word, MOST_MET, || Self::new(word.as_str())))
    }

    /// As [`new`](Self::new), of a word of any writing, whose groups and readings are known.
    pub fn native(latin: &str, writing: Writing, groups: Vec<u32>) -> Self {
        let text = letters(latin);
        let fold = fold(&text);
        let skeleton = skeleton(&fold);
        Self { text, fold, skeleton, writing, groups }
    }

    pub fn is_initial(&self) -> bool {
        // A syllable of another script may be one Latin letter, and is a name.
        self.text.len() == 1 && !dictionary::has_readings(self)
    }
}

fn letters(latin: &str) -> Letters {
    let mut text = Letters::default();
    latin.bytes().filter(u8::is_ascii).for_each(|letter| text.push(letter));
    text
}

/// The fold of Latin capitals.
pub fn fold_of(latin: &str) -> Letters {
    fold(&letters(latin))
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'A' | b'I' | b'U')
}

/// Makes one what is spelled in several ways: Arabic and Cyrillic transliterations, doubled letters, and three
/// vowels (`A`, `E`/`I`/`Y`, `O`/`U`). `X` stands for sh and ch, `J` for zh and dj.
pub fn fold(text: &[u8]) -> Letters {
    let mut rest = text;
    let mut out = Letters::default();
    // "Servant of": ABDUL-, ABDEL-, ABDUR- … and ABD- are one.
    if let Some(tail) = text.strip_prefix(b"ABD")
        && (tail.len() >= 5 || tail.get(1..3) == Some(b"LL"))
        && matches!(tail[0], b'A' | b'E' | b'O' | b'U' | b'I')
    {
        let tail = tail[1..].strip_prefix(b"U").unwrap_or(&tail[1..]);
        let base = if tail[0] == b'L' { &tail[1..] } else { tail };
        if base.len() >= 3 && !matches!(base[0], b'A' | b'E' | b'I' | b'O' | b'U') || tail[0] == b'L' {
            b"ABD".iter().for_each(|&letter| out.push(letter));
            rest = base;
        }
    }
    while let Some(&letter) = rest.first() {
        let (sound, taken): (&[u8], usize) = match rest {
            [b'T', b'S', b'C', b'H', ..] | [b'S', b'H', b'C', b'H', ..] | [b'D', b'Z', b'H', ..]
                if letter != b'D' =>
            {
                (b"X", 4)
            }
            [b'S' | b'T', b'C', b'H', ..] => (b"X", 3),
            [b'D', b'Z', b'H', ..] => (b"J", 3),
            [b'S' | b'C', b'H' | b'Z', ..] => (b"X", 2),
            [b'P', b'H', ..] => (b"F", 2),
            [b'G', b'H', ..] => (b"G", 2),
            [b'K', b'H', ..] | [b'C', b'K', ..] | [b'Q', b'U', ..] => (b"K", 2),
            [b'T', b'H', ..] => (b"T", 2),
            [b'D', b'H', ..] => (b"D", 2),
            [b'Z', b'H', ..] | [b'D', b'J', ..] => (b"J", 2),
            [b'T', b'S' | b'Z', ..] => (b"Z", 2),
            // Between vowels W is a consonant, but before O and U one with them.
            [vowel @ (b'O' | b'U' | b'A'), b'W', b'A' | b'E' | b'I' | b'Y', ..] => {
                (if *vowel == b'A' { b"A" } else { b"U" }, 1)
            }
            [b'O', b'U' | b'O' | b'W', ..] | [b'U', b'W', ..] | [b'A', b'U' | b'W', ..] => (b"U", 2),
            [b'E' | b'A', b'E' | b'I' | b'Y', ..] | [b'I', b'E' | b'Y', ..] | [b'Y', b'I', ..] => (b"I", 2),
            [b'C', b'E' | b'I' | b'Y', ..] => (b"S", 1),
            [b'C' | b'Q', ..] => (b"K", 1),
            [b'X', ..] => (b"KS", 1),
            [b'W', ..] => (b"V", 1),
            [b'E' | b'I' | b'Y', ..] => (b"I", 1),
            [b'O' | b'U', ..] => (b"U", 1),
            // A final H is not heard.
            [b'H'] if out.last().is_some_and(|&l| is_vowel(l)) => (b"", 1),
            [other, ..] => (std::slice::from_ref(other), 1),
            [] => break,
        };
        for &sound in sound {
            if out.last() != Some(&sound) {
                out.push(sound);
            }
        }
        rest = &rest[taken.min(rest.len())..];
    }
    out
}

/// The class that a consonant falls into in skeletons; `None` for what skeletons leave out.
pub const fn class(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A' | b'I' | b'U' | b'H' => return None,
        b'B' | b'P' => b'B',
        b'V' | b'F' => b'F',
        b'D' | b'T' => b'T',
        b'K' | b'G' => b'K',
        b'S' | b'Z' | b'X' => b'S',
        other => other,
    })
}

/// The consonants of a fold, near ones made one.
pub fn skeleton(fold: &[u8]) -> Letters {
    let mut out = Letters::default();
    for (place, &letter) in fold.iter().enumerate() {
        let class = match class(letter) {
            Some(class) => class,
            // The first sound counts, but not which vowel it is.
            None if place == 0 => b'A',
            None => continue,
        };
        if out.last() != Some(&class) {
            out.push(class);
        }
    }
    out
}

/// Letters of two tokens together under which they are not taken for one.
pub const SHORTEST_GLUED: usize = 5;

/// Two neighbouring tokens as one, where they may be written so: its letters and sound, without the dictionary.
pub fn together(a: &Form, b: &Form) -> Option<Form> {
    if a.fold.len() + b.fold.len() < SHORTEST_GLUED || a.is_initial() || b.is_initial() {
        return None;
    }
    let mut text = a.text;
    b.text.iter().for_each(|&letter| text.push(letter));
    Some(Form::native(text.as_str(), a.writing, Vec::new()))
}

/// Whether two tokens are one token written apart: they sound as it does, whole and in its parts.
pub fn glues(a: &Form, b: &Form, whole: &Form) -> bool {
    let text = &whole.text;
    together(a, b).is_some_and(|together| together.fold == whole.fold)
        && (2..text.len().saturating_sub(1))
            .any(|at| fold(&text[..at]) == a.fold && fold(&text[at..]) == b.fold)
}

/// Whether two Latin tokens together are how a word of another script is read, e.g. the syllables of a given name.
pub fn reads_together(a: &Form, b: &Form, whole: &Form) -> bool {
    if !dictionary::has_readings(whole) {
        return false;
    }
    let Some(together) = together(a, b) else { return false };
    let read = Form::new(together.text.as_str());
    dictionary::likeness(&read, whole).is_some_and(|(worth, same)| same && worth >= dictionary::READ)
}

/// The most that two forms of one sound are alike: short names of one sound, or one reading, are often two names.
fn sure(a: &Form, b: &Form) -> f32 {
    let short = a.fold.len().min(b.fold.len());
    [0.80, 0.80, 0.80, 0.86, 0.93].get(short).copied().unwrap_or(1.0)
}

/// Whether two folds of different scripts are of syllables: those that differ are others, and how they may be spelled is
/// known by their readings.
pub fn are_other_syllables(a: &[u8], b: &[u8]) -> bool {
    let syllables = |sound: &[u8]| is_two_syllables(sound) || may_be_given(sound);
    syllables(a) && syllables(b)
}

/// How alike two tokens are, from [`MIN_SIMILARITY`] to 1; `None` when they are not.
pub fn similarity(a: &Form, b: &Form) -> Option<(f32, How)> {
    similarity_with(a, b, by_letters)
}

/// How alike two tokens are by the letters of their sound, of which the first is the one farther from Latin letters.
fn by_letters(a: &Form, b: &Form) -> f32 {
    let costs = Costs::between(a.writing, b.writing);
    let best = distance_similarity(&a.fold, &b.fold, costs);
    // The article written as part of the name on one side only.
    match (bare(a), bare(b)) {
        (Some(bare), None) => best.max(BARE * distance_similarity(bare, &b.fold, costs)),
        (None, Some(bare)) => best.max(BARE * distance_similarity(&a.fold, bare, costs)),
        _ => best,
    }
}

/// [`similarity`], where it is known otherwise how alike the tokens are by their letters.
pub fn similarity_with(
    a: &Form,
    b: &Form,
    by_letters: impl FnOnce(&Form, &Form) -> f32,
) -> Option<(f32, How)> {
    if a.text == b.text {
        return Some((1.0, if a.is_initial() { How::Initial } else { How::Equal }));
    }
    if a.is_initial() || b.is_initial() {
        // Letters, not sounds: an initial is copied from the spelling.
        let same = a.text.first() == b.text.first();
        return same.then_some((0.80, How::Initial));
    }
    if a.fold == b.fold {
        return Some((0.97_f32.min(sure(a, b)), How::Sound));
    }
    if !share_key(a, b) {
        return None;
    }
    // The one farther from Latin letters first.
    let (a, b) = if b.writing > a.writing { (b, a) } else { (a, b) };
    let across = a.writing != b.writing;
    let mut best = by_letters(a, b);
    if best > 0.0 && across && are_other_syllables(&a.fold, &b.fold) {
        best = 0.0;
    }
    let mut how = How::Similar;
    if let Some((worth, same_name)) = dictionary::likeness(a, b) {
        let worth = if same_name { worth.min(sure(a, b)) } else { worth };
        if worth > best {
            (best, how) = (worth, if same_name { How::Sound } else { How::Nickname });
        }
    }
    if best < 0.66
        && (!across || a.text.len().min(b.text.len()) >= 6)
        && a.text.len().min(b.text.len()) >= 4
        && a.text[..4] == b.text[..4]
        && (a.text.starts_with(&b.text) || b.text.starts_with(&a.text))
    {
        (best, how) = (0.66, How::Truncated);
    }
    (best >= MIN_SIMILARITY).then_some((best, how))
}

#[cfg(test)]
mod tests {
    use super::{Form, How, similarity};
    use crate::{text::Script, writing::Writing};

    fn alike(a: &str, b: &str) -> f32 {
        let form = |text: &str| Form::new(text);
        let one = similarity(&form(a), &form(b)).map_or(0.0, |s| s.0);
        let other = similarity(&form(b), &form(a)).map_or(0.0, |s| s.0);
        assert!((one - other).abs() < 1e-6, "{a} {b}: {one} {other}");
        one
    }

    #[test]
    fn spellings_of_one_name_are_alike() {
        for (a, b) in [
            ("MOHAMED", "MUHAMMAD"),
            ("HUSSEIN", "HUSAYN"),
            ("YUSUF", "YOUSSEF"),
            ("ABDULRAHMAN", "ABDRAHMAN"),
            ("ABDURRAHMAN", "ABDELRAHMAN"),
            ("ALEKSANDR", "ALEXANDER"),
            ("DZHAMAL", "JAMAL"),
            ("SERGEI", "SERGEY"),
            ("PETROV", "PETROFF"),
            ("TCHAIKOVSKY", "CHAYKOVSKIY"),
            ("QADDAFI", "GADDAFI"),
            ("PETROV", "PETORV"),
        ] {
            assert!(alike(a, b) > 0.78, "{a} {b}: {}", alike(a, b));
        }
    }

    #[test]
    fn different_names_are_not() {
        for (a, b) in
            [("ALI", "OMAR"), ("PETROV", "IVANOV"), ("HASAN", "JAMAL"), ("JOHN", "PETER"), ("LI", "WU")]
        {
            assert!(alike(a, b) < 0.62, "{a} {b}: {}", alike(a, b));
        }
        assert!(alike("HASAN", "HUSAIN") < 0.85);
    }

    #[test]
    fn initials_and_unwritten_vowels() {
        let written = Form::new;
        let unwritten = |text: &str| Form::native(text, Writing::new(Script::Arabic, true), Vec::new());
        assert_eq!(similarity(&written("J"), &written("JOHN")).map(|s| s.1), Some(How::Initial));
        assert_eq!(similarity(&written("J"), &written("PETER")), None);
        assert!(similarity(&unwritten("MHMD"), &written("MUHAMMAD")).unwrap().0 > 0.85);
        assert!(similarity(&unwritten("MHMD"), &written("AHMAD")).is_none_or(|s| s.0 < 0.8));
    }
}
