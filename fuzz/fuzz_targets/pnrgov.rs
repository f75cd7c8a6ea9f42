//! Arbitrary bytes behind the head of a PNRGOV message, through the entry point: an answer every time, and
//! every source of a field lies in the input.
#![no_main]

use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"UNH+1+PNRGOV:13:1'MSG+:22'TVL+020326:1220+AAA+BBB+QQ+1'SRC'";

fuzz_target!(|bytes: &[u8]| {
    let bytes = [HEAD, bytes].concat();
    let read = pc_passenger::read_interchange(&bytes, jiff::civil::date(2026, 5, 17));
    assert!(!read.messages.is_empty());
    for person in read.messages.iter().flat_map(|m| &m.persons) {
        for (_, span) in &person.sources {
            assert!((span.offset + span.len) as usize <= bytes.len());
        }
    }
});
