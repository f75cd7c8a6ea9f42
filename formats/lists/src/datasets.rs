//! What a list of entities is called: after the one data set that all of them are of, as OpenSanctions says.

use memchr::memmem;
use serde::Deserialize;

use crate::{mapping::list_name, table::values};

/// The names of `targets.simple.csv`, `entities.ftm.json` and the like.
const PUBLISHED_AS: [&str; 3] = ["TARGETS", "ENTITIES", "STATEMENTS"];

/// The data sets that every entity of a file is of which says any.
#[derive(Debug, Default)]
pub(crate) struct DataSets {
    common: Option<Vec<String>>,
    /// How the last ones were written: mostly the next ones are the same.
    last: Vec<u8>,
}

/// Of a line of JSON, its own data sets alone: not those of entities within it.
#[derive(Deserialize)]
struct Own {
    #[serde(default)]
    datasets: Vec<String>,
}

impl DataSets {
    /// Notes those of a row, with semicolons between.
    pub(crate) fn note(&mut self, text: &str) {
        if self.last != text.as_bytes() {
            self.last = text.into();
            self.keep(&values(text, ';'));
        }
    }

    /// Notes those of a line of JSON. A line that cannot be read says nothing. Millions of lines say the same: they are
    /// compared with the last that was read, and not read again.
    pub(crate) fn note_line(&mut self, line: &[u8]) {
        const KEY: &[u8] = b"\"datasets\"";
        let Some(at) = memmem::find(line, KEY) else { return };
        let behind = line.get(at + KEY.len()..).unwrap_or_default();
        let end = memchr::memchr(b']', behind).unwrap_or_default();
        let text = behind.get(..=end).unwrap_or_default();
        let once = memmem::find(behind, KEY).is_none();
        if once && self.last == text {
            return;
        }
        let Ok(Own { datasets }) = serde_json::from_slice(line) else { return };
        if once && !datasets.is_empty() {
            self.last = text.into();
        }
        self.keep(&datasets);
    }

    fn keep(&mut self, these: &[String]) {
        let these = || these.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
        match &mut self.common {
            _ if these().next().is_none() => {}
            Some(common) => common.retain(|known| these().any(|one| one == known)),
            None => {
                let mut common: Vec<String> = these().map(str::to_owned).collect();
                common.sort_unstable();
                common.dedup();
                self.common = Some(common);
            }
        }
    }

    /// The name of the list: its data set's where all have one and no other in common, else that of the file called `file`.
    /// What all collections are published as says nothing.
    pub(crate) fn name(self, file: &str) -> String {
        let of_many = if self.common.is_some() { "OPENSANCTIONS" } else { "FTM" };
        if let [one] = self.common.unwrap_or_default().as_slice() {
            return one.to_uppercase();
        }
        let name = list_name(file);
        if PUBLISHED_AS.contains(&name.as_str()) { of_many.to_owned() } else { name }
    }
}

#[cfg(test)]
mod tests {
    use super::DataSets;

    #[test]
    fn a_list_is_called_after_what_all_its_entities_are_of() {
        let rows = |rows: &[&str]| {
            let mut sets = DataSets::default();
            for row in rows {
                sets.note(row);
            }
            sets.name("targets.simple-2026-11-15.csv")
        };
        assert_eq!(rows(&["House list", "House list"]), "HOUSE LIST");
        assert_eq!(rows(&["", " House list ; ", "House list;House list"]), "HOUSE LIST");
        // What some have besides, and what stands first, is chance.
        assert_eq!(rows(&["One; House list", "House list"]), "HOUSE LIST");
        assert_eq!(rows(&["House list", "House list;Two"]), "HOUSE LIST");
        assert_eq!(rows(&["One;House list", "House list;One"]), "OPENSANCTIONS");
        assert_eq!(rows(&["One", "Two", "One"]), "OPENSANCTIONS");
        assert_eq!(rows(&[]), "FTM");
        let lines = |lines: &[&str]| {
            let mut sets = DataSets::default();
            for line in lines {
                sets.note_line(line.as_bytes());
            }
            sets.name("entities.ftm.json")
        };
        let all = r#"{"id":"1","properties":{"owner":[{"datasets":["other"]}]},"datasets" : ["house_list"]}"#;
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["house_list", " "],"x":[1]}"#]), "HOUSE_LIST");
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["two","house_list"]}"#]), "HOUSE_LIST");
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["two"]}"#]), "OPENSANCTIONS");
        // An entity within says nothing, wherever it stands; the same words of another entity's own do.
        let within = r#"{"datasets":["house_list"],"properties":{"owner":[{"datasets":["two"]}]}}"#;
        assert_eq!(lines(&[within, all]), "HOUSE_LIST");
        let only = r#"{"id":"3","properties":{"owner":[{"datasets":["two"]}]}}"#;
        assert_eq!(lines(&[all, only]), "HOUSE_LIST");
        assert_eq!(lines(&[only, all, r#"{"id":"4","datasets":["two"]}"#]), "OPENSANCTIONS");
        assert_eq!(lines(&[only]), "FTM");
        // Neither does a line that is cut, nor a blank name.
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["two"],"prop"#]), "HOUSE_LIST");
        assert_eq!(lines(&[r#"{"id":"2","datasets":[" ",""]}"#]), "FTM");
        let mut of_many = DataSets::default();
        of_many.note("One");
        of_many.note("Two");
        assert_eq!(of_many.name("peps-2026-11-15.csv"), "PEPS");
        assert_eq!(lines(&[r#"{"id":"2"}"#, r#"{"datasets":"#, r#"{"datasets":"one"}"#]), "FTM");
    }
}
