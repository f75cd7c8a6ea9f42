//! The US form `PAXLST:001:000`: one PDT segment per person.
//!
//! `PDT+P/number:expiry:country+surname:given:middle+YYMMDD:sex+status+route`: the first component of the
//! document may hold type and number apart by a slash.

use pc_edifact::{Segment, Value, dates, dates::Century, travel};
use pc_kernel::{Document, Gender, Role};
use pc_manifest::Person;

use crate::read::Reader;

/// Adds the person of a PDT segment.
pub(crate) fn person(reader: &mut Reader, s: Segment<'_>) {
    let mut person = Person::new(Role::Passenger, s.span());
    let note = |person: &mut Person, field: &'static str, value: Value<'_>| {
        person.sources.push((field.into(), value.span()));
    };
    if let Some(value) = s.component(0, 0) {
        let text = value.text();
        let (code, number) = match text.split_once('/') {
            Some((code, number)) => (code, number),
            None => ("", text.as_ref()),
        };
        let expiry = (1..4)
            .filter_map(|c| s.component(0, c))
            .find_map(|v| dates::day(&v.text(), None, Century::Expiry, reader.reference).map(|d| (v, d)));
        let issuer = (1..5).filter_map(|c| s.component(0, c)).find_map(|v| {
            let text = v.text();
            text.bytes().all(|b| b.is_ascii_alphabetic()).then(|| reader.countries.parse(&text)).flatten()
        });
        person.documents.push(Document {
            kind: travel::document_kind(code),
            stated: (!code.is_empty()).then(|| code.to_owned()),
            number: number.to_owned(),
            issuer,
            expiry: expiry.map(|e| e.1),
        });
        note(&mut person, "documents.0.number", value);
        if let Some((value, _)) = expiry {
            note(&mut person, "documents.0.expiry", value);
        }
    }
    for (component, value) in s.values(1) {
        let text = value.text();
        if component == 0 {
            person.surname = text.into_owned();
            note(&mut person, "surname", value);
        } else {
            if !person.given.is_empty() {
                person.given.push(' ');
            }
            person.given.push_str(&text);
            note(&mut person, "given", value);
        }
    }
    for (_, value) in s.values(2) {
        let text = value.text();
        if let Some(gender) = Gender::parse(&text) {
            person.gender = Some(gender);
            note(&mut person, "gender", value);
        } else if let Some(day) = dates::day(&text, None, Century::Past, reader.reference) {
            person.birth = Some(day);
            note(&mut person, "birth", value);
        }
    }
    person.name_pending = person.surname.is_empty() || travel::is_placeholder(&person.surname);
    for element in 3..s.elements() {
        for (_, value) in s.values(element) {
            person.further.push((format!("PDT {element}"), value.text().into_owned()));
        }
    }
    // CRW is a status of crew in this form.
    if s.text(3, 0) == "CRW" {
        person.role = Role::Crew;
    }
    if reader.out.persons.is_empty() {
        reader.warn("legacy-form", s.offset(), "People are stated in the legacy US form (PDT).");
    }
    reader.out.persons.push(person);
}
