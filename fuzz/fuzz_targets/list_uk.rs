//! Arbitrary bytes in the four forms of the United Kingdom's lists.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for (before, after, format) in [
        (
            &b"Last Updated,1\nName 6,Name 1,DOB,Nationality,Group Type,Alias Type,Alias Quality,Group ID\n"
                [..],
            &b""[..],
            "uk-ofsi-csv",
        ),
        (b"Unique ID,Name 6,Name 1,Name type,D.O.B,Passport number\n", b"", "uk-csv"),
        (
            b"<ArrayOfFinancialSanctionsTarget><FinancialSanctionsTarget>",
            b"</FinancialSanctionsTarget></ArrayOfFinancialSanctionsTarget>",
            "uk-ofsi-xml",
        ),
        (b"<Designations><Designation>", b"</Designation></Designations>", "uk-xml"),
    ] {
        let file = [before, bytes, after].concat();
        assert_eq!(pc_lists::read_any(&[("uk", &file)]).expect("told by its beginning").format, format);
    }
});
