//! Arbitrary bytes under the header of OpenSanctions' CSV.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = [&b"id,schema,name,aliases,birth_date,countries,addresses,identifiers\n"[..], bytes].concat();
    assert_eq!(
        pc_lists::read_any(&[("targets.simple.csv", &file)]).expect("told by its header").format,
        "opensanctions-csv"
    );
});
