//! Thai, near the royal system; vowels written before their consonant come after it.

use any_ascii::any_ascii_char;

#[expect(clippy::match_same_arms, reason = "a table, in the order of the alphabet")]
pub fn latin(word: &str) -> String {
    let mut letters: Vec<char> = Vec::with_capacity(word.len() / 3);
    for c in word.chars() {
        match c {
            // The letter under it is silent.
            '\u{e4c}' => {
                letters.pop();
            }
            // Tones and the like.
            '\u{e47}'..='\u{e4b}' | '\u{e4e}' | 'ๆ' | 'ฯ' => {}
            _ => letters.push(c),
        }
    }
    let mut at = 0;
    while at + 1 < letters.len() {
        if matches!(letters[at], 'เ' | 'แ' | 'โ' | 'ใ' | 'ไ') {
            letters.swap(at, at + 1);
            // A second consonant belongs to the same beginning.
            if letters.get(at + 2).is_some_and(|c| matches!(c, 'ร' | 'ล' | 'ว'))
                && letters.get(at + 3).is_some()
            {
                letters.swap(at + 1, at + 2);
                at += 1;
            }
            at += 1;
        }
        at += 1;
    }
    letters
        .iter()
        .map(|&c| match c {
            'ก' => "k",
            'ข' | 'ค' | 'ฆ' | 'ฅ' | 'ฃ' => "kh",
            'ง' => "ng",
            'จ' => "ch",
            'ฉ' | 'ช' | 'ฌ' => "ch",
            'ซ' | 'ศ' | 'ษ' | 'ส' => "s",
            'ญ' | 'ย' => "y",
            'ฎ' | 'ด' | 'ฑ' => "d",
            'ฏ' | 'ต' | 'ฐ' | 'ถ' | 'ท' | 'ฒ' | 'ธ' => "t",
            'ณ' | 'น' => "n",
            'บ' => "b",
            'ป' => "p",
            'ผ' | 'พ' | 'ภ' => "p",
            'ฝ' | 'ฟ' => "f",
            'ม' => "m",
            'ร' => "r",
            'ล' | 'ฬ' => "l",
            'ว' => "w",
            'ห' | 'ฮ' => "h",
            'อ' => "o",
            'ะ' | 'ั' | 'า' => "a",
            'ำ' => "am",
            'ิ' | 'ี' => "i",
            'ึ' | 'ื' | 'ุ' | 'ู' => "u",
            'เ' | 'แ' => "e",
            'โ' => "o",
            'ใ' | 'ไ' => "ai",
            'ฤ' => "ri",
            _ => any_ascii_char(c),
        })
        .collect()
}
