//! ICAO 9303 machine-readable zones as document fields.
//!
//! The zone's arithmetic is the `mrz` crate's; here are the reading of loose text, the verdicts on each check
//! digit, and the centuries. A wrong digit is a warning: what the zone says is still what it says.
//!
//! ```
//! use jiff::civil::date;
//!
//! // The specimen of Doc 9303.
//! let zone = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";
//! let read = pc_mrz::read(zone, date(2026, 5, 17)).unwrap();
//! assert_eq!((read.surname.as_str(), read.given.as_str()), ("ERIKSSON", "ANNA MARIA"));
//! assert!(read.checks.iter().all(|c| c.agrees));
//! ```

use jiff::civil::Date;
use mrz::{Format, MrzData, MrzDate, MrzError, ParseOptions, Sex};
use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate, Warning};

/// What a zone says.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Layout: `TD1`, `TD2`, `TD3`, `MRV-A` or `MRV-B`.
    pub format: &'static str,
    /// The document.
    pub document: Document,
    /// Primary identifier.
    pub surname: String,
    /// Secondary identifiers, joined by blanks.
    pub given: String,
    /// Date of birth, as far as the issuer states it.
    pub birth: Option<PartialDate>,
    /// Gender; a filler is `X`.
    pub gender: Option<Gender>,
    /// Nationality.
    pub nationality: Option<Country>,
    /// One verdict for each check digit that the layout has.
    pub checks: Vec<Check>,
    /// Wrong digits, unreadable dates, unknown codes, repairs.
    pub warnings: Vec<Warning>,
}

/// Whether one check digit agrees with its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What it covers.
    pub field: &'static str,
    /// Whether it agrees.
    pub agrees: bool,
}

/// Text in which no zone can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no machine-readable zone: {0}")]
pub struct NoZone(String);

/// Reads a zone from text: two or three lines, or all of them run together; blanks and case do not matter.
/// `today` settles the century of two-digit years.
pub fn read(text: &str, today: Date) -> Result<Zone, NoZone> {
    let lines = lines(text);
    let direct = parse(&lines, today);
    let (data, repaired) = match direct {
        Ok(data) => (data, false),
        // Noise around the zone, or a misread: the crate repairs only what a check digit proves.
        Err(reason) => match mrz::find_and_parse_with(text, &options(today)) {
            Ok(data) => (data, true),
            Err(MrzError::NotFound) => return Err(NoZone(reason)),
            Err(e) => return Err(NoZone(e.to_string())),
        },
    };
    Ok(zone(&data, repaired, today))
}

fn options(today: Date) -> ParseOptions {
    ParseOptions::default().with_pivot_yy(u32::try_from(today.year().rem_euclid(100)).unwrap_or(0))
}

/// The zone's lines: blanks gone, upper case, a single run cut where its length says so.
fn lines(text: &str) -> Vec<String> {
    let squeeze = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase();
    let lines: Vec<String> = text.lines().map(squeeze).filter(|l| !l.is_empty()).collect();
    let run = lines.concat();
    let width = match run.len() {
        88 => 44,
        72 => 36,
        90 => 30,
        _ => return lines,
    };
    if !run.is_ascii() || lines.iter().all(|l| l.len() == width) {
        return lines;
    }
    (0..run.len() / width).map(|i| run[i * width..(i + 1) * width].to_owned()).collect()
}

fn parse(lines: &[String], today: Date) -> Result<MrzData, String> {
    let options = &options(today);
    let visa = lines.first().is_some_and(|l| l.starts_with('V'));
    let read = match (lines, lines.first().map_or(0, String::len)) {
        ([a, b], 44) if visa => mrz::parse_mrv_a_with(a, b, options),
        ([a, b], 44) => mrz::parse_td3_with(a, b, options),
        ([a, b], 36) if visa => mrz::parse_mrv_b_with(a, b, options),
        ([a, b], 36) => mrz::parse_td2_with(a, b, options),
        ([a, b, c], 30) => mrz::parse_td1_with(a, b, c, options),
        _ => return Err("neither two lines of 44 or 36 characters nor three of 30".to_owned()),
    };
    read.map_err(|e| e.to_string())
}

