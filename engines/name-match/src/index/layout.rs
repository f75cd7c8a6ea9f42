//! How an index lies in memory and in a file: sections of little-endian numbers, one after another.
//!
//! ```text
//! magic 8 · version u32 · sections u32 · length u64 · subjects u32 · entries u32 · zones 5 × u32 · 0 u32
//! for each section: offset u64 · length u64 · SHA-256 32
//! SHA-256 of all that stands before it · public key 32 · signature 64 (both nought where unsigned)
//! the sections, each from a multiple of 8
//! ```
//!
//! Nothing is read that was not asked for: an index of gigabytes opens in the time that its header takes.

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{bytes::Bytes, open::OpenError};

pub const MAGIC: [u8; 8] = *b"PCNAMES\n";
/// Changes with anything that makes an older file mean something else: the layout, how tokens are made, or how alike they
/// are (costs, keys, the dictionary), since lists of neighbours are kept.
pub const VERSION: u32 = 9;
/// Bytes before the section table.
pub const FIXED: usize = 8 + 4 + 4 + 8 + 4 + 4 + 4 * ZONES + 4;
const ROW: usize = 8 + 8 + 32;
/// Digest, public key and signature.
const SEAL: usize = 32 + 32 + 64;
/// Bytes before the first section.
pub const HEADER: usize = (FIXED + ROW * Section::ALL.len() + SEAL).next_multiple_of(8);

/// The parts of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Letters of the forms: text, fold, skeleton, then groups of four bytes.
    Letters,
    /// [`FormRow`]s.
    Forms,
    /// Entries that hold a form, ascending, one form after another.
    Postings,
    /// `(first token, place of the payload in words of four bytes)` of each entry, and one more.
    Entries,
    /// What else is known of each entry, a byte each: see [`super::traits`].
    Traits,
    /// Tokens of the entries' names: see [`token`].
    Tokens,
    /// Forms by their keys: see [`super::hashed`].
    Keys,
    /// Where the keys with the same upper bits begin.
    KeyDirectory,
    /// `[first form, place in the sounds, kind]` of each skeleton: see [`super::sounds`].
    Skeletons,
    /// The folds of the forms, each as it differs from the one before.
    Sounds,
    /// Skeletons by their keys, and by their forms' bones.
    SkeletonKeys,
    /// Where the skeletons' keys with the same upper bits begin.
    SkeletonDirectory,
    /// Entries by their documents' numbers.
    Documents,
    /// Where the documents with the same upper bits begin.
    DocumentDirectory,
    /// Which hashes of documents' numbers there may be: see [`super::hashed::Seen`].
    DocumentsSeen,
    /// Which words there may be that stand side by side in a name: see [`super::neighbours::beside`].
    Beside,
    /// `(date, first entry)` of the dates of birth: see [`super::dates`].
    Births,
    /// `(form, place of its neighbours)` of the commonest forms: see [`super::kept`].
    KeptPlaces,
    /// The neighbours of the commonest forms.
    KeptLists,
    /// How alike they are.
    KeptCodes,
    /// The subjects as they were given, each with its label.
    Payload,
    /// Names of things (see [`super::things`]): letters of their words.
    ThingLetters,
    /// Their words.
    ThingWords,
    /// Names that hold a word, ascending, one word after another.
    ThingPostings,
    /// The names, by what their words cost.
    ThingNames,
    /// The words of the names.
    ThingTokens,
    /// Words by their keys.
    ThingKeys,
    /// Where the keys with the same upper bits begin.
    ThingKeyDirectory,
    /// Names by words written as one and by first letters.
    ThingMarks,
    /// Where the marks with the same upper bits begin.
    ThingMarkDirectory,
}

impl Section {
    pub const ALL: [Self; 30] = [
        Self::Letters,
        Self::Forms,
        Self::Postings,
        Self::Entries,
        Self::Traits,
        Self::Tokens,
        Self::Keys,
        Self::KeyDirectory,
        Self::Skeletons,
        Self::Sounds,
        Self::SkeletonKeys,
        Self::SkeletonDirectory,
        Self::Documents,
        Self::DocumentDirectory,
        Self::DocumentsSeen,
        Self::Beside,
        Self::Births,
        Self::KeptPlaces,
        Self::KeptLists,
        Self::KeptCodes,
        Self::Payload,
        Self::ThingLetters,
        Self::ThingWords,
        Self::ThingPostings,
        Self::ThingNames,
        Self::ThingTokens,
        Self::ThingKeys,
        Self::ThingKeyDirectory,
        Self::ThingMarks,
        Self::ThingMarkDirectory,
    ];
}

/// How many zones entries fall into by what is known of their birth: see [`super::dates::Zone`].
pub const ZONES: usize = 5;

/// The numbers of a header.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub subjects: u32,
    pub entries: u32,
    /// The first entry of each zone.
    pub zones: [u32; ZONES],
}

/// One form, in 28 bytes: `[place of its letters, lengths, print × 3, weight, first posting]`; after the last form
/// stands one more, for where its postings end.
pub type FormRow = [u32; 7];

