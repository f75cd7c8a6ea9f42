//! Segment tags: which exist, and which of them a message's grammar allows. Needed only for repairs.

/// Which grammar a message follows, as far as the repair of lost terminators needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Family {
    /// Not known (yet).
    Any,
    /// PAXLST: WCO/IATA guide, and the segments that state extensions use.
    Paxlst,
    /// PNRGOV: IATA PADIS.
    Pnrgov,
}

/// `UNB`, `UNG`, `UNH`, `UNT`, `UNE`, `UNZ`, `UNS`, `UNA`.
pub(crate) fn is_service(tag: [u8; 3]) -> bool {
    matches!(&tag, b"UNA" | b"UNB" | b"UNG" | b"UNH" | b"UNT" | b"UNE" | b"UNZ" | b"UNS")
}

fn is_paxlst(tag: [u8; 3]) -> bool {
    matches!(
        &tag,
        b"BGM"
            | b"RFF"
            | b"DTM"
            | b"NAD"
            | b"CTA"
            | b"COM"
            | b"TDT"
            | b"LOC"
            | b"ATT"
            | b"MEA"
            | b"GEI"
            | b"FTX"
            | b"EMP"
            | b"NAT"
            | b"DOC"
            | b"CPI"
            | b"QTY"
            | b"CNT"
            | b"PDT"
            | b"TSR"
            | b"GIS"
            | b"PNA"
            | b"AUT"
    )
}

fn is_pnrgov(tag: [u8; 3]) -> bool {
    matches!(
        &tag,
        b"MSG"
            | b"ORG"
            | b"TVL"
            | b"EQN"
            | b"SRC"
            | b"RCI"
            | b"SSR"
            | b"DAT"
            | b"IFT"
            | b"ADD"
            | b"EBD"
            | b"TIF"
            | b"FTI"
            | b"REF"
            | b"FAR"
            | b"TKT"
            | b"MON"
            | b"PTK"
            | b"TXD"
            | b"FOP"
            | b"TRA"
            | b"RPI"
            | b"APD"
            | b"TRI"
            | b"SSD"
            | b"TBD"
            | b"ABI"
            | b"SAC"
            | b"LTS"
            | b"MSD"
            | b"ERC"
            | b"MKS"
            | b"NOD"
            | b"CNX"
    )
}

/// Whether `family` allows `tag`.
pub(crate) fn allowed(tag: [u8; 3], family: Family) -> bool {
    is_service(tag)
        || match family {
            Family::Any => is_paxlst(tag) || is_pnrgov(tag),
            Family::Paxlst => is_paxlst(tag),
            Family::Pnrgov => is_pnrgov(tag),
        }
}

/// Segments that hold names or free text, in which an apostrophe may stand unescaped.
pub(crate) fn is_text(tag: [u8; 3]) -> bool {
    matches!(
        &tag,
        b"NAD" | b"TIF" | b"IFT" | b"FTX" | b"ADD" | b"SSR" | b"COM" | b"CTA" | b"FOP" | b"ERC" | b"LTS"
    )
}

/// Segments of words only: a lost terminator inside a line cannot be told from prose there.
pub(crate) fn is_prose(tag: [u8; 3]) -> bool {
    matches!(
        &tag,
        b"IFT" | b"FTX" | b"ADD" | b"SSR" | b"LTS" | b"EBD" | b"FOP" | b"CTA" | b"COM" | b"UNB" | b"UNH"
    )
}

/// Whether what follows `tag` and its separator is what that segment really starts with, so that a tag glued
/// to the value before it (`RFF+SEA:062JDOC+P+5144`) is certain enough to be split off.
pub(crate) fn starts_like(tag: [u8; 3], rest: &[u8]) -> bool {
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let upper = rest.iter().take_while(|b| b.is_ascii_uppercase()).count();
    let then = |n: usize| rest.get(n).is_some_and(|b| !b.is_ascii_alphanumeric() && *b > b' ');
    match &tag {
        b"NAD" => rest.starts_with(b"FL") || rest.starts_with(b"FM") || rest.starts_with(b"DD"),
        b"ATT" | b"NAT" => rest.starts_with(b"2") && then(1),
        b"GEI" => rest.starts_with(b"4") && then(1),
        b"DTM" => {
            (1..=3).contains(&digits) && then(digits) && rest.get(digits + 1).is_some_and(u8::is_ascii_digit)
        }
        b"LOC" => (2..=3).contains(&digits) && then(digits),
        b"RFF" => (2..=3).contains(&upper) && then(upper),
        b"DOC" => upper <= 2 && then(upper),
        b"MEA" => (rest.starts_with(b"CT") || rest.starts_with(b"WT")) && then(2),
        b"CNT" => rest.starts_with(b"4") && then(2),
        b"TDT" => (rest.starts_with(b"20") || rest.starts_with(b"34")) && then(2),
        b"UNT" | b"UNE" | b"UNZ" => digits > 0 && (then(digits) || rest.len() == digits),
        b"TVL" => digits == 6 && then(6),
        b"SSR" => upper == 4 && then(4),
        b"TKT" => digits >= 10 && then(digits),
        b"DAT" => (1..=3).contains(&digits) && then(digits),
        b"TRI" | b"TBD" => digits == 0 && then(0) && rest.get(1).is_some_and(u8::is_ascii_digit),
        _ => false,
    }
}