fn zone(data: &MrzData, repaired: bool, today: Date) -> Zone {
    let mut warnings = Vec::new();
    let mut warn = |code: &str, text: String| warnings.push(Warning::new(code, 0, text));
    if repaired {
        warn(
            "mrz-repaired",
            "The zone was found in other text, or misread characters were repaired by its check digits."
                .to_owned(),
        );
    }
    let c = &data.checks;
    let checks: Vec<Check> = [
        ("document number", c.document_number),
        ("date of birth", c.date_of_birth),
        ("date of expiry", c.date_of_expiry),
        ("personal number", c.personal_number),
        ("whole zone", c.composite),
    ]
    .into_iter()
    .filter_map(|(field, verdict)| verdict.map(|agrees| Check { field, agrees }))
    .collect();
    for check in checks.iter().filter(|c| !c.agrees) {
        warn("check-digit", format!("The check digit of the {} does not agree.", check.field));
    }
    let birth = date(data.date_of_birth, today, |base, month, day| {
        // Nobody is born after today.
        if (base, month, day) > (today.year(), today.month(), today.day()) { base - 100 } else { base }
    });
    let expiry = date(data.date_of_expiry, today, |base, _, _| match base - today.year() {
        // Documents are shown up to 30 years late; some are valid for 50 years and more.
        ..-30 => base + 100,
        70.. => base - 100,
        _ => base,
    });
    for (what, stated, read) in
        [("birth", data.date_of_birth, birth), ("expiry", data.date_of_expiry, expiry)]
    {
        if read.is_none() && stated != MrzDate::Unknown {
            warn("bad-date", format!("The date of {what} {stated} is not a date."));
        }
    }
    let mut country = |what: &str, code: &str| {
        let country = Country::parse(code);
        if country.is_none() {
            warn("unknown-country", format!("The {what} {code:?} is not a known code."));
        }
        country
    };
    let issuer = country("issuing state", &data.issuing_country);
    let nationality = country("nationality", &data.nationality);
    let gender = match data.sex {
        Sex::Male => Some(Gender::M),
        Sex::Female => Some(Gender::F),
        Sex::Unspecified => Some(Gender::X),
        other => Gender::parse(&other.zone_char().to_string()),
    };
    let stated = data.document_type.trim_end_matches('<').to_owned();
    Zone {
        format: format(data.format),
        document: Document {
            kind: kind(&stated, data.format),
            stated: (!stated.is_empty()).then_some(stated),
            number: data.full_document_number().trim_end_matches('<').to_owned(),
            issuer,
            expiry,
        },
        surname: data.surname.clone(),
        given: data.given_names.clone(),
        birth,
        gender,
        nationality,
        checks,
        warnings,
    }
}

fn format(format: Format) -> &'static str {
    match format {
        Format::Td1 => "TD1",
        Format::Td2 => "TD2",
        Format::Td3 => "TD3",
        Format::MrvA => "MRV-A",
        Format::MrvB => "MRV-B",
        _ => "other",
    }
}

/// Document codes of ICAO 9303-4 to 9303-7.
fn kind(code: &str, format: Format) -> DocumentKind {
    match (code.as_bytes(), format) {
        (_, Format::MrvA | Format::MrvB) | ([b'V', ..], _) => DocumentKind::Visa,
        ([b'P', ..], _) => DocumentKind::Passport,
        ([b'A', b'C', ..], _) => DocumentKind::Crew,
        ([b'I' | b'A' | b'C', b'R', ..], _) => DocumentKind::Residence,
        ([b'I' | b'A' | b'C', ..], _) => DocumentKind::Identity,
        ([], _) => DocumentKind::Unknown,
        _ => DocumentKind::Other,
    }
}

