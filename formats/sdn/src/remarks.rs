//! The remarks: clauses set apart by `; `, the last one closed with a full stop.
//!
//! `DOB 17 Nov 1970; alt. DOB circa 1969; nationality Egypt; Passport A123 (Egypt) expires 01 Jan 2030;`
//! `a.k.a. 'X'; Gender Male.`

use jiff::civil::Date;
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Warning};
use pc_watchlist::{Entry, Name, NameKind};

/// Words that open a clause about a document, and what kind it is. Longer openings stand before shorter ones
/// that they begin with.
const DOCUMENTS: &[(&str, DocumentKind)] = &[
    ("Passport Booklet", DocumentKind::Passport),
    ("Passport", DocumentKind::Passport),
    ("Diplomatic Passport", DocumentKind::Passport),
    ("Stateless Person Passport", DocumentKind::Passport),
    ("U.S.A. Passport", DocumentKind::Passport),
    ("British National Overseas Passport", DocumentKind::Passport),
    ("VisaNumberID", DocumentKind::Visa),
    ("Travel Document Number", DocumentKind::Passport),
    ("National ID No.", DocumentKind::Identity),
    ("National ID Number", DocumentKind::Identity),
    ("National Foreign ID Number", DocumentKind::Identity),
    ("Tazkira National ID Card", DocumentKind::Identity),
    ("Numero de Identidad", DocumentKind::Identity),
    ("Numero de Identificacion", DocumentKind::Identity),
    ("Turkish Identification Number", DocumentKind::Identity),
    ("Identification Number", DocumentKind::Identity),
    ("Citizen's Card Number", DocumentKind::Identity),
    ("Personal ID Card", DocumentKind::Identity),
    ("Kenyan ID No.", DocumentKind::Identity),
    ("Bosnian Personal ID No.", DocumentKind::Identity),
    ("Stateless Person ID Card", DocumentKind::Identity),
    ("Refugee ID Card", DocumentKind::Identity),
    ("Cedula de Ciudadania", DocumentKind::Identity),
    ("Cedula No.", DocumentKind::Identity),
    ("Cedula", DocumentKind::Identity),
    ("Credencial electoral", DocumentKind::Identity),
    ("Electoral Registry No.", DocumentKind::Identity),
    ("C.U.R.P. #", DocumentKind::Identity),
    ("C.U.R.P.", DocumentKind::Identity),
    ("D.N.I.", DocumentKind::Identity),
    ("I.F.E.", DocumentKind::Identity),
    ("LE Number", DocumentKind::Identity),
    ("SSN", DocumentKind::Identity),
    ("Residency Number", DocumentKind::Residence),
    ("Immigration No.", DocumentKind::Residence),
    ("Pilot License Number", DocumentKind::Crew),
    ("Seafarer's Identification Document", DocumentKind::Crew),
    ("Driver's License No.", DocumentKind::Other),
    ("Birth Certificate Number", DocumentKind::Other),
    ("Cartilla de Servicio Militar Nacional", DocumentKind::Other),
    ("Italian Fiscal Code", DocumentKind::Other),
    ("Tax ID No.", DocumentKind::Other),
    ("R.F.C.", DocumentKind::Other),
    ("RFC", DocumentKind::Other),
    ("NIT #", DocumentKind::Other),
    ("RUC #", DocumentKind::Other),
    ("RIF #", DocumentKind::Other),
    ("C.U.I.P.", DocumentKind::Other),
    ("C.U.I.T.", DocumentKind::Other),
    ("C.U.I.", DocumentKind::Other),
    ("Vessel Registration Identification IMO", DocumentKind::Other),
    ("MMSI", DocumentKind::Other),
    ("Aircraft Tail Number", DocumentKind::Other),
    ("Aircraft Manufacturer's Serial Number (MSN)", DocumentKind::Other),
    ("Aircraft Construction Number (also called L/N or S/N or F/N)", DocumentKind::Other),
    ("Company Number", DocumentKind::Other),
    ("Registration Number", DocumentKind::Other),
    ("Registration ID", DocumentKind::Other),
    ("Commercial Registry Number", DocumentKind::Other),
    ("Business Registration Number", DocumentKind::Other),
    ("Government Gazette Number", DocumentKind::Other),
    ("Folio Mercantil No.", DocumentKind::Other),
    ("Matricula Mercantil No", DocumentKind::Other),
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads the remarks of one entry and adds what they say to it.
pub fn read_into(text: &str, entry: &mut Entry, offset: usize, warnings: &mut Vec<Warning>) {
    let mut warn = |code: &str, entry: &Entry, text: String| {
        warnings.push(Warning::new(code, offset, format!("sdn.csv: entity {}: {text}", entry.id)));
    };
    let text = text.trim();
    for clause in text.strip_suffix('.').unwrap_or(text).split(';') {
        let clause = clause.trim();
        let clause = clause.strip_prefix("alt. ").unwrap_or(clause).trim_start();
        if let Some(date) = clause.strip_prefix("DOB ") {
            match read_date(date) {
                Some(date) if !entry.births.contains(&date) => entry.births.push(date),
                Some(_) => {}
                None => warn("bad-date", entry, format!("date of birth {date:?} was left out")),
            }
        } else if let Some(name) = clause.strip_prefix("nationality ").or(clause.strip_prefix("citizen ")) {
            match read_country(name) {
                Some(country) if !entry.nationalities.contains(&country) => entry.nationalities.push(country),
                Some(_) => {}
                None => {
                    warn("bad-country", entry, format!("nationality {name:?} is not known and was left out"));
                }
            }
        } else if let Some(gender) = clause.strip_prefix("Gender ") {
            entry.gender = Gender::parse(gender.trim_end_matches('.')).or(entry.gender);
        } else if let Some(name) = quoted_alias(clause) {
            if !entry.names.iter().any(|known| known.value == name) {
                entry.names.push(Name { value: name.to_owned(), kind: NameKind::Weak });
            }
        } else if let Some(document) = read_document(clause)
            && !entry.documents.contains(&document)
        {
            entry.documents.push(document);
        }
    }
}

/// `a.k.a. 'X'`, `f.k.a. 'X'`, `n.k.a. 'X'`: a name in quotes is a weak alias. The name may hold apostrophes.
fn quoted_alias(clause: &str) -> Option<&str> {
    let rest = ["a.k.a.", "f.k.a.", "n.k.a."].iter().find_map(|prefix| clause.strip_prefix(prefix))?;
    let inner = rest.trim().trim_end_matches('.').strip_prefix('\'')?;
    let inner = inner.strip_suffix('\'').unwrap_or(inner).trim();
    (!inner.is_empty()).then_some(inner)
}

/// A date as the remarks write it: `17 Nov 1970`, `Nov 1970`, `1970`, each after `circa`, or two of them
/// with `to` or a hyphen between.
pub fn read_date(text: &str) -> Option<PartialDate> {
    let lower = text.trim().trim_end_matches('.').to_ascii_lowercase();
    let (about, rest) = match lower.strip_prefix("circa ").or(lower.strip_prefix("c. ")) {
        Some(rest) => (true, rest.trim()),
        None => (false, lower.as_str()),
    };
    let ends = rest.split_once(" to ").or_else(|| rest.split_once('-')).or_else(|| rest.split_once(" or "));
    if let Some((first, last)) = ends {
        let (first, last) = (read_plain_date(first)?, read_plain_date(last)?);
        let (a, b) = (first.years().0, last.years().1);
        return match a.cmp(&b) {
            std::cmp::Ordering::Less => Some(PartialDate::Range(a, b)),
            std::cmp::Ordering::Equal => Some(narrow(first, last)),
            std::cmp::Ordering::Greater => None,
        };
    }
    let date = read_plain_date(rest)?;
    Some(if about { PartialDate::Circa(date.years().0) } else { date })
}

/// The narrowest date that holds both ends of a range inside one year.
fn narrow(first: PartialDate, last: PartialDate) -> PartialDate {
    let year = first.years().0;
    match (first, last) {
        _ if first == last => first,
        (PartialDate::Day(a), PartialDate::Day(b)) if a.month() == b.month() => {
            PartialDate::Month(year, a.month())
        }
        _ => PartialDate::Year(year),
    }
}

fn read_plain_date(text: &str) -> Option<PartialDate> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let year = |word: &str| {
        (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse::<i16>().ok())
            .flatten()
    };
    let month = |word: &str| {
        let place = MONTHS.iter().position(|m| word.get(..3) == Some(*m))?;
        i8::try_from(place + 1).ok()
    };
    match words.as_slice() {
        [y] => year(y).map(PartialDate::Year),
        [m, y] => Some(PartialDate::Month(year(y)?, month(m)?)),
        [d, m, y] => Date::new(year(y)?, month(m)?, d.parse().ok()?).ok().map(PartialDate::Day),
        _ => None,
    }
}

