//! Entries of one list that have one id (`docs/decisions/0048-rows-that-share-an-id.md`).

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, BufRead},
};

use pc_kernel::{Warning, sha256_hex};
use pc_watchlist::{Entry, Line};
use serde::Deserialize;

use crate::ftm;

/// What happens to an entry whose id another one before it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// The id is a publisher's: twice is a flaw of the file, and the first counts.
    First,
    /// The id is the agency's own: both are kept, the second under an id derived from it.
    Apart,
}

/// The ids of a file, gone through before its entries: eight bytes for each, and none of them stays in memory but those
/// that stand more than once.
#[derive(Debug, Default)]
pub(crate) struct Ids(Vec<u64>);

impl Ids {
    /// Notes one.
    pub(crate) fn note(&mut self, id: &str) {
        let id = id.trim();
        if !id.is_empty() {
            self.0.push(hash(id.as_bytes()));
        }
    }

    /// Notes that of a line of JSON.
    pub(crate) fn note_line(&mut self, line: &[u8]) {
        match serde_json::from_slice(line) {
            Ok(Only { id: serde_json::Value::String(id) }) => self.note(&id),
            Ok(Only { id: serde_json::Value::Number(id) }) => self.note(&id.to_string()),
            _ => {}
        }
    }

    /// Those of a file of JSON lines.
    pub(crate) fn of_lines<R: BufRead>(input: R) -> io::Result<Self> {
        let (mut ids, mut lines) = (Self::default(), ftm::Lines::new(input));
        while let Some((line, ..)) = lines.next()? {
            ids.note_line(line);
        }
        Ok(ids)
    }

    fn several(mut self) -> HashSet<u64> {
        self.0.sort_unstable();
        self.0
            .windows(2)
            .filter_map(|pair| (pair.first() == pair.last()).then(|| pair.first().copied())?)
            .collect()
    }
}

/// Of a line, its id alone.
#[derive(Deserialize)]
struct Only {
    id: serde_json::Value,
}

/// The entries met so far that share an id.
pub(crate) struct Repeats {
    rule: Rule,
    /// Ids that stand more than once, where that is known; every other is passed through.
    several: Option<HashSet<u64>>,
    met: HashMap<String, Met>,
}

/// What was met under one id.
struct Met {
    place: String,
    name: String,
    /// What each said, and where.
    said: HashMap<u64, String>,
    /// How many have each derived id.
    derived: HashMap<String, u32>,
}

impl Repeats {
    /// Of entries that come one after another; every id is kept in memory.
    pub(crate) fn new(rule: Rule) -> Self {
        Self { rule, several: None, met: HashMap::new() }
    }

    /// Of the entries of a file with these ids.
    pub(crate) fn among(rule: Rule, ids: Ids) -> Self {
        Self { rule, several: Some(ids.several()), met: HashMap::new() }
    }

    /// Goes over `line`, which stands in `place`.
    pub(crate) fn take(&mut self, line: &mut Line, place: &str) {
        let Some(entry) = &mut line.entry else { return };
        if self.several.as_ref().is_some_and(|several| !several.contains(&hash(entry.id.trim().as_bytes()))) {
            return;
        }
        let said = hash(&serde_json::to_vec(&entry).unwrap_or_default());
        let name = name(entry);
        let Some(met) = self.met.get_mut(&entry.id) else {
            let said = HashMap::from([(said, place.to_owned())]);
            let met = Met { place: place.to_owned(), name, said, derived: HashMap::new() };
            self.met.insert(entry.id.clone(), met);
            return;
        };
        let (id, first, before) = (&entry.id, &met.name, &met.place);
        let (kept, code, text) = if let Some(same) = met.said.get(&said) {
            (
                None,
                "same-again",
                format!("{name}, id {id}, stands in {same} already with the same content: passed over"),
            )
        } else if self.rule == Rule::First {
            let text = format!(
                "id {id} stands here for {name} and in {before} for {first}: the first counts and this one was passed over. An id must be another for each entry"
            );
            (None, "repeated-id", text)
        } else {
            let derived = derive(entry);
            let count = met.derived.entry(derived.clone()).or_default();
            *count += 1;
            let derived = if *count > 1 { format!("{derived}-{count}") } else { derived };
            let text = format!(
                "{name} has the id {id}, as {first} in {before}: both were kept, this one as {derived}. Better take a column as id that differs in every row"
            );
            met.said.insert(said, place.to_owned());
            (Some(derived), "repeated-id", text)
        };
        line.warnings.push(Warning::new(code, line.offset, format!("{place}: {text}")));
        match (kept, &mut line.entry) {
            (Some(id), Some(entry)) => entry.id = id,
            _ => line.entry = None,
        }
    }

    /// Goes over `lines` as they come.
    pub(crate) fn over<'a>(
        mut self,
        lines: impl Iterator<Item = io::Result<Line>> + Send + 'a,
    ) -> crate::Lines<'a> {
        Box::new(lines.map(move |line| {
            line.map(|mut line| {
                let place = format!("line {}", line.number);
                self.take(&mut line, &place);
                line
            })
        }))
    }
}

/// `1#5f3ab09c`: the id, and a mark made of the name and the dates of birth. It does not depend on where the row stands
/// or on what else it says, so that it is the same in the next edition.
fn derive(entry: &Entry) -> String {
    let plain = |text: &str| {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    let mut births: Vec<String> = entry.births.iter().map(ToString::to_string).collect();
    births.sort_unstable();
    let who = match entry.names.first() {
        Some(name) => plain(&name.value),
        None => entry.documents.iter().map(|document| plain(&document.number)).collect::<Vec<_>>().join(","),
    };
    let mark = sha256_hex(format!("{who}|{}", births.join(",")).as_bytes());
    format!("{}#{}", entry.id, mark.get(..8).unwrap_or(&mark))
}

/// What an entry is called in a message.
fn name(entry: &Entry) -> String {
    let name = entry.names.first().map(|name| name.value.clone());
    let document = || entry.documents.first().map(|document| format!("the document {}", document.number));
    name.or_else(document).unwrap_or_else(|| "an entry without a name".to_owned())
}

fn hash(bytes: &[u8]) -> u64 {
    // Only compared while the file is read, never kept.
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
