//! Learns which letters each character of a name stands for, from names whose spelling is known: the likeliest
//! division of the spelling among the characters, counted, and again with what was counted.

use std::collections::{BTreeMap, HashMap};

use pc_name_match::making;

/// The characters of a name, and its spellings.
pub struct Lesson {
    pub characters: Vec<char>,
    pub spellings: Vec<Vec<char>>,
}

/// What a character stands for, with how often.
pub type Table = BTreeMap<char, Vec<(String, f32)>>;

/// How much the guess counts beside what was seen.
const GUESS: f32 = 2.0;

type Counts = HashMap<char, (f32, HashMap<Vec<char>, f32>)>;

/// Learns in `rounds`; a character stands for one to `most` letters. `guess` is how likely letters are at the start.
pub fn learn(lessons: &[Lesson], most: usize, rounds: usize, guess: fn(char, &[char]) -> f32) -> Table {
    let mut counts = Counts::new();
    for _ in 0..rounds {
        let mut next = Counts::new();
        for lesson in lessons {
            let divided = lesson.spellings.iter().filter_map(|spelling| {
                let (score, ends) = divide(&lesson.characters, spelling, most, &counts, guess)?;
                Some((score / spelling.len() as f32, ends, spelling))
            });
            let Some((_, ends, spelling)) = divided.max_by(|a, b| a.0.total_cmp(&b.0)) else {
                continue;
            };
            let mut from = 0;
            for (&c, to) in lesson.characters.iter().zip(ends) {
                let (sum, seen) = next.entry(c).or_default();
                *sum += 1.0;
                *seen.entry(spelling[from..to].to_vec()).or_default() += 1.0;
                from = to;
            }
        }
        counts = next;
    }
    counts
        .into_iter()
        .map(|(c, (sum, seen))| {
            let mut readings: Vec<(String, f32)> =
                seen.into_iter().map(|(letters, n)| (letters.into_iter().collect(), n / sum)).collect();
            readings.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            (c, readings)
        })
        .collect()
}

/// The likeliest division: its score, and where each character's letters end.
fn divide(
    characters: &[char],
    spelling: &[char],
    most: usize,
    counts: &Counts,
    guess: fn(char, &[char]) -> f32,
) -> Option<(f32, Vec<usize>)> {
    let width = spelling.len() + 1;
    let mut best = vec![(f32::NEG_INFINITY, 0_usize); (characters.len() + 1) * width];
    best[0].0 = 0.0;
    for (i, &c) in characters.iter().enumerate() {
        let known = counts.get(&c);
        for from in 0..width {
            let score = best[i * width + from].0;
            if score == f32::NEG_INFINITY {
                continue;
            }
            for to in from + 1..=(from + most).min(spelling.len()) {
                let letters = &spelling[from..to];
                let (sum, seen) =
                    known.map_or((0.0, 0.0), |(sum, all)| (*sum, all.get(letters).copied().unwrap_or(0.0)));
                let score = score + ((seen + GUESS * guess(c, letters)) / (sum + GUESS)).max(1e-9).ln();
                let place = &mut best[(i + 1) * width + to];
                if score > place.0 {
                    *place = (score, from);
                }
            }
        }
    }
    let last = best[characters.len() * width + spelling.len()].0;
    if last == f32::NEG_INFINITY {
        return None;
    }
    let mut ends = vec![spelling.len(); characters.len()];
    for i in (1..characters.len()).rev() {
        ends[i - 1] = best[(i + 1) * width + ends[i]].1;
    }
    Some((last, ends))
}

/// The likeliest readings: at most `most`, each of at least this share.
pub fn best(readings: &[(String, f32)], most: usize, share: f32) -> Vec<String> {
    let least = readings.iter().enumerate().filter(|(at, (_, s))| *at == 0 || *s >= share);
    least.take(most).map(|(_, (reading, _))| reading.clone()).collect()
}

/// Kana of one to three beats; none begins with a small sign.
pub fn like_kana(_: char, kana: &[char]) -> f32 {
    if matches!(kana[0], 'ゃ' | 'ゅ' | 'ょ' | 'ん' | 'っ' | 'ー') {
        return 1e-6;
    }
    [0.05, 0.1, 0.03, 0.005].get(kana.len() - 1).copied().unwrap_or(0.001)
}

/// Letters like those of the pinyin of a character.
pub fn like_pinyin(c: char, letters: &[char]) -> f32 {
    likeness(&making::pinyin(&c.to_string()), letters)
}

/// Letters like those of the Revised romanisation of a syllable.
pub fn like_revised(c: char, letters: &[char]) -> f32 {
    likeness(&making::revised(&c.to_string()), letters)
}

fn likeness(known: &str, letters: &[char]) -> f32 {
    let known: Vec<char> = known.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=letters.len()).collect();
    for (i, a) in known.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in letters.iter().enumerate() {
            let other = before + usize::from(a != b);
            before = row[j + 1];
            row[j + 1] = other.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    let first = if known.first() == letters.first() { 1.0 } else { 0.4 };
    0.3 * first * (-1.2 * row[letters.len()] as f32).exp()
}