/// A date of the zone with the century that `settle` gives; `<<` for day or month is unknown (9303-3 §4.8).
fn date(stated: MrzDate, today: Date, settle: impl Fn(i16, i8, i8) -> i16) -> Option<PartialDate> {
    let (yy, month, day) = match stated {
        MrzDate::Calendar(d) => (
            i16::try_from(d.year.rem_euclid(100)).ok()?,
            i8::try_from(d.month).ok()?,
            i8::try_from(d.day).ok()?,
        ),
        MrzDate::PartiallyUnknown(raw) => {
            let pair = |at: usize| raw.as_str().get(at..at + 2).and_then(|s| s.parse::<i8>().ok());
            (i16::from(pair(0)?), pair(2).unwrap_or(0), pair(4).unwrap_or(0))
        }
        _ => return None,
    };
    let base = today.year() - today.year().rem_euclid(100) + yy;
    let year = settle(base, month, day);
    match (month, day) {
        (0, _) => Some(PartialDate::Year(year)),
        (1..=12, 0) => Some(PartialDate::Month(year, month)),
        _ => Date::new(year, month, day).ok().map(PartialDate::Day),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    const PASSPORT: [&str; 2] =
        ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];
    const CARD: &str =
        "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
    const TODAY: Date = date(2026, 5, 17);

    #[test]
    fn the_specimens_of_the_standard_are_read() {
        let passport = read(&PASSPORT.join("\n"), TODAY).unwrap();
        assert_eq!(passport.format, "TD3");
        assert_eq!(passport.document.number, "L898902C3");
        assert_eq!(passport.document.kind, DocumentKind::Passport);
        assert_eq!(passport.document.expiry.unwrap().to_string(), "2012-04-15");
        assert_eq!(passport.birth.unwrap().to_string(), "1974-08-12");
        assert_eq!(passport.gender, Some(Gender::F));
        assert_eq!(passport.nationality.unwrap().as_str(), "UTO");
        assert_eq!((passport.checks.len(), passport.warnings.len()), (5, 0));
        let card = read(CARD, TODAY).unwrap();
        assert_eq!((card.format, card.document.kind), ("TD1", DocumentKind::Identity));
        assert_eq!((card.surname.as_str(), card.given.as_str()), ("ERIKSSON", "ANNA MARIA"));
        assert!(card.checks.iter().all(|c| c.agrees));
    }

    #[test]
    fn lines_run_together_and_blanks_do_not_matter() {
        let run = PASSPORT.concat().to_lowercase();
        let spaced = format!("  {} {}  \n{}", &PASSPORT[0][..10], &PASSPORT[0][10..], PASSPORT[1]);
        let expected = read(&PASSPORT.join("\n"), TODAY).unwrap();
        assert_eq!(read(&run, TODAY).unwrap(), expected);
        assert_eq!(read(&spaced, TODAY).unwrap(), expected);
    }

    #[test]
    fn a_wrong_digit_is_a_warning_and_named() {
        let second = PASSPORT[1].replacen("7408122", "7408123", 1);
        let zone = read(&format!("{}\n{second}", PASSPORT[0]), TODAY).unwrap();
        assert_eq!(zone.birth.unwrap().to_string(), "1974-08-12");
        let wrong: Vec<&str> = zone.checks.iter().filter(|c| !c.agrees).map(|c| c.field).collect();
        assert_eq!(wrong, ["date of birth", "whole zone"]);
        assert!(zone.warnings.iter().any(|w| w.code == "check-digit" && w.text.contains("date of birth")));
    }

    #[test]
    fn centuries_follow_today() {
        let zone = read(&PASSPORT.join("\n"), date(1975, 1, 1)).unwrap();
        assert_eq!(zone.birth.unwrap().to_string(), "1974-08-12");
        assert_eq!(zone.document.expiry.unwrap().to_string(), "2012-04-15");
        let zone = read(&PASSPORT.join("\n"), date(2090, 1, 1)).unwrap();
        assert_eq!(zone.birth.unwrap().to_string(), "2074-08-12");
        assert_eq!(zone.document.expiry.unwrap().to_string(), "2112-04-15");
    }

    #[test]
    fn other_text_is_no_zone() {
        for text in ["", "hello", "P<UTO", "ééé\n<<<"] {
            assert!(read(text, TODAY).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "\\PC{0,120}") {
            let _ = read(&text, TODAY);
        }

        #[test]
        fn never_panics_near_a_zone(at in 0usize..89, with in any::<char>(), cut in 0usize..89) {
            let mut text: Vec<char> = PASSPORT.join("\n").chars().collect();
            text[at] = with;
            text.truncate(cut.max(1));
            let _ = read(&text.into_iter().collect::<String>(), TODAY);
        }
    }
}
