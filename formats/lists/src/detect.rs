//! Which format a file has, by what stands at its beginning.

use crate::{
    mapping::has_ending,
    table::{delimiter, header_of, plain},
    xml::decode,
};

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// `sdn.csv` with `alt.csv` and `add.csv`.
    OfacSdn,
    /// The project's own JSON lines.
    WatchlistJsonl,
    /// The United Nations' consolidated list.
    UnXml,
    /// The European Union's, as XML.
    EuXml,
    /// The European Union's, as CSV.
    EuCsv,
    /// The United Kingdom's consolidated list of OFSI, as CSV.
    UkOfsiCsv,
    /// The same as XML.
    UkOfsiXml,
    /// The UK Sanctions List as CSV.
    UkCsv,
    /// The same as XML.
    UkXml,
    /// OpenSanctions' `targets.simple.csv`.
    OpenSanctionsCsv,
    /// FollowTheMoney entities.
    FtmJsonl,
    /// A CSV of the agency's own, by a mapping or a guess.
    MappedCsv,
}

impl Format {
    /// Its short name, as records keep it.
    pub fn name(self) -> &'static str {
        match self {
            Self::OfacSdn => "ofac-sdn",
            Self::WatchlistJsonl => "watchlist-jsonl",
            Self::UnXml => "un-xml",
            Self::EuXml => "eu-xml",
            Self::EuCsv => "eu-csv",
            Self::UkOfsiCsv => "uk-ofsi-csv",
            Self::UkOfsiXml => "uk-ofsi-xml",
            Self::UkCsv => "uk-csv",
            Self::UkXml => "uk-xml",
            Self::OpenSanctionsCsv => "opensanctions-csv",
            Self::FtmJsonl => "ftm-jsonl",
            Self::MappedCsv => "mapped-csv",
        }
    }
}

/// So much of a file's beginning says what it is.
pub(crate) const HEAD: usize = 64 * 1024;

/// The format of the file called `name` that begins with `head`; an error says what is in the way.
pub fn detect(name: &str, head: &[u8]) -> Result<Format, String> {
    let head = head.get(..HEAD).unwrap_or(head);
    // The cut may have split a character.
    let cut = match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => head.get(..error.valid_up_to()).unwrap_or(head),
        _ => head,
    };
    let (text, _) = decode(cut);
    let text = text.trim_start();
    if text.is_empty() {
        return Err("it is empty".to_owned());
    }
    if text.starts_with('<') {
        return xml(text);
    }
    if text.starts_with('{') {
        let first = text.lines().next().unwrap_or_default();
        let ftm = first.contains("\"schema\"") && first.contains("\"properties\"");
        return Ok(if ftm { Format::FtmJsonl } else { Format::WatchlistJsonl });
    }
    if text.starts_with('[') {
        return Err("it is a JSON array: write one entry a line".to_owned());
    }
    if has_ending(name, "jsonl") || has_ending(name, "ndjson") {
        return Ok(Format::WatchlistJsonl);
    }
    // A stray control character in a row costs that row at most; in the first line this is something else than text.
    let mut first = text.lines().next().unwrap_or_default().chars();
    if first.any(|c| c.is_control() && !matches!(c, '\r' | '\t' | '\u{1a}')) {
        return Err("it is not text".to_owned());
    }
    csv(name, text)
}

fn xml(text: &str) -> Result<Format, String> {
    for (mark, format) in [
        ("<CONSOLIDATED_LIST", Format::UnXml),
        ("sanctionEntity", Format::EuXml),
        ("fsd/export", Format::EuXml),
        ("<ArrayOfFinancialSanctionsTarget", Format::UkOfsiXml),
        ("<FinancialSanctionsTarget", Format::UkOfsiXml),
        ("<Designations", Format::UkXml),
    ] {
        if text.contains(mark) {
            return Ok(format);
        }
    }
    if text.contains("<sdnList") || text.contains("<sdnEntry") {
        return Err("it is OFAC's XML: take sdn.csv with alt.csv and add.csv".to_owned());
    }
    let root = text.match_indices('<').find_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        rest.starts_with(char::is_alphabetic).then(|| rest.split(['>', ' ', '/', '\n', '\r']).next())?
    });
    Err(format!(
        "its outermost element is <{}>: expected <CONSOLIDATED_LIST> (UN), <export> (EU), <Designations> or \
         <ArrayOfFinancialSanctionsTarget> (UK)",
        root.unwrap_or_default()
    ))
}

fn csv(name: &str, text: &str) -> Result<Format, String> {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let separator = delimiter(first);
    let columns = |line: &str| -> Vec<String> {
        header_of(line, delimiter(line)).iter().map(|column| plain(column)).collect()
    };
    let header = columns(first);
    let has = |header: &[String], name: &str| header.iter().any(|column| column == name);
    let uk = |header: &[String]| match () {
        () if !has(header, "name6") => None,
        () if has(header, "uniqueid") => Some(Format::UkCsv),
        () if has(header, "groupid") => Some(Format::UkOfsiCsv),
        () => None,
    };
    if let Some(format) = uk(&header).or_else(|| uk(&columns(lines.next().unwrap_or_default()))) {
        return Ok(format);
    }
    if has(&header, "entitylogicalid") {
        return Ok(Format::EuCsv);
    }
    if ["id", "schema", "name", "aliases", "birthdate", "countries"].iter().all(|column| has(&header, column))
    {
        return Ok(Format::OpenSanctionsCsv);
    }
    let fields = header_of(first, b',');
    let number =
        fields.first().is_some_and(|field| !field.is_empty() && field.bytes().all(|b| b.is_ascii_digit()));
    if number && fields.iter().any(|field| field == "-0-") {
        return match fields.len() {
            11.. => Ok(Format::OfacSdn),
            _ => Err("it is a part of OFAC's list: give it together with its sdn.csv".to_owned()),
        };
    }
    let separated = header.len() > 1 || !first.contains(char::from(separator));
    if separated && (header.len() > 1 || has_ending(name, "csv") || has_ending(name, "tsv")) {
        return Ok(Format::MappedCsv);
    }
    Err("it is text of no known form".to_owned())
}

/// Whether the list's date stands in a line before the header of a British CSV.
pub(crate) fn has_preamble(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    !header_of(first, delimiter(first)).iter().any(|column| plain(column) == "name6")
}
