//! The lexer against damaged envelopes, layouts and texts (messages.md rules: separators, release, layout,
//! lost terminators), and against arbitrary bytes.

mod properties;

use pc_edifact::{Lexed, lex};

/// Tags of all messages' segments.
fn tags(lexed: &Lexed<'_>) -> Vec<String> {
    lexed
        .interchanges
        .iter()
        .flat_map(|i| &i.messages)
        .flat_map(|m| lexed.segments(m).map(|s| s.tag().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// The text of a component of the first segment with `tag`.
fn text(lexed: &Lexed<'_>, tag: &str, element: usize, component: usize) -> String {
    lexed
        .interchanges
        .iter()
        .flat_map(|i| &i.messages)
        .find_map(|m| lexed.segments(m).find(|s| s.tag() == tag))
        .map(|s| s.text(element, component).into_owned())
        .unwrap_or_default()
}

fn codes<'l>(lexed: &'l Lexed<'_>) -> Vec<&'l str> {
    lexed.warnings.iter().map(|w| w.code.as_str()).collect()
}

const BODY: &str = "UNB+UNOA:3+XX+GOV+260301:0900+7'UNH+1+PAXLST:D:02B:UN:IATA'BGM+745'NAD+FL+++DOE:ADA:MAY'\
    RFF+AVF:AB12CD'UNT+5+1'UNZ+1+7'";
const TAGS: [&str; 5] = ["UNH", "BGM", "NAD", "RFF", "UNT"];

#[test]
fn a_clean_interchange_needs_no_repair() {
    let lexed = lex(BODY.as_bytes());
    assert_eq!(tags(&lexed), TAGS);
    assert!(lexed.warnings.is_empty(), "{:?}", lexed.warnings);
    let envelope = &lexed.interchanges[0];
    assert_eq!((envelope.sender.as_deref(), envelope.reference.as_str()), (Some("XX"), "7"));
    let message = &envelope.messages[0];
    assert_eq!((message.kind.as_str(), message.version.as_str()), ("PAXLST", "D:02B"));
    assert!(
        message.span.of(BODY.as_bytes()).starts_with(b"UNH")
            && message.span.of(BODY.as_bytes()).ends_with(b"UNT+5+1'")
    );
    let nad = lexed.segments(message).nth(2).unwrap();
    assert_eq!(nad.component(3, 1).unwrap().span().of(BODY.as_bytes()), b"ADA");
}

#[test]
fn the_advice_is_obeyed_and_its_damaged_forms_are_seen_through() {
    let swap = |una: &str, body: &str| format!("{una}{body}");
    let custom = BODY.replace(':', "*").replace('+', ";").replace('\'', "~");
    for (bytes, damaged) in [
        (swap("UNA:+.? '", BODY), false),
        (swap("UNA:+.?*'\r\n", BODY), false),
        (swap("UNA*;.? ~", &custom), false),
        (swap("UNA:+.?'", BODY), true),
        (swap("UNA:+.?*\u{2019}", BODY), false),
        (swap("UNA:+,? ", BODY), true),
        (swap("UNA ", BODY), true),
        (swap("", &custom), false),
        (swap("", &BODY.replace('\'', "\u{2019}")), false),
        (swap("UNA:+.? \u{2019}", &BODY.replace('\'', "\u{2019}\r\n")), false),
        (swap("UNA:+.? \n", &BODY.replace('\'', "\n")), false),
    ] {
        let lexed = lex(bytes.as_bytes());
        assert_eq!(tags(&lexed), TAGS, "{bytes}");
        assert_eq!(text(&lexed, "NAD", 3, 2), "MAY", "{bytes}");
        assert_eq!(codes(&lexed).contains(&"damaged-una"), damaged, "{bytes}");
    }
}

#[test]
fn release_is_a_state_and_not_a_replacement() {
    let text_of = |s: &str| {
        let bytes = BODY.replace("DOE", s);
        let lexed = lex(bytes.as_bytes());
        assert_eq!(tags(&lexed), TAGS, "{s}");
        text(&lexed, "NAD", 3, 0)
    };
    assert_eq!(text_of("O?'DOE"), "O'DOE");
    assert_eq!(text_of("DOE??"), "DOE?");
    assert_eq!(text_of("D?+O?:E"), "D+O:E");
    assert_eq!(text_of("UNT?+5"), "UNT+5");
    // `??'` is a question mark, then the terminator.
    let bytes = BODY.replace("AB12CD'", "AB12CD??'");
    assert_eq!(text(&lex(bytes.as_bytes()), "RFF", 0, 1), "AB12CD?");
    let backslash = format!("UNA:+.\\*'{}", BODY.replace("DOE", "D\\'OE?"));
    assert_eq!(text(&lex(backslash.as_bytes()), "NAD", 3, 0), "D'OE?");
}

#[test]
fn repetition_counts_in_version_4_only() {
    let bytes = BODY.replace("UNOA:3", "UNOA:4").replace("AB12CD", "AB*SEA:12D");
    let lexed = lex(bytes.as_bytes());
    let message = &lexed.interchanges[0].messages[0];
    let rff = lexed.segments(message).nth(3).unwrap();
    let values: Vec<String> = rff.values(0).map(|(_, v)| v.text().into_owned()).collect();
    assert_eq!(values, ["AVF", "AB", "SEA", "12D"]);
    assert_eq!(rff.text(0, 1), "AB");
    assert_eq!(text(&lex(BODY.replace("AB12CD", "AB*12").as_bytes()), "RFF", 0, 1), "AB*12");
}

#[test]
fn layout_does_not_matter() {
    let wrapped = |width: usize| {
        BODY.as_bytes()
            .chunks(width)
            .map(|c| String::from_utf8_lossy(c).into_owned())
            .collect::<Vec<_>>()
            .join("\r\n")
    };
    for bytes in [
        BODY.replace('\'', "'\r\n"),
        BODY.replace('\'', "'\r"),
        BODY.replace('\'', "'\n\n  \t"),
        BODY.replace('\'', " '\n"),
        BODY.replace("NAD+", "NAD +").replace("RFF+", "RF\r\nF+"),
        BODY.replace("'RFF", "'\r\n$\r\nRFF"),
        format!("{BODY}\r\n$\r\n"),
        format!("\u{feff}{BODY}"),
        format!("\u{1}QU GOVXXYY\r\n.XXHDQ 010900\r\n\u{2}{BODY}\r\n\u{3}\u{c}"),
        format!("ZCZC 01 MAR 26\r\nQD GOVXXYY\r\n{BODY}\r\nNNNN\r\n010900 MAR 26"),
        wrapped(64),
        wrapped(69),
        wrapped(61),
    ] {
        let lexed = lex(bytes.as_bytes());
        assert_eq!(tags(&lexed), TAGS, "{bytes:?}");
        assert_eq!(text(&lexed, "NAD", 3, 0), "DOE", "{bytes:?}");
        assert_eq!(text(&lexed, "NAD", 3, 2), "MAY", "{bytes:?}");
        assert_eq!(text(&lexed, "RFF", 0, 1), "AB12CD", "{bytes:?}");
    }
}

#[test]
fn a_hard_wrap_joins_a_word_and_a_short_line_parts_words() {
    let pad = "X".repeat(50);
    let bytes = BODY.replace("DOE", &format!("{pad}LONG\r\nNAME"));
    let lexed = lex(bytes.as_bytes());
    assert_eq!(text(&lexed, "NAD", 3, 0), format!("{pad}LONGNAME"));
    let message = &lexed.interchanges[0].messages[0];
    let value = lexed.segments(message).nth(2).unwrap().component(3, 0).unwrap();
    assert!(value.span().of(bytes.as_bytes()).ends_with(b"LONG\r\nNAME"));
    let bytes = BODY.replace('\'', "'\n").replace("DOE", "VAN\nDOE");
    assert_eq!(text(&lex(bytes.as_bytes()), "NAD", 3, 0), "VAN DOE");
}

#[test]
fn lost_terminators_are_recovered_and_marked() {
    for bytes in [
        BODY.replace('\'', "'\n").replace("MAY'\n", "MAY\n"),
        BODY.replace('\'', "'\r\n").replace("745'", "745"),
        BODY.replace("UNZ+1+7'", "UNZ+1+7"),
        BODY.replace("UNZ+1+7'", "UNZ+1+7\r\nEND OF FILE"),
        BODY.replace("AB12CD'UNT", "AB12CDUNT"),
        BODY.replace("MAY'RFF", "MAYRFF"),
        BODY.replace("MAY'RFF", "MAY RFF"),
        BODY.replace("MAY'", "MAY\u{2019}"),
    ] {
        let lexed = lex(bytes.as_bytes());
        assert_eq!(tags(&lexed), TAGS, "{bytes}");
        assert_eq!(text(&lexed, "NAD", 3, 2), "MAY", "{bytes}");
        assert_eq!(text(&lexed, "RFF", 0, 1), "AB12CD", "{bytes}");
        assert!(codes(&lexed).iter().any(|c| c.ends_with("-terminator")), "{bytes}: {:?}", lexed.warnings);
    }
}

#[test]
fn free_text_that_looks_like_segments_stays_text() {
    let message = "UNB+IATA:1+XX++260301:0900+7'UNH+1+PNRGOV:13:1:IA'MSG+:22'IFT+4:28+TEXT'TIF+DOE+ADA:A:1'UNT+5+1'UNZ+1+7'";
    for words in
        ["10 PERCENT DISCOUNT' FOR ALL", "ACCOUNT+UNT 5", "SRC AND UNT", "LOU UNT?+50", "PAID 5' AND 6'"]
    {
        let bytes = message.replace("TEXT", words);
        let lexed = lex(bytes.as_bytes());
        assert_eq!(tags(&lexed), ["UNH", "MSG", "IFT", "TIF", "UNT"], "{words}");
    }
    // An unescaped apostrophe in a name.
    let bytes = BODY.replace("DOE", "O'DOE");
    let lexed = lex(bytes.as_bytes());
    assert_eq!((tags(&lexed).len(), text(&lexed, "NAD", 3, 0).as_str()), (5, "O'DOE"));
    assert!(codes(&lexed).contains(&"unescaped-terminator"));
    let bytes = BODY.replace("DOE", "D'AMI");
    assert_eq!(text(&lex(bytes.as_bytes()), "NAD", 3, 0), "D'AMI");
    // A typographic apostrophe in a name is no terminator.
    let bytes = BODY.replace("DOE", "O\u{2019}DOE");
    assert_eq!(text(&lex(bytes.as_bytes()), "NAD", 3, 0), "O\u{2019}DOE");
}

#[test]
fn foreign_bytes_are_read_and_reported() {
    let mut bytes = BODY.replace("DOE", "MUELLER").into_bytes();
    let at = bytes.windows(2).position(|w| w == b"UE").unwrap();
    bytes[at] = 0xDC;
    bytes.remove(at + 1);
    let lexed = lex(&bytes);
    assert_eq!(text(&lexed, "NAD", 3, 0), "MÜLLER");
    assert_eq!(lexed.warnings.iter().find(|w| w.code == "not-utf8").unwrap().offset as usize, at);
    let utf8 = BODY.replace("DOE", "МÜLLER");
    assert_eq!(text(&lex(utf8.as_bytes()), "NAD", 3, 0), "МÜLLER");
}

#[test]
fn envelopes_with_groups_several_messages_and_several_interchanges() {
    let message = "UNH+1+PAXLST:D:02B:UN'BGM+745'UNT+3+1'";
    let bytes =
        format!("UNB+UNOA:3+XX+GOV+260301:0900+7'UNG+PAXLST+XX'{message}{message}UNE+2+1'UNZ+1+7'\r\n{BODY}");
    let lexed = lex(bytes.as_bytes());
    let counts: Vec<usize> = lexed.interchanges.iter().map(|i| i.messages.len()).collect();
    assert_eq!(counts, [2, 1]);
    assert!(lexed.warnings.is_empty(), "{:?}", lexed.warnings);
    let second = format!("UNA*;.? ~{}", BODY.replace(':', "*").replace('+', ";").replace('\'', "~"));
    let both = format!("{BODY}\n{second}");
    let lexed = lex(both.as_bytes());
    assert_eq!(tags(&lexed).len(), 10);
}

#[test]
fn missing_headers_and_trailers_and_wrong_counts_are_warnings() {
    for (bytes, code) in [
        (BODY.replace("UNT+5", "UNT+41"), "count-mismatch"),
        (BODY.replace("UNZ+1", "UNZ+9"), "count-mismatch"),
        (BODY.replace("UNT+5+1'", ""), "missing-unt"),
        (BODY.replace("UNH+1+PAXLST:D:02B:UN:IATA'", ""), "missing-unh"),
    ] {
        let lexed = lex(bytes.as_bytes());
        assert_eq!(lexed.interchanges[0].messages[0].kind, "PAXLST", "{bytes}");
        assert!(codes(&lexed).contains(&code), "{bytes}: {:?}", lexed.warnings);
    }
    let bare = &BODY[BODY.find("UNH").unwrap()..BODY.find("UNZ").unwrap()];
    assert_eq!(tags(&lex(bare.as_bytes())), TAGS);
    assert!(lex(b"nothing of the sort").interchanges.is_empty());
    assert!(lex(b"").interchanges.is_empty());
}
