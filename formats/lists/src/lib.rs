//! Published watchlists in the forms they come in, told apart by content (`docs/formats/lists.md`).
//!
//! [`read_any`] takes the files of one list and gives its entries; [`stream`] gives the entries of a file one at a
//! time, for lists larger than memory. Both read what `pc-sdn` and `pc-watchlist` read, and further the lists of the
//! United Nations, the European Union and the United Kingdom, OpenSanctions, FollowTheMoney, and an agency's own CSV
//! by a mapping. A bad value, row or record is a warning and costs only itself.

mod country;
mod datasets;
mod dates;
mod detect;
mod draft;
mod edition;
mod end;
mod eu;
mod ftm;
mod mapped;
mod mapping;
mod opensanctions;
mod quotes;
mod repeated;
mod table;
mod uk;
mod un;
mod xml;

use std::io::{self, BufRead, Cursor};

use datasets::DataSets;
use mapping::{Mapping, has_ending};
use pc_kernel::Warning;
use pc_watchlist::{JsonLines, Line, ListRead};
use repeated::{Ids, Repeats, Rule};

pub use detect::{Format, detect};
pub use edition::{edition, edition_day};
pub use end::CUT;

/// What can be given, for messages.
pub const EXPECTED: &str = "sdn.csv (with alt.csv and add.csv beside it), .jsonl (own form or FollowTheMoney), the \
UN's or EU's XML, the EU's CSV, the UK's CSV or XML, OpenSanctions' targets.simple.csv, or a .csv of your own with a \
header (and a mapping file where its columns have other names)";

/// The files of an edition of OFAC's list; the comments only continue remarks and are not read.
const OFAC: [&str; 4] = ["sdn_comments.csv", "sdn.csv", "alt.csv", "add.csv"];

/// Why files are not a list that can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Nothing was given.
    #[error("no file was given: expected {EXPECTED}")]
    NoFile,
    /// A file has no known form.
    #[error("{file} is not a list that can be read: {why}; expected {EXPECTED}")]
    Unknown {
        /// Its name.
        file: String,
        /// What is in the way.
        why: String,
    },
    /// Files of several lists.
    #[error("the files are of several lists or forms ({files}): give one list at a time")]
    Several {
        /// Their names and forms.
        files: String,
    },
    /// A mapping file that cannot be used.
    #[error("{file}: {why}")]
    Mapping {
        /// Its name.
        file: String,
        /// What is wrong, and what was expected.
        why: String,
    },
    /// A CSV whose header does not say enough.
    #[error("{file}, line 1: {why}")]
    Header {
        /// Its name.
        file: String,
        /// What is missing.
        why: String,
    },
    /// The file could not be read.
    #[error("{file}: {why}")]
    Io {
        /// Its name.
        file: String,
        /// What the system says.
        why: String,
    },
}

/// A list whose entries come one at a time.
pub struct Stream<'a> {
    /// Short name of its form.
    pub format: &'static str,
    /// The list's own date or edition, where it states one, as [`edition`] gives it.
    pub published: Option<String>,
    /// Its entries. A file that ends too early says so in a warning with the code [`CUT`].
    pub lines: Lines<'a>,
}

/// Entries as they come.
pub type Lines<'a> = Box<dyn Iterator<Item = io::Result<Line>> + Send + 'a>;

