//! The words of organisations' names: legal forms, which fall away; words that say little; the rest.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// Made by `tools/name-dictionary`: see `data/README.md`.
static TABLE: &str = include_str!("../../data/organizations.tsv");

/// Countries and cities, each line its words.
static PLACES: &str = include_str!("../../data/places.txt");

/// Classes of the table that are names: telling ones, whose other spellings are met as those of any word. With the word that
/// stands for each.
const NAMES: [(&str, &str); 6] = [
    ("ALQAEDA", "QAEDA"),
    ("HEZBOLLAH", "HEZBOLLAH"),
    ("IRGC", "IRGC"),
    ("PLA", "PLA"),
    ("CIA", "CIA"),
    ("CCP", "CCP"),
];

/// What a phrase in the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// A legal form: `LTD`, `GMBH`, `OOO`.
    Legal,
    /// A word of so many names that it says little, made one in all languages: `BANK`, `TRADE`, `NATL`.
    Common(&'static str),
}

/// The most words in a phrase.
const LONGEST: usize = 7;

/// Legal forms that the table has not, or has as something else.
const LEGAL: &str = "CO COMPANY COMPANIES CORP CORPORATION INC INCORPORATED LTD LIMITED LLC LLP LP PLC PTE PVT PTY BHD SDN GMBH AG \
    KG OHG SA SAS SARL SRL SPA NV BV OY AB AS ASA APS OOO OAO ZAO PAO AO TOO EOOD OOD AD DOO DD KFT ZRT RT SRO EST \
    JSC OJSC CJSC PJSC PJS LLCO FZE FZC FZCO FZLLC DMCC WLL BSC SAL SAE SAOG QSC KSC KK YK PT TBK CV TIC STI LTDA EIRL CA SAC";

/// Words that join the others.
const JOINING: &str = "OF THE AND FOR IN DE DEL DELLA DI DA DO LA LE LES LOS LAS EL AL DU DES ET Y E UND DER DIE DAS FUR VON I NA PO V \
    VE DLA ZA IM";

/// Words of many names that the table has not.
const COMMON: &str = "INVERSIONES INMOBILIARIA DISTRIBUIDORA COMERCIALIZADORA CONSTRUCTORA CONSTRUCCIONES HERMANOS SERVICIOS \
    GRUPO ASOCIADOS CONSULTORES AGROPECUARIA GANADERA TRANSPORTES FUNDACION SOCIEDAD CORPORACION EMPRESA PROMOTORA \
    SOCIETY MOVEMENT FRONT BATTALION COUNCIL HARAKAT JAMIAT JAMAAT JAMIYAT MUASSASAT CHARITY CHARITABLE KHAYRIYYA \
    RELIEF WELFARE HUMANITARIAN FOOD FOODS MARINE NAVIGATION LINE LINES AIRWAYS AIRLINES STAR OCEAN SEA FORCE FORCES \
    UNIT DIVISION FACTION NEW FIRST MODERN EAST WEST NORTH SOUTH EASTERN WESTERN NORTHERN SOUTHERN GENERAL STORE STORES";

/// Said of ships and aircraft, no part of their names.
const CRAFT: &str =
    "MV MT MS MOTORVESSEL MOTORTANKER SS SV MY FV TANKER VESSEL SHIP BARGE IMO HULL AIRCRAFT EX FORMERLY";

/// Legal forms that are written together with the name by mistake: `JSCARGUMENT`.
const GROWN: [&str; 11] = ["OJSC", "CJSC", "PJSC", "JSC", "LLC", "OOO", "OAO", "ZAO", "PAO", "GMBH", "FZE"];

static PHRASES: LazyLock<HashMap<String, Class>> = LazyLock::new(|| {
    let mut phrases = HashMap::with_capacity(8_000);
    for line in TABLE.lines() {
        let mut fields = line.split('\t');
        if let (Some(kind), Some(class), Some(words)) = (fields.next(), fields.next(), fields.next()) {
            let name = NAMES.iter().find(|(of, _)| *of == class).map(|(_, word)| *word);
            let class = Class::Common(name.unwrap_or(class));
            phrases.insert(words.to_owned(), if kind == "L" { Class::Legal } else { class });
        }
    }
    for (place, word) in places() {
        phrases.entry(word.replace('_', " ")).or_insert(Class::Common(place));
    }
    phrases.extend(LEGAL.split_whitespace().map(|word| (word.to_owned(), Class::Legal)));
    phrases
});

/// The longest phrase of the table that these words begin with, and how many words it has.
pub fn phrase(words: &[&str]) -> Option<(Class, usize)> {
    (1..=words.len().min(LONGEST))
        .rev()
        .find_map(|count| Some((*PHRASES.get(words[..count].join(" ").as_str())?, count)))
}

pub fn is_joining(word: &str) -> bool {
    JOINING.split_whitespace().any(|joining| joining == word)
}

pub fn is_craft(word: &str) -> bool {
    CRAFT.split_whitespace().any(|craft| craft == word)
}

/// The name that a legal form was written together with.
pub fn without_grown_form(word: &str) -> Option<&str> {
    let rest = GROWN.iter().find_map(|form| word.strip_prefix(form))?;
    (rest.len() >= 5).then_some(rest)
}

/// Every word for a place, with the one that stands for it.
fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    PLACES.lines().filter(|line| !line.starts_with('#')).flat_map(|line| {
        let mut words = line.split_whitespace().peekable();
        let place = words.peek().copied().unwrap_or_default();
        words.map(move |word| (place, word))
    })
}

/// What is said by a word that is the name of a class of common ones, of a trade or of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Little,
    Trade,
    Place,
}

/// What a word says that many names have; nothing for one that tells.
pub fn says(word: &str) -> Option<Says> {
    static ALL: LazyLock<HashMap<&'static str, Says>> = LazyLock::new(|| {
        let class = |line: &'static str| {
            let class =
                line.split('\t').nth(1).filter(|class| !NAMES.iter().any(|(name, _)| name == class))?;
            Some((class, if line.starts_with('D') { Says::Trade } else { Says::Little }))
        };
        let places = places().map(|(place, _)| (place, Says::Place));
        let common = COMMON.split_whitespace().map(|word| (word, Says::Trade));
        let table = TABLE.lines().filter(|line| !line.starts_with('L')).filter_map(class);
        common.chain(places).chain(table).collect()
    });
    ALL.get(word).copied()
}
