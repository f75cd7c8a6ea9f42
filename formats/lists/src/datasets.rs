//! What a list of entities is called: after the data set that all of them are of, as OpenSanctions says.

use memchr::memmem;

use crate::{mapping::list_name, table::values};

/// The names of `targets.simple.csv`, `entities.ftm.json` and the like.
const PUBLISHED_AS: [&str; 3] = ["TARGETS", "ENTITIES", "STATEMENTS"];

/// The data sets that every entity of a file is of.
#[derive(Debug, Default)]
pub(crate) struct DataSets {
    common: Option<Vec<String>>,
    /// How the last ones were written: mostly the next ones are the same.
    last: Vec<u8>,
}

impl DataSets {
    /// Notes those of a row, with semicolons between.
    pub(crate) fn note(&mut self, text: &str) {
        if self.last != text.as_bytes() {
            self.last = text.into();
            self.keep(values(text, ';'));
        }
    }

    /// Notes those of a line of JSON; what entities within it say stands before its own.
    pub(crate) fn note_line(&mut self, line: &[u8]) {
        const KEY: &[u8] = b"\"datasets\"";
        let Some(at) = memmem::rfind(line, KEY) else { return };
        let behind = line.get(at + KEY.len()..).unwrap_or_default();
        let Some(end) = memchr::memchr(b']', behind) else { return };
        let text = behind.get(..=end).unwrap_or_default();
        if self.last != text {
            self.last = text.into();
            let text = text.trim_ascii_start().strip_prefix(b":").unwrap_or_default();
            self.keep(serde_json::from_slice(text).unwrap_or_default());
        }
    }

    fn keep(&mut self, these: Vec<String>) {
        match &mut self.common {
            _ if these.is_empty() => {}
            None => self.common = Some(these),
            Some(common) => common.retain(|one| these.contains(one)),
        }
    }

    /// The name of the list: its data set's, else that of the file called `file`. What all collections are published as says
    /// nothing.
    pub(crate) fn name(self, file: &str) -> String {
        let of_many = if self.common.is_some() { "OPENSANCTIONS" } else { "FTM" };
        if let Some(one) = self.common.unwrap_or_default().first() {
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
        assert_eq!(rows(&["One; House list", "", "House list;Two"]), "HOUSE LIST");
        assert_eq!(rows(&["One", "Two", "One"]), "OPENSANCTIONS");
        assert_eq!(rows(&[]), "FTM");
        let lines = |lines: &[&str]| {
            let mut sets = DataSets::default();
            for line in lines {
                sets.note_line(line.as_bytes());
            }
            sets.name("entities.ftm.json")
        };
        let all = r#"{"id":"1","properties":{"owner":[{"datasets":["other"]}]},"datasets" : ["house_list", "one"]}"#;
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["two","house_list"],"x":[1]}"#]), "HOUSE_LIST");
        assert_eq!(lines(&[all, r#"{"id":"2","datasets":["two"]}"#]), "OPENSANCTIONS");
        let mut of_many = DataSets::default();
        of_many.note("One");
        of_many.note("Two");
        assert_eq!(of_many.name("peps-2026-11-15.csv"), "PEPS");
        assert_eq!(lines(&[r#"{"id":"2"}"#, r#"{"datasets":"#, r#"{"datasets":"one"}"#]), "FTM");
    }
}
