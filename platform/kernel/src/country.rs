use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A state or issuing authority, as a three-letter code: ISO 3166-1 alpha-3, or one of the further codes of
/// ICAO 9303-3 §5 (`XXA` stateless, `UNO` United Nations, `RKS` Kosovo, …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Country([u8; 3]);

/// Codes of ICAO 9303-3 §5 that ISO 3166-1 does not have, and codes of states that are no more.
const FURTHER: [&str; 27] = [
    "D", "EUE", "GBD", "GBN", "GBO", "GBP", "GBS", "RKS", "XKX", "XOM", "XPO", "XXA", "XXB", "XXC", "XXX",
    "UNO", "UNA", "UNK", "XBA", "XIM", "XCC", "XCE", "XCO", "XEC", "UTO", "YUG", "SUN",
];

/// Names that lists and carriers use and that the ISO table lacks.
const ALIASES: [(&str, &str); 40] = [
    ("RUSSIA", "RUS"),
    ("IRAN", "IRN"),
    ("SYRIA", "SYR"),
    ("KOREA, NORTH", "PRK"),
    ("NORTH KOREA", "PRK"),
    ("KOREA, SOUTH", "KOR"),
    ("SOUTH KOREA", "KOR"),
    ("BURMA", "MMR"),
    ("COTE D IVOIRE", "CIV"),
    ("IVORY COAST", "CIV"),
    ("CONGO, DEMOCRATIC REPUBLIC OF THE", "COD"),
    ("DEMOCRATIC REPUBLIC OF THE CONGO", "COD"),
    ("CONGO, REPUBLIC OF THE", "COG"),
    ("PALESTINIAN", "PSE"),
    ("PALESTINE", "PSE"),
    ("WEST BANK", "PSE"),
    ("VIETNAM", "VNM"),
    ("LAOS", "LAO"),
    ("TANZANIA", "TZA"),
    ("BOLIVIA", "BOL"),
    ("VENEZUELA", "VEN"),
    ("MOLDOVA", "MDA"),
    ("MACEDONIA", "MKD"),
    ("NORTH MACEDONIA, THE REPUBLIC OF", "MKD"),
    ("CZECH REPUBLIC", "CZE"),
    ("UNITED STATES", "USA"),
    ("UNITED KINGDOM", "GBR"),
    ("GREAT BRITAIN", "GBR"),
    ("TAIWAN", "TWN"),
    ("HONG KONG", "HKG"),
    ("MACAU", "MAC"),
    ("KOSOVO", "RKS"),
    ("THE GAMBIA", "GMB"),
    ("GAMBIA, THE", "GMB"),
    ("BAHAMAS, THE", "BHS"),
    ("TURKEY", "TUR"),
    ("SWAZILAND", "SWZ"),
    ("CAPE VERDE", "CPV"),
    ("BRUNEI", "BRN"),
    ("EAST TIMOR", "TLS"),
];

impl Country {
    /// Reads a two- or three-letter code or an English name; `None` when nothing of the sort is meant.
    pub fn parse(text: &str) -> Option<Self> {
        let upper = text.trim().trim_end_matches('<').to_ascii_uppercase();
        match upper.len() {
            0 => None,
            1 => (upper == "D").then_some(Self(*b"DEU")),
            // Reserved for it, and often written.
            2 if upper == "UK" => Self::code("GBR"),
            2 => celes::Country::from_alpha2(&upper).ok().and_then(|c| Self::code(c.alpha3)),
            3 if FURTHER.contains(&upper.as_str()) => Self::code(&upper),
            3 => celes::Country::from_alpha3(&upper).ok().and_then(|c| Self::code(c.alpha3)),
            _ => ALIASES
                .iter()
                .find(|(name, _)| *name == upper)
                .and_then(|(_, code)| Self::code(code))
                .or_else(|| {
                    // The table's names are written without blanks and marks.
                    let joined: String = upper
                        .chars()
                        .filter(char::is_ascii_alphabetic)
                        .map(|c| c.to_ascii_lowercase())
                        .collect();
                    let country =
                        celes::Country::from_name(&joined).or_else(|_| celes::Country::from_alias(&joined));
                    country.ok().and_then(|c| Self::code(c.alpha3))
                }),
        }
    }

    /// Whether it is the code of a state: not of somebody without one, of a refugee, of what is not stated, or of an
    /// organisation that issues documents (ICAO 9303-3 §5, parts B to D).
    pub fn is_country(self) -> bool {
        let [first, ..] = self.0;
        (first != b'X' || self.0 == *b"XKX") && !matches!(&self.0, b"UNO" | b"UNA" | b"UNK" | b"EUE" | b"UTO")
    }

    fn code(alpha3: &str) -> Option<Self> {
        alpha3.as_bytes().try_into().ok().map(Self)
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Country {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text).ok_or_else(|| format!("not a country: {text:?}"))
    }
}

impl Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Country;

    #[test]
    fn codes_and_names_of_the_field_are_read() {
        for (text, code) in [
            ("GB", "GBR"),
            ("gbr", "GBR"),
            ("UK", "GBR"),
            ("D<<", "DEU"),
            ("Korea, North", "PRK"),
            ("Egypt", "EGY"),
            ("RKS", "RKS"),
            ("Russia", "RUS"),
            ("Colombia", "COL"),
            ("XXA", "XXA"),
            ("Lebanon", "LBN"),
            ("Cote d Ivoire", "CIV"),
            ("Saudi Arabia", "SAU"),
            ("Bosnia and Herzegovina", "BIH"),
            ("South Africa", "ZAF"),
        ] {
            assert_eq!(Country::parse(text).map(|c| c.to_string()).as_deref(), Some(code), "{text}");
        }
        for (code, is) in
            [("FRA", true), ("RKS", true), ("XKX", true), ("XXA", false), ("XXX", false), ("UNO", false)]
        {
            assert_eq!(Country::parse(code).map(Country::is_country), Some(is), "{code}");
        }
        for text in ["", "Q", "QQ", "QQQ", "Atlantis"] {
            assert_eq!(Country::parse(text), None, "{text}");
        }
    }
}
