//! Small synthetic passenger lists.

use std::fmt::Write;

/// A passenger: surname, given name, birth `YYMMDD`, gender, nationality, passport number.
pub type Passenger<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

/// A list of `people` on flight Z9 123 from Oslo to Vilnius.
pub fn list(function: &str, people: &[Passenger<'_>]) -> Vec<u8> {
    let mut text = format!(
        "UNA:+.? 'UNB+UNOA:4+ZULU:ZZ+AGENCY:ZZ+260301:0600+1++PAXLST'UNH+1+PAXLST:D:02B:UN:IATA'BGM+{function}'\
         NAD+MS+++ZULU AIR'TDT+20+Z9123'LOC+125+OSL'DTM+189:2603011000:201'LOC+87+VNO'DTM+232:2603011300:201'"
    );
    for (surname, given, birth, gender, nationality, passport) in people {
        let _ = write!(
            text,
            "NAD+FL+++{surname}:{given}'ATT+2++{gender}'DTM+329:{birth}'LOC+178+OSL'LOC+179+VNO'NAT+2+{nationality}'\
             DOC+P+{passport}'DTM+36:300101'LOC+91+{nationality}'"
        );
    }
    let _ = write!(text, "CNT+42:{}'UNT+1+1'UNZ+1+1'", people.len());
    text.into_bytes()
}

/// The watchlist that the passengers of these tests meet.
pub const WATCHLIST: &str = concat!(
    r#"{"id":"S-1","list":"TEST","schema":"Person","names":[{"v":"TESTANOV, Ivo","k":"primary"},{"v":"ТЕСТАНОВ, Иво","k":"orig"}],"gender":"M","dob":["1961-02-28"],"nat":["BG"],"docs":[{"t":"Passport","n":"TST12345","c":"BG"}]}"#,
    "\n",
    r#"{"id":"S-2","list":"TEST","schema":"Person","names":[{"v":"PROBELLI, Marta Lucia","k":"primary"}],"gender":"F","dob":["1975"],"nat":["IT"],"docs":[]}"#,
    "\n",
);
