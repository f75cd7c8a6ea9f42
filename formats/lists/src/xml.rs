//! Records of an XML file, one at a time, each a small tree. A record that is not well-formed costs only itself.

use std::borrow::Cow;

use memchr::{memchr_iter, memmem};
use pc_kernel::Warning;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

/// Deeper nesting is nobody's list.
const DEPTH: usize = 32;

/// So many records that are not well-formed, and the rest of the file is given up: each costs a search.
const REPAIRS: usize = 200;

/// An element: its name without prefix, attributes, text and children.
#[derive(Debug, Default, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
    /// Byte offset of its start tag.
    pub(crate) offset: usize,
    /// Line of its start tag, from 1.
    pub(crate) line: u64,
}

impl Element {
    /// The attribute's value; blank where it is absent.
    pub(crate) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Its own text, trimmed.
    pub(crate) fn text(&self) -> &str {
        self.text.trim()
    }

    /// The elements at `path` below it (`A/B/C`), every branch.
    pub(crate) fn all(&self, path: &str) -> Vec<&Element> {
        let mut found = vec![self];
        for name in path.split('/') {
            found = found.iter().flat_map(|e| e.children.iter().filter(|child| child.name == name)).collect();
        }
        found
    }

    /// The text of the first element at `path` that has any; blank where there is none.
    pub(crate) fn text_at(&self, path: &str) -> &str {
        self.all(path).iter().map(|e| e.text()).find(|text| !text.is_empty()).unwrap_or_default()
    }
}

/// What stands next in the file.
pub(crate) enum Item {
    /// An element around the records or beside them: at its start tag, and again at its end where it has a text.
    Head(Element),
    /// A record.
    Record(Element),
    /// A record that is not well-formed was passed over.
    Broken(Warning),
    /// The file ends before its outermost element does.
    Cut(Warning),
}

/// The records of a file: elements of one of `names`, wherever they stand.
pub(crate) struct Records<'a> {
    text: &'a str,
    names: &'static [&'static str],
    reader: Reader<&'a [u8]>,
    /// Where in `text` the reader began.
    base: usize,
    /// Depth outside of records; `None` once the root is closed or the end was told.
    depth: Option<usize>,
    /// The element that is no record and was opened last, while it has no other inside.
    open: Option<Element>,
    /// An offset and its line.
    line: (usize, u64),
    repairs: usize,
}

