//! The European Union's consolidated financial sanctions files: XML 1.1 (`export`/`sanctionEntity`) and CSV 1.1, with
//! the older CSV 1.0 by its other column names.
//!
//! In the CSV a subject has several rows, each with a name, a birth date, a paper … of it. It does not say which
//! names are weak.

use std::collections::HashMap;

use pc_kernel::PartialDate;
use pc_watchlist::{ListRead, NameKind, Schema};

use crate::{
    dates,
    draft::{Draft, is_latin, surname_first, tidy},
    table::{Extent, Table, delimiter},
    un::read_xml,
    xml::{Element, decode},
};

/// The name of the list that every entry carries.
pub const LIST: &str = "EU";

/// A value under any of its names: the XML's attribute, the CSV 1.1's column, the CSV 1.0's.
type Get<'a> = &'a dyn Fn(&[&'static str]) -> String;

pub(crate) fn read_xml_file(bytes: &[u8]) -> ListRead {
    read_xml(bytes, &["sanctionEntity"], &["generationDate"], |record| {
        let mut draft = Draft::new(LIST, Schema::Other, record.offset, record.line);
        let get = attributes(record);
        subject(&mut draft, &get);
        let kind = record.all("subjectType");
        let code = kind.first().map_or("", |kind| kind.attribute("code"));
        let letter = kind.first().map_or("", |kind| kind.attribute("classificationCode"));
        draft.entry.schema = schema(&mut draft, if code.is_empty() { letter } else { code });
        for alias in record.all("nameAlias") {
            draft.move_to(alias.offset, alias.line);
            name(&mut draft, &attributes(alias));
        }
        for date in record.all("birthdate") {
            draft.move_to(date.offset, date.line);
            birth(&mut draft, &attributes(date));
        }
        for country in record.all("citizenship") {
            citizenship(&mut draft, &attributes(country));
        }
        for paper in record.all("identification") {
            draft.move_to(paper.offset, paper.line);
            identification(&mut draft, &attributes(paper));
        }
        for regulation in record.all("regulation") {
            draft.remark("Programme", regulation.attribute("programme"));
        }
        for remark in record.all("remark") {
            draft.remark("", remark.text());
        }
        for address in record.all("address") {
            self::address(&mut draft, &attributes(address));
        }
        draft.finish()
    })
}

fn attributes(element: &Element) -> impl Fn(&[&'static str]) -> String + use<'_> {
    |names| names.first().map(|name| element.attribute(name).to_owned()).unwrap_or_default()
}

pub(crate) fn read_csv(bytes: &[u8]) -> ListRead {
    let (text, warning) = decode(bytes);
    let mut read = ListRead { warnings: warning.into_iter().collect(), ..ListRead::default() };
    let header = text.lines().next().unwrap_or_default();
    // Reading from memory cannot fail.
    let Ok(mut table) = Table::open(text.as_bytes(), delimiter(header), 0) else { return read };
    let id = table.column(&["Entity_EU_ReferenceNumber", "EU_ref_num"]);
    let key = table.column(&["Entity_LogicalId", "Entity_logical_id"]);
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut drafts: Vec<Draft> = Vec::new();
    while let Some(Ok(row)) = table.next() {
        let get =
            |names: &[&'static str]| row.get(table.column(names.get(1..).unwrap_or_default())).to_owned();
        if read.published.is_none() {
            read.published =
                Some(get(&["", "fileGenerationDate", "Date_file"])).filter(|date| !date.is_empty());
        }
        read.warnings.extend(row.odd.clone());
        if row.extent == Extent::Broken {
            // More rows of the last subject may stand in what is missing.
            drafts.last_mut().into_iter().for_each(|draft| draft.partial = true);
            continue;
        }
        let (reference, logical) = (row.get(id), row.get(key));
        let stated = if reference.is_empty() { logical } else { reference };
        let place = *places.entry(stated.to_owned()).or_insert_with(|| {
            let mut draft = Draft::new(LIST, Schema::Other, row.offset, row.line);
            subject(&mut draft, &get);
            let kind =
                get(&["", "Entity_SubjectType_ClassificationCode", "Entity_SubjectType", "Subject_type"]);
            draft.entry.schema = schema(&mut draft, &kind);
            drafts.push(draft);
            drafts.len() - 1
        });
        let Some(draft) = drafts.get_mut(place) else { continue };
        draft.partial |= row.extent == Extent::Short;
        draft.move_to(row.offset, row.line);
        name(draft, &get);
        birth(draft, &get);
        citizenship(draft, &get);
        identification(draft, &get);
        draft.remark("Programme", &get(&["", "Entity_Regulation_Programme", "Programme"]));
        draft.remark("", &get(&["", "Entity_Remark"]));
        address(draft, &get);
    }
    for draft in drafts {
        read.push(draft.finish());
    }
    read
}

fn subject(draft: &mut Draft, get: Get<'_>) {
    let reference = get(&["euReferenceNumber", "Entity_EU_ReferenceNumber", "EU_ref_num"]);
    let logical = get(&["logicalId", "Entity_LogicalId", "Entity_logical_id"]);
    draft.entry.id = if reference.is_empty() { logical } else { reference };
    draft.remark("United Nations id", &get(&["unitedNationId", "Entity_UnitedNationId"]));
    draft.remark("Designated on", &get(&["designationDate", "Entity_DesignationDate"]));
    draft.remark("", &get(&["designationDetails", "Entity_DesignationDetails"]));
}

fn schema(draft: &mut Draft, kind: &str) -> Schema {
    match kind.trim().to_ascii_lowercase().as_str() {
        "person" | "p" => Schema::Person,
        "enterprise" | "e" | "entity" => Schema::Organization,
        other => {
            draft.warn("unknown-type", &format!("subject type {other:?} is not known; taken as Other"));
            Schema::Other
        }
    }
}

fn name(draft: &mut Draft, get: Get<'_>) {
    let whole = tidy(&get(&["wholeName", "NameAlias_WholeName", "Naal_wholename"]));
    let first = get(&["firstName", "NameAlias_FirstName", "Naal_firstname"]);
    let middle = get(&["middleName", "NameAlias_MiddleName", "Naal_middlename"]);
    let last = tidy(&get(&["lastName", "NameAlias_LastName", "Naal_lastname"]));
    let weak =
        matches!(get(&["strong", "NameAlias_Strong"]).to_ascii_lowercase().as_str(), "false" | "0" | "no");
    let given = tidy(&format!("{first} {middle}"));
    let sorted = |text: &str| {
        let mut words: Vec<String> =
            text.replace(',', " ").split_whitespace().map(str::to_lowercase).collect();
        words.sort_unstable();
        words
    };
    // The parts say which is the surname; they count where they hold all that the whole name does.
    let parts = !last.is_empty() && !given.is_empty();
    let value = if parts && (whole.is_empty() || sorted(&whole) == sorted(&format!("{last} {given}"))) {
        surname_first(&last, &given)
    } else if whole.is_empty() {
        tidy(&format!("{given} {last}"))
    } else {
        whole
    };
    let unset = !draft.entry.names.iter().any(|name| name.kind == NameKind::Primary);
    // The first strong name in Latin letters is what people call the subject; the file marks none.
    let kind = match weak {
        true => NameKind::Weak,
        false if unset && is_latin(&value) => NameKind::Primary,
        false => NameKind::Aka,
    };
    draft.name(&value, kind);
    draft.gender(&get(&["gender", "NameAlias_Gender", "Naal_gender"]));
    draft.remark("Title", &get(&["title", "NameAlias_Title", "Naal_title"]));
    draft.remark("Function", &get(&["function", "NameAlias_Function", "Naal_function"]));
}

fn birth(draft: &mut Draft, get: Get<'_>) {
    let date = get(&["birthdate", "BirthDate_BirthDate", "Birt_date"]);
    let year = get(&["year", "BirthDate_Year"]);
    let (from, to) =
        (get(&["yearRangeFrom", "BirthDate_YearRangeFrom"]), get(&["yearRangeTo", "BirthDate_YearRangeTo"]));
    let (day, month) = (get(&["dayOfMonth", "BirthDate_Day"]), get(&["monthOfYear", "BirthDate_Month"]));
    let stated = [&date, &year, &from, &to].into_iter().find(|part| !part.is_empty());
    let Some(stated) = stated.cloned() else { return };
    let calendar = get(&["calendarType", "BirthDate_CalendarType"]);
    if !calendar.is_empty() && !calendar.eq_ignore_ascii_case("gregorian") {
        let text = format!("date of birth {stated:?} is of the calendar {calendar:?} and was left out");
        return draft.warn("bad-date", &text);
    }
    let circa =
        matches!(get(&["circa", "BirthDate_Circa"]).to_ascii_lowercase().as_str(), "true" | "1" | "yes");
    let read = if !date.is_empty() {
        dates::iso(&date)
    } else if !from.is_empty() || !to.is_empty() {
        dates::range(dates::year(&from), dates::year(&to))
    } else {
        dates::year(&year).and_then(|year| dates::parts_of(dates::number(&day), dates::number(&month), year))
    };
    let read = match read {
        Some(PartialDate::Range(..)) | None => read,
        Some(date) if circa => Some(PartialDate::Circa(date.years().0)),
        Some(date) => Some(date),
    };
    draft.birth(read, &stated);
}

fn citizenship(draft: &mut Draft, get: Get<'_>) {
    let code = get(&["countryIso2Code", "Citizenship_CountryIso2Code", "Citi_country"]);
    let words = get(&["countryDescription", "Citizenship_CountryDescription"]);
    draft.nationality(if code.is_empty() { &words } else { &code });
}

fn identification(draft: &mut Draft, get: Get<'_>) {
    let stated = get(&["number", "Identification_Number", "Iden_number"]);
    let latin = get(&["latinNumber", "Identification_LatinNumber"]);
    let words = match get(&["identificationTypeDescription", "Identification_TypeDescription"]) {
        words if words.is_empty() => get(&["identificationTypeCode", "Identification_TypeCode"]),
        words => words,
    };
    let code = get(&["countryIso2Code", "Identification_CountryIso2Code", "Iden_country"]);
    let issuer = draft.issuer(&code);
    let expiry = dates::iso(&get(&["validTo", "Identification_ValidTo"]));
    for number in [&stated, &latin] {
        // The older CSV says the kind again behind the number: `T123 (passport-National passport)`.
        let number = number.split_once(" (").map_or(number.as_str(), |(number, _)| number);
        if let Some(document) = draft.document(number, &words, None) {
            document.issuer = document.issuer.or(issuer);
            document.expiry = document.expiry.or(expiry);
        }
    }
    for (flag, words) in [
        (["knownFalse", "Identification_KnownFalse"], "known to be false"),
        (["reportedLost", "Identification_ReportedLost"], "reported lost"),
        (["revokedByIssuer", "Identification_RevokedByIssuer"], "revoked by its issuer"),
    ] {
        if matches!(get(&flag).to_ascii_lowercase().as_str(), "true" | "1" | "yes") {
            draft.remark("Document", &format!("{stated}: {words}"));
        }
    }
}

fn address(draft: &mut Draft, get: Get<'_>) {
    let parts = [
        get(&["street", "Address_Street", "Addr_street"]),
        get(&["city", "Address_City", "Addr_city"]),
        get(&["zipCode", "Address_ZipCode", "Addr_zipcode"]),
        get(&["countryDescription", "Address_CountryDescription", "Addr_country"]),
    ];
    let known: Vec<String> = parts.into_iter().filter(|p| !p.is_empty() && p != "UNKNOWN").collect();
    draft.remark("Address", &known.join(", "));
}
