//! Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, and the letters of Central Asia.

use any_ascii::any_ascii_char;

use super::Latin;

pub fn latin(word: &str) -> Latin {
    let eastern = word.contains(['і', 'ї', 'є', 'ґ', 'ў']);
    let southern = word.contains(['ј', 'љ', 'њ', 'ћ', 'ђ', 'џ', 'ќ', 'ѓ', 'ѕ']);
    let mut text = String::with_capacity(word.len() * 2);
    for c in word.chars() {
        text.push_str(match c {
            'г' if eastern => "h",
            'и' if eastern => "y",
            'ц' if southern => "c",
            'х' if southern => "h",
            _ => letter(c),
        });
    }
    let mut readings = Vec::new();
    if word.contains('ё') {
        readings.push(text.replace('\u{1}', "yo"));
    }
    let text = text.replace('\u{1}', "e");
    // Serbian `ћ`, `ч`, `ц` stand as C in its own Latin script and in passports, as CH and TS elsewhere.
    if southern {
        readings.push(word.chars().map(|c| if c == 'ћ' { "ch" } else { letter(c) }).collect());
        readings.push(text.replace('j', "y"));
    }
    if word.contains('г') {
        readings.push(if eastern { text.replace('h', "g") } else { text.replace('g', "h") });
    }
    for system in SYSTEMS {
        let spelled: String =
            word.chars().map(|c| in_system(c, system).unwrap_or_else(|| letter(c))).collect();
        let spelled = spelled.replace('\u{1}', "jo");
        if spelled != text && !readings.contains(&spelled) {
            readings.push(spelled);
        }
    }
    Latin { text, lossy: false, readings }
}

/// How other languages spell what English spells with `zh kh ts ch sh shch y yu ya` (in this order): German, French,
/// Polish, the scholars' spelling without its marks, and passports of the nineties, which wrote French.
const SYSTEMS: [[&str; 9]; 5] = [
    ["sch", "ch", "z", "tsch", "sch", "schtsch", "i", "ju", "ja"],
    ["j", "kh", "ts", "tch", "ch", "chtch", "i", "iou", "ia"],
    ["z", "ch", "c", "cz", "sz", "szcz", "j", "ju", "ja"],
    ["z", "ch", "c", "c", "s", "sc", "j", "ju", "ja"],
    ["zh", "h", "ts", "ch", "sh", "sht", "i", "iu", "ia"],
];

fn in_system(c: char, system: [&'static str; 9]) -> Option<&'static str> {
    let at = "жхцчшщйюя".chars().position(|letter| letter == c)?;
    system.get(at).copied()
}

#[expect(clippy::match_same_arms, reason = "a table, in the order of the alphabet")]
fn letter(c: char) -> &'static str {
    match c {
        'ъ' | 'ь' => "",
        // Read as E or YO: the caller decides.
        'ё' => "\u{1}",
        'х' => "kh",
        'й' | 'ы' => "y",
        'ц' => "ts",
        'щ' => "shch",
        'ж' => "zh",
        'ч' => "ch",
        'ш' => "sh",
        'э' => "e",
        'ю' => "yu",
        'я' => "ya",
        'є' => "ye",
        'ї' => "yi",
        'і' => "i",
        'ґ' => "g",
        'ў' => "u",
        'ј' => "j",
        'љ' => "lj",
        'њ' => "nj",
        'ћ' => "c",
        'ђ' | 'џ' | 'ѓ' => "dj",
        'ќ' => "k",
        'ѕ' => "dz",
        'ә' => "a",
        'ғ' => "gh",
        'қ' | 'ҡ' => "q",
        'ң' => "ng",
        'ө' => "o",
        'ұ' | 'ү' => "u",
        'һ' | 'ҳ' => "h",
        'җ' | 'ҷ' => "j",
        'ӣ' => "i",
        'ӯ' => "u",
        'ҙ' => "z",
        'ҫ' => "s",
        _ => any_ascii_char(c),
    }
}
