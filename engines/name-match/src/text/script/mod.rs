//! A word of any script in Latin letters.

mod abjad;
mod brahmic;
mod chinese;
mod cyrillic;
mod greek;
mod han;
mod hangul;
mod kana;
mod slavic;
mod thai;

use any_ascii::any_ascii_char;

pub use chinese::pinyin_of_wade_giles;
pub use han::split as split_han;
pub use hangul::{revised, split as split_hangul};
pub use kana::plain as plain_kana;
pub use slavic::english_of_slavic;

/// What a word is in Latin letters.
#[derive(Debug, Default, PartialEq, Eq, Clone)]
pub struct Latin {
    /// The reading that letters and sounds are compared by.
    pub text: String,
    /// Vowels (and a few consonants) say little: the script leaves them out or puts in what is not heard.
    pub lossy: bool,
    /// Other readings, each as good: another system, another language, another sound of the same character.
    pub readings: Vec<String>,
}

impl Latin {
    fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    fn lossy(text: String) -> Self {
        Self { text, lossy: true, ..Self::default() }
    }

    /// Lossy where it is long enough to be told from others by its consonants.
    fn lossy_if_long(text: String, readings: Vec<String>) -> Self {
        Self { lossy: text.len() >= LONG, text, readings }
    }

    /// A name from abroad: the script had not its sounds.
    fn from_abroad(text: String, readings: Vec<String>) -> Self {
        Self { lossy: text.len() >= 4, text, readings }
    }
}

/// Letters from which on consonants tell a name from others.
const LONG: usize = 6;

/// The writing systems that have rules of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    Latin,
    Cyrillic,
    Greek,
    Hebrew,
    Arabic,
    Brahmic,
    Thai,
    /// Burmese, Khmer, Lao, Sinhala, Tibetan, Ethiopic …: by the plain table, vowels unsure.
    Southern,
    Kana,
    Hangul,
    Han,
    Other,
}

impl Script {
    /// All, in their order.
    pub const ALL: [Self; 12] = [
        Self::Latin,
        Self::Cyrillic,
        Self::Greek,
        Self::Hebrew,
        Self::Arabic,
        Self::Brahmic,
        Self::Thai,
        Self::Southern,
        Self::Kana,
        Self::Hangul,
        Self::Han,
        Self::Other,
    ];

    pub fn of(c: char) -> Self {
        match c {
            '\0'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => Self::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Self::Greek,
            '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' => Self::Cyrillic,
            '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => Self::Hebrew,
            '\u{600}'..='\u{7bf}'
            | '\u{8a0}'..='\u{8ff}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{feff}' => Self::Arabic,
            '\u{900}'..='\u{d7f}' => Self::Brahmic,
            '\u{e00}'..='\u{e7f}' => Self::Thai,
            '\u{d80}'..='\u{dff}'
            | '\u{e80}'..='\u{fff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1200}'..='\u{139f}'
            | '\u{1780}'..='\u{17ff}' => Self::Southern,
            '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' => Self::Kana,
            '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' => Self::Hangul,
            '\u{3005}'
            | '\u{3007}'
            | '\u{3400}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{20000}'..='\u{323af}' => Self::Han,
            _ => Self::Other,
        }
    }

    /// Whether a letter is a sound, so that particles and titles of the West are written in it as they are.
    pub fn is_spelled(self) -> bool {
        matches!(self, Self::Latin | Self::Cyrillic | Self::Greek | Self::Arabic | Self::Hebrew)
    }

    /// The script of a word: Han where any character is, else that of the first letter that is not Latin.
    pub fn of_word(word: &str) -> Self {
        if word.is_ascii() {
            return Self::Latin;
        }
        let mut found = Self::Latin;
        for script in word.chars().map(Self::of) {
            if script == Self::Han {
                return script;
            }
            if found == Self::Latin {
                found = script;
            }
        }
        found
    }
}

/// A word (lower case, compatibility-composed) in Latin letters. Anything but ASCII letters and digits is left to the
/// caller to drop.
pub fn latin(word: &str, script: Script) -> Latin {
    match script {
        Script::Latin if word.is_ascii() => Latin::plain(word.to_owned()),
        Script::Latin => marked(word),
        Script::Cyrillic => cyrillic::latin(word),
        Script::Greek => greek::latin(word),
        Script::Hebrew => Latin::lossy(abjad::hebrew(word)),
        Script::Arabic => Latin::lossy(abjad::arabic(word)),
        Script::Brahmic => brahmic::latin(word),
        Script::Thai => Latin::lossy_if_long(thai::latin(word), Vec::new()),
        Script::Southern => Latin::lossy_if_long(plain(word), Vec::new()),
        Script::Kana => kana::latin(word),
        Script::Hangul => hangul::latin(word),
        Script::Han => han::latin(word),
        Script::Other => Latin::plain(plain(word)),
    }
}

/// Han characters in Mandarin, in pinyin.
pub fn pinyin(word: &str) -> String {
    letters_only(&plain(word))
}

fn letters_only(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect()
}

/// Each character by the plain table.
fn plain(word: &str) -> String {
    word.chars().map(any_ascii_char).collect()
}

/// Latin letters without their marks, as passports print most (ICAO 9303-3 §6, Table A). Where the table has two letters
/// for one (`Ü` UE, `Ø` OE, `Å` AA), or a mark makes another sound (`Š` SH), that is a reading of its own.
fn marked(word: &str) -> Latin {
    let plain: String = word.chars().map(without_mark).collect();
    let read = |of: fn(char) -> Option<&'static str>| -> String {
        word.chars().map(|c| of(c).unwrap_or_else(|| without_mark(c))).collect()
    };
    let mut readings = vec![read(two_letters), read(by_sound)];
    readings.retain(|reading| *reading != plain);
    readings.dedup();
    Latin { text: plain, lossy: false, readings }
}

#[expect(clippy::match_same_arms, reason = "a table, in the order of the alphabet")]
fn without_mark(c: char) -> &'static str {
    match c {
        'đ' | 'ð' => "d",
        'ə' => "a",
        'þ' => "th",
        'ŋ' => "n",
        'å' => "a",
        'ö' | 'ø' => "o",
        'ü' => "u",
        'ä' => "a",
        _ => any_ascii_char(c),
    }
}

/// ICAO 9303-3 §6, Table A: the letters with two in the machine-readable zone.
fn two_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'å' => "aa",
        'ñ' => "n",
        'þ' => "th",
        'ß' => "ss",
        'ĳ' => "ij",
        _ => return None,
    })
}

/// What marks say in the languages that use them: Slavic, Baltic, Turkic, Romanian, Spanish.
fn by_sound(c: char) -> Option<&'static str> {
    Some(match c {
        'č' | 'ć' | 'ç' => "ch",
        'š' | 'ş' | 'ș' | 'ś' => "sh",
        'ž' | 'ż' | 'ź' => "zh",
        'ț' | 'ţ' => "ts",
        'đ' => "dj",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "ny",
        'ğ' => "gh",
        'ř' => "rzh",
        'ő' => "o",
        'ű' => "u",
        _ => return None,
    })
}
