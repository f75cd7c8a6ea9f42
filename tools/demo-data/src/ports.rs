//! Ports and carriers. The ports are real places; the carriers and their codes are invented.

/// A port.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Port {
    /// IATA code.
    pub code: &'static str,
    /// IANA zone.
    pub zone: &'static str,
    /// Minutes in the air from and to the agency's country (0 for its own ports).
    pub minutes: i32,
    /// Who lives there mostly: names of cultures of `data/names.txt`.
    pub(crate) cultures: &'static [&'static str],
}

const fn port(
    code: &'static str,
    zone: &'static str,
    minutes: i32,
    cultures: &'static [&'static str],
) -> Port {
    Port { code, zone, minutes, cultures }
}

/// The zone of the agency's country.
pub const HOME_ZONE: &str = "Europe/Vilnius";

/// The agency's ports, and how many in a hundred flights use each.
pub const HOME_PORTS: [(Port, usize); 3] = [
    (port("VNO", HOME_ZONE, 0, &["lithuanian", "lithuanian", "polish", "russian"]), 60),
    (port("KUN", HOME_ZONE, 0, &["lithuanian"]), 27),
    (port("PLQ", HOME_ZONE, 0, &["lithuanian", "latvian"]), 13),
];

/// Ports abroad.
pub const FOREIGN_PORTS: [Port; 27] = [
    port("RIX", "Europe/Riga", 50, &["latvian", "russian"]),
    port("TLL", "Europe/Tallinn", 65, &["nordic", "russian"]),
    port("HEL", "Europe/Helsinki", 80, &["nordic", "chinese", "korean"]),
    port("ARN", "Europe/Stockholm", 85, &["nordic", "arabic", "persian"]),
    port("OSL", "Europe/Oslo", 105, &["nordic", "lithuanian"]),
    port("CPH", "Europe/Copenhagen", 90, &["nordic", "german"]),
    port("WAW", "Europe/Warsaw", 65, &["polish", "ukrainian"]),
    port("FRA", "Europe/Berlin", 125, &["german", "turkish", "indian"]),
    port("MUC", "Europe/Berlin", 130, &["german", "italian"]),
    port("VIE", "Europe/Vienna", 105, &["german", "ukrainian"]),
    port("LHR", "Europe/London", 165, &["english", "indian", "nigerian", "lithuanian"]),
    port("DUB", "Europe/Dublin", 190, &["english", "lithuanian"]),
    port("AMS", "Europe/Amsterdam", 140, &["german", "french", "english"]),
    port("CDG", "Europe/Paris", 160, &["french", "arabic"]),
    port("BRU", "Europe/Brussels", 150, &["french", "german"]),
    port("MAD", "Europe/Madrid", 245, &["spanish"]),
    port("FCO", "Europe/Rome", 165, &["italian", "filipino"]),
    port("ATH", "Europe/Athens", 180, &["greek"]),
    port("IST", "Europe/Istanbul", 165, &["turkish", "arabic", "persian", "kazakh"]),
    port("TBS", "Asia/Tbilisi", 200, &["georgian", "russian"]),
    port("TAS", "Asia/Samarkand", 320, &["kazakh", "russian"]),
    port("ALA", "Asia/Almaty", 350, &["kazakh", "russian", "korean"]),
    port("DXB", "Asia/Dubai", 345, &["arabic", "indian", "filipino", "persian"]),
    port("CAI", "Africa/Cairo", 255, &["arabic"]),
    port("DEL", "Asia/Kolkata", 440, &["indian"]),
    port("ICN", "Asia/Seoul", 620, &["korean", "chinese", "vietnamese"]),
    port("PVG", "Asia/Shanghai", 610, &["chinese", "vietnamese"]),
];

/// A carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrier {
    /// Two characters.
    pub code: &'static str,
    /// Its name, for people.
    pub name: &'static str,
    /// How its messages usually look.
    pub(crate) habits: Habits,
}

/// How a carrier's system writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent habits")]
pub(crate) struct Habits {
    pub una: bool,
    pub lines: bool,
    pub group: bool,
    /// Birth dates with the century (format 102) instead of two-digit years.
    pub century: bool,
    pub version: &'static str,
    pub reservations: bool,
}

const fn carrier(code: &'static str, name: &'static str, bits: u8, version: &'static str) -> Carrier {
    let habits = Habits {
        una: bits & 1 != 0,
        lines: bits & 2 != 0,
        group: bits & 4 != 0,
        century: bits & 8 != 0,
        reservations: bits & 16 != 0,
        version,
    };
    Carrier { code, name, habits }
}

/// The carriers; the first is the agency's country's own.
pub const CARRIERS: [Carrier; 12] = [
    carrier("A7", "Amber Wings", 0b1_1101, "D:02B"),
    carrier("1B", "Boreal Link", 0b0_0011, "D:05B"),
    carrier("C9", "Castle Air", 0b1_0101, "D:12B"),
    carrier("4D", "Delta Meridian", 0b0_0101, "D:02B"),
    carrier("E8", "Evening Star Airlines", 0b1_1111, "D:02B"),
    carrier("F3", "Fjord Connect", 0b0_0001, "D:05B"),
    carrier("6G", "Golden Fleece Air", 0b0_1001, "D:02B"),
    carrier("H2", "Harbour Jet", 0b0_0111, "D:12B"),
    carrier("J5", "Jade Route", 0b1_0101, "D:05B"),
    carrier("2K", "Karakum Airways", 0b0_0000, "D:02B"),
    carrier("N6", "Nile Crescent", 0b0_0010, "D:02B"),
    carrier("V4", "Vistula Regional", 0b0_1101, "D:02B"),
];
