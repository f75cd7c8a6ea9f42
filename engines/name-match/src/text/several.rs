//! Several names in one text: `NAME (SHORT)`, `NAME a.k.a. OTHER`, `ONE / OTHER`.

/// Words that stand between two names of one subject.
const BETWEEN: [&str; 15] = [
    "aka", "a.k.a", "a/k/a", "fka", "f.k.a", "f/k/a", "nka", "n.k.a", "n/k/a", "dba", "d/b/a", "alias",
    "formerly", "/", "|",
];
/// More names than this in one text are left out.
const MOST: usize = 4;

/// A text as one name, and the names in it where it holds more than one.
pub fn names(text: &str) -> Vec<String> {
    [text.to_owned()].into_iter().chain(several(text)).collect()
}

/// The names in a text that holds more than one; none where it is one name.
fn several(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in brackets(text) {
        let mut name: Vec<&str> = Vec::new();
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let known_as = ["also", "known", "as"];
            let is_known_as = words.get(at..at + 3).is_some_and(|words| {
                words.iter().zip(known_as).all(|(word, known)| word.eq_ignore_ascii_case(known))
            });
            let bare = word.trim_matches([',', ';', ':']).trim_end_matches('.');
            if is_known_as || BETWEEN.iter().any(|between| between.eq_ignore_ascii_case(bare)) {
                names.push(std::mem::take(&mut name).join(" "));
                at += if is_known_as { known_as.len() } else { 1 };
                continue;
            }
            name.push(word.trim_end_matches(';'));
            if word.ends_with(';') {
                names.push(std::mem::take(&mut name).join(" "));
            }
            at += 1;
        }
        names.push(name.join(" "));
    }
    names.retain(|name| name.contains(char::is_alphanumeric));
    names.truncate(MOST);
    if names.len() < 2 { Vec::new() } else { names }
}

/// What stands outside of brackets, and in each of them.
fn brackets(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut inside = false;
    for c in text.chars() {
        match c {
            '(' | '[' | '（' if !inside => {
                inside = true;
                parts.push(String::new());
            }
            ')' | ']' | '）' if inside => {
                inside = false;
                parts[0].push(' ');
            }
            _ => {
                let at = if inside { parts.len() - 1 } else { 0 };
                parts[at].push(c);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::several;

    #[test]
    fn names_stand_apart() {
        for (text, names) in [
            ("Exemplar Trading (EXTRA)", &["Exemplar Trading", "EXTRA"][..]),
            ("Ivo (Bobo) Testanov", &["Ivo Testanov", "Bobo"]),
            ("TESTANOV, Ivo a.k.a. SAMPLER, Bob", &["TESTANOV, Ivo", "SAMPLER, Bob"]),
            ("Ivo Testanov, aka: Bob; Sam", &["Ivo Testanov,", "Bob", "Sam"]),
            ("Ivo Testanov also known as Bob", &["Ivo Testanov", "Bob"]),
            ("M/V SAMPLE / IMO: 9074729", &["M/V SAMPLE", "IMO: 9074729"]),
            ("SAMPLE S/A", &[]),
            ("TESTANOV, Ivo", &[]),
            ("Ivo Testanov (", &[]),
            ("(Testanov)", &[]),
            ("", &[]),
        ] {
            assert_eq!(several(text), names, "{text}");
        }
    }
}
