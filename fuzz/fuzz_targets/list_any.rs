//! Any bytes, as whoever hands in a list may send them: told by content and read, whole and as a stream.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = pc_lists::read_any(&[("file", bytes)]);
    let _ = pc_lists::read_any(&[("sdn.csv", bytes), ("alt.csv", bytes), ("add.csv", bytes)]);
    if let Ok(read) = pc_lists::stream("file.csv", None, || Ok(bytes)) {
        read.lines.for_each(drop);
    }
});
