//! Han characters: Mandarin in pinyin, the readings of Japan, of Canton, Korea and Vietnam, and what they stand for in
//! names from abroad.

use super::{Latin, chinese, kana::kunrei, plain};
use crate::dictionary::{self, Readings};

/// At most so many Japanese readings of a word, and readings of each other language.
const MOST_JAPANESE: usize = 32;
const MOST_OTHER: usize = 4;
const MOST_ALONE: usize = 4;

pub fn latin(word: &str) -> Latin {
    let word: String = repeat(word);
    let known: Vec<Readings> = word.chars().map(Readings::of).collect();
    let of = |kind: char| -> Vec<Vec<String>> {
        known.iter().map(|known| known.as_in(kind).map(str::to_owned).collect()).collect()
    };
    let pinyin: String = word.chars().map(|c| plain(c.encode_utf8(&mut [0; 4]))).collect();
    let abroad = of('T');
    let is_abroad = abroad.iter().all(|readings| !readings.is_empty()) && is_foreign(&known);
    let mut readings = Vec::new();
    let japanese = of('J');
    // One character has many readings, and each of few letters: others' names as often as its own.
    let alone = known.len() == 1;
    let mut read = combine(&japanese, if alone { MOST_ALONE } else { MOST_JAPANESE });
    // The particle of "foot OF the mountain" is said and not written.
    if let [first, second] = japanese.as_slice() {
        read.extend(combine(&[first.clone(), vec!["no".to_owned()], second.clone()], MOST_OTHER));
    }
    for reading in read {
        let other = kunrei(&reading);
        if other != reading {
            readings.push(other);
        }
        readings.push(reading);
    }
    for kind in ['C', 'K', 'V'] {
        readings.extend(combine(&of(kind), if alone { 1 } else { MOST_OTHER }));
    }
    readings.retain(|reading| !alone || reading.len() > 2);
    let mut transcriptions = combine(&abroad, MOST_JAPANESE);
    if is_abroad {
        let text = if transcriptions.is_empty() { pinyin.clone() } else { transcriptions.remove(0) };
        readings.extend(transcriptions);
        readings.push(pinyin);
        Latin::from_abroad(text, readings)
    } else {
        Latin { text: pinyin, lossy: false, readings }
    }
}

/// `々` repeats the character before it.
fn repeat(word: &str) -> String {
    let mut last = '々';
    word.chars()
        .map(|c| {
            last = if c == '々' { last } else { c };
            last
        })
        .collect()
}

/// Whether the characters are those that write names from abroad, more than those of names at home.
fn is_foreign(characters: &[Readings]) -> bool {
    characters.len() >= 2 && characters.iter().map(|known| known.abroad()).sum::<i32>() > 0
}

/// Where a name in one piece falls into family name and given name; `None` where it does not.
pub fn split(word: &str) -> Option<usize> {
    let characters: Vec<char> = word.chars().collect();
    let (length, head) = (characters.len(), |n: usize| characters[..n].iter().collect::<String>());
    if !(2..=6).contains(&length)
        || (length > 2 && is_foreign(&word.chars().map(Readings::of).collect::<Vec<_>>()))
    {
        return None;
    }
    let known = |n: usize| !dictionary::groups_of(&head(n)).is_empty();
    let two = chinese::is_long_surname(&head(2)) || (!chinese::is_surname(characters[0]) && known(2));
    Some(match length {
        2 | 3 if !(length == 3 && two) => 1,
        5.. if known(3) => 3,
        _ => 2,
    })
}

/// The readings of a word from those of its characters, each list with the likeliest first: the likeliest words first,
/// at most `most`. None where a character has none.
pub fn combine(lists: &[Vec<String>], most: usize) -> Vec<String> {
    let mut words: Vec<(usize, String)> = vec![(0, String::new())];
    for list in lists {
        let mut longer: Vec<(usize, String)> = Vec::with_capacity(words.len() * list.len());
        for (cost, word) in &words {
            longer.extend(
                list.iter().enumerate().map(|(rank, reading)| (cost + rank, format!("{word}{reading}"))),
            );
        }
        longer.sort();
        longer.dedup_by(|a, b| a.1 == b.1);
        longer.truncate(most);
        words = longer;
    }
    words.into_iter().map(|(_, word)| word).filter(|word| !word.is_empty()).collect()
}
