//! The synthetic watchlist, in the project's JSON-lines form.

use std::fmt::Write as _;

use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::cultures::{CULTURES, FullName, Half, culture, full_name};
use crate::dice::Dice;
use crate::people::document_number;
use crate::plants::{PlantKind, plan};

/// Short name of the list.
pub const LIST: &str = "NLK";

/// A listed person, with what is needed to plant a traveler.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub id: String,
    pub name: FullName,
    /// A wholly different name, where one is known.
    pub alias: Option<FullName>,
    pub female: bool,
    pub birth: Date,
    pub nation: &'static str,
    pub passport: Option<String>,
}

/// Which cultures the planted subjects come from, so that every script is met.
const PLANTED: [&str; 10] = [
    "russian",
    "arabic",
    "greek",
    "chinese",
    "korean",
    "ukrainian",
    "persian",
    "german",
    "turkish",
    "georgian",
];

const NICKNAMES: [&str; 12] = [
    "The Ferryman",
    "Little Clerk",
    "Old Compass",
    "Doc",
    "The Printer",
    "Grey Tie",
    "Number Nine",
    "The Broker",
    "Two Keys",
    "Captain Slow",
    "The Tailor",
    "Lantern",
];
const REASONS: [&str; 6] = [
    "Use of altered documents",
    "Overstay, removal order",
    "Customs declaration case",
    "Wanted for questioning",
    "Smuggling inquiry",
    "Entry ban",
];
const WORDS: [&str; 12] = [
    "Harbour",
    "Northern",
    "Amber",
    "Trans",
    "Blue",
    "Delta",
    "Continental",
    "Sable",
    "Orchid",
    "Summit",
    "Granite",
    "Pelican",
];

/// The `index`-th person of the list of `seed`.
pub(crate) fn subject(seed: u64, index: usize) -> Subject {
    let mut dice = Dice::of(seed, "subject", index as u64);
    let planted = plan(index);
    let female = dice.chance(30);
    let of = match planted {
        Some(PlantKind::Transliterated) => culture(PLANTED[index % 7]),
        Some(_) => culture(PLANTED[index % PLANTED.len()]),
        None => dice.below(CULTURES.len()),
    };
    let name = full_name(&mut dice, of, female, Half::Listed);
    let birth = date(dice.range(1946, 2003) as i16, dice.range(1, 12) as i8, dice.range(1, 28) as i8);
    let nation = *dice.weighted(&CULTURES[of].nations);
    let has_alias = planted == Some(PlantKind::Alias) || dice.chance(30);
    let alias = has_alias.then(|| full_name(&mut dice, of, female, Half::Listed));
    let has_passport = matches!(planted, Some(PlantKind::Document)) || dice.chance(35);
    let passport = has_passport.then(|| document_number(&mut dice, nation));
    Subject { id: format!("{LIST}-{:05}", index + 1), name, alias, female, birth, nation, passport }
}

fn name(v: &str, k: &str) -> Value {
    json!({ "v": v, "k": k })
}

/// The entry of the subject: what of it the list knows.
fn entry(seed: u64, index: usize) -> Value {
    let mut dice = Dice::of(seed, "entry", index as u64);
    let planted = plan(index);
    if planted.is_none() && dice.chance(6) {
        return thing(&mut dice, index);
    }
    let s = subject(seed, index);
    let (surname, given) = (&s.name.surname, &s.name.given);
    let mut names = vec![name(&format!("{}, {}", surname.usual(), given.usual()), "primary")];
    let spellings = surname.latin.len().max(given.latin.len());
    for n in 1..spellings {
        // A transliterated plant meets the list's other spelling only through the matcher.
        if planted != Some(PlantKind::Transliterated) && dice.chance(60) {
            let part = |p: &crate::cultures::Part| p.latin.get(n).unwrap_or(&p.latin[0]).clone();
            names.push(name(&format!("{}, {}", part(surname), part(given)), "aka"));
        }
    }
    if let Some(alias) = &s.alias {
        names.push(name(&format!("{} {}", alias.given.usual(), alias.surname.usual()), "aka"));
    }
    if dice.chance(12) {
        names.push(name(NICKNAMES[dice.below(NICKNAMES.len())], "weak"));
    }
    if surname.orig.is_some() || given.orig.is_some() {
        let (s_, g) = (
            surname.orig.as_deref().unwrap_or(surname.usual()),
            given.orig.as_deref().unwrap_or(given.usual()),
        );
        let of = &CULTURES[s.name.culture];
        let text = match (of.name, of.first) {
            ("chinese" | "korean", _) => format!("{s_}{}", g.replace(' ', "")),
            (_, true) => format!("{s_} {g}"),
            _ => format!("{g} {s_}"),
        };
        names.push(name(&text, "orig"));
    }
    let full = planted.is_some();
    let mut docs = Vec::new();
    if let Some(number) = &s.passport {
        docs.push(json!({ "t": "Passport", "n": number, "c": s.nation }));
    }
    if dice.chance(10) {
        docs.push(json!({ "t": "National identity card", "n": dice.digits(10), "c": s.nation }));
    }
    let known = full || dice.chance(80);
    let gender = (full || dice.chance(85)).then_some(if s.female { "F" } else { "M" });
    let reason = dice.pick(&REASONS);
    let case = dice.digits(6);
    json!({
        "id": s.id, "list": LIST, "schema": "Person", "names": names, "gender": gender,
        "dob": births(&mut dice, s.birth, full), "nat": if known { vec![s.nation] } else { Vec::new() },
        "docs": docs, "remarks": format!("{reason}; file {case}."),
    })
}

