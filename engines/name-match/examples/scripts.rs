//! Prints how well names in other scripts meet their Latin forms, on variant groups that are not part of the project:
//! `PORTCULLIS_SHARED_DATA=… cargo run -r -p pc-name-match --example scripts [DICTIONARY] [show SCRIPT]`.
//!
//! Asked are the groups whose number divided by five leaves one: give a dictionary that was built without them
//! (`cargo run -r -p pc-name-dictionary -- --hold-out 0,1 --out FOLDER`), else the figures praise the dictionary, not the engine.

use std::{collections::BTreeMap, fs, path::PathBuf};

use pc_name_match::{DEFAULT_THRESHOLD, NameStrength, Query, Subject, SubjectKind, SubjectName, compare};

/// At most so many groups of a script are asked.
const MOST: usize = 2_000;

/// One group: its forms in a script, and its Latin forms.
struct Group {
    native: Vec<String>,
    latin: Vec<String>,
}

fn main() {
    let Some(data) = std::env::var_os("PORTCULLIS_SHARED_DATA").map(PathBuf::from) else {
        println!("skipped: PORTCULLIS_SHARED_DATA is not set");
        return;
    };
    let mut arguments = std::env::args().skip(1).peekable();
    if let Some(path) = arguments.next_if(|a| a != "show") {
        let bytes = fs::read(PathBuf::from(&path).join("names.bin")).expect("a dictionary");
        let readings = fs::read_to_string(PathBuf::from(&path).join("readings.tsv")).expect("readings");
        let costs = fs::read_to_string(PathBuf::from(&path).join("costs.tsv")).expect("costs");
        assert!(pc_name_match::set_dictionary(bytes.leak(), readings.leak()), "{path} is no dictionary");
        assert!(pc_name_match::set_costs(costs.leak()), "others are in use");
    }
    let show = arguments.nth(1);
    let text = fs::read_to_string(data.join("names/rigour_person_name_variants.tsv")).expect("variants");
    let mut scripts: BTreeMap<&'static str, Vec<Group>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let Some((id, forms)) = line.split_once('\t') else { continue };
        if id.trim_start_matches(['Q', 'X']).parse::<u64>().is_ok_and(|id| id % 5 == 1) {
            let mut of: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
            for form in forms.split('|').filter(|form| !form.contains(' ')) {
                of.entry(script(form)).or_default().push(form.to_owned());
            }
            let Some(latin) = of.remove("Latin") else { continue };
            for (script, native) in of {
                scripts.entry(script).or_default().push(Group { native, latin: latin.clone() });
            }
        }
    }
    println!(
        "{:<12}{:>7}{:>9}{:>9}{:>9}{:>9}{:>9}",
        "script", "groups", "names", "glued", "one", "half", "false"
    );
    let (mut sums, mut all) = ([0.0; 5], 0.0);
    for (script, groups) in &scripts {
        if groups.len() < 20 {
            continue;
        }
        let shown = show.as_deref() == Some(script);
        let figures = measure(groups, matches!(*script, "Han" | "Hangul"), shown);
        println!(
            "{script:<12}{:>7}{:>8.1}%{:>8.1}%{:>8.1}%{:>8.1}%{:>8.2}%",
            groups.len(),
            figures[0],
            figures[1],
            figures[2],
            figures[3],
            figures[4]
        );
        all += groups.len() as f64;
        sums.iter_mut().zip(figures).for_each(|(sum, figure)| *sum += figure * groups.len() as f64);
    }
    println!(
        "{:<12}{all:>7}{:>8.1}%{:>9}{:>8.1}%{:>8.1}%{:>8.2}%",
        "all",
        sums[0] / all,
        "",
        sums[2] / all,
        sums[3] / all,
        sums[4] / all
    );
}

