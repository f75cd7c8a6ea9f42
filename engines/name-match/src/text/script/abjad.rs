//! Hebrew and Arabic script: consonants, and few of the vowels.

use any_ascii::any_ascii_char;

/// Hebrew; a geresh after a letter makes the sounds that Hebrew has not.
pub fn hebrew(word: &str) -> String {
    let letters: Vec<char> = word.chars().filter(|c| !('\u{591}'..='\u{5c7}').contains(c)).collect();
    let mut text = String::with_capacity(letters.len() * 2);
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let geresh = letters.get(at + 1).is_some_and(|c| matches!(c, '\'' | '\u{5f3}'));
        let last = at + 1 == letters.len();
        let doubled = letters.get(at + 1) == Some(&c);
        text.push_str(match c {
            'ג' if geresh => "j",
            'צ' | 'ץ' if geresh => "ch",
            'ז' if geresh => "zh",
            'ת' if geresh => "th",
            'ד' if geresh => "dh",
            'א' => "a",
            'ב' => "b",
            'ה' if last => "a",
            'ה' | 'ח' => "h",
            'ו' if doubled => "v",
            'ו' => "w",
            'י' if doubled => "ay",
            'י' => "y",
            'כ' | 'ק' => "k",
            'ך' => "kh",
            'ע' | '\'' | '\u{5f3}' | '\u{5f4}' => "",
            'ף' => "f",
            'פ' => "p",
            'צ' | 'ץ' => "tz",
            'ש' => "sh",
            'ט' | 'ת' => "t",
            _ => any_ascii_char(c),
        });
        at += if doubled && matches!(c, 'ו' | 'י') { 2 } else { 1 };
    }
    text
}

/// Arabic, Persian, Urdu, Kurdish, Pashto.
#[expect(clippy::match_same_arms, reason = "a table, in the order of the alphabet")]
pub fn arabic(word: &str) -> String {
    let mut text = String::with_capacity(word.len() * 2);
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        let last = letters.peek().is_none();
        text.push_str(match c {
            // A word that begins so begins with a vowel, whichever it is.
            'ع' if text.is_empty() && !matches!(letters.peek(), Some('ا' | 'و' | 'ي' | 'ی')) => "a",
            'ع' | 'ء' | 'ـ' | '\'' | '\u{200c}' => "",
            'أ' | 'إ' | 'آ' | 'ا' | 'ٱ' | 'ى' => "a",
            'ة' | 'ه' | 'ە' | 'ہ' | 'ۀ' | 'ۃ' if last => "a",
            'ة' | 'ه' | 'ە' | 'ہ' | 'ھ' | 'ح' => "h",
            'ث' => "th",
            'خ' => "kh",
            'ذ' => "dh",
            'ش' => "sh",
            'غ' => "gh",
            'ق' => "q",
            'ک' | 'ك' | 'ڪ' => "k",
            'ی' | 'ي' | 'ئ' | 'ې' => "y",
            'ے' | 'ێ' => "e",
            'و' | 'ؤ' => "w",
            'ۆ' | 'ۇ' | 'ۈ' => "o",
            'ۋ' | 'ڤ' => "v",
            'چ' => "ch",
            'ژ' => "zh",
            'ج' | 'ځ' => "j",
            'گ' | 'ګ' | 'ݣ' | 'ڭ' => "g",
            'ٹ' | 'ټ' => "t",
            'ڈ' | 'ډ' => "d",
            'ڑ' | 'ړ' | 'ڕ' => "r",
            'ں' | 'ڼ' => "n",
            'ڵ' => "l",
            'ښ' => "kh",
            'ږ' => "zh",
            'څ' => "ts",
            'پ' => "p",
            'ص' | 'س' => "s",
            'ض' | 'د' => "d",
            'ط' | 'ت' => "t",
            'ظ' | 'ز' => "z",
            _ => any_ascii_char(c),
        });
    }
    text
}
