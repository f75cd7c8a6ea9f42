//! Two names of organisations against each other, word for word, in any order.

use super::{PLACE, TELLING, is_number};
use crate::{
    Agreement, Feature, Part,
    align::{Weighed, alike},
    form::{Form, How},
    text::Token,
    writing::Writing,
};

/// Complete agreement is worth this much, in log-odds.
pub const AGREEMENT: f32 = 5.0;
/// What a word more costs, on either side, as a share of its weight.
const EXTRA: f32 = 0.55;
const EXTRA_COMMON: f32 = 0.45;
/// Words left over on both sides contradict each other.
const CONFLICT: f32 = 0.9;
/// Each telling word over the first adds.
const MORE_WORDS: f32 = 0.5;
const MORE_WORDS_MOST: f32 = 0.8;
/// Only words agree that many names have; they are all, one or two; all, and more.
const COMMON_ONLY: f32 = -2.2;
const COMMON_FEW: f32 = -1.1;
const COMMON_MORE: f32 = -0.6;
/// Some words or other begin with the letters of any short name: a listed one is worth so much less that way round.
const LISTED_LETTERS: f32 = 0.6;
/// Numbers that differ are other ships of one row, other branches of one firm.
const OTHER_NUMBER: f32 = -3.5;
/// Words less alike than this are others.
const LEAST: f32 = 0.80;
/// Shorter words are often first letters: equal or other ones.
const SPELLED: usize = 5;
/// Letters of two words together under which they are not taken for one.
pub const GROWN: usize = 5;
/// What two words written as one count.
pub const GROWN_GAIN: f32 = 0.95;
/// Names that do not agree at all.
pub const DIFFER: f32 = -1.0;

/// What a word is worth.
#[derive(Debug, Clone, Copy)]
pub struct Worth {
    pub weight: f32,
    pub number: bool,
}

impl Worth {
    pub fn of(word: &Weighed<'_>) -> Self {
        Self { weight: word.weight, number: is_number(word.form.text.as_str()) }
    }

    /// Whether it is a country or a city: nothing else weighs so much.
    fn is_place(self) -> bool {
        self.weight.to_bits() == PLACE.to_bits()
    }

    /// What it costs where the other name has it not.
    pub fn cost(self) -> f32 {
        self.weight * if self.weight >= TELLING { EXTRA } else { EXTRA_COMMON }
    }
}

/// One or two words that answer to one or two.
#[derive(Debug, Clone, Copy)]
pub struct Pair {
    pub mine: (usize, usize),
    pub theirs: (usize, usize),
    gain: f32,
    weight: f32,
    how: How,
}

/// How two names fit.
#[derive(Debug, Default)]
pub struct Found {
    pub pairs: Vec<Pair>,
    /// What each pair is worth.
    values: Vec<f32>,
    extra_mine: Vec<usize>,
    extra_theirs: Vec<usize>,
    cost: f32,
    more_words: f32,
    common_only: f32,
    other_number: bool,
    /// The letters of one name begin the words of the other.
    acronym: Option<f32>,
}

impl Found {
    /// Whether anything agrees.
    pub fn agrees(&self) -> bool {
        self.acronym.is_some() || !self.pairs.is_empty()
    }

    /// The evidence of the names, in log-odds.
    pub fn evidence(&self) -> f32 {
        if let Some(acronym) = self.acronym {
            return acronym;
        }
        let number = if self.other_number { OTHER_NUMBER } else { 0.0 };
        self.values.iter().sum::<f32>() + self.cost + self.more_words + self.common_only + number
    }
}

