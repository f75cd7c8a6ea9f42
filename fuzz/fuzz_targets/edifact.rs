//! The lexer: never panics, and every span lies in the input.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let lexed = pc_edifact::lex(bytes);
    for message in lexed.interchanges.iter().flat_map(|i| &i.messages) {
        for segment in lexed.segments(message) {
            for element in 0..segment.elements() {
                for (_, value) in segment.values(element) {
                    let span = value.span();
                    assert!((span.offset + span.len) as usize <= bytes.len());
                    let _ = value.text();
                }
            }
        }
    }
});
