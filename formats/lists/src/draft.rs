//! An entry while it is read: values come in, each as it is written; what is wrong with one is a warning and costs
//! only that value.

use pc_kernel::{Document, DocumentKind, Gender, PartialDate, Warning};
use pc_watchlist::{Entry, Line, Name, NameKind, Schema, document_kind};

use crate::{country, dates};

/// An entry being read, and where in the file the reader stands.
pub(crate) struct Draft {
    /// What is known so far.
    pub(crate) entry: Entry,
    /// A part of it is missing from the file.
    pub(crate) partial: bool,
    warnings: Vec<Warning>,
    offset: usize,
    line: u64,
    /// Where the entry begins.
    began: (usize, u64),
}

impl Draft {
    /// An entry of `list` that begins at byte `offset`, line `line` (from 1).
    pub(crate) fn new(list: &str, schema: Schema, offset: usize, line: u64) -> Self {
        let entry = Entry {
            id: String::new(),
            list: list.to_owned(),
            schema,
            names: Vec::new(),
            gender: None,
            births: Vec::new(),
            nationalities: Vec::new(),
            documents: Vec::new(),
            remarks: None,
        };
        Self { entry, partial: false, warnings: Vec::new(), offset, line, began: (offset, line) }
    }

    /// From here on the values stand at `offset`, `line`.
    pub(crate) fn move_to(&mut self, offset: usize, line: u64) {
        (self.offset, self.line) = (offset, line);
    }

    /// Notes something.
    pub(crate) fn warn(&mut self, code: &str, text: &str) {
        let text = match self.entry.id.as_str() {
            "" => format!("line {}: {text}", self.line),
            id => format!("line {}: entry {id}: {text}", self.line),
        };
        self.warnings.push(Warning::new(code, self.offset, text));
    }

    /// A name. Blank ones are nothing; an alias in another script than Latin is the original name.
    pub(crate) fn name(&mut self, value: &str, kind: NameKind) {
        let value = tidy(value);
        if !value.chars().any(char::is_alphanumeric) {
            return;
        }
        let kind = if kind == NameKind::Aka && !is_latin(&value) { NameKind::Orig } else { kind };
        match self.entry.names.iter_mut().find(|known| known.value == value) {
            // Said twice, the better word for it counts.
            Some(known) => known.kind = known.kind.min(kind),
            None => self.entry.names.push(Name { value, kind }),
        }
    }

    /// A name in parts: `SURNAME, Given` where both are there.
    pub(crate) fn name_of(&mut self, surname: &str, given: &str, kind: NameKind) {
        self.name(&surname_first(surname, given), kind);
    }

    /// A date of birth; `None` is what `text` could not be read as.
    pub(crate) fn birth(&mut self, date: Option<PartialDate>, text: &str) {
        match date {
            Some(date) if !self.entry.births.contains(&date) => self.entry.births.push(date),
            Some(_) => {}
            None => self.warn("bad-date", &format!("date of birth {text:?} is not a date and was left out")),
        }
    }

