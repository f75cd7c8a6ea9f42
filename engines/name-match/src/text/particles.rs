//! Words that stand around a name: titles, particles, articles, suffixes, in Latin capitals and as other scripts
//! write them.

use std::sync::LazyLock;

use hashbrown::HashMap;

/// What a word does beside a name. A word may do several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Role(u8);

impl Role {
    pub const TITLE: u8 = 1;
    pub const PARTICLE: u8 = 2;
    pub const ARTICLE: u8 = 4;
    pub const BOUND_ARTICLE: u8 = 8;
    pub const SERVANT: u8 = 16;
    pub const HONORIFIC: u8 = 32;

    /// The roles of a word in Latin capitals.
    pub fn of(word: &str) -> Self {
        static ROLES: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
            let all = [
                (TITLES, Role::TITLE),
                (HONORIFICS, Role::HONORIFIC),
                (PARTICLES, Role::PARTICLE),
                (ARTICLES, Role::ARTICLE),
                (BOUND_ARTICLES, Role::BOUND_ARTICLE),
                (SERVANTS, Role::SERVANT),
            ];
            let mut roles = HashMap::new();
            for (words, role) in all {
                words.split_whitespace().for_each(|word| *roles.entry(word).or_default() |= role);
            }
            roles
        });
        ROLES.get(word).map_or(Self::default(), |roles| Self(*roles))
    }

    pub fn is(self, role: u8) -> bool {
        self.0 & role != 0
    }
}

/// Forms of address, rank and generation: said of a person, not part of the name.
const TITLES: &str = "MR MRS MS MISS MSTR MX DR PROF PROFESSOR DOCTOR SIR LORD DAME REV REVEREND MULLAH MULLA MOLLAH MAULANA \
    MAWLANA MAWLAWI MAULAVI MOULAVI MAULVI MAWLAVI MOLVI AYATOLLAH HOJJATOLESLAM USTAZ USTAD USTADH ENGR ENGINEER \
    COL COLONEL GENERAL BRIGADIER BRIG CAPT CAPTAIN LT LIEUTENANT SGT COMMANDER CMDR ADMIRAL JR JNR SR SNR II III ESQ \
    PHD CHD INF HERR FRAU MONSIEUR MADAME MME SENOR SENORA SRA SHRI SMT GOSPODIN GOSPOZHA";

/// Titles that are names as well: dropped while two other tokens remain.
const HONORIFICS: &str = "SAYYID HAFIZ QARI SHEIKH SHEIK SHAYKH SHAIKH SHEYKH CHEIKH SHEKH HAJI HAJJI HAJJ HADJI HADJ HAJ HAJA ALHAJ \
    ALHAJI ELHADJ MASTER LADY ENG GEN MAJ MAJOR DON DONA";

/// Particles that are dropped while two other tokens remain.
const PARTICLES: &str = "BIN IBN BEN BINT BINTI BINTE BT BTE WALAD WULD OULD OGLU OGHLU OGLY OGULLARI KIZI KYZY QIZI GYZY DE \
    DEL DELA DELLA DELLO DEGLI DEI LA LAS LOS LE DA DAS DO DOS DI DU VAN VON VOM ZUM ZUR DER DEN TER TEN \
    ZU AF AV Y E ET UND UL UD AND OF THE AP FITZ";

/// Articles are no part of a name.
const ARTICLES: &str = "AL EL";

/// The article before sun letters, written as it sounds; an article only where a hyphen binds it.
const BOUND_ARTICLES: &str = "AN AR AS AT AZ AD ASH ADH ATH UR US ES EN ER EZ ED ET ACH";

/// "Servant of", alone or grown together with the article.
const SERVANTS: &str =
    "ABD ABDUL ABDEL ABDAL ABDOL ABDOUL ABDUR ABDUS ABDU ABDIL ABDOUR ABDUN ABDUZ ABDOU ABDER ABDEN ABDES";

/// Legal forms of organisations that are written together with the name.
pub const GROWN_FORMS: &str = "股份有限公司 有限责任公司 有限責任公司 有限公司 株式会社 有限会社 合同会社 合资公司 集团公司 公司 주식회사 유한회사";

/// Words of other scripts with the Latin word that says the same, where letters alone would not tell.
const NATIVE: &[(&str, &str)] = &[
    ("بن", "BIN"),
    ("ابن", "IBN"),
    ("بنت", "BINT"),
    ("ولد", "OULD"),
    ("ابو", "ABU"),
    ("أبو", "ABU"),
    ("أبي", "ABI"),
    ("ابي", "ABI"),
    ("أم", "UMM"),
    ("ام", "UMM"),
    ("آل", "AL"),
    ("ال", "AL"),
    ("عبد", "ABD"),
    ("الشيخ", "SHEIKH"),
    ("شيخ", "SHEIKH"),
    ("الدكتور", "DR"),
    ("دكتور", "DR"),
    ("دکتر", "DR"),
    ("الحاج", "HAJJ"),
    ("حاج", "HAJJ"),
    ("حاجی", "HAJI"),
    ("السيد", "SAYYID"),
    ("السید", "SAYYID"),
    ("سيد", "SAYYID"),
    ("سید", "SAYYID"),
    ("آيةالله", "AYATOLLAH"),
    ("آیةالله", "AYATOLLAH"),
    ("آیتالله", "AYATOLLAH"),
    ("ايةالله", "AYATOLLAH"),
    ("ملا", "MULLA"),
    ("مولوی", "MAWLAWI"),
    ("المهندس", "ENG"),
    ("بن־", "BIN"),
    ("בן", "BEN"),
    ("בת", "BAT"),
    ("оглы", "OGLU"),
    ("оглу", "OGLU"),
    ("кызы", "KYZY"),
    ("бин", "BIN"),
    ("ибн", "IBN"),
    ("аль", "AL"),
    ("эль", "EL"),
    ("ль", "L"),
    ("фон", "VON"),
    ("де", "DE"),
    ("ван", "VAN"),
    ("先生", "MR"),
    ("女士", "MS"),
    ("小姐", "MISS"),
    ("博士", "DR"),
    ("씨", "MR"),
    ("님", "MR"),
    ("さん", "MR"),
    ("様", "MR"),
    ("श्री", "SHRI"),
    ("श्रीमती", "SMT"),
    ("डॉ", "DR"),
    ("นาย", "MR"),
    ("นาง", "MRS"),
    ("นางสาว", "MISS"),
];

/// What follows Muhammad in names that are one word: of a family, not a second given name.
const AFTER_MUHAMMAD: [&str; 14] =
    ["یان", "يان", "زاده", "پور", "نژاد", "وند", "اوف", "يوف", "یوف", "اني", "انی", "خانی", "لو", "دوست"];

/// Whether what follows Muhammad in a word is a given name.
pub fn is_given_rest(rest: &str) -> bool {
    rest.chars().count() >= 3 && !AFTER_MUHAMMAD.contains(&rest)
}

/// How names of other languages go on that begin as the article does: Alexander, Elisabeth, Albert, Alfonso.
const FOREIGN_AL: [&str; 12] =
    ["كس", "کس", "يزا", "یزا", "برت", "بير", "بیر", "فون", "فري", "فری", "ياس", "يون"];

/// Whether a word without its first two letters, which are those of the article, is the rest of such a name.
pub fn is_foreign_al(rest: &str) -> bool {
    FOREIGN_AL.iter().any(|foreign| rest.starts_with(foreign))
}

/// The Latin word for a word of another script (lower case), where the table has it.
pub fn native(word: &str) -> Option<&'static str> {
    NATIVE.iter().find(|(native, _)| *native == word).map(|(_, latin)| *latin)
}
