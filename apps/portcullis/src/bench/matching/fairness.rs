//! Whether travelers of one culture or script are alerted more often than those of another.

use std::{collections::BTreeMap, path::Path};

use pc_demo_data::{
    DEFAULT_SEED,
    population::{Dated, Population},
};
use pc_name_match::Query;
use rayon::prelude::*;

use super::{alerts, picture, shared::Shared};

/// Clean travelers of each culture.
const TRAVELERS: u64 = 20_000;

/// The travelers of a group and their alerts, with and without a date of birth.
#[derive(Debug, Clone, Default)]
pub struct Group {
    pub name: String,
    pub asked: u64,
    pub dated: u64,
    pub undated: u64,
    /// The share of the list's entries that are of the group, where that is known.
    pub listed: Option<f64>,
}

/// Alerts per 1,000 with the 95 % confidence interval (Wilson's).
pub fn rate(alerts: u64, asked: u64) -> (f64, f64, f64) {
    let (n, z) = (asked.max(1) as f64, 1.96_f64);
    let p = alerts as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt() / (1.0 + z * z / n);
    (1000.0 * p, 1000.0 * (middle - half).max(0.0), 1000.0 * (middle + half))
}

/// A table of groups.
pub struct Table {
    pub title: String,
    pub groups: Vec<Group>,
}

impl Table {
    /// The worst group's rate, the median group's, and how many times one is the other.
    pub fn spread(&self, of: impl Fn(&Group) -> u64) -> Option<(&Group, f64, f64)> {
        let mut rates: Vec<(f64, &Group)> = self.groups.iter().map(|g| (rate(of(g), g.asked).0, g)).collect();
        rates.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (worst, group) = *rates.last()?;
        let median = f64::midpoint(rates[(rates.len() - 1) / 2].0, rates[rates.len() / 2].0);
        Some((group, median, worst / median))
    }

    fn print(&self) {
        println!("\n{}", self.title);
        println!(
            "{:<24}{:>9}{:>10}{:>30}{:>30}",
            "group", "asked", "of list", "alerts per 1,000, dated", "without date"
        );
        for group in &self.groups {
            let shown = |alerts| {
                let (rate, low, high) = rate(alerts, group.asked);
                format!("{rate:.2} ({low:.2} to {high:.2})")
            };
            let listed = group.listed.map_or_else(|| "-".to_owned(), |l| format!("{:.1} %", 100.0 * l));
            println!(
                "{:<24}{:>9}{listed:>10}{:>30}{:>30}",
                group.name,
                group.asked,
                shown(group.dated),
                shown(group.undated)
            );
        }
        for (what, spread) in
            [("with date of birth", self.spread(|g| g.dated)), ("without", self.spread(|g| g.undated))]
        {
            if let Some((worst, median, times)) = spread {
                let times =
                    if times.is_finite() { format!("{times:.1} times") } else { "more than".to_owned() };
                println!("{what}: worst group {}, {times} the median group ({median:.2})", worst.name);
            }
        }
    }
}

/// Measures, prints, and writes the page.
pub fn run(shared: Option<&Shared>, file: &Path) -> anyhow::Result<()> {
    let mut tables = vec![by_culture()];
    if let Some(shared) = shared {
        tables.push(by_script(shared)?);
    }
    for table in &tables {
        table.print();
    }
    std::fs::write(file, picture::page(&tables))?;
    println!("\nwritten: {}", file.display());
    Ok(())
}

fn by_culture() -> Table {
    let index = alerts::list(Vec::new());
    let population = Population::new(DEFAULT_SEED + 1);
    let cultures = Population::cultures().into_iter().enumerate();
    let groups = cultures.map(|(place, (name, script, listed))| {
        let ask = |dated| {
            let queries: Vec<Query> = (0..TRAVELERS)
                .into_par_iter()
                .map(|n| population.traveler_of(place, dated, n).query)
                .collect();
            alerts::alerted(&index, &queries)
        };
        let name = if script == "Latin" { name.to_owned() } else { format!("{name} (in {script})") };
        Group {
            name,
            asked: TRAVELERS,
            dated: ask(Dated::Yes),
            undated: ask(Dated::No),
            listed: Some(listed),
        }
    });
    Table {
        title: format!("By culture: synthetic travelers, {} synthetic entries", alerts::ENTRIES),
        groups: groups.collect(),
    }
}

fn by_script(shared: &Shared) -> anyhow::Result<Table> {
    let index = alerts::list(shared.persons()?);
    let mut travelers: BTreeMap<&str, Vec<Query>> = BTreeMap::new();
    for half in [true, false] {
        for query in shared.travelers(half)? {
            travelers.entry(script(&query.surname)).or_default().push(query);
        }
    }
    let groups =
        travelers.into_iter().filter(|(_, queries)| queries.len() >= 300).map(|(name, mut queries)| {
            let dated = alerts::alerted(&index, &queries);
            for query in &mut queries {
                query.birth = None;
            }
            let undated = alerts::alerted(&index, &queries);
            Group { name: name.to_owned(), asked: queries.len() as u64, dated, undated, listed: None }
        });
    Ok(Table {
        title: "By script: travelers of the shared file, real list filled up with synthetic entries"
            .to_owned(),
        groups: groups.collect(),
    })
}

/// The script of the first letter.
fn script(text: &str) -> &'static str {
    let Some(letter) = text.chars().find(|c| c.is_alphabetic()) else { return "none" };
    match u32::from(letter) {
        0..0x80 => "Latin, plain",
        0x80..0x250 | 0x1E00..0x1F00 => "Latin, with marks",
        0x370..0x400 | 0x1F00..0x2000 => "Greek",
        0x400..0x530 => "Cyrillic",
        0x530..0x590 => "Armenian",
        0x590..0x600 => "Hebrew",
        0x600..0x780 => "Arabic",
        0x900..0xE00 => "Indic",
        0xE00..0xE80 => "Thai",
        0x10A0..0x1100 => "Georgian",
        0x1200..0x13A0 => "Ethiopic",
        0x3040..0x3100 => "Kana",
        0x4E00..0xA000 => "Han",
        0xAC00..0xD7B0 => "Hangul",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::{Group, Table, rate};

    #[test]
    fn the_interval_holds_the_rate_and_the_worst_group_is_named() {
        let (middle, low, high) = rate(5, 1000);
        assert!(low > 1.0 && low < middle && middle < high && high < 13.0, "{low} {middle} {high}");
        assert!(rate(0, 1000).1.abs() < 1e-9 && rate(0, 1000).2 > 3.0);
        let group =
            |name: &str, dated| Group { name: name.to_owned(), asked: 1000, dated, undated: 0, listed: None };
        let table = Table { title: String::new(), groups: vec![group("a", 2), group("b", 8), group("c", 4)] };
        let (worst, median, times) = table.spread(|g| g.dated).unwrap();
        assert_eq!(worst.name, "b");
        assert!((median - 4.0).abs() < 1e-9 && (times - 2.0).abs() < 1e-9);
    }
}
