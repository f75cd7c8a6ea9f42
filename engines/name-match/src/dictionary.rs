//! Which names are forms of one, across scripts and languages, how characters are read, and what their sounds are written
//! for: files made by `tools/name-dictionary` from Wikidata and Unicode data (see `data/README.md`).

use std::sync::{LazyLock, OnceLock};

use hashbrown::HashMap;

use crate::form::Form;

static NAMES: &[u8] = include_bytes!("../data/names.bin");
static READINGS: &str = include_str!("../data/readings.tsv");
static COSTS: &str = include_str!("../data/costs.tsv");

/// The head of `names.bin`: its kind and version.
const MAGIC: &[u8; 4] = b"PCN1";
/// Bytes before the directory: magic, bits of the directory, number of groups that hold across languages.
const HEAD: usize = 9;
/// Bytes of an entry: fingerprint and group.
const ENTRY: usize = 5;
/// Set in the ids that are readings, not groups of the dictionary.
const READING: u32 = 1 << 31;

/// What two forms in one group are worth where one of them is in another script: mostly the same name.
const ACROSS_SCRIPTS: f32 = 0.96;
/// What they are worth in Latin letters: the name in another language, or a short form.
const ACROSS_LANGUAGES: f32 = 0.85;
/// What a reading is worth that is equal by sound.
pub const READ: f32 = 0.97;

static GIVEN: OnceLock<(&'static [u8], &'static str)> = OnceLock::new();
static GIVEN_COSTS: OnceLock<&'static str> = OnceLock::new();

/// Uses another dictionary than the one in the program; false where it is none, or one was used before. For measuring
/// what the dictionary's own sources would flatter.
pub fn set(names: &'static [u8], readings: &'static str) -> bool {
    is_whole(names) && GIVEN.set((names, readings)).is_ok()
}

/// Uses other costs of reading the sounds of other scripts; false where others were used before.
pub fn set_costs(costs: &'static str) -> bool {
    GIVEN_COSTS.set(costs).is_ok()
}

/// What it costs to read the sounds of other scripts for those of Latin letters.
pub fn costs() -> &'static str {
    GIVEN_COSTS.get().copied().unwrap_or(COSTS)
}

/// Whether another dictionary is in use than the one in the program.
pub fn is_given() -> bool {
    GIVEN.get().is_some()
}

/// Whether a table is of this kind and as long as its head says.
fn is_whole(table: &[u8]) -> bool {
    let Some(bits) = table.get(4).filter(|bits| (1..=24).contains(*bits) && table.starts_with(MAGIC)) else {
        return false;
    };
    let directory = HEAD + 4 * ((1 << bits) + 1);
    let entries = number(table, directory - 4) as usize;
    table.len() == directory + ENTRY * entries
}

fn names() -> &'static [u8] {
    GIVEN.get().map_or(NAMES, |given| given.0)
}

fn readings() -> &'static str {
    GIVEN.get().map_or(READINGS, |given| given.1)
}

/// FNV-1a, finished with a mix so that the upper bits are good too.
pub fn hash(key: &[u8]) -> u64 {
    let hash =
        key.iter().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The groups of a form: Latin capitals, or a word of another script as written, in lower case. Ascending.
///
/// The table holds no names but 32 bits of their hash: one in ten thousand unknown names gets a group that is not its
/// own, and meets another of that group by chance only.
pub fn groups_of(key: &str) -> Vec<u32> {
    let table = names();
    let Some(&bits) = table.get(4) else { return Vec::new() };
    let hash = hash(key.as_bytes());
    let (bucket, print) =
        ((hash >> (64 - u32::from(bits))) as usize, (hash >> (48 - u32::from(bits))) as u16);
    let start = |bucket: usize| number(table, HEAD + 4 * bucket) as usize;
    let entries = HEAD + 4 * ((1 << bits) + 1);
    let mut groups: Vec<u32> = (start(bucket)..start(bucket + 1))
        .filter_map(|at| table.get(entries + ENTRY * at..entries + ENTRY * (at + 1)))
        .filter(|entry| entry[..2] == print.to_le_bytes())
        .map(|entry| u32::from_le_bytes([entry[2], entry[3], entry[4], 0]))
        .collect();
    groups.sort_unstable();
    groups
}

/// How many groups are made by hand.
fn by_hand() -> u32 {
    number(names(), 5)
}

fn number(table: &[u8], at: usize) -> u32 {
    table.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// What follows each character in the table of readings.
static LINES: LazyLock<HashMap<char, &'static str>> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let known = line.chars().next()?;
        Some((known, line.get(known.len_utf8()..)?))
    };
    readings().lines().filter_map(line).collect()
});

