//! Round trips and arbitrary bytes.

use pc_edifact::{Dialect, Lines, Style, Writer, lex};
use proptest::prelude::*;

fn style() -> impl Strategy<Value = Style> {
    let dialect = prop_oneof![
        Just(Dialect::default()),
        Just(Dialect {
            component: b'*',
            element: b';',
            release: Some(b'\\'),
            terminator: b'~',
            ..Dialect::default()
        }),
        Just(Dialect { component: 0x1F, element: 0x1D, terminator: 0x1C, ..Dialect::default() }),
        Just(Dialect { repetition: Some(b'*'), ..Dialect::default() }),
    ];
    let lines = prop_oneof![
        Just(Lines::One),
        Just(Lines::Lf),
        Just(Lines::CrLf),
        (61usize..80).prop_map(Lines::Wrapped),
    ];
    (dialect, lines).prop_map(|(dialect, lines)| Style { dialect, lines, una: true })
}

/// Values as a carrier may mean them: any printable text, trimmed.
fn value() -> impl Strategy<Value = String> {
    "[A-Za-z0-9éÜЖ'+:?*~;\\\\.,/-]{0,20}( [A-Z]{1,8})?".prop_map(|s| s.trim().to_owned())
}

fn body() -> impl Strategy<Value = Vec<Vec<Vec<String>>>> {
    let element = prop::collection::vec(value(), 1..4);
    prop::collection::vec(prop::collection::vec(element, 1..5), 1..12)
}

/// A message in one style, as the mutation starts from.
fn write(style: Style, body: &[Vec<Vec<String>>]) -> Vec<u8> {
    let mut w = Writer::new(style);
    let version = if style.dialect.repetition.is_some() { "4" } else { "3" };
    w.segment("UNB", &[&["UNOA", version], &["XX"], &["GOV"], &["260301", "0900"], &["7"]]);
    w.restart_count();
    w.segment("UNH", &[&["1"], &["PAXLST", "D", "02B", "UN"]]);
    for segment in body {
        let elements: Vec<Vec<&str>> =
            segment.iter().map(|e| e.iter().map(String::as_str).collect()).collect();
        let elements: Vec<&[&str]> = elements.iter().map(Vec::as_slice).collect();
        w.segment("FTX", &elements);
    }
    let count = (w.count() + 1).to_string();
    w.segment("UNT", &[&[&count], &["1"]]);
    w.segment("UNZ", &[&["1"], &["7"]]);
    w.finish()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(style in style(), body in body()) {
        let bytes = write(style, &body);
        let lexed = lex(&bytes);
        prop_assert_eq!(lexed.interchanges.len(), 1, "{}", String::from_utf8_lossy(&bytes));
        let message = &lexed.interchanges[0].messages[0];
        let segments: Vec<_> = lexed.segments(message).filter(|s| s.tag() == "FTX").collect();
        prop_assert_eq!(segments.len(), body.len(), "{}", String::from_utf8_lossy(&bytes));
        for (segment, wanted) in segments.iter().zip(&body) {
            for (e, element) in wanted.iter().enumerate() {
                for (c, value) in element.iter().enumerate() {
                    prop_assert_eq!(&segment.text(e, c).into_owned(), value, "{}", String::from_utf8_lossy(&bytes));
                }
            }
        }
        prop_assert!(lexed.warnings.is_empty(), "{:?}", lexed.warnings);
    }

    #[test]
    fn never_panics_on_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        touch(&bytes);
    }

    #[test]
    fn never_panics_on_mutated_messages(
        style in style(), body in body(), edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0u8..3), 0..12)
    ) {
        let mut bytes = write(style, &body);
        for (at, byte, how) in edits {
            if bytes.is_empty() { break; }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => { bytes.remove(at); }
                _ => bytes.insert(at, byte),
            }
        }
        touch(&bytes);
    }
}

/// Reads everything, and checks that every span lies in the input.
fn touch(bytes: &[u8]) {
    let lexed = lex(bytes);
    for message in lexed.interchanges.iter().flat_map(|i| &i.messages) {
        for segment in lexed.segments(message) {
            assert!(!segment.span().of(bytes).is_empty());
            for element in 0..segment.elements() {
                for (_, value) in segment.values(element) {
                    let span = value.span();
                    assert!((span.offset + span.len) as usize <= bytes.len());
                    let _ = (
                        value.text(),
                        value.split(b'/').map(|v| v.text().len()).sum::<usize>(),
                        value.pieces().count(),
                    );
                }
            }
            let _ = segment.rest();
        }
    }
    for warning in &lexed.warnings {
        assert!(warning.offset as usize <= bytes.len());
    }
}
