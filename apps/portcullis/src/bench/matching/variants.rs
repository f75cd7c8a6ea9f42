//! Whether people are found under a name that their record does not have.

use std::collections::{HashMap, HashSet};

use pc_name_match::{DEFAULT_THRESHOLD, Index, NameStrength, Query, QueryOptions, Subject};
use rayon::prelude::*;

use super::{
    percent,
    shared::{Shared, half},
};
use crate::bench::line;

/// What came of the queries.
#[derive(Debug, Default, Clone, Copy)]
struct Tally {
    asked: u64,
    found: u64,
    wrong: u64,
}

impl Tally {
    fn add(mut self, other: Self) -> Self {
        self.asked += other.asked;
        self.found += other.found;
        self.wrong += other.wrong;
        self
    }
}

/// A name to look for, the record it belongs to as it is without that name.
struct Case {
    name: String,
    rest: Subject,
}

/// Measures on the real list.
pub fn run(shared: Option<&Shared>) -> anyhow::Result<()> {
    let Some(shared) = shared else { return Ok(()) };
    let persons = shared.persons()?;
    let index = Index::build(persons.iter().cloned());
    let strong = tally(&index, &left_out(&persons, NameStrength::Aka));
    report("strong alias left out and looked for", &strong, "85 %");
    let weak = tally(&index, &left_out(&persons, NameStrength::Weak));
    report("weak alias (kept weak on purpose)", &weak, "-");
    let originals = left_out(&persons, NameStrength::Original);
    if !originals.is_empty() {
        report("original script of the list", &tally(&index, &originals), "75 %");
    }
    let dictionary = dictionary(&shared.text(DICTIONARY)?, |_| true);
    let own = written(&persons, &dictionary, |person| {
        person.nationalities.iter().find_map(|c| own_script(c.as_str()))
    });
    report(
        "primary name in the script of their country, by outside dictionary",
        &tally(&index, &own),
        "75 %",
    );
    for script in [Script::Arabic, Script::Cyrillic, Script::Han, Script::Hangul] {
        let any = written(&persons, &dictionary, |_| Some(script));
        if any.len() >= 50 {
            report(&format!("anybody's in {script:?} letters"), &tally(&index, &any), "-");
        }
    }
    Ok(())
}

/// Measures with words alone that the dictionary in use was made without: those of groups whose number leaves `rest` when
/// it is divided by five.
pub fn held_out(shared: Option<&Shared>, rest: u64) -> anyhow::Result<()> {
    let Some(shared) = shared else { return Ok(()) };
    let persons = shared.persons()?;
    let index = Index::build(persons.iter().cloned());
    let dictionary = dictionary(&shared.text(DICTIONARY)?, |group| group % 5 == rest);
    for script in [Script::Arabic, Script::Cyrillic, Script::Han, Script::Hangul, Script::Other] {
        let any = written(&persons, &dictionary, |_| Some(script));
        report(&format!("anybody's in {script:?} letters, words held out"), &tally(&index, &any), "75 %");
    }
    Ok(())
}

const DICTIONARY: &str = "names/rigour_person_name_variants.tsv";

fn report(what: &str, tally: &Tally, goal: &str) {
    line(&format!("{what}, found of {}", tally.asked), &percent(tally.found, tally.asked), goal);
    line("  hardest wrong record over the threshold", &percent(tally.wrong, tally.asked), "at most 6 %");
}

fn left_out(persons: &[Subject], strength: NameStrength) -> Vec<Case> {
    let mut cases = Vec::new();
    for person in persons.iter().filter(|p| half(p.key)) {
        for (place, name) in person.names.iter().enumerate().filter(|(_, n)| n.strength == strength) {
            let mut rest = person.clone();
            rest.names.remove(place);
            cases.push(Case { name: name.value.clone(), rest });
        }
    }
    cases
}