pub fn align(mine: &[Weighed<'_>], theirs: &[Weighed<'_>]) -> Found {
    let worth = |words: &[Weighed<'_>]| words.iter().map(Worth::of).collect::<Vec<_>>();
    let (ours, listed) = (worth(mine), worth(theirs));
    let mut options = plain(&ours, &listed, |i, j| like(&mine[i], &theirs[j]));
    grown_together(mine, theirs, false, &mut options);
    grown_together(theirs, mine, true, &mut options);
    let mut found = settle(&ours, &listed, options);
    let listed = || acronym(theirs, mine).map(|worth| worth - LISTED_LETTERS);
    let acronym = acronym(mine, theirs).or_else(listed);
    found.acronym = acronym.filter(|worth| *worth > found.evidence() || found.pairs.is_empty());
    found
}

/// The evidence of two names that have no words written together and are not each other's first letters: for the index,
/// which knows what is like what. Never more than [`align`] gives.
pub fn plain_evidence(
    mine: &[Worth],
    theirs: &[Worth],
    like: impl FnMut(usize, usize) -> Option<(f32, How)>,
) -> f32 {
    settle(mine, theirs, plain(mine, theirs, like)).evidence()
}

/// The pairs of one word and one.
fn plain(
    mine: &[Worth],
    theirs: &[Worth],
    mut like: impl FnMut(usize, usize) -> Option<(f32, How)>,
) -> Vec<Pair> {
    let mut options = Vec::with_capacity(mine.len() * 2);
    for (i, a) in mine.iter().enumerate() {
        for (j, b) in theirs.iter().enumerate() {
            if let Some((gain, how)) = like(i, j) {
                let weight = f32::midpoint(a.weight, b.weight);
                options.push(Pair { mine: (i, i), theirs: (j, j), gain, weight, how });
            }
        }
    }
    options
}

/// Takes the best pairs, one after another, and says what they are worth.
fn settle(mine: &[Worth], theirs: &[Worth], mut options: Vec<Pair>) -> Found {
    options.sort_by(|a, b| {
        (b.weight * b.gain).total_cmp(&(a.weight * a.gain)).then((a.mine, a.theirs).cmp(&(b.mine, b.theirs)))
    });
    let mut found = Found::default();
    let (mut used_mine, mut used_theirs) = (0_u32, 0_u32);
    for pair in options {
        let (m, t) = (bits(pair.mine), bits(pair.theirs));
        if used_mine & m == 0 && used_theirs & t == 0 {
            used_mine |= m;
            used_theirs |= t;
            found.pairs.push(pair);
        }
    }
    found.pairs.sort_by_key(|pair| pair.mine);
    found.extra_mine = (0..mine.len()).filter(|i| used_mine & (1 << i) == 0).collect();
    found.extra_theirs = (0..theirs.len()).filter(|j| used_theirs & (1 << j) == 0).collect();
    value(mine, theirs, &mut found);
    found
}

/// How much two words count for each other, from 0 to 1.
pub fn like(a: &Weighed<'_>, b: &Weighed<'_>) -> Option<(f32, How)> {
    // Codes and common words are equal or they are not.
    if a.form.text == b.form.text {
        return Some((1.0, How::Equal));
    }
    if !may_vary(a.form, a.weight) || !may_vary(b.form, b.weight) {
        return None;
    }
    let (similarity, how) = alike(a, b)?;
    // A word cut short is an abbreviation; short forms of persons' names are not words.
    match how {
        How::Nickname | How::Initial => None,
        How::Truncated => Some((0.7, how)),
        _ => (similarity >= LEAST).then_some((1.0 - 2.0 * (1.0 - similarity), how)),
    }
}

/// Whether a word may be spelled otherwise: neither a code, nor short, nor common.
pub fn may_vary(form: &Form, weight: f32) -> bool {
    weight >= TELLING && form.text.len() >= SPELLED && !has_digit(form)
}

fn has_digit(form: &Form) -> bool {
    form.text.iter().any(u8::is_ascii_digit)
}

/// Two words as one: its letters and its sound; `None` where they are too short to be told.
pub fn grown(a: &Form, b: &Form) -> Option<Form> {
    let long = a.text.len() + b.text.len() >= GROWN;
    long.then(|| Form::native(&[a.text.as_str(), b.text.as_str()].concat(), Writing::LATIN, Vec::new()))
}

/// Whether two words [`grown`] together are a third: by their sound, or by their letters where there are digits.
pub fn is_grown(two: &Form, whole: &Form) -> bool {
    two.fold == whole.fold && (two.text == whole.text || !(has_digit(two) || has_digit(whole)))
}

/// Two words of one side written as one on the other.
fn grown_together(two: &[Weighed<'_>], one: &[Weighed<'_>], swapped: bool, options: &mut Vec<Pair>) {
    for (i, neighbours) in two.windows(2).enumerate() {
        let [a, b] = neighbours else { continue };
        let Some(form) = grown(a.form, b.form) else { continue };
        for (j, whole) in one.iter().enumerate().filter(|(_, whole)| is_grown(&form, whole.form)) {
            let (mine, theirs) = if swapped { ((j, j), (i, i + 1)) } else { ((i, i + 1), (j, j)) };
            let weight = (a.weight + b.weight).min(whole.weight.max(1.0));
            let how = if form.text == whole.form.text { How::Equal } else { How::Sound };
            options.push(Pair { mine, theirs, gain: GROWN_GAIN, weight, how });
        }
    }
}

fn value(mine: &[Worth], theirs: &[Worth], found: &mut Found) {
    let matched: f32 = found.pairs.iter().map(|pair| pair.weight).sum();
    if matched <= 0.0 {
        return;
    }
    let credit: f32 = found.pairs.iter().map(|pair| pair.weight * pair.gain).sum();
    let sum = |extra: &[usize], words: &[Worth], telling: bool| {
        let weights = extra.iter().map(|&at| words[at].weight);
        weights.filter(|weight| (*weight >= TELLING) == telling).sum::<f32>()
    };
    let (more, fewer) = (sum(&found.extra_mine, mine, true), sum(&found.extra_theirs, theirs, true));
    let common = sum(&found.extra_mine, mine, false) + sum(&found.extra_theirs, theirs, false);
    let places = |extra: &[usize], words: &[Worth]| extra.iter().filter(|&&at| words[at].is_place()).count();
    let elsewhere = places(&found.extra_mine, mine).min(places(&found.extra_theirs, theirs)) as f32;
    let conflict = CONFLICT * (more.min(fewer) + PLACE * elsewhere);
    let cost = EXTRA * (more + fewer) + EXTRA_COMMON * common + conflict;
    found.values = found.pairs.iter().map(|pair| AGREEMENT * pair.weight * pair.gain / matched).collect();
    found.cost = -(AGREEMENT * credit / matched) * cost / (matched + cost);
    let telling: f32 =
        found.pairs.iter().filter(|pair| pair.weight >= TELLING).map(|pair| pair.weight * pair.gain).sum();
    if telling > 0.0 {
        found.more_words = more_words(telling);
    } else {
        // Several that agree, and nothing else, are a name.
        let all = found.extra_mine.is_empty() && found.extra_theirs.is_empty();
        found.common_only = common_only(found.pairs.len(), all);
    }
    let numbers = |extra: &[usize], words: &[Worth]| extra.iter().any(|&at| words[at].number);
    found.other_number = numbers(&found.extra_mine, mine) && numbers(&found.extra_theirs, theirs);
}

/// What it adds that telling words of this weight agree.
pub fn more_words(telling: f32) -> f32 {
    (MORE_WORDS * (telling - 1.0)).clamp(-MORE_WORDS_MOST, MORE_WORDS_MOST)
}

/// What it takes that only common words agree, so many, perhaps all there are.
pub fn common_only(pairs: usize, all: bool) -> f32 {
    match pairs {
        3.. if all => COMMON_MORE,
        1..=2 if all => COMMON_FEW,
        _ => COMMON_ONLY,
    }
}

/// What it is worth that a word of one side has the first letters of the words of the other.
fn acronym(one: &[Weighed<'_>], many: &[Weighed<'_>]) -> Option<f32> {
    let [word] = one else { return None };
    let equal = initials(many.iter().map(|w| w.form))? == *word.form.text;
    equal.then(|| acronym_worth(many.len()))
}

/// The first letters of three words and more.
pub fn initials<'a>(words: impl Iterator<Item = &'a Form>) -> Option<Vec<u8>> {
    let letters: Vec<u8> = words.filter_map(|form| form.text.first()).copied().collect();
    (letters.len() >= 3).then_some(letters)
}