/// What is known of how a character is read.
#[derive(Debug, Clone, Copy)]
pub struct Readings(Option<&'static str>);

impl Readings {
    pub fn of(c: char) -> Self {
        Self(LINES.get(&c).copied())
    }

    /// Its readings, the likeliest first: `J` Japanese, `C` Cantonese, `K` Korean, `V` Vietnamese, `T` in names from
    /// abroad; `H` the spellings of a Hangul syllable.
    pub fn as_in(self, kind: char) -> impl Iterator<Item = &'static str> {
        let field = self.0.and_then(|line| line.split('\t').find_map(|field| field.strip_prefix(kind)));
        field.into_iter().flat_map(|field| field.split(' ')).filter(|reading| !reading.is_empty())
    }

    /// How much a Han character speaks for a name from abroad (over nought) or at home.
    pub fn abroad(self) -> i32 {
        self.as_in('A').next().and_then(|number| number.parse().ok()).unwrap_or(-3)
    }
}

/// The id that stands for one reading, of the letters folded by sound.
pub fn reading_key(fold: &[u8]) -> u32 {
    (hash(fold) >> 32) as u32 | READING
}

/// Whether a form has readings beside its letters: it is written in another script, or an older romanisation.
pub fn has_readings(form: &Form) -> bool {
    form.groups.last().is_some_and(|&id| is_reading(id))
}

/// Whether the id of a group is one of a reading.
pub fn is_reading(id: u32) -> bool {
    id & READING != 0
}

/// Whether a form has short forms or equivalents in other languages, in Latin letters.
pub fn has_equivalents(form: &Form) -> bool {
    has_hand_made(&form.groups)
}

/// Whether one of these groups, ascending, was made by hand.
pub fn has_hand_made(groups: &[u32]) -> bool {
    groups.first().is_some_and(|id| *id < by_hand())
}

/// How alike two forms are by group or reading, where they are.
pub fn likeness(a: &Form, b: &Form) -> Option<(f32, bool)> {
    if a.groups.is_empty() && b.groups.is_empty() {
        return None;
    }
    let (far_a, far_b) = (has_readings(a), has_readings(b));
    let reads = |native: &Form, other: &Form| native.groups.binary_search(&reading_key(&other.fold)).is_ok();
    if (far_a && reads(a, b)) || (far_b && reads(b, a)) {
        return Some((READ, true));
    }
    // The groups of Wikidata mix spellings with looser equivalents: in Latin letters alone, spellings are told by their
    // letters, and equivalents by the groups made by hand, which come first.
    let most = if far_a || far_b { READING } else { by_hand() };
    let mut shared = a.groups.iter().filter(|id| **id < most && b.groups.binary_search(id).is_ok());
    // Two letters are the name of many.
    let short = a.text.len().min(b.text.len()) < 3;
    let worth = if (far_a || far_b) && !short { (ACROSS_SCRIPTS, true) } else { (ACROSS_LANGUAGES, false) };
    shared.next().map(|_| worth)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Readings, groups_of, is_whole, likeness, reading_key};
    use crate::{
        form::{Form, fold_of},
        writing::Writing,
    };

    #[test]
    fn the_table_in_the_program_is_whole_and_others_are_refused() {
        assert!(is_whole(NAMES));
        assert!(!is_whole(&NAMES[..NAMES.len() - 1]) && !is_whole(b"PCN1") && !is_whole(b""));
        assert!(!is_whole(&[b'P', b'C', b'N', b'1', 255, 0, 0, 0, 0]));
    }

    #[test]
    fn forms_across_scripts_share_a_group_and_unknown_ones_none() {
        assert!(groups_of("EXEMPLAROVSAMPLER").is_empty() && groups_of("").is_empty());
        assert_eq!(groups_of("BILL"), groups_of("BILL"));
        let (bill, william) = (groups_of("BILL"), groups_of("WILLIAM"));
        assert!(bill.iter().any(|group| william.contains(group)));
        assert!(groups_of("TED").len() >= 2, "of Edward and of Theodore");
    }

    #[test]
    fn readings_are_found_by_character() {
        assert!(Readings::of('田').as_in('J').any(|reading| reading == "ta"));
        assert!(Readings::of('尔').abroad() > 0 && Readings::of('田').abroad() < 0);
        assert_eq!(Readings::of('x').as_in('J').count(), 0);
    }

    #[test]
    fn a_reading_counts_more_than_a_group() {
        let native = Form::native("XIN", Writing::LATIN, vec![reading_key(&fold_of("ARATEST"))]);
        let found = likeness(&native, &Form::new("ARATEST"));
        assert!(found.is_some_and(|(worth, same)| worth > 0.9 && same));
        assert_eq!(likeness(&native, &Form::new("SAMPLER")), None);
    }
}
