//! From bytes to an index, and what may be wrong with them.

use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::{
    Index,
    bytes::Bytes,
    layout::{SEAL_AT, Section, table},
};

/// Why bytes are no index to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// They do not begin as an index does.
    NotAnIndex,
    /// They were written by another version of this program.
    Version {
        /// The version they have.
        found: u32,
        /// The version that is read.
        expected: u32,
    },
    /// Some are missing, or there are more than there should be.
    Truncated {
        /// How many there should be.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A part is not what it was when it was written.
    Corrupt(&'static str),
    /// They are not signed, and must be.
    Unsigned,
    /// Their signature is not by the key expected, or not over these bytes.
    Signature,
}

impl std::error::Error for OpenError {}

impl std::fmt::Display for OpenError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotAnIndex => write!(
                f,
                "this is no index of names: it does not begin as one; make one with `portcullis index`"
            ),
            Self::Version { found, expected } => {
                write!(
                    f,
                    "this index has version {found}, version {expected} is read here: make it again from its lists"
                )
            }
            Self::Truncated { expected, found } => {
                write!(f, "this index should have {expected} bytes and has {found}: copy it again")
            }
            Self::Corrupt(part) => {
                write!(f, "this index is damaged ({part} has another checksum): copy it again")
            }
            Self::Unsigned => write!(f, "this index is not signed"),
            Self::Signature => write!(
                f,
                "the signature of this index is not by the expected key, or the index was changed after"
            ),
        }
    }
}

impl Index {
    /// Opens an index: its header is checked (and found whole), its sections are not read. Before it goes into
    /// service, [`Self::verify`] should hold.
    ///
    /// `bytes` should begin at a multiple of 8, as files in memory do; otherwise they are copied.
    pub fn from_bytes(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>) -> Result<Self, OpenError> {
        let table = table((*bytes).as_ref())?;
        Ok(Self::over(Bytes::shared(bytes), table))
    }

    /// Reads every section and compares its checksum.
    pub fn verify(&self) -> Result<(), OpenError> {
        const NAMES: [&str; Section::ALL.len()] = [
            "letters",
            "forms",
            "postings",
            "entries",
            "traits",
            "tokens",
            "keys",
            "key directory",
            "skeletons",
            "sounds",
            "skeleton keys",
            "skeleton directory",
            "documents",
            "document directory",
            "documents seen",
            "words side by side",
            "births",
            "places of neighbours",
            "neighbours",
            "likeness of neighbours",
            "payload",
            "letters of things",
            "words of things",
            "postings of things",
            "names of things",
            "words of the names of things",
            "keys of things",
            "key directory of things",
            "marks of things",
            "mark directory of things",
        ];
        let is_whole = |section: Section| {
            let (_, _, sum) = self.table.sections[section as usize];
            <[u8; 32]>::from(Sha256::digest(self.section(section))) == sum
        };
        let damaged = Section::ALL.into_par_iter().zip(NAMES).find_first(|(section, _)| !is_whole(*section));
        damaged.map_or(Ok(()), |(_, name)| Err(OpenError::Corrupt(name)))
    }

    /// What a signature is over: a digest of the header, which holds a digest of every section.
    pub fn digest(&self) -> [u8; 32] {
        self.table.digest
    }

    /// The public key that the index says it is signed with, and the signature (Ed25519 over [`Self::digest`]).
    pub fn seal(&self) -> Option<([u8; 32], &[u8])> {
        (self.table.key != [0; 32]).then_some((self.table.key, &self.table.signature))
    }

    /// Puts a public key and a signature in; of an index in the process' own memory only.
    pub fn set_seal(&mut self, key: [u8; 32], signature: &[u8; 64]) {
        if let Some(bytes) = self.bytes.own() {
            bytes[SEAL_AT..SEAL_AT + 32].copy_from_slice(&key);
            bytes[SEAL_AT + 32..SEAL_AT + 96].copy_from_slice(signature);
            self.table.key = key;
            self.table.signature = signature.to_vec();
        }
    }
}
