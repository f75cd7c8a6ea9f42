//! The United Kingdom's lists: the consolidated list of OFSI (CSV, and XML of the same fields), and the UK Sanctions
//! List (CSV, and an XML of its own).
//!
//! In the CSV a subject has several rows, one for each name, with everything else said again. Several values in a
//! field are numbered: `(1) … (2) …`. `Name 6` is the surname, `Name 1` to `Name 5` are given names; what is not
//! known of a date is `00`, `dd` or `mm`.

use std::collections::HashMap;

use pc_kernel::DocumentKind;
use pc_watchlist::{ListRead, NameKind, Schema};

use crate::{
    dates::{Order, numeric},
    draft::{Draft, numbered, tidy},
    table::{Extent, Table, delimiter},
    un::read_xml,
    xml::{Element, decode},
};

/// The name of OFSI's consolidated list.
pub const OFSI: &str = "UK-OFSI";
/// The name of the UK Sanctions List.
pub const LIST: &str = "UK";

/// A field under any of its names.
type Get<'a> = &'a dyn Fn(&[&'static str]) -> String;

/// Either list as CSV; `list` is its name, `preamble` whether a line with the list's date stands before the header.
pub(crate) fn read_csv(bytes: &[u8], list: &str, preamble: bool) -> ListRead {
    let (text, warning) = decode(bytes);
    let mut read = ListRead { warnings: warning.into_iter().collect(), ..ListRead::default() };
    let mut lines = text.lines();
    if preamble {
        let first = lines.next().unwrap_or_default();
        // `Last Updated,17/05/2026` with empty fields behind it, or `Report Date: 17-May-2026`.
        let said =
            first.split_once([',', ':']).map_or("", |(_, said)| said.trim_start_matches([',', '"', ' ']));
        let said = said.split([',', '"']).next().unwrap_or_default();
        read.published = Some(said.trim().to_owned()).filter(|date| !date.is_empty());
    }
    let separator = delimiter(lines.next().unwrap_or_default());
    // Reading from memory cannot fail.
    let Ok(mut table) = Table::open(text.as_bytes(), separator, usize::from(preamble)) else { return read };
    let mut rows = Rows::new(list);
    while let Some(Ok(row)) = table.next() {
        read.warnings.extend(row.odd.clone());
        if row.extent == Extent::Broken {
            // More rows of the last subject may stand in what is missing.
            rows.drafts.last_mut().into_iter().for_each(|draft| draft.partial = true);
            continue;
        }
        let get = |names: &[&'static str]| row.get(table.column(names)).to_owned();
        if let Some(draft) = rows.row(&get, row.offset, row.line) {
            draft.partial |= row.extent == Extent::Short;
        }
    }
    rows.into_read(read)
}

/// OFSI's consolidated list as XML: the same rows.
pub(crate) fn read_ofsi_xml(bytes: &[u8]) -> ListRead {
    let mut rows = Rows::new(OFSI);
    let mut read = read_xml(bytes, &["FinancialSanctionsTarget"], &[], |record| {
        let get = |names: &[&'static str]| {
            let found = names.iter().map(|name| record.text_at(name)).find(|text| !text.is_empty());
            found.unwrap_or_default().to_owned()
        };
        rows.row(&get, record.offset, record.line);
        pc_watchlist::Line::default()
    });
    read.published = None;
    rows.into_read(read)
}

/// Rows of one list, brought together by subject.
struct Rows<'a> {
    list: &'a str,
    places: HashMap<String, usize>,
    drafts: Vec<Draft>,
}

impl<'a> Rows<'a> {
    fn new(list: &'a str) -> Self {
        Self { list, places: HashMap::new(), drafts: Vec::new() }
    }

    fn into_read(self, mut read: ListRead) -> ListRead {
        for draft in self.drafts {
            read.push(draft.finish());
        }
        read
    }

    /// Takes a row in. The subject that it is of.
    fn row(&mut self, get: Get<'_>, offset: usize, line: u64) -> Option<&mut Draft> {
        let id = match self.list {
            OFSI => get(&["Group ID", "GroupID"]),
            _ => get(&["Unique ID", "UniqueID"]),
        };
        let drafts = &mut self.drafts;
        let list = self.list;
        let place = *self.places.entry(id.clone()).or_insert_with(|| {
            let mut draft = Draft::new(list, Schema::Other, offset, line);
            draft.entry.id = id;
            let kind = get(&[
                "Group Type",
                "GroupTypeDescription",
                "Individual, Entity, Ship",
                "IndividualEntityShip",
                "Designation Type",
            ]);
            draft.entry.schema = schema(&mut draft, &kind);
            drafts.push(draft);
            drafts.len() - 1
        });
        let draft = drafts.get_mut(place)?;
        draft.move_to(offset, line);
        let parts: Vec<String> = [
            ["Name 1", "name1"],
            ["Name 2", "name2"],
            ["Name 3", "name3"],
            ["Name 4", "name4"],
            ["Name 5", "name5"],
        ]
        .iter()
        .map(|names| get(names))
        .collect();
        let kind = get(&["Alias Type", "AliasType", "Name type"]);
        let quality = get(&["Alias Quality", "AliasQuality", "Alias strength"]);
        name(draft, &parts.join(" "), &get(&["Name 6", "Name6"]), &kind, &quality);
        draft.name(&get(&["Name Non-Latin Script", "NameNonLatinScript"]), NameKind::Orig);
        values(draft, get);
        remarks(draft, get);
        Some(draft)
    }
}

fn schema(draft: &mut Draft, kind: &str) -> Schema {
    match kind.trim().to_ascii_lowercase().as_str() {
        "individual" => Schema::Person,
        "entity" => Schema::Organization,
        "ship" => Schema::Vessel,
        other => {
            draft.warn("unknown-type", &format!("type {other:?} is not known; taken as Other"));
            Schema::Other
        }
    }
}

fn name(draft: &mut Draft, given: &str, surname: &str, kind: &str, quality: &str) {
    let weak = quality.to_ascii_lowercase().contains("low");
    let kind = match kind.trim().to_ascii_lowercase().as_str() {
        "primary name" => NameKind::Primary,
        _ if weak => NameKind::Weak,
        "primary name variation" | "aka" | "fka" | "alias" | "" => NameKind::Aka,
        other => {
            draft.warn("unknown-name-kind", &format!("alias type {other:?} is not known; taken as aka"));
            NameKind::Aka
        }
    };
    if draft.entry.schema == Schema::Person {
        draft.name_of(surname, given, kind);
    } else {
        draft.name(&tidy(&format!("{given} {surname}")), kind);
    }
}

fn birth(draft: &mut Draft, text: &str) {
    for date in numbered(text) {
        draft.birth(numeric(&date, Order::DayFirst), &date);
    }
}

fn document(draft: &mut Draft, number: &str, words: &str, kind: DocumentKind) {
    for number in numbered(number) {
        draft.document(&number, words, Some(kind));
    }
}

fn values(draft: &mut Draft, get: Get<'_>) {
    birth(draft, &get(&["DOB", "Individual_DateOfBirth", "D.O.B"]));
    for country in numbered(&get(&["Nationality", "Individual_Nationality", "Nationality(/ies)"])) {
        draft.nationality(&country);
    }
    let gender = get(&["Gender", "Individual_Gender"]);
    let other = get(&["Other Information", "OtherInformation"]);
    // OFSI's CSV has no column for it: `(Gender):Male (Further Identifying Information):…`.
    let inside = other.split_once("(Gender):").map_or("", |(_, rest)| rest.trim_start());
    let word: String = inside.chars().take_while(|c| c.is_alphabetic()).collect();
    draft.gender(if gender.is_empty() { &word } else { &gender });
    let passport = get(&["Passport Number", "Individual_PassportNumber"]);
    document(draft, &passport, "Passport", DocumentKind::Passport);
    let national =
        get(&["National Identification Number", "Individual_NINumber", "National Identifier number"]);
    document(draft, &national, "National identification number", DocumentKind::Identity);
    let imo = get(&["IMO number", "Ship_IMONumber"]);
    document(draft, imo.trim_start_matches("IMO").trim(), "IMO number", DocumentKind::Other);
    let company = get(&["Business registration number (s)", "Entity_BusinessRegNumber"]);
    document(draft, &company, "Business registration number", DocumentKind::Other);
    for flag in numbered(&get(&["Current believed flag of ship", "Ship_Flag"])) {
        draft.nationality(&flag);
    }
}

fn remarks(draft: &mut Draft, get: Get<'_>) {
    for (label, names) in [
        ("Regime", ["Regime", "RegimeName", "Regime Name"]),
        ("Title", ["Title", "Title", "Title"]),
        ("Position", ["Position", "Individual_Position", "Position"]),
        ("Passport", ["Passport Details", "Individual_PassportDetails", "Passport additional information"]),
        ("Sanctions", ["Sanctions Imposed", "Sanctions Imposed", "SanctionsImposed"]),
        ("", ["Other Information", "OtherInformation", "Other Information"]),
        ("Reasons", ["UK Statement of Reasons", "UKStatementOfReasons", "UKStatementOfReasons"]),
    ] {
        draft.remark(label, &get(&names));
    }
    let mut lines: Vec<String> = (1..=6)
        .map(|n| match n {
            1 => get(&["Address 1", "Address1", "Address Line 1"]),
            2 => get(&["Address 2", "Address2", "Address Line 2"]),
            3 => get(&["Address 3", "Address3", "Address Line 3"]),
            4 => get(&["Address 4", "Address4", "Address Line 4"]),
            5 => get(&["Address 5", "Address5", "Address Line 5"]),
            _ => get(&["Address 6", "Address6", "Address Line 6"]),
        })
        .collect();
    lines.push(get(&["Country", "Address Country"]));
    lines.retain(|line| !line.is_empty());
    draft.remark("Address", &lines.join(", "));
}

/// The UK Sanctions List as XML (`Designations`/`Designation`).
pub(crate) fn read_xml_file(bytes: &[u8]) -> ListRead {
    read_xml(bytes, &["Designation"], &["DateGenerated", "GeneratedDate", "LastUpdated"], |record| {
        designation(record).finish()
    })
}

fn designation(record: &Element) -> Draft {
    let mut draft = Draft::new(LIST, Schema::Other, record.offset, record.line);
    record.text_at("UniqueID").clone_into(&mut draft.entry.id);
    draft.entry.schema = schema(&mut draft, record.text_at("IndividualEntityShip"));
    for stated in record.all("Names/Name") {
        let given: Vec<&str> =
            ["Name1", "Name2", "Name3", "Name4", "Name5"].iter().map(|n| stated.text_at(n)).collect();
        draft.move_to(stated.offset, stated.line);
        let (kind, quality) = (stated.text_at("NameType"), stated.text_at("AliasStrength"));
        name(&mut draft, &given.join(" "), stated.text_at("Name6"), kind, quality);
    }
    let texts = |path: &str| record.all(path).into_iter().map(Element::text).collect::<Vec<_>>();
    for original in texts("NonLatinNames/NonLatinName/NameNonLatinScript") {
        draft.name(original, NameKind::Orig);
    }
    for date in texts("IndividualDetails/Individual/DOBs/DOB") {
        birth(&mut draft, date);
    }
    for country in texts("IndividualDetails/Individual/Nationalities/Nationality") {
        draft.nationality(country);
    }
    for flag in texts("ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip") {
        draft.nationality(flag);
    }
    for gender in texts("IndividualDetails/Individual/Genders/Gender") {
        draft.gender(gender);
    }
    let person = "IndividualDetails/Individual";
    for (path, words, kind) in [
        (format!("{person}/PassportDetails/Passport/PassportNumber"), "Passport", DocumentKind::Passport),
        (
            format!("{person}/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierNumber"),
            "National identification number",
            DocumentKind::Identity,
        ),
        (
            "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber".to_owned(),
            "Business registration number",
            DocumentKind::Other,
        ),
        ("ShipDetails/Ship/IMONumbers/IMONumber".to_owned(), "IMO number", DocumentKind::Other),
    ] {
        for number in texts(&path) {
            document(&mut draft, number.trim_start_matches("IMO").trim(), words, kind);
        }
    }
    for (label, path) in [
        ("Regime", "RegimeName"),
        ("Sanctions", "SanctionsImposed"),
        ("Position", "IndividualDetails/Individual/Positions/Position"),
        ("", "OtherInformation"),
        ("Reasons", "UKStatementofReasons"),
    ] {
        for text in texts(path) {
            draft.remark(label, text);
        }
    }
    for address in record.all("Addresses/Address") {
        let mut lines: Vec<&str> = (1..=6).map(|n| address.text_at(ADDRESS[n - 1])).collect();
        lines.push(address.text_at("AddressCountry"));
        lines.retain(|line| !line.is_empty());
        draft.remark("Address", &lines.join(", "));
    }
    draft
}

const ADDRESS: [&str; 6] =
    ["AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4", "AddressLine5", "AddressLine6"];