/// A country as the remarks write it, with their few turns of phrase.
fn read_country(text: &str) -> Option<Country> {
    let text = text.trim().trim_end_matches('.');
    let text = text.strip_prefix("possibly ").unwrap_or(text);
    Country::parse(text).or_else(|| {
        // Names of the publisher's own country table that no general table has.
        let code = match text {
            "Palestinian" | "West Bank" | "Region: Gaza" => "PSE",
            "Macedonia, The Former Yugoslav Republic of" | "North Macedonia, The Republic of" => "MKD",
            "Cabo Verde" => "CPV",
            "Eritrean" => "ERI",
            "Congo, Republic of the" => "COG",
            "Micronesia, Federated States of" => "FSM",
            "Saint Vincent and the Grenadines" => "VCT",
            _ => return None,
        };
        Country::parse(code)
    })
}

/// `Passport A123456 (Egypt) issued 18 Jan 1984 expires 17 Jan 1994`, and the like for other papers.
fn read_document(clause: &str) -> Option<Document> {
    let (words, kind, rest) = DOCUMENTS.iter().find_map(|(words, kind)| {
        let rest = clause.strip_prefix(words)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        rest.starts_with(' ').then_some((*words, *kind, rest.trim_start()))
    })?;
    let end = [" (", " issued ", " expires ", " in "].iter().filter_map(|stop| rest.find(stop)).min();
    let number = rest.get(..end.unwrap_or(rest.len()))?.trim().trim_end_matches('.');
    // Tail numbers may be letters only; for any other paper words without a digit are prose.
    if number.starts_with("issued ")
        || !(number.bytes().any(|b| b.is_ascii_digit()) || words.contains("Tail"))
    {
        return None;
    }
    let after = &rest[end.unwrap_or(rest.len())..];
    let issuer = after
        .split_once('(')
        .and_then(|(_, tail)| tail.split_once(')'))
        .and_then(|(name, _)| read_country(name));
    let expiry = after.split_once("expires ").and_then(|(_, tail)| {
        let words: Vec<&str> = tail.split_whitespace().take(3).collect();
        (1..=words.len()).rev().find_map(|count| read_date(&words[..count].join(" ")))
    });
    Some(Document { kind, stated: Some(words.to_owned()), number: number.to_owned(), issuer, expiry })
}

