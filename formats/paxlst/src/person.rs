//! GR.4 and GR.5: what is said about the person in hand.

use std::borrow::Cow;

use pc_edifact::{Segment, Value, travel};
use pc_kernel::{Document, DocumentKind, Gender};
use pc_manifest::Person;

use crate::read::{Reader, Region};

/// Names of document fields in `sources`, without formatting in the common case.
pub(crate) fn document_field(index: usize, field: &str) -> Cow<'static, str> {
    let known = match (index, field) {
        (0, "kind") => "documents.0.kind",
        (0, "number") => "documents.0.number",
        (0, "issuer") => "documents.0.issuer",
        (0, "expiry") => "documents.0.expiry",
        (1, "kind") => "documents.1.kind",
        (1, "number") => "documents.1.number",
        (1, "issuer") => "documents.1.issuer",
        (1, "expiry") => "documents.1.expiry",
        _ => return format!("documents.{index}.{field}").into(),
    };
    known.into()
}

impl Reader {
    /// C080: surname, given names. The element before or after is taken when a separator was lost or doubled.
    pub(crate) fn name(&mut self, s: Segment<'_>) {
        let Some(element) = name_element(s) else {
            if let Some(person) = self.out.persons.last_mut() {
                person.name_pending = true;
            }
            self.warn("name-missing", s.offset(), "A person without a name: kept, name pending.");
            return;
        };
        if element != 3 {
            self.warn(
                "misplaced-name",
                s.offset(),
                format!("The name stands in element {} of NAD instead of 4.", element + 1),
            );
        }
        let Some(person) = self.out.persons.last_mut() else { return };
        // C080 has five names, then a format code.
        let mut parts = s.values(element).filter(|(c, _)| *c < 5);
        match (parts.next(), parts.next()) {
            // One component with a slash: `SURNAME/GIVEN`, as in reservations.
            (Some((0, only)), None) if only.raw().contains(&b'/') => {
                for (i, value) in only.split(b'/').filter(|v| !v.is_empty()).enumerate() {
                    add_name(person, i, value);
                }
            }
            (first, second) => {
                for (i, value) in first.into_iter().chain(second).chain(parts) {
                    add_name(person, i, value);
                }
            }
        }
        if travel::is_placeholder(&person.surname) || (person.surname.is_empty() && person.given.is_empty()) {
            person.name_pending = true;
        }
    }

    pub(crate) fn att(&mut self, s: Segment<'_>) {
        if self.region != Region::Person {
            return;
        }
        let Some(value) = s.component(2, 0).or_else(|| s.component(1, 0)) else { return };
        let gender = match value.raw() {
            b"F" => Some(Gender::F),
            b"M" => Some(Gender::M),
            _ => Gender::parse(&value.text()),
        };
        match (&*s.code(0, 0), gender) {
            (b"2" | b"", Some(gender)) => self.set("gender", value, |p| p.gender = Some(gender)),
            _ => self.unknown_qualifier(s),
        }
    }

    pub(crate) fn nat(&mut self, s: Segment<'_>) {
        if self.region != Region::Person {
            return;
        }
        let Some(value) = s.component(1, 0) else { return };
        if let Some(country) = self.country(value, s) {
            let known = self.out.persons.last().and_then(|p| p.nationality);
            if known.is_some_and(|k| k != country) {
                // The model has one nationality; a second one is kept aside.
                return self.further(s);
            }
            self.set("nationality", value, |p| p.nationality = Some(country));
        }
    }

    pub(crate) fn rff(&mut self, s: Segment<'_>) {
        if self.region != Region::Person {
            return;
        }
        let Some(value) = s.component(0, 1).or_else(|| s.component(1, 0)) else { return };
        let text = || value.text().into_owned();
        match &*s.code(0, 0) {
            b"AVF" => self.set("locator", value, |p| p.locator = Some(text())),
            b"ABO" => self.set("reference", value, |p| p.reference = Some(text())),
            b"SEA" => {
                if let Some(seat) = travel::seat(&value.text()) {
                    self.set("seat", value, |p| p.seat = Some(seat));
                }
            }
            // Government, redress and frequent-flyer references.
            b"AEA" | b"CR" | b"TN" => {
                if let Some(person) = self.out.persons.last_mut() {
                    person.further.push((format!("RFF {}", s.text(0, 0)), text()));
                }
            }
            _ => self.unknown_qualifier(s),
        }
    }

    pub(crate) fn doc(&mut self, s: Segment<'_>) {
        if self.region != Region::Person {
            return self.warn(
                "misplaced-segment",
                s.offset(),
                "A document before any person was passed over.",
            );
        }
        let code = s.component(0, 0);
        let number = s.component(1, 0);
        let Some(person) = self.out.persons.last_mut() else { return };
        let index = person.documents.len();
        let stated = code.map(|c| c.text().into_owned());
        person.documents.push(Document {
            kind: stated.as_deref().map_or(DocumentKind::Unknown, travel::document_kind),
            stated,
            number: number.map(|n| n.text().into_owned()).unwrap_or_default(),
            issuer: None,
            expiry: None,
        });
        if let Some(code) = code {
            person.sources.push((document_field(index, "kind"), code.span()));
        }
        if let Some(number) = number {
            person.sources.push((document_field(index, "number"), number.span()));
        }
        self.document = true;
        if number.is_none() {
            self.warn("no-document-number", s.offset(), "A document without a number.");
        }
    }

    pub(crate) fn last_document(&self) -> usize {
        self.out.persons.last().map_or(0, |p| p.documents.len().saturating_sub(1))
    }
}

/// Adds the surname (the first part) or a given name.
fn add_name(person: &mut Person, part: usize, value: Value<'_>) {
    let text = value.text();
    if part == 0 {
        person.surname = text.into_owned();
        person.sources.push(("surname".into(), value.span()));
    } else {
        if person.given.is_empty() {
            // Room for the second name, which most people have.
            person.given.reserve(text.len() + 16);
        } else {
            person.given.push(' ');
        }
        person.given.push_str(&text);
        person.sources.push(("given".into(), value.span()));
    }
}

/// The element that holds the name: C080 in the fourth, else the first other one that is not empty.
pub(crate) fn name_element(s: Segment<'_>) -> Option<usize> {
    [3, 2, 1, 4].into_iter().find(|e| s.values(*e).next().is_some())
}