/// Shares, in per cent: of two-token names found; of the same written together; of one token beside an equal one;
/// of names that share one token alone; of other names.
fn measure(groups: &[Group], together: bool, show: bool) -> [f64; 5] {
    let mut found = [0_u32; 5];
    let mut dice = Dice(7);
    let asked = groups.len().min(MOST);
    for at in 0..asked {
        let one = &groups[at * groups.len() / asked];
        let two = dice.of(groups);
        let (a, b) = (dice.of(&one.native), dice.of(&two.native));
        let (x, y) = (dice.of(&one.latin), dice.of(&two.latin));
        let (three, four) = (dice.of(groups), dice.of(groups));
        let (other, another) = (dice.of(&three.latin), dice.of(&four.latin));
        let cases = [
            (format!("{a} {b}"), format!("{x} {y}")),
            (if together { format!("{a}{b}") } else { format!("{a} {b}") }, format!("{x} {y}")),
            (format!("{a} exemplarov"), format!("{x} exemplarov")),
            (format!("{a} {b}"), format!("{x} {other}")),
            (format!("{a} {b}"), format!("{other} {another}")),
        ];
        for (place, (query, listed)) in cases.iter().enumerate() {
            let score = score(query, listed);
            found[place] += u32::from(score >= DEFAULT_THRESHOLD);
            if show && (place == 0 || place == 2) && score < DEFAULT_THRESHOLD {
                println!("  missed {score:.2} {query} | {listed} of {:?}", one.latin);
            }
            if show && place == 4 && score >= DEFAULT_THRESHOLD {
                println!("  false {score:.2} {query} | {listed}");
            }
        }
    }
    found.map(|n| 100.0 * f64::from(n) / asked.max(1) as f64)
}

fn score(query: &str, listed: &str) -> f32 {
    let query = Query { full: Some(query.to_owned()), ..Query::default() };
    let name = SubjectName { value: listed.to_owned(), strength: NameStrength::Primary };
    let subject = Subject {
        key: 1,
        kind: SubjectKind::Person,
        names: vec![name],
        gender: None,
        births: Vec::new(),
        nationalities: Vec::new(),
        documents: Vec::new(),
    };
    compare(&query, &subject).score
}

/// The same on every run.
struct Dice(u64);

impl Dice {
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        &all[(self.0 >> 33) as usize % all.len()]
    }
}

/// The script of the first letter that tells.
fn script(form: &str) -> &'static str {
    let of = |c: char| {
        Some(match c {
            'a'..='z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => "Latin",
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Greek",
            '\u{400}'..='\u{52f}' => "Cyrillic",
            '\u{531}'..='\u{58f}' => "Armenian",
            '\u{590}'..='\u{5ff}' => "Hebrew",
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => "Arabic",
            '\u{900}'..='\u{97f}' => "Devanagari",
            '\u{980}'..='\u{9ff}' => "Bengali",
            '\u{a00}'..='\u{a7f}' => "Gurmukhi",
            '\u{a80}'..='\u{aff}' => "Gujarati",
            '\u{b00}'..='\u{b7f}' => "Oriya",
            '\u{b80}'..='\u{bff}' => "Tamil",
            '\u{c00}'..='\u{c7f}' => "Telugu",
            '\u{c80}'..='\u{cff}' => "Kannada",
            '\u{d00}'..='\u{d7f}' => "Malayalam",
            '\u{d80}'..='\u{dff}' => "Sinhala",
            '\u{e00}'..='\u{e7f}' => "Thai",
            '\u{1000}'..='\u{109f}' => "Burmese",
            '\u{10a0}'..='\u{10ff}' => "Georgian",
            '\u{1200}'..='\u{137f}' => "Ethiopic",
            '\u{1780}'..='\u{17ff}' => "Khmer",
            '\u{3041}'..='\u{309f}' => "Hiragana",
            '\u{30a1}'..='\u{30fa}' => "Katakana",
            '\u{ac00}'..='\u{d7a3}' => "Hangul",
            '\u{3400}'..='\u{9fff}' => "Han",
            _ => return None,
        })
    };
    form.chars().find_map(of).unwrap_or("other")
}
