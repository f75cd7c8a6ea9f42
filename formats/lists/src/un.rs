//! The United Nations Security Council's consolidated list, as XML (`CONSOLIDATED_LIST`).
//!
//! Names have no marked surname: the parts stand in the order written. An alias of quality `Low` is a weak one.

use pc_kernel::PartialDate;
use pc_watchlist::{Line, ListRead, NameKind, Schema};

use crate::{
    dates,
    draft::Draft,
    repeated::{Repeats, Rule},
    xml::{Element, Item, Records, decode},
};

/// The name of the list that every entry carries.
pub const LIST: &str = "UN";

const RECORDS: &[&str] = &["INDIVIDUAL", "ENTITY"];

pub(crate) fn read(bytes: &[u8]) -> ListRead {
    read_xml(bytes, RECORDS, &["dateGenerated"], |record| entry(record).finish())
}

/// Reads `records` with `each`; the list's date stands in the root's attribute or in a small element before the
/// records, called any of `dates`.
pub(crate) fn read_xml(
    bytes: &[u8],
    records: &'static [&'static str],
    dates: &[&str],
    mut each: impl FnMut(&Element) -> Line,
) -> ListRead {
    let (text, warning) = decode(bytes);
    let mut read = ListRead { warnings: warning.into_iter().collect(), ..ListRead::default() };
    let mut repeats = Repeats::new(Rule::First);
    for item in Records::new(&text, records) {
        match item {
            Item::Head(head) => {
                let mut stated = dates
                    .iter()
                    .map(|name| if head.name == *name { head.text() } else { head.attribute(name) });
                let stated = stated.find(|date| !date.is_empty()).map(str::to_owned);
                read.published = read.published.take().or(stated);
            }
            Item::Record(record) => {
                let mut line = each(&record);
                let place = format!("line {}", line.number);
                repeats.take(&mut line, &place);
                read.push(line);
            }
            Item::Broken(warning) => read.warnings.push(warning),
            Item::Cut(warning) => {
                read.cut = true;
                read.warnings.push(warning);
            }
        }
    }
    read
}

fn entry(record: &Element) -> Draft {
    let person = record.name == "INDIVIDUAL";
    let schema = if person { Schema::Person } else { Schema::Organization };
    let mut draft = Draft::new(LIST, schema, record.offset, record.line);
    let reference = record.text_at("REFERENCE_NUMBER").trim_end_matches('.');
    let id = if reference.is_empty() { record.text_at("DATAID") } else { reference };
    id.clone_into(&mut draft.entry.id);
    let parts = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME", "FIFTH_NAME", "SIXTH_NAME"];
    let parts: Vec<&str> =
        parts.iter().map(|part| record.text_at(part)).filter(|part| *part != "na").collect();
    draft.name(&parts.join(" "), NameKind::Primary);
    draft.name(record.text_at("NAME_ORIGINAL_SCRIPT"), NameKind::Orig);
    for alias in record.all("INDIVIDUAL_ALIAS").into_iter().chain(record.all("ENTITY_ALIAS")) {
        let kind = match alias.text_at("QUALITY").to_ascii_lowercase().as_str() {
            "low" => NameKind::Weak,
            "good" | "a.k.a." | "f.k.a." | "a.k.a" | "f.k.a" | "" => NameKind::Aka,
            other => {
                draft.warn(
                    "unknown-name-kind",
                    &format!("alias quality {other:?} is not known; taken as good"),
                );
                NameKind::Aka
            }
        };
        for name in alias.text_at("ALIAS_NAME").split("; ") {
            draft.name(name, kind);
        }
    }
    draft.gender(record.text_at("GENDER"));
    for birth in record.all("INDIVIDUAL_DATE_OF_BIRTH") {
        self::birth(&mut draft, birth);
    }
    for nationality in record.all("NATIONALITY/VALUE") {
        draft.nationality(nationality.text());
    }
    for document in record.all("INDIVIDUAL_DOCUMENT") {
        let words = match document.text_at("TYPE_OF_DOCUMENT") {
            "" => document.text_at("TYPE_OF_DOCUMENT2"),
            words => words,
        };
        let issuer = match document.text_at("ISSUING_COUNTRY") {
            "" => document.text_at("COUNTRY_OF_ISSUE"),
            country => country,
        };
        let issuer = draft.issuer(issuer);
        if let Some(document) = draft.document(document.text_at("NUMBER"), words, None) {
            document.issuer = document.issuer.or(issuer);
        }
    }
    for (label, path) in [
        ("Programme", "UN_LIST_TYPE"),
        ("Title", "TITLE/VALUE"),
        ("Designation", "DESIGNATION/VALUE"),
        ("Listed on", "LISTED_ON"),
        ("", "COMMENTS1"),
    ] {
        for value in record.all(path) {
            draft.remark(label, value.text());
        }
    }
    for address in record.all("INDIVIDUAL_ADDRESS").into_iter().chain(record.all("ENTITY_ADDRESS")) {
        let parts = ["STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"];
        let parts: Vec<&str> =
            parts.iter().map(|part| address.text_at(part)).filter(|p| !p.is_empty()).collect();
        draft.remark("Address", &parts.join(", "));
    }
    draft
}

fn birth(draft: &mut Draft, birth: &Element) {
    let kind = birth.text_at("TYPE_OF_DATE").to_ascii_uppercase();
    let (date, year) = (birth.text_at("DATE"), birth.text_at("YEAR"));
    let (from, to) = (birth.text_at("FROM_YEAR"), birth.text_at("TO_YEAR"));
    let stated =
        [date, year, from, to].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("/");
    if stated.is_empty() {
        return;
    }
    let read = if !from.is_empty() || !to.is_empty() {
        dates::range(dates::year(from), dates::year(to))
    } else if date.is_empty() {
        dates::iso(year)
    } else {
        dates::iso(date)
    };
    let about = kind.starts_with("APPROX") || kind == "CIRCA";
    let read = match read {
        // A day said to be approximate is a year: officers write the first of January for it.
        Some(date @ (PartialDate::Day(_) | PartialDate::Month(..) | PartialDate::Year(_))) if about => {
            Some(PartialDate::Circa(date.years().0))
        }
        read => read,
    };
    if !matches!(kind.as_str(), "EXACT" | "BETWEEN" | "") && !about {
        draft.warn("unknown-date-kind", &format!("type of date {kind:?} is not known; taken as exact"));
    }
    draft.birth(read, &stated);
}
