//! The cultures (`data/population.txt`) and how single words of names are drawn.

use std::{borrow::Cow, sync::LazyLock};

use crate::cultures::Part;
use crate::dice::Dice;
use crate::population::sound::Sounds;

/// One word of a name.
pub(crate) type Word = Cow<'static, Part>;

/// How names are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Given name, surname.
    Plain,
    /// Often a second given name.
    Middle,
    /// Names of the father and the grandfather between the given name and the surname.
    Chain,
    /// A name after the father, and surnames with an ending for women.
    Patronymic,
    /// Two surnames.
    Two,
    /// The surname first, given names of one or two syllables.
    First,
    /// As `First`, with surnames of two parts.
    Japanese,
    /// The surname first, a middle name, a given name.
    Viet,
    /// Given name, father's, grandfather's; no surname.
    Horn,
}

/// How the original script is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Devanagari,
    Ethiopic,
    Han,
    Hangul,
}

/// Words with their weights of a thousand, commonest first.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    words: Vec<Part>,
    /// The sum of the weights up to and with each word.
    sums: Vec<usize>,
}

impl Heads {
    /// One of the words; `None` in that share of throws that belongs to the tail.
    fn draw(&'static self, dice: &mut Dice, common: bool) -> Option<&'static Part> {
        if common && !self.words.is_empty() {
            return self.words.get(dice.below(self.words.len().min(4)));
        }
        let at = dice.below(1000);
        self.words.get(self.sums.partition_point(|sum| *sum <= at))
    }
}

/// Where people are named alike.
#[derive(Debug)]
pub(crate) struct Culture {
    pub name: &'static str,
    pub listed: usize,
    pub traveling: usize,
    pub style: Style,
    pub script: Script,
    pub nations: Vec<(&'static str, usize)>,
    male: Heads,
    female: Heads,
    surnames: Heads,
    given_tail: usize,
    surname_tail: usize,
    sounds: Sounds,
    endings: Vec<(&'static str, &'static str)>,
    syllables: Vec<Part>,
    firsts: Vec<Part>,
    seconds: Vec<Part>,
    /// Habits of spelling, from and to.
    pub habits: Vec<(&'static str, &'static str)>,
}

/// All cultures.
pub(crate) static CULTURES: LazyLock<Vec<Culture>> =
    LazyLock::new(|| parse(include_str!("../../data/population.txt")));

fn parse(text: &'static str) -> Vec<Culture> {
    let mut cultures: Vec<Culture> = Vec::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let Some(key) = words.next().filter(|w| *w != "#") else { continue };
        if let Some(name) = key.strip_prefix('@') {
            cultures.push(culture(name, words));
            continue;
        }
        let Some(culture) = cultures.last_mut() else { continue };
        let sounds = &mut culture.sounds;
        match key {
            "m" => culture.male = heads(words),
            "f" => culture.female = heads(words),
            "s" => culture.surnames = heads(words),
            "t" => {
                culture.given_tail = number(words.next());
                culture.surname_tail = number(words.next());
            }
            "o" => sounds.onsets = words.map(bare).collect(),
            "v" => sounds.vowels = words.map(bare).collect(),
            "c" => sounds.codas = words.map(bare).collect(),
            "e" => {
                let pairs = words.map(|w| w.split_once(':').unwrap_or((w, w)));
                culture.endings = pairs.map(|(m, f)| (bare(m), bare(f))).collect();
            }
            "r" => {
                let pairs = words.filter_map(|w| w.split_once('>'));
                culture.habits = pairs.map(|(from, to)| (from, bare(to))).collect();
            }
            "y" => culture.syllables = words.map(Part::parse).collect(),
            "a" => culture.firsts = words.map(Part::parse).collect(),
            "b" => culture.seconds = words.map(Part::parse).collect(),
            _ => {}
        }
    }
    cultures
}

fn culture(name: &'static str, mut words: std::str::SplitWhitespace<'static>) -> Culture {
    let (listed, traveling) = (number(words.next()), number(words.next()));
    let style = match words.next() {
        Some("middle") => Style::Middle,
        Some("chain") => Style::Chain,
        Some("patronymic") => Style::Patronymic,
        Some("two") => Style::Two,
        Some("first") => Style::First,
        Some("japanese") => Style::Japanese,
        Some("viet") => Style::Viet,
        Some("horn") => Style::Horn,
        _ => Style::Plain,
    };
    let script = match words.next() {
        Some("arabic") => Script::Arabic,
        Some("cyrillic") => Script::Cyrillic,
        Some("devanagari") => Script::Devanagari,
        Some("ethiopic") => Script::Ethiopic,
        Some("han") => Script::Han,
        Some("hangul") => Script::Hangul,
        _ => Script::Latin,
    };
    let nations = words.next().unwrap_or_default().split(',').filter_map(|n| n.split_once(':'));
    Culture {
        name,
        listed,
        traveling,
        style,
        script,
        nations: nations.map(|(n, w)| (n, number(Some(w)))).collect(),
        male: Heads::default(),
        female: Heads::default(),
        surnames: Heads::default(),
        given_tail: 0,
        surname_tail: 0,
        sounds: Sounds::default(),
        endings: Vec::new(),
        syllables: Vec::new(),
        firsts: Vec::new(),
        seconds: Vec::new(),
        habits: Vec::new(),
    }
}

fn number(text: Option<&str>) -> usize {
    text.and_then(|t| t.parse().ok()).unwrap_or_default()
}

fn bare(text: &'static str) -> &'static str {
    if text == "-" { "" } else { text }
}

fn heads(words: std::str::SplitWhitespace<'static>) -> Heads {
    let mut heads = Heads::default();
    let mut sum = 0;
    for word in words {
        // `latin/other:weight=original`, or `latin/other:weight`
        let (latin, rest) = word.split_once(':').unwrap_or((word, "0"));
        let (weight, original) = rest.split_once('=').map_or((rest, None), |(w, o)| (w, Some(o)));
        let weight = number(Some(weight));
        if weight > 0 {
            sum += weight;
            let latin = latin.split('/').map(str::to_owned).collect();
            heads.words.push(Part { latin, orig: original.map(str::to_owned) });
            heads.sums.push(sum);
        }
    }
    heads
}

impl Culture {
    /// A given name. With `common`, one of the four commonest.
    pub(crate) fn given(&'static self, dice: &mut Dice, female: bool, common: bool) -> Word {
        if !self.syllables.is_empty() {
            return self.of_syllables(dice, common);
        }
        let heads = if female { &self.female } else { &self.male };
        if let Some(head) = heads.draw(dice, common) {
            return Cow::Borrowed(head);
        }
        let rank = skewed(dice, self.given_tail, 25);
        // The same sounds, other words: women's names often end in a vowel.
        let mut word = self.sounds.word(self.name, u64::from(female) + 1, rank, 2);
        if female && dice.chance(60) {
            word.push('a');
        }
        Cow::Owned(Part { latin: vec![word], orig: None })
    }

    /// One or two syllables, skewed so that some are ten times as common as others.
    fn of_syllables(&'static self, dice: &mut Dice, common: bool) -> Word {
        let all = &self.syllables;
        let one = |dice: &mut Dice| {
            if common { &all[dice.below(6)] } else { &all[skewed(dice, all.len(), 12) as usize] }
        };
        let first = one(dice);
        let single = self.style == Style::First && self.script == Script::Han && dice.chance(22);
        if single {
            return Cow::Owned(capital(first.clone()));
        }
        let second = one(dice);
        Cow::Owned(capital(first.joined(second, "")))
    }

    /// A surname, in its form for women where there is one.
    pub(crate) fn surname(&'static self, dice: &mut Dice, female: bool, common: bool) -> Word {
        if let Some(head) = self.surnames.draw(dice, common) {
            return self.feminine(head, female);
        }
        if !self.firsts.is_empty() {
            let first = &self.firsts[skewed(dice, self.firsts.len(), 20) as usize];
            let second = &self.seconds[skewed(dice, self.seconds.len(), 20) as usize];
            return Cow::Owned(capital(first.joined(second, "")));
        }
        if !self.syllables.is_empty() {
            let rank = skewed(dice, self.syllables.len() * 9, 10) as usize;
            let syllable = self.syllables[rank % self.syllables.len()].clone();
            return Cow::Owned(capital(syllable));
        }
        let rank = skewed(dice, self.surname_tail, 80);
        let mut word = self.sounds.word(self.name, 0, rank, 2);
        let (male_end, female_end) =
            self.endings[(rank.wrapping_mul(7) % self.endings.len() as u64) as usize];
        word.push_str(if female { female_end } else { male_end });
        let mut part = Part { latin: vec![word], orig: None };
        if self.style == Style::Chain && dice.chance(35) {
            part.latin[0].insert_str(0, "Al-");
        }
        Cow::Owned(part)
    }

    fn feminine(&self, head: &'static Part, female: bool) -> Word {
        let ends = head.usual().ends_with("ov") || head.usual().ends_with("ev");
        if self.style == Style::Patronymic && female && ends {
            let end = Part { latin: vec!["a".to_owned()], orig: Some("а".to_owned()) };
            return Cow::Owned(head.joined(&end, ""));
        }
        Cow::Borrowed(head)
    }
}

/// A number below `bound`, falling off as a Zipf–Mandelbrot law: the `r`-th is drawn in proportion to
/// `1 / (r + flat)`.
pub(crate) fn skewed(dice: &mut Dice, bound: usize, flat: usize) -> u64 {
    let unit = (dice.next() >> 11) as f64 / (1_u64 << 53) as f64;
    let (bound, flat) = (bound.max(1) as f64, flat as f64);
    let rank = flat * ((bound + flat) / flat).powf(unit) - flat;
    rank.min(bound - 1.0).max(0.0) as u64
}

fn capital(mut part: Part) -> Part {
    for word in &mut part.latin {
        if let Some(first) = word.get_mut(..1) {
            first.make_ascii_uppercase();
        }
    }
    part
}
