use jiff::Timestamp;

use crate::{Hash, NodeKeys, PublicKey, codec::Writer};

/// A node's signed word on where its chain stood: who rewrites the chain before it must also forge the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The last entry it covers.
    pub sequence: u64,
    /// That entry's hash.
    pub hash: Hash,
    /// When it was signed.
    pub at: Timestamp,
    /// Ed25519 (RFC 8032) over node, sequence, hash and time.
    pub signature: Vec<u8>,
}

impl Checkpoint {
    /// Signs the chain up to `sequence`, whose hash is `hash`.
    pub fn sign(keys: &NodeKeys, sequence: u64, hash: Hash, at: Timestamp) -> Self {
        let mut this = Self { sequence, hash, at, signature: Vec::new() };
        this.signature = keys.sign(&this.message(keys.node())).to_vec();
        this
    }

    /// Whether the signature is that of `public`.
    pub fn is_signed_by(&self, public: &PublicKey) -> bool {
        public.verify(&self.message(public.node), &self.signature)
    }

    fn message(&self, node: uuid::Uuid) -> Vec<u8> {
        let mut w = Writer::default();
        w.str("portcullis checkpoint 1");
        w.uuid(node);
        w.u64(self.sequence);
        w.raw(&self.hash);
        w.time(self.at);
        w.0
    }
}
