//! Kana: Hepburn, the official Kunrei beside it, and what katakana stand for in names from abroad.

use any_ascii::any_ascii_char;

use super::Latin;

const ROWS: [(&str, &str); 16] = [
    ("", "あいうえお"),
    ("k", "かきくけこ"),
    ("s", "さしすせそ"),
    ("t", "たちつてと"),
    ("n", "なにぬねの"),
    ("h", "はひふへほ"),
    ("m", "まみむめも"),
    ("y", "や-ゆ-よ"),
    ("r", "らりるれろ"),
    ("w", "わゐ-ゑを"),
    ("g", "がぎぐげご"),
    ("z", "ざじずぜぞ"),
    ("d", "だぢづでど"),
    ("b", "ばびぶべぼ"),
    ("p", "ぱぴぷぺぽ"),
    ("v", "--ゔ--"),
];

/// So many letters R of a name from abroad are told from L one by one.
const MOST_R: usize = 3;
/// A name from abroad has at most so many readings of this kind.
const MOST_READINGS: usize = 24;

/// One beat: consonant and vowel, long or not.
struct Beat {
    consonant: &'static str,
    vowel: char,
    long: bool,
}

pub fn latin(word: &str) -> Latin {
    let abroad = word.chars().any(|c| ('\u{30a1}'..='\u{30fa}').contains(&c));
    let beats = beats(word);
    let plain: String = beats.iter().map(hepburn).collect();
    let kunrei = kunrei(&plain);
    if !abroad {
        return Latin {
            readings: if kunrei == plain { Vec::new() } else { vec![kunrei] },
            ..Latin::plain(plain)
        };
    }
    // The vowel that Japanese puts behind a consonant is none of the name's.
    let mut text = String::with_capacity(plain.len());
    for (at, beat) in beats.iter().enumerate() {
        // At the beginning only where two consonants may begin a word.
        let may_be =
            at > 0 || beat.consonant == "s" || beats.get(1).is_some_and(|next| next.consonant == "r");
        let silent = may_be
            && !beat.long
            && matches!(
                (beat.consonant, beat.vowel),
                ("k" | "s" | "t" | "h" | "m" | "r" | "g" | "z" | "b" | "p" | "v", 'u') | ("t" | "d", 'o')
            );
        let mut sound = hepburn(beat);
        if silent {
            sound.pop();
        }
        // A long A is how English AR and ER are heard.
        if beat.long && beat.vowel == 'a' {
            sound.push('r');
        }
        text.push_str(&sound);
    }
    let mut readings = vec![plain, kunrei];
    readings.extend(heard_as(&text));
    readings.retain(|reading| *reading != text);
    readings.sort_unstable();
    readings.dedup();
    Latin::from_abroad(text, readings)
}

/// What may have been heard so: each R may be an L, and every B a V, every S a TH.
fn heard_as(text: &str) -> Vec<String> {
    let places: Vec<usize> = text.match_indices('r').map(|(at, _)| at).take(MOST_R).collect();
    let mut all: Vec<String> = (0..1_u32 << places.len())
        .map(|set| {
            let mut bytes = text.to_owned();
            for (_, &at) in places.iter().enumerate().filter(|(place, _)| set & 1 << place != 0) {
                bytes.replace_range(at..=at, "l");
            }
            bytes
        })
        .collect();
    all.push(text.replace('r', "l"));
    for (japanese, abroad) in [("b", "v"), ("sh", "th"), ("s", "th")] {
        let more: Vec<String> = all.iter().map(|reading| reading.replace(japanese, abroad)).collect();
        all.extend(more);
        all.sort_unstable();
        all.dedup();
    }
    all.truncate(MOST_READINGS);
    all
}

/// Kana in Hepburn's letters, all vowels said.
pub fn plain(word: &str) -> String {
    beats(word).iter().map(hepburn).collect()
}

fn beats(word: &str) -> Vec<Beat> {
    let mut beats: Vec<Beat> = Vec::with_capacity(word.len() / 3);
    for c in word.chars() {
        let hiragana = match c {
            '\u{30a1}'..='\u{30f6}' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
            _ => c,
        };
        let small = match hiragana {
            'ぁ' => 'a',
            'ぃ' => 'i',
            'ぅ' => 'u',
            'ぇ' => 'e',
            'ぉ' => 'o',
            'ゃ' => 'A',
            'ゅ' => 'U',
            'ょ' => 'O',
            _ => ' ',
        };
        match (hiragana, beats.last_mut()) {
            ('ー', Some(last)) => last.long = true,
            // Doubles what follows: spellings with one and two letters are one sound.
            ('っ' | 'ー', _) => {}
            ('ん', _) => beats.push(Beat { consonant: "n", vowel: ' ', long: false }),
            (_, Some(last)) if small != ' ' => {
                if small.is_ascii_uppercase() {
                    last.consonant = palatal(last.consonant);
                } else if last.consonant.is_empty() && last.vowel == 'u' {
                    last.consonant = "w";
                } else if last.vowel == 'i' && matches!(last.consonant, "s" | "t" | "z") {
                    last.consonant = palatal(last.consonant);
                } else if last.consonant == "h" && last.vowel == 'u' {
                    last.consonant = "f";
                } else if last.consonant == "t" && last.vowel == 'u' {
                    last.consonant = "ts";
                } else if last.vowel == 'e' && small == 'i' {
                    // TI and DI, as they are said.
                    last.consonant = if last.consonant == "t" { "t'" } else { "d'" };
                }
                last.vowel = small.to_ascii_lowercase();
            }
            _ => beats.push(beat(hiragana)),
        }
    }
    beats
}

fn beat(hiragana: char) -> Beat {
    for (consonant, row) in ROWS {
        if let Some(at) = row.chars().position(|kana| kana == hiragana) {
            return Beat { consonant, vowel: ['a', 'i', 'u', 'e', 'o'][at % 5], long: false };
        }
    }
    Beat { consonant: any_ascii_char(hiragana), vowel: ' ', long: false }
}

fn palatal(consonant: &str) -> &'static str {
    match consonant {
        "k" => "ky",
        "s" => "sh",
        "t" => "ch",
        "n" => "ny",
        "h" => "hy",
        "m" => "my",
        "r" => "ry",
        "g" => "gy",
        "z" | "d" => "j",
        "b" => "by",
        "p" => "py",
        "v" => "vy",
        "" => "y",
        _ => "",
    }
}

fn hepburn(beat: &Beat) -> String {
    let consonant = match (beat.consonant, beat.vowel) {
        ("s", 'i') => "sh",
        ("t", 'i') => "ch",
        ("t", 'u') => "ts",
        ("h", 'u') => "f",
        ("z" | "d", 'i') => "j",
        ("d", 'u') => "z",
        ("w", 'o') if !beat.long => "",
        (other, _) => other.trim_end_matches('\''),
    };
    let mut sound = consonant.to_owned();
    if beat.vowel != ' ' {
        sound.push(beat.vowel);
    }
    sound
}

/// Hepburn respelled as the official system has it.
pub fn kunrei(hepburn: &str) -> String {
    let mut text = hepburn.replace("shi", "si").replace("chi", "ti").replace("tsu", "tu").replace("ji", "zi");
    text = text.replace("sh", "sy").replace("ch", "ty").replace('j', "zy");
    // F is the sound of the one beat FU.
    text.replace("fu", "hu")
}
