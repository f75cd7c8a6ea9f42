//! Chinese: family names, and the older romanisation (Wade-Giles) read as pinyin.

use std::sync::LazyLock;

use hashbrown::{HashMap, HashSet};

/// Family names of two characters.
const LONG_SURNAMES: &str = "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 司徒 夏侯 端木 \
    长孙 長孫 宇文 独孤 獨孤 南宫 南宮 西门 西門 闻人 聞人 轩辕 軒轅 呼延 百里 东郭 東郭 申屠 太史 钟离 鍾離 澹台 澹臺 范姜 张简 張簡";

/// Family names of one character that are common in China, Korea or Vietnam and seldom begin a longer one in Japan.
const SURNAMES: &str = "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾\
    彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏锺鍾钟鐘汪任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬\
    段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文朴裴申申柳洪阮潘裴邢翁严嚴温溫莫施牛樊葛兰蘭俞章鲁魯韦韋倪池殷申屠覃";

/// The syllables of pinyin, without tones.
const SYLLABLES: &str = "A AI AN ANG AO BA BAI BAN BANG BAO BEI BEN BENG BI BIAN BIANG BIAO BIE BIN BING BO BU CA CAI CAN CANG CAO \
    CE CEI CEN CENG CHA CHAI CHAN CHANG CHAO CHE CHEN CHENG CHI CHONG CHOU CHU CHUA CHUAI CHUAN CHUANG CHUI \
    CHUN CHUO CI CONG COU CU CUAN CUI CUN CUO DA DAI DAN DANG DAO DE DEN DENG DI DIAN DIAO DIE DIN DING DIU \
    DONG DOU DU DUAN DUI DUN DUO E EI EN ENG ER FA FAN FANG FEI FEN FENG FIAO FO FOU FU GA GAI GAN GANG GAO \
    GE GEI GEN GENG GONG GOU GU GUA GUAI GUAN GUANG GUI GUN GUO HA HAI HAN HANG HAO HE HEI HEN HENG HM HONG \
    HOU HU HUA HUAI HUAN HUANG HUI HUN HUO JI JIA JIAN JIANG JIAO JIE JIN JING JIONG JIU JU JUAN JUE JUN KA \
    KAI KAN KANG KAO KE KEI KEN KENG KONG KOU KU KUA KUAI KUAN KUANG KUI KUN KUO LA LAI LAN LANG LAO LE LEI \
    LENG LI LIA LIAN LIANG LIAO LIE LIN LING LIU LO LONG LOU LU LUAN LUE LUN LUO MA MAI MAN MANG MAO ME MEI \
    MEN MENG MI MIAN MIAO MIE MIN MING MIU MO MOU MU NA NAI NAN NANG NAO NE NEI NEN NENG NI NIAN NIANG NIAO \
    NIE NIN NING NIU NONG NOU NU NUAN NUE NUN NUO O OU PA PAI PAN PANG PAO PEI PEN PENG PI PIAN PIAO PIE PIN \
    PING PO POU PU QI QIA QIAN QIANG QIAO QIE QIN QING QIONG QIU QU QUAN QUE QUN RAN RANG RAO RE REN RENG RI \
    RONG ROU RU RUA RUAN RUI RUN RUO SA SAI SAN SANG SAO SE SEN SENG SHA SHAI SHAN SHANG SHAO SHE SHEI SHEN \
    SHENG SHI SHOU SHU SHUA SHUAI SHUAN SHUANG SHUI SHUN SHUO SI SONG SOU SU SUAN SUI SUN SUO TA TAI TAN TANG \
    TAO TE TENG TI TIAN TIAO TIE TING TONG TOU TU TUAN TUI TUN TUO WA WAI WAN WANG WEI WEN WENG WO WONG WU XI \
    XIA XIAN XIANG XIAO XIE XIN XING XIONG XIU XU XUAN XUE XUN YA YAN YANG YAO YE YI YIN YING YO YONG YOU YU \
    YUAN YUE YUN ZA ZAI ZAN ZANG ZAO ZE ZEI ZEN ZENG ZHA ZHAI ZHAN ZHANG ZHAO ZHE ZHEN ZHENG ZHI ZHONG ZHOU \
    ZHU ZHUA ZHUAI ZHUAN ZHUANG ZHUI ZHUN ZHUO ZI ZONG ZOU ZU ZUAN ZUI ZUN ZUO";

pub fn is_long_surname(head: &str) -> bool {
    LONG_SURNAMES.split_whitespace().any(|surname| surname == head)
}

pub fn is_surname(c: char) -> bool {
    SURNAMES.contains(c)
}

