//! Arbitrary bytes inside of the United Nations' XML.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = [
        b"<CONSOLIDATED_LIST dateGenerated=\"2026-05-17\"><INDIVIDUALS><INDIVIDUAL>",
        bytes,
        b"</INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    ]
    .concat();
    let list = pc_lists::read_any(&[("un.xml", &file)]).expect("told by its root");
    assert_eq!(list.format, "un-xml");
});
