//! Hangul: the Revised system, McCune-Reischauer, and the spellings that passports have.

use super::{Latin, han::combine};
use crate::dictionary::Readings;

const INITIALS: [&str; 19] =
    ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi",
    "yu", "eu", "ui", "i",
];
const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];
/// How passports spell family names where that is not the Revised system.
const SURNAMES: &str = "이lee,rhee,ri,yi 박park,pak 최choi,choe 정jung,chung,cheong 강kang 조cho,jo 윤yoon,yun 장chang 임lim,im,rim 오oh 서suh,so \
    신shin,sin 권kwon 황hwang 안ahn 유yoo,ryu,yu 전jun,chun,chon 고ko 문moon 손sohn,son 배bae,pae 백paik,paek 허huh,ho \
    심shim,sim 노noh,roh,ro 곽kwak 성sung,song 주joo,chu 우woo 구koo,ku 류ryu,yoo 나na,ra 진chin 지chi 엄um,om 천chun,chon \
    방bang,pang 현hyun,hyon 변byun,pyon 염yum,yom 여yuh,ryo 석suk,sok 선sun,son 설sul,sol 길kil 연yun,ryon 명myung,myong 기ki 금keum,kum 육yook,ryuk 양yang,ryang";
/// Family names of two syllables; all others have one.
const LONG_SURNAMES: [&str; 10] =
    ["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방", "어금", "망절"];
/// At most so many readings of a word.
const MOST: usize = 24;

/// Hangul in the Revised system, syllable by syllable.
pub fn revised(word: &str) -> String {
    word.chars().filter_map(parts).map(|(i, v, f)| [INITIALS[i], VOWELS[v], FINALS[f]].concat()).collect()
}

pub fn latin(word: &str) -> Latin {
    let parts: Vec<(usize, usize, usize)> = word.chars().filter_map(parts).collect();
    let revised = revised(word);
    let lists: Vec<Vec<String>> = word
        .chars()
        .filter(|&c| parts_of(c))
        .zip(parts.iter().enumerate())
        .map(|(c, (at, &part))| spellings(c, part, at))
        .collect();
    let mut readings = combine(&lists, MOST);
    let text = if is_foreign(word) {
        // The vowel that Korean puts behind a consonant is none of the name's.
        let said = parts.iter().enumerate().map(|(at, &(i, v, f))| {
            let vowel = if VOWELS[v] == "eu" && FINALS[f].is_empty() { "" } else { VOWELS[v] };
            let initial =
                if at > 0 && INITIALS[i] == "r" && FINALS[parts[at - 1].2] == "l" { "" } else { INITIALS[i] };
            [initial, vowel, FINALS[f]].concat()
        });
        said.collect()
    } else {
        readings.first().cloned().unwrap_or_else(|| revised.clone())
    };
    readings.push(revised);
    if is_foreign(word) { Latin::from_abroad(text, readings) } else { Latin { text, lossy: false, readings } }
}

fn parts_of(c: char) -> bool {
    parts(c).is_some()
}

/// Initial, vowel and final of a syllable.
fn parts(c: char) -> Option<(usize, usize, usize)> {
    let at = (c as u32).checked_sub(0xac00).filter(|at| *at < 11_172)? as usize;
    Some((at / 588, at % 588 / 28, at % 28))
}

/// How a syllable is spelled, the usual first.
fn spellings(c: char, (initial, vowel, last): (usize, usize, usize), at: usize) -> Vec<String> {
    let surname = SURNAMES.split_whitespace().find_map(|line| line.strip_prefix(c)).into_iter();
    let mut all: Vec<String> = Readings::of(c).as_in('H').map(str::to_owned).collect();
    let i = INITIALS[initial];
    // Chinese names are in the source too: no spelling that has a consonant where there is none.
    all.retain(|spelling| !i.is_empty() || spelling.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'w']));
    if at == 0 {
        all.extend(surname.flat_map(|spellings| spellings.split(',')).map(str::to_owned));
    }
    let other_initial = match (i, at) {
        ("g", 0) => "k",
        ("d", 0) => "t",
        ("b", 0) => "p",
        ("j", _) => "ch",
        ("r", 0) => "l",
        _ => i,
    };
    let v = VOWELS[vowel];
    let other_vowel = match v {
        "eo" => "o",
        "yeo" => "yo",
        "eu" => "u",
        _ => v,
    };
    let f = FINALS[last];
    for spelling in [[i, v, f].concat(), [other_initial, other_vowel, f].concat()] {
        if !all.contains(&spelling) {
            all.push(spelling);
        }
    }
    all
}

/// Whether a word is a name from abroad: longer than Korean ones, or with a consonant that stands alone.
fn is_foreign(word: &str) -> bool {
    let alone = |(_, vowel, last): (usize, usize, usize)| VOWELS[vowel] == "eu" && last == 0;
    word.chars().count() > 4 || word.chars().filter_map(parts).any(alone)
}

/// Where a name in one piece falls into family name and given name; `None` where it does not.
pub fn split(word: &str) -> Option<usize> {
    let syllables: Vec<char> = word.chars().collect();
    if !(2..=4).contains(&syllables.len()) || is_foreign(word) {
        return None;
    }
    let long = LONG_SURNAMES.iter().any(|surname| word.starts_with(surname) && syllables.len() > 2);
    Some(if long { 2 } else { 1 })
}
