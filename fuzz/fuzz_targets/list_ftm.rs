//! Arbitrary bytes behind a FollowTheMoney entity.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = [&b"{\"id\":\"1\",\"schema\":\"Person\",\"properties\":{}}\n"[..], bytes].concat();
    let list = pc_lists::read_any(&[("entities.ftm.json", &file)]).expect("told by its first line");
    assert_eq!(list.format, "ftm-jsonl");
});
