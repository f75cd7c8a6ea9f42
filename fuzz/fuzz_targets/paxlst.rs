//! Arbitrary bytes behind the head of a PAXLST message, through the entry point: an answer every time, and
//! every source of a field lies in the input.
#![no_main]

use libfuzzer_sys::fuzz_target;

const HEAD: &[u8] = b"UNH+1+PAXLST:D:02B'BGM+745'TDT+20+QQ1'LOC+125+AAA'";

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
