//! Separators: from the service string advice (`UNA`), or from what the interchange itself shows when the
//! advice is missing or damaged (ISO 9735-1 §7; short advice and typographic quotes are seen in the wild).

use memchr::memmem;

/// U+2019 in UTF-8: what word processors make of an apostrophe.
pub(crate) const CURLY: [u8; 3] = [0xE2, 0x80, 0x99];

/// The separators of one interchange.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between components, usually `:`.
    pub component: u8,
    /// Between elements, usually `+`.
    pub element: u8,
    /// Makes the next character literal, usually `?`.
    pub release: Option<u8>,
    /// Between repetitions of an element: syntax version 4 only, usually `*`.
    pub repetition: Option<u8>,
    /// Ends a segment, usually `'`.
    pub terminator: u8,
    /// Whether U+2019 ends segments too.
    pub curly: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self {
            component: b':',
            element: b'+',
            release: Some(b'?'),
            repetition: None,
            terminator: b'\'',
            curly: false,
        }
    }
}

pub(crate) fn is_space(b: u8) -> bool {
    b <= b' ' && !(0x1C..=0x1F).contains(&b)
}

fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|b| is_space(*b)) {
        at += 1;
    }
    at
}

/// Something that may serve as a separator.
fn is_mark(b: u8) -> bool {
    !b.is_ascii_alphanumeric() && !is_space(b)
}

/// Where an interchange (or a bare message) starts, and its separators.
#[derive(Debug)]
pub(crate) struct Start {
    /// First byte of `UNA`, or of the first segment.
    pub at: usize,
    /// First byte of the `UNB` (or `UNH`) segment.
    pub first: usize,
    pub dialect: Dialect,
    /// The advice was there and could not be used as it stands.
    pub damaged: bool,
}

/// Finds the next interchange at or after `from`. `no_unb` remembers that none is left, so that a long run of
/// bare messages is not searched again and again.
pub(crate) fn find(bytes: &[u8], from: usize, no_unb: &mut bool) -> Option<Start> {
    let unb = if *no_unb { None } else { head(bytes, from, b"UNB") };
    *no_unb = unb.is_none();
    let (first, bare) = match unb {
        Some(at) => (at, false),
        None => (head(bytes, from, b"UNH")?, true),
    };
    // The advice stands directly before UNB, at most a few blanks and a line end apart.
    let window = first.saturating_sub(24).max(from);
    let advice = (!bare).then(|| memmem::rfind(&bytes[window..first], b"UNA")).flatten().map(|i| window + i);
    let inferred = infer(bytes, first).0;
    let Some(una) = advice else {
        let mut dialect = inferred;
        dialect.repetition = if version(bytes, first, dialect) >= b'4' { Some(b'*') } else { None };
        return Some(Start { at: first, first, dialect, damaged: false });
    };
    let said = &bytes[una + 3..first];
    if let Some(mut dialect) = stated(said, bytes, first) {
        if version(bytes, first, dialect) < b'4' {
            dialect.repetition = None;
        }
        return Some(Start { at: una, first, dialect, damaged: false });
    }
    let mut dialect = inferred;
    dialect.release = if said.contains(&b'\\') && !said.contains(&b'?') { Some(b'\\') } else { Some(b'?') };
    Some(Start { at: una, first, dialect, damaged: true })
}

/// `tag` as a segment: not the end of a word, and followed by something that can be an element separator.
fn head(bytes: &[u8], from: usize, tag: &[u8]) -> Option<usize> {
    memmem::find_iter(bytes.get(from..)?, tag).map(|i| from + i).find(|&at| {
        let before = at.checked_sub(1).filter(|_| at > from).map(|i| bytes[i]);
        let glued = before.is_some_and(|b| b.is_ascii_alphanumeric()) && !bytes[..at].ends_with(b"UNA");
        let next = skip_space(bytes, at + 3);
        !glued && bytes.get(next).is_some_and(|b| is_mark(*b) && *b < 0x80)
    })
}

