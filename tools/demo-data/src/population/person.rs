//! A person before any list knows of them: name, sex, birth, nation, passport.

use jiff::civil::{Date, date};

use crate::dice::Dice;
use crate::people::document_number;
use crate::population::culture::{CULTURES, Culture, Style};
use crate::population::name::Name;

/// A person.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub name: Name,
    pub female: bool,
    pub birth: Date,
    pub nation: &'static str,
    pub passport: String,
}

impl Person {
    /// A person of the culture.
    pub(crate) fn draw(dice: &mut Dice, culture: usize, female: bool, common: bool) -> Self {
        let of = &CULTURES[culture];
        let name = Name::draw(dice, culture, female, common);
        let birth = born(dice, of);
        // Most have a nationality of their culture's countries; the others live and naturalise elsewhere.
        let nations = if dice.chance(88) { &of.nations } else { &dice.pick(&CULTURES).nations };
        let nation = *dice.weighted(nations);
        let passport = document_number(dice, nation);
        Self { name, female, birth, nation, passport }
    }
}

/// The culture of the next person, by `weight`.
pub(crate) fn culture(dice: &mut Dice, weight: impl Fn(&Culture) -> usize) -> usize {
    let mut left = dice.below(CULTURES.iter().map(&weight).sum());
    for (index, of) in CULTURES.iter().enumerate() {
        let weight = weight(of);
        if left < weight {
            return index;
        }
        left -= weight;
    }
    0
}

/// Most were born between 1955 and 1998; where births are registered late, many on the first of January.
fn born(dice: &mut Dice, of: &Culture) -> Date {
    let late = matches!(of.style, Style::Chain | Style::Horn)
        || matches!(of.name, "southasian" | "pakistani" | "persian" | "westafrican");
    let year = 1936 + dice.range(0, 34) + dice.range(0, 34);
    if dice.below(1000) < if late { 120 } else { 8 } {
        return date(year as i16, 1, 1);
    }
    date(year as i16, dice.range(1, 12) as i8, dice.range(1, 28) as i8)
}