/// A token in 32 bits: the form's number in the lower 26, then what stands below.
pub mod token {
    pub const FORM: u32 = (1 << 26) - 1;
    /// Two bits: 0 family name, 1 given name, 2 not split.
    pub const FIELD: u32 = 26;
    /// The last token of its name.
    pub const LAST: u32 = 1 << 28;
    /// Of a weak alias.
    pub const WEAK: u32 = 1 << 29;
}

/// Where the sections lie.
#[derive(Debug, Clone, Default)]
pub struct Table {
    pub counts: Counts,
    pub sections: Vec<(usize, usize, [u8; 32])>,
    /// What the signature is over.
    pub digest: [u8; 32],
    pub key: [u8; 32],
    pub signature: Vec<u8>,
}

/// Lays sections out, each of some pieces.
pub fn assemble(counts: Counts, sections: &[Vec<&[u8]>; Section::ALL.len()]) -> Bytes {
    let lengths = sections.each_ref().map(|pieces| pieces.iter().map(|piece| piece.len()).sum::<usize>());
    let total = lengths.iter().fold(HEADER, |at, length| (at + length).next_multiple_of(8));
    let mut header = Vec::with_capacity(HEADER);
    header.extend_from_slice(&MAGIC);
    header.extend_from_slice(&VERSION.to_le_bytes());
    header.extend_from_slice(&(Section::ALL.len() as u32).to_le_bytes());
    header.extend_from_slice(&(total as u64).to_le_bytes());
    header.extend_from_slice(&counts.subjects.to_le_bytes());
    header.extend_from_slice(&counts.entries.to_le_bytes());
    counts.zones.iter().for_each(|zone| header.extend_from_slice(&zone.to_le_bytes()));
    header.extend_from_slice(&[0; 4]);
    let mut bytes = Bytes::blank(total);
    let mut rest = bytes.own().and_then(|out| out.get_mut(HEADER..)).unwrap_or_default();
    let places = lengths.map(|length| {
        let (place, after) = std::mem::take(&mut rest).split_at_mut(length.next_multiple_of(8));
        rest = after;
        place
    });
    let put = |(mut place, pieces): (&mut [u8], &Vec<&[u8]>)| {
        let mut digest = Sha256::new();
        for piece in pieces {
            let (own, after) = std::mem::take(&mut place).split_at_mut(piece.len());
            own.copy_from_slice(piece);
            digest.update(own);
            place = after;
        }
        digest.finalize()
    };
    let digests: Vec<_> = places.into_par_iter().zip(sections).map(put).collect();
    let mut at = HEADER;
    for (length, digest) in lengths.into_iter().zip(digests) {
        header.extend_from_slice(&(at as u64).to_le_bytes());
        header.extend_from_slice(&(length as u64).to_le_bytes());
        header.extend_from_slice(&digest);
        at = (at + length).next_multiple_of(8);
    }
    let digest = Sha256::digest(&header);
    header.extend_from_slice(&digest);
    if let Some(out) = bytes.own() {
        out[..header.len()].copy_from_slice(&header);
    }
    bytes
}

/// Where the public key and the signature stand.
pub const SEAL_AT: usize = FIXED + ROW * Section::ALL.len() + 32;

/// Reads a header: whether it is one, whole, and of a file as long as it says.
pub fn table(bytes: &[u8]) -> Result<Table, OpenError> {
    if bytes.get(..8) != Some(&MAGIC) {
        return Err(OpenError::NotAnIndex);
    }
    let word = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
        four.map(u32::from_le_bytes)
            .ok_or(OpenError::Truncated { expected: HEADER as u64, found: bytes.len() as u64 })
    };
    let long = |at: usize| Ok::<u64, OpenError>(u64::from(word(at)?) | u64::from(word(at + 4)?) << 32);
    if word(8)? != VERSION || word(12)? as usize != Section::ALL.len() {
        return Err(OpenError::Version { found: word(8)?, expected: VERSION });
    }
    let length = long(16)?;
    if length != bytes.len() as u64 || bytes.len() < HEADER {
        return Err(OpenError::Truncated { expected: length.max(HEADER as u64), found: bytes.len() as u64 });
    }
    let sealed = FIXED + ROW * Section::ALL.len();
    let digest: [u8; 32] = Sha256::digest(&bytes[..sealed]).into();
    if bytes[sealed..sealed + 32] != digest {
        return Err(OpenError::Corrupt("its header"));
    }
    let mut table = Table { digest, ..Table::default() };
    table.counts.subjects = word(24)?;
    table.counts.entries = word(28)?;
    for (zone, count) in table.counts.zones.iter_mut().enumerate() {
        *count = word(32 + 4 * zone)?;
    }
    for row in 0..Section::ALL.len() {
        let at = FIXED + ROW * row;
        let (from, length) = (long(at)?, long(at + 8)?);
        let end = from.checked_add(length).filter(|end| *end <= bytes.len() as u64 && from % 8 == 0);
        if end.is_none() {
            return Err(OpenError::Corrupt("its table of sections"));
        }
        let mut sum = [0; 32];
        sum.copy_from_slice(&bytes[at + 16..at + 48]);
        table.sections.push((from as usize, length as usize, sum));
    }
    table.key.copy_from_slice(&bytes[SEAL_AT..SEAL_AT + 32]);
    table.signature = bytes[SEAL_AT + 32..SEAL_AT + 96].to_vec();
    Ok(table)
}