#[cfg(test)]
mod tests {
    use super::{read_date, read_document};

    #[test]
    fn dates_in_every_written_form() {
        for (text, expected) in [
            ("17 Nov 1970", "1970-11-17"),
            ("Nov 1970", "1970-11"),
            ("1970", "1970"),
            ("circa 1970", "c1970"),
            ("circa 17 Nov 1970", "c1970"),
            ("1965-1967", "1965/1967"),
            ("1961 to 1963", "1961/1963"),
            ("01 Dec 1960 to 30 Jan 1961", "1960/1961"),
            ("01 Dec 1960 to 31 Dec 1960", "1960-12"),
            ("01 Jan 1960 to 31 Dec 1960", "1960"),
            ("1970 to 1970", "1970"),
        ] {
            assert_eq!(read_date(text).map(|d| d.to_string()).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "31 Feb 1970", "1963 to 1961", "the sixties", "17 Nov"] {
            assert_eq!(read_date(text), None, "{text}");
        }
    }

    #[test]
    fn documents_with_issuer_and_expiry() {
        let passport =
            read_document("Passport X 12 345 (Egypt) issued 18 Jan 1984 expires 17 Jan 1994").unwrap();
        assert_eq!(passport.number, "X 12 345");
        assert_eq!(passport.issuer.unwrap().as_str(), "EGY");
        assert_eq!(passport.expiry.unwrap().to_string(), "1994-01-17");
        let id = read_document("National ID No. 12-34 (Korea, North)").unwrap();
        assert_eq!((id.number.as_str(), id.issuer.unwrap().as_str()), ("12-34", "PRK"));
        assert_eq!(read_document("Passport issued 21 Jun 1992 in Somewhere"), None);
        assert_eq!(read_document("Passports were found"), None);
    }
}
