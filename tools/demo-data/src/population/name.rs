//! A full name by its culture's rules, and the ways in which others write it down.

use std::borrow::Cow;

use crate::cultures::Part;
use crate::dice::Dice;
use crate::population::culture::{CULTURES, Culture, Script, Style, Word};
use crate::population::script::written;

/// A full name.
#[derive(Debug, Clone)]
pub(crate) struct Name {
    /// Index of its culture.
    pub culture: usize,
    pub given: Vec<Word>,
    pub family: Vec<Word>,
}

fn plain(text: &str, original: &str) -> Word {
    Cow::Owned(Part { latin: vec![text.to_owned()], orig: Some(original.to_owned()) })
}

impl Name {
    /// A name of the culture. With `common`, of its commonest words.
    pub(crate) fn draw(dice: &mut Dice, culture: usize, female: bool, common: bool) -> Self {
        let of = &CULTURES[culture];
        let mut given = vec![of.given(dice, female, common)];
        let mut family = Vec::new();
        match of.style {
            Style::Plain | Style::Japanese | Style::First => family.push(of.surname(dice, female, common)),
            Style::Middle => {
                if dice.chance(45) {
                    given.push(of.given(dice, female, common));
                }
                family.push(of.surname(dice, female, common));
            }
            Style::Chain => {
                for _ in 0..=dice.below(3) {
                    given.push(of.given(dice, false, common));
                }
                if dice.chance(12) {
                    given.insert(1, plain(if dice.chance(60) { "bin" } else { "ibn" }, "بن"));
                }
                family.push(of.surname(dice, female, common));
            }
            Style::Patronymic => {
                if dice.chance(80) {
                    given.push(patronymic(&of.given(dice, false, common), female));
                }
                family.push(of.surname(dice, female, common));
            }
            Style::Two => {
                if dice.chance(55) {
                    given.push(of.given(dice, female, common));
                }
                family.push(of.surname(dice, female, common));
                if of.name == "lusophone" && dice.chance(35) {
                    let particle = if dice.chance(50) { "da" } else { "dos" };
                    family.push(plain(particle, particle));
                }
                family.push(of.surname(dice, female, common));
            }
            Style::Viet => {
                let middle = if female { "Thi" } else { dice.pick(&["Van", "Van", "Duc", "Huu", "Minh"]) };
                given.insert(0, plain(middle, middle));
                family.push(of.surname(dice, female, common));
            }
            Style::Horn => {
                family.push(of.given(dice, false, common));
                family.push(of.given(dice, false, common));
            }
        }
        Self { culture, given, family }
    }

    pub(crate) fn of(&self) -> &'static Culture {
        &CULTURES[self.culture]
    }

    /// The usual spelling of the family name and of the given names.
    pub(crate) fn usual(&self) -> (String, String) {
        let join = |words: &[Word]| joined(words.iter().map(|w| w.usual()), " ");
        (join(&self.family), join(&self.given))
    }

    /// Another spelling: each word with `percent` in a hundred in another form.
    pub(crate) fn respelled(&self, dice: &mut Dice, percent: usize) -> (String, String) {
        let habits = &self.of().habits;
        let mut all = |words: &[Word]| {
            let words: Vec<String> = words
                .iter()
                .map(|w| if dice.chance(percent) { respell(dice, habits, w) } else { w.usual().to_owned() })
                .collect();
            joined(words.iter().map(String::as_str), " ")
        };
        (all(&self.family), all(&self.given))
    }

    /// The name in its original script, in its natural order; `None` where that is plain Latin letters.
    pub(crate) fn original(&self) -> Option<String> {
        let of = self.of();
        let native = |word: &Word| match &word.orig {
            Some(original) => Cow::Owned(original.clone()),
            None if of.script == Script::Latin => Cow::Owned(word.usual().to_owned()),
            None => Cow::Owned(written(of.script, word.usual())),
        };
        let first = matches!(of.style, Style::First | Style::Japanese | Style::Viet);
        let (front, back) = if first { (&self.family, &self.given) } else { (&self.given, &self.family) };
        let words: Vec<Cow<'_, str>> = front.iter().chain(back).map(native).collect();
        let between = if matches!(of.script, Script::Han | Script::Hangul) { "" } else { " " };
        let text = joined(words.iter().map(|w| &**w), between);
        (of.script != Script::Latin || !text.is_ascii()).then_some(text)
    }
}

fn joined<'a>(words: impl Iterator<Item = &'a str>, between: &str) -> String {
    let mut text = String::with_capacity(48);
    for word in words {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(word);
    }
    text
}

/// After the father's name: `-ovich`, `-evna` and so on.
fn patronymic(father: &Word, female: bool) -> Word {
    let name = father.usual();
    let soft = name.ends_with(['i', 'y', 'e']);
    let (latin, original) = match (soft, female) {
        (false, false) => ("ovich", "ович"),
        (false, true) => ("ovna", "овна"),
        (true, false) => ("evich", "евич"),
        (true, true) => ("evna", "евна"),
    };
    let stem = name.trim_end_matches(['i', 'y', 'e', 'a']);
    let native = father.orig.clone().unwrap_or_else(|| written(Script::Cyrillic, name));
    let native = native.trim_end_matches(['й', 'ь', 'а', 'и', 'ы', 'е']);
    Cow::Owned(Part { latin: vec![format!("{stem}{latin}")], orig: Some(format!("{native}{original}")) })
}

/// Another spelling of the word: one that is known for it, else one or two habits of its culture.
pub(crate) fn respell(dice: &mut Dice, habits: &[(&str, &str)], word: &Word) -> String {
    if word.latin.len() > 1 && dice.chance(75) {
        return word.latin[1 + dice.below(word.latin.len() - 1)].clone();
    }
    let mut text = word.usual().to_lowercase();
    let start = dice.below(habits.len());
    let (mut changed, most) = (0, 1 + usize::from(dice.chance(30)));
    for n in 0..habits.len() {
        let (from, to) = habits[(start + n) % habits.len()];
        if changed < most
            && let Some(at) = text.find(from)
        {
            text.replace_range(at..at + from.len(), to);
            changed += 1;
        }
    }
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    if text.len() < 2 { word.usual().to_owned() } else { text }
}
