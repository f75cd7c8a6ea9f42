//! Writes segments as bytes, in any of the syntaxes and layouts that carriers' systems produce.

/// The separators of an interchange.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Syntax {
    pub component: char,
    pub element: char,
    pub release: char,
    pub terminator: char,
}

/// ISO 9735 level A.
pub(crate) const STANDARD: Syntax = Syntax { component: ':', element: '+', release: '?', terminator: '\'' };

/// What stands between segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    /// Nothing: one long line.
    One,
    /// A line feed.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// Carriage return alone.
    Cr,
    /// One long line, broken hard after so many characters wherever that falls.
    Wrapped(usize),
    /// Blanks and empty lines at random places between segments.
    Ragged,
}

/// The service string advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Advice {
    /// None.
    Absent,
    /// As the syntax has it.
    Full,
    /// Something else in its place.
    Damaged(&'static str),
}

/// How the bytes look.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub syntax: Syntax,
    pub advice: Advice,
    pub lines: Lines,
    /// Text before and after the interchange.
    pub before: String,
    pub after: String,
    /// Segments, by number, whose terminator is left out.
    pub unterminated: Vec<usize>,
}

/// A value as element text in the standard syntax: what would separate is released.
pub(crate) fn esc(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for c in value.chars() {
        if matches!(c, ':' | '+' | '?' | '\'') {
            text.push('?');
        }
        text.push(c);
    }
    text
}

/// The bytes of `segments`, each written in the standard syntax without its terminator.
pub(crate) fn render(segments: &[String], layout: &Layout) -> Vec<u8> {
    let s = layout.syntax;
    let mut body = String::with_capacity(segments.len() * 24);
    match layout.advice {
        Advice::Absent => {}
        Advice::Full => {
            body.extend([
                "UNA".to_owned(),
                format!("{}{}.{} {}", s.component, s.element, s.release, s.terminator),
            ]);
        }
        Advice::Damaged(text) => body += text,
    }
    if layout.advice != Advice::Absent {
        end(&mut body, layout.lines, 0);
    }
    for (n, segment) in segments.iter().enumerate() {
        translate(segment, s, &mut body);
        if !layout.unterminated.contains(&n) {
            body.push(s.terminator);
        }
        end(&mut body, layout.lines, n);
    }
    if let Lines::Wrapped(width) = layout.lines {
        let letters: Vec<char> = body.chars().collect();
        body = letters.chunks(width).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("\r\n");
    }
    format!("{}{body}{}", layout.before, layout.after).into_bytes()
}

fn end(body: &mut String, lines: Lines, n: usize) {
    body.push_str(match lines {
        Lines::One | Lines::Wrapped(_) => "",
        Lines::Lf => "\n",
        Lines::CrLf => "\r\n",
        Lines::Cr => "\r",
        Lines::Ragged => ["\r\n", "\n\n  ", " ", "\r\n\t", "\n"][n % 5],
    });
}

/// From the standard separators to those of `s`.
fn translate(segment: &str, s: Syntax, out: &mut String) {
    let mut letters = segment.chars();
    while let Some(c) = letters.next() {
        let (literal, c) = if c == '?' { (true, letters.next().unwrap_or('?')) } else { (false, c) };
        match c {
            '+' if !literal => out.push(s.element),
            ':' if !literal => out.push(s.component),
            c => {
                if [s.component, s.element, s.release, s.terminator].contains(&c) {
                    out.push(s.release);
                }
                out.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Advice, Layout, Lines, STANDARD, Syntax, esc, render};

    fn layout(syntax: Syntax, lines: Lines) -> Layout {
        Layout {
            syntax,
            advice: Advice::Full,
            lines,
            before: String::new(),
            after: String::new(),
            unterminated: Vec::new(),
        }
    }

    #[test]
    fn released_characters_stay_literal_in_any_syntax() {
        let segments = [format!("FTX+AAI+{}:B", esc("it's 1+1?"))];
        assert_eq!(render(&segments, &layout(STANDARD, Lines::One)), b"UNA:+.? 'FTX+AAI+it?'s 1?+1??:B'");
        let other = Syntax { component: '|', element: '*', release: '\\', terminator: '~' };
        assert_eq!(render(&segments, &layout(other, Lines::One)), b"UNA|*.\\ ~FTX*AAI*it's 1+1?|B~");
    }

    #[test]
    fn wrapping_breaks_anywhere_and_loses_nothing() {
        let segments = ["NAD+FL+++LONGSURNAME:GIVEN".to_owned()];
        let wrapped = render(&segments, &layout(STANDARD, Lines::Wrapped(7)));
        let text = String::from_utf8(wrapped).unwrap();
        assert!(text.lines().all(|l| l.len() <= 7));
        assert_eq!(text.replace("\r\n", "").into_bytes(), render(&segments, &layout(STANDARD, Lines::One)));
    }
}
