//! The lexer: bytes to segments and components, in one pass.

use std::sync::OnceLock;

use pc_kernel::Warning;

use crate::{
    dialect::{self, CURLY, Dialect, is_space},
    envelope,
    lexed::{Lexed, Part, Row, Segment},
    tags::{self, Family},
    value::{self, BROKEN, FOREIGN, RELEASED},
};

/// What a byte is, in one dialect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Data,
    Component,
    Element,
    Repetition,
    Terminator,
    Release,
    Line,
    Control,
    High,
}

fn classes(d: Dialect) -> [Class; 256] {
    let mut table = [Class::Data; 256];
    table[..0x20].fill(Class::Control);
    table[0x7F] = Class::Control;
    table[0x80..].fill(Class::High);
    table[usize::from(b'\r')] = Class::Line;
    table[usize::from(b'\n')] = Class::Line;
    if d.curly {
        table[usize::from(b'\'')] = Class::Terminator;
    }
    if let Some(b) = d.repetition {
        table[usize::from(b)] = Class::Repetition;
    }
    table[usize::from(d.component)] = Class::Component;
    table[usize::from(d.element)] = Class::Element;
    if let Some(b) = d.release {
        table[usize::from(b)] = Class::Release;
    }
    table[usize::from(d.terminator)] = Class::Terminator;
    table
}

/// A tag that was recognised, and where its segment goes on.
#[derive(Clone, Copy)]
struct Head {
    tag: [u8; 3],
    start: usize,
    /// The separator or terminator after the tag.
    next: usize,
}

struct Lexer<'a> {
    bytes: &'a [u8],
    table: [Class; 256],
    dialect: Dialect,
    family: Family,
    /// The head that ended the segment before: it is the next one's.
    ahead: Option<Head>,
    out: Lexed<'a>,
}

/// Reads bytes: never fails, never panics; work and memory grow linearly with the input.
pub fn lex(bytes: &[u8]) -> Lexed<'_> {
    // Offsets are 32 bits; no transmission comes near.
    let bytes = &bytes[..bytes.len().min(u32::MAX as usize - 1)];
    let mut lexer = Lexer {
        bytes,
        table: classes(Dialect::default()),
        dialect: Dialect::default(),
        family: Family::Any,
        ahead: None,
        out: Lexed {
            bytes,
            whole: None,
            rows: Vec::with_capacity(bytes.len() / 20),
            parts: Vec::with_capacity(bytes.len() / 6),
            dialects: Vec::new(),
            width: OnceLock::new(),
            interchanges: Vec::new(),
            warnings: Vec::new(),
        },
    };
    lexer.run();
    let mut out = lexer.out;
    match std::str::from_utf8(bytes) {
        Ok(text) => out.whole = Some(text),
        Err(e) => {
            out.warnings.push(Warning::new(
                "not-utf8",
                e.valid_up_to(),
                "Bytes that are not UTF-8 were read as Latin-1.",
            ));
        }
    }
    envelope::split(&mut out);
    out.warnings.sort_by_key(|w| w.offset);
    out
}