/// Dates of birth as lists know them: mostly full, some partial, two or none.
fn births(dice: &mut Dice, birth: Date, full: bool) -> Vec<String> {
    let (y, m) = (birth.year(), birth.month());
    match if full { 0 } else { dice.below(100) } {
        0..68 => vec![birth.to_string()],
        68..74 => vec![format!("{y:04}-{m:02}")],
        74..84 => vec![format!("{y:04}")],
        84..89 => vec![format!("c{y:04}")],
        89..92 => vec![format!("{:04}/{y:04}", y - 2)],
        92..96 => vec![birth.to_string(), format!("{:04}-{m:02}-{:02}", y + 1, birth.day())],
        _ => Vec::new(),
    }
}

/// An entry that is no person.
fn thing(dice: &mut Dice, index: usize) -> Value {
    let (a, b) = (dice.pick(&WORDS), dice.pick(&WORDS));
    let (schema, title) = match dice.below(3) {
        0 => ("Vessel", format!("MV {a} {b}")),
        _ => ("Organization", format!("{a} {b} Trading {}", dice.pick(&["Ltd", "GmbH", "UAB", "LLC"]))),
    };
    json!({
        "id": format!("{LIST}-{:05}", index + 1), "list": LIST, "schema": schema,
        "names": [name(&title, "primary")], "gender": null, "dob": [], "nat": [], "docs": [],
        "remarks": format!("{}; file {}.", dice.pick(&REASONS), dice.digits(6)),
    })
}

/// The first `n` entries of the list of `seed`, one a line. A shorter list is the beginning of a longer one.
pub fn watchlist(seed: u64, n: usize) -> String {
    let mut text = String::with_capacity(n * 300);
    for index in 0..n {
        put(&mut text, &entry(seed, index));
    }
    text
}

/// Writes one line, its keys in the order of the form's description.
fn put(text: &mut String, entry: &Value) {
    for (n, key) in
        ["id", "list", "schema", "names", "gender", "dob", "nat", "docs", "remarks"].iter().enumerate()
    {
        let _ = write!(text, "{}\"{key}\":{}", if n == 0 { '{' } else { ',' }, entry[*key]);
    }
    text.push_str("}\n");
}

/// The next edition of `watchlist(seed, n)`: about a hundredth removed, a fortieth changed, a fiftieth added.
/// The entries of planted travelers stay, but for one that is removed (its hit becomes stale) and one that
/// changes.
pub fn watchlist_update(seed: u64, n: usize) -> String {
    let mut text = String::with_capacity(n * 300);
    let last_plant = crate::plants::COUNT - 1;
    for index in 0..n {
        let mut dice = Dice::of(seed, "update", index as u64);
        let planted = plan(index).is_some();
        if index == last_plant || (!planted && dice.chance(1)) {
            continue;
        }
        let mut line = entry(seed, index);
        if index + 1 == last_plant || (!planted && dice.below(40) == 0) {
            change(&mut dice, &mut line);
        }
        put(&mut text, &line);
    }
    for index in n..n + n / 50 {
        put(&mut text, &entry(seed, index));
    }
    text
}

fn change(dice: &mut Dice, line: &mut Value) {
    let person = line["schema"] == "Person";
    match dice.below(4) {
        0 if person => line["dob"] = json!([dice.range(1950, 1999).to_string()]),
        1 if person => line["docs"] = json!([{ "t": "Passport", "n": dice.digits(9), "c": "LTU" }]),
        2 => line["remarks"] = json!(format!("Updated: {}; file {}.", dice.pick(&REASONS), dice.digits(6))),
        _ => {
            let alias = name(NICKNAMES[dice.below(NICKNAMES.len())], "weak");
            if let Some(names) = line["names"].as_array_mut() {
                names.push(alias);
            }
        }
    }
}
