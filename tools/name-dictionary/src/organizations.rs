//! The words that organisations' names are made of, in many languages, as the matcher reads them.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use pc_name_match::making;
use serde_json::Value;

/// Classes of legal forms that are words of a name as well.
const NAMES_TOO: [&str; 4] = ["MIL", "REL", "NGO", "FIN"];

/// `L`, `W` or `D`, the class, and the words: legal forms, words that say little, words that say what one does.
pub fn table(legal: &str, words: &str) -> Result<String> {
    let mut lines: BTreeMap<String, (char, String)> = BTreeMap::new();
    let texts = |value: &Value| -> Vec<String> {
        value.as_array().into_iter().flatten().filter_map(|t| Some(t.as_str()?.to_owned())).collect()
    };
    let words: Value = serde_json::from_str(words).context("classes of words")?;
    for (section, kind) in [("org_symbols", 'W'), ("org_domains", 'D')] {
        for (class, forms) in words[section].as_object().into_iter().flatten() {
            for form in texts(forms) {
                add(&mut lines, &form, kind, class);
            }
        }
    }
    let legal: Value = serde_json::from_str(legal).context("legal forms")?;
    for entry in legal.as_array().into_iter().flatten() {
        let class = entry["generic"].as_str().unwrap_or("OTHER");
        if NAMES_TOO.contains(&class) {
            continue;
        }
        let mut forms = texts(&entry["aliases"]);
        forms.extend(["display", "compare"].iter().filter_map(|key| Some(entry[*key].as_str()?.to_owned())));
        for form in forms {
            add(&mut lines, &form, 'L', class);
        }
    }
    let lines =
        lines.into_iter().map(|(words, (kind, class))| [kind.to_string(), class, words].join("\t") + "\n");
    Ok(lines.collect())
}

fn add(lines: &mut BTreeMap<String, (char, String)>, form: &str, kind: char, class: &str) {
    let words = making::organization_words(form).join(" ");
    // One letter is no word, and a long phrase is a mistake of the source.
    if words.len() > 1 && words.split(' ').count() <= 7 {
        lines.entry(words).or_insert((kind, class.to_owned()));
    }
}