impl Lexer<'_> {
    fn warn(&mut self, code: &str, offset: usize, text: &str) {
        self.out.warnings.push(Warning::new(code, offset, text));
    }

    fn run(&mut self) {
        let mut at = 0;
        let mut no_unb = false;
        while let Some(start) = dialect::find(self.bytes, at, &mut no_unb) {
            if at > 0 && self.bytes[at..start.at].iter().any(|b| !is_space(*b)) {
                self.warn("text-between", at, "Text between two interchanges was passed over.");
            }
            if start.damaged {
                self.warn(
                    "damaged-una",
                    start.at,
                    "The service string advice (UNA) is damaged; the separators were taken from the text.",
                );
            }
            if self.out.dialects.last() != Some(&start.dialect)
                && self.out.dialects.len() < usize::from(u16::MAX)
            {
                self.out.dialects.push(start.dialect);
            }
            self.dialect = self.out.dialects.last().copied().unwrap_or_default();
            self.table = classes(self.dialect);
            self.family = Family::Any;
            at = self.interchange(start.first);
        }
        if at == 0 {
            return;
        }
        let tail = &self.bytes[at.min(self.bytes.len())..];
        if tail.iter().any(|b| !is_space(*b)) {
            let at = at + tail.iter().position(|b| !is_space(*b)).unwrap_or(0);
            self.warn("text-after", at, "Text after the interchange was passed over.");
        }
    }

    fn class(&self, at: usize) -> Option<Class> {
        self.bytes.get(at).map(|b| self.table[usize::from(*b)])
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while let Some(&b) = self.bytes.get(at) {
            if b != b' ' && !matches!(self.table[usize::from(b)], Class::Line | Class::Control) {
                break;
            }
            at += 1;
        }
        at
    }

    /// A tag at `at`, with line wraps inside it and blanks after it, then a separator or a terminator.
    fn head(&self, at: usize) -> Option<Head> {
        let mut tag = [0; 3];
        let mut next = at;
        for (i, slot) in tag.iter_mut().enumerate() {
            while i > 0 && self.bytes.get(next).is_some_and(|b| matches!(b, b'\r' | b'\n')) && next < at + 8 {
                next += 1;
            }
            let b = *self.bytes.get(next)?;
            if !(b.is_ascii_alphabetic() || (i > 0 && b.is_ascii_digit())) {
                return None;
            }
            *slot = b.to_ascii_uppercase();
            next += 1;
        }
        let limit = next + 8;
        while next < limit
            && self.bytes.get(next).is_some_and(|b| *b == b' ' || self.table[usize::from(*b)] == Class::Line)
        {
            next += 1;
        }
        match self.class(next) {
            Some(Class::Element | Class::Terminator) => {}
            Some(Class::Component) if tags::allowed(tag, Family::Any) => {}
            Some(Class::High) if self.bytes[next..].starts_with(&CURLY) => {}
            // `SRC` as the very last thing, or a tag before a missing terminator.
            None if tags::allowed(tag, self.family) => {}
            _ => return None,
        }
        Some(Head { tag, start: at, next })
    }

    /// Whether a segment may end before `at`: what follows is another one, the end, or junk on a line of its own.
    fn follows(&mut self, at: usize, of: [u8; 3], part: &[u8]) -> bool {
        if tags::is_service(of) && !matches!(&of, b"UNB" | b"UNH" | b"UNG") {
            return true;
        }
        let next = self.skip_space(at);
        if next >= self.bytes.len() {
            return true;
        }
        if let Some(head) = self.head(next) {
            self.ahead = Some(head);
            // `D'AMI+JOHN`: behind one to three letters of a name, what is not a known tag is the rest of the name.
            let elided = (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_alphabetic);
            return next > at || !tags::is_text(of) || !elided || tags::allowed(head.tag, Family::Any);
        }
        if self.bytes[next..].starts_with(b"UNA") {
            return true;
        }
        // Junk such as `$` up to the end of the line or of everything, or a doubled terminator.
        let junk = self.bytes[next..]
            .iter()
            .take(9)
            .take_while(|b| !b.is_ascii_alphanumeric() && !is_space(**b))
            .count();
        if junk > 8 {
            return false;
        }
        let after = self.skip_space(next + junk);
        after >= self.bytes.len()
            || (self.class(next + junk) == Some(Class::Line) || self.class(next) == Some(Class::Terminator))
                && self.head(after).is_some()
    }

    /// Lexes one interchange from its first segment on; returns where it stopped.
    fn interchange(&mut self, first: usize) -> usize {
        let mut at = first;
        while at < self.bytes.len() {
            at = self.skip_space(at);
            if at >= self.bytes.len() {
                break;
            }
            let ahead = self.ahead.take().filter(|h| h.start == at);
            let Some(head) = ahead.or_else(|| self.head(at)) else {
                // Not a segment: a further advice, or junk up to the next line or terminator with a tag after it.
                if at > first && self.bytes[at..].starts_with(b"UNA") {
                    return at;
                }
                let from = at;
                at = self.resync(at);
                self.warn("junk", from, "Text that is not a segment was passed over.");
                continue;
            };
            if at > first
                && (&head.tag == b"UNA"
                    || (&head.tag == b"UNB" && self.out.rows.last().is_some_and(|r| &r.tag == b"UNZ")))
            {
                return at;
            }
            at = self.segment(head);
            if &head.tag == b"UNH" {
                self.learn_family();
            }
            if &head.tag == b"UNZ" {
                return at;
            }
        }
        at
    }

    fn learn_family(&mut self) {
        let Some(row) = self.out.rows.len().checked_sub(1) else { return };
        let kind = Segment { lexed: &self.out, row }.text(1, 0);
        self.family = match kind.as_ref() {
            "PAXLST" => Family::Paxlst,
            "PNRGOV" => Family::Pnrgov,
            _ => Family::Any,
        };
    }

    /// The next place after `at` where a segment can start: behind a line end or a terminator.
    fn resync(&self, at: usize) -> usize {
        let mut next = at;
        while next < self.bytes.len() {
            if matches!(self.class(next), Some(Class::Line | Class::Terminator)) {
                let after = self.skip_space(next + 1);
                if self.head(after).is_some_and(|h| tags::allowed(h.tag, Family::Any)) {
                    return after;
                }
                next = after.max(next + 1);
            } else {
                next += 1;
            }
        }
        self.bytes.len()
    }

    /// Lexes one segment; returns the offset after it.
    fn segment(&mut self, head: Head) -> usize {
        let bytes = self.bytes;
        let dialect = self.out.dialects.len().saturating_sub(1);
        let row = Row {
            tag: head.tag,
            dialect: dialect as u16,
            start: head.start as u32,
            end: head.start as u32,
            first: self.out.parts.len() as u32,
        };
        self.out.rows.push(row);
        let mut at = head.next;
        let (mut element, mut component, mut repetition, mut flags) = (0u16, 0u8, 0u8, 0u8);
        // `SRC'` has no elements at all.
        match self.class(at) {
            Some(Class::Terminator) => return self.end(at + 1),
            Some(Class::High) => return self.end(at + 3),
            None => return self.end_of_input(at),
            _ => at += 1,
        }
        let mut start = at;
        loop {
            while at < bytes.len() && self.table[usize::from(bytes[at])] == Class::Data {
                at += 1;
            }
            let part = |end: usize| {
                let (start, end) = value::trim(bytes, start, end);
                Part { start: start as u32, end: end as u32, element, component, repetition, flags }
            };
            let Some(class) = self.class(at) else {
                self.out.parts.push(part(bytes.len()));
                return self.end_of_input(bytes.len());
            };
            match class {
                Class::Data => at += 1,
                Class::Component => {
                    self.out.parts.push(part(at));
                    component = component.saturating_add(1);
                    flags = 0;
                    at += 1;
                    start = at;
                }
                Class::Element => {
                    if let Some(tag_at) = self.glued(head.tag, start, at) {
                        self.out.parts.push(part(tag_at));
                        return self.repaired(tag_at);
                    }
                    self.out.parts.push(part(at));
                    element = element.saturating_add(1);
                    (component, repetition, flags) = (0, 0, 0);
                    at += 1;
                    start = at;
                }
                Class::Repetition => {
                    self.out.parts.push(part(at));
                    repetition = repetition.saturating_add(1);
                    (component, flags) = (0, 0);
                    at += 1;
                    start = at;
                }
                Class::Terminator => {
                    if self.follows(at + 1, head.tag, &bytes[start..at]) {
                        self.out.parts.push(part(at));
                        return self.end(at + 1);
                    }
                    self.warn(
                        "unescaped-terminator",
                        at,
                        "A segment terminator inside a text was taken as text: no segment follows it.",
                    );
                    at += 1;
                }
                Class::Release => {
                    flags |= RELEASED;
                    at += 1;
                    while bytes.get(at).is_some_and(|b| matches!(b, b'\r' | b'\n')) {
                        at += 1;
                    }
                    at = (at + 1).min(bytes.len());
                }
                Class::Line => {
                    let next = self.skip_space(at);
                    let full = self.full_line(at);
                    let lost =
                        self.head(next).filter(|h| tags::allowed(h.tag, self.family)).is_some_and(|h| {
                            let elements = self.class(h.next) == Some(Class::Element);
                            let strong = elements
                                && tags::starts_like(h.tag, &bytes[h.next + 1..bytes.len().min(h.next + 20)]);
                            // A line of full width ends anywhere: there, a tag alone proves nothing.
                            strong || (!full && (elements || &h.tag == b"SRC"))
                        });
                    // What follows an unterminated UNZ on lines without a terminator is a footer.
                    let footer = &head.tag == b"UNZ"
                        && !bytes[next..]
                            .iter()
                            .take_while(|b| !matches!(b, b'\r' | b'\n'))
                            .any(|b| self.table[usize::from(*b)] == Class::Terminator);
                    if lost || footer {
                        self.out.parts.push(part(at));
                        return self.repaired(at);
                    }
                    flags |= BROKEN;
                    at = next;
                }
                Class::Control => {
                    flags |= BROKEN;
                    at += 1;
                }
                Class::High => {
                    let curly = bytes[at..].starts_with(&CURLY);
                    let len = if curly { 3 } else { 1 };
                    if (curly || bytes[at] == 0x92) && self.curly_ends(at + len, head.tag) {
                        self.out.parts.push(part(at));
                        if !self.dialect.curly {
                            self.warn(
                                "curly-terminator",
                                at,
                                "A typographic quote was taken as a segment terminator.",
                            );
                        }
                        return self.end(at + len);
                    }
                    flags |= FOREIGN;
                    at += 1;
                }
            }
        }
    }

    /// Whether the line that ends at `at` is as long as the longest (but for a character of several bytes), and
    /// long enough to have been wrapped.
    fn full_line(&self, at: usize) -> bool {
        let width = self.out.width().saturating_sub(3);
        width >= 57 && width <= at && !self.bytes[at - width..at].iter().any(|b| matches!(b, b'\r' | b'\n'))
    }

    fn curly_ends(&mut self, at: usize, of: [u8; 3]) -> bool {
        if self.dialect.curly && self.follows(at, of, &[]) {
            return true;
        }
        let next = self.skip_space(at);
        next >= self.bytes.len() || self.head(next).is_some_and(|h| tags::allowed(h.tag, Family::Any))
    }

    /// Where a tag starts that stands at the end of `start..at`, with its own elements after `at`.
    fn glued(&self, of: [u8; 3], start: usize, at: usize) -> Option<usize> {
        let tag_at = at.checked_sub(3).filter(|t| *t > start)?;
        let tag: [u8; 3] = self.bytes[tag_at..at].try_into().ok()?;
        if !tag[0].is_ascii_uppercase() || !tags::allowed(tag, self.family) || tags::is_prose(of) {
            return None;
        }
        let before = self.bytes[tag_at - 1];
        let released = Some(before) == self.dialect.release;
        (!released && tags::starts_like(tag, &self.bytes[at + 1..self.bytes.len().min(at + 20)]))
            .then_some(tag_at)
    }

    fn end(&mut self, at: usize) -> usize {
        if let Some(row) = self.out.rows.last_mut() {
            row.end = at as u32;
        }
        at
    }

    fn repaired(&mut self, at: usize) -> usize {
        let tag = self.out.rows.last().map_or([b'?'; 3], |r| r.tag);
        let tag = String::from_utf8_lossy(&tag).into_owned();
        self.warn(
            "missing-terminator",
            at,
            &format!("The {tag} segment has no terminator; it was ended before the next one."),
        );
        self.end(at)
    }

    fn end_of_input(&mut self, at: usize) -> usize {
        let end = value::trim(self.bytes, 0, at).1;
        let tag = self.out.rows.last().map_or([b'?'; 3], |r| r.tag);
        let tag = String::from_utf8_lossy(&tag).into_owned();
        self.warn(
            "missing-terminator",
            end,
            &format!("The {tag} segment has no terminator; it was ended at the end of the text."),
        );
        self.end(end.max(self.out.rows.last().map_or(0, |r| r.start as usize)));
        at
    }
}