/// The advice as stated, when it is whole and agrees with what follows.
fn stated(said: &[u8], bytes: &[u8], first: usize) -> Option<Dialect> {
    let end = said.iter().rposition(|b| !is_space(*b)).map_or(0, |i| i + 1);
    let (terminator, curly) = match said.get(5) {
        Some(&b) if end == 6 && (is_mark(b)) => (b, false),
        Some(_) if end == 8 && said[5..8] == CURLY => (b'\'', true),
        // A line end as terminator: legal, if nothing else ends the first segment.
        Some(b'\r' | b'\n') if (4..6).contains(&end) && infer(bytes, first).0.terminator == b'\n' => {
            (b'\n', false)
        }
        _ => return None,
    };
    let dialect = Dialect {
        component: said[0],
        element: said[1],
        release: (!is_space(said[3])).then_some(said[3]),
        repetition: is_mark(said[4]).then_some(said[4]),
        terminator,
        curly,
    };
    let marks = is_mark(dialect.component) && is_mark(dialect.element) && dialect.release.is_none_or(is_mark);
    let distinct = dialect.component != dialect.element
        && dialect.terminator != dialect.element
        && dialect.terminator != dialect.component
        && dialect
            .release
            .is_none_or(|r| r != dialect.element && r != dialect.component && r != dialect.terminator);
    let agrees = bytes.get(skip_space(bytes, first + 3)) == Some(&dialect.element);
    // A whole advice whose terminator ends nothing was mangled on its way: look at the text instead.
    let (shown, certain) = infer(bytes, first);
    let ends = curly || !certain || (shown.terminator == dialect.terminator && !shown.curly);
    (marks && distinct && agrees && ends).then_some(dialect)
}

/// The separators as the first segment shows them, and whether its terminator was seen.
fn infer(bytes: &[u8], first: usize) -> (Dialect, bool) {
    let mut dialect = Dialect::default();
    let mut certain = false;
    let element_at = skip_space(bytes, first + 3);
    if let Some(&b) = bytes.get(element_at).filter(|b| is_mark(**b) && **b < 0x80) {
        dialect.element = b;
    }
    let is_unh = bytes[first..].starts_with(b"UNH");
    // UNB's first element is `UNOA:4`; UNH's second is `PAXLST:D:02B:UN`.
    let mut at = element_at + 1;
    if is_unh {
        at = memchr::memchr(dialect.element, bytes.get(at..).unwrap_or_default()).map_or(at, |i| at + i + 1);
    }
    let word = bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || is_space(**b))
        .count();
    if let Some(&b) = bytes.get(at + word).filter(|b| is_mark(**b) && **b < 0x80 && **b != dialect.element) {
        dialect.component = b;
    }
    let near = &bytes[first..bytes.len().min(first + 4096)];
    let next: &[&[u8]] = if is_unh { &[b"BGM", b"MSG"] } else { &[b"UNH", b"UNG", b"BGM", b"MSG"] };
    let next = next
        .iter()
        .filter_map(|tag| {
            memmem::find_iter(near, tag).find(|&i| {
                i > 3
                    && near.get(skip_space(near, i + 3)) == Some(&dialect.element)
                    && !near[i - 1].is_ascii_alphanumeric()
            })
        })
        .min();
    if let Some(next) = next {
        let before = near[..next].iter().rposition(|b| !is_space(*b)).map_or(0, |i| i + 1);
        let last = near[before - 1];
        if near[..before].ends_with(&CURLY) {
            (dialect.curly, certain) = (true, true);
        } else if is_mark(last) && last != dialect.element && last != dialect.component {
            (dialect.terminator, certain) = (last, true);
        } else if !near.contains(&b'\'') && near[before..next].iter().any(|b| matches!(b, b'\r' | b'\n')) {
            (dialect.terminator, certain) = (b'\n', true);
        }
    }
    if dialect.terminator == b'?' {
        dialect.terminator = b'\'';
    }
    (dialect, certain)
}

/// The syntax version (S001 0002): the first digit after the first component separator of UNB.
fn version(bytes: &[u8], first: usize, dialect: Dialect) -> u8 {
    let near = &bytes[first..bytes.len().min(first + 24)];
    memchr::memchr(dialect.component, near)
        .and_then(|i| near.get(i + 1))
        .copied()
        .filter(u8::is_ascii_digit)
        .unwrap_or(b'1')
}
