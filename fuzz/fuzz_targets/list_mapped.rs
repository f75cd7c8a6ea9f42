//! An agency's own CSV with an arbitrary mapping, and an arbitrary CSV with a good one.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let csv = b"id,name,born\n1,EXAMPLAR Ivo,28/02/1961\n";
    let _ = pc_lists::read_any(&[("a.csv", csv), ("a.toml", bytes)]);
    let file = [&b"id,name,born\n"[..], bytes].concat();
    let mapping = b"list = 'T'\n[columns]\nid = 'id'\nname = 'name'\nbirth = 'born'\n";
    let list = pc_lists::read_any(&[("a.csv", &file), ("a.toml", mapping)]);
    assert!(list.is_ok());
});