impl<'a> Records<'a> {
    pub(crate) fn new(text: &'a str, names: &'static [&'static str]) -> Self {
        Self {
            text,
            names,
            reader: reader(text),
            base: 0,
            depth: Some(0),
            open: None,
            line: (0, 1),
            repairs: 0,
        }
    }

    fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// The line of `offset`. Offsets mostly grow, so only what is between is counted.
    fn line(&mut self, offset: usize) -> u64 {
        let offset = offset.min(self.text.len());
        if offset < self.line.0 {
            self.line = (0, 1);
        }
        let between = self.text.as_bytes().get(self.line.0..offset).unwrap_or_default();
        self.line = (offset, self.line.1 + memchr_iter(b'\n', between).count() as u64);
        self.line.1
    }

    /// After an error at or behind `from`: on with the next start tag of a record, or the end.
    fn recover(&mut self, from: usize, why: &str) -> Item {
        let line = self.line(from);
        let after = from + 1;
        let rest = self.text.as_bytes().get(after..).unwrap_or_default();
        let next = self.names.iter().filter_map(|name| {
            let open = format!("<{name}");
            memmem::find_iter(rest, open.as_bytes()).find(|at| {
                matches!(rest.get(at + open.len()), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'))
            })
        });
        match next.min().map(|at| after + at) {
            Some(next) if self.repairs < REPAIRS => {
                self.repairs += 1;
                self.base = next;
                self.reader = reader(self.text.get(next..).unwrap_or_default());
                self.reader.config_mut().allow_unmatched_ends = true;
                let text = format!("line {line}: a record is not well-formed XML and was passed over: {why}");
                Item::Broken(Warning::new("bad-record", from, text))
            }
            None if self.closes_root() => {
                self.depth = None;
                let text =
                    format!("line {line}: the last record is not well-formed XML and was passed over: {why}");
                Item::Broken(Warning::new("bad-record", from, text))
            }
            _ => {
                self.depth = None;
                let text = format!("line {line}: from here on the file cannot be read: {why}");
                Item::Cut(Warning::new("file-cut", from, text))
            }
        }
    }

    /// The element that `start` opens, up to its end tag.
    fn tree(&mut self, start: &BytesStart<'_>, offset: usize, depth: usize) -> Result<Element, String> {
        let line = self.line(offset);
        let mut element = element(start, offset, line)?;
        loop {
            let offset = self.at();
            match self.reader.read_event().map_err(|e| e.to_string())? {
                Event::Start(inner) => {
                    if self.names.contains(&inner.local_name().as_ref()) {
                        return Err(format!("<{}> has no end before the next record begins", element.name));
                    }
                    if depth >= DEPTH {
                        return Err(format!("elements are nested more than {DEPTH} deep"));
                    }
                    element.children.push(self.tree(&inner, offset, depth + 1)?);
                }
                Event::Empty(inner) => {
                    let line = self.line(offset);
                    element.children.push(self::element(&inner, offset, line)?);
                }
                Event::Text(text) => element.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::CData(text) => element.text.push_str(&text.xml_content(XmlVersion::Implicit1_0)),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => element.text.push(c),
                    _ => match resolve_predefined_entity(&reference.xml_content(XmlVersion::Implicit1_0)) {
                        Some(known) => element.text.push_str(known),
                        // Entities of a document type are not followed: nobody's list has them, attackers do.
                        None => element.text.push('\u{FFFD}'),
                    },
                },
                Event::End(_) => return Ok(element),
                Event::Eof => return Err(format!("the file ends inside of <{}>", element.name)),
                _ => {}
            }
        }
    }

    fn step(&mut self) -> Option<Item> {
        let mut depth = self.depth?;
        loop {
            let offset = self.at();
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Some(self.recover(offset, &error.to_string())),
            };
            match event {
                Event::Start(start) => {
                    self.open = None;
                    let line = self.line(offset);
                    return Some(if self.names.contains(&start.local_name().as_ref()) {
                        match self.tree(&start, offset, 0) {
                            Ok(tree) => Item::Record(tree),
                            Err(why) => self.recover(offset, &why),
                        }
                    } else {
                        self.depth = Some(depth + 1);
                        match element(&start, offset, line) {
                            Ok(head) => {
                                self.open = Some(head.clone());
                                Item::Head(head)
                            }
                            Err(why) => self.recover(offset, &why),
                        }
                    });
                }
                Event::Text(text) => {
                    if let Some(open) = &mut self.open {
                        open.text.push_str(&text.xml_content(XmlVersion::Implicit1_0));
                    }
                }
                Event::Empty(start) if self.names.contains(&start.local_name().as_ref()) => {
                    let line = self.line(offset);
                    return Some(match element(&start, offset, line) {
                        Ok(record) => Item::Record(record),
                        Err(why) => self.recover(offset, &why),
                    });
                }
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    self.depth = Some(depth);
                    if let Some(head) = self.open.take().filter(|head| !head.text().is_empty()) {
                        return Some(Item::Head(head));
                    }
                }
                Event::Eof => {
                    self.depth = None;
                    // After a repair the depth is a guess; the end tag of the root is none.
                    if depth == 0 || self.closes_root() {
                        return None;
                    }
                    let line = self.line(offset);
                    let text = format!(
                        "line {line}: the file ends before its outermost element does: it is not whole"
                    );
                    return Some(Item::Cut(Warning::new("file-cut", offset, text)));
                }
                _ => {}
            }
        }
    }

    fn closes_root(&self) -> bool {
        let last = self.text.rfind("</").and_then(|at| self.text.get(at + 2..)).unwrap_or_default();
        let last = last.trim_end().trim_end_matches('>').trim();
        let root = self.text.match_indices('<').find_map(|(at, _)| {
            let rest = self.text.get(at + 1..)?;
            rest.starts_with(char::is_alphabetic)
                .then(|| rest.split([' ', '>', '\n', '\r', '\t', '/']).next())?
        });
        root == Some(last)
    }
}

impl Iterator for Records<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.step()
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    Reader::from_str(text)
}

fn element(start: &BytesStart<'_>, offset: usize, line: u64) -> Result<Element, String> {
    let mut element = Element {
        name: AsRef::<str>::as_ref(&start.local_name()).to_owned(),
        offset,
        line,
        ..Element::default()
    };
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| e.to_string())?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|e| e.to_string())?;
        let key = attribute.key.local_name();
        element.attributes.push((AsRef::<str>::as_ref(&key).to_owned(), value.into_owned()));
    }
    Ok(element)
}

/// The file's text: UTF-8, UTF-16 with its mark, or else Latin-1, which never fails.
pub(crate) fn decode(bytes: &[u8]) -> (Cow<'_, str>, Option<Warning>) {
    let wide = |big: bool, bytes: &[u8]| {
        let units = bytes.chunks_exact(2).map(|pair| match pair {
            [a, b] if big => u16::from_be_bytes([*a, *b]),
            [a, b] => u16::from_le_bytes([*a, *b]),
            _ => 0xFFFD,
        });
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{FFFD}')).collect::<String>()
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => (wide(false, rest).into(), None),
        [0xFE, 0xFF, rest @ ..] => (wide(true, rest).into(), None),
        [0xEF, 0xBB, 0xBF, rest @ ..] | rest => match std::str::from_utf8(rest) {
            Ok(text) => (text.into(), None),
            Err(error) => {
                let text = "the file is not UTF-8 and was read as Latin-1: names may look wrong";
                let warning = Warning::new("not-utf-8", error.valid_up_to(), text);
                (rest.iter().map(|&b| char::from(b)).collect::<String>().into(), Some(warning))
            }
        },
    }
}