/// From a Wade-Giles syllable, as passports print it, to the pinyin syllables that it may stand for.
static WADE_GILES: LazyLock<HashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut table: HashMap<String, Vec<&'static str>> = HashMap::new();
    for pinyin in SYLLABLES.split_whitespace() {
        table.entry(wade_giles(pinyin)).or_default().push(pinyin);
    }
    table
});

fn wade_giles(pinyin: &str) -> String {
    let initials = [
        ("ZH", "CH"),
        ("CH", "CH"),
        ("SH", "SH"),
        ("B", "P"),
        ("D", "T"),
        ("G", "K"),
        ("J", "CH"),
        ("Q", "CH"),
        ("X", "HS"),
        ("R", "J"),
        ("Z", "TS"),
        ("C", "TS"),
    ];
    let (own, initial) = initials
        .iter()
        .find(|(own, _)| pinyin.starts_with(own))
        .map_or(("", ""), |&(own, initial)| (own, initial));
    let rest = &pinyin[own.len()..];
    let (initial, rest) = if own.is_empty() && !rest.starts_with(['A', 'E', 'I', 'O', 'U', 'Y', 'W']) {
        rest.split_at(1)
    } else {
        (initial, rest)
    };
    let rest = match (own, rest) {
        ("ZH" | "CH" | "SH" | "R", "I") => "IH",
        ("Z" | "C", "I") => return "TZU".to_owned(),
        (_, "I") if initial == "S" => return "SZU".to_owned(),
        ("G", "UI") => "UEI",
        ("G" | "K", "E") => "O",
        (_, "E") if initial == "H" => "O",
        (_, "IE") => "IEH",
        (_, "IAN") => "IEN",
        (_, "UE") => "UEH",
        (_, "ONG") => "UNG",
        (_, "IONG") => "IUNG",
        ("G" | "K", "UO") => "UO",
        (_, "UO") if !matches!(initial, "H" | "SH") => "O",
        (_, "YAN") => "YEN",
        (_, "YE") => "YEH",
        (_, "YOU") => "YU",
        (_, "YONG") => "YUNG",
        (_, "YI") => "I",
        (_, "YUE") => "YUEH",
        (_, "ER") => "ERH",
        (_, other) => other,
    };
    [initial, rest].concat()
}

/// The pinyin that a word in Wade-Giles stands for; none where it is pinyin already, or neither. (`HSIAOMING` is
/// `XIAOMING`.) Without its apostrophes a syllable may stand for several.
pub fn pinyin_of_wade_giles(word: &str) -> Vec<String> {
    // What only Wade-Giles has; most words end here.
    let may_be = |pair: &[u8]| {
        matches!(pair, b"HS" | b"TZ" | b"SZ" | b"IH" | b"IE" | b"UE" | b"UN" | b"TS" | b"RH" | b"JE" | b"YE")
    };
    if word.len() < 2
        || word.len() > 14
        || !word.as_bytes().windows(2).any(may_be)
        || word.contains(['B', 'D', 'Q', 'V', 'X'])
    {
        return Vec::new();
    }
    let mut found = Vec::new();
    read(word, &mut String::new(), false, &mut found);
    found
}

fn read(rest: &str, so_far: &mut String, older: bool, found: &mut Vec<String>) {
    if found.len() >= 6 {
        return;
    }
    if rest.is_empty() {
        if older && !found.contains(so_far) {
            found.push(so_far.clone());
        }
        return;
    }
    for length in (1..=rest.len().min(6)).rev() {
        let Some(syllable) = rest.get(..length) else { continue };
        for pinyin in WADE_GILES.get(syllable).into_iter().flatten() {
            let before = so_far.len();
            so_far.push_str(pinyin);
            read(&rest[length..], so_far, older || !is_syllable(syllable), found);
            so_far.truncate(before);
        }
    }
}

fn is_syllable(word: &str) -> bool {
    static ALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| SYLLABLES.split_whitespace().collect());
    ALL.contains(word)
}

#[cfg(test)]
mod tests {
    use super::pinyin_of_wade_giles;

    #[test]
    fn the_older_romanisation_is_read() {
        assert!(pinyin_of_wade_giles("HSIAOMING").contains(&"XIAOMING".to_owned()));
        assert!(pinyin_of_wade_giles("TSETUNG").contains(&"ZEDONG".to_owned()));
        assert!(pinyin_of_wade_giles("CHIEHSHIH").contains(&"JIESHI".to_owned()));
        assert!(pinyin_of_wade_giles("XIAOMING").is_empty() && pinyin_of_wade_giles("JOHNSON").is_empty());
    }
}
