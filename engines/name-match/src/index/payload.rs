//! Subjects as bytes: what a comparison and its reasons need of them. Numbers are LEB128, texts have their length first.

use pc_kernel::{Country, Document, DocumentKind, Gender, PartialDate};

use crate::{NameStrength, Subject, SubjectKind, SubjectName};

const KINDS: [SubjectKind; 6] = [
    SubjectKind::Person,
    SubjectKind::Organization,
    SubjectKind::Vessel,
    SubjectKind::Aircraft,
    SubjectKind::Other,
    SubjectKind::Vehicle,
];
const STRENGTHS: [NameStrength; 4] =
    [NameStrength::Primary, NameStrength::Aka, NameStrength::Weak, NameStrength::Original];
const GENDERS: [Gender; 3] = [Gender::F, Gender::M, Gender::X];
const DOCUMENTS: [DocumentKind; 7] = [
    DocumentKind::Passport,
    DocumentKind::Visa,
    DocumentKind::Identity,
    DocumentKind::Residence,
    DocumentKind::Crew,
    DocumentKind::Other,
    DocumentKind::Unknown,
];

/// A kind in a byte.
pub fn kind_code(kind: SubjectKind) -> u8 {
    place(&KINDS, &kind)
}

/// The kind that a byte stands for.
pub fn kind_of(code: u8) -> Option<SubjectKind> {
    KINDS.get(usize::from(code)).copied()
}

/// Appends a subject.
pub fn write(subject: &Subject, label: &str, out: &mut Vec<u8>) {
    number(subject.key, out);
    text(label, out);
    let gender = subject.gender.map_or(0, |g| 1 + place(&GENDERS, &g));
    out.push(kind_code(subject.kind) | gender << 4);
    number(subject.names.len() as u64, out);
    for name in &subject.names {
        out.push(place(&STRENGTHS, &name.strength));
        text(&name.value, out);
    }
    number(subject.births.len() as u64, out);
    subject.births.iter().for_each(|birth| date(*birth, out));
    number(subject.nationalities.len() as u64, out);
    subject.nationalities.iter().for_each(|country| text(country.as_str(), out));
    number(subject.documents.len() as u64, out);
    for document in &subject.documents {
        let has = [document.stated.is_some(), document.issuer.is_some(), document.expiry.is_some()];
        let flags = has.iter().enumerate().fold(0, |flags, (bit, has)| flags | u8::from(*has) << bit);
        out.push(place(&DOCUMENTS, &document.kind) | flags << 4);
        text(&document.number, out);
        document.stated.iter().for_each(|stated| text(stated, out));
        document.issuer.iter().for_each(|issuer| text(issuer.as_str(), out));
        document.expiry.iter().for_each(|expiry| date(*expiry, out));
    }
}

/// Reads a subject, its label, and how many bytes they took; `None` where the bytes are none.
pub fn read(bytes: &[u8]) -> Option<(Subject, &str, usize)> {
    let mut from = Reader(bytes);
    let key = from.number()?;
    let label = from.text()?;
    let flags = from.byte()?;
    let kind = kind_of(flags & 15)?;
    let gender = (flags >> 4).checked_sub(1).and_then(|at| GENDERS.get(usize::from(at)).copied());
    let names = from.list(|from| {
        let strength = *STRENGTHS.get(usize::from(from.byte()?))?;
        Some(SubjectName { value: from.text()?.to_owned(), strength })
    })?;
    let births = from.list(Reader::date)?;
    let nationalities = from.list(|from| Country::parse(from.text()?))?;
    let documents = from.list(|from| {
        let flags = from.byte()?;
        let has = |bit: u8| flags & (16 << bit) != 0;
        Some(Document {
            kind: *DOCUMENTS.get(usize::from(flags & 15))?,
            number: from.text()?.to_owned(),
            stated: if has(0) { Some(from.text()?.to_owned()) } else { None },
            issuer: if has(1) { Some(Country::parse(from.text()?)?) } else { None },
            expiry: if has(2) { Some(from.date()?) } else { None },
        })
    })?;
    let subject = Subject { key, kind, names, gender, births, nationalities, documents };
    Some((subject, label, bytes.len() - from.0.len()))
}

fn place<T: PartialEq>(table: &[T], item: &T) -> u8 {
    table.iter().position(|known| known == item).unwrap_or(table.len() - 1) as u8
}

/// Appends a number.
pub fn number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn text(value: &str, out: &mut Vec<u8>) {
    number(value.len() as u64, out);
    out.extend_from_slice(value.as_bytes());
}

fn date(date: PartialDate, out: &mut Vec<u8>) {
    let (kind, year, rest): (u8, i16, [i8; 2]) = match date {
        PartialDate::Day(day) => (0, day.year(), [day.month(), day.day()]),
        PartialDate::Month(year, month) => (1, year, [month, 0]),
        PartialDate::Year(year) => (2, year, [0, 0]),
        PartialDate::Circa(year) => (3, year, [0, 0]),
        PartialDate::Range(from, to) => (4, from, to.to_le_bytes().map(u8::cast_signed)),
    };
    out.push(kind);
    out.extend_from_slice(&year.to_le_bytes());
    out.extend_from_slice(&rest.map(i8::cast_unsigned));
}

/// What is left to read.
#[derive(Debug)]
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(first)
    }

    pub fn number(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn date(&mut self) -> Option<PartialDate> {
        let kind = self.byte()?;
        let year = i16::from_le_bytes([self.byte()?, self.byte()?]);
        let rest = [self.byte()?, self.byte()?];
        Some(match kind {
            0 => PartialDate::Day(
                jiff::civil::Date::new(year, rest[0].cast_signed(), rest[1].cast_signed()).ok()?,
            ),
            1 => PartialDate::Month(year, rest[0].cast_signed()),
            2 => PartialDate::Year(year),
            3 => PartialDate::Circa(year),
            4 => PartialDate::Range(year, i16::from_le_bytes(rest)),
            _ => return None,
        })
    }

    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length = usize::try_from(self.number()?).ok().filter(|length| *length <= self.0.len())?;
        (0..length).map(|_| item(self)).collect()
    }
}