/// Reads one list from its files, each a name and its bytes: one file; `sdn.csv` with `alt.csv` and `add.csv`; a CSV
/// with its mapping; or several JSON-lines files.
pub fn read_any(files: &[(&str, &[u8])]) -> Result<ListRead, ListError> {
    let (mappings, lists): (Vec<_>, Vec<_>) =
        files.iter().copied().partition(|(name, bytes)| files.len() > 1 && is_mapping(name, bytes));
    if let Some(read) = sdn(&lists)? {
        return Ok(read);
    }
    let formats: Vec<(&str, &[u8], Format)> = lists
        .iter()
        .map(|&(name, bytes)| match detect(name, bytes) {
            Ok(format) => Ok((name, bytes, format)),
            Err(why) => Err(ListError::Unknown { file: name.to_owned(), why }),
        })
        .collect::<Result<_, _>>()?;
    let several = || ListError::Several {
        files: formats
            .iter()
            .map(|(name, _, format)| format!("{name}: {}", format.name()))
            .collect::<Vec<_>>()
            .join(", "),
    };
    match (formats.as_slice(), mappings.as_slice()) {
        ([], []) => Err(ListError::NoFile),
        ([], [(name, _), ..]) => {
            let why = "a mapping needs the .csv that it is for".to_owned();
            Err(ListError::Mapping { file: (*name).to_owned(), why })
        }
        ([(name, bytes, format)], []) => whole(name, bytes, *format, None),
        ([(name, bytes, Format::MappedCsv)], [mapping]) => {
            whole(name, bytes, Format::MappedCsv, Some(*mapping))
        }
        ([(csv, _, format)], [(name, _), ..]) => Err(needless(csv, *format, name)),
        ([(_, _, first), ..], []) if lines_only(*first) && formats.iter().all(|(_, _, f)| f == first) => {
            let mut all = ListRead { format: first.name(), ..ListRead::default() };
            let mut repeats = Repeats::new(rule(*first));
            // The parts of one list, whatever their files are called.
            let mut list: Option<String> = None;
            for (name, bytes, format) in &formats {
                let mut read = whole(name, bytes, *format, None)?;
                for warning in &mut read.warnings {
                    warning.text = format!("{name}: {}", warning.text);
                }
                all.cut |= read.cut;
                all.partial.append(&mut read.partial);
                all.warnings.append(&mut read.warnings);
                for mut entry in read.entries {
                    if *first == Format::FtmJsonl {
                        entry.list.clone_from(list.get_or_insert_with(|| entry.list.clone()));
                    }
                    let mut line = Line { entry: Some(entry), ..Line::default() };
                    repeats.take(&mut line, name);
                    all.push(line);
                }
            }
            Ok(all)
        }
        _ => Err(several()),
    }
}

fn lines_only(format: Format) -> bool {
    matches!(format, Format::WatchlistJsonl | Format::FtmJsonl)
}

/// Whether a file says how another is read: TOML, or JSON that is no entry.
pub fn is_mapping(name: &str, bytes: &[u8]) -> bool {
    let head = bytes.get(..detect::HEAD).unwrap_or(bytes);
    let says = || memchr::memmem::find(head, b"\"columns\"").is_some() || Mapping::read(name, head).is_ok();
    has_ending(name, "toml") || (has_ending(name, "json") && says())
}

/// The OFAC files, by name or, alone, by content.
fn sdn(files: &[(&str, &[u8])]) -> Result<Option<ListRead>, ListError> {
    let ends = |name: &str, ending: &str| name.to_ascii_lowercase().ends_with(ending);
    let named = |ending: &str| files.iter().find(|(name, _)| ends(name, ending)).map(|(_, bytes)| *bytes);
    let alone = match files {
        [(name, bytes)] => detect(name, bytes) == Ok(Format::OfacSdn),
        _ => false,
    };
    let Some(sdn) = named("sdn.csv").or_else(|| if alone { files.first().map(|f| f.1) } else { None }) else {
        return Ok(None);
    };
    let stranger = files.iter().find(|(name, _)| !OFAC.iter().any(|e| ends(name, e)));
    if let (Some((name, _)), false) = (stranger, alone) {
        return Err(ListError::Several { files: format!("sdn.csv and {name}") });
    }
    let mut read = pc_sdn::read(sdn, named("alt.csv"), named("add.csv"));
    read.format = Format::OfacSdn.name();
    read.cut = is_cut(&read);
    Ok(Some(read))
}

/// What happens to entries of a form that share an id.
fn rule(format: Format) -> Rule {
    if matches!(format, Format::MappedCsv | Format::WatchlistJsonl) { Rule::Apart } else { Rule::First }
}

fn is_cut(read: &ListRead) -> bool {
    read.cut || read.warnings.iter().any(|warning| warning.code == CUT)
}

/// The first line of a text.
fn first_line(bytes: &[u8]) -> String {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len()).min(detect::HEAD);
    let (text, _) = xml::decode(bytes.get(..end).unwrap_or(bytes));
    text.trim_end().to_owned()
}

