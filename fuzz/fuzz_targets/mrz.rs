//! Machine-readable zones from any text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = pc_mrz::read(text, jiff::civil::date(2026, 5, 17));
});