    /// A date of birth as ISO 8601 writes it, or one of the forms of [`PartialDate`]. Blank is nothing.
    pub(crate) fn birth_iso(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.birth(dates::iso(text), text);
        }
    }

    /// A nationality, as code or name. Blank and "unknown" are nothing.
    pub(crate) fn nationality(&mut self, text: &str) {
        match country::read(text) {
            Ok(Some(country)) if !self.entry.nationalities.contains(&country) => {
                self.entry.nationalities.push(country);
            }
            Ok(_) => {}
            Err(()) => {
                self.warn("bad-country", &format!("nationality {text:?} is not a country and was left out"));
            }
        }
    }

    /// Gender, as a letter or an English word. Blank is nothing.
    pub(crate) fn gender(&mut self, text: &str) {
        if text.trim().is_empty() {
            return;
        }
        match Gender::parse(text) {
            Some(Gender::X) | None if self.entry.gender.is_some() => {}
            Some(gender) => self.entry.gender = Some(gender),
            None => self.warn("bad-gender", &format!("gender {text:?} is not known and was left out")),
        }
    }

    /// A document with `number`, stated as `words`; its kind is `kind`, or what the words say. Without a number it is
    /// nothing.
    pub(crate) fn document(
        &mut self,
        number: &str,
        words: &str,
        kind: Option<DocumentKind>,
    ) -> Option<&mut Document> {
        let (number, words) = (tidy(number), tidy(words));
        if !number.chars().any(char::is_alphanumeric) {
            return None;
        }
        let kind = kind.unwrap_or_else(|| document_kind(&words));
        let stated = (!words.is_empty()).then_some(words);
        let documents = &mut self.entry.documents;
        let place = documents.iter().position(|known| known.number == number && known.kind == kind);
        let place = place.unwrap_or_else(|| {
            documents.push(Document { kind, stated, number, issuer: None, expiry: None });
            documents.len() - 1
        });
        documents.get_mut(place)
    }

    /// Who issued a document, as code or name.
    pub(crate) fn issuer(&mut self, text: &str) -> Option<pc_kernel::Country> {
        country::read(text).unwrap_or_else(|()| {
            self.warn("bad-country", &format!("issuer {text:?} is not a country and was left out"));
            None
        })
    }

    /// Something to read for an officer, each on its own line. Blank is nothing; said twice counts once.
    pub(crate) fn remark(&mut self, label: &str, text: &str) {
        let text = tidy(text);
        if text.is_empty() {
            return;
        }
        let line = if label.is_empty() { text } else { format!("{label}: {text}") };
        let remarks = self.entry.remarks.get_or_insert_default();
        if remarks.lines().any(|known| known == line) {
            return;
        }
        if !remarks.is_empty() {
            remarks.push('\n');
        }
        remarks.push_str(&line);
    }

    /// The entry with its primary name first, and what was noticed. Without an id it is passed over.
    pub(crate) fn finish(mut self) -> Line {
        if self.entry.id.trim().is_empty() {
            self.warn("no-id", "the entry has no id and was passed over");
            return Line { warnings: self.warnings, ..Line::default() };
        }
        let names = &mut self.entry.names;
        if !names.iter().any(|name| name.kind == NameKind::Primary) {
            let best = [NameKind::Aka, NameKind::Orig];
            let place = best.iter().find_map(|kind| names.iter().position(|name| name.kind == *kind));
            if let Some(name) = place.and_then(|place| names.get_mut(place)) {
                name.kind = NameKind::Primary;
            }
        }
        // One name is the primary one, the first said to be; the others are good aliases.
        let first = names.iter().position(|name| name.kind == NameKind::Primary).unwrap_or(0);
        for name in names.iter_mut().skip(first + 1).filter(|name| name.kind == NameKind::Primary) {
            name.kind = if is_latin(&name.value) { NameKind::Aka } else { NameKind::Orig };
        }
        names.sort_by_key(|name| name.kind != NameKind::Primary);
        if names.is_empty() && self.entry.documents.is_empty() {
            self.warn("nothing-to-match", "it has neither a name nor a document");
        }
        let (offset, number) = self.began;
        Line { entry: Some(self.entry), partial: self.partial, offset, number, warnings: self.warnings }
    }
}

/// `SURNAME, Given`; a comma inside a part would mislead who reads it, and becomes a blank.
pub(crate) fn surname_first(surname: &str, given: &str) -> String {
    let clean = |part: &str| tidy(&part.replace(',', " "));
    let (surname, given) = (clean(surname), clean(given));
    match (surname.is_empty(), given.is_empty()) {
        (false, false) => format!("{surname}, {given}"),
        (true, _) => given,
        (false, true) => surname,
    }
}

/// Single blanks, none at the ends: lists wrap lines inside of values.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(word);
    }
    tidy
}

/// Whether most of its letters are Latin ones, with or without marks.
pub(crate) fn is_latin(text: &str) -> bool {
    let (mut latin, mut other) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match c {
            'A'..='Z'
            | 'a'..='z'
            | '\u{AA}'..='\u{24F}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{250}'..='\u{2FF}' => latin += 1,
            _ => other += 1,
        }
    }
    latin >= other
}

/// `(1) one (2) two`, as British lists write several values in a field; otherwise the whole is one value.
pub(crate) fn numbered(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = text;
    for number in 1_u32.. {
        let Some((before, after)) = rest.split_once(&format!("({number})")) else { break };
        parts.push(before);
        rest = after;
    }
    parts.push(rest);
    let trim = |part: &str| tidy(part).trim_end_matches(['.', ';', ',']).trim_end().to_owned();
    parts.into_iter().map(trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{is_latin, numbered, surname_first};

    #[test]
    fn several_values_in_a_field() {
        assert_eq!(numbered("(1) Egypt. (2) Chad"), ["Egypt", "Chad"]);
        assert_eq!(numbered("Egypt"), ["Egypt"]);
        assert_eq!(numbered("A1 (expired) (1) B2 (2) C3"), ["A1 (expired)", "B2", "C3"]);
        assert!(numbered(" ").is_empty());
    }

    #[test]
    fn names_in_parts_and_their_script() {
        assert_eq!(surname_first("Muster, Jr", " Eva  Lis"), "Muster Jr, Eva Lis");
        assert_eq!(surname_first("", "Eva"), "Eva");
        assert!(is_latin("Łukasz Öz") && is_latin("123") && !is_latin("Иво") && !is_latin("عين"));
    }
}