fn whole(
    name: &str,
    bytes: &[u8],
    format: Format,
    mapping: Option<(&str, &[u8])>,
) -> Result<ListRead, ListError> {
    let mut read = match format {
        Format::OfacSdn => pc_sdn::read(bytes, None, None),
        Format::UnXml => un::read(bytes),
        Format::EuXml => eu::read_xml_file(bytes),
        Format::EuCsv => eu::read_csv(bytes),
        Format::UkOfsiXml => uk::read_ofsi_xml(bytes),
        Format::UkXml => uk::read_xml_file(bytes),
        Format::UkOfsiCsv | Format::UkCsv => {
            let list = if format == Format::UkCsv { uk::LIST } else { uk::OFSI };
            let (head, _) = xml::decode(bytes.get(..detect::HEAD).unwrap_or(bytes));
            uk::read_csv(bytes, list, detect::has_preamble(&head))
        }
        Format::WatchlistJsonl | Format::OpenSanctionsCsv | Format::FtmJsonl | Format::MappedCsv => {
            // Wide encodings are for spreadsheets; rows are read as bytes.
            let (text, warning) = match bytes {
                [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => xml::decode(bytes),
                _ => (std::borrow::Cow::Borrowed(""), None),
            };
            let bytes = if text.is_empty() { bytes } else { text.as_bytes() };
            let mut read = ListRead { warnings: warning.into_iter().collect(), ..ListRead::default() };
            let lines = open(name, format, mapping, &first_line(bytes), || Ok(bytes))?;
            // Reading from memory cannot fail.
            lines.map_while(Result::ok).for_each(|line| read.push(line));
            read
        }
    };
    if lines_only(format)
        && let Some(warning) = cut_line(bytes, &read)
    {
        read.cut = true;
        read.warnings.push(warning);
    }
    read.cut = is_cut(&read);
    read.format = format.name();
    read.published = read.published.as_deref().map(edition).filter(|stated| !stated.is_empty());
    Ok(read)
}

/// A last line of JSON that has no end of its line and cannot be read was cut off, with all that followed.
fn cut_line(bytes: &[u8], read: &ListRead) -> Option<Warning> {
    let last = memchr::memrchr(b'\n', bytes).map_or(0, |at| at + 1);
    let bad = read.warnings.last().is_some_and(|w| w.code == "bad-line" && w.offset as usize == last);
    (bad && last < bytes.len()).then(|| end::cut_at(last))
}

/// The entries of a form that is read line by line.
fn open<'a, R: BufRead + Send + 'a>(
    name: &str,
    format: Format,
    mapping: Option<(&str, &[u8])>,
    first: &str,
    mut input: impl FnMut() -> io::Result<R>,
) -> Result<Lines<'a>, ListError> {
    let io = |error: io::Error| ListError::Io { file: name.to_owned(), why: error.to_string() };
    Ok(match format {
        Format::OpenSanctionsCsv => {
            let mut sets = DataSets::default();
            let ids = opensanctions::ids(input().map_err(io)?, &mut sets).map_err(io)?;
            let lines = opensanctions::lines(input().map_err(io)?, sets.name(name)).map_err(io)?;
            Repeats::among(rule(format), ids).over(lines)
        }
        Format::FtmJsonl => {
            let (mut ids, mut sets) = (Ids::default(), DataSets::default());
            let note = |line: &[u8]| {
                ids.note_line(line);
                sets.note_line(line);
            };
            let papers = ftm::Papers::read(input().map_err(io)?, note).map_err(io)?;
            let lines = ftm::lines(input().map_err(io)?, papers, sets.name(name));
            Repeats::among(rule(format), ids).over(lines)
        }
        Format::MappedCsv => {
            let mapping = match mapping {
                Some((file, bytes)) => Some((file, Mapping::read(file, bytes)?)),
                None => None,
            };
            let plan = mapping::plan(name, first, mapping)?;
            let ids = mapped::ids(input().map_err(io)?, &plan).map_err(io)?;
            let lines = mapped::lines(input().map_err(io)?, plan).map_err(io)?;
            Repeats::among(rule(format), ids).over(lines)
        }
        _ => {
            let ids = Ids::of_lines(input().map_err(io)?).map_err(io)?;
            Repeats::among(rule(format), ids).over(JsonLines::new(input().map_err(io)?))
        }
    })
}

