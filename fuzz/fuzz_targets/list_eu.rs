//! Arbitrary bytes inside of the European Union's XML, or under the header of its CSV.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (xml, csv) = (
        [b"<export generationDate=\"2026\"><sanctionEntity euReferenceNumber=\"1\">", bytes, b"</sanctionEntity></export>"].concat(),
        [&b"Entity_LogicalId;Entity_SubjectType;NameAlias_WholeName;BirthDate_Year;BirthDate_Month;Identification_Number\n"[..], bytes].concat(),
    );
    assert_eq!(pc_lists::read_any(&[("eu", &xml)]).expect("told by its records").format, "eu-xml");
    assert_eq!(pc_lists::read_any(&[("eu", &csv)]).expect("told by its header").format, "eu-csv");
});
