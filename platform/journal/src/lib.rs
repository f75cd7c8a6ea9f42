//! The hash-chained, sealed, signed journal: entries, keys, checkpoints, verification. No storage technology: an
//! adapter keeps the bytes, this crate makes and judges them.
//!
//! # Bytes of an entry (form 1)
//!
//! Numbers are big-endian. `str` and `bytes` are a u32 length and that many bytes; `list<x>` is a u32 count and the
//! items; `opt<x>` is 0, or 1 and the value; `uuid` is 16 bytes; `time` is i64 seconds since 1970 and i32 nanoseconds.
//! There is one way to write a value, and a reader refuses any other.
//!
//! ```text
//! entry   = "PCJ" 0x01, sequence u64, previous [32], body
//! body    = node uuid, entry uuid, at time, actor, purpose str, cause opt<str>,
//!           writes list<write>, events list<str>, parts list<part>
//! actor   = 0 account uuid, name str  |  1 system str
//! write   = kind str, id uuid, version u64, deleted u8
//! part    = 0 bytes(content)
//!         | 1 class str, subject uuid, key uuid, nonce [12], bytes(AES-256-GCM of content, tag at the end)
//! content = list<item>
//! item    = 0 write u32, schema u32, values list<value>, doc bytes, blob opt<bytes>
//!         | 1 event u32, version u32, payload bytes (JSON)
//!         | 2 class str, subject uuid, keys list<uuid>            (these keys were destroyed)
//! value   = 0  |  1 i64  |  2 str
//! ```
//!
//! The hash of an entry is the SHA-256 of all its bytes, which hold the hash of the entry before (zeros for the first).
//! So the chain runs over sealed bytes, and destroying a key changes nothing in it.
//!
//! # Sealing
//!
//! All content of one subject under one retention class is one part, sealed under that subject's data key. The
//! additional data binds a part to its place (node, entry id, part number, class, subject, key), so that a part moved
//! elsewhere does not open. The entry id is random and made with the parts, since the sequence number is not known on
//! the thread that seals ([`Prepared`]); only the writer adds number and chain ([`Prepared::finish`]).
//!
//! # Keys
//!
//! A data key is random, belongs to one class and subject, and is kept in a [`KeyStore`] apart from the journal,
//! wrapped by the node's key ([`NodeKeys`]). Deleting the wrapped key destroys the content for ever. Keys are made ahead
//! and durable before they are anybody's ([`KeyRing`]).

mod checkpoint;
mod codec;
mod entry;
mod error;
mod keys;
mod node;
mod prepare;
mod ring;
mod verify;

pub use checkpoint::Checkpoint;
pub use entry::{Content, Entry, Header, Item, Part, Sealed};
pub use error::JournalError;
pub use keys::{DataKey, KeyStore, MemoryKeys, WrappedKey};
pub use node::{NodeKeys, PublicKey};
pub use prepare::{Finished, Prepared, SUBJECT_DESTROYED};
pub use ring::{KeyRing, Sealing};
pub use verify::{Broken, Reason, Report, StoredEntry, Verifier};

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// The hash that stands before the first entry.
pub const NO_HASH: Hash = [0; 32];

/// SHA-256 of `bytes`.
pub fn hash(bytes: &[u8]) -> Hash {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
    let mut hash = NO_HASH;
    hash.copy_from_slice(digest.as_ref());
    hash
}