/// The entries of one file, one at a time, so that ten million of them need no memory: JSON lines (own form and
/// FollowTheMoney), OpenSanctions' CSV and a mapped CSV. Files of the other forms are small and are read whole.
///
/// `input` opens the file; it is asked for it three or four times: ids that stand more than once are found first. `mapping` is a mapping file's name and bytes.
pub fn stream<'a, R: BufRead + Send + 'a>(
    name: &str,
    mapping: Option<(&str, &[u8])>,
    mut input: impl FnMut() -> io::Result<R>,
) -> Result<Stream<'a>, ListError> {
    let io = |error: io::Error| ListError::Io { file: name.to_owned(), why: error.to_string() };
    let mut head = Vec::new();
    io::Read::read_to_end(&mut io::Read::take(input().map_err(io)?, detect::HEAD as u64), &mut head)
        .map_err(io)?;
    let format = detect(name, &head).map_err(|why| ListError::Unknown { file: name.to_owned(), why })?;
    if let (Some((file, _)), false) = (mapping, format == Format::MappedCsv) {
        return Err(needless(name, format, file));
    }
    let wide = matches!(head.as_slice(), [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if lines_only(format) && !wide {
        let place = end::Place::default();
        let lines = open(name, format, None, "", || input().map(|input| place.note(input)))?;
        return Ok(Stream { format: format.name(), published: None, lines: place.watch(lines) });
    }
    if matches!(format, Format::OpenSanctionsCsv | Format::MappedCsv) && !wide {
        let lines = open(name, format, mapping, &first_line(&head), input)?;
        return Ok(Stream { format: format.name(), published: None, lines });
    }
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut input().map_err(io)?, &mut bytes).map_err(io)?;
    Ok(Stream::of(whole(name, &bytes, format, mapping)?))
}

fn needless(csv: &str, format: Format, mapping: &str) -> ListError {
    let why = format!("{csv} is of the form {} and takes no mapping, or there are several", format.name());
    ListError::Mapping { file: mapping.to_owned(), why }
}

impl Stream<'_> {
    /// What was read whole.
    pub fn of(read: ListRead) -> Self {
        let (format, published) = (read.format, read.published);
        let warnings = Line { warnings: read.warnings, ..Line::default() };
        let partial = read.partial;
        let entries = read.entries.into_iter().map(move |entry| {
            let partial = partial.contains(&entry.id);
            Line { entry: Some(entry), partial, ..Line::default() }
        });
        let lines = std::iter::once(warnings).chain(entries).map(Ok);
        Self { format, published, lines: Box::new(lines) }
    }
}

/// Which of `files` (a name and its beginning each) make a list together: the OFAC files of one edition, a CSV with
/// the mapping called like it, and own JSON lines of one list. Every other file is a list of its own.
pub fn together(files: &[(&str, &[u8])]) -> Vec<Vec<usize>> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (place, (name, head)) in files.iter().enumerate() {
        let key = key(name, head);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, group)) => group.push(place),
            None => groups.push((key, vec![place])),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn key(name: &str, head: &[u8]) -> String {
    let lower = name.to_ascii_lowercase();
    if let Some(prefix) = OFAC.iter().find_map(|end| lower.strip_suffix(end)) {
        return format!("ofac {prefix}");
    }
    if !is_mapping(name, head) && detect(name, head) == Ok(Format::WatchlistJsonl) {
        let first = JsonLines::new(Cursor::new(head)).map_while(Result::ok).find_map(|line| line.entry);
        return first.map_or_else(|| format!("file {lower}"), |entry| format!("list {}", entry.list));
    }
    let stem = lower.rsplit_once('.').map_or(lower.as_str(), |(stem, _)| stem);
    let mapping = is_mapping(name, head);
    let stem = if mapping { stem.strip_suffix(".map").unwrap_or(stem) } else { stem };
    if mapping || has_ending(name, "csv") || has_ending(name, "tsv") {
        format!("csv {stem}")
    } else {
        format!("file {lower}")
    }
}
