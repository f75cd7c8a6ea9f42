//! Countries as lists name them.

use pc_kernel::Country;

/// Names of the publishers that no general table has, in upper case, and what their codes say.
const NAMES: &[(&str, &str)] = &[
    ("DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA", "PRK"),
    ("KOREA, DEMOCRATIC PEOPLE'S REPUBLIC OF", "PRK"),
    ("REPUBLIC OF KOREA", "KOR"),
    ("ISLAMIC REPUBLIC OF IRAN", "IRN"),
    ("IRAN (ISLAMIC REPUBLIC OF)", "IRN"),
    ("SYRIAN ARAB REPUBLIC", "SYR"),
    ("RUSSIAN FEDERATION", "RUS"),
    ("UNITED REPUBLIC OF TANZANIA", "TZA"),
    ("REPUBLIC OF MOLDOVA", "MDA"),
    ("VENEZUELA (BOLIVARIAN REPUBLIC OF)", "VEN"),
    ("BOLIVIA (PLURINATIONAL STATE OF)", "BOL"),
    ("CONGO (DEMOCRATIC REPUBLIC)", "COD"),
    ("CONGO", "COG"),
    ("STATE OF PALESTINE", "PSE"),
    ("OCCUPIED PALESTINIAN TERRITORIES", "PSE"),
    ("UNITED STATES OF AMERICA", "USA"),
    ("UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND", "GBR"),
    ("MYANMAR (BURMA)", "MMR"),
    ("CÔTE D'IVOIRE", "CIV"),
    ("COTE D'IVOIRE", "CIV"),
    ("TÜRKIYE", "TUR"),
    ("TURKIYE", "TUR"),
    ("VIET NAM", "VNM"),
    ("LAO PEOPLE'S DEMOCRATIC REPUBLIC", "LAO"),
    ("BRUNEI DARUSSALAM", "BRN"),
    ("CABO VERDE", "CPV"),
    ("ESWATINI", "SWZ"),
    ("ERITREA", "ERI"),
    ("TIMOR-LESTE", "TLS"),
    ("NORTH MACEDONIA", "MKD"),
    ("STATELESS", "XXA"),
    // FollowTheMoney's codes of states that are no more, and of Kosovo.
    ("SUHH", "SUN"),
    ("YUCS", "YUG"),
    ("DDDE", "DEU"),
    ("XK", "RKS"),
    ("EU", "EUE"),
];

/// What lists write where the country is not known.
const UNKNOWN: &[&str] = &["", "00", "ZZ", "UNKNOWN", "NA", "N/A", "NONE", "-", "NOT AVAILABLE", "NOT KNOWN"];

/// The country that a code or a name stands for: `None` where the list says that it is not known, an error where the
/// words mean no country.
pub(crate) fn read(text: &str) -> Result<Option<Country>, ()> {
    let upper = text.trim().trim_end_matches('.').replace('\u{2019}', "'").to_uppercase();
    if UNKNOWN.contains(&upper.as_str()) {
        return Ok(None);
    }
    let name = upper.strip_prefix("THE ").unwrap_or(&upper);
    if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
        return Country::parse(code).map(Some).ok_or(());
    }
    // `gb-sct`: a part of a country.
    let whole = name.split_once('-').map(|(whole, _)| whole).filter(|whole| whole.len() == 2);
    Country::parse(name).or_else(|| whole.and_then(Country::parse)).map(Some).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::{NAMES, read};

    #[test]
    fn codes_and_names_of_the_publishers() {
        for (text, code) in [
            ("Egypt", "EGY"),
            ("ru", "RUS"),
            ("gb-sct", "GBR"),
            ("xk", "RKS"),
            ("Democratic People\u{2019}s Republic of Korea", "PRK"),
            ("the Syrian Arab Republic", "SYR"),
            ("AFGHANISTAN", "AFG"),
            ("Bosnia and Herzegovina", "BIH"),
        ] {
            assert_eq!(read(text).map(|c| c.map(|c| c.to_string())), Ok(Some(code.to_owned())), "{text}");
        }
        for (name, code) in NAMES {
            assert_eq!(read(name).map(|c| c.map(|c| c.to_string())), Ok(Some((*code).to_owned())), "{name}");
        }
        assert_eq!(read("00"), Ok(None));
        assert_eq!(read("Atlantis"), Err(()));
    }
}
