//! Sorts the groups with Han and Hangul forms into what can be learned from them.

use std::collections::BTreeMap;

use pc_name_match::making;

use crate::learn::Lesson;

#[derive(Default)]
pub struct Lessons {
    /// Han forms of names from abroad, with their Latin letters.
    pub abroad: Vec<Lesson>,
    /// Kanji with their kana.
    pub japanese: Vec<Lesson>,
    /// Hangul with Latin letters.
    pub hangul: Vec<Lesson>,
    /// How much a Han character speaks for a name from abroad (over nought) or at home.
    pub scores: BTreeMap<char, i32>,
}

fn all(form: &str, is: fn(char) -> bool) -> bool {
    form.chars().all(is)
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30f6}' | 'ー')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{ac00}'..='\u{d7a3}')
}

fn to_hiragana(kana: &str) -> Vec<char> {
    let one = |c| {
        if ('\u{30a1}'..='\u{30f6}').contains(&c) { char::from_u32(c as u32 - 0x60).unwrap_or(c) } else { c }
    };
    kana.chars().map(one).collect()
}

/// Long vowels are written in many ways: all of them short.
fn short(latin: &str) -> String {
    let mut text = latin.to_lowercase();
    for (long, short) in [
        ("ou", "o"),
        ("oo", "o"),
        ("oh", "o"),
        ("uu", "u"),
        ("aa", "a"),
        ("ii", "i"),
        ("ei", "e"),
        ("ee", "e"),
    ] {
        text = text.replace(long, short);
    }
    text
}

pub fn gather(groups: &[Vec<String>]) -> Lessons {
    let mut lessons = Lessons::default();
    let mut counts: BTreeMap<char, (f32, f32)> = BTreeMap::new();
    for forms in groups {
        let forms: Vec<&str> =
            forms.iter().map(String::as_str).filter(|form| !form.contains([' ', '-', '・', '·'])).collect();
        let latin: Vec<String> = forms
            .iter()
            .filter(|form| making::key(form).is_some_and(|(_, native)| !native))
            .map(|form| making::latin(form).to_lowercase())
            .filter(|latin| !latin.is_empty())
            .collect();
        let spellings: Vec<Vec<char>> = latin.iter().take(6).map(|form| form.chars().collect()).collect();
        let han: Vec<&str> = forms.iter().copied().filter(|form| all(form, is_han)).collect();
        // Chinese names are read as in Korea, and spelled as in China.
        let korean = latin
            .iter()
            .any(|form| forms.iter().any(|name| all(name, is_hangul) && making::revised(name) == *form));
        if han.is_empty() || korean {
            let hangul = forms.iter().filter(|form| all(form, is_hangul));
            lessons.hangul.extend(
                hangul
                    .map(|form| Lesson { characters: form.chars().collect(), spellings: spellings.clone() }),
            );
        }
        if han.is_empty() || latin.is_empty() {
            continue;
        }
        let sounds: Vec<String> = latin.iter().map(|form| short(form)).collect();
        let read: Vec<&str> = forms
            .iter()
            .copied()
            .filter(|form| all(form, is_kana) && sounds.contains(&short(&making::plain_kana(form))))
            .collect();
        for form in han {
            let characters: Vec<char> = form.chars().collect();
            let at_home =
                !read.is_empty() || characters.len() == 1 || sounds.contains(&short(&making::pinyin(form)));
            for c in &characters {
                let count = counts.entry(*c).or_default();
                *(if at_home { &mut count.1 } else { &mut count.0 }) += 1.0;
            }
            if !read.is_empty() {
                let spellings = read.iter().map(|kana| to_hiragana(kana)).collect();
                lessons.japanese.push(Lesson { characters, spellings });
            } else if !at_home {
                lessons.abroad.push(Lesson { characters, spellings: spellings.clone() });
            }
        }
    }
    let (abroad, home) = counts.values().fold((0.0, 0.0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    for (c, count) in counts {
        let share = |n: f32, all: f32| (n + 0.5) / (all + 1.0);
        let score = 3.0 * (share(count.0, abroad) / share(count.1, home)).ln();
        if count.0 + count.1 >= 2.0 {
            lessons.scores.insert(c, (score.round() as i32).clamp(-12, 12));
        }
    }
    lessons
}

/// Kana readings in Latin letters, each once.
pub fn hepburn(readings: &[String]) -> Vec<String> {
    let mut all: Vec<String> = readings.iter().map(|kana| making::latin(kana).to_lowercase()).collect();
    let mut known = Vec::new();
    all.retain(|reading| {
        let new = !reading.is_empty() && !known.contains(reading);
        known.push(reading.clone());
        new
    });
    all
}