/// Names only. The person's own score is what the record gives without the name.
fn tally(index: &Index, cases: &[Case]) -> Tally {
    let tally = |case: &Case| {
        let query = Query { full: Some(case.name.clone()), ..Query::default() };
        let own = Index::build([case.rest.clone()]).query(&query, &QueryOptions::default());
        let all = index.query(&query, &QueryOptions { threshold: DEFAULT_THRESHOLD, top: 50 });
        let wrong = all.iter().any(|m| m.key != case.rest.key);
        Tally { asked: 1, found: u64::from(!own.is_empty()), wrong: u64::from(wrong) }
    };
    cases.par_iter().map(tally).reduce(Tally::default, Tally::add)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Script {
    Latin,
    Arabic,
    Cyrillic,
    Han,
    Hangul,
    Other,
}

fn script(text: &str) -> Script {
    match text.chars().find(|c| c.is_alphabetic()) {
        Some('\u{600}'..='\u{6ff}') => Script::Arabic,
        Some('\u{400}'..='\u{4ff}') => Script::Cyrillic,
        Some('\u{4e00}'..='\u{9fff}') => Script::Han,
        Some('\u{ac00}'..='\u{d7a3}') => Script::Hangul,
        Some(c) if u32::from(c) < 0x250 => Script::Latin,
        _ => Script::Other,
    }
}

/// What is written in a country.
fn own_script(country: &str) -> Option<Script> {
    match country {
        "AFG" | "ARE" | "BHR" | "DZA" | "EGY" | "IRN" | "IRQ" | "JOR" | "KWT" | "LBN" | "LBY" | "MAR"
        | "OMN" | "PAK" | "PSE" | "QAT" | "SAU" | "SDN" | "SYR" | "TUN" | "YEM" => Some(Script::Arabic),
        "BGR" | "BLR" | "KAZ" | "KGZ" | "MKD" | "RUS" | "SRB" | "TJK" | "UKR" => Some(Script::Cyrillic),
        "CHN" | "HKG" | "MAC" | "TWN" => Some(Script::Han),
        "KOR" | "PRK" => Some(Script::Hangul),
        _ => None,
    }
}

/// For each word in Latin letters its forms in other scripts, of the groups of these numbers.
fn dictionary(text: &str, takes: impl Fn(u64) -> bool) -> HashMap<String, Vec<(Script, String)>> {
    let mut words: HashMap<String, Vec<(Script, String)>> = HashMap::new();
    for row in text.lines().skip(1) {
        let Some((group, forms)) = row.split_once('\t') else { continue };
        if !group.trim_start_matches(['Q', 'X']).parse().is_ok_and(&takes) {
            continue;
        }
        let forms: Vec<&str> = forms.split('|').filter(|f| !f.contains(' ')).collect();
        for latin in forms.iter().filter(|f| script(f) == Script::Latin) {
            let others = forms.iter().filter(|f| script(f) != Script::Latin);
            words
                .entry((*latin).to_owned())
                .or_default()
                .extend(others.map(|f| (script(f), (*f).to_owned())));
        }
    }
    words
}

/// The persons' primary names written in the `wanted` script, where the dictionary has every word of them.
fn written(
    persons: &[Subject],
    words: &HashMap<String, Vec<(Script, String)>>,
    wanted: impl Fn(&Subject) -> Option<Script>,
) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut seen = HashSet::new();
    for person in persons.iter().filter(|p| half(p.key)) {
        let (Some(primary), Some(wanted)) = (person.names.first(), wanted(person)) else { continue };
        let (family, given) = primary.value.split_once(',').unwrap_or((&primary.value, ""));
        let latin: Vec<String> =
            format!("{given} {family}").split_whitespace().map(str::to_lowercase).collect();
        let native: Option<Vec<&str>> = latin
            .iter()
            .map(|word| {
                let forms: Vec<_> = words.get(word)?.iter().filter(|(s, _)| *s == wanted).collect();
                // Any of them, the same every time.
                let at = person.key as usize % forms.len().max(1);
                forms.get(at).map(|(_, form)| form.as_str())
            })
            .collect();
        if let Some(native) = native.filter(|n| n.len() >= 2) {
            let name = native.join(" ");
            if seen.insert(name.clone()) {
                cases.push(Case { name, rest: person.clone() });
            }
        }
    }
    cases
}