/// What the first letters of so many words are worth.
pub fn acronym_worth(words: usize) -> f32 {
    (1.9 + 0.6 * words as f32).min(5.0)
}

fn bits((from, to): (usize, usize)) -> u32 {
    (1 << from) | (1 << to)
}

/// The reasons, whose weights sum to the evidence.
pub fn parts(found: &Found, mine: &[Token], theirs: &[Token]) -> Vec<Part> {
    let part = |agreement, weight, text: String| Part { feature: Feature::Name, agreement, weight, text };
    if let Some(worth) = found.acronym {
        return vec![part(Agreement::Near, worth, "first letters of the words of the other name".to_owned())];
    }
    if found.pairs.is_empty() {
        return vec![part(Agreement::Differ, DIFFER, "names differ".to_owned())];
    }
    let written = |tokens: &[Token], (from, to): (usize, usize)| {
        tokens[from..=to].iter().map(|t| t.written.as_str()).collect::<Vec<_>>().join(" ")
    };
    let mut parts = Vec::with_capacity(found.pairs.len() + 4);
    for (pair, &value) in found.pairs.iter().zip(&found.values) {
        let (a, b) = (written(mine, pair.mine), written(theirs, pair.theirs));
        let (agreement, text) = match pair.how {
            _ if a == b => (Agreement::Agree, format!("word equal: {a}")),
            How::Equal => (Agreement::Agree, format!("word equal in meaning or script ({a} = {b})")),
            How::Truncated => (Agreement::Near, format!("word shortened ({a} / {b})")),
            _ => (Agreement::Near, format!("word similar: {a} / {b}")),
        };
        parts.push(part(agreement, value, text));
    }
    if found.cost < 0.0 {
        let words = |extra: &[usize], tokens: &[Token]| {
            extra.iter().map(|&at| tokens[at].written.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (a, b) = (words(&found.extra_mine, mine), words(&found.extra_theirs, theirs));
        let text = match (a.is_empty(), b.is_empty()) {
            (false, true) => format!("{a} not in the listed name"),
            (true, _) => format!("listed {b} not in the name"),
            _ => format!("{a} not in the listed name, listed {b} not in the name"),
        };
        parts.push(part(Agreement::Differ, found.cost, text));
    }
    if found.other_number {
        parts.push(part(Agreement::Differ, OTHER_NUMBER, "numbers differ".to_owned()));
    }
    if found.common_only < 0.0 {
        parts.push(part(
            Agreement::Unknown,
            found.common_only,
            "only words agree that many names have".to_owned(),
        ));
    }
    if found.more_words != 0.0 {
        let text =
            if found.more_words > 0.0 { "several telling words agree" } else { "few telling words agree" };
        parts.push(part(Agreement::Unknown, found.more_words, text.to_owned()));
    }
    parts
}
